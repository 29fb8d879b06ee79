# SPDX-License-Identifier: Apache-2.0
"""What each call of the ledger does: which arguments it takes, in the order of the contracts, and
how it changes the naive ledger. Every function gives (status, outcome or None, values)."""

import periods
from cells import (AVERAGE, CAP, FLOOR, LANDINGS, MOST, NUMBER, OFF_PLAN, PERIOD, RECIPIENT,
                   ROLLING, Cell, Content, Limit)
from ledger import (ARGUMENT, CORRUPT, ENCODING, EXPIRED, FREED, HELD, LIMIT, NOT_FOUND,
                    NOT_SEALED, OK, OVERFLOW, RANGE, RELEASED, STATE, USED, WITHDRAWN, Attempt,
                    Change, Fails, Grants)

GRANTS_MAX = 1024


def demand(holds, status):
    if not holds:
        raise Fails(status)


# --- cells and limits

def check_cell(cell, with_period=True):
    """cell: the fields of a jf_limit in their order."""
    side, _, _, measure, period_kind, fiscal = cell[:6]
    bound, window, days, plan_class = cell[10:14]
    demand(0 <= side <= 2 and 0 <= measure <= LANDINGS and 0 <= plan_class <= OFF_PLAN, ARGUMENT)
    demand(measure != LANDINGS or side != RECIPIENT, ARGUMENT)
    if not with_period:
        return
    demand(0 <= bound <= FLOOR and 0 <= window <= AVERAGE, ARGUMENT)
    demand(bound == CAP or window == PERIOD, ARGUMENT)
    if window == ROLLING:
        demand(2 <= days <= 366 and period_kind == 0 and fiscal == 0, ARGUMENT)
        return
    demand(days == 0 and 1 <= period_kind <= periods.WEEK and 0 <= fiscal <= 12, ARGUMENT)
    demand(window != AVERAGE or period_kind != periods.WEEK, ARGUMENT)


def read_cell(ledger, cell):
    check_cell(cell)
    side, unit, kind, measure, period_kind, fiscal, day = cell[:7]
    demand(unit in ledger.units and kind in ledger.kinds, NOT_FOUND)
    demand(periods.is_day(day), RANGE)
    made = Cell(side, unit, kind, measure, period_kind, fiscal, day, *cell[10:14])
    demand(made.first is not None, RANGE)
    return made


def check_text(ledger, text):
    demand(0 <= text <= len(ledger.texts), NOT_FOUND)


def set_limit(ledger, fields):
    state, reserved, amount = fields[7:10]
    permilles = fields[14:18]
    grace, shadow, borrow_max, lend_max, pool, approver = fields[18:24]
    demand(0 <= state <= 2 and amount >= 0 and reserved == 0, ARGUMENT)
    demand(amount == 0 or state == NUMBER, ARGUMENT)
    demand(min(permilles) >= -1 and grace >= 0 and 0 <= shadow <= 1, ARGUMENT)
    demand(min(borrow_max, lend_max, pool) >= 0, ARGUMENT)
    demand(grace == 0 or fields[11] == PERIOD, ARGUMENT)
    cell = read_cell(ledger, fields)
    check_text(ledger, approver)
    limit = ledger.by_name.get(cell.name)
    if limit is None:
        limit = Limit(cell, len(ledger.limits))
        ledger.add_limit(limit)
    limit.set(state, amount, permilles, grace, shadow, borrow_max, lend_max, pool, approver)
    ledger.entries += 1
    ledger.note_since()
    return OK, None, []


def find_limit(ledger, cell):
    limit = ledger.by_name.get(read_cell(ledger, cell).name)
    demand(limit, NOT_FOUND)
    return limit


def text(ledger, number):
    demand(number != 0, ARGUMENT)
    demand(number != -2, RANGE)
    demand(number != -1, ENCODING)
    if number not in ledger.texts:
        ledger.texts[number] = len(ledger.texts) + 1
        ledger.entries += 1
    return OK, None, [ledger.texts[number]]


def grant(ledger, key, subject, grants):
    demand(key >= 1 and subject >= 1 and 1 <= len(grants) <= GRANTS_MAX, ARGUMENT)
    lifts = []
    for one in grants:
        unit, kind, by, reason, side, measure, period_kind, fiscal, day, window, days = one[:11]
        plan_class, step, on = one[11:]
        demand(2 <= step <= 4, ARGUMENT)
        cell = [side, unit, kind, measure, period_kind, fiscal, day, 0, 0, 0, CAP, window, days,
                plan_class]
        name = read_cell(ledger, cell).name
        check_text(ledger, by)
        check_text(ledger, reason)
        demand(periods.is_day(on), RANGE)
        demand(name in ledger.by_name, NOT_FOUND)
        lifts.append((ledger.by_name[name].number, step, by, reason, on))
    content = "grant", subject, tuple(lifts)
    answer = ledger.recall(key, content)
    if not answer:
        ledger.entries += 1
        ledger.attempts[key] = made = Attempt(content, OK, ledger.entries)
        ledger.grants[key] = Grants(subject, [(number, step) for number, step, *_ in lifts])
        answer = ledger.tell(made, 0)
    return *answer, []


# --- records

def check_expiry(expires):
    demand(expires == periods.NONE or 0 <= expires <= periods.LAST, ARGUMENT)
    return 0 if expires == periods.NONE else expires


def check_lines(lines):
    for line in lines:
        demand(min(line[1:6]) >= 0 and 1 <= line[6] <= 2 and line[7] == 0, ARGUMENT)


def find_units(ledger, lines):
    for line in lines:
        demand(line[0] in ledger.units, NOT_FOUND)


def read_record(ledger, verb, fields, lines):
    """Checks what is asked of check, issue or hold; gives its content."""
    day, key, subject, kind, actor, reason, grants, expires, plan_class = fields
    demand(key >= (0 if verb == "check" else 1), ARGUMENT)
    demand(subject >= 0 and grants >= 0 and 0 <= plan_class <= 2, ARGUMENT)
    expires = check_expiry(expires)
    demand(verb != "issue" or expires == 0, ARGUMENT)
    demand(lines, ARGUMENT)
    check_lines(lines)
    demand(kind in ledger.kinds, NOT_FOUND)
    find_units(ledger, lines)
    check_text(ledger, actor)
    check_text(ledger, reason)
    demand(periods.is_day(day), RANGE)
    return ("issue" if verb == "check" else verb, subject or key, day, kind, actor, reason, grants,
            expires, plan_class, lines)


def record(ledger, verb, fields, lines):
    """verb: check, issue or hold."""
    key = fields[1]
    content = read_record(ledger, verb, fields, lines)
    answer = ledger.recall(key, content) if key else None
    if answer:
        return *answer, []
    _, subject, day, kind, _, reason, grants, expires, plan_class, _ = content
    is_hold = verb == "hold"
    made = Change(Content(lines, kind, day, plan_class), None, None, reason,
                  HELD if is_hold else USED, expires if is_hold else 0)
    made.subject = subject
    made.is_hold = is_hold
    made.grants = ledger.carried(grants, subject)
    return *ledger.remember(key, content, made, verb == "check"), []


FITS = {"commit": HELD, "release": HELD, "revive": EXPIRED, "withdraw": USED, "amend": USED}


def check_change(verb, fields, lines):
    day, key, of, kind, _, _, grants, expires, frees = fields
    demand(key >= 1 and of >= 1, ARGUMENT)
    demand(frees == 0 or (frees == 1 and verb == "withdraw"), ARGUMENT)
    expires = check_expiry(expires)
    demand(expires == 0 or verb == "revive", ARGUMENT)
    demand(kind >= 0 and grants >= 0, ARGUMENT)
    demand(kind == 0 or verb in ("commit", "amend"), ARGUMENT)
    demand(day == periods.NONE or verb != "withdraw", ARGUMENT)
    check_lines(lines)
    return expires


def taken(verb, old, day, kind, lines):
    """What the change takes and gives back."""
    if verb == "release":
        return None, old
    if verb == "withdraw":
        return None, None
    take = Content(lines or old.lines, kind or old.kind, old.day if day == periods.NONE else day,
                   old.plan_class)
    return take, None if verb == "revive" else old


def read_change(ledger, verb, fields, lines):
    """Checks what is asked of commit, release, revive, withdraw or amend; gives its content."""
    day, _, of, kind, actor, reason, grants, _, frees = fields
    expires = check_change(verb, fields, lines)
    demand(kind == 0 or kind in ledger.kinds, NOT_FOUND)
    find_units(ledger, lines)
    check_text(ledger, actor)
    check_text(ledger, reason)
    return verb, of, day, kind, actor, reason, grants, expires, frees, lines


def change(ledger, verb, fields, lines):
    content = read_change(ledger, verb, fields, lines)
    _, of, day, kind, _, reason, grants, expires, frees, _ = content
    found = ledger.records.get(of)
    demand(found and (found.is_hold or verb in ("withdraw", "amend")), NOT_FOUND)
    answer = ledger.recall(fields[1], content)
    if answer:
        return *answer, []
    demand(found.state == FITS[verb], STATE)
    demand(day == periods.NONE or periods.is_day(day), RANGE)
    take, give = taken(verb, found.content, day, kind, lines)
    after = {"release": RELEASED, "revive": HELD, "withdraw": FREED if frees else WITHDRAWN}
    made = Change(take, found.content if frees else give, found, reason, after.get(verb, USED),
                  expires)
    made.grants = ledger.carried(grants, found.subject)
    return *ledger.remember(fields[1], content, made), []


def expire(ledger, today):
    demand(periods.is_day(today), RANGE)
    due = [r for r in ledger.records.values()
           if r.state == HELD and r.expires and r.expires < today]
    for one in due:
        one.state = EXPIRED
    if due:
        ledger.entries += 1
        ledger.note_since()
    return OK, None, [len(due)]


# --- moves of quota

def fit(verb, giver, getter):
    """Whether quota may go from one limit to the other."""
    a, b = giver.cell, getter.cell
    if (a.window, b.window, a.bound, b.bound) != (PERIOD, PERIOD, CAP, CAP):
        return False
    return (a.side, a.measure, a.plan_class) == (b.side, b.measure, b.plan_class) and verb(a, b)


def beside(a, b):
    """Another unit, the same kind and period."""
    return a.unit != b.unit and a.name[2:7] == b.name[2:7]


def below(ledger):
    def is_below(a, b):
        joined = ledger.units.lineage(b.unit, b.last).get(a.unit)
        return (joined is not None and joined <= b.last and a.kind in ledger.kinds.above(b.kind)
                and a.first <= b.first and b.last <= a.last)
    return is_below


def room(ledger, verb, giver, getter):
    """The most that may be moved now."""
    if verb == "draw":
        return giver.pool
    left = ledger.balance(giver.cell, giver.cell.first, *ledger.used_and_held())[4]
    if verb == "borrow":
        left = min(left, giver.lend_max - giver.lent)
    if verb in ("borrow", "lend"):
        left = min(left, getter.borrow_max - getter.borrowed)
    return left


def shift(verb, giver, getter, amount):
    if verb in ("borrow", "lend"):
        getter.borrowed += amount
        giver.lent += amount
    elif verb == "repay":
        giver.borrowed -= amount
        getter.lent -= amount
    elif verb == "draw":
        giver.pool -= amount
    getter.amount += amount
    if giver is not getter:
        giver.amount += amount if verb == "draw" else -amount


def check_move(ledger, verb, amount, giver, getter):
    demand(giver.state == NUMBER and getter.state == NUMBER, STATE)
    demand(all(ledger.units.end_day(limit.cell.unit) > limit.cell.last
               for limit in (giver, getter)), STATE)
    demand(verb != "repay" or (giver.borrowed >= amount and getter.lent >= amount), STATE)
    grown = [getter.amount] + ([giver.amount] if verb == "draw" else [])
    if verb in ("borrow", "lend"):
        grown += giver.lent, getter.borrowed
    demand(max(grown) + amount <= MOST, OVERFLOW)


def move(ledger, verb, fields, cells):
    reserved, key, amount, actor, reason = fields
    demand(key >= 1 and reserved == 0 and amount != 0, ARGUMENT)
    demand(amount > 0 or verb == "adjust", ARGUMENT)
    check_text(ledger, actor)
    check_text(ledger, reason)
    limits = [find_limit(ledger, cell) for cell in cells]
    giver, getter = limits[0], limits[-1]
    if verb != "adjust":
        demand(fit(below(ledger) if verb == "draw" else beside, giver, getter), ARGUMENT)
    content = verb, giver.number, getter.number, amount, actor, reason
    answer = ledger.recall(key, content)
    if answer:
        return *answer, []
    check_move(ledger, verb, amount, giver, getter)
    refused = (getter.amount + amount < 0 if verb == "adjust"
               else amount > room(ledger, verb, giver, getter))
    if not refused:
        shift(verb, giver, getter, amount)
        ledger.note_since()
    ledger.entries += 1
    ledger.attempts[key] = made = Attempt(content, LIMIT if refused else OK, ledger.entries)
    return *ledger.tell(made, 0), []


# --- questions

def explain(ledger, key):
    known = ledger.attempts.get(key)
    demand(known, NOT_FOUND)
    _, outcome = ledger.tell(known, 1)
    return OK, outcome, []


def expiring(ledger, fields, until, most):
    cell = read_cell(ledger, fields)
    demand(periods.is_day(until), RANGE)
    keys = [key for key, r in ledger.records.items()
            if r.state == HELD and r.expires and r.expires <= until
            and ledger.sums.total_of_cell(cell, [r.content], periods.FIRST, periods.LAST) > 0]
    return OK, None, [len(keys)] + keys[:most]


def balance(ledger, fields):
    cell = read_cell(ledger, fields)
    return OK, None, ledger.balance(cell, fields[6], *ledger.used_and_held())


def series(ledger, fields, first, count):
    """Use per day, holds left out."""
    check_cell(fields, False)
    side, unit, kind, measure = fields[:4]
    demand(unit in ledger.units and kind in ledger.kinds, NOT_FOUND)
    demand(periods.is_day(first) and first + count - 1 <= periods.LAST, RANGE)
    cell = Cell(side, unit, kind, measure, 0, 0, first, CAP, ROLLING, 2, fields[13])
    used = ledger.contents(USED, WITHDRAWN)
    return OK, None, [ledger.sums.total_of_cell(cell, used, day, day)
                      for day in range(first, first + count)]


def seal(ledger):
    if ledger.sealed < ledger.entries:
        ledger.entries += 1
        ledger.sealed = ledger.entries
    return OK, None, []


def reopen(ledger):
    ledger.violations = ledger.notices = None
    return OK, None, [1, CORRUPT, NOT_SEALED, STATE]

# SPDX-License-Identifier: Apache-2.0
"""Units and kinds that are added, and reorganisations of units."""

import periods
from cells import CAP, MOST, NOT_PLANNED, NUMBER, PERIOD, UNLIMITED, Limit
from ledger import ARGUMENT, ENCODING, EXISTS, NOT_FOUND, OK, OVERFLOW, RANGE, STATE, Attempt
from verbs import check_text, demand

SHARES_MAX = 10**9


def check_name(name):
    """name: the number of a text; 0 is empty, -1 no UTF-8, -2 too long."""
    demand(name != 0, ARGUMENT)
    demand(name != -2, RANGE)
    demand(name != -1, ENCODING)


def add_node(ledger, nodes, node, parent, name):
    demand(node >= 1 and parent >= 0 and name != 0, ARGUMENT)
    check_name(name)
    demand(node not in nodes, EXISTS)
    demand(parent == 0 or parent in nodes, NOT_FOUND)
    nodes.add(node, parent)
    ledger.forget()
    ledger.entries += 1
    return OK, None, []


def add_unit(ledger, *fields):
    return add_node(ledger, ledger.units, *fields)


def add_kind(ledger, *fields):
    return add_node(ledger, ledger.kinds, *fields)


def check_reform(ledger, fields):
    day, _, unit, actor, reason = fields
    demand(periods.is_day(day), RANGE)
    demand(unit in ledger.units, NOT_FOUND)
    check_text(ledger, actor)
    check_text(ledger, reason)


def remember(ledger, key, content, act):
    """Does what a new key asks for, or answers a known one."""
    answer = ledger.recall(key, content)
    if not answer:
        was_above = ledger.above(ledger.levels())
        act()
        ledger.forget()
        above = ledger.above(ledger.levels())
        for limit in ledger.limits:
            if limit.number not in above:
                limit.since = periods.NONE
            elif limit.number not in was_above and limit.since == periods.NONE:
                limit.since = content[1]
        ledger.entries += 1
        ledger.attempts[key] = made = Attempt(content, OK, ledger.entries)
        answer = ledger.tell(made, 0)
    return *answer, []


def rename(ledger, fields, name):
    day, key, unit, actor, reason = fields
    check_name(name)
    demand(key >= 1, ARGUMENT)
    check_reform(ledger, fields)
    content = "rename", day, unit, actor, reason, name
    answer = ledger.recall(key, content)
    if not answer:
        ledger.entries += 1
        ledger.attempts[key] = made = Attempt(content, OK, ledger.entries)
        answer = ledger.tell(made, 0)
    return *answer, []


def move_unit(ledger, fields, parent):
    day, key, unit, actor, reason = fields
    demand(key >= 1 and parent >= 0, ARGUMENT)
    check_reform(ledger, fields)
    demand(parent == 0 or parent in ledger.units, NOT_FOUND)

    def act():
        units = ledger.units
        demand(units.end_day(unit) > day, STATE)
        until = min((other for other, _ in units.moves.get(unit, ()) if other > day),
                    default=periods.LAST + 1) - 1
        demand(not parent or not units.is_ever_below(parent, unit, day, until), STATE)
        units.move(unit, day, parent)
    return remember(ledger, key, ("move", day, unit, actor, reason, parent), act)


def divide(total, shares):
    """By the largest remainder, ties to the earlier."""
    whole = sum(shares)
    parts = [total * share // whole for share in shares]
    order = sorted(range(len(shares)), key=lambda i: (-(total * shares[i] % whole), i))
    for i in order[:total - sum(parts)]:
        parts[i] += 1
    return parts


def bequests(ledger, unit, day, heirs, shares):
    """(limit, heir, name of the heir's cell, amount, pool) of each limit that reaches the day."""
    for limit in ledger.limits:
        if limit.cell.unit != unit or limit.cell.last < day:
            continue
        amounts, pools = divide(limit.amount, shares), divide(limit.pool, shares)
        for index, heir in enumerate(heirs):
            name = limit.cell.name[:1] + (ledger.units.current(heir, periods.LAST),)
            name += limit.cell.name[2:]
            yield limit, index, name, amounts[index], pools[index]


def check_bequests(ledger, given):
    for limit, index, name, amount, pool in given:
        heir = ledger.by_name.get(name)
        demand(not heir or max(heir.amount + amount, heir.pool + pool) <= MOST, OVERFLOW)


def make_limit(ledger, limit, name):
    cell = limit.cell.at(name[1])
    made = Limit(cell, len(ledger.limits))
    made.copy_terms(limit)
    ledger.add_limit(made)
    return made


def give(ledger, limit, index, name, amount, pool):
    heir = ledger.by_name.get(name)
    if not heir:
        heir = make_limit(ledger, limit, name)
        heir.amount, heir.pool = amount, pool
    elif limit.state == NUMBER and heir.state != UNLIMITED:
        heir.state = NUMBER
        heir.amount += amount
        heir.pool += pool
    if index == 0:
        heir.borrowed += limit.borrowed
        heir.lent += limit.lent
        limit.borrowed = limit.lent = 0


def end_unit(ledger, fields, heirs, shares, verb):
    day, key, unit, actor, reason = fields

    def act():
        units = ledger.units
        demand(unit not in units.ends, STATE)
        for heir in heirs:
            demand(units.end_day(heir) > day, STATE)
            demand(not units.is_ever_below(heir, unit, day, periods.LAST), STATE)
        given = list(bequests(ledger, unit, day, heirs, shares))
        check_bequests(ledger, given)
        for one in given:
            give(ledger, *one)
        units.end(unit, day, heirs, shares)
    return remember(ledger, key, (verb, day, unit, actor, reason, tuple(heirs), tuple(shares)), act)


def merge_unit(ledger, fields, into):
    demand(fields[1] >= 1, ARGUMENT)
    check_reform(ledger, fields)
    demand(into in ledger.units, NOT_FOUND)
    return end_unit(ledger, fields, [into], [1], "merge")


def split_unit(ledger, fields, parts, shares):
    demand(2 <= len(parts) == len(shares), ARGUMENT)
    demand(len(set(parts)) == len(parts) and min(shares) >= 1, ARGUMENT)
    demand(sum(shares) <= SHARES_MAX, RANGE)
    demand(fields[1] >= 1, ARGUMENT)
    check_reform(ledger, fields)
    demand(all(part in ledger.units for part in parts), NOT_FOUND)
    return end_unit(ledger, fields, parts, shares, "split")

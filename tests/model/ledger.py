# SPDX-License-Identifier: Apache-2.0
"""The naive ledger: a list of records and of limits; every number is summed anew. What it does is
written from the contracts in include/jianfu/ledger*.h and shares no code with the library."""

import periods
from cells import (APPROVE, CAP, EMERGENCY, EXPLAIN, FLOOR, ITEMS, MOST, NOT_PLANNED, NOTICE,
                   NUMBER, OFF_PLAN, PERIOD, PLANNED, REFUSE, ROLLING, UNLIMITED, Sums, windows_of)
from units import Kinds, Units

OK, ARGUMENT, NO_MEMORY, NOT_FOUND, EXISTS, RANGE = 0, 1, 2, 3, 4, 6
OVERFLOW, LIMIT, STATE, NOT_SEALED, ENCODING, CORRUPT, LINKED = 7, 8, 9, 11, 14, 19, 21
NAMES = {OK: "ok", ARGUMENT: "argument", NO_MEMORY: "no-memory", NOT_FOUND: "not-found",
         EXISTS: "exists", RANGE: "range", OVERFLOW: "overflow", LIMIT: "limit", STATE: "state",
         NOT_SEALED: "not-sealed", ENCODING: "encoding", CORRUPT: "corrupt", LINKED: "linked"}
HELD, USED, RELEASED, EXPIRED, WITHDRAWN, FREED = (
    "held", "used", "released", "expired", "withdrawn", "freed")


class Fails(Exception):
    """A call that fails without a trace."""

    def __init__(self, status):
        super().__init__(status)
        self.status = status


class Record:
    """An issue or hold that was granted."""

    __slots__ = ("content", "state", "subject", "expires", "is_hold")

    def __init__(self, content, state, subject, expires, is_hold):
        self.content = content
        self.state = state
        self.subject = subject
        self.expires = expires
        self.is_hold = is_hold


class Attempt:
    """What is remembered under a key: what was asked, and what was answered."""

    __slots__ = ("content", "status", "entry", "violations", "notices", "step")

    def __init__(self, content, status, entry, violations=(), notices=(), step=0):
        self.content = content
        self.status = status
        self.entry = entry
        self.violations = violations
        self.notices = notices
        self.step = step

    def outcome(self, repeated):
        return [self.status, self.entry, len(self.violations), repeated, self.step,
                len(self.notices)]


class Grants:
    __slots__ = ("subject", "lifts", "is_spent")

    def __init__(self, subject, lifts):
        self.subject = subject
        self.lifts = lifts
        self.is_spent = False


class Report:
    """What a limit says about an attempt."""

    __slots__ = ("limit", "first", "last", "amount", "used", "held", "asked", "step", "needed",
                 "state", "shadow", "since", "expiring")

    def shown(self):
        cell = self.limit.cell
        return [cell.side, cell.unit, cell.kind, cell.measure, cell.period_kind, self.first,
                self.last, self.state, 0, self.amount, self.used, self.held, self.asked,
                self.used + self.held + self.asked - self.amount, cell.window, cell.window_days,
                cell.plan_class, self.step, self.needed, self.shadow, self.limit.approver,
                self.since, self.expiring]


class Change:
    """What an attempt takes and gives back, and what it carries."""

    __slots__ = ("take", "give", "record", "reason", "grants", "expires", "after", "subject",
                 "is_hold")

    def __init__(self, take, give, record, reason, after, expires=0):
        self.take = take
        self.give = give
        self.record = record
        self.reason = reason
        self.after = after
        self.expires = expires
        self.grants = None
        self.subject = 0
        self.is_hold = False


class Ledger:
    def __init__(self, unit_parents, kind_parents):
        self.units = Units(unit_parents)
        self.kinds = Kinds(kind_parents)
        self.sums = Sums(self.units, self.kinds)
        self.limits = []
        self.by_name = {}
        self.by_pair = {}
        self.records = {}
        self.attempts = {}
        self.grants = {}
        self.texts = {}
        self.entries = 1 + len(unit_parents) + len(kind_parents)
        self.sealed = 0
        self.violations = []
        self.notices = []
        self.has_windows = False
        self.answers = {}  # how often each answer let a step pass

    # --- sums

    def contents(self, *states):
        return [r.content for r in self.records.values() if r.state in states]

    def used_and_held(self):
        return self.contents(USED, WITHDRAWN), self.contents(HELD)

    def forget(self):
        """Units are others now: what records reach has to be found anew."""
        for record in self.records.values():
            record.content.reach.clear()

    def add_limit(self, limit):
        cell = limit.cell
        self.limits.append(limit)
        self.by_name[cell.name] = limit
        self.by_pair.setdefault((cell.unit, cell.kind), []).append(limit)
        self.has_windows = self.has_windows or cell.window != PERIOD

    def inherited(self, cell, used, last=None):
        """What a cell of a period has from units that were divided, besides the records that it
        counts; less than nothing where its unit is the first heir and passes on the rest."""
        if cell.window != PERIOD or not self.units.ends:
            return 0
        total = 0
        last = cell.last if last is None else last
        for unit, (day, heirs, shares) in self.units.ends.items():
            until = min(last, day - 1)
            places = [i for i, heir in enumerate(heirs)
                      if self.units.current(heir, day) == cell.unit]
            if day > cell.last or until < cell.first or not places:
                continue
            if self.units.is_ever_below(unit, cell.unit, cell.first, until):
                continue  # it was above the unit, and has records of it anyway
            old = cell.at(unit)
            own = self.inherited(old, used, until)
            use = own + self.sums.total_of_cell(old, used, cell.first, until)
            parts = [use * share // sum(shares) for share in shares[1:]]
            total += sum(own - sum(parts) if i == 0 else parts[i - 1] for i in places)
        if total < 0 and cell.measure == ITEMS:
            total = max(total, -self.sums.total_of_cell(cell, used, cell.first, last))
        return total

    def use(self, limit, used, first=None, last=None):
        """Use of a limit's cell on the days."""
        return self.sums.total(limit, used, first, last) + self.inherited(limit.cell, used)

    def levels(self):
        """Use and holds of each limit."""
        used, held = self.used_and_held()
        return [self.use(limit, used) + self.sums.total(limit, held) for limit in self.limits]

    def above(self, levels):
        """Numbers of the caps of a period that are above their amount."""
        return {limit.number for limit, level in zip(self.limits, levels)
                if level > limit.amount and limit.state == NUMBER
                and limit.cell.window == PERIOD and limit.cell.bound != FLOOR}

    def balance(self, cell, day, used, held):
        """As jf_ledger_balance, for a cell that is in order; used, held: the contents."""
        limit = self.by_name.get(cell.name)
        if limit:
            return self.balance_of_limit(limit, day, used, held)
        first, last = cell.first, cell.last
        if cell.window != PERIOD:
            first = day - cell.window_days + 1 if cell.window == ROLLING else first
            last = day
        use = self.sums.total_of_cell(cell, used, first, last) + self.inherited(cell, used)
        return [-1, 0, use,
                self.sums.total_of_cell(cell, held, first, last), MOST, 0, 0, 0, 0, periods.NONE]

    def balance_of_limit(self, limit, day, used, held):
        cell = limit.cell
        amount, days = limit.amount, (None, None)
        if cell.window == ROLLING:
            days = day - cell.window_days + 1, day
        elif cell.window != PERIOD:
            days = cell.first, day
            amount = min(amount * periods.month_ends(cell.first, cell.last, day)[0][0], MOST)
        used = self.use(limit, used, *days)
        held = self.sums.total(limit, held, *days)
        left = MOST if limit.state == UNLIMITED else amount - used - held
        return [limit.state, amount, used, held, left, limit.borrowed, limit.lent, limit.pool,
                limit.refusals, limit.since]

    def standing(self, probe):
        used, held = self.used_and_held()
        found = []
        for limit in self.limits:
            day = probe
            if limit.cell.window != ROLLING:
                day = min(max(probe, limit.cell.first), limit.cell.last)
            found += self.balance_of_limit(limit, day, used, held)
        return found

    # --- deciding

    def touched(self, content):
        """Limits that the lines meet, in the order of reports, each once."""
        found = {}
        kinds = self.kinds.above(content.kind)
        for line in content.lines:
            for unit, joined in self.units.lineage(line[0], content.day).items():
                for kind in kinds:
                    for limit in self.by_pair.get((unit, kind), ()):
                        if joined <= limit.cell.last and self.meets(limit, line, content):
                            found[limit.number] = limit
        return found.values()

    def meets(self, limit, line, content):
        cell = limit.cell
        if line[6] != cell.side or not cell.first <= content.day <= cell.last:
            return False
        if cell.plan_class == OFF_PLAN and content.plan_class == PLANNED:
            return False
        return content.line_value(line, cell.measure) > 0

    def judge(self, limit, change, used, held):
        """What the limit says, or None."""
        if limit.state == UNLIMITED or limit.cell.bound == FLOOR:
            return None
        take = change.take
        if not self.sums.counts(limit.cell, take):
            return self.judge_gate(limit, change, used, held)
        worst = None
        for first, last, amount in windows_of(limit, take.day):
            asked = self.sums.reach(limit, take)
            give = change.give
            if give and first <= give.day <= last:
                asked -= self.sums.reach(limit, give)
            if asked <= 0:
                continue
            before = (self.use(limit, used, first, last),
                      self.sums.total(limit, held, first, last))
            above = sum(before) + asked - amount
            step = limit.step(amount, above + amount)
            if step and (worst is None or (step, above) > worst[0]):
                worst = (step, above), self.report(limit, (first, last, amount), before, asked,
                                                   step)
        return worst and worst[1]

    def judge_gate(self, limit, change, used, held):
        """A planned limit says nothing to what is off the plan, but where nothing is planned."""
        if limit.state != NOT_PLANNED or change.take.plan_class == EMERGENCY:
            return None
        asked = self.sums.reach(limit, change.take)
        if change.give:
            asked -= self.sums.reach(limit, change.give)
        if asked <= 0:
            return None
        before = self.use(limit, used), self.sums.total(limit, held)
        window = limit.cell.first, limit.cell.last, 0
        return self.report(limit, window, before, asked, APPROVE)

    def report(self, limit, window, before, asked, step):
        made = Report()
        made.limit = limit
        made.first, made.last, made.amount = window
        made.used, made.held = before
        made.asked = asked
        made.step = step
        made.state = limit.state
        made.shadow = limit.shadow
        made.since = limit.since
        made.expiring = sum(
            1 for r in self.records.values()
            if r.state == HELD and r.expires and self.sums.value(limit, r.content) > 0)
        return made

    def answer_of(self, report, change):
        """What lets the step pass; None when nothing does."""
        limit = report.limit
        if report.step == NOTICE:
            return "notice"
        if limit.shadow:
            return "shadow"
        if (report.step == REFUSE and limit.grace > 0 and limit.state == NUMBER
                and (limit.since == periods.NONE
                     or change.take.day <= limit.since + limit.grace)):
            return "grace"
        if report.step == EXPLAIN and change.reason:
            return "reason"
        if change.grants and any(number == limit.number and step >= report.step
                                 for number, step in change.grants.lifts):
            return "grant"
        return None

    def decide(self, change):
        """Violations, notices and the strictest step."""
        violations, notices, strictest = [], [], 0
        if not change.take:
            return violations, notices, strictest
        used, held = self.used_and_held()
        for limit in self.touched(change.take):
            report = self.judge(limit, change, used, held)
            if not report:
                continue
            answer = self.answer_of(report, change)
            report.needed = 0 if answer else report.step
            (notices if answer else violations).append(report)
            self.answers[report.step, answer] = self.answers.get((report.step, answer), 0) + 1
            if not limit.shadow:
                strictest = max(strictest, report.step)
        return violations, notices, strictest

    def check_totals(self, change):
        """All counts and each amount stay below 2^63."""
        contents = self.contents(USED, WITHDRAWN, HELD)
        if change.give:
            contents.remove(change.give)
        if change.take:
            contents.append(change.take)
        if any(sum(sizes) > MOST for sizes in zip(*(content.sizes for content in contents))):
            raise Fails(OVERFLOW)

    def apply(self, key, change):
        before = self.levels()
        if change.grants:
            change.grants.is_spent = True
        if change.record is None:
            self.records[key] = Record(change.take, change.after, change.subject, change.expires,
                                       change.is_hold)
        else:
            change.record.state = change.after
            change.record.expires = change.expires
            change.record.content = change.take or change.record.content
        self.note_since((change.take or change.record.content).day, before)

    def note_since(self, day=None, before=()):
        """A limit is above its amount from the day of the record that added to it then."""
        levels = self.levels()
        above = self.above(levels)
        for limit in self.limits:
            if limit.number not in above:
                limit.since = periods.NONE
            elif limit.since == periods.NONE and before:
                if levels[limit.number] > before[limit.number]:
                    limit.since = day

    # --- groups

    def snapshot(self):
        """What attempts can change."""
        return (self.entries, list(self.records), dict(self.attempts),
                [(r, r.content, r.state, r.expires) for r in self.records.values()],
                [(limit, limit.refusals, limit.since) for limit in self.limits],
                [(grants, grants.is_spent) for grants in self.grants.values()],
                self.violations, self.notices)

    def restore(self, taken):
        self.entries, keys, self.attempts, records, limits, grants = taken[:6]
        self.violations, self.notices = taken[6:]
        self.records = {key: self.records[key] for key in keys}
        for record, content, state, expires in records:
            record.content, record.state, record.expires = content, state, expires
        for limit, refusals, since in limits:
            limit.refusals, limit.since = refusals, since
        for one, is_spent in grants:
            one.is_spent = is_spent

    # --- answering

    def tell(self, attempt, repeated):
        self.violations, self.notices = attempt.violations, attempt.notices
        return attempt.status, attempt.outcome(repeated)

    def remember(self, key, content, change, dry=False):
        """Runs an attempt with a new key."""
        self.check_totals(change)
        violations, notices, step = self.decide(change)
        status = LIMIT if violations else OK
        if dry:
            return self.tell(Attempt(content, status, 0, violations, notices, step), 0)
        self.entries += 1
        made = Attempt(content, status, self.entries, violations, notices, step)
        self.attempts[key] = made
        for report in violations:
            report.limit.refusals += 1
        if status == OK:
            self.apply(key, change)
        return self.tell(made, 0)

    def recall(self, key, content):
        """The answer of a key that is known; None for a new key."""
        known = self.attempts.get(key)
        if known is None:
            return None
        if known.content != content:
            raise Fails(EXISTS)
        return self.tell(known, 1)

    def carried(self, key, subject):
        if not key:
            return None
        grants = self.grants.get(key)
        if not grants:
            raise Fails(NOT_FOUND)
        if grants.is_spent or grants.subject != subject:
            raise Fails(STATE)
        return grants

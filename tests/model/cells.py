# SPDX-License-Identifier: Apache-2.0
"""What a limit counts, and how far a record comes on its ladder."""

import periods

ISSUER, RECIPIENT = 1, 2
COUNT, ITEMS, LANDINGS = 1, 2, 7
NUMBER, UNLIMITED, NOT_PLANNED = 0, 1, 2
CAP, FLOOR = 0, 1
PERIOD, ROLLING, AVERAGE = 0, 1, 2
PLANNED, OFF_PLAN, EMERGENCY = 0, 1, 2
NOTICE, EXPLAIN, APPROVE, REFUSE = 1, 2, 3, 4
MOST = 2**63 - 1


class Content:
    """A record as it counts: lines (unit, count, four amounts, side) of a kind and class, on a
    day. `reach` remembers what it adds to each limit; `sizes`: the sums of counts and amounts;
    `lead`: the line that writes off all landings."""

    __slots__ = ("lines", "kind", "day", "plan_class", "reach", "sizes", "lead", "landings")

    def __init__(self, lines, kind, day, plan_class):
        self.lines = lines
        self.kind = kind
        self.day = day
        self.plan_class = plan_class
        self.reach = {}
        self.sizes = [sum(line[field] for line in lines) for field in range(1, 6)]
        issuers = [line for line in lines if line[6] == ISSUER]
        self.lead = next((line for line in issuers if line[1] > 0), issuers[0] if issuers else None)
        self.landings = sum(line[1] for line in lines if line[6] == RECIPIENT)

    def line_value(self, line, measure):
        if measure == COUNT:
            return line[1]
        if measure == ITEMS:
            return 1 if line[1] > 0 else 0
        if measure == LANDINGS:
            return self.landings if line is self.lead else 0
        return line[measure - 1]


class Cell:
    """The fields that name a limit, with defaults written out, and its days."""

    __slots__ = ("side", "unit", "kind", "measure", "period_kind", "fiscal", "bound", "window",
                 "window_days", "plan_class", "first", "last", "name")

    def __init__(self, side, unit, kind, measure, period_kind, fiscal, day, bound, window,
                 window_days, plan_class):
        self.side = side or ISSUER
        self.unit = unit
        self.kind = kind
        self.measure = measure or (COUNT if self.side == ISSUER else ITEMS)
        self.period_kind = period_kind
        self.fiscal = 1 if period_kind in (periods.MONTH, periods.WEEK) else fiscal or 1
        self.bound = bound
        self.window = window
        self.window_days = window_days
        self.plan_class = plan_class
        if window == ROLLING:
            self.fiscal = 0
            self.first, self.last = periods.FIRST, periods.LAST
        else:
            found = periods.bounds(period_kind, self.fiscal, day)
            self.first, self.last = found or (None, None)
        self.name = (self.side, unit, kind, self.measure, period_kind, self.fiscal, self.first,
                     bound, window, window_days, plan_class)

    def at(self, unit):
        """The same cell of another unit."""
        return Cell(self.side, unit, self.kind, self.measure, self.period_kind,
                    0 if self.window == ROLLING else self.fiscal, self.first, self.bound,
                    self.window, self.window_days, self.plan_class)


class Limit:
    __slots__ = ("cell", "number", "state", "amount", "steps", "grace", "shadow", "borrow_max",
                 "lend_max", "pool", "approver", "borrowed", "lent", "refusals", "since")

    def __init__(self, cell, number):
        self.cell = cell
        self.number = number
        self.borrowed = self.lent = self.refusals = 0
        self.since = periods.NONE

    def set(self, state, amount, permilles, grace, shadow, borrow_max, lend_max, pool, approver):
        """permilles: of notice, explain, approve, refuse as asked for."""
        self.state = state
        self.amount = amount
        self.steps = [p or never for p, never in zip(permilles, (-1, -1, -1, 1000))]
        self.grace = grace
        self.shadow = shadow
        self.borrow_max = borrow_max
        self.lend_max = lend_max
        self.pool = pool
        self.approver = approver

    def copy_terms(self, other):
        for name in ("state", "amount", "steps", "grace", "shadow", "borrow_max", "lend_max",
                     "pool", "approver"):
            setattr(self, name, getattr(other, name))

    def step(self, amount, total):
        """The strictest step that a total passes."""
        if self.state == NOT_PLANNED:
            return REFUSE
        passed = 0
        for step, permille in enumerate(self.steps, NOTICE):
            if permille >= 0 and total * 1000 > amount * permille:
                passed = step
        return passed


class Sums:
    """Adds up records for cells. A line counts at the units of its lineage on the record's day; at
    those that it is joined to on a later day only in cells that reach that day."""

    def __init__(self, units, kinds):
        self.units = units
        self.kinds = kinds

    def lines_add(self, cell, content):
        """What the lines add, were the class that of the cell."""
        if not cell.first <= content.day <= cell.last:
            return 0
        if cell.kind not in self.kinds.above(content.kind):
            return 0
        total = 0
        for line in content.lines:
            if line[6] == cell.side:
                joined = self.units.lineage(line[0], content.day).get(cell.unit)
                if joined is not None and joined <= cell.last:
                    total += content.line_value(line, cell.measure)
        return min(total, 1) if cell.measure == ITEMS else total

    def reach(self, limit, content):
        found = content.reach.get(limit.number)
        if found is None:
            found = content.reach[limit.number] = self.lines_add(limit.cell, content)
        return found

    @staticmethod
    def counts(cell, content):
        return (cell.plan_class == PLANNED) == (content.plan_class == PLANNED)

    def value(self, limit, content):
        return self.reach(limit, content) if self.counts(limit.cell, content) else 0

    def total(self, limit, contents, first=None, last=None):
        """What the contents of the days add to the limit's cell; no days: those of the cell."""
        is_planned = limit.cell.plan_class == PLANNED
        number = limit.number
        total = 0
        for content in contents:
            if (content.plan_class == PLANNED) != is_planned:
                continue
            if first is None or first <= content.day <= last:
                value = content.reach.get(number)
                total += self.reach(limit, content) if value is None else value
        return total

    def total_of_cell(self, cell, contents, first, last):
        return sum(self.lines_add(cell, content) for content in contents
                   if first <= content.day <= last and self.counts(cell, content))


def windows_of(limit, day):
    """(first, last, amount) of every window of the limit that holds the day."""
    cell = limit.cell
    if cell.window == PERIOD:
        return [(cell.first, cell.last, limit.amount)]
    if cell.window == AVERAGE:
        return [(cell.first, end, min(limit.amount * months, MOST))
                for months, end in periods.month_ends(cell.first, cell.last, day)]
    span = cell.window_days - 1
    return [(first, min(first + span, periods.LAST), limit.amount)
            for first in range(max(day - span, periods.FIRST), day + 1)]

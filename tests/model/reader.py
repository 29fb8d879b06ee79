# SPDX-License-Identifier: Apache-2.0
"""Reads a history from its numbers (trace.h has the layout), calls the naive ledger with each call
of it, and compares what the library answered."""

import periods
import verbs
from cells import Cell
from ledger import EXISTS, LIMIT, NO_MEMORY, OK, Fails, Ledger

LIMIT_FIELDS, LINE_FIELDS, GRANT_FIELDS, ITEM_FIELDS, REPORT_FIELDS = 24, 8, 14, 14, 23
VERBS = {1: "limit", 2: "text", 3: "grant", 4: "check", 5: "issue", 6: "hold", 7: "commit",
         8: "release", 9: "commit_lines", 10: "revive", 11: "withdraw", 12: "amend", 13: "expire",
         14: "adjust", 15: "transfer", 16: "borrow", 17: "lend", 18: "repay", 19: "draw",
         20: "explain", 21: "expiring", 22: "balance", 23: "series", 24: "batch", 25: "seal",
         26: "reopen", 100: "grid", 101: "limits"}


class Differs(Exception):
    """The library and the naive ledger do not agree."""


class History:
    def __init__(self, numbers, marks):
        self.numbers = numbers
        self.at = 0
        self.marks = marks
        self.seed = self.one()
        self.ledger = Ledger(self.list(), self.list())
        self.calls = 0
        self.cells = 0
        self.expected = []
        self.standing = []
        self.call = None
        self.old = None

    # --- reading

    def one(self):
        self.at += 1
        return self.numbers[self.at - 1]

    def some(self, count):
        self.at += count
        return self.numbers[self.at - count:self.at]

    def list(self):
        return self.some(self.one())

    def rows(self, width):
        return tuple(tuple(self.some(width)) for _ in range(self.one()))

    def fields(self, verb):
        """The arguments of a call, as the functions of verbs.py take them."""
        if verb <= 3:
            return ([self.some(LIMIT_FIELDS)] if verb == 1 else [self.one()] if verb == 2
                    else [*self.some(2), self.rows(GRANT_FIELDS)])
        if verb <= 12:
            return [self.some(9), self.rows(LINE_FIELDS)]
        if verb == 13 or verb == 20:
            return [self.one()]
        if verb <= 19:
            fields = self.some(5), [self.some(LIMIT_FIELDS), self.some(LIMIT_FIELDS)]
            return [fields[0], fields[1][:1] if verb == 14 else fields[1]]
        if verb <= 23:
            return [self.some(LIMIT_FIELDS)] + (self.some(2) if verb != 22 else [])
        if verb == 24:
            count = self.one()
            return [self.rows(ITEM_FIELDS), self.rows(LINE_FIELDS), count]
        return []

    # --- comparing

    def same(self, what, got, expected):
        if got != expected:
            raise Differs(f"seed {self.seed}, call {self.calls}, {self.call}: {what} is\n"
                          f"  {got}, not\n  {expected}")

    def run(self):
        while self.at < len(self.numbers):
            verb = self.one()
            if verb == 100:
                self.grid()
            elif verb == 101:
                self.limits()
            else:
                self.calls += 1
                self.step(verb)

    def step(self, verb):
        name = VERBS[verb]
        fields = self.fields(verb)
        self.call = name, fields
        entries = self.ledger.entries
        state = self.state_of(fields[0][2]) if 7 <= verb <= 12 else None
        if state and fields[0][2] in self.ledger.records:
            self.old = self.ledger.records[fields[0][2]].content, fields[1]
        status, changed, entry_count, *error = self.some(6)
        if status == NO_MEMORY:
            expected = NO_MEMORY, None, []
        else:
            expected = self.ask(name, fields)
        self.same("status", status, expected[0])
        self.same("entries", (entry_count, changed),
                  (self.ledger.entries, self.ledger.entries != entries))
        outcome = self.some(6)
        self.same("outcome", outcome, expected[1] or [0] * 6)
        self.same_error(verb, status, error, fields)
        self.same_reports()
        values = self.list()
        self.same("values", values, expected[2])
        if name == "expire" and status == OK:
            self.marks["expired", "hold"] += values[0]
        if name in ("reopen", "batch"):
            self.marks.update(("status", came) for came in values[-len(values) + (verb == 26):])
        self.same_standing(self.ledger.entries != entries)
        self.mark(name, status, outcome, state, fields)

    def ask(self, name, fields):
        ledger = self.ledger
        try:
            if name in ("check", "issue", "hold"):
                return verbs.record(ledger, name, *fields)
            if name in ("commit", "commit_lines", "release", "revive", "withdraw", "amend"):
                return verbs.change(ledger, name.partition("_")[0], *fields)
            if name in ("adjust", "transfer", "borrow", "lend", "repay", "draw"):
                return verbs.move(ledger, name, *fields)
            return getattr(verbs, "set_limit" if name == "limit" else name)(ledger, *fields)
        except Fails as failure:
            return failure.status, None, []

    def same_error(self, verb, status, error, fields):
        """Only what the contracts say about the numbers of an error."""
        if status == LIMIT and self.ledger.violations:
            first = self.ledger.violations[0]
            total = first.used + first.held + first.asked
            self.same("error", error, [first.limit.cell.unit, first.amount, total])
        if status == EXISTS and 4 <= verb <= 12:
            self.same("key of the error", error[0], fields[0][1])

    def same_reports(self):
        ledger = self.ledger
        if ledger.violations is None:  # reopened: nothing has been decided since
            for _ in range(2):
                self.some(self.one() * REPORT_FIELDS)
            return
        for what, reports in (("violations", ledger.violations), ("notices", ledger.notices)):
            got = self.some(self.one() * REPORT_FIELDS)
            if got or reports:
                self.same(what, got, [field for report in reports for field in report.shown()])

    def same_standing(self, changed):
        probe, count = self.some(2)
        if count >= 0:
            self.standing = self.some(count)
        if changed or self.ledger.has_windows:
            self.expected = self.ledger.standing(probe)
        self.cells += len(self.expected) // 10
        self.same("standing", self.standing, self.expected)

    def grid(self):
        """Every cell of one period."""
        period_kind, fiscal, day, plan_class = self.some(4)
        ledger = self.ledger
        contents = ledger.used_and_held()
        nodes = [(unit, kind) for unit in ledger.units.chains for kind in ledger.kinds.chains]
        for unit, kind in nodes:
            for side in 1, 2:
                for measure in range(1, 9 - side):
                    cell = Cell(side, unit, kind, measure, period_kind, fiscal, day, 0, 0, 0,
                                plan_class)
                    expected = ([-100 - verbs.RANGE, 0, 0, 0, 0] if cell.first is None
                                else ledger.balance(cell, day, *contents)[:5])
                    self.same(f"cell {cell.name}", self.some(5), expected)
                    self.cells += 1

    def limits(self):
        """The list of limits."""
        self.same("limit count", self.one(), len(self.ledger.limits))
        for limit in self.ledger.limits:
            cell = limit.cell
            self.same("limit", self.some(LIMIT_FIELDS), [
                cell.side, cell.unit, cell.kind, cell.measure, cell.period_kind, cell.fiscal,
                cell.first, limit.state, 0, limit.amount, cell.bound, cell.window,
                cell.window_days, cell.plan_class, *limit.steps, limit.grace, limit.shadow,
                limit.borrow_max, limit.lend_max, limit.pool, limit.approver])

    # --- marks

    def state_of(self, key):
        found = self.ledger.records.get(key)
        if found:
            return "issued" if found.state == "used" and not found.is_hold else found.state
        known = self.ledger.attempts.get(key)
        return ("none" if not known else
                "refused" if known.status == LIMIT and known.content[0] in ("issue", "hold")
                else "other")

    def mark(self, name, status, outcome, state, fields):
        marks = self.marks
        marks["status", status] += 1
        if outcome[3]:
            marks["retry", name, outcome[0]] += 1
            return
        if state:
            marks["hold", state, name, status] += 1
        if outcome[1] and (state or name in ("issue", "hold")):
            marks["step", outcome[4], outcome[0]] += 1
        if name in ("commit_lines", "amend") and outcome[1]:
            self.mark_size(name, fields, "done" if status == OK else "refused")

    def mark_size(self, name, fields, came):
        """Whether a change asked for less or more than was there, or for another day."""
        was, lines = self.old
        if fields[0][0] not in (periods.NONE, was.day):
            self.marks["size", name, "on another day", came] += 1
            return
        more = sum(line[1] for line in lines) - was.sizes[0] if lines else 0
        size = "same" if more == 0 else "more" if more > 0 else "less"
        self.marks["size", name, size, came] += 1

# SPDX-License-Identifier: Apache-2.0
"""Batches: items one after the other, and groups of which all take effect or none."""

import periods
import verbs
from ledger import ARGUMENT, EXISTS, LIMIT, LINKED, OK, RANGE, Attempt, Fails
from verbs import demand

ISSUE, HOLD, COMMIT = 1, 2, 3
CHANGES = ("commit", "release", "revive", "withdraw", "amend")


class Item:
    """An item of a batch as the arguments of verbs.record or verbs.change."""

    def __init__(self, fields, lines):
        self.key, of, subject, kind, actor, reason, grants, verb, day, expires = fields[:10]
        plan_class, frees, _, self.linked = fields[10:]
        self.lines = lines
        self.is_record = verb <= HOLD
        if self.is_record:
            self.name = ("issue", "hold")[verb - 1]
            self.is_in_order = of == 0 and frees == 0
            self.fields = day, self.key, subject, kind, actor, reason, grants, expires, plan_class
            return
        self.name = CHANGES[verb - COMMIT]
        self.is_in_order = subject == 0 and plan_class == 0
        if self.name == "release":
            self.is_in_order &= not (actor or reason or grants or kind or lines)
            day = periods.NONE
        self.is_in_order &= not lines or self.name in ("commit", "amend")
        self.fields = day, self.key, of, kind, actor, reason, grants, expires, frees

    def read(self, ledger):
        """Its content."""
        demand(self.is_in_order, ARGUMENT)
        reads = verbs.read_record if self.is_record else verbs.read_change
        return reads(ledger, self.name, self.fields, self.lines)

    def run(self, ledger):
        """Its status."""
        demand(self.is_in_order, ARGUMENT)
        does = verbs.record if self.is_record else verbs.change
        return does(ledger, self.name, self.fields, self.lines)[0]


def status_of(call, *arguments):
    try:
        return call(*arguments)
    except Fails as failure:
        return failure.status


def read_all(ledger, items):
    """(contents, None), or (None, (index, status)) of the first item that is not in order."""
    contents = []
    for index, item in enumerate(items):
        try:
            contents.append(item.read(ledger))
            day = item.fields[0]
            demand(item.is_record or day == periods.NONE or periods.is_day(day), RANGE)
        except Fails as failure:
            return None, (index, failure.status)
    return contents, None


def first_again(items):
    """Index of the first key that stands in the group again; None when all differ."""
    keys = [item.key for item in items]
    return next((i for i, key in enumerate(keys) if key in keys[:i]), None)


def remember_refusal(ledger, items, contents, refusing, attempt):
    """Each item under its key; only the one that was refused has reports."""
    ledger.entries += 1
    for index, (item, content) in enumerate(zip(items, contents)):
        ledger.entries += 1
        is_refused = index == refusing
        made = Attempt(content, LIMIT if is_refused else LINKED, ledger.entries,
                       attempt.violations if is_refused else (),
                       attempt.notices if is_refused else (), attempt.step if is_refused else 0)
        ledger.attempts[item.key] = made
    for report in attempt.violations:
        report.limit.refusals += 1
    ledger.violations, ledger.notices = attempt.violations, attempt.notices


def do_all(ledger, items):
    """(index, status) of the first item that is not granted; None when all are."""
    ledger.entries += 1
    for index, item in enumerate(items):
        if item.key in [other.key for other in items[:index]]:
            return index, EXISTS
        status = status_of(item.run, ledger)
        if status != OK:
            return index, status
    return None


def run_group(ledger, items):
    known = [item.key in ledger.attempts for item in items]
    if all(known):
        return [status_of(item.run, ledger) for item in items]
    if any(known):
        return [EXISTS if is_known else LINKED for is_known in known]
    contents, failed = read_all(ledger, items)
    if not failed:
        before = ledger.snapshot()
        failed = do_all(ledger, items)
        if failed:
            attempt = ledger.attempts.get(items[failed[0]].key)
            ledger.restore(before)
            if failed[1] == LIMIT and first_again(items) is not None:
                failed = first_again(items), EXISTS
            elif failed[1] == LIMIT:
                remember_refusal(ledger, items, contents, failed[0], attempt)
    if not failed:
        return [OK] * len(items)
    return [failed[1] if index == failed[0] else LINKED for index in range(len(items))]


def batch(ledger, rows, lines, result_count):
    demand(result_count == len(rows) >= 1, ARGUMENT)
    demand(all(1 <= row[7] <= 7 and row[12] >= 0 and row[13] in (0, 1) for row in rows), ARGUMENT)
    demand(rows[-1][13] == 0 and sum(row[12] for row in rows) == len(lines), ARGUMENT)
    results = []
    group = []
    start = 0
    for row in rows:
        group.append(Item(row, lines[start:start + row[12]]))
        start += row[12]
        if row[13]:
            continue
        results += (run_group(ledger, group) if len(group) > 1
                    else [status_of(group[0].run, ledger)])
        group = []
    return OK, None, results

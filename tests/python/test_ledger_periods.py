# SPDX-License-Identifier: Apache-2.0
"""A table of more than 500 dates: their periods, and what a ledger counts in them, by Python's own
calendar. Leap days, years of 53 weeks, every fiscal month, the first and last years, and days
around which counts of seconds overflow elsewhere."""

import calendar
import unittest
from datetime import date, timedelta

import support

import jianfu

DAY = timedelta(days=1)
YEARS = (1, 2, 4, 100, 400, 1582, 1600, 1752, 1900, 1904, 1969, 1970, 1999, 2000, 2004, 2009, 2015,
         2020, 2021, 2022, 2023, 2024, 2026, 2032, 2037, 2038, 2099, 2100, 2400, 4000, 9998, 9999)
MONTH_DAYS = ((1, 1), (1, 2), (1, 3), (1, 4), (1, 19), (2, 28), (3, 1), (3, 31), (4, 1), (6, 30),
              (7, 1), (9, 30), (10, 1), (12, 27), (12, 28), (12, 29), (12, 31))
KINDS = tuple(jianfu.PeriodKind)
LENGTHS = {jianfu.PeriodKind.YEAR: 12, jianfu.PeriodKind.HALF: 6, jianfu.PeriodKind.QUARTER: 3,
           jianfu.PeriodKind.MONTH: 1}


def dates():
    found = {date(year, month, day) for year in YEARS for month, day in MONTH_DAYS}
    found |= {date(year, 2, 29) for year in YEARS if calendar.isleap(year)}
    return sorted(found)


def month_start(months):
    """First day of a month counted from January of year 0; None where there is no such day."""
    year, month = divmod(months, 12)
    return date(year, month + 1, 1) if 1 <= year <= 9999 else None


def bounds(day, kind, fiscal_month):
    """(first, last) of the period; None when it leaves the years 1 to 9999."""
    if kind == jianfu.PeriodKind.WEEK:
        year, week, _ = day.isocalendar()
        if year > 9999 or (year, week) == (9999, 52):
            return None
        first = date.fromisocalendar(year, week, 1)
        return first, first + 6 * DAY
    length = LENGTHS[kind]
    shift = 0 if kind == jianfu.PeriodKind.MONTH else fiscal_month - 1
    start = day.year * 12 + day.month - 1
    start -= (start - shift) % length
    first, after = month_start(start), month_start(start + length)
    if start + length == 10000 * 12:
        return first, date(9999, 12, 31)
    return (first, after - DAY) if first and after else None


def cases():
    """Every date with every kind, the fiscal months in turn."""
    for number, day in enumerate(dates()):
        for kind in KINDS:
            yield day, kind, 1
            yield day, kind, 1 + number % 12


def around(first, last):
    """Days at both ends of a period and beside them, with whether they lie in it."""
    for day, inside in ((first, True), (last, True)):
        yield day, inside
    if first > date.min:
        yield first - DAY, False
    if last < date.max:
        yield last + DAY, False


class Periods(unittest.TestCase):
    def test_table_has_more_than_500_dates(self):
        self.assertGreater(len(dates()), 500)
        self.assertGreater(sum(day.isocalendar()[1] == 53 for day in dates()), 20)

    def test_periods_are_those_of_the_table(self):
        for day, kind, month in cases():
            wanted = bounds(day, kind, month)
            with self.subTest(day=day, kind=kind, month=month):
                if wanted is None:
                    self.assertRaises(jianfu.RangeError, jianfu.period_containing, day, kind, month)
                    continue
                period = jianfu.period_containing(day, kind, month)
                self.assertEqual((period.first, period.last), wanted)


class Counts(unittest.TestCase):
    def test_ledger_counts_the_days_of_the_period_and_no_other(self):
        made = support.ledger()
        key = 0
        for number, (day, kind, month) in enumerate(cases()):
            wanted = bounds(day, kind, month)
            if wanted is None or number % 3:
                continue
            cell = jianfu.Limit(unit=support.UNIT + 1, kind=support.KIND, day=day,
                                period_kind=kind, fiscal_month=month)
            for when, inside in around(*wanted):
                key += 1
                before = made.balance(cell).used
                made.issue(support.record(key, when), [support.line()])
                self.assertEqual(made.balance(cell).used - before, int(inside), (cell, when))

    def test_period_that_ends_during_a_hold_is_left_by_its_commit(self):
        for number, (day, kind, month) in enumerate(cases()):
            wanted = bounds(day, kind, month)
            if wanted is None or number % 20 or wanted[1] >= date(9999, 1, 1):
                continue
            made = support.ledger()
            cell = support.limit(1, day=day, period_kind=kind, fiscal_month=month)
            made.set_limit(cell)
            made.hold(support.record(1, wanted[1]), [support.line()])
            self.assertRaises(jianfu.LimitError, made.issue, support.record(2, wanted[0]),
                              [support.line()])
            made.commit(3, 1, wanted[1] + DAY)
            self.assertEqual(made.balance(cell).used + made.balance(cell).held, 0)
            made.issue(support.record(4, wanted[0]), [support.line()])


if __name__ == "__main__":
    unittest.main()

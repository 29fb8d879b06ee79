# SPDX-License-Identifier: Apache-2.0
"""Bulk questions to a ledger, and reconciliation with a register outside."""

import array
import unittest
from datetime import date

import jianfu
from support import KIND, UNIT, ledger, limit, line, record

try:
    import numpy
except ImportError:
    numpy = None

CELLS = [jianfu.Cell(unit=UNIT, kind=KIND), jianfu.Cell(unit=UNIT + 1, kind=KIND + 1)]


def months(count=2, **fields):
    return jianfu.CountQuery(period_kind=jianfu.PeriodKind.MONTH, day=date(2023, 3, 1),
                             period_count=count, **fields)


def book():
    """Two documents in March, one in April 2023, one in March 2022."""
    made = ledger()
    for key, day, unit, landed in ((1, date(2023, 3, 1), UNIT + 1, 4),
                                   (2, date(2023, 3, 2), UNIT + 2, 1),
                                   (3, date(2023, 4, 1), UNIT + 1, 2),
                                   (4, date(2022, 3, 9), UNIT + 1, 8)):
        made.issue(record(key, day),
                   [line(unit), line(UNIT + 3, landed, jianfu.Side.RECIPIENT)])
    return made


class Counts(unittest.TestCase):
    def test_one_list_of_cells_and_periods(self):
        self.assertEqual(book().counts(months(), CELLS, 4), [2, 1, 1, 1])

    def test_all_defaults(self):
        self.assertEqual(book().counts(None, CELLS), [4, 3])

    def test_without_a_kind_of_period_all_days_are_one(self):
        query = jianfu.CountQuery(period_kind=0, day=None, measure=jianfu.Measure.LANDINGS)
        self.assertEqual(book().counts(query, CELLS), [15, 14])

    def test_until_is_a_date(self):
        query = months(until=date(2023, 3, 1))
        self.assertEqual(book().counts(query, CELLS, 4), [1, 0, 1, 0])

    def test_year_on_year_with_exact_rates(self):
        base, now, *_ = book().yoy(months(1), CELLS, 4)
        self.assertEqual((base, now), (1, 2))
        rate = jianfu.rate_change(base, now, 1, jianfu.Rounding.HALF_EVEN)
        self.assertEqual((rate.numerator, rate.denominator, rate.rounded), (1, 1, 1000))

    def test_flows(self):
        flows = [jianfu.Flow(issuer=UNIT + 1, recipient=UNIT + 3, kind=KIND),
                 jianfu.Flow(issuer=0, recipient=UNIT, kind=KIND)]
        self.assertEqual(book().flows(months(), flows, 4), [4, 2, 0, 0])

    def test_standings(self):
        made = book()
        made.set_limit(limit(10))
        self.assertEqual(made.standings(0, 4), [10, 3, 0, 7])
        room = array.array("q", [0] * 4)
        self.assertIsNone(made.standings(0, room))
        self.assertEqual(room.tolist(), [10, 3, 0, 7])

    def test_trial(self):
        trial = book().trial(KIND + 1, date(2023, 3, 31))
        self.assertTrue(trial.is_balanced)
        self.assertEqual((trial.records, trial.written_off, trial.borne), (3, 13, 13))
        self.assertEqual(book().trial(0).borne, 15)

    def test_failures(self):
        made = book()
        with self.assertRaises(jianfu.ArgumentError):
            made.counts(months(), CELLS)  # two periods need four values
        with self.assertRaises(jianfu.NotFoundError) as caught:
            made.counts(None, [CELLS[0], jianfu.Cell(unit=9, kind=KIND)])
        self.assertEqual(caught.exception.actual, 1)


@unittest.skipIf(numpy is None, "numpy is not installed")
class Numpy(unittest.TestCase):
    def test_values_are_written_in_place(self):
        room = numpy.full((2, 2), 7, dtype=numpy.int64)
        row = room.reshape(-1)
        self.assertIsNone(book().counts(months(), CELLS, row))
        self.assertTrue(numpy.shares_memory(room, row))
        self.assertEqual(room.tolist(), [[2, 1], [1, 1]])

    def test_a_part_of_an_array_is_written(self):
        room = numpy.full(8, 7, dtype=numpy.int64)
        book().counts(months(), CELLS, room[2:6])
        self.assertEqual(room.tolist(), [7, 7, 2, 1, 1, 1, 7, 7])

    def test_cells_as_a_structured_array(self):
        cells = numpy.array([(UNIT, KIND), (UNIT + 1, KIND + 1)] * 1000,
                            dtype=[("unit", "i8"), ("kind", "i8")])
        room = numpy.zeros(2000, dtype=numpy.int64)
        book().counts(None, cells, room)
        self.assertEqual(room[:2].tolist(), [4, 3])
        self.assertEqual(int(room.sum()), 7000)

    def test_rows_outside_as_a_structured_array(self):
        rows = numpy.zeros(4, dtype=[(name, "i8") for name in (
            "subject", "kind", "unit", "count", "merged_into")] + [("day", "i4"), ("rest", "i4")])
        rows["subject"] = [1, 2, 3, 4]
        rows["kind"] = KIND + 1
        rows["unit"] = [UNIT + 1, UNIT + 2, UNIT + 1, UNIT + 1]
        rows["count"] = 1
        rows["day"] = [(day - date(1970, 1, 1)).days for day in (
            date(2023, 3, 1), date(2023, 3, 2), date(2023, 4, 1), date(2022, 3, 9))]
        self.assertEqual(len(book().reconcile(None, rows)), 0)

    def test_results_of_a_batch_in_place(self):
        room = numpy.full(1, 7, dtype=numpy.int32)
        made = book()
        item, lines = made.repair(missing(made), 60, 1)
        self.assertIsNone(made.batch([item], lines, room))
        self.assertEqual(room.tolist(), [0])
        with self.assertRaises(ValueError):
            made.batch([item], lines, numpy.zeros(1, dtype=numpy.int64))


def row(subject, day, **fields):
    values = {"kind": KIND + 1, "unit": UNIT + 1, "count": 1, **fields}
    return jianfu.Outside(subject=subject, day=day, **values)


def missing(made):
    scope = jianfu.Reconcile(first=date(2024, 1, 1))
    return made.reconcile(scope, [row(9, date(2024, 5, 1))])[0]


class Reconciliation(unittest.TestCase):
    ROWS = (row(1, date(2023, 3, 5)), row(2, date(2023, 3, 2), unit=UNIT + 2, kind=KIND),
            row(3, date(2023, 4, 1), count=3), row(7, date(2023, 6, 1)),
            row(4, date(2022, 3, 9), merged_into=1))

    def test_differences_are_a_sequence(self):
        found = book().reconcile(None, self.ROWS)
        self.assertEqual([d.type for d in found], [
            jianfu.DifferenceType.DIFFERENT, jianfu.DifferenceType.RECLASSED,
            jianfu.DifferenceType.DIFFERENT, jianfu.DifferenceType.MISSING,
            jianfu.DifferenceType.MERGED,
        ])
        self.assertEqual(found[0].field, jianfu.DifferenceField.DAY)
        self.assertEqual((found[0].day, found[0].outside_day),
                         (date(2023, 3, 1), date(2023, 3, 5)))
        self.assertIsNone(found[3].day)

    def test_after_the_repairs_nothing_differs(self):
        made = book()
        items, lines = [], []
        before = made.journal()
        for key, difference in enumerate(made.reconcile(None, self.ROWS), 100):
            item, needed = made.repair(difference, key, difference.line_count)
            items.append(item)
            lines.extend(needed)
        self.assertEqual(made.batch(items, lines), [jianfu.Status.OK] * 5)
        self.assertEqual(len(made.reconcile(None, self.ROWS)), 0)
        self.assertTrue(made.journal().startswith(before))

    def test_a_part_and_a_failure(self):
        made = book()
        self.assertEqual(len(made.reconcile(jianfu.Reconcile(unit=UNIT + 2), [])), 1)
        with self.assertRaises(jianfu.ExistsError) as caught:
            made.reconcile(None, [self.ROWS[0], self.ROWS[1], self.ROWS[0]])
        self.assertEqual((caught.exception.line, caught.exception.expected), (3, 1))
        with self.assertRaises(jianfu.RangeError):
            made.repair(missing(made), 60, 0)


if __name__ == "__main__":
    unittest.main()

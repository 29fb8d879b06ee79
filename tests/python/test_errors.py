# SPDX-License-Identifier: Apache-2.0
"""Failures: a class for each status, with a builtin base and the fields of jf_error."""

import builtins
import copy
import pickle
import unittest
from datetime import date

import jianfu
from support import calendar, ledger, limit, line, public_classes, record, units, UNIT

BASES = {
    "ArgumentError": ValueError, "NoMemoryError": MemoryError, "NotFoundError": LookupError,
    "AmbiguousError": LookupError, "RangeError": ValueError, "OverflowError_": OverflowError,
    "UnknownDayError": LookupError, "TextError": ValueError, "EncodingError": ValueError,
    "IoError": OSError, "UnsupportedError": NotImplementedError, "InternalError": RuntimeError,
    "IndexError_": IndexError,
}


class Errors(unittest.TestCase):
    def test_every_status_has_a_class(self):
        classes = {c.status: c for c in public_classes(jianfu.Error)
                   if c not in (jianfu.Error, jianfu.IndexError_)}
        self.assertEqual(set(classes), set(jianfu.Status) - {jianfu.Status.OK})

    def test_every_class_has_a_builtin_base(self):
        for cls in public_classes(jianfu.Error):
            if cls is jianfu.Error:
                continue
            bases = [b for b in cls.__mro__ if b.__module__ == builtins.__name__]
            self.assertGreater(len(bases), 3, cls)
            self.assertTrue(issubclass(cls, BASES.get(cls.__name__, Exception)))

    def test_fields_say_what_was_refused(self):
        book = ledger()
        book.set_limit(limit(2))
        book.issue(record(1), [line(count=2)])
        with self.assertRaises(jianfu.LimitError) as caught:
            book.issue(record(2), [line(count=3)])
        error = caught.exception
        self.assertEqual(error.status, jianfu.Status.LIMIT)
        self.assertEqual((error.subject, error.expected, error.actual), (UNIT, 2, 5))
        self.assertEqual(error.line, 0)
        self.assertTrue(error.message)
        self.assertEqual(str(error), error.message)
        violations = list(book.violations)
        self.assertEqual(len(violations), 1)
        self.assertEqual(
            (violations[0].unit, violations[0].used, violations[0].short_by), (UNIT, 2, 3))

    def test_line_is_the_row_of_a_table(self):
        table = jianfu.Csv.read("t.csv", b"a,b\n1,2\nx,3\n")
        with self.assertRaises(jianfu.TextError) as caught:
            table.integer(1, 0, 0)
        self.assertEqual(caught.exception.line, 3)
        self.assertIsInstance(caught.exception, ValueError)

    def test_an_ambiguous_name_gives_two_of_its_ids(self):
        tree = units()
        tree.add(500, UNIT, "教育局")
        with self.assertRaises(jianfu.AmbiguousError) as caught:
            tree.find("教育局")
        self.assertEqual({caught.exception.expected, caught.exception.actual}, {101, 500})
        self.assertIsInstance(caught.exception, LookupError)

    def test_not_found_is_a_lookup_error(self):
        with self.assertRaises(LookupError) as caught:
            units().find("省政府")
        self.assertIsInstance(caught.exception, jianfu.NotFoundError)
        self.assertIn("省政府", str(caught.exception))

    def test_a_bad_index_is_an_index_error_and_a_range_error(self):
        tree = units()
        for index in (4, 2**40):
            with self.assertRaises(jianfu.IndexError_) as caught:
                tree.id_at(index)
            self.assertIsInstance(caught.exception, IndexError)
            self.assertIsInstance(caught.exception, jianfu.RangeError)
            self.assertEqual(caught.exception.status, jianfu.Status.RANGE)

    def test_range_elsewhere_is_no_index_error(self):
        with self.assertRaises(jianfu.RangeError) as caught:
            jianfu.day_from_civil(2023, 2, 29)
        self.assertNotIsInstance(caught.exception, IndexError)
        self.assertIsInstance(caught.exception, ValueError)

    def test_an_unknown_day_is_never_guessed(self):
        with self.assertRaises(jianfu.UnknownDayError):
            calendar().is_workday(date(2031, 1, 1))

    def test_sealed_and_not_sealed_are_told_apart(self):
        made = jianfu.Calendar()
        with self.assertRaises(jianfu.NotSealedError):
            made.is_workday(date(2023, 1, 3))
        made.seal()
        with self.assertRaises(jianfu.SealedError):
            made.add_schedule(2023)

    def test_a_missing_file_is_an_os_error(self):
        with self.assertRaises(OSError) as caught:
            jianfu.Csv.read_file("/no/such/file.csv")
        self.assertIsInstance(caught.exception, jianfu.IoError)
        self.assertIn("/no/such/file.csv", caught.exception.message)

    def test_bytes_in_no_encoding_are_an_encoding_error(self):
        with self.assertRaises(jianfu.EncodingError):
            jianfu.Csv.read("t.csv", b"a\n\xff\xff\n",
                            jianfu.CsvOptions(encoding=jianfu.Encoding.UTF_8))

    def test_corrupt_bytes_are_told(self):
        with self.assertRaises(jianfu.CorruptError):
            jianfu.Ledger.replay(calendar(), b"no journal")

    def test_a_failed_call_changes_nothing(self):
        tree = units()
        with self.assertRaises(jianfu.ExistsError):
            tree.add(UNIT, 0, "again")
        with self.assertRaises(jianfu.NotFoundError):
            tree.add(900, 901, "orphan")
        self.assertEqual(list(tree.ids), [100, 101, 102, 103])

    def test_errors_can_be_pickled_and_copied(self):
        with self.assertRaises(jianfu.AmbiguousError) as caught:
            tree = units()
            tree.add(500, UNIT, "教育局")
            tree.find("教育局")
        error = caught.exception
        for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
            self.assertIs(type(other), type(error))
            self.assertEqual(other.message, error.message)
            self.assertEqual((other.expected, other.actual), (error.expected, error.actual))

    def test_two_failures_do_not_share_anything(self):
        caught = []
        for name in ("x", "y"):
            try:
                units().find(name)
            except jianfu.NotFoundError as error:
                caught.append(error)
        self.assertIn("x", caught[0].message)
        self.assertIn("y", caught[1].message)
        self.assertIsNone(caught[0].__context__)

    def test_a_success_after_a_failure_is_clean(self):
        tree = units()
        with self.assertRaises(jianfu.NotFoundError):
            tree.find("x")
        self.assertEqual(tree.find("教育局"), 101)


if __name__ == "__main__":
    unittest.main()

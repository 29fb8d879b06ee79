# SPDX-License-Identifier: Apache-2.0
"""Nothing that Python code can do may crash the process."""

import dataclasses
import inspect
import itertools
import math
import typing
import unittest
from datetime import date, datetime
from fractions import Fraction

import jianfu
from support import (
    UNIT, calendar, core_functions, handle_classes, kinds, ledger, limit, line, problem,
    public_callables, record, units,
)

DAY = date(2023, 3, 1)
REFUSALS = (TypeError, ValueError, LookupError, OverflowError, RuntimeError, OSError, MemoryError,
            BufferError)
ODD = (
    None, 0, -1, 1, 2**31, 2**63, 2**64, 2**70, -(2**70), True, 1.5, math.nan, math.inf, "", "x",
    "a\0b", "\ud800", "界" * 70000, b"", b"x\0y", DAY, date.min, date.max, datetime(2023, 3, 1),
    [], [None], [1, "x"], (), {}, set(), object(), Fraction(1, 2), lambda *a: None, type, range(3),
    jianfu.Status.OK, memoryview(b"12345678"), bytearray(8),
)
# Room for 2**31 elements would be made.
ARRAYS = ("bytes", "keys", "values", "shares", "lines", "results", "pairs", "flags", "choices")
LISTS = ("lines", "placements", "grants", "items", "cells", "flows", "rows", "events", "links",
         "arrivals", "bases", "nows", "weeks", "formals", "informals", "falls", "rises", "totals",
         "documents", "amounts", "gaps", "signs", "siblings", "contributors", "cases", "months",
         "laws")



class Index:
    """An integer only by __index__."""

    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def open_handles():
    """A usable handle of every class."""
    book = ledger()
    meeting = problem()
    rules = jianfu.Rules(calendar())
    rules.add_preset("zhangjiajie-2022")
    rules.seal()
    return {
        "Calendar": calendar(), "Tree": units(), "Ledger": book, "Problem": meeting,
        "Plan": meeting.solve(jianfu.SolveOptions(step_max=1000)),
        "Reconciliation": book.reconcile(None, []),
        "Register": jianfu.Register(units(), kinds()),
        "Watch": jianfu.Watch(calendar()), "Alerts": jianfu.Alerts(calendar()),
        "Csv": jianfu.Csv.read("t.csv", b"a\n1\n"),
        "CsvWriter": jianfu.CsvWriter(), "Rules": rules,
        "Findings": rules.check_meeting(jianfu.MeetingDraft(day=DAY)),
    }


def closed_handles():
    made = {cls.__name__: cls.__new__(cls) for cls in handle_classes()}
    for name, handle in open_handles().items():
        handle.close()
        made[name] = handle
    return made


def plausible(name, hint, owner, handles):
    """A value that the parameter might take."""
    options = [h for h in (typing.get_args(hint) or (hint,)) if h is not type(None)]
    chosen = options[0] if options else None
    if name == "self":
        return handles.get(owner) or getattr(jianfu, owner).__new__(getattr(jianfu, owner))
    if inspect.isclass(chosen) and issubclass(chosen, jianfu.Handle):
        return handles.get(chosen.__name__)
    if chosen is date:
        return DAY
    if name in LISTS and chosen is not int:
        return [line()] if name == "lines" else []
    if dataclasses.is_dataclass(chosen):
        fields = typing.get_type_hints(chosen)
        return chosen(**{
            f.name: plausible(f.name, fields[f.name], "", handles)
            for f in dataclasses.fields(chosen) if f.default is dataclasses.MISSING
        })
    simple = {str: "x", bool: True, "weights": [1, 2], "parts": [1, 2], "units": [1, 2],
              "bytes": b"x", "snapshot_bytes": b"x", "shares": [1, 2], "values": [1, 2]}
    if int in options:
        return 1
    if name in simple or chosen in (str, bool):
        return simple.get(name, simple.get(chosen))
    return 1 if name != "fn" else None


class Nothing(unittest.TestCase):
    """Generic loops over all functions, typed and private ones."""

    def setUp(self):
        self.handles = open_handles()

    def arity(self, function):
        """Number of arguments that a core function takes."""
        for count in range(12):
            try:
                function(*[object()] * count)
            except TypeError as error:
                text = str(error)
                if "expected" in text and "argument" in text:
                    continue
                if "takes exactly one argument" in text or "takes no arguments" in text:
                    continue
            except REFUSALS:
                pass
            return count
        self.fail(f"{function.__name__} takes nothing")

    def test_none_for_every_argument_of_every_core_function(self):
        for name, function in core_functions().items():
            count = self.arity(function)
            with self.subTest(name):
                try:
                    function(*[None] * count)
                except REFUSALS:
                    continue
                except BaseException as error:  # noqa: BLE001
                    self.fail(f"{name}: {error!r}")

    def test_every_odd_value_in_every_place_of_every_method(self):
        calls = 0
        for name, function in public_callables():
            owner, _, member = name.rpartition(".")
            hints = typing.get_type_hints(function)
            names = list(inspect.signature(function).parameters)
            if member == "__init__" or "path" in names:
                continue
            for place, odd in itertools.product(range(len(names)), ODD):
                if names[place] == "self" or (odd == 2**31 and names[place] in ARRAYS):
                    continue
                handles = open_handles() if member in ("close", "solve") else self.handles
                values = [plausible(n, hints.get(n), owner, handles) for n in names]
                values[place] = odd
                calls += 1
                try:
                    function(*values)
                except REFUSALS:
                    continue
        self.assertGreater(calls, 5000)

    def test_plausible_values_are_taken_by_most_functions(self):
        done = 0
        for name, function in public_callables():
            owner, _, member = name.rpartition(".")
            hints = typing.get_type_hints(function)
            names = list(inspect.signature(function).parameters)
            if member in ("__init__", "close") or "path" in names or owner == "Folder":
                continue
            try:
                function(*[plausible(n, hints.get(n), owner, self.handles) for n in names])
                done += 1
            except jianfu.Error:
                continue
        self.assertGreater(done, 60)

    def test_none_is_refused_for_every_handle_of_every_constructor(self):
        for cls in handle_classes():
            if cls.__name__ in ("Csv", "Folder", "Calendar", "Tree", "CsvWriter", "Rules",
                                "Findings"):
                continue
            count = len(inspect.signature(cls.__init__).parameters) - 1
            with self.subTest(cls.__name__), self.assertRaises(REFUSALS):
                cls(*[None] * count)

    def test_every_method_of_a_closed_handle_says_so(self):
        closed = closed_handles()
        for name, function in public_callables():
            owner, _, member = name.rpartition(".")
            names = list(inspect.signature(function).parameters)
            if names[:1] != ["self"] or member == "__init__":
                continue
            values = [closed[owner]] + [DAY] * (len(names) - 1)
            with self.subTest(name):
                try:
                    result = function(*values)
                except (jianfu.StateError, TypeError) as error:
                    self.assertNotIsInstance(error, AttributeError)
                else:
                    self.assertIsInstance(result, jianfu.View)
                    with self.assertRaises(jianfu.StateError):
                        len(result)

    def test_every_method_refuses_a_handle_of_another_class(self):
        tree, other = units(), calendar()
        for name, function in core_functions().items():
            count = self.arity(function)
            wrong = other if name.startswith("Tree") else tree
            with self.subTest(name):
                try:
                    function(*[wrong] * count)
                except REFUSALS:
                    pass


class Values(unittest.TestCase):
    def setUp(self):
        self.tree = units()
        self.calendar = calendar()

    def test_text_with_nul_is_refused(self):
        for call in (lambda: self.tree.add(7, 0, "a\0b"), lambda: self.tree.find("市政府\0"),
                     lambda: jianfu.day_parse("2023-01-01\0"),
                     lambda: jianfu.Csv.read("n\0m", b"a\n"),
                     lambda: jianfu.Csv.read_file("/tmp\0/x")):
            with self.assertRaises(ValueError):
                call()
        self.assertFalse(self.tree.has(7))

    def test_lone_surrogates_are_refused(self):
        with self.assertRaises(UnicodeEncodeError):
            self.tree.add(7, 0, "a\ud800")

    def test_text_is_not_bytes_nor_number(self):
        for value in (b"x", 5, None, bytearray(b"x"), date.today()):
            with self.assertRaises(TypeError):
                self.tree.find(value)

    def test_numbers_keep_their_range(self):
        for value in (2**70, 2**63, -(2**63) - 1):
            with self.assertRaises(OverflowError):
                self.tree.add(value, 0, "x")
        with self.assertRaises(OverflowError):
            self.calendar.add_workdays(DAY, 2**31)
        for index in (-1, 2**64):
            with self.assertRaises(OverflowError):
                self.tree.id_at(index)
        with self.assertRaises(OverflowError):
            jianfu.Problem(self.calendar, jianfu.ProblemOptions(first=DAY, last=DAY, grain=2**32))
        with self.assertRaises(OverflowError):
            problem().solve(jianfu.SolveOptions(seed=-1))

    def test_floats_are_refused_even_whole_ones(self):
        for value in (1.0, 1.5, math.nan, math.inf, "1", None, Fraction(1)):
            with self.assertRaises(TypeError):
                self.tree.has(value)
            with self.assertRaises(TypeError):
                self.calendar.add_workdays(DAY, value)

    def test_whatever_has_index_is_a_number(self):
        self.assertTrue(self.tree.has(Index(UNIT)))
        self.assertEqual(self.calendar.add_workdays(DAY, Index(1)), date(2023, 3, 2))
        self.assertEqual(self.calendar.add_workdays(DAY, True), date(2023, 3, 2))
        self.tree.add(2**63 - 1, 0, "largest")
        self.assertEqual(self.tree.find("largest"), 2**63 - 1)

    def test_numpy_numbers_are_numbers(self):
        try:
            import numpy
        except ImportError:
            self.skipTest("numpy is not installed")
        for kind in (numpy.int64, numpy.int32, numpy.uint8):
            self.assertEqual(self.tree.name(kind(UNIT)), "市政府")
        with self.assertRaises(TypeError):
            self.tree.name(numpy.float64(UNIT))
        line_ = jianfu.Line(unit=numpy.int64(UNIT), count=numpy.int32(1), side=numpy.int64(1))
        book = ledger()
        self.assertEqual(book.issue(record(1), [line_]).entry, book.entry_count)

    def test_an_index_that_raises_is_passed_on(self):
        class Broken:
            def __index__(self):
                raise KeyError("mine")
        with self.assertRaises(KeyError):
            self.tree.has(Broken())

    def test_a_datetime_is_no_date(self):
        for value in (datetime(2023, 3, 1), "2023-03-01", 19417, 19417.0, object()):
            with self.assertRaises(TypeError):
                self.calendar.is_workday(value)
        with self.assertRaises(TypeError):
            ledger().issue(record(1, day=datetime(2023, 3, 1)), [line()])

    def test_none_is_no_day_where_a_day_is_needed(self):
        with self.assertRaises(jianfu.RangeError):
            self.calendar.is_workday(None)
        with self.assertRaises(REFUSALS):
            ledger().set_limit(limit(1, day=None))

    def test_a_date_of_another_class_is_a_date(self):
        class Day(date):
            pass
        self.assertTrue(self.calendar.is_workday(Day(2023, 3, 1)))

    def test_all_days_of_python_go_through(self):
        for day in (date.min, date(1969, 12, 31), date(1970, 1, 1), DAY, date.max):
            self.assertEqual(jianfu.day_parse(jianfu.day_format(day)), day)

    def test_enums_may_be_given_as_numbers(self):
        self.assertEqual(jianfu.period_containing(DAY, 1),
                         jianfu.period_containing(DAY, jianfu.PeriodKind.YEAR))
        with self.assertRaises(jianfu.ArgumentError):
            jianfu.period_containing(DAY, 77)

    def test_bools_may_be_given_as_numbers_and_nothing_else(self):
        made = jianfu.Calendar(jianfu.CalendarOptions(assume_plain_weeks=1))
        made.seal()
        self.assertTrue(made.is_workday(date(2031, 1, 1)))
        with self.assertRaises(OverflowError):
            jianfu.Calendar(jianfu.CalendarOptions(assume_plain_weeks=2))
        with self.assertRaises(TypeError):
            jianfu.Calendar(jianfu.CalendarOptions(assume_plain_weeks="yes"))

    def test_messages_name_the_argument(self):
        for call, word in ((lambda: self.tree.has("x"), "id"),
                           (lambda: self.tree.find(1), "name"),
                           (lambda: self.calendar.is_workday(1), "day"),
                           (lambda: ledger().set_limit(limit("x")), "Limit.amount"),
                           (lambda: ledger().issue(record(1), [line("x")]), "Line.unit"),
                           (lambda: jianfu.Ledger(1, 2, 3), "calendar"),
                           (lambda: jianfu.Ledger(units(), 2, 3), "Calendar")):
            with self.assertRaisesRegex(TypeError, word):
                call()

    def test_wrong_keywords_and_counts_are_type_errors(self):
        with self.assertRaises(TypeError):
            self.calendar.is_workday(dya=DAY)
        with self.assertRaises(TypeError):
            self.calendar.is_workday()
        with self.assertRaises(TypeError):
            self.calendar.is_workday(DAY, DAY)
        self.assertTrue(self.calendar.is_workday(day=DAY))


if __name__ == "__main__":
    unittest.main()

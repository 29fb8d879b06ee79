# SPDX-License-Identifier: Apache-2.0
"""Handles that are closed, empty, subclassed, copied, or pulled away while they are used."""

import copy
import ctypes
import pickle
import unittest
from datetime import date

import jianfu
from jianfu import _core
from support import UNIT, calendar, handle_classes, kinds, ledger, line, record, units

DAY = date(2023, 3, 1)
REFUSALS = (TypeError, ValueError, LookupError, RuntimeError)


class Closing:
    """An integer that closes a handle while it is read."""

    def __init__(self, handle):
        self.handle = handle

    def __index__(self):
        self.handle.close()
        return 1


class Handles(unittest.TestCase):
    def test_an_argument_cannot_close_its_handle(self):
        tree = units()
        with self.assertRaises(jianfu.StateError):
            tree.has(Closing(tree))
        self.assertTrue(tree.has(UNIT))
        book = ledger()
        with self.assertRaises(jianfu.StateError):
            book.issue(record(1), [line(unit=Closing(book))])
        self.assertEqual(book.violation_count, 0)

    def test_an_argument_can_close_another_handle_without_harm(self):
        units_, kinds_, days = units(), kinds(), calendar()
        book = jianfu.Ledger(days, units_, kinds_)

        class Line(jianfu.Line):
            def __getattribute__(self, name):
                days.close()
                units_.close()
                return super().__getattribute__(name)

        book.issue(record(1), [Line(unit=UNIT, count=1, side=jianfu.Side.ISSUER)])
        with self.assertRaises(jianfu.StateError):
            jianfu.Ledger(days, units_, kinds_)

    def test_a_list_that_shrinks_while_it_is_read(self):
        lines = []

        class Shrinking:
            def __index__(self):
                lines.clear()
                return UNIT
        lines.extend(line(unit=Shrinking()) for _ in range(50))
        with self.assertRaises(REFUSALS):
            ledger().issue(record(1), [*lines, None])
        values = []

        class Clearing:
            def __index__(self):
                values.clear()
                return 1
        values.extend(Clearing() for _ in range(50))
        self.assertEqual(sum(jianfu.allocate(10, values, 50)), 10)

    def test_objects_that_were_never_initialised(self):
        for cls in handle_classes():
            empty = cls.__new__(cls)
            self.assertTrue(empty.closed)
            empty.close()
            self.assertIn(cls.__name__, repr(empty))
        with self.assertRaises(AttributeError):
            ledger().issue(jianfu.Record.__new__(jianfu.Record), [line()])
        with self.assertRaises(AttributeError):
            ledger().issue(record(1), [jianfu.Line.__new__(jianfu.Line)])

    def test_classes_without_constructor_say_so(self):
        for cls in (jianfu.Csv, jianfu.Folder, jianfu.Handle, _core.Handle):
            with self.assertRaisesRegex(TypeError, "no constructor"):
                cls()

    def test_a_constructor_may_run_twice(self):
        tree = units()
        tree.__init__()
        self.assertEqual(len(tree), 0)
        tree.close()
        tree.__init__()
        tree.add(1, 0, "x")

    def test_a_constructor_may_fail_twice(self):
        tree = units()
        with self.assertRaises(TypeError):
            tree.__init__("no options")
        self.assertEqual(len(tree), 4)

    def test_subclasses_work(self):
        class Organisation(jianfu.Tree):
            def __init__(self):
                super().__init__()
                self.label = "ours"
        made = Organisation()
        made.add(1, 0, "x")
        jianfu.Ledger(calendar(), made, kinds())
        self.assertEqual(made.label, "ours")

        class Forgetful(jianfu.Tree):
            def __init__(self):
                pass
        with self.assertRaises(jianfu.StateError):
            Forgetful().add(1, 0, "x")

    def test_adopt_takes_only_its_own_kind(self):
        tree = units()
        for other in (calendar(), None, object(), jianfu.Tree.__new__(jianfu.Tree), tree):
            if other is tree:
                tree._adopt(tree)
                self.assertEqual(len(tree), 4)
                continue
            with self.assertRaises(TypeError):
                tree._adopt(other)

    def test_handles_are_neither_copied_nor_pickled(self):
        tree = units()
        for call in (copy.copy, copy.deepcopy, pickle.dumps):
            with self.assertRaises(TypeError):
                call(tree)

    def test_unknown_attributes_are_refused(self):
        with self.assertRaises(AttributeError):
            units().nmae = 1

    def test_registering_nonsense_is_refused(self):
        for arguments in ((), ("jf_none", int), ("jf_side", 1), (None, None)):
            with self.assertRaises((TypeError, LookupError)):
                _core.register_type(*arguments)
        with self.assertRaises(TypeError):
            _core.register_errors([])
        with self.assertRaises((TypeError, AttributeError)):
            _core.member(None, 1)

    def test_options_of_another_class_are_refused(self):
        for opts in (jianfu.TreeOptions(), 1, {"first": DAY}, ctypes.c_int(1)):
            with self.assertRaises(TypeError):
                jianfu.Problem(calendar(), opts)


if __name__ == "__main__":
    unittest.main()

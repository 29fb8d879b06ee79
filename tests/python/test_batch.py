# SPDX-License-Identifier: Apache-2.0
"""Many attempts in one call, alone and in groups: records in, an array of int32 out."""

import array
import unittest
from datetime import date

import jianfu
from jianfu import Item, Status, Verb
from support import KIND, calendar, ledger, limit, line

DAY = date(2023, 3, 1)


def issue(key, linked=False, **fields):
    return Item(key=key, verb=Verb.ISSUE, kind=KIND, day=DAY, line_count=1, linked=linked, **fields)


def limited(amount):
    made = ledger()
    made.set_limit(limit(amount))
    return made


class Batch(unittest.TestCase):
    def test_each_item_has_its_status(self):
        made = limited(2)
        items = [issue(1), Item(key=2, verb=Verb.HOLD, kind=KIND, day=DAY, line_count=1),
                 issue(3), Item(key=4, verb=Verb.COMMIT, of=2),
                 Item(key=5, verb=Verb.RELEASE, of=2)]
        results = made.batch(items, [line()] * 3)
        self.assertEqual(results, [Status.OK, Status.OK, Status.LIMIT, Status.OK, Status.STATE])
        self.assertEqual(made.balance(limit(0)).used, 2)
        self.assertEqual(made.explain(3).status, Status.LIMIT)

    def test_items_and_lines_may_come_from_anywhere(self):
        made = limited(9)
        self.assertEqual(made.batch((issue(k) for k in (1, 2)), iter([line(), line()])), [0, 0])
        self.assertEqual(made.batch((issue(3),), (line(),), 1), [0])
        self.assertEqual(made.batch([Item(key=4, verb=Verb.WITHDRAW, of=3)], []), [0])

    def test_results_fill_a_buffer_of_int32(self):
        made = limited(1)
        results = array.array("i", [-7, -7])
        self.assertIsNone(made.batch([issue(1), issue(2)], [line()] * 2, results))
        self.assertEqual(results.tolist(), [Status.OK, Status.LIMIT])
        for wrong in (array.array("q", [0, 0]), array.array("I", [0, 0]), bytearray(8)):
            with self.assertRaises(ValueError):
                made.batch([issue(3), issue(4)], [line()] * 2, wrong)
        self.assertEqual(made.balance(limit(0)).used, 1)

    def test_a_wrong_batch_does_nothing(self):
        made = limited(9)
        before = made.digest()
        for items, lines, results in (
            ([], [], None), ([issue(1)], [], None), ([issue(1)], [line()], 2),
            ([issue(1, linked=True)], [line()], None),
        ):
            with self.assertRaises(jianfu.ArgumentError):
                made.batch(items, lines, results)
        for items, lines in (([line()], [line()]), ([issue(1)], [issue(1)]), ([None], [line()]),
                             (None, [line()]), ([issue(1)], 5)):
            with self.assertRaises(TypeError):
                made.batch(items, lines)
        with self.assertRaises(OverflowError):
            made.batch([issue(2**63)], [line()])
        self.assertEqual(made.digest(), before)


class Groups(unittest.TestCase):
    def test_all_or_none(self):
        made = limited(3)
        group = [issue(1, linked=True), issue(2, linked=True), issue(3)]
        lines = [line(count=1), line(count=4), line(count=1)]
        refused = [Status.LINKED, Status.LIMIT, Status.LINKED]
        self.assertEqual(made.batch(group, lines), refused)
        self.assertEqual(made.balance(limit(0)).used, 0)
        self.assertEqual(made.batch(group, lines), refused)
        self.assertEqual(made.explain(1).status, Status.LINKED)
        self.assertEqual(made.batch([issue(4, linked=True), issue(5)], [line()] * 2), [0, 0])
        self.assertEqual(made.balance(limit(0)).used, 2)

    def test_a_linked_refusal_is_an_exception_of_its_own(self):
        made = limited(3)
        made.batch([issue(1, linked=True), issue(2)], [line(), line(count=4)])
        with self.assertRaises(jianfu.LinkedError) as caught:
            made.issue(jianfu.Record(key=1, kind=KIND, day=DAY), [line()])
        self.assertEqual(caught.exception.status, Status.LINKED)

    def test_a_failure_leaves_no_trace_and_journals_replay(self):
        made = limited(3)
        before = made.digest()
        group = [issue(1, linked=True), Item(key=2, verb=Verb.RELEASE, of=77)]
        self.assertEqual(made.batch(group, [line()]), [Status.LINKED, Status.NOT_FOUND])
        self.assertEqual(made.digest(), before)
        made.batch([issue(1, linked=True), issue(2)], [line(), line(count=4)])
        again = jianfu.Ledger.replay(calendar(), made.journal())
        self.assertEqual(again.digest(), made.digest())


if __name__ == "__main__":
    unittest.main()

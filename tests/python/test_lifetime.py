# SPDX-License-Identifier: Apache-2.0
"""Life of handles, threads, callbacks, and memory."""

import gc
import itertools
import os
import random
import signal
import subprocess
import sys
import threading
import time
import unittest
import weakref
from datetime import date

import jianfu
from jianfu import _api
from support import (
    UNIT, calendar, kinds, ledger, limit, line, problem, record, resident_kib, units,
)

ROUNDS = 20_000
DAY = date(2023, 3, 1)


class Closing(unittest.TestCase):
    def test_close_is_idempotent_and_final(self):
        tree = units()
        self.assertFalse(tree.closed)
        tree.close()
        tree.close()
        self.assertTrue(tree.closed)
        self.assertIn("closed", repr(tree))
        with self.assertRaisesRegex(jianfu.StateError, "Tree is closed"):
            tree.has(UNIT)

    def test_a_with_block_closes_even_after_an_exception(self):
        with calendar() as days:
            self.assertTrue(days.is_workday(DAY))
        self.assertTrue(days.closed)
        with self.assertRaises(KeyError), units() as tree:
            raise KeyError
        self.assertTrue(tree.closed)

    def test_a_handle_outlives_those_it_was_made_from(self):
        book = ledger()
        gc.collect()
        book.set_limit(limit(5))
        self.assertEqual(book.issue(record(1), [line()]).status, jianfu.Status.OK)
        days = calendar()
        watch = jianfu.Watch(days)
        days.close()
        watch.evaluate(book, DAY)
        self.assertEqual(len(watch.warnings), 1)

    def test_every_order_of_destruction(self):
        for order in itertools.permutations(range(4)):
            made = [calendar((2023,)), units(), kinds()]
            made.append(jianfu.Ledger(*made))
            for place in order:
                made[place] = None
            for closing in (True, False):
                chain = [calendar((2023,)), units(), kinds()]
                chain.append(jianfu.Ledger(*chain))
                for place in order:
                    if closing:
                        chain[place].close()
                    chain[place] = None

    def test_a_plan_outlives_its_problem_and_calendar(self):
        meeting = problem()
        plan = meeting.solve(jianfu.SolveOptions(step_max=100))
        refused = list(plan.refusals)
        texts = [jianfu.refusal_format(meeting, r) for r in refused]
        self.assertEqual(len(texts), len(refused))
        meeting.close()
        self.assertEqual(len(plan.placements), 2)
        self.assertEqual([p.request for p in plan.placements], [1, 2])

    def test_views_end_with_their_handle_without_harm(self):
        tree = units()
        ids, steps = tree.ids, iter(tree.ids)
        next(steps)
        tree.close()
        with self.assertRaises(jianfu.StateError):
            len(ids)
        with self.assertRaises(jianfu.StateError):
            next(steps)

    def test_a_view_keeps_its_handle(self):
        ids = units().ids
        gc.collect()
        self.assertEqual(list(ids), [100, 101, 102, 103])

    def test_handles_can_be_referenced_weakly(self):
        tree = units()
        reference = weakref.ref(tree)
        del tree
        gc.collect()
        self.assertIsNone(reference())

    def test_leaving_the_interpreter_with_open_handles(self):
        code = ("import jianfu, sys\nfrom datetime import date\n"
                "c = jianfu.Calendar(); c.add_schedule(2023); c.seal()\n"
                "t = jianfu.Tree(); t.add(1, 0, 'x'); l = jianfu.Ledger(c, t, t)\n"
                "class Loop: pass\n"
                "loop = Loop(); loop.self = loop; loop.handles = (c, t, l)\n")
        done = subprocess.run([sys.executable, "-B", "-W", "error", "-X", "dev", "-c", code],
                              capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


class Sequences(unittest.TestCase):
    def test_views_behave_as_sequences(self):
        ids = units().ids
        self.assertEqual(len(ids), 4)
        self.assertEqual((ids[0], ids[-1], ids[1:3]), (100, 103, [101, 102]))
        self.assertEqual((ids[::-1], ids.index(102), ids.count(7)), ([103, 102, 101, 100], 2, 0))
        self.assertIn(102, ids)
        self.assertEqual(list(reversed(ids)), [103, 102, 101, 100])
        for index in (4, -5, 2**40):
            with self.assertRaises(IndexError):
                ids[index]
        for index in ("x", 1.0, None):
            with self.assertRaises(TypeError):
                ids[index]
        self.assertTrue(repr(ids))

    def test_a_view_shows_what_is_there_now(self):
        tree = units()
        ids = tree.ids
        tree.add(7, 0, "new")
        self.assertEqual(len(ids), 5)
        self.assertEqual(len(tree), 5)
        self.assertEqual(tree.count, 5)

    def test_a_register_is_a_sequence_of_documents(self):
        register = jianfu.Register(units(), kinds())
        for row in (1, 2):
            register.add(jianfu.Document(row=row, sponsor=UNIT, kind=10, date_signed=DAY),
                         f"{row}号", "")
        self.assertEqual([d.row for d in register], [1, 2])
        self.assertEqual((len(register), register[-1].row), (2, 2))
        self.assertEqual(list(register.numbers), ["1号", "2号"])
        self.assertEqual(list(register.verdicts), [jianfu.Verdict.COUNTED] * 2)
        self.assertEqual(list(register.days), [DAY, DAY])
        for index in (2, 2**40):
            with self.assertRaises(IndexError):
                register.at(index)
            with self.assertRaises(IndexError):
                register.number_at(index)

    def test_a_day_that_is_missing_is_none(self):
        register = jianfu.Register(units(), kinds())
        register.add(jianfu.Document(sponsor=UNIT, kind=10), "", "")
        self.assertIsNone(register[0].date_signed)
        self.assertIsNone(register.day_at(0))
        self.assertIs(register.verdict_at(0), jianfu.Verdict.UNDATED)

    def test_functions_with_count_and_at_are_a_view_too(self):
        years = [s.year for s in jianfu.schedules()]
        self.assertEqual(len(years), jianfu.schedule_count())
        self.assertIn(2023, years)


def long_problem():
    """A problem that takes some time."""
    groups = [tuple(random.Random(n).sample(range(1, 40), 8)) for n in range(40)]
    return problem(requests=40, minutes=(60, 90), attendees=groups)


LONG = jianfu.SolveOptions(step_max=40_000_000)


class Callbacks(unittest.TestCase):
    def test_progress_is_told_in_numbers(self):
        seen = []
        long_problem().solve(jianfu.SolveOptions(step_max=50_000),
                             fn=lambda *numbers: seen.append(numbers))
        self.assertTrue(seen)
        self.assertTrue(all(len(s) == 3 and all(type(n) is int for n in s) for s in seen))
        self.assertEqual([s[0] for s in seen], sorted(s[0] for s in seen))

    def test_false_stops_and_the_best_plan_is_returned(self):
        plan = long_problem().solve(LONG, fn=lambda step, best, unplaced: False)
        self.assertIs(plan.verdict, jianfu.VerdictKind.STOPPED)

    def test_true_and_none_go_on(self):
        meeting, opts = long_problem(), jianfu.SolveOptions(step_max=50_000)
        costs = {
            meeting.solve(opts, fn=fn).cost(jianfu.CostTerm.TOTAL)
            for fn in (None, lambda *a: True, lambda *a: None)
        }
        self.assertEqual(len(costs), 1)

    def test_an_exception_is_passed_on_unchanged(self):
        error = ZeroDivisionError("mine")

        def fail(*_):
            raise error
        with self.assertRaises(ZeroDivisionError) as caught:
            long_problem().solve(LONG, fn=fail)
        self.assertIs(caught.exception, error)

    def test_wrong_signatures_and_objects_are_type_errors(self):
        with self.assertRaises(TypeError):
            long_problem().solve(LONG, fn=lambda: True)
        with self.assertRaisesRegex(TypeError, "fn"):
            long_problem().solve(LONG, fn="not callable")

        class Odd:
            def __bool__(self):
                raise KeyError("truth")
        with self.assertRaises(KeyError):
            long_problem().solve(LONG, fn=lambda *a: Odd())

    def test_a_callback_can_ask_but_not_change_the_problem(self):
        meeting = long_problem()
        seen = []

        def look(*_):
            seen.append(meeting.pair(1, 2).minutes)
            for change in (meeting.close, lambda: meeting.add_person(jianfu.Person(id=999)),
                           lambda: meeting.__init__(None, None)):
                try:
                    change()
                except (jianfu.StateError, TypeError, jianfu.Error) as error:
                    seen.append(type(error).__name__)
            return False
        meeting.solve(LONG, fn=look)
        self.assertEqual(seen[0], 150)
        self.assertEqual(seen[1:3], ["StateError", "StateError"])
        self.assertFalse(meeting.closed)
        meeting.close()

    def test_a_callback_may_solve_another_problem(self):
        other = problem()
        plans = []

        def nested(*_):
            plans.append(other.solve(jianfu.SolveOptions(step_max=5000), fn=lambda *a: True))
            return False
        long_problem().solve(LONG, fn=nested)
        self.assertEqual(len(plans[0].placements), 2)


class Threads(unittest.TestCase):
    def test_other_threads_run_during_a_long_call(self):
        meeting, ticks, done = long_problem(), [], threading.Event()

        def tick():
            while not done.is_set():
                ticks.append(time.monotonic())
                time.sleep(0.001)
        clock = threading.Thread(target=tick)
        clock.start()
        start = time.monotonic()
        meeting.solve(jianfu.SolveOptions(step_max=1_000_000))
        taken = time.monotonic() - start
        done.set()
        clock.join()
        if taken > 0.05:
            self.assertGreater(len(ticks), taken * 100)

    def test_ctrl_c_stops_a_long_call(self):
        meeting = long_problem()
        timer = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        start = time.monotonic()
        with self.assertRaises(KeyboardInterrupt):
            meeting.solve(jianfu.SolveOptions(step_max=2**40))
        self.assertLess(time.monotonic() - start, 10)
        timer.join()

    def test_closing_from_another_thread_waits_for_nothing_and_breaks_nothing(self):
        meeting, refused = long_problem(), []

        def close():
            try:
                meeting.close()
            except jianfu.StateError as error:
                refused.append(error)

        def first(*_):
            if not refused:
                other = threading.Thread(target=close)
                other.start()
                other.join()
                return True
            return False
        plan = meeting.solve(LONG, fn=first)
        self.assertEqual(len(refused), 1)
        self.assertFalse(meeting.closed)
        self.assertEqual(len(plan.placements), 40)

    def test_a_sealed_problem_is_solved_in_many_threads(self):
        meeting, costs = long_problem(), []

        def solve():
            plan = meeting.solve(jianfu.SolveOptions(step_max=100_000))
            costs.append(plan.cost(jianfu.CostTerm.TOTAL))
        threads = [threading.Thread(target=solve) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(costs), 4)
        self.assertEqual(len(set(costs)), 1)

    def test_errors_of_threads_do_not_mix(self):
        tree, wrong = units(), []

        def ask(name):
            for _ in range(500):
                try:
                    tree.find(name)
                except jianfu.NotFoundError as error:
                    if name not in error.message:
                        wrong.append(error)
        threads = [threading.Thread(target=ask, args=(f"name-{n}",)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])


def successes():
    with calendar((2023,)) as days, units() as tree:
        days.add_workdays(DAY, 5)
        list(jianfu.Ledger(days, tree, tree).limits)
        jianfu.period_name(jianfu.period_shift(
            jianfu.period_containing(DAY, jianfu.PeriodKind.MONTH), 1))
        jianfu.allocate(10, [1, 2, 3])
        jianfu.Csv.read("t.csv", b"a,b\n1,2\n").text(0, 0)


def failures():
    tree = units()
    for call in (
        lambda: tree.find("x"), lambda: tree.find("a\0b"), lambda: tree.has(2**70),
        lambda: tree.has(1.5), lambda: tree.id_at(99), lambda: tree.add(UNIT, 0, "again"),
        lambda: jianfu.Ledger(None, tree, tree), lambda: jianfu.Csv.read("t", b"\xff\xff\xff"),
        lambda: jianfu.allocate(-1, [1, 2]), lambda: jianfu.allocate(1, [1, "x"]),
        lambda: jianfu.Calendar(jianfu.CalendarOptions(assume_plain_weeks="x")),
        lambda: jianfu.Calendar().is_workday(DAY), lambda: jianfu.Ledger(calendar, tree, tree),
    ):
        try:
            call()
        except (jianfu.Error, TypeError, ValueError, OverflowError):
            continue
        raise AssertionError("no failure")


class Memory(unittest.TestCase):
    def grows(self, work, rounds):
        for _ in range(rounds // 10):
            work()
        gc.collect()
        before = resident_kib()
        for _ in range(rounds):
            work()
        gc.collect()
        return resident_kib() - before

    def test_nothing_leaks_in_success(self):
        self.assertLess(self.grows(successes, ROUNDS), 512)

    def test_nothing_leaks_in_failure(self):
        self.assertLess(self.grows(failures, ROUNDS), 512)

    def test_nothing_leaks_in_a_ledger_and_its_refusals(self):
        def work():
            book = ledger()
            book.set_limit(limit(1))
            book.issue(record(1), [line()])
            try:
                book.issue(record(2), [line(), line(UNIT + 2)])
            except jianfu.LimitError:
                list(book.violations)
            book.journal()
        self.assertLess(self.grows(work, ROUNDS // 10), 512)

    def test_nothing_leaks_in_solving_and_its_callbacks(self):
        meeting = problem()

        def fail(*_):
            raise KeyError

        def work():
            list(meeting.solve(jianfu.SolveOptions(step_max=10), fn=lambda *a: True).placements)
            for fn in (fail, lambda *a: False, 5):
                try:
                    meeting.solve(jianfu.SolveOptions(step_max=5000), fn=fn)
                except (KeyError, TypeError):
                    pass
        self.assertLess(self.grows(work, ROUNDS // 100), 512)

    def test_no_class_keeps_its_objects(self):
        gc.collect()
        before = len(gc.get_objects())
        for _ in range(1000):
            successes()
        gc.collect()
        self.assertLess(len(gc.get_objects()) - before, 100)
        self.assertIs(_api.Tree, jianfu.Tree)


if __name__ == "__main__":
    unittest.main()

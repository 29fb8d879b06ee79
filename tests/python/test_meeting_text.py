# SPDX-License-Identifier: Apache-2.0
"""Problems and plans as text, to be kept, sent and read back."""

import pickle
import random
import re
import unittest
from datetime import date

import jianfu
from support import ROOT, problem

OPTIONS = jianfu.SolveOptions(step_max=2000, seed=3)


def rebuilt(text):
    made = jianfu.Problem.read(text)
    made.seal()
    return made


class Kept:
    """A problem and a plan as somebody's own class might keep them."""

    def __init__(self, meeting, plan):
        self.meeting, self.plan = meeting, plan

    def __getstate__(self):
        return {"meeting": self.meeting.text().decode(), "plan": self.plan.text().decode()}

    def __setstate__(self, state):
        self.meeting = rebuilt(state["meeting"].encode())
        self.plan = jianfu.Plan.read(self.meeting, state["plan"].encode())


class Texts(unittest.TestCase):
    def test_a_problem_and_its_plan_are_pickled_as_text(self):
        meeting = problem(requests=6)
        first = Kept(meeting, meeting.solve(OPTIONS))
        second = pickle.loads(pickle.dumps(first))
        self.assertEqual(second.meeting.text(), first.meeting.text())
        self.assertEqual(second.plan.text(), first.plan.text())
        self.assertEqual(second.plan.verdict, first.plan.verdict)
        self.assertEqual(list(second.plan.placements), list(first.plan.placements))
        self.assertEqual(second.meeting.solve(OPTIONS).text(), first.plan.text())

    def test_the_calendar_need_not_be_there(self):
        text = problem().text().decode()
        self.assertIn("\ndays first=2023-03-01 last=2023-03-31\n", text)
        self.assertTrue(text.startswith("jianfu-problem 1\nhorizon "))
        self.assertEqual(rebuilt(text.encode()).text().decode(), text)

    def test_a_text_written_by_hand(self):
        text = """jianfu-problem 1
horizon first=2023-03-01 last=2023-03-31 any_day=1  # 三月
request id=5 minutes=60 first=2023-03-06 last=2023-03-31
end items=2
"""
        plan = rebuilt(text.encode()).solve(OPTIONS)
        self.assertEqual(plan.verdict, jianfu.VerdictKind.OPTIMAL)
        self.assertEqual(plan.placements[0].day, date(2023, 3, 6))

    def test_the_examples_of_the_documentation(self):
        shown = (ROOT / "docs/FORMATS.md").read_text(encoding="utf-8")
        meeting, plan = re.findall(r"^```\n(jianfu-p.*?)^```", shown, re.MULTILINE | re.DOTALL)
        self.assertEqual(rebuilt(meeting.encode()).text().decode(), meeting)
        self.assertEqual(rebuilt(meeting.encode()).solve().text().decode(), plan)

    def test_pieces_and_buffers(self):
        plan = problem().solve(OPTIONS)
        whole = plan.text()
        self.assertEqual(len(whole), plan.text_size)
        room = bytearray(5)
        self.assertIsNone(plan.write(3, room))
        self.assertEqual(bytes(room), whole[3:8])
        with self.assertRaises(jianfu.RangeError):
            plan.write(len(whole), 1)

    def test_wrong_lines_are_told(self):
        meeting = problem()
        for read in (jianfu.Problem.read, lambda text: jianfu.Plan.read(meeting, text)):
            with self.assertRaises(jianfu.TextError) as caught:
                read(b"something else\n")
            self.assertEqual(caught.exception.line, 1)
        text = meeting.text().replace(b"minutes=120", b"minutes=0")
        with self.assertRaises(jianfu.ArgumentError) as caught:
            jianfu.Problem.read(text)
        wrong = text.split(b"\n")[caught.exception.line - 1]
        self.assertIn(b"minutes=0", wrong)
        with self.assertRaises(TypeError):
            jianfu.Problem.read("jianfu-problem 1")

    def test_any_bytes_are_read_or_refused(self):
        meeting = problem()
        chance = random.Random(7)
        text = meeting.text()
        refused = 0
        for _ in range(500):
            changed = bytearray(text)
            for _ in range(chance.randint(1, 4)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            try:
                jianfu.Problem.read(changed).text()
            except jianfu.Error as error:
                refused += 1
                self.assertGreaterEqual(error.line, 1)
        self.assertGreater(refused, 300)


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: Apache-2.0
"""Alerts from Python: single steps, the book, its log, and what would resolve an alert."""

import array
import dataclasses
import math
import unittest
from datetime import date, timedelta
from fractions import Fraction

import jianfu
from jianfu import Alert, AlertAction, AlertKey, AlertLevel, AlertRule, AlertRules, AlertState
from jianfu import Alerts, AlertSign, Contributor, Sibling, Silence
from support import ROOT, UNIT, calendar, units

DAY = date(2023, 3, 1)
YEAR = {"first": date(2023, 1, 1), "last": date(2023, 12, 31)}


def sign(value=900_000, day=DAY, unit=UNIT + 1, **fields):
    fields.setdefault("rule", AlertRule.FORECAST)
    return AlertSign(unit=unit, kind=10, **YEAR, value_ppm=value, data_day=day, count=100, **fields)


def key(unit=UNIT + 1):
    return AlertKey(unit=unit, kind=10, rule=AlertRule.FORECAST, **YEAR)


def book(**rules):
    return Alerts(calendar((2023,)), AlertRules(**rules))


def story():
    """A book with looks, an acknowledgement, a silence and other rules."""
    made = book()
    made.observe(DAY, [sign(), sign(600_000, unit=UNIT + 2)])
    made.acknowledge(key(), DAY, date(2023, 3, 31), "已约谈 50 %")
    made.silence(Silence(unit=UNIT, first=DAY, last=date(2023, 3, 10)), units())
    made.observe(date(2023, 3, 8), [sign(800_000, date(2023, 3, 8), UNIT + 2)])
    made.end_silence(0, date(2023, 3, 9))
    made.set_rules(AlertRules(rule=AlertRule.FORECAST, dwell_days=-1))
    made.observe(date(2023, 4, 10), [])
    return made


class Steps(unittest.TestCase):
    def test_a_step_gives_the_alert_after_and_what_has_happened(self):
        alert, actions = jianfu.alert_step(None, None, DAY, None, sign())
        self.assertEqual((alert.state, alert.level), (AlertState.OPEN, AlertLevel.RED))
        self.assertEqual(actions, AlertAction.RAISED)
        self.assertEqual(alert.level_since, DAY)
        self.assertIsNone(alert.ack_until)
        later = DAY + timedelta(20)
        blind = sign(0, None, missing=True)
        alert, actions = jianfu.alert_step(calendar(), None, later, alert, blind)
        self.assertEqual(actions, AlertAction.WENT_STALE | AlertAction.ESCALATED)
        self.assertIs(alert.stale, True)
        alert = jianfu.alert_acknowledge(alert, later)
        self.assertIs(alert.acknowledged, True)
        alert, actions = jianfu.alert_step(calendar(), None, later, alert, sign(0, later))
        self.assertEqual(actions, AlertAction.FRESH_AGAIN | AlertAction.CLEARED)

    def test_what_no_step_gave_is_refused(self):
        alert, _ = jianfu.alert_step(None, None, DAY, None, sign())
        for wrong in ({"level": 0}, {"escalations": -1}, {"level_since": None}, {"unit": 5}):
            with self.assertRaises(jianfu.ArgumentError):
                jianfu.alert_step(None, None, DAY, dataclasses.replace(alert, **wrong), sign())
        with self.assertRaises(jianfu.StateError):
            jianfu.alert_acknowledge(dataclasses.replace(alert, state=0, level=0), DAY)

    def test_a_portfolio_in_every_form(self):
        values = [990_000, 500_000, 950_000]
        self.assertEqual(jianfu.alert_portfolio(values, 100_000), [1, 0, 1])
        flags = array.array("i", [7] * 3)
        self.assertIsNone(jianfu.alert_portfolio(array.array("i", values), 100_000, flags))
        self.assertEqual(flags.tolist(), [1, 0, 1])
        with self.assertRaises(jianfu.RangeError) as caught:
            jianfu.alert_portfolio([0, 1_000_001], 0)
        self.assertEqual(caught.exception.line, 2)
        with self.assertRaises(TypeError):
            jianfu.alert_portfolio([0.5], 0)


class Advice(unittest.TestCase):
    def test_how_many_to_save_and_by_when(self):
        said = sign(has_limit=True, limit=100, used=60, projected_milli=112_001,
                    date_q10=date(2023, 10, 15))
        advice = jianfu.alert_advice(said, AlertLevel.RED, DAY)
        self.assertEqual((advice.save, advice.by), (13, date(2023, 10, 15)))
        floor = dataclasses.replace(said, rule=AlertRule.FLOOR, projected_milli=87_001)
        advice = jianfu.alert_advice(floor, AlertLevel.RED, DAY)
        self.assertEqual((advice.save, advice.more, advice.by), (0, 13, YEAR["last"]))
        self.assertIs(advice.exceeded, False)
        with self.assertRaises(jianfu.NotFoundError):
            jianfu.alert_advice(sign(), AlertLevel.RED, DAY)

    def test_who_has_room_and_who_contributes(self):
        siblings = [Sibling(unit=n, limit=10, used=n) for n in (3, 1, 2)]
        self.assertEqual([(s.unit, s.headroom) for s in jianfu.alert_siblings(siblings, 2)],
                         [(1, 9), (2, 8)])
        parts = (Contributor(id=n, count=n) for n in (1, 3))
        self.assertEqual([(c.id, c.share_permille) for c in jianfu.alert_contributors(parts)],
                         [(3, 750), (1, 250)])
        self.assertEqual(jianfu.alert_siblings([], 0), [])
        with self.assertRaises(jianfu.ArgumentError):
            jianfu.alert_siblings(siblings, 4)


class Book(unittest.TestCase):
    def test_a_story(self):
        made = story()
        self.assertEqual(made.day, date(2023, 4, 10))
        self.assertEqual([(a.unit, a.level) for a in made.alerts],
                         [(UNIT + 1, AlertLevel.RED), (UNIT + 2, AlertLevel.YELLOW)])
        self.assertEqual(
            [(e.unit - UNIT, e.action, e.silenced) for e in made.events],
            [(1, AlertAction.RAISED, False), (2, AlertAction.RAISED, False),
             (1, AlertAction.ACKNOWLEDGED, False), (2, AlertAction.WORSENED, True),
             (2, AlertAction.ESCALATED, True),
             (1, AlertAction.WENT_STALE, False), (1, AlertAction.ACK_ENDED, False),
             (2, AlertAction.WENT_STALE, False), (2, AlertAction.ESCALATED, False)])
        self.assertEqual(made.note(made.find(key())), "已约谈 50 %")
        self.assertIsNone(made.note(2))
        self.assertEqual(made.sign(0), sign())
        self.assertEqual([(s.unit, s.last) for s in made.silences], [(UNIT, date(2023, 3, 9))])

    def test_the_log_gives_the_same_book(self):
        made = story()
        again = Alerts.replay(calendar((2023,)), made.log())
        self.assertEqual(list(again.alerts), list(made.alerts))
        self.assertEqual(list(again.events), list(made.events))
        self.assertEqual(list(again.silences), list(made.silences))
        self.assertEqual(again.log(), made.log())
        early = Alerts.replay(calendar((2023,)), made.log(), DAY)
        self.assertEqual((early.day, early.event_count), (DAY, 3))

    def test_a_changed_log_is_told_with_its_line(self):
        log = bytearray(story().log())
        place = log.index(b"900000")
        log[place] = ord("8")
        with self.assertRaises(jianfu.CorruptError) as caught:
            Alerts.replay(calendar((2023,)), log)
        self.assertEqual(caught.exception.line, log[:place].count(b"\n") + 1)
        with self.assertRaises(jianfu.TextError):
            Alerts.replay(calendar((2023,)), b"no log")
        with self.assertRaises(TypeError):
            Alerts.replay(calendar((2023,)), "a text")

    def test_the_example_of_the_document_is_a_log(self):
        text = (ROOT / "docs" / "FORMATS.md").read_text(encoding="utf-8")
        log = text[text.index("jianfu-alerts 1 #"):].split("```")[0].encode()
        again = Alerts.replay(calendar((2023,)), log)
        self.assertEqual(again.log(), log)
        self.assertEqual(again.note(0), "seen by the office")

    def test_many_signs_in_one_look(self):
        made = book(fdr_ppm=100_000)
        made.observe(DAY, (sign(500_000 + 4_999 * n, unit=1 + n) for n in range(100)))
        raised = {e.unit for e in made.events}
        self.assertEqual(raised, set(range(101 - len(raised), 101)))
        self.assertEqual(made.alert_count, 100)
        doubts = [500_000 - 4_999 * (unit - 1) for unit in raised]
        self.assertLessEqual(sum(doubts), 100_000 * len(doubts))

    def test_a_refused_look_leaves_the_book(self):
        made = book()
        made.observe(DAY, [sign()])
        before = made.log()
        for wrong, error, line in (
            ([sign(unit=5), sign(unit=5)], jianfu.ExistsError, 2),
            ([sign(unit=5), sign(unit=0)], jianfu.ArgumentError, 2),
            ([sign(day=date(2023, 3, 5))], jianfu.RangeError, 1),
            ([sign(day=None)], jianfu.RangeError, 1),
            ([sign(2_000_000)], jianfu.ArgumentError, 1),
            ([sign(rule=AlertRule.ANY)], jianfu.ArgumentError, 1),
        ):
            with self.assertRaises(error) as caught:
                made.observe(DAY, wrong)
            self.assertEqual(caught.exception.line, line)
        with self.assertRaises(jianfu.RangeError):
            made.observe(date(2023, 2, 28), [])
        self.assertEqual(made.log(), before)

    def test_numbers_are_whole(self):
        made = book()
        for value in (0.5, math.nan, math.inf, Fraction(1), "1", None):
            with self.assertRaises(TypeError):
                made.observe(DAY, [sign(value)])
            with self.assertRaises(TypeError):
                made.set_rules(AlertRules(raise_red_ppm=value))
        for value in (2**31, -(2**31) - 1, 2**70):
            with self.assertRaises(OverflowError):
                made.observe(DAY, [sign(value)])
        with self.assertRaises(TypeError):
            made.observe(DAY, [None])
        with self.assertRaises(TypeError):
            made.observe("2023-03-01", [])
        self.assertEqual(made.event_count, 0)

    def test_exceptions_name_what_is_wrong(self):
        made = book()
        with self.assertRaises(jianfu.NotFoundError):
            made.find(key())
        with self.assertRaises(jianfu.NotFoundError):
            made.acknowledge(key(), DAY, None, "")
        made.observe(DAY, [sign()])
        with self.assertRaises(jianfu.RangeError):
            made.acknowledge(key(), DAY, date(2023, 2, 1), "")
        with self.assertRaises(ValueError):
            made.acknowledge(key(), DAY, None, "a\0b")
        with self.assertRaises(jianfu.NotFoundError):
            made.silence(Silence(unit=5, first=DAY, last=DAY), units())
        with self.assertRaises(jianfu.ArgumentError):
            made.set_rules(AlertRules(raise_watch_ppm=800_000))
        with self.assertRaises(jianfu.NotSealedError):
            Alerts(jianfu.Calendar())
        with self.assertRaises(jianfu.IndexError_):
            made.alert_at(1)

    def test_the_calendar_lives_as_long_as_the_book(self):
        days = calendar((2023,))
        made = Alerts(days)
        days.close()
        made.observe(DAY, [sign()])
        made.observe(DAY + timedelta(7), [])
        self.assertEqual(made.events[1].action, AlertAction.ESCALATED)
        self.assertIsInstance(made.alerts[0], Alert)


if __name__ == "__main__":
    unittest.main()

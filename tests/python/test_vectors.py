# SPDX-License-Identifier: Apache-2.0
"""The shared test vectors TV01 to TV20, through the Python package."""

import unittest
from datetime import date

import jianfu
from support import calendar, kinds, problem, record, units, KIND, UNIT

ACTUAL_2022 = (62, 18, 24, 36, 31, 28, 34, 22, 15, 26, 14, 17, 44, 48, 20, 12, 35, 16, 11, 17)
CAPS_2023 = (59, 17, 23, 34, 29, 27, 32, 21, 14, 25, 13, 16, 42, 46, 19, 11, 33, 15, 11, 16)


def rounded(before, after, rounding=jianfu.Rounding.HALF_EVEN):
    return jianfu.rate_change(before, after, decimals=1, rounding=rounding).rounded


class Rates(unittest.TestCase):
    def test_tv01_rate_is_exact_and_rounded_once(self):
        rate = jianfu.rate_change(244, 231, decimals=1)
        self.assertEqual((rate.rounded, rate.numerator, rate.denominator), (-53, -13, 244))
        self.assertEqual(jianfu.rate_format(rate), "-5.3")

    def test_tv02_a_tie_shows_the_rounding(self):
        self.assertEqual(rounded(400, 379), -52)
        self.assertEqual(rounded(400, 379, jianfu.Rounding.HALF_UP), -53)

    def test_tv03_rates_of_two_pairs(self):
        self.assertEqual(rounded(120, 108), -100)
        self.assertEqual(rounded(124, 113), -89)

    def test_tv04_rounding_and_truncation(self):
        self.assertEqual(rounded(498, 42), -916)
        self.assertEqual(rounded(498, 42, jianfu.Rounding.DOWN), -915)

    def test_tv05_a_base_of_zero_is_undefined(self):
        for after in (5, 0):
            rate = jianfu.rate_change(0, after, decimals=1)
            self.assertIs(rate.is_defined, False)
            self.assertEqual(jianfu.rate_format(rate), "undefined")


class Days(unittest.TestCase):
    def setUp(self):
        self.calendar = calendar()

    def test_tv06_five_working_days_before(self):
        for event, filed in (((10, 9), (9, 26)), ((1, 30), (1, 18)), ((5, 8), (4, 27)),
                             ((6, 26), (6, 16)), ((5, 4), (4, 24)), ((4, 6), (3, 29))):
            self.assertEqual(self.calendar.add_workdays(date(2023, *event), -5),
                             date(2023, *filed))

    def test_tv07_working_days_of_periods(self):
        for name, count in (("2022-H1", 122), ("2023-H1", 123), ("2022", 249), ("2023", 249),
                            ("2024", 251)):
            period = jianfu.period_parse(name)
            self.assertEqual(self.calendar.workday_count(period.first, period.last), count, name)

    def test_tv08_holidays_and_makeup_days(self):
        expected = {date(2023, 1, 2): False, date(2022, 12, 31): False, date(2023, 10, 7): True,
                    date(2023, 6, 25): True}
        for day, works in expected.items():
            self.assertIs(self.calendar.is_workday(day), works)
        self.assertIs(self.calendar.day_kind(date(2023, 10, 7)), jianfu.DayKind.MAKEUP)


def plain_register(joint=jianfu.JointRule.LEAD):
    """A register over three bodies A, B, C below one root."""
    return jianfu.Register(units(), kinds(), jianfu.CountingPolicy(joint=joint))


def document(unit=UNIT + 1, day=date(2023, 3, 1), **fields):
    return jianfu.Document(sponsor=unit, kind=KIND, date_signed=day, **fields)


class Documents(unittest.TestCase):
    def test_tv09_a_notice_in_a_letter_series(self):
        text = "国办函〔2018〕74号"
        number = jianfu.doc_number_parse(text)
        self.assertEqual(text.encode()[:number.series_length].decode(), "国办函")
        kind = jianfu.doc_kind_of("关于某事的通知")
        self.assertIs(kind, jianfu.DocKind.NOTICE)
        self.assertIs(jianfu.series_fits("国办函", kind), False)
        register = plain_register()
        register.add(document(day=date(2018, 10, 1)), text, "关于某事的通知")
        register.check()
        self.assertIn((jianfu.FindingKind.SERIES_KIND, 8),
                      [(f.kind, f.actual) for f in register.findings])

    def test_tv10_a_decree_without_a_year(self):
        number = jianfu.doc_number_parse("国令第707号")
        self.assertEqual((number.series_at, number.series_length), (0, 6))
        self.assertEqual((number.year, number.serial), (0, 707))
        self.assertIs(number.form, jianfu.NumberForm.PLAIN)

    def test_tv11_a_missing_bracket_is_an_error_at_its_place(self):
        with self.assertRaises(jianfu.TextError) as caught:
            jianfu.doc_number_parse("汉市考办发〔20166号")
        self.assertEqual(caught.exception.actual, len("汉市考办发〔2016".encode()))

    def test_tv12_normalised_with_three_findings(self):
        text = "国资发［２０２３］０７号"
        number = jianfu.doc_number_parse(text)
        self.assertEqual(jianfu.doc_number_print(number, text), "国资发〔2023〕7号")
        finding = jianfu.NumberFinding
        self.assertEqual(number.findings, finding.BRACKET | finding.FULL_WIDTH | finding.ZERO)
        self.assertEqual((number.bracket_at, number.full_width_at, number.zero_at), (9, 12, 27))

    def test_tv13_lead_each_and_share_of_a_joint_document(self):
        bodies = (UNIT + 1, UNIT + 2, UNIT + 3)
        day = date(2023, 3, 1)
        for joint, wanted in ((jianfu.JointRule.LEAD, ((1, 1), (0, 1), (0, 1), (1, 1))),
                              (jianfu.JointRule.EACH, ((1, 1), (1, 1), (1, 1), (3, 1))),
                              (jianfu.JointRule.SHARE, ((1, 3), (1, 3), (1, 3), (1, 1)))):
            register = plain_register(joint)
            register.add(document(day=day), "", "")
            register.set_issuers(0, bodies)
            shares = [register.share(unit, 0, day, day) for unit in (*bodies, 0)]
            self.assertEqual(tuple((s.numerator, s.denominator) for s in shares), wanted)

    def test_many_documents_are_added_in_one_call(self):
        register = plain_register()
        register.add_all([document(), document(UNIT + 2)], "国发〔2023〕1号\0通知\0\0\0".encode())
        self.assertEqual(len(register), 2)
        self.assertEqual((register.number_at(0), register.title_at(0)), ("国发〔2023〕1号", "通知"))

    def test_tv20_a_baseline_is_the_sum_of_predecessors(self):
        tree = units()
        tree.retire(UNIT + 1, date(2023, 3, 31), UNIT + 2)
        register = jianfu.Register(tree, kinds())
        for unit, day, count in ((1, date(2022, 3, 1), 10), (2, date(2022, 3, 1), 20),
                                 (1, date(2023, 3, 1), 4), (2, date(2023, 5, 1), 18)):
            register.add(document(UNIT + unit, day, count=count), "", "")
        before, after = (
            register.baseline(UNIT + 2, 0, date(year, 1, 1), date(year, 6, 30), date(2023, 6, 30))
            for year in (2022, 2023))
        self.assertEqual((before, after, rounded(before, after)), (30, 22, -267))


class Quotas(unittest.TestCase):
    def test_tv14_allocation_by_largest_remainder(self):
        shares = jianfu.allocate(503, ACTUAL_2022)
        self.assertEqual(tuple(shares), CAPS_2023)
        self.assertEqual(sum(shares), 503)

    def test_tv15_a_warning_although_use_is_below_the_cap(self):
        found = jianfu.Watch.assess(None, jianfu.PaceInput(
            has_limit=True, limit=14, used=12, share_done=244, share_all=530, days_done=123,
            days_all=249))
        self.assertEqual(found.used_permille, 857)
        self.assertEqual(found.projected_milli, 26066)
        self.assertEqual(found.projected_permille, 1862)
        self.assertIs(found.level, jianfu.AlertLevel.RED)
        self.assertIs(found.cause, jianfu.AlertCause.PACE)

    def test_tv15_from_a_ledger_with_the_season_of_the_year_before(self):
        unit = UNIT + 1
        book = jianfu.Ledger(calendar(), units(), kinds())
        issued = ((unit, date(2022, 3, 1), 7), (UNIT, date(2022, 3, 2), 237),
                  (UNIT, date(2022, 9, 1), 286), (unit, date(2023, 3, 1), 12))
        for key, (who, day, count) in enumerate(issued, 1):
            book.issue(record(key, day), [jianfu.Line(unit=who, count=count,
                                                      side=jianfu.Side.ISSUER)])
        book.set_limit(jianfu.Limit(unit=unit, kind=KIND, period_kind=jianfu.PeriodKind.YEAR,
                                    day=date(2023, 1, 1), amount=14))
        watch = jianfu.Watch(calendar(), jianfu.WatchRules(forecast_off=True))
        watch.evaluate(book, today=date(2023, 6, 30), season_unit=UNIT)
        (warning,) = watch.warnings
        self.assertEqual((warning.unit, warning.used, warning.limit), (unit, 12, 14))
        self.assertEqual((warning.share_done, warning.share_all), (244, 530))
        self.assertEqual(warning.projected_permille, 1862)
        self.assertEqual((warning.first, warning.last), (date(2023, 1, 1), date(2023, 12, 31)))
        self.assertIs(warning.level, jianfu.AlertLevel.RED)


class Meetings(unittest.TestCase):
    def test_tv16_a_merge_over_the_cap_is_refused_with_its_numbers(self):
        pair = problem(minutes=(180, 120)).pair(1, 2)
        self.assertEqual(pair.failed, jianfu.MergeTest.DURATION)
        self.assertEqual((pair.minutes, pair.minutes_cap), (300, 240))
        self.assertEqual(jianfu.merge_test_name(pair.failed), "duration")

    def test_tv17_the_same_units_by_other_persons(self):
        groups = (tuple(range(1, 16)), tuple(range(16, 31)))
        by_person = problem(minutes=(60, 60), attendees=groups).pair(1, 2)
        self.assertEqual((by_person.shared, by_person.either), (0, 30))
        self.assertIn(jianfu.MergeTest.ATTENDEES, by_person.failed)
        rules = jianfu.MeetingRules(basis=jianfu.Basis.UNIT)
        by_unit = problem(minutes=(60, 60), attendees=groups, rules=rules).pair(1, 2)
        self.assertEqual((by_unit.shared, by_unit.either), (15, 15))
        self.assertNotIn(jianfu.MergeTest.ATTENDEES, by_unit.failed)


class Gates(unittest.TestCase):
    def rules(self, preset, definition=jianfu.WeekDefinition.DEFAULT):
        made = jianfu.Rules(calendar(), jianfu.RulesOptions(week_definition=definition))
        made.add_preset(preset)
        made.seal()
        return made

    def test_tv18_off_plan_is_blocked_approved_or_an_emergency(self):
        rules = self.rules("puer-2019")
        claims = jianfu.Exemption
        for claim, worst in ((claims.NONE, jianfu.Severity.REFUSE),
                             (claims.EMERGENCY, jianfu.Severity.EXEMPT),
                             (claims.APPROVED, jianfu.Severity.EXEMPT)):
            found = rules.check_inspection(jianfu.InspectionDraft(
                day=date(2023, 5, 10), sponsor=jianfu.Body.DEPARTMENT,
                scope=jianfu.Scope.SPECIFIC, plan=jianfu.PlanStatus.OFF_PLAN, claims=claim,
                approver=jianfu.Rank.HEAD))
            self.assertIs(found.summary().worst, worst)
            self.assertIs(found[0].check, jianfu.Check.PLANNED)
            self.assertEqual(found[0].exemption, claim)

    def test_tv19_the_second_week_of_march_2023(self):
        weeks = jianfu.WeekDefinition
        for definition, first, last in ((weeks.CONTAINING, 6, 10), (weeks.FIRST_MONDAY, 13, 17),
                                        (weeks.SEVEN_DAYS, 8, 14)):
            days = (date(2023, 3, first), date(2023, 3, last))
            self.assertEqual(jianfu.month_week(2023, 3, 2, definition), days)
            rules = self.rules("xuancheng-2017", definition)
            for day in range(1, 32):
                found = rules.check_meeting(jianfu.MeetingDraft(
                    day=date(2023, 3, day), convener=jianfu.Body.GOVERNMENT,
                    has_quiet_weeks=True, quiet_weeks=8))
                refused = found.summary().worst is jianfu.Severity.REFUSE
                self.assertIs(refused, first <= day <= last)


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: Apache-2.0
"""The modules in Python, as a user meets them."""

import tempfile
import unittest
from datetime import date
from pathlib import Path

import jianfu
from support import KIND, ROOT, UNIT, calendar, ledger, limit, line, problem, record, units

DAY = date(2023, 3, 1)


class Periods(unittest.TestCase):
    def test_a_period_has_kind_and_days(self):
        period = jianfu.period_containing(DAY, jianfu.PeriodKind.QUARTER)
        self.assertIs(period.kind, jianfu.PeriodKind.QUARTER)
        self.assertEqual((period.first, period.last), (date(2023, 1, 1), date(2023, 3, 31)))
        self.assertEqual(jianfu.period_name(jianfu.period_shift(period, -1)), "2022-Q4")
        self.assertEqual(jianfu.period_parse("2023-Q1"), period)

    def test_fiscal_month_has_the_documented_default(self):
        year = jianfu.PeriodKind.YEAR
        self.assertEqual(jianfu.period_containing(DAY, year),
                         jianfu.period_containing(DAY, year, fiscal_month=1))
        self.assertEqual(jianfu.period_containing(DAY, year, fiscal_month=4).first,
                         date(2022, 4, 1))

    def test_several_results_are_a_tuple(self):
        days = calendar()
        self.assertEqual(days.known(), (date(2022, 1, 1), date(2024, 12, 31)))
        self.assertEqual(days.workday_bounds(date(2023, 1, 21), date(2023, 1, 29)),
                         (date(2023, 1, 28), date(2023, 1, 29)))
        self.assertIs(jianfu.day_weekday(DAY), jianfu.Weekday.WEDNESDAY)
        self.assertEqual(jianfu.day_civil(DAY), jianfu.Civil(year=2023, month=3, day=1))

    def test_a_calendar_of_ones_own(self):
        days = jianfu.Calendar()
        days.set_known(date(2030, 1, 1), date(2030, 12, 31))
        days.mark(date(2030, 1, 1), date(2030, 1, 3), jianfu.DayKind.HOLIDAY)
        days.mark(date(2030, 1, 5), date(2030, 1, 5), jianfu.DayKind.MAKEUP)
        days.seal()
        kinds = [days.day_kind(date(2030, 1, d)) for d in (2, 4, 5, 6)]
        self.assertEqual(kinds, [jianfu.DayKind.HOLIDAY, jianfu.DayKind.WORKDAY,
                                 jianfu.DayKind.MAKEUP, jianfu.DayKind.WEEKEND])

    def test_where_a_schedule_was_read(self):
        self.assertTrue(jianfu.schedule_source(2023))
        self.assertIsNone(jianfu.schedule_source(1900))


class Trees(unittest.TestCase):
    def test_names_depths_and_successors(self):
        tree = units()
        tree.add_alias(101, "教委")
        self.assertEqual((tree.find("教委"), tree.name(101)), (101, "教育局"))
        self.assertEqual((tree.parent(101), tree.depth(101), tree.depth(UNIT)), (UNIT, 1, 0))
        self.assertTrue(tree.contains(UNIT, 103))
        self.assertIsNone(tree.name(999))
        tree.retire(101, last=date(2023, 3, 31), successor=102)
        self.assertEqual(tree.current(101, date(2023, 3, 31)), 101)
        self.assertEqual(tree.current(101, date(2023, 4, 1)), 102)


class Ledgers(unittest.TestCase):
    def test_issue_hold_commit_and_release(self):
        book = ledger()
        book.set_limit(limit(3))
        first = book.issue(record(1), [line()])
        self.assertEqual((first.status, first.repeated), (jianfu.Status.OK, False))
        self.assertIs(book.issue(record(1), [line()]).repeated, True)
        book.hold(record(2), [line(count=2)])
        self.assertEqual(book.balance(limit(0)).available, 0)
        with self.assertRaises(jianfu.LimitError):
            book.check(record(0), [line()])
        book.release(3, hold_key=2)
        book.hold(record(4), [line()])
        book.commit(5, hold_key=4)
        with self.assertRaises(jianfu.StateError):
            book.commit(6, hold_key=4)
        balance = book.balance(limit(0))
        self.assertEqual((balance.limit, balance.used, balance.held), (3, 2, 0))
        self.assertEqual(len(book.violations), 0)

    def test_the_same_key_with_other_content_is_refused(self):
        book = ledger()
        book.issue(record(1), [line()])
        with self.assertRaises(jianfu.ExistsError) as caught:
            book.issue(record(1), [line(count=2)])
        self.assertEqual(caught.exception.subject, 1)

    def test_limits_are_read_back_as_records(self):
        book = ledger()
        book.set_limit(limit(14, UNIT + 1))
        (found,) = book.limits
        self.assertEqual((found.unit, found.kind, found.amount), (UNIT + 1, KIND, 14))
        self.assertIs(found.side, jianfu.Side.ISSUER)
        self.assertIs(found.period_kind, jianfu.PeriodKind.YEAR)
        self.assertEqual(found.day, date(2023, 1, 1))

    def test_amounts_may_be_fewer_than_four(self):
        book = ledger()
        short = jianfu.Line(unit=UNIT, count=1, amounts=(30,), side=jianfu.Side.ISSUER)
        book.issue(record(1), [short])
        cell = limit(0, measure=jianfu.Measure.AMOUNT_1)
        self.assertEqual(book.balance(cell).used, 30)
        with self.assertRaises(ValueError):
            book.issue(record(2), [jianfu.Line(unit=UNIT, amounts=(0,) * 5,
                                               side=jianfu.Side.ISSUER)])

    def test_a_limit_of_another_kind_of_state(self):
        book = ledger()
        book.set_limit(limit(0, state=jianfu.LimitState.NOT_PLANNED))
        with self.assertRaises(jianfu.LimitError):
            book.issue(record(1), [line()])
        (violation,) = book.violations
        self.assertIs(violation.state, jianfu.LimitState.NOT_PLANNED)


class Tables(unittest.TestCase):
    def setUp(self):
        self.table = jianfu.Csv.read("t.csv", "名称/name,数\n甲,1\n乙,\n".encode())

    def test_cells_by_row_and_column(self):
        self.assertEqual(self.table.text(0, self.table.column("name")), "甲")
        self.assertEqual(self.table.column("名称"), 0)
        self.assertEqual(self.table.integer(1, 1, fallback=-1), -1)
        self.assertIsNone(self.table.text(7, 0))
        self.assertTrue(self.table.has_column("数"))
        with self.assertRaises(jianfu.NotFoundError):
            self.table.column("无")

    def test_rows_as_dicts(self):
        self.assertEqual(len(self.table), 2)
        self.assertEqual(self.table.columns, ["名称/name", "数"])
        self.assertEqual(list(self.table), [{"名称/name": "甲", "数": "1"},
                                            {"名称/name": "乙", "数": ""}])
        self.assertEqual(self.table.row_line(0), 2)

    def test_encodings(self):
        self.assertIs(self.table.encoding, jianfu.Encoding.UTF_8)
        chinese = jianfu.Csv.read("t.csv", "名称\n甲乙丙\n".encode("gb18030"))
        self.assertIs(chinese.encoding, jianfu.Encoding.GB18030)
        self.assertEqual(chinese.text(0, 0), "甲乙丙")


class Folders(unittest.TestCase):
    PATH = ROOT / "examples" / "data" / "municipal"

    def setUp(self):
        if not self.PATH.exists():
            self.skipTest("the example folder is not there")
        self.folder = jianfu.Folder.open(self.PATH)

    def test_handles_of_a_folder_are_ones_own(self):
        units_, documents = self.folder.units(), self.folder.register()
        self.assertTrue(self.folder.has("org.csv"))
        self.assertIsNone(self.folder.setting("no such setting"))
        as_of = self.folder.setting_day("as_of")
        book = self.folder.ledger(documents, as_of)
        self.folder.close()
        self.assertGreater(len(units_), 10)
        self.assertEqual(len(documents), len(documents.numbers))
        self.assertGreater(len(book.limits), 10)
        watch = jianfu.Watch(calendar())
        watch.evaluate(book, as_of)
        self.assertEqual(len(watch.warnings), watch.warning_count)
        for warning in watch.warnings:
            self.assertIn(jianfu.alert_level_name(warning.level), jianfu.warning_format(warning))

    def test_a_plan_is_written(self):
        meeting = self.folder.problem()
        plan = meeting.solve(jianfu.SolveOptions(step_max=1000))
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "plan.csv"
            self.folder.write_plan(plan, path)
            self.assertGreaterEqual(jianfu.Csv.read_file(path).row_count, meeting.request_count)

    def test_a_folder_that_is_not_there(self):
        with self.assertRaises(OSError):
            jianfu.Folder.open("/no/such/folder")


class Gate(unittest.TestCase):
    def setUp(self):
        self.rules = jianfu.Rules(calendar())

    def test_presets_name_their_place_and_source(self):
        names = [jianfu.preset_name(i) for i in range(jianfu.preset_count())]
        index = names.index("zhangjiajie-2022")
        preset = jianfu.presets()[index]
        self.assertEqual((preset.year, preset.clauses), (2022, 7))
        self.assertEqual(preset.effective_from, date(2022, 5, 9))
        self.assertIsNone(preset.effective_until)
        self.assertIs(preset.evidence, jianfu.Evidence.READ)
        self.assertEqual(jianfu.preset_place(index), "张家界市")
        self.assertTrue(jianfu.preset_source(index))
        self.assertTrue(jianfu.preset_title(index))

    def test_findings_cite_their_clauses(self):
        self.rules.add_preset("zhangjiajie-2022")
        self.rules.add_clause(jianfu.Clause(
            check=jianfu.Check.HEADS, draft=jianfu.DraftKind.MEETING, limit=30,
            severity=jianfu.Severity.REFUSE), "本市", "house rules", "不超过30人")
        self.rules.seal()
        found = self.rules.check_meeting(jianfu.MeetingDraft(
            day=date(2023, 10, 9), filed=date(2023, 10, 2), heads=31))
        self.rules.close()
        self.assertEqual([f.check.name for f in found if f.severity > jianfu.Severity.SKIPPED],
                         ["QUIET_DAY", "FILING_WORKDAYS", "HEADS"])
        self.assertEqual((found.texts[-1], found.places[-1]), ("不超过30人", "本市"))
        filing = next(f for f in found if f.check is jianfu.Check.FILING_WORKDAYS)
        self.assertEqual((filing.actual, filing.allowed, filing.first),
                         (2, 5, date(2023, 9, 26)))
        self.assertEqual(found.format(len(found) - 1), "refuse   heads: 31, allowed 30")
        self.assertEqual((found.summary().refuse, found.summary().approve), (2, 1))
        self.assertIs(found.severity_of(3), jianfu.Severity.REFUSE)

    def test_what_is_not_said_is_skipped(self):
        self.rules.add_preset("cn-rules-2024")
        self.rules.seal()
        found = self.rules.check_document(jianfu.DocumentDraft(day=date(2024, 9, 2)))
        self.assertIs(found.summary().worst, jianfu.Severity.SKIPPED)
        self.assertIn(jianfu.Input.SCOPE, [f.missing for f in found])

    def test_groups_have_members(self):
        self.rules.add_preset("puer-2019")
        self.rules.seal()
        events = [jianfu.Event(id=i, sponsor=5, basis=7, day=date(2023, 3, i)) for i in (1, 2, 9)]
        links = [jianfu.EventLink(event=e.id, node=3) for e in events]
        found = self.rules.find_splits(events, links)
        self.assertEqual([list(found.members(i)) for i in range(len(found))], [[1, 2, 9]])


class Plans(unittest.TestCase):
    def setUp(self):
        self.problem = problem(minutes=(60, 90))
        self.plan = self.problem.solve(jianfu.SolveOptions(seed=1, step_max=20_000))

    def test_a_plan_places_every_request(self):
        self.assertEqual(list(self.problem.requests), [1, 2])
        self.assertEqual([p.request for p in self.plan.placements], [1, 2])
        self.assertIn(self.plan.verdict,
                      (jianfu.VerdictKind.OPTIMAL, jianfu.VerdictKind.FEASIBLE))
        self.assertEqual(list(self.plan.broken), [])
        self.assertLessEqual(self.plan.bound, self.plan.cost(jianfu.CostTerm.TOTAL))
        for placement in self.plan.placements:
            self.assertEqual(placement.day.month, 3)
            self.assertEqual(placement.gathering, 1)

    def test_members_of_a_gathering(self):
        self.assertEqual(list(self.plan.members(1)), [1, 2])
        self.assertEqual(list(self.plan.members(99)), [])
        with self.assertRaises(IndexError):
            self.plan.members(1)[2]

    def test_costs_add_up(self):
        terms = [self.plan.cost(t) for t in jianfu.CostTerm if t is not jianfu.CostTerm.TOTAL]
        self.assertEqual(sum(terms), self.plan.cost(jianfu.CostTerm.TOTAL))

    def test_without_a_calendar_any_day_will_do(self):
        day = date(2031, 5, 4)
        free = jianfu.Problem(None, jianfu.ProblemOptions(first=day, last=day, any_day=True))
        free.add_request(jianfu.Request(id=1, minutes=60, first=day, last=day))
        free.seal()
        (placement,) = free.solve(jianfu.SolveOptions(step_max=10)).placements
        self.assertEqual(placement.day, day)
        with self.assertRaises(jianfu.ArgumentError):
            jianfu.Problem(None, jianfu.ProblemOptions(first=day, last=day))

    def test_a_plan_made_by_hand_is_checked(self):
        again = jianfu.Plan(self.problem, self.plan.placements)
        self.assertEqual(again.cost(jianfu.CostTerm.TOTAL),
                         self.plan.cost(jianfu.CostTerm.TOTAL))
        nothing = jianfu.Plan(self.problem, [])
        kinds = [b.kind for b in nothing.broken]
        self.assertEqual(kinds, [jianfu.ViolationKind.UNPLACED] * 2)
        self.assertEqual(jianfu.violation_kind_name(kinds[0]), "unplaced")

    def test_a_room_has_what_a_request_needs(self):
        day = date(2031, 5, 4)
        made = jianfu.Problem(None, jianfu.ProblemOptions(first=day, last=day, any_day=True))
        for room in (1, 2):
            made.add_room(jianfu.Room(id=room))
        made.add_request(jianfu.Request(id=1, minutes=60, first=day, last=day))
        made.add_room_feature(2, 9)
        made.add_need(1, 9)
        with self.assertRaises(jianfu.NotFoundError):
            made.add_need(2, 9)
        made.seal()
        (placement,) = made.solve(jianfu.SolveOptions(step_max=10)).placements
        self.assertEqual(placement.room, 2)
        (broken,) = jianfu.Plan(made, [jianfu.Placement(
            request=1, room=1, gathering=1, agenda=1, day=day, start=540, minutes=60)]).broken
        self.assertEqual(broken.kind, jianfu.ViolationKind.FEATURE)
        self.assertEqual((broken.subject, broken.expected), (1, 9))

    def test_relations_are_kept(self):
        day = date(2031, 5, 4)
        made = jianfu.Problem(None, jianfu.ProblemOptions(first=day, last=day, any_day=True))
        for number in (1, 2):
            made.add_request(jianfu.Request(id=number, minutes=60, first=day, last=day))
        made.add_relation(jianfu.Relation(
            kind=jianfu.RelationKind.ADJACENT, request_a=2, request_b=1))
        with self.assertRaises(jianfu.ArgumentError):
            made.add_relation(jianfu.Relation(
                kind=jianfu.RelationKind.SAME_DAY, request_a=1, request_b=1))
        made.seal()
        first, second = made.solve(jianfu.SolveOptions(step_max=100)).placements
        self.assertEqual(second.start + 60, first.start)
        (broken,) = jianfu.Plan(made, [
            jianfu.Placement(request=number, room=0, gathering=number, agenda=1, day=day,
                             start=start, minutes=60) for number, start in ((1, 540), (2, 600))
        ]).broken
        self.assertEqual(broken.kind, jianfu.ViolationKind.RELATION)
        self.assertEqual((broken.subject, broken.actual), (jianfu.RelationKind.ADJACENT, -120))

    def test_failed_tests_are_flags(self):
        pair = self.problem.pair(1, 2)
        self.assertEqual(pair.failed, jianfu.MergeTest(0))
        bits = jianfu.MergeTest.TIME | jianfu.MergeTest.GROWTH
        self.assertEqual(bits, 528)

    def test_the_same_seed_gives_the_same_plan(self):
        again = self.problem.solve(jianfu.SolveOptions(seed=1, step_max=20_000))
        self.assertEqual(list(again.placements), list(self.plan.placements))


if __name__ == "__main__":
    unittest.main()

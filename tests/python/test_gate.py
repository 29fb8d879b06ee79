# SPDX-License-Identifier: Apache-2.0
"""The rules on the municipal year find the planted faults of expected.json, and nothing else."""

import json
import unittest
from datetime import date

import jianfu
from jianfu import Check, DraftKind, Exemption, Severity
from support import ROOT, calendar

FOLDER = ROOT / "examples" / "data" / "municipal"
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
GRADES = {"A": 1, "B": 2, "C": 3, "D": 4}


def rows(name):
    """Rows of a table, by the Latin halves of its headers."""
    for row in jianfu.Csv.read_file(FOLDER / name):
        yield {header.partition("/")[0]: cell for header, cell in row.items()}


def rules(*clauses, presets=()):
    made = jianfu.Rules(calendar())
    for preset in presets:
        made.add_preset(preset)
    for clause in clauses:
        made.add_clause(clause, "示例市国资委", "", clause.check.name)
    made.seal()
    return made


class Meetings(unittest.TestCase):
    def setUp(self):
        heads = {}
        for row in rows("attendees.csv"):
            heads[row["meeting_id"]] = heads.get(row["meeting_id"], 0) + int(row["count"] or 1)
        self.drafts = {
            int(row["id"]): jianfu.MeetingDraft(
                day=date.fromisoformat(row["target"]),
                filed=date.fromisoformat(row["filed_on"]) if row["filed_on"] else None,
                minutes=int(row["duration_min"]), meeting_class=int(row["meeting_class"]),
                heads=heads.get(row["id"], 0))
            for row in rows("meetings.csv") if row["target"]
        }

    def broken(self, clause):
        """Meetings that break a clause."""
        made = rules(clause)
        return [number for number, draft in self.drafts.items()
                if made.check_meeting(draft).summary().worst >= Severity.NOTICE]

    def clause(self, check, limit=0, **fields):
        return jianfu.Clause(check=check, draft=DraftKind.MEETING, limit=limit, **fields)

    def test_planted_faults_are_found_and_no_others(self):
        planted = EXPECTED["meetings"]["planted_faults"]
        self.assertEqual(len(self.drafts), 96)
        self.assertEqual(self.broken(self.clause(Check.OFF_DAY)), planted["weekend"])
        self.assertEqual(self.broken(self.clause(Check.QUIET_DAY, jianfu.Weekday.MONDAY)),
                         planted["no_meeting_day"])
        self.assertEqual(self.broken(self.clause(Check.FILING_WORKDAYS, 5)),
                         planted["late_filing"])
        over = [number for row in rows("classes.csv") for number in self.broken(self.clause(
            Check.HEADS, int(row["max_heads"]), classes=1 << int(row["id"])))]
        self.assertEqual(sorted(over), planted["over_size"])

    def test_no_meeting_is_longer_than_its_class_allows(self):
        for row in rows("classes.csv"):
            self.assertEqual(self.broken(self.clause(
                Check.MINUTES, int(row["max_minutes"]), classes=1 << int(row["id"]))), [])

    def test_unrelated_meetings_are_told_from_those_that_belong_together(self):
        topics, events, links = {}, [], []
        asked = [pair["meetings"] for pair in EXPECTED["meetings"]["bundling_abuse"]]
        together = [one["meetings"] for one in EXPECTED["meetings"]["merge_sets"]]
        tags = {int(row["id"]): row["topic_tags"].split(";") for row in rows("meetings.csv")}
        for gathering, meetings in enumerate(asked + together, 1):
            for number in meetings:
                events.append(jianfu.Event(id=number, gathering=gathering,
                                           day=self.drafts[number].day))
                for tag in tags[number]:
                    topic = topics.setdefault(tag, len(topics) + 1)
                    links.append(jianfu.EventLink(event=number, node=topic))
        made = rules(self.clause(Check.UNRELATED))
        found = made.find_unrelated(events, links)
        self.assertEqual([list(found.members(i)) for i in range(len(found))], asked)


class Oversight(unittest.TestCase):
    def setUp(self):
        self.items = {row["id"]: row for row in rows("oversight.csv") if row["year"] == "2023"}
        self.visits = list(rows("oversight_visits.csv"))

    def test_the_cage_holds_what_is_off_the_plan(self):
        made = rules(presets=["puer-2019"])
        worst = []
        for row in self.items.values():
            claims = Exemption.NONE
            if row["approval"] == "approved":
                claims |= Exemption.APPROVED
            if row["emergency"] == "1":
                claims |= Exemption.EMERGENCY
            found = made.check_inspection(jianfu.InspectionDraft(
                day=date.fromisoformat(row["first"]), scope=jianfu.Scope.SPECIFIC,
                sponsor=jianfu.Body.DEPARTMENT, claims=claims, approver=jianfu.Rank.HEAD,
                plan=jianfu.PlanStatus.PLANNED if row["planned"] == "1"
                else jianfu.PlanStatus.OFF_PLAN))
            worst.append(found.summary().worst)
        expected = EXPECTED["oversight"]
        self.assertEqual(worst.count(Severity.PASSED), expected["planned_2023"])
        self.assertEqual(worst.count(Severity.REFUSE), expected["off_plan_refused"])
        self.assertEqual(worst.count(Severity.EXEMPT),
                         expected["off_plan_approved"] + expected["off_plan_emergency"])

    def test_enterprises_over_their_cap(self):
        graded = {row["unit_id"]: row for row in rows("oversight_caps.csv") if row["risk_grade"]}
        cap = EXPECTED["oversight"]["cap_per_enterprise"]
        sector = 1 << jianfu.Sector.COAL
        made = rules(*(jianfu.Clause(
            check=Check.VISITS, draft=DraftKind.INSPECTION, severity=Severity.REFUSE,
            limit=int(row["cap"]), sectors=sector, grades=1 << GRADES[row["risk_grade"]])
            for row in list(graded.values())[:4]), jianfu.Clause(
            check=Check.VISITS, draft=DraftKind.INSPECTION, severity=Severity.REFUSE, limit=cap,
            sectors=1 << jianfu.Sector.OTHER))
        number, over = {}, []
        for visit in sorted(self.visits, key=lambda row: row["date"]):
            unit = visit["unit_id"]
            number[unit] = number.get(unit, 0) + 1
            grade = graded.get(unit)
            found = made.check_inspection(jianfu.InspectionDraft(
                day=date.fromisoformat(visit["date"]), number_at_target=number[unit],
                sector=jianfu.Sector.COAL if grade else jianfu.Sector.OTHER,
                grade=GRADES[grade["risk_grade"]] if grade else 0))
            if found.summary().worst is Severity.REFUSE and int(unit) not in over:
                over.append(int(unit))
        self.assertEqual(sorted(over), EXPECTED["oversight"]["over_cap"])

    def test_the_item_that_was_split(self):
        sponsors = {}
        events = [jianfu.Event(
            id=int(visit["id"]), basis=int(visit["item_id"]),
            day=date.fromisoformat(visit["date"]), sponsor=sponsors.setdefault(
                self.items[visit["item_id"]]["sponsor"], len(sponsors) + 1))
            for visit in self.visits if visit["item_id"] in self.items]
        known = {event.id for event in events}
        links = [jianfu.EventLink(event=int(v["id"]), node=int(v["unit_id"]))
                 for v in self.visits if int(v["id"]) in known]
        found = rules(presets=["puer-2019"]).find_splits(events, links)
        split = [sorted({e.basis for e in events if e.id in found.members(i)})
                 for i in range(len(found))]
        self.assertEqual(split, [[EXPECTED["oversight"]["split_item"]]])
        self.assertEqual(len(found.members(0)), 3)


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: Apache-2.0
"""The municipal documents with planted faults: all of them are found, and nothing else is."""

import json
import unittest
from datetime import date

import jianfu
from support import ROOT

FOLDER = ROOT / "examples" / "data" / "municipal-dirty"


def found_in(register):
    """Findings in the form of expected.json: row, kind, offset, other row, expected, actual."""
    for finding in register.findings:
        other = "-" if finding.other < 0 else register.at(finding.other).row
        yield " ".join(str(part) for part in (
            finding.row, jianfu.finding_name(finding.kind), finding.at, other, finding.expected,
            finding.actual))


class Dirty(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
        cls.folder = jianfu.Folder.open(str(FOLDER), jianfu.FolderOptions(keep_wrong_dates=True))
        cls.register = cls.folder.register()

    def test_every_planted_fault_is_found_and_none_is_invented(self):
        wanted = self.expected["findings"]
        found = list(found_in(self.register))
        self.assertEqual(len(set(wanted)), len(wanted))
        right = len(set(wanted) & set(found))
        print(f"\n{len(wanted)} faults in {self.expected['rows']} rows, {len(found)} findings: "
              f"precision {right / len(found)}, recall {right / len(wanted)}")
        self.assertEqual(sorted(set(wanted) - set(found)), [], "not found")
        self.assertEqual(sorted(set(found) - set(wanted)), [], "invented")
        self.assertEqual(len(found), len(wanted))

    def test_findings_of_each_kind_are_counted(self):
        for kind in jianfu.FindingKind:
            self.assertEqual(self.register.finding_total(kind),
                             self.expected["kinds"].get(jianfu.finding_name(kind), 0), kind)

    def test_totals_are_those_of_the_plan(self):
        self.assertEqual(len(self.register), self.expected["rows"])
        for verdict in jianfu.Verdict:
            total = self.register.verdict_total(verdict, 0, date.min, date.max)
            self.assertEqual(total, self.expected["verdicts"].get(jianfu.verdict_name(verdict), 0),
                             verdict)
        self.assertEqual(self.register.total(0, 0, date(2023, 1, 1), date(2023, 6, 30)),
                         self.expected["counted_h1_2023"])

    def test_a_wrong_date_is_an_error_unless_it_is_kept(self):
        with self.assertRaisesRegex(jianfu.Error, r"documents.csv row \d+, date_signed"):
            jianfu.Folder.open(str(FOLDER)).register()


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: Apache-2.0
"""Signs on the municipal year: what was designed into it is seen, and nothing else."""

import collections
import csv
import unittest

import jianfu
from support import ROOT

MUNICIPAL = ROOT / "examples" / "data" / "municipal"
OWN = "示例市国资委"
FORMER = {"干部管理科": "企业领导人员管理科"}


def rows():
    with open(MUNICIPAL / "documents.csv", encoding="utf-8", newline="") as file:
        table = csv.reader(file)
        header = [cell.split("/")[0] for cell in next(table)]
        return [dict(zip(header, row, strict=True)) for row in table]


def is_counted(row):
    """The default policy: not upward, with the organ as its lead, no minutes of meetings."""
    lead = row["joint_issuers"].split(";")[0]
    return row["direction"] != "up" and lead in ("", OWN) and row["doc_kind"] != "纪要"


def counts():
    """Documents by (section or None, year, month, formal)."""
    found = collections.Counter()
    for row in rows():
        if is_counted(row):
            year, month = (int(part) for part in row["date_signed"].split("-")[:2])
            section = FORMER.get(row["sponsor"], row["sponsor"])
            for unit in (section, None):
                found[unit, year, month, row["formal"] == "1"] += 1
    return found


COUNTS = counts()
SECTIONS = sorted({key[0] for key in COUNTS if key[0] is not None})


def months(unit, year, formal=True):
    return [COUNTS[unit, year, month, formal] for month in range(1, 13)]


def halves(unit, formal):
    return [sum(months(unit, year, formal)[:6]) for year in (2022, 2023)]


def yoy(unit, month, **fields):
    return jianfu.yoy_assess(None, jianfu.YoyInput(month=month, **fields), months(unit, 2022),
                             months(unit, 2023))


class Municipal(unittest.TestCase):
    def test_counts_are_those_of_the_design(self):
        self.assertEqual(sum(months(None, 2022)), 530)
        self.assertEqual(sum(months(None, 2023)), 498)
        self.assertEqual(halves(None, True), [244, 231])
        self.assertEqual(len(SECTIONS), 20)

    def test_formal_turns_informal_in_two_sections_only(self):
        seen = {}
        for section in SECTIONS:
            shadow = jianfu.shadow_assess(None, halves(section, True), halves(section, False))
            if shadow.level != jianfu.AlertLevel.GREEN:
                seen[section] = shadow
        self.assertEqual(set(seen), {"企业领导人员管理科", "党建工作科"})
        for shadow in seen.values():
            self.assertEqual(shadow.sign, jianfu.Sign.SUBSTITUTION)
            self.assertEqual(shadow.level, jianfu.AlertLevel.RED)
        self.assertEqual({(s.formal_now, s.formal_past_milli) for s in seen.values()},
                         {(16, 20000), (16, 22000)})

    def test_february_of_the_organ_is_silent(self):
        alone = [year[1] for year in (months(None, 2022), months(None, 2023))]
        self.assertEqual(jianfu.rate_change(*alone, 1, jianfu.Rounding.HALF_EVEN).rounded, 259)
        february = yoy(None, 2)
        self.assertEqual((february.base, february.now, february.permille), (61, 62, 16))
        self.assertEqual(february.sign, jianfu.Sign.NONE)
        self.assertEqual(yoy(None, 1).sign, jianfu.Sign.NOT_YET)
        self.assertEqual(yoy(None, 2, is_part=True).sign, jianfu.Sign.NOT_YET)

    def test_the_organ_falls_all_year_while_four_sections_rise(self):
        for month in range(2, 13):
            self.assertEqual(yoy(None, month).level, jianfu.AlertLevel.GREEN, month)
        rising = [section for section in SECTIONS
                  if yoy(section, 6).sign == jianfu.Sign.RISE]
        self.assertEqual(set(rising),
                         {"科技创新科", "安全生产与社会责任科", "信息化科"})
        capital = yoy("资本运营科", 6)
        self.assertEqual((capital.base, capital.now), (10, 12))
        self.assertEqual(capital.sign, jianfu.Sign.SMALL_COUNT)


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: Apache-2.0
"""Signs on real document numbers: yearly totals of JIANFU_DATA, one series a prefix (unit
government/prefix, kind issued: the highest serial number of the year)."""

import collections
import csv
import gzip
import os
import pathlib
import unittest

import jianfu

ROW = 10  # years of a row, the last of them judged
FORMAL = ("国发", "国办发")
LETTERS = ("国函", "国办函")

# Every pair that the defaults find among the prefixes of a government, and what it is.
FOUND = {
    (2019, "沪府发", "沪府规"): "genuine: rules of the government got a series of their own",
    (2019, "沪府办发", "沪府规"): "half: its own rules went to 沪府办规, a series half as large",
    (2019, "沪府发", "沪发改价管"): "false: another body, whose series is known for one year",
    (2019, "沪府办发", "沪发改价管"): "false: the same other body",
}


def totals():
    """government -> prefix -> year -> total, or None without the data."""
    folder = os.environ.get("JIANFU_DATA")
    if not folder:
        return None
    path = pathlib.Path(folder) / "issuance" / "cn_serial_totals.csv.gz"
    found = collections.defaultdict(lambda: collections.defaultdict(dict))
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "issued":
                government, prefix = row["unit"].split("/")
                found[government][prefix][int(row["date"][:4])] = int(row["count"])
    return found


TOTALS = totals()


def row_of(series, last):
    """A prefix that was never seen before is 0; one that is missing later is not known."""
    first = min(series)
    return [series.get(year, 0 if year < first else -1) for year in range(last - ROW + 1, last + 1)]


def pairs_of(prefixes, year):
    """(year, falling, rising) of the relabelled among these series."""
    names = sorted(prefixes)
    rows = [total for name in names for total in row_of(prefixes[name], year)]
    pairs = jianfu.relabel_find(None, rows, ROW, len(names) ** 2)
    return {(year, names[at // len(names)], names[at % len(names)])
            for at, match in enumerate(pairs) if match}


def sums(prefixes, years):
    return [sum(TOTALS["State Council"][prefix][year] for prefix in prefixes) for year in years]


@unittest.skipIf(TOTALS is None, "JIANFU_DATA is not set")
class RealNumbers(unittest.TestCase):
    def test_state_council_shifts_to_letters_while_both_fall(self):
        for years in ((2016, 2019), (2016, 2017, 2018, 2019)):
            shadow = jianfu.shadow_assess(None, sums(FORMAL, years), sums(LETTERS, years))
            print(f"\n{years}: formal {shadow.formal_permille}, letters "
                  f"{shadow.informal_permille}, share {shadow.share_past_permille} -> "
                  f"{shadow.share_now_permille} per mille, tail {shadow.tail_ppm} ppm")
            self.assertEqual(shadow.sign, jianfu.Sign.SHARE)
            self.assertEqual(shadow.level, jianfu.AlertLevel.WATCH)
        shadow = jianfu.shadow_assess(None, sums(FORMAL, (2016, 2019)), sums(LETTERS, (2016, 2019)))
        self.assertEqual((shadow.formal_past_milli, shadow.formal_now), (193000, 86))
        self.assertEqual((shadow.informal_past_milli, shadow.informal_now), (319000, 260))
        self.assertEqual((shadow.share_past_permille, shadow.share_now_permille), (623, 751))

    def test_shanghai_gets_a_new_series_for_an_old_one(self):
        shanghai = TOTALS["Shanghai"]
        relabel = jianfu.relabel_assess(None, row_of(shanghai["沪府发"], 2019),
                                        row_of(shanghai["沪府规"], 2019))
        self.assertEqual(shanghai["沪府发"][2017], 93)
        self.assertEqual((relabel.fall_now, relabel.rise_past_milli, relabel.rise_now), (19, 0, 45))
        self.assertEqual(relabel.sign, jianfu.Sign.RELABELLED)
        self.assertEqual(relabel.level, jianfu.AlertLevel.YELLOW)

    def test_few_other_pairs_are_found(self):
        found = set()
        looked = 0
        for prefixes in TOTALS.values():
            first = min(min(series) for series in prefixes.values())
            for year in range(first + 2, 2023):
                looked += len(prefixes) * (len(prefixes) - 1)
                found |= pairs_of(prefixes, year)
        for pair in sorted(found):
            print("\n", *pair, FOUND.get(pair, "not judged"), end="")
        print(f"\nof {looked} pairs of series and year")
        self.assertEqual(found, set(FOUND))

    def test_among_the_series_of_one_body_no_pair_is_false(self):
        found = set()
        for prefixes in TOTALS.values():
            bodies = collections.defaultdict(dict)
            for prefix, series in prefixes.items():
                bodies[prefix[:2]][prefix] = series
            for body in bodies.values():
                for year in range(1990, 2023):
                    found |= pairs_of(body, year)
        self.assertEqual(found, {pair for pair, what in FOUND.items()
                                 if not what.startswith("false")})


if __name__ == "__main__":
    unittest.main()

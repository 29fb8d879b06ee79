# SPDX-License-Identifier: Apache-2.0
"""What is no result is found, and the tables come out."""

import io
import json
import unittest

import lines

GOOD = {"bench": "ledger", "case": "growth_records", "metric": "ns_per_charge", "value": 2,
        "min": 1, "max": 3.5, "repeats": 3, "x": 1000}


class Lines(unittest.TestCase):
    def read(self, **changes):
        return lines.read(json.dumps({**GOOD, **changes}) + "\n")

    def test_good_lines_are_read(self):
        self.assertEqual(self.read(), [GOOD])
        skipped = {"bench": "ledger", "case": "peer_8", "peer": "redis", "skipped": "not there"}
        self.assertEqual(lines.read(json.dumps(skipped)), [skipped])
        self.assertEqual(lines.read(json.dumps(lines.machine()))[0]["bench"], "machine")

    def test_bad_lines_are_found(self):
        for changes in ({"value": "2"}, {"value": -1}, {"value": 4}, {"case": None},
                        {"other": 1}, {"ratio": "1"}, {"min": 3}):
            with self.assertRaises(ValueError, msg=changes):
                self.read(**changes)
        for text in ("", "[]\n", "{}\n", "words\n", '{"bench": "ledger"}\n'):
            with self.assertRaises(ValueError, msg=text):
                lines.read(text)

    def test_curves(self):
        out = io.StringIO()
        lines.curves([GOOD, {"bench": "ledger", "case": "a", "metric": "b", "value": 1}], out)
        self.assertEqual(out.getvalue(), "case,x,metric,median,min,max\n"
                                         "growth_records,1000,ns_per_charge,2,1,3.5\n")


if __name__ == "__main__":
    unittest.main()

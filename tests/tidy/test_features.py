# SPDX-License-Identifier: Apache-2.0
"""The check of the feature table passes a good one and finds what is planted in it."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import features

TESTS = {
    "tests/unit/one/test_one.c": "static void one_is_one(void **state)\n{\n}\n"
                                 "static void not_a_test(int x)\n{\n}\n",
    "tests/python/test_two.py": "class Two:\n    def test_two(self):\n        pass\n",
}


class Features(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        self.rows = [f"| {i} | thing {i} | yes | `one_is_one`, `test_two` |"
                     for i in range(1, features.ROWS + 1)]
        for name, text in TESTS.items():
            self.write(name, text)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def found(self):
        head = ["# Features", "", "| # | feature | ours | shown by |", "|---|---|---|---|"]
        self.write("docs/FEATURES.md", "\n".join(head + self.rows) + "\n")
        return [message for _, message in features.breaches(self.root)]

    def assert_finds(self, row, message):
        self.rows[4] = row
        self.assertEqual(self.found(), [message])

    def test_a_good_table_passes(self):
        self.rows[1] = "| 2 | thing | no | the store is not written yet |"
        self.rows[2] = "| 3 | thing | partly | `one_is_one`; but not more |"
        self.assertEqual(self.found(), [])

    def test_a_test_that_does_not_exist_is_found(self):
        self.assert_finds("| 5 | thing | yes | `not_a_test` |",
                          "row 5 names not_a_test, which is no test")

    def test_a_claim_without_a_test_is_found(self):
        self.assert_finds("| 5 | thing | yes | believe us |", "row 5 says yes and names no test")
        self.assert_finds("| 5 | thing | partly | a bit |", "row 5 says partly and names no test")

    def test_a_no_without_a_reason_is_found(self):
        self.assert_finds("| 5 | thing | no | |", "row 5 says no and not why")
        self.assert_finds("| 5 | thing | partly | `one_is_one` |", "row 5 says partly and not why")

    def test_another_answer_is_found(self):
        self.assert_finds("| 5 | thing | maybe | `one_is_one` |",
                          "row 5 says 'maybe', not yes, partly or no")

    def test_broken_rows_are_found(self):
        self.assert_finds("| 5 | thing | yes |", "row 5 is no row of four cells")

    def test_missing_rows_are_found(self):
        del self.rows[4]
        self.assertEqual(self.found(), ["has not the rows 1 to 38 in this order"])

    def test_a_missing_table_is_found(self):
        self.assertEqual(list(features.breaches(self.root)), [(1, "is not there")])

    def test_the_program_reports_and_fails(self):
        self.rows[4] = "| 5 | thing | yes | `gone` |"
        self.found()
        answer = subprocess.run([sys.executable, "-B", features.__file__, "--root", self.root],
                                capture_output=True, text=True)
        self.assertEqual(answer.stdout,
                         "FAIL docs/FEATURES.md:9 row 5 names gone, which is no test\n")
        self.assertEqual(answer.returncode, 1)


if __name__ == "__main__":
    unittest.main()

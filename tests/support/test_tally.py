# SPDX-License-Identifier: Apache-2.0
"""tally.py counts what programs of each kind print."""

import unittest

import tally

CMOCKA = """[==========] Running 4 test(s).
[  FAILED  ] b
[==========] 4 test(s) run.
[  PASSED  ] 2 test(s).
[  SKIPPED ] 1 test(s), listed below:
[  SKIPPED ] c
[  FAILED  ] 1 test(s), listed below:
[  FAILED  ] b

 1 FAILED TEST(S)
"""
SCRIPT = "ok one\nok two\nFAIL three\n    okay\nskipped: no compiler\n"


class CountCase(unittest.TestCase):
    def test_cmocka(self):
        self.assertEqual(tally.count_case("fail", CMOCKA), (2, 1, 1))
        self.assertEqual(tally.count_case("run", "[  PASSED  ] 7 test(s).\n"), (7, 0, 0))

    def test_a_program_that_dies_has_failed(self):
        self.assertEqual(tally.count_case("fail", "[  PASSED  ] 7 test(s).\n"), (7, 1, 0))
        self.assertEqual(tally.count_case("fail", "Segmentation fault\n"), (0, 1, 0))
        self.assertEqual(tally.count_case("fail", ""), (0, 1, 0))

    def test_unittest(self):
        output = "Ran 12 tests in 0.1s\n\n%s\n"
        self.assertEqual(tally.count_case("run", output % "OK"), (12, 0, 0))
        self.assertEqual(tally.count_case("run", output % "OK (skipped=2)"), (10, 0, 2))
        self.assertEqual(tally.count_case("fail", output % "FAILED (failures=1, errors=2)"),
                         (9, 3, 0))

    def test_lines_of_a_script(self):
        self.assertEqual(tally.count_case("fail", SCRIPT), (2, 1, 1))
        self.assertEqual(tally.count_case("run", "ok one\n"), (1, 0, 0))

    def test_anything_else_is_one(self):
        self.assertEqual(tally.count_case("run", "fine\n"), (1, 0, 0))

    def test_a_skipped_program(self):
        self.assertEqual(tally.count_case("notrun", "skipped: no data\n"), (0, 0, 1))
        self.assertEqual(tally.count_case("notrun", ""), (0, 0, 1))

    def test_a_program_that_was_not_built_has_failed(self):
        self.assertEqual(tally.count_case("missing", ""), (0, 1, 0))


class Modules(unittest.TestCase):
    def test_ceilings(self):
        table = "| `ledger` suite | 1:30 |\n| `build` | 0:45 |\n| `rest` suite | 2:00 |\n"
        self.assertEqual(tally.ceilings(table), {"ledger": 90, "rest": 120})


if __name__ == "__main__":
    unittest.main()

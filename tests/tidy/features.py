# SPDX-License-Identifier: Apache-2.0
"""Holds docs/FEATURES.md to its word: what is claimed names a test, and the test exists.

    features.py [--root FOLDER]

A row is `| number | feature | yes, partly or no | text |`; in the text, names in backticks are
tests: functions of C tests, or methods of Python tests. Prints `ok features`, otherwise
`FAIL docs/FEATURES.md:line message` for each breach; the exit status is 0 when all hold.
"""

import argparse
import pathlib
import re
import sys

TABLE = "docs/FEATURES.md"
ROWS = 38
ANSWERS = ("yes", "partly", "no")
C_TEST = re.compile(r"^static void (\w+)\(void \*\*\w+\)", re.M)
PYTHON_TEST = re.compile(r"^ +def (test_\w+)\(self\b", re.M)
NAME = re.compile(r"`([^`]+)`")


def tests_of(root):
    """Names of all tests below tests/."""
    names = set()
    for suffix, pattern in ((".c", C_TEST), (".h", C_TEST), (".py", PYTHON_TEST)):
        for path in sorted((root / "tests").rglob("*" + suffix)):
            names.update(pattern.findall(path.read_text(encoding="utf-8")))
    return names


def rows_of(text):
    """(line, cells) of each row of the table that begins with a number."""
    for number, line in enumerate(text.split("\n"), 1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and cells[0].isdigit():
            yield number, cells


def row_breaches(cells, tests):
    if len(cells) != 4 or not cells[1]:
        yield "is no row of four cells"
        return
    answer, shown = cells[2], cells[3]
    named = NAME.findall(shown)
    if answer not in ANSWERS:
        yield f"says {answer!r}, not yes, partly or no"
    if answer in ("yes", "partly") and not named:
        yield f"says {answer} and names no test"
    if answer in ("partly", "no") and not re.search(r"\w{2}", NAME.sub("", shown)):
        yield f"says {answer} and not why"
    for name in named:
        if name not in tests:
            yield f"names {name}, which is no test"


def breaches(root):
    path = root / TABLE
    if not path.is_file():
        yield 1, "is not there"
        return
    tests = tests_of(root)
    numbers = []
    for line, cells in rows_of(path.read_text(encoding="utf-8")):
        numbers.append(int(cells[0]))
        for message in row_breaches(cells, tests):
            yield line, f"row {cells[0]} {message}"
    if numbers != list(range(1, ROWS + 1)):
        yield 1, f"has not the rows 1 to {ROWS} in this order"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parents[2])
    found = list(breaches(parser.parse_args().root))
    for line, message in found:
        print(f"FAIL {TABLE}:{line} {message}")
    if not found:
        print("ok features")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

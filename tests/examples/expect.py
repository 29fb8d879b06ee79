# SPDX-License-Identifier: Apache-2.0
"""The figures in the output of `review` are those of expected.json, which nothing of ours computed.

    expect.py EXPECTED.json OUTPUT.txt
"""

import json
import re
import sys

CHANGE = re.compile(r"^ +(\d+) -> +(\d+) +(\S+) %  (.*)$", re.M)
SUMMARY = re.compile(r"^  (before|after): +(\d+) sessions, (\d+) person-minutes, .*unplaced (\d+), "
                     r"rules broken (\d+)$", re.M)


def changes(output):
    """{name: (before, after, per cent)} of the bulletin."""
    return {name: (int(before), int(after), rate.removeprefix("+"))
            for before, after, rate, name in CHANGE.findall(output)}


def expect_changes(expected, output):
    found = changes(output)
    for section in expected["sections"]:
        wanted = (section["h1_2022"], section["h1_2023"], section["yoy_percent"])
        yield section["name"], wanted, found.get(section["name"])
    total = expected["total"]
    wanted = (total["h1_2022"], total["h1_2023"], total["yoy_percent"])
    yield "total", wanted, found.get("total")


def expect_used(expected, output):
    """Only the later half of each pair is in expected.json."""
    found = changes(output)
    for agency in expected["agencies"]:
        if agency["cap_2019"] is not None:
            after = found.get(agency["name"], (None, None))[1]
            yield agency["name"], agency["used_2019_06_30"], after
    yield "total", expected["totals"]["used_2019_06_30"], found.get("total", (None, None))[1]


def expect_plan(expected, output):
    """Everything has its place, no rule is broken, and merging lets fewer sessions remain."""
    found = {row[0]: [int(number) for number in row[1:]] for row in SUMMARY.findall(output)}
    meetings = expected["meetings"]["plan"]["meetings"] if "meetings" in expected \
        else expected["sessions"]
    nothing = [None] * 4
    before, after = found.get("before", nothing), found.get("after", nothing)
    yield "sessions before", meetings, before[0]
    yield "unplaced and broken before", [0, 0], before[2:]
    yield "unplaced and broken after", [0, 0], after[2:]
    if "gatherings_if_all_sets_merge" in expected.get("meetings", {}):
        least = expected["meetings"]["gatherings_if_all_sets_merge"]
        yield "sessions after", least, after[0]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        expected = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        output = file.read()
    figures = []
    if "documents" in expected:
        figures += expect_changes(expected["documents"], output)
    if "agencies" in expected:
        figures += expect_used(expected, output)
    if "meetings" in expected or "sessions" in expected:
        figures += expect_plan(expected, output)
    wrong = [figure for figure in figures if figure[1] != figure[2]]
    for name, wanted, found in wrong:
        print(f"{name}: expected {wanted}, found {found}")
    return 1 if wrong or not figures else 0


if __name__ == "__main__":
    sys.exit(main())

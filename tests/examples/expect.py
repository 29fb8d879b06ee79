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


def expect_rows(expected, output):
    """None lost: the rows of the file are read, and what they count is counted or reported."""
    rows, counted = map(int, re.search(r"(\d+) rows; documents counted: (\d+)", output).groups())
    reported = sum(int(number) for number in re.findall(r"not counted, [a-z-]+: (\d+)", output))
    yield "rows of documents.csv", expected["rows"]["documents.csv"], rows
    if "totals" in expected:
        wanted = sum(expected["totals"][f"total_{year}"] for year in (2017, 2018, 2019))
        yield "documents counted and reported", wanted, counted + reported
    else:
        yield "documents counted and reported", rows, counted + reported


def expect_warnings(expected, output):
    """The sections designed to exceed are warned and nothing else; the everyday rule is silent."""
    found = set(re.findall(r"^  (?:watch|yellow|red) .*\)  (.*), .*$", output, re.M))
    wanted = {row["name"] for row in expected["sections"] if row["warned"]}
    yield "warned", wanted, found
    highest = max(expected["sections"], key=lambda row: row["used_permille"])
    silent = (f"{len(wanted)} warned; the rule of 900 per mille used warns 0 (highest: "
              f"{highest['name']} with {highest['used_permille'] / 10:.1f} %)")
    yield "everyday rule", True, silent in output


def expect_merges(expected, output):
    """Every designed set is merged, and every designed refusal is given with its own reason."""
    merged = {tuple(int(number) for number in re.findall(r"(?:^|\+ )(\d+) ", line))
              for line in re.findall(r"^  merged: (.*)$", output, re.M)}
    yield "merged sets", {tuple(one["meetings"]) for one in expected["merge_sets"]}, merged
    reasons = {(int(a), int(b)): test for a, b, test in
               re.findall(r"^  not merged: (\d+) \+ (\d+), ([a-z]+)", output, re.M)}
    for refusal in expected["refusals"]:
        yield refusal["name"], refusal["fails"], reasons.get(tuple(refusal["meetings"]))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        expected = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        output = file.read()
    figures = []
    if "documents" in expected:
        figures += expect_changes(expected["documents"], output)
        figures += expect_warnings(expected["documents"], output)
    if "agencies" in expected:
        figures += expect_used(expected, output)
    if "merge_sets" in expected.get("meetings", {}):
        figures += expect_merges(expected["meetings"], output)
    if "documents.csv" in expected.get("rows", {}):
        figures += expect_rows(expected, output)
    if "meetings" in expected or "sessions" in expected:
        figures += expect_plan(expected, output)
    wrong = [figure for figure in figures if figure[1] != figure[2]]
    for name, wanted, found in wrong:
        print(f"{name}: expected {wanted}, found {found}")
    return 1 if wrong or not figures else 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: Apache-2.0
"""Counts single tests in the JUnit files that ctest writes, and the seconds of each module.

    tally.py counts FILE          -> "PASSED FAILED SKIPPED"
    tally.py skips FILE...        -> every reason for a skip, once
    tally.py modules TABLE FILE.. -> seconds of each module beside its ceiling in TABLE (TESTING.md)

A cmocka or unittest program counts as its tests; a script that prints lines `ok ...`, `FAIL ...`
and `skipped: ...` as its lines; anything else as one.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree

CMOCKA = {
    "passed": re.compile(r"^\[  PASSED  \] (\d+) test", re.M),
    "failed": re.compile(r"^\[  FAILED  \] (\d+) test", re.M),
    "skipped": re.compile(r"^\[  SKIPPED \] (\d+) test", re.M),
}
UNITTEST_RAN = re.compile(r"^Ran (\d+) tests? in", re.M)
UNITTEST_BAD = re.compile(r"\b(failures|errors|skipped)=(\d+)")
LINES = {
    "passed": re.compile(r"^ok\b", re.M),
    "failed": re.compile(r"^FAIL\b", re.M),
    "skipped": re.compile(r"^skipped: ", re.M),
}
SKIP_REASON = re.compile(r"\bskipped: .*")


def read(path):
    """The test cases of a file as (name, status, seconds, output)."""
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        output = case.findtext("system-out") or ""
        status = case.get("status")
        skipped = case.find("skipped")
        if skipped is not None and not skipped.get("message", "").startswith("SKIP_"):
            status = "missing"
        yield case.get("name"), status, float(case.get("time") or 0), output


def total(pattern, output):
    return sum(int(number) for number in pattern.findall(output))


def count_unittest(output):
    last = output[UNITTEST_RAN.search(output).start():]
    bad = {name: int(number) for name, number in UNITTEST_BAD.findall(last)}
    failed = bad.get("failures", 0) + bad.get("errors", 0)
    skipped = bad.get("skipped", 0)
    return max(total(UNITTEST_RAN, output) - failed - skipped, 0), failed, skipped


def count_case(status, output):
    """(passed, failed, skipped) of one ctest."""
    names = ("passed", "failed", "skipped")
    if CMOCKA["passed"].search(output):
        counts = tuple(total(CMOCKA[name], output) for name in names)
    elif UNITTEST_RAN.search(output):
        counts = count_unittest(output)
    else:
        counts = tuple(len(LINES[name].findall(output)) for name in names)
    passed, failed, skipped = counts
    if status in ("notrun", "disabled"):
        return passed, failed, max(skipped, 1)
    if status != "run" and failed == 0:
        failed = 1
    if status == "run" and passed + failed + skipped == 0:
        passed = 1
    return passed, failed, skipped


def counts(path):
    sums = [0, 0, 0]
    for _, status, _, output in read(path):
        for index, number in enumerate(count_case(status, output)):
            sums[index] += number
    print(*sums)


def skips(paths):
    reasons = set()
    for path in paths:
        for _, _, _, output in read(path):
            reasons.update(SKIP_REASON.findall(output))
    for reason in sorted(reasons):
        print(reason)


def seconds_of(text):
    minutes, seconds = text.split(":")
    return int(minutes or 0) * 60 + int(seconds)


def ceilings(table):
    """Rows `| `name` | m:ss |` of the table of module suites."""
    rows = re.findall(r"^\| `([a-z-]+)` suite \| (\d*:\d\d) \|", table, re.M)
    return {name: seconds_of(limit) for name, limit in rows}


def modules(table_path, paths):
    with open(table_path, encoding="utf-8") as table:
        limits = ceilings(table.read())
    spent = dict.fromkeys(limits, 0.0)
    for path in paths:
        for name, _, seconds, _ in read(path):
            module = name.split(".")[1].split("_")[0] if "." in name else name
            spent[module if module in limits else "rest"] += seconds
    for module, limit in limits.items():
        late = "  over its ceiling" if spent[module] > limit else ""
        print(f"  {module:<12} {spent[module]:7.1f} s of {limit:4d} s{late}")


def main(arguments):
    command, rest = arguments[0], arguments[1:]
    if command == "counts":
        counts(rest[0])
    elif command == "skips":
        skips(rest)
    else:
        modules(rest[0], rest[1:])


if __name__ == "__main__":
    main(sys.argv[1:])

# SPDX-License-Identifier: Apache-2.0
"""Reads the JSON lines of the programs that measure.

    lines.py machine            one line about the machine: processor, cores, memory, no names
    lines.py check FILE         every line is a result or says what was skipped
    lines.py curves FILE        the growth tables as CSV: case, x, metric, median, min, max
    lines.py smoke PROGRAM...   runs it with --tiny and checks what it prints
"""

import csv
import datetime
import json
import os
import platform
import re
import subprocess
import sys

RESULT = {"bench": str, "case": str, "metric": str, "value": (int, float)}
SKIPPED = {"bench": str, "case": str, "skipped": str}
OPTIONAL = {"min": (int, float), "max": (int, float), "repeats": int, "x": (int, float),
            "peer": str, "peer_how": str, "peer_value": (int, float), "ratio": (int, float)}
MACHINE = {"bench": str, "case": str, "cpu": str, "cores": int, "memory_gb": (int, float),
           "system": str, "date": str}


def fits(line, needed, optional):
    return (needed.keys() <= line.keys() and line.keys() <= needed.keys() | optional.keys()
            and all(isinstance(value, {**needed, **optional}[name])
                    for name, value in line.items()))


def is_sound(line):
    """Whether it is one of the three shapes, and its numbers are in order."""
    if not isinstance(line, dict):
        return False
    if fits(line, MACHINE, {}) or fits(line, SKIPPED, {"peer": str}):
        return True
    if not fits(line, RESULT, OPTIONAL) or line["value"] < 0:
        return False
    return line.get("min", line["value"]) <= line["value"] <= line.get("max", line["value"])


def read(text):
    """The lines; ValueError names the first that is not sound."""
    lines = []
    for number, row in enumerate(text.splitlines(), 1):
        try:
            line = json.loads(row)
        except ValueError:
            line = None
        if not is_sound(line):
            raise ValueError(f"line {number} is no result: {row[:200]}")
        lines.append(line)
    if not lines:
        raise ValueError("no line")
    return lines


def cpu_model():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for key, _, value in (row.partition(":") for row in file):
            if key.strip() == "model name":
                return value.strip()
    return platform.machine()


def machine():
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    release = re.match(r"\d+\.\d+", platform.release())
    return {"bench": "machine", "case": "machine", "cpu": cpu_model(), "cores": os.cpu_count(),
            "memory_gb": round(memory, 1),
            "system": f"{platform.system()} {release.group() if release else ''}".strip(),
            "date": datetime.date.today().isoformat()}


def curves(lines, out):
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["case", "x", "metric", "median", "min", "max"])
    for line in lines:
        if "x" in line:
            table.writerow([line["case"], int(line["x"]), line["metric"], line["value"],
                            line["min"], line["max"]])


def main(arguments):
    verb, *rest = arguments or [""]
    if verb == "machine" and not rest:
        print(json.dumps(machine()))
    elif verb in ("check", "curves") and len(rest) == 1:
        with open(rest[0], encoding="utf-8") as file:
            lines = read(file.read())
        if verb == "curves":
            curves(lines, sys.stdout)
    elif verb == "smoke" and rest:
        answer = subprocess.run([*rest, "--tiny"], stdout=subprocess.PIPE, text=True, check=True)
        print(f"{len(read(answer.stdout))} lines")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (ValueError, OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"lines.py: {error}")

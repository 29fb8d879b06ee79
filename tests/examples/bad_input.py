# SPDX-License-Identifier: Apache-2.0
"""Bad input gives one clear error, exit code 2, no output and no plan, in C and Python alike.

    bad_input.py BUILD-FOLDER
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUNICIPAL = ROOT / "examples/data/municipal"


def edit(file, old, new):
    def apply(folder):
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, (file, old)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return apply


def write(file, data):
    return lambda folder: (folder / file).write_bytes(data)


def append(file, row):
    def apply(folder):
        with open(folder / file, "a", encoding="utf-8", newline="") as out:
            out.write(row + "\n")
    return apply


# What is done to a copy of the municipal folder, and what the one error must hold.
CASES = {
    "missing file": (lambda folder: (folder / "org.csv").unlink(), "org.csv"),
    "missing folder": (shutil.rmtree, "org.csv"),
    "empty file": (write("quota.csv", b""), "quota.csv"),
    "wrong encoding": (write("kinds.csv", b"id,name\n1,\xff\xff\xff\n"), "kinds.csv"),
    "row too short": (append("quota.csv", "2023,101"), "quota.csv"),
    "day that does not exist": (append("blackouts.csv", "2023-02-29,2023-02-29,x"), "02"),
    "negative cap": (append("quota.csv", "2023,120,正式文件,-1,x"), "quota.csv"),
    "unknown sponsor": (edit("documents.csv", "党建工作科", "党建科"), "documents.csv"),
    "two units of one name": (edit("org.csv", "政策法规科", "财务监管科"), "财务监管科"),
    "meeting outside its window": (
        append("meetings.csv", "97,周末会,101,4,7,60,0,video,2023-07-08,2023-07-09,2023-07-08,"
                               "x,0,0,,,,,"), "97"),
    "meeting longer than a day": (
        append("meetings.csv", "97,长会,101,4,7,1200,0,video,2023-07-03,2023-07-07,2023-07-04,"
                               "x,0,0,,,,,"), "meetings.csv row 98"),
    "window that ends before it begins": (
        append("meetings.csv", "97,倒会,101,4,7,60,0,video,2023-07-07,2023-07-03,2023-07-04,"
                               "x,0,0,,,,,"), "meetings.csv row 98"),
    "attendee of no meeting": (append("attendees.csv", "999,201,书记,1,1"), "attendees.csv"),
}


def run(command, folder, plan, environment):
    return subprocess.run([*command, str(folder), str(plan)], capture_output=True, text=True,
                          encoding="utf-8", check=False, env=environment)


def faults(result, plan, text):
    lines = result.stderr.splitlines()
    if result.returncode != 2:
        yield f"exit code {result.returncode}"
    if len(lines) != 1 or not lines[0].startswith("review: ") or text not in lines[0]:
        yield f"error {result.stderr[:300]!r}, wanted {text!r}"
    if result.stdout:
        yield "output before the error"
    if plan.exists():
        yield "a plan was written"


def programs(build):
    yield "C", [str(build / "examples/review")], None
    if (build / "python").is_dir():
        environment = dict(os.environ, PYTHONPATH=str(build / "python"))
        yield "Python", ["/usr/bin/python3", "-B", str(ROOT / "examples/review.py")], environment


def main():
    build = pathlib.Path(sys.argv[1])
    failed = 0
    for name, (spoil, text) in CASES.items():
        messages = set()
        for language, command, environment in programs(build):
            with tempfile.TemporaryDirectory() as scratch:
                folder = pathlib.Path(scratch) / "folder"
                plan = pathlib.Path(scratch) / "plan.csv"
                shutil.copytree(MUNICIPAL, folder)
                spoil(folder)
                result = run(command, folder, plan, environment)
                messages.add(result.stderr.replace(scratch, ""))
                found = list(faults(result, plan, text))
            for fault in found:
                print(f"{name}, {language}: {fault}")
            failed += len(found)
        if len(messages) > 1:
            print(f"{name}: C and Python differ: {messages}")
            failed += 1
    print(f"{len(CASES)} cases, {failed} faults")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: Apache-2.0
"""Histories of the ledger against the naive ledger beside this file.

    check.py random PROGRAM [--first SEED] [--count HISTORIES] [--steps CALLS] [--jobs N]
    check.py exhaustive PROGRAM [--jobs N]

PROGRAM is ledger_histories or ledger_exhaustive: it runs the library, and writes what it did and
what came of it. Fails at the first difference. random: without --count 200,000 calls and more,
with JIANFU_LONG=1 10,000,000 and more; prints how often each mark was hit, and fails when one was
hit too rarely. exhaustive: the program has a model of its own; what it writes is a sample.
"""

import argparse
import os
import subprocess
import sys
from array import array
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

import marks
from reader import Differs, History

IS_LONG = os.environ.get("JIANFU_LONG", "0") not in ("", "0")
HISTORIES = 120000 if IS_LONG else 9500
SHARDS = 128 if IS_LONG else 16
SHARD = 100


def histories(command, printed):
    """The numbers of each history; what the program prints beside them goes to `printed`."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while head := process.stdout.read(8):
            numbers = array("q")
            numbers.frombytes(process.stdout.read(8 * int.from_bytes(head, sys.byteorder)))
            yield numbers.tolist()
        printed += process.stderr.read().decode().splitlines()
    if process.returncode:
        raise Differs("\n".join([f"{command} ends with {process.returncode}", *printed]))


def run_shard(command):
    """Counts by mark, and the difference if there is one."""
    found = Counter()
    printed = []
    try:
        for numbers in histories(command, printed):
            history = History(numbers, found)
            history.run()
            found["calls"] += history.calls
            found["cells"] += history.cells
            for (step, answer), times in history.ledger.answers.items():
                found["answer", step, answer] += times
    except Differs as difference:
        return found, f"{' '.join(command)}: {difference}"
    for line in printed:
        name, count = line.rsplit(" ", 1)
        found["printed", name] += int(count)
    return found, None


def run(commands, jobs):
    """Counts of all shards; None after printing a difference."""
    found = Counter()
    with ProcessPoolExecutor(jobs) as pool:
        for counted, difference in pool.map(run_shard, commands):
            found += counted
            if difference:
                pool.shutdown(cancel_futures=True)
                print(f"FAIL {difference}")
                return None
    print(f"{found['calls']} calls and {found['cells']} cells are as the naive ledger says")
    return found


def run_random(given):
    count = given.count or HISTORIES
    commands = [[given.program, str(first), str(min(SHARD, given.first + count - first)),
                 str(given.steps)]
                for first in range(given.first, given.first + count, SHARD)]
    found = run(commands, given.jobs)
    return found is None or marks.report(found, not given.count)


def run_exhaustive(given):
    found = run([[given.program, str(shard), str(SHARDS)] for shard in range(SHARDS)], given.jobs)
    if found is None:
        return 1
    for mark in sorted(mark for mark in found if mark[0] == "printed"):
        print(f"{found[mark]:12}  {mark[1]}")
    print("ok every history is as the slow model says, the sample as the naive ledger")
    return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("random", "exhaustive"))
    parser.add_argument("program")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--count", type=int)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    given = parser.parse_args()
    return (run_random if given.what == "random" else run_exhaustive)(given)


if __name__ == "__main__":
    sys.exit(main())

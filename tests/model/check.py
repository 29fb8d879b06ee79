# SPDX-License-Identifier: Apache-2.0
"""Random histories of the ledger against the naive ledger beside this file.

    check.py PROGRAM [--first SEED] [--count HISTORIES] [--steps CALLS] [--jobs N]

PROGRAM is ledger_histories; it runs the library and writes what it did and what came of it.
Without --count: 200,000 calls and more, with JIANFU_LONG=1 10,000,000 and more. Prints how many
calls and cells were compared and how often each mark was hit, and fails at the first difference.
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

NORMAL, LONG = 8500, 120000
SHARD = 100


def histories(program, first, count, steps):
    """The numbers of each history."""
    command = [program, str(first), str(count), str(steps)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        while head := process.stdout.read(8):
            numbers = array("q")
            numbers.frombytes(process.stdout.read(8 * int.from_bytes(head, sys.byteorder)))
            yield numbers.tolist()
    if process.returncode:
        raise Differs(f"{program} ends with {process.returncode} after seed {first}")


def run_shard(work):
    found = Counter()
    for numbers in histories(*work):
        history = History(numbers, found)
        try:
            history.run()
        except Differs as difference:
            return found, str(difference)
        found["calls"] += history.calls
        found["cells"] += history.cells
        for (step, answer), times in history.ledger.answers.items():
            found["answer", step, answer] += times
    return found, None


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--count", type=int)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    return parser.parse_args()


def main():
    given = arguments()
    is_long = os.environ.get("JIANFU_LONG", "0") not in ("", "0")
    count = given.count or (LONG if is_long else NORMAL)
    shards = [(given.program, first, min(SHARD, given.first + count - first), given.steps)
              for first in range(given.first, given.first + count, SHARD)]
    found = Counter()
    with ProcessPoolExecutor(given.jobs) as pool:
        for counted, difference in pool.map(run_shard, shards):
            found += counted
            if difference:
                pool.shutdown(cancel_futures=True)
                print(f"FAIL {difference}")
                return 1
    print(f"{found['calls']} calls and {found['cells']} cells are as the naive ledger says")
    return marks.report(found, not given.count)


if __name__ == "__main__":
    sys.exit(main())

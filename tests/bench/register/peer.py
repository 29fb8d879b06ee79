# SPDX-License-Identifier: Apache-2.0
"""Python's csv and re on the file that bench_register left: the same work, as result lines, in
seconds that this process had of a core.

    peer.py FILE [--long]
"""

import csv
import json
import os
import re
import statistics
import sys
import time

NUMBER = re.compile(r"\s*(?:发文字号\s*[：:]\s*)?([\u4e00-\u9fff]+)\s*[〔\[（(【［]\s*(\d{4})\s*"
                    r"[〕\]）)】］]\s*第?\s*(\d+)\s*号\s*")


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def numbers(texts):
    match = NUMBER.fullmatch
    return sum(int(match(text)[3]) for text in texts)


def measure(case, metric, work, repeats, run, argument):
    values = []
    for _ in range(repeats):
        start = time.process_time()
        run(argument)
        values.append(work / (time.process_time() - start))
    print(json.dumps({"bench": "register", "case": case, "peer": "python",
                      "metric": metric, "value": round(statistics.median(values), 4),
                      "min": round(min(values), 4), "max": round(max(values), 4),
                      "repeats": repeats}), flush=True)


def main(path, *effort):
    repeats = 9 if effort else 3
    with open(path, encoding="utf-8", newline="") as file:
        texts = [row[0] for row in csv.reader(file)][1:]
    measure("number_parse", "million_per_second", len(texts) / 1e6, repeats, numbers, texts)
    measure("csv_read_by_row", "megabytes_per_second", os.path.getsize(path) / 1e6, repeats, rows,
            path)


if __name__ == "__main__":
    main(*sys.argv[1:])

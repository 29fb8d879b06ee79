# SPDX-License-Identifier: Apache-2.0
"""The scorer finds every IETF 106 session in place, no place used twice, and no group and no
must-be-present person twice at once.

    ietf_twice.py PLAN.csv
"""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
NEVER = ("unscheduled", "place_used_twice", "group_twice_at_once", "bethere", "timerange")


def main():
    with tempfile.TemporaryDirectory() as scratch:
        solution = pathlib.Path(scratch) / "solution.json"
        subprocess.run([sys.executable, "-B",
                        str(ROOT / "examples/data/generator/ietf_solution.py"), sys.argv[1],
                        str(solution)], check=True)
        scored = subprocess.run([sys.executable, "-B", str(ROOT / "tests/peers/score_ietf.py"),
                                 str(ROOT / "tests/peers/data/ietf106.json"), str(solution)],
                                check=True, capture_output=True, text=True)
    violations = json.loads(scored.stdout)["violations"]
    print(scored.stdout)
    return 1 if any(violations[name] for name in NEVER) else 0


if __name__ == "__main__":
    sys.exit(main())

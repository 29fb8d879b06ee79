# SPDX-License-Identifier: Apache-2.0
"""Holds the tree to what docs/CONVENTIONS.md says and a program can check.

    tidy.py [--root FOLDER] [--list] [CHECK...]

Prints `ok CHECK` for each check that holds, otherwise `FAIL file:line message (CHECK)` for each
breach. The exit status is 0 when all hold.
"""

import argparse
import pathlib
import sys

import layering
import library
import texts
import tree

CHECKS = {
    check.__name__.replace("_", "-"): check
    for module in (library, layering, texts) for check in module.CHECKS
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--list", action="store_true", help="names of the checks")
    parser.add_argument("checks", nargs="*", metavar="CHECK")
    arguments = parser.parse_args()
    if arguments.list:
        print(*CHECKS, sep="\n")
        return 0
    project = tree.Tree(arguments.root)
    failed = False
    for name in arguments.checks or CHECKS:
        breaches = list(CHECKS[name](project))
        for path, line, message in breaches:
            print(f"FAIL {path}:{line} {message} ({name})")
        if not breaches:
            print(f"ok {name}")
        failed = failed or bool(breaches)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

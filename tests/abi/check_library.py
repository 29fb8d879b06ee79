# SPDX-License-Identifier: Apache-2.0
"""Looks at the finished shared library.

    check_library.py LIBRARY [--symbols FILE] [--headers FOLDER] [--archive FILE]
    check_library.py LIBRARY --print

Prints `ok NAME` for each check that holds, otherwise `FAIL NAME: ...` for each breach.
"""

import argparse
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NEEDED = {"libc.so.6", "libm.so.6"}
LOADER = re.compile(r"ld-linux.*\.so\.\d$")


def output_of(*command):
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def exported(library):
    """Name and type letter of every dynamic symbol the library defines."""
    symbols = {}
    for line in output_of("nm", "-D", "--defined-only", str(library)).splitlines():
        parts = line.split()
        symbols[parts[-1]] = parts[-2]
    return symbols


def declared(headers):
    """Names of the functions that the public headers mark with JF_API."""
    names = set()
    for header in sorted(pathlib.Path(headers).rglob("*.h")):
        text = re.sub(r"/\*.*?\*/", "", header.read_text(encoding="utf-8"), flags=re.S)
        names.update(re.findall(r"^JF_API\b[^;(]*?\b(\w+)\s*\(", text, re.M))
    return names


def listed(path):
    if not path.exists():
        return set()
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def differences(left, right, only_left, only_right):
    for name in sorted(left - right):
        yield f"{name} {only_left}"
    for name in sorted(right - left):
        yield f"{name} {only_right}"


def check_symbols(arguments):
    """The list changes only on purpose: tests/abi/update.sh."""
    yield from differences(set(exported(arguments.library)), listed(arguments.symbols),
                           "is exported but not listed", "is listed but not exported")


def check_headers(arguments):
    yield from differences(set(exported(arguments.library)), declared(arguments.headers),
                           "is exported but in no public header",
                           "is in a public header but not exported")


def check_functions(arguments):
    """Functions only: data in the interface would fix its size for ever."""
    for name, kind in sorted(exported(arguments.library).items()):
        if kind != "T":
            yield f"{name} is no function (nm says {kind})"


def check_globals(arguments):
    """No object has anything to write to. Tables of addresses (.data.rel.ro) are read-only."""
    if not arguments.archive:
        return
    section = re.compile(r"\]\s+(\.(?:data|bss|tdata|tbss)[\w.]*)\s+\w+\s+\w+\s+\w+\s+(\w+)")
    member = ""
    for line in output_of("readelf", "-SW", str(arguments.archive)).splitlines():
        if line.startswith("File:"):
            member = line.split("(")[-1].rstrip(")")
        found = section.search(line)
        if found and int(found.group(2), 16) and not found.group(1).startswith(".data.rel.ro"):
            yield f"{member} has {int(found.group(2), 16)} writable bytes in {found.group(1)}"


def dynamic(library, tag):
    text = output_of("readelf", "-dW", str(library))
    return re.findall(rf"\({tag}\).*\[(.*)\]", text)


def check_needed(arguments):
    for name in dynamic(arguments.library, "NEEDED"):
        if name not in NEEDED and not LOADER.match(name):
            yield f"needs {name}"


def check_run_path(arguments):
    for tag in ("RPATH", "RUNPATH"):
        for path in dynamic(arguments.library, tag):
            yield f"searches {path}"


def check_soname(arguments):
    for name in dynamic(arguments.library, "SONAME") or ["none"]:
        if not re.fullmatch(r"libjianfu\.so\.(0\.\d+|[1-9]\d*)", name):
            yield f"calls itself {name}"


CHECKS = (check_symbols, check_headers, check_functions, check_globals, check_needed,
          check_run_path, check_soname)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("library", type=pathlib.Path)
    parser.add_argument("--symbols", type=pathlib.Path, default=HERE / "symbols.txt")
    parser.add_argument("--headers", type=pathlib.Path, default=ROOT / "include")
    parser.add_argument("--archive", type=pathlib.Path)
    parser.add_argument("--print", action="store_true", help="the symbols, one a line")
    arguments = parser.parse_args()
    if arguments.print:
        print(*sorted(exported(arguments.library)), sep="\n")
        return 0
    failed = False
    for check in CHECKS:
        name = check.__name__.replace("check_", "").replace("_", "-")
        breaches = list(check(arguments))
        for breach in breaches:
            print(f"FAIL {name}: {breach}")
        if not breaches:
            print(f"ok {name}")
        failed = failed or bool(breaches)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the generated half of the bindings from the public headers.

    swig_methods.py --include <folder of jianfu.h> --methods <methods.i>
                    [--python <folder of the package>] [--left-out <not-wrapped.txt>]

methods.i serves every language; _api.py and _core.pyi are the typed Python package. Nothing is
guessed: a declaration that fits no convention stops the build with its file and line.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from generator.facade import WRITERS, Facade
from generator.headers import HeaderError, read_headers
from generator.interface import write_interface
from generator.protocol import Protocol

HERE = Path(__file__).resolve().parent


def read_left_out(path: Path) -> set[str]:
    """Names in the first column; each must have a reason."""
    names = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        name, _, reason = line.partition(" ")
        if not reason.strip():
            raise HeaderError(f"{path.name}: {name} is left out without a reason")
        names.add(name)
    return names


def read_charms(package: Path) -> set[str]:
    """Classes for which _charm.py has a hand-written part."""
    text = (package / "_charm.py").read_text(encoding="utf-8")
    return set(re.findall(r"^class (\w+)Charm\b", text, re.MULTILINE))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--include", type=Path, required=True)
    parser.add_argument("--methods", type=Path, required=True)
    parser.add_argument("--python", type=Path)
    parser.add_argument("--left-out", type=Path, default=HERE / "not-wrapped.txt")
    options = parser.parse_args()
    try:
        api = read_headers(options.include, "jianfu.h")
        protocol = Protocol(api, read_left_out(options.left_out))
        write(options.methods, write_interface(protocol))
        if options.python:
            facade_of = read_charms(HERE / "python" / "jianfu")
            for name, writer in WRITERS.items():
                write(options.python / name, writer(Facade(protocol, facade_of)))
    except HeaderError as error:
        print(f"swig_methods.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: Apache-2.0
"""What holds for every text file: columns, spaces, encoding, licence line, leftovers."""

import re

from source import without_comments
from tree import line_of

COLUMNS_MAX = 100
CONVENTIONS_MAX = 150
# Written so that this file does not find itself.
LEFTOVERS = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
MACHINE_PATH = re.compile(r"(?<![\w.}$)*-])/(wo" r"rk|ro" r"ot|ho" r"me)(?![\w-])")
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
SPDX = "SPDX-License-Identifier: Apache-2.0"



def texts_of(tree):
    for name in tree.own():
        if not tree.is_binary(name):
            yield name, tree.text(name)


def columns(tree):
    for name in tree.sources():
        for number, line in enumerate(tree.text(name).split("\n"), 1):
            if len(line) > COLUMNS_MAX:
                yield name, number, f"has {len(line)} columns"


def spaces(tree):
    """No tab, no space at a line's end, one line end at the end of the file, no CR."""
    for name in tree.sources() + [n for n in tree.own() if n.endswith(".md")]:
        text = tree.text(name)
        for number, line in enumerate(text.split("\n"), 1):
            if "\t" in line:
                yield name, number, "has a tab"
            if line != line.rstrip():
                yield name, number, "ends in spaces"
        if text and (not text.endswith("\n") or text.endswith("\n\n")):
            yield name, text.count("\n"), "does not end in one line end"


def encoding(tree):
    """Sources are UTF-8; in C code, outside comments and texts, they are ASCII."""
    for name in tree.sources():
        text = tree.text(name)
        for match in re.finditer("[\udc80-\udcff]", text):
            yield name, line_of(text, match.start()), "is not UTF-8"
            break
        for match in INVISIBLE.finditer(text):
            yield name, line_of(text, match.start()), "has an invisible character"
    for name in tree.c_files():
        code = without_comments(tree.text(name))
        for match in re.finditer(r"[^\x00-\x7f]", code):
            yield name, line_of(code, match.start()), f"has {match.group()!a} in code"
            break


def licence(tree):
    for name in tree.sources():
        if SPDX not in "\n".join(tree.text(name).split("\n")[:3]):
            yield name, 1, f"has no {SPDX}"


def leftovers(tree):
    for name in tree.sources():
        text = tree.text(name)
        for match in LEFTOVERS.finditer(text):
            yield name, line_of(text, match.start()), f"has a {match.group()}"


def machine_paths(tree):
    for name, text in ((n, t) for n, t in texts_of(tree) if not n.endswith(".csv")):
        for match in MACHINE_PATH.finditer(text):
            yield name, line_of(text, match.start()), f"names {match.group()} of some machine"


def conventions_length(tree):
    name = "docs/CONVENTIONS.md"
    lines = tree.text(name).count("\n") if tree.has(name) else CONVENTIONS_MAX + 1
    if lines > CONVENTIONS_MAX:
        yield name, 1, f"has to be there, with at most {CONVENTIONS_MAX} lines"


CHECKS = (columns, spaces, encoding, licence, leftovers, machine_paths, conventions_length)

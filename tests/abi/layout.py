# SPDX-License-Identifier: Apache-2.0
"""Size and offset of every public struct and its fields, and the number of every constant.

    layout.py check [--headers FOLDER] [--list FILE]    compares with layout.txt
    layout.py print                                     writes the list to standard output

A new field goes to the end of a record, never into former padding; nothing else may change between
versions that promise the same binary interface. The list is for 64-bit Linux.
"""

import argparse
import pathlib
import platform
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
STRUCT = re.compile(r"^typedef struct (\w+) \{([^{}]*)\} \1;", re.M)
ENUM = re.compile(r"^typedef enum (\w+) \{([^{}]*)\} \1;", re.M)
HEAD = "# SPDX-License-Identifier: Apache-2.0\n# Changed by update.sh only.\n"


def without_comments(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


def field_names(body):
    """Names of the members of a struct, in order."""
    for member in body.split(";"):
        member = " ".join(member.split())
        call = re.search(r"\(\s*\*\s*(\w+)\s*\)", member)
        if call:
            yield call.group(1)
        elif member:
            for part in member.split(","):
                yield re.search(r"(\w+)\s*(?:\[[^\]]*\]\s*)*$", part).group(1)


def program(headers):
    """A C program that prints the list."""
    lines = ["#include <stdio.h>", "#include <stddef.h>", "#include <jianfu.h>",
             "int main(void)", "{"]
    for header in sorted(headers.rglob("*.h")):
        text = without_comments(header.read_text(encoding="utf-8"))
        for name, body in STRUCT.findall(text):
            lines.append(f'printf("{name} %zu\\n", sizeof({name}));')
            lines.extend(
                f'printf("    {field} %zu %zu\\n", offsetof({name}, {field}), '
                f"sizeof((({name} *)0)->{field}));" for field in field_names(body))
        for name, body in ENUM.findall(text):
            lines.append(f'printf("{name}\\n");')
            lines.extend(f'printf("    {constant} %ld\\n", (long){constant});'
                         for constant in re.findall(r"(?:^|,)\s*(\w+)", body))
    return "\n".join(lines + ["return 0;", "}", ""])


def measured(headers):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "layout.c")
        source.write_text(program(headers), encoding="utf-8")
        subprocess.run(["cc", "-std=c11", f"-I{headers}", "-o", source.with_suffix(""), source],
                       check=True)
        answer = subprocess.run([source.with_suffix("")], check=True, capture_output=True,
                                text=True)
    return answer.stdout


def records(text):
    """{(struct, field): rest of its line}."""
    found = {}
    owner = ""
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        words = line.split()
        if not line.startswith(" "):
            owner = words[0]
            found[owner, ""] = words[1:]
        else:
            found[owner, words[0]] = words[1:]
    return found


def check(headers, list_file):
    listed = records(list_file.read_text(encoding="utf-8")) if list_file.exists() else {}
    now = records(measured(headers))
    failed = False
    for key in sorted(listed.keys() | now.keys()):
        if listed.get(key) != now.get(key):
            name = ".".join(part for part in key if part)
            print(f"FAIL layout: {name} is {now.get(key)}, the list says {listed.get(key)}")
            failed = True
    if not failed:
        print(f"ok layout of {sum(1 for _, field in now if not field)} types")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=("check", "print"))
    parser.add_argument("--headers", type=pathlib.Path, default=HERE.parents[1] / "include")
    parser.add_argument("--list", type=pathlib.Path, default=HERE / "layout.txt")
    arguments = parser.parse_args()
    if sys.maxsize < 2**32 or platform.system() != "Linux":
        print("skipped: the list of layouts is for 64-bit Linux")
        return 0
    if arguments.command == "print":
        print(HEAD + measured(arguments.headers), end="")
        return 0
    return check(arguments.headers, arguments.list)


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: Apache-2.0
"""Shape of the C code: sizes, names, forbidden calls, contracts, repeated code, the source list."""

import re
from collections import defaultdict

from source import declarations_of, functions_of, name_and_parameters, without_comments, \
    without_preprocessor
from tree import line_of

LENGTH_MAX = 70
LENGTH_P90_MAX = 40
FILE_MAX = 450
NESTING_MAX = 4
PARAMETERS_MAX = 8
REPEATED_LINES = 12
VAGUE_NAMES = ("util", "utils", "misc", "helper", "helpers", "manager", "common")

FORBIDDEN_CALLS = frozenset("""
    strcpy strcat strncat stpcpy sprintf vsprintf gets strtok strerror strcoll
    atoi atol atoll atof strtod strtof strtold strtol strtoll strtoul strtoull
    rand srand random srandom drand48 qsort bsearch
    time clock gettimeofday clock_gettime localtime gmtime mktime strftime sleep
    setlocale localeconv getenv setenv putenv system
    isalpha isdigit isalnum isspace isupper islower ispunct isprint tolower toupper
    printf fprintf vprintf vfprintf dprintf puts putchar perror scanf sscanf fscanf
    abort exit _Exit quick_exit atexit setjmp longjmp signal raise alloca
""".split())
ALLOCATION_CALLS = frozenset(("malloc", "calloc", "realloc", "free", "strdup", "strndup"))
FILE_CALLS = frozenset(("fopen", "fclose", "fread", "fwrite", "fseek", "ftell", "fflush", "remove",
                        "rename", "fgets", "fputs", "getc", "fgetc", "ferror", "feof"))
FLOATING_MODULES = ("lib/watch/",)


def sized_files(tree):
    return tree.c_files("lib", "include", "examples", "tests", "bindings")


def function_length(tree):
    """At most 70 lines; the list of tests in the main of a test program is no function's work."""
    for name in sized_files(tree):
        for function in functions_of(tree.text(name)):
            is_test_list = name.startswith("tests/") and function.name == "main"
            if function.length > LENGTH_MAX and not is_test_list:
                yield name, function.first, f"{function.name} has {function.length} lines"


def function_length_p90(tree):
    lengths = sorted(function.length for name in tree.library_sources()
                     for function in functions_of(tree.text(name)))
    if lengths:
        p90 = lengths[(len(lengths) * 9 + 9) // 10 - 1]
        if p90 > LENGTH_P90_MAX:
            yield "lib", 0, f"nine of ten functions should have {LENGTH_P90_MAX} lines, not {p90}"


def file_length(tree):
    for name in sized_files(tree):
        lines = tree.text(name).count("\n")
        if lines > FILE_MAX:
            yield name, FILE_MAX, f"has {lines} lines"


def nesting(tree):
    for name in sized_files(tree):
        for function in functions_of(tree.text(name)):
            if function.nesting > NESTING_MAX:
                yield name, function.first, f"{function.name} nests {function.nesting} deep"


def parameters(tree):
    for name in sized_files(tree):
        found = [(function.first, function.name, function.parameters)
                 for function in functions_of(tree.text(name))]
        for line, _, tokens in declarations_of(tree.text(name)) if name.endswith(".h") else ():
            declared = name_and_parameters(tokens)
            if declared and tokens[0].text != "typedef":
                found.append((line, *declared))
        for line, function, count in found:
            if count > PARAMETERS_MAX:
                yield name, line, f"{function} has {count} parameters"


def forbidden_in(name):
    """Calls that this file of lib/ may not make."""
    forbidden = set(FORBIDDEN_CALLS)
    if name != "lib/base/alloc.c":
        forbidden |= ALLOCATION_CALLS
    if not name.startswith("lib/io/"):
        forbidden |= FILE_CALLS
    return forbidden


def forbidden_calls(tree):
    call = re.compile(r"(?<![\w.>])([A-Za-z_]\w*)\s*\(")
    for name in tree.c_files("lib"):
        code = without_comments(tree.text(name))
        forbidden = forbidden_in(name)
        for match in call.finditer(code):
            if match.group(1) in forbidden:
                yield name, line_of(code, match.start()), f"calls {match.group(1)}"


def assertions(tree):
    """An assertion that changes something would change what a release build does."""
    change = re.compile(r"\+\+|--|(?<![=!<>])=(?!=)")
    for name in tree.c_files("lib"):
        code = without_comments(tree.text(name))
        for match in re.finditer(r"\bassert\s*\(([^;]*)\)\s*;", code):
            if change.search(match.group(1)):
                yield name, line_of(code, match.start()), "asserts with a side effect"


def floating_point(tree):
    for name in tree.c_files("lib", "include"):
        if name.startswith(FLOATING_MODULES):
            continue
        code = without_comments(tree.text(name))
        for match in re.finditer(r"\b(float|double)\b", code):
            yield name, line_of(code, match.start()), f"uses {match.group()}"


def names(tree):
    """Functions seen outside their file are jf_ (in a public header) or jf__; files are nouns."""
    for name in tree.c_files("lib"):
        stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        if stem in VAGUE_NAMES:
            yield name, 1, f"{stem} says nothing about what is in the file"
        for function in functions_of(tree.text(name)):
            is_ours = re.match(r"jf__?[a-z0-9]", function.name)
            if not function.is_static and not is_ours:
                yield name, function.first, f"{function.name} is visible but not jf_ or jf__"
            is_local = function.is_static and name.endswith(".c")
            if is_local and function.name.startswith("jf_"):
                yield name, function.first, f"{function.name} is static and needs no prefix"
    for name in tree.public_headers():
        for line, text, tokens in declarations_of(tree.text(name)):
            declared = name_and_parameters(tokens) if text.startswith("JF_API") else None
            if declared and not re.match(r"jf_[a-z]", declared[0]):
                yield name, line, f"{declared[0]} is public but not jf_"


def contracts(tree):
    """A `/** ... */` ends on the line above every public declaration, or above the group of
    declarations, without a blank line between them, that it speaks about."""
    for name in tree.public_headers():
        lines = tree.text(name).split("\n")
        end_of_covered = 0
        for line, text, tokens in declarations_of(tree.text(name)):
            above = lines[line - 2].strip() if line > 1 else ""
            is_covered = line == end_of_covered + 1
            if above.endswith("*/"):
                is_covered = is_contract(lines, line - 2)
            if is_covered:
                end_of_covered = tokens[-1].line
            else:
                yield name, line, f"no contract above: {text[:60]}"


def is_contract(lines, index):
    """The comment that ends on lines[index] begins with `/**` and not with `/**<`."""
    while index >= 0:
        start = lines[index].find("/*")
        if start >= 0:
            return re.match(r"/\*\*(?!<)", lines[index][start:]) is not None
        index -= 1
    return False


def repeated_code(tree):
    """No block of 12 equal lines, blank lines, comments and lone braces left out."""
    seen = defaultdict(list)
    for name in tree.c_files("lib"):
        code = without_preprocessor(without_comments(tree.text(name), keep_texts=True))
        lines = [(number, " ".join(line.split()))
                 for number, line in enumerate(code.split("\n"), 1) if line.strip("{} ;")]
        for index in range(len(lines) - REPEATED_LINES + 1):
            window = tuple(line for _, line in lines[index:index + REPEATED_LINES])
            seen[window].append((name, lines[index][0], index))
    reported = set()
    for places in seen.values():
        first = places[0]
        for place in places[1:]:
            if place[0] == first[0] and place[2] < first[2] + REPEATED_LINES:
                continue
            follows = (first[0], first[2] - 1, place[0], place[2] - 1) in reported
            reported.add((first[0], first[2], place[0], place[2]))
            if not follows:
                yield place[0], place[1], f"repeats the lines at {first[0]}:{first[1]}"


def source_list(tree):
    """lib/sources.cmake names every source, sorted, once."""
    listed_in = "lib/sources.cmake"
    if not tree.has(listed_in):
        yield listed_in, 1, "is not there"
        return
    text = tree.text(listed_in)
    listed = re.findall(r"^  (\S+\.c)$", text, re.M)
    present = [name[len("lib/"):] for name in tree.library_sources()]
    for name in sorted(set(present) - set(listed)):
        yield listed_in, 1, f"does not list {name}"
    for name in sorted(set(listed) - set(present)):
        yield listed_in, line_of(text, text.index(name)), f"lists {name}, which is not there"
    if listed != sorted(set(listed)):
        yield listed_in, 1, "is not sorted, or lists a file twice"


CHECKS = (function_length, function_length_p90, file_length, nesting, parameters, forbidden_calls,
          assertions, floating_point, names, contracts, repeated_code, source_list)

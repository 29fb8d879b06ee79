# SPDX-License-Identifier: Apache-2.0
"""Each tidy check holds for a small good tree and finds what is planted in it."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import tidy
import tree
from source import functions_of

TIDY = pathlib.Path(__file__).with_name("tidy.py")
LICENCE = "/* SPDX-License-Identifier: Apache-2.0 */\n"
GOOD = {
    "include/jianfu/base.h": LICENCE + """#ifndef JIANFU_BASE_H
#define JIANFU_BASE_H
#include <stdint.h>
#define JF_API
#ifdef __cplusplus
extern "C" {
#endif

/** Outcome, \u51cf\u8d1f. */
typedef enum jf_status {
    JF_OK = 0, /**< fine */
} jf_status;

/** A handle. */
typedef struct jf_one jf_one;

/** Called back. */
typedef void (*jf_call)(int32_t value, void *user);

/** One and
 *  two. */
JF_API int32_t jf_one_first(const jf_one *self);
JF_API int32_t jf_one_second(const jf_one *self,
                             int32_t other);
JF_API int32_t jf_one_third(const jf_one *self);

#ifdef __cplusplus
}
#endif
#endif
""",
    "include/jianfu/calendar.h": LICENCE + '#include "jianfu/base.h"\n',
    "include/jianfu/ledger.h": LICENCE + '#include "jianfu/calendar.h"\n',
    "include/jianfu/folder.h": LICENCE + '#include "jianfu/ledger.h"\n',
    "lib/base/one.h": LICENCE + '#include "jianfu/base.h"\n'
                                "static inline int jf__one(void) { return 1; }\n",
    "lib/base/one.c": LICENCE + """#include "base/one.h"

#include <stdio.h>

/* Says "{" and '}', \u51cf\u8d1f; free(x) of it. */
static int shared(int value)
{
    if (value == '{' || value == '"')
        return 1;
    else if (value)
        for (int i = 0; i < 3; i++) {
            while (value)
                do
                    value--;
                while (value);
        }
    else
        switch (value) {
        case 1:
            return 2;
        default:
            break;
        }
    return snprintf(0, 0, "%s } free(\u51cf\u8d1f)", "");
}

int jf__one_shared(int value)
{
    assert(value == 1 && value <= 3);
    return shared(value);
}
""",
    "lib/ledger/ledger.c": LICENCE + '#include "base/one.h"\n#include "jianfu/ledger.h"\n'
                                     "#include <string.h>\n",
    "lib/watch/forecast.c": LICENCE + "static double half(double x)\n{\n    return x / 2;\n}\n",
    "lib/meeting/reserve.c": LICENCE + '#include "jianfu/ledger.h"\n',
    "lib/io/folder.c": LICENCE + '#include "jianfu/folder.h"\n#include <libical/ical.h>\n',
    "lib/sources.cmake": "# SPDX-License-Identifier: Apache-2.0\nset(JIANFU_SOURCES\n"
                         "  base/one.c\n  io/folder.c\n  ledger/ledger.c\n"
                         "  meeting/reserve.c\n  watch/forecast.c\n)\n",
    "docs/CONVENTIONS.md": "# Conventions\n",
    "tests/run": "#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\nx=$root/root y=/usr/bin/home\n",
}


def function(lines, name="jf__long"):
    """A function of so many lines."""
    body = "".join(f"    x += {name}{i};\n" for i in range(lines - 4))
    return f"\nint {name}(int x)\n{{\n{body}    return x;\n}}\n"


class Tidy(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        for name, text in GOOD.items():
            self.write(name, text)

    def write(self, name, text, errors="strict"):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", errors=errors))

    def append(self, name, text):
        path = self.root / name
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    def breaches(self):
        """What fails, as (check, file) pairs."""
        project = tree.Tree(self.root)
        return {(name, breach[0]) for name, check in tidy.CHECKS.items()
                for breach in check(project)}

    def assert_finds(self, check, name):
        self.assertEqual(self.breaches(), {(check, name)})

    def test_a_good_tree_passes(self):
        self.assertEqual(self.breaches(), set())

    def test_the_program_reports_and_fails(self):
        command = [sys.executable, "-B", TIDY, "--root", self.root, "file-length", "spaces"]
        good = subprocess.run(command, capture_output=True, text=True)
        self.append("lib/base/one.c", "\tint x;\n")
        bad = subprocess.run(command, capture_output=True, text=True)

        self.assertEqual((good.stdout, good.returncode), ("ok file-length\nok spaces\n", 0))
        self.assertRegex(bad.stdout, r"FAIL lib/base/one\.c:\d+ has a tab \(spaces\)\n")
        self.assertEqual(bad.returncode, 1)

    def test_function_length(self):
        self.append("lib/base/one.c", function(70))
        self.assertEqual(self.breaches(), {("function-length-p90", "lib")})
        self.append("lib/base/one.c", function(71, "jf__longer"))
        self.assertIn(("function-length", "lib/base/one.c"), self.breaches())

    def test_the_test_list_may_be_long(self):
        self.write("tests/unit/base/test_one.c", LICENCE + function(90, "main"))
        self.assertEqual(self.breaches(), set())

    def test_function_length_p90(self):
        self.append("lib/base/one.c", "".join(function(40, f"jf__f{i}") for i in range(9)))
        self.assertNotIn("function-length-p90", {check for check, _ in self.breaches()})
        self.append("lib/base/one.c", "".join(function(41, f"jf__g{i}") for i in range(2)))
        self.assertIn(("function-length-p90", "lib"), self.breaches())

    def test_file_length(self):
        self.append("lib/base/one.h", "/* one */\n" * 460)
        self.assert_finds("file-length", "lib/base/one.h")

    def test_nesting(self):
        deep = "\nstatic void deep(int x)\n{\n    if (x)\n        for (;;)\n" \
            "            while (x) {\n                if (x)\n" \
            "                    %s\n            }\n}\n"
        self.append("lib/base/one.c", deep % "x = (x ? 1 : 2);")
        self.assertEqual(self.breaches(), set())
        self.append("lib/base/one.c", deep.replace("deep", "deeper") % "do x++; while (x);")
        self.assert_finds("nesting", "lib/base/one.c")

    def test_parameters(self):
        eight = ",\n    ".join(f"int (*f{i})(int, int)" for i in range(8))
        self.append("lib/base/one.c", f"\nstatic void many({eight})\n{{\n}}\n")
        self.assertEqual(self.breaches(), set())
        self.append("lib/base/one.h", f"void jf__many({eight}, int i);\n")
        self.assert_finds("parameters", "lib/base/one.h")

    def test_forbidden_calls(self):
        for call in ("qsort (x)", "malloc(1)", "fopen(x, y)", "time(0)", "printf(x)"):
            self.append("lib/base/one.c", f"static int planted(void)\n{{\n    {call};\n}}\n")
            self.assert_finds("forbidden-calls", "lib/base/one.c")
            self.write("lib/base/one.c", GOOD["lib/base/one.c"])
        self.append("lib/base/one.c", "static int one(void)\n{\n    x->free(x.time(0));\n}\n")
        self.append("lib/io/folder.c", "static int reading(void)\n{\n    fopen(x, y);\n}\n")
        self.assertEqual(self.breaches(), set())

    def test_assertions(self):
        self.append("lib/base/one.c", "static int planted(int x)\n{\n    assert(x = 1);\n}\n")
        self.assert_finds("assertions", "lib/base/one.c")

    def test_floating_point(self):
        self.append("lib/ledger/ledger.c", "static double planted;\n")
        self.assert_finds("floating-point", "lib/ledger/ledger.c")

    def test_names(self):
        self.append("lib/base/one.c", function(5, "visible"))
        self.assert_finds("names", "lib/base/one.c")

    def test_names_of_files(self):
        self.write("lib/base/utils.h", LICENCE)
        self.assert_finds("names", "lib/base/utils.h")

    def test_contracts(self):
        name = "include/jianfu/calendar.h"
        for planted in ("JF_API int jf_day(void);", "typedef struct jf_day jf_day;",
                        "/* no contract */\nstruct jf_day {\n    int x; /**< x */\n};",
                        "enum {\n    JF_X, /**< x */\n};"):
            self.write(name, GOOD[name] + "\n" + planted + "\n")
            self.assert_finds("contracts", name)

    def test_contracts_cover_no_declaration_after_a_blank_line(self):
        name = "include/jianfu/calendar.h"
        self.append(name, "\n/** One. */\nJF_API int jf_day(void);\n\nJF_API int jf_days(void);\n")
        self.assert_finds("contracts", name)

    def test_repeated_code(self):
        def block(count):
            return "".join(f"    x += {i};\n\n" for i in range(count))

        self.append("lib/base/one.c", f"static int a(int x)\n{{\n{block(11)}    return x;\n}}\n")
        self.append("lib/base/one.c", f"static int b(int x)\n{{\n{block(11)}    return -x;\n}}\n")
        self.assertEqual(self.breaches(), set())
        self.append("lib/ledger/ledger.c", f"static int c(int x)\n{{\n  {block(11)}return x;\n}}\n")
        self.assert_finds("repeated-code", "lib/ledger/ledger.c")

    def test_source_list(self):
        name = "lib/sources.cmake"
        listed = GOOD[name]
        for bad in (listed.replace("  base/one.c\n", ""), listed.replace("one.c", "onf.c"),
                    listed.replace("base/one.c", "base/one.c\n  base/one.c"),
                    listed.replace("  base/one.c\n  io/folder.c", "  io/folder.c\n  base/one.c")):
            self.write(name, bad)
            self.assert_finds("source-list", name)

    def test_includes(self):
        for name, planted in (
                ("lib/ledger/ledger.c", '"jianfu/meeting.h"'),
                ("lib/ledger/ledger.c", '"jianfu.h"'),
                ("lib/ledger/ledger.c", '"calendar/day.h"'),
                ("lib/ledger/ledger.c", '"other.h"'),
                ("lib/ledger/ledger.c", "<time.h>"),
                ("lib/ledger/ledger.c", "<sqlite3.h>"),
                ("lib/meeting/reserve.c", '"jianfu/watch.h"'),
                ("lib/watch/forecast.c", "<stdlib.h>")):
            self.write(name, GOOD[name] + f"# include {planted}\n")
            self.assert_finds("includes", name)
            self.write(name, GOOD[name])

    def test_includes_of_an_unknown_module(self):
        self.write("lib/extra/one.h", LICENCE)
        self.assert_finds("includes", "lib/extra/one.h")

    def test_public_includes(self):
        name = "include/jianfu/calendar.h"
        for planted in ("<string.h>", '"jianfu/ledger.h"', '"calendar/day.h"'):
            self.write(name, GOOD[name] + f"#include {planted}\n")
            self.assert_finds("public-includes", name)

    def test_columns(self):
        self.append("tests/run", "#" * 100 + "\n")
        self.assertEqual(self.breaches(), set())
        self.append("tests/run", "#" * 101 + "\n")
        self.assert_finds("columns", "tests/run")

    def test_spaces(self):
        for planted in ("x \n", "\tx\n", "x", "x\n\n", "x\r\n"):
            self.write("docs/CONVENTIONS.md", planted)
            self.assert_finds("spaces", "docs/CONVENTIONS.md")

    def test_encoding(self):
        name = "lib/ledger/ledger.c"
        for planted in ("int \u51cf;\n", "/* \u200b */\n", "/* \udcff */\n"):
            self.write(name, GOOD[name] + planted, errors="surrogateescape")
            self.assert_finds("encoding", name)

    def test_licence(self):
        for name in ("lib/base/two.h", "tests/two.py", "tests/CMakeLists.txt"):
            self.write(name, "\n")
        self.write("tests/two", "#!/bin/sh\n")
        self.write("tests/text", "no program\n")
        missing = {name for check, name in self.breaches() if check == "licence"}
        self.assertEqual(missing, {"lib/base/two.h", "tests/two.py", "tests/CMakeLists.txt",
                                   "tests/two"})

    def test_leftovers(self):
        for word in ("TO" "DO", "FIX" "ME"):
            self.write("lib/base/one.h", GOOD["lib/base/one.h"] + f"/* {word} later */\n")
            self.assert_finds("leftovers", "lib/base/one.h")

    def test_machine_paths(self):
        for path in ("/ho" "me/someone", "'/ro" "ot'", "/wo" "rk"):
            self.write("docs/GOTCHAS.md", f"see {path}\n")
            self.assert_finds("machine-paths", "docs/GOTCHAS.md")

    def test_conventions_length(self):
        self.write("docs/CONVENTIONS.md", "x\n" * 151)
        self.assert_finds("conventions-length", "docs/CONVENTIONS.md")

    def test_every_check_is_tested(self):
        tested = {name[len("test_"):].replace("_", "-") for name in dir(self)
                  if name.startswith("test_")}
        self.assertEqual(set(tidy.CHECKS) - tested, set())


class Functions(unittest.TestCase):
    def test_what_is_a_function(self):
        found = functions_of(
            "static const int table[] = {f(1), 2};\n"
            "typedef struct one { int (*call)(int); } one;\n"
            "struct one { int x; };\n"
            "#define MACRO(x) \\\n    do { x; } while (0)\n"
            "int prototype(void);\n"
            "static inline const char *name_of(const one *self, int (*fn)(int, int), ...)\n"
            "{\n    return \"}\";\n}\n"
            "void nothing(void) { }\n")
        self.assertEqual([(f.name, f.first, f.length, f.is_static, f.parameters) for f in found],
                         [("name_of", 7, 4, True, 3), ("nothing", 11, 1, False, 0)])


if __name__ == "__main__":
    unittest.main()

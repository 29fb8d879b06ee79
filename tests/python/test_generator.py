# SPDX-License-Identifier: Apache-2.0
"""The generator understands our style, and stops at anything else."""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from support import ROOT

BINDINGS = ROOT / "bindings"
HEAD = """#include <stddef.h>
/** Outcome. */
typedef enum jf_status {
    JF_OK = 0,
    JF_E_RANGE = 6 /**< bad */
} jf_status;

/** Detail. */
typedef struct jf_error {
    int32_t status; /**< a jf_status */
} jf_error;

/** A thing. */
typedef struct jf_thing jf_thing;

/** Made. */
JF_API jf_thing *jf_thing_new(jf_error *err);

/** Freed. */
JF_API void jf_thing_free(jf_thing *self);

"""


def generate(declarations, left_out=""):
    """Runs the generator on a header; (exit status, messages, text of _api.py)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "jianfu.h").write_text(HEAD + declarations, encoding="utf-8")
        (path / "out.txt").write_text(left_out, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-B", BINDINGS / "swig_methods.py", "--include", path,
             "--methods", path / "methods.i", "--python", path / "python",
             "--left-out", path / "out.txt"],
            capture_output=True, text=True, check=False)
        facade = path / "python" / "_api.py"
        text = facade.read_text(encoding="utf-8") if facade.exists() else ""
        return done.returncode, done.stderr, text


class Understands(unittest.TestCase):
    def test_a_method_with_contract(self):
        status, error, text = generate(
            "/** Grows it. JF_E_RANGE: too much. */\n"
            "JF_API jf_status jf_thing_grow(jf_thing *self, int32_t by, jf_error *err);\n")
        self.assertEqual((status, error), (0, ""))
        self.assertIn("def grow(self, by: int) -> None:", text)
        self.assertIn('"""Grows it.', text)
        self.assertIn("RangeError: too much", text)

    def test_a_declaration_over_two_lines_and_a_shared_contract(self):
        status, error, text = generate(
            "/** How long and\n * how wide. */\n"
            "JF_API int32_t jf_thing_length(\n    const jf_thing *self);\n"
            "JF_API int32_t jf_thing_width(const jf_thing *self);\n")
        self.assertEqual((status, error), (0, ""))
        self.assertEqual(text.count('"""How long and how wide."""'), 2)

    def test_count_and_at_become_a_sequence(self):
        status, _, text = generate(
            "/** Number. */\nJF_API size_t jf_thing_leaf_count(const jf_thing *self);\n"
            "/** One. JF_E_RANGE. */\nJF_API jf_status jf_thing_leaf_at(const jf_thing *self, "
            "size_t index, int64_t *leaf_out, jf_error *err);\n")
        self.assertEqual(status, 0)
        self.assertIn("def leafs(self) -> View[int]:", text)


class Stops(unittest.TestCase):
    def refused(self, declarations, message, left_out=""):
        status, error, text = generate(declarations, left_out)
        self.assertEqual(status, 1)
        self.assertRegex(error, message)
        self.assertEqual(text, "")

    def test_at_what_is_no_declaration_of_ours(self):
        for text in ("int x;", "struct jf_other { int32_t a; };",
                     "typedef union jf_u { int a; } jf_u;", "#if FANCY\n#endif\n",
                     "extern int jf_y;"):
            self.refused(text + "\n", r"jianfu\.h:\d+: ")

    def test_at_parameters_outside_the_protocol(self):
        for parameters in ("float x, jf_error *err", "int64_t *x, jf_error *err",
                           "char *text, jf_error *err", "int64_t **x_out, jf_error *err",
                           "const int64_t *items, size_t number_count, jf_error *err",
                           "void *user, jf_error *err", "jf_error *error"):
            self.refused("/** It. */\n"
                         f"JF_API jf_status jf_thing_do(jf_thing *self, {parameters});\n",
                         "jf_thing_do|not understood")

    def test_at_a_fallible_function_without_err(self):
        self.refused("/** It. */\nJF_API jf_status jf_thing_do(jf_thing *self);\n", "takes no err")

    def test_at_a_declaration_without_contract(self):
        self.refused("JF_API void jf_thing_do(jf_thing *self);\n", "no contract")

    def test_at_self_of_another_type(self):
        self.refused("/** Other. */\ntypedef struct jf_other jf_other;\n"
                     "/** It. */\nJF_API void jf_thing_do(jf_other *self);\n", "self is not")

    def test_at_a_record_with_a_pointer_or_an_unknown_type(self):
        for field in ("char *name;", "double x;", "jf_thing *thing;"):
            self.refused("/** R. */\ntypedef struct jf_row {\n    uint32_t size; /**< s */\n"
                         f"    {field} /**< x */\n}} jf_row;\n", r"jf_row|jianfu\.h")

    def test_at_an_enum_without_numbers(self):
        self.refused("/** E. */\ntypedef enum jf_e {\n    JF_E_A\n} jf_e;\n", r"jianfu\.h:\d+")

    def test_at_an_at_without_count(self):
        self.refused("/** One. JF_E_RANGE. */\nJF_API jf_status jf_thing_leaf_at(const jf_thing "
                     "*self, size_t index, int64_t *leaf_out, jf_error *err);\n", "no count")

    def test_at_a_name_that_is_taken(self):
        self.refused(
            "/** N. */\nJF_API size_t jf_thing_leaf_count(const jf_thing *self);\n"
            "/** L. */\nJF_API bool jf_thing_leafs(const jf_thing *self);\n"
            "/** One. JF_E_RANGE. */\nJF_API jf_status jf_thing_leaf_at(const jf_thing *self, "
            "size_t index, int64_t *leaf_out, jf_error *err);\n", "taken")

    def test_at_a_list_of_what_is_left_out_that_is_wrong(self):
        self.refused("", "not declared", "jf_thing_gone  it went\n")
        self.refused("", "without a reason", "jf_thing_free\n")


class Rules(unittest.TestCase):
    def names_of_the_api(self):
        text = "".join(p.read_text(encoding="utf-8")
                       for p in (ROOT / "include" / "jianfu").glob("*.h"))
        return set(re.findall(r"\b(jf_\w+)\b", text))

    def test_the_rules_name_no_function_record_or_handle(self):
        allowed = {"jf_error", "jf_status", "jf_day", "jf_allocator"}
        for name in ("rules.i", "python/rules_python.i", "jianfu.i"):
            text = (BINDINGS / name).read_text(encoding="utf-8")
            used = set(re.findall(r"(?<!%)\bjf_\w+\b", text)) & self.names_of_the_api()
            self.assertLessEqual(used, allowed, name)

    def test_the_rules_are_short(self):
        count = sum(len((BINDINGS / name).read_text(encoding="utf-8").splitlines())
                    for name in ("rules.i", "python/rules_python.i", "jianfu.i"))
        self.assertLessEqual(count, 350)

    def test_nothing_is_global_but_what_the_package_registers(self):
        for path in (BINDINGS / "python").glob("*.h"):
            text = path.read_text(encoding="utf-8")
            self.assertNotRegex(text, r"_Thread_local|__thread|thread_local")
            variables = re.findall(
                r"^static (?!const\b)[\w ]*?[ *](\w+)(?:\[\])? ?[=;]", text, re.MULTILINE)
            self.assertLessEqual(
                set(variables),
                {"jfw_errors", "jfw_handle_type", "jfw_handle_methods", "jfw_handle_getset"})


if __name__ == "__main__":
    unittest.main()

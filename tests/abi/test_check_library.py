# SPDX-License-Identifier: Apache-2.0
"""check_library.py finds what is planted in a small library, and nothing in a good one."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECKER = pathlib.Path(__file__).with_name("check_library.py")
PUBLIC = '__attribute__((visibility("default"))) '
GOOD = PUBLIC + "int jf_one(void);\nint jf_one(void) { return 1; }\n"
NAMES = ("symbols", "headers", "functions", "globals", "needed", "run-path", "soname")


class CheckLibrary(unittest.TestCase):
    def failures(self, source, symbols="jf_one\n", header="JF_API int jf_one(void);\n", link=(),
                 soname="libjianfu.so.0.1"):
        """Names of the checks that fail on a library made from this source."""
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "one.c").write_text(source)
            (folder / "symbols.txt").write_text("# list\n" + symbols)
            (folder / "one.h").write_text(header)
            self.run_in(folder, "gcc", "-fPIC", "-fvisibility=hidden", "-c", "one.c")
            self.run_in(folder, "ar", "rcs", "one.a", "one.o")
            self.run_in(folder, "gcc", "-shared", "-o", "one.so", "one.o",
                        f"-Wl,-soname,{soname}", "-Wl,--no-as-needed", *link)
            answer = subprocess.run(
                [sys.executable, "-B", CHECKER, "one.so", "--symbols", "symbols.txt",
                 "--headers", ".", "--archive", "one.a"],
                cwd=folder, capture_output=True, text=True)
        self.assertEqual(answer.stderr, "")
        lines = answer.stdout.splitlines()
        passed = {line[3:] for line in lines if line.startswith("ok ")}
        failed = {line[5:].split(":")[0] for line in lines if line.startswith("FAIL ")}
        self.assertEqual(sorted(passed | failed), sorted(NAMES))
        self.assertEqual(answer.returncode, 1 if failed else 0)
        return failed

    def run_in(self, folder, *command):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)

    def test_a_good_library_passes(self):
        self.assertEqual(self.failures(GOOD, link=("-lm",)), set())

    def test_a_table_of_addresses_is_no_writable_global(self):
        table = 'static const char *const names[] = {"a", "b"};\n'
        source = table + PUBLIC + "const char *jf_one(int i);\n" \
            "const char *jf_one(int i) { return names[i]; }\n"
        self.assertEqual(self.failures(source), set())

    def test_an_unlisted_symbol_is_found(self):
        self.assertEqual(self.failures(GOOD, symbols=""), {"symbols"})

    def test_a_vanished_symbol_is_found(self):
        self.assertEqual(self.failures(GOOD, symbols="jf_one\njf_two\n"), {"symbols"})

    def test_an_undeclared_symbol_is_found(self):
        self.assertEqual(self.failures(GOOD, header="/* none */\n"), {"headers"})

    def test_a_declaration_without_function_is_found(self):
        header = "JF_API int jf_one(void);\nJF_API int jf_two(int a,\n           int b);\n"
        self.assertEqual(self.failures(GOOD, header=header), {"headers"})

    def test_exported_data_is_found(self):
        source = PUBLIC + "extern const int jf_one;\nconst int jf_one = 1;\n"
        self.assertEqual(self.failures(source), {"functions"})

    def test_a_hidden_writable_global_is_found(self):
        for planted in ("static int counter;", "static int counter = 3;",
                        "static _Thread_local int counter;"):
            source = planted + "\n" + PUBLIC + "int jf_one(void);\n" \
                "int jf_one(void) { return ++counter; }\n"
            self.assertEqual(self.failures(source), {"globals"}, planted)

    def test_a_further_library_is_found(self):
        self.assertEqual(self.failures(GOOD, link=("-lstdc++",)), {"needed"})

    def test_a_run_path_is_found(self):
        self.assertEqual(self.failures(GOOD, link=("-Wl,-rpath,/somewhere",)), {"run-path"})

    def test_a_wrong_soname_is_found(self):
        self.assertEqual(self.failures(GOOD, soname="libjianfu.so"), {"soname"})


if __name__ == "__main__":
    unittest.main()

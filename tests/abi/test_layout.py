# SPDX-License-Identifier: Apache-2.0
"""layout.py finds a changed field, size and number."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

LAYOUT = pathlib.Path(__file__).with_name("layout.py")
HEADER = """#include <stdint.h>
/** A record. */
typedef struct jf_one {
    uint32_t size;  /**< of it; */
    int64_t id, other[2];
    int (*call)(int a, int b);
    char text[2][4];
} jf_one;

typedef enum jf_kind { JF_KIND_A = 1, JF_KIND_B } jf_kind;
"""
LIST = """# list
jf_one 48
    size 0 4
    id 8 8
    other 16 16
    call 32 8
    text 40 8
jf_kind
    JF_KIND_A 1
    JF_KIND_B 2
"""


class Layout(unittest.TestCase):
    def check(self, header, listed=LIST):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "jianfu.h").write_text(header)
            (folder / "list.txt").write_text(listed)
            return subprocess.run(
                [sys.executable, "-B", LAYOUT, "check", "--headers", folder,
                 "--list", folder / "list.txt"], capture_output=True, text=True)

    def assert_finds(self, old, new, message):
        answer = self.check(HEADER.replace(old, new))
        self.assertEqual(answer.returncode, 1)
        self.assertIn(message, answer.stdout)

    def test_the_same_layout_passes(self):
        answer = self.check(HEADER)
        self.assertEqual((answer.stdout, answer.returncode), ("ok layout of 2 types\n", 0))

    def test_a_new_field_is_found(self):
        self.assert_finds("char text[2][4];", "char text[2][4]; int32_t last;", "jf_one.last")

    def test_a_field_in_padding_is_found(self):
        self.assert_finds("int64_t id", "int32_t in; int64_t id", "jf_one.in is ['4', '4']")

    def test_a_moved_field_is_found(self):
        self.assert_finds("char text[2][4]", "char text[4][4]", "jf_one is ['56']")

    def test_a_new_number_is_found(self):
        self.assert_finds("JF_KIND_A = 1", "JF_KIND_A = 2", "jf_kind.JF_KIND_B is ['3']")

    def test_a_vanished_type_is_found(self):
        answer = self.check(HEADER, LIST + "jf_gone 8\n")
        self.assertEqual(answer.returncode, 1)
        self.assertIn("jf_gone is None", answer.stdout)


if __name__ == "__main__":
    unittest.main()

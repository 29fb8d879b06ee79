# SPDX-License-Identifier: Apache-2.0
"""The one interface file serves other languages: SWIG takes it, and Tcl runs it."""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from support import ROOT, library

SWIG = shutil.which("swig4.0") or shutil.which("swig")
TCL_HEADERS = Path("/usr/include/tcl8.6")
TCL = """
load {folder}/jianfu.so Jianfu
proc same {{a b}} {{ if {{$a ne $b}} {{ error "$a is not $b" }} }}
Calendar days NULL
days add_schedule 2023
days seal
set event [day_from_civil 2023 10 9]
same [day_format [days add_workdays $event -5] 64] 2023-09-26
same [days is_workday $event] 1
same [catch {{days is_workday 0}} message] 1
same [string match "*known range*" $message] 1
Tree units NULL
units add 9007199254740993 0 root
same [units find root] 9007199254740993
same [catch {{units find x}} message] 1
Tree kinds NULL
kinds add 1 0 all
same [catch {{Ledger none NULL units kinds NULL}} message] 1
Ledger book days units kinds NULL
Limit cap
cap configure -unit 9007199254740993 -kind 1 -period_kind $PERIOD_YEAR -day $event -amount 14
book set_limit cap
same [book limit_count] 1
units -delete
days -delete
same [book limit_count] 1
"""


@unittest.skipIf(SWIG is None, "SWIG is not installed")
class Languages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        subprocess.run(
            [sys.executable, "-B", ROOT / "bindings" / "swig_methods.py", "--include",
             ROOT / "include", "--methods", self.folder / "methods.i"], check=True)

    def swig(self, language, *options):
        wrapper = self.folder / f"{language}_wrap.c"
        done = subprocess.run(
            [SWIG, f"-{language}", *options, f"-I{self.folder}", f"-I{ROOT / 'bindings'}",
             f"-I{ROOT / 'include'}", "-outdir", self.folder, "-o", wrapper,
             ROOT / "bindings" / "jianfu.i"], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return wrapper

    def test_swig_takes_it_for_other_languages(self):
        for language in ("tcl8", "lua", "ruby", "perl5", "java", "csharp", "octave"):
            with self.subTest(language):
                self.assertGreater(self.swig(language).stat().st_size, 100_000)

    @unittest.skipUnless(TCL_HEADERS.exists() and shutil.which("tclsh"), "Tcl is not installed")
    def test_tcl_runs_it(self):
        wrapper = self.swig("tcl8", "-DSWIGWORDSIZE64")
        target = self.folder / "jianfu.so"
        built = subprocess.run(
            ["cc", "-shared", "-fPIC", "-w", f"-I{TCL_HEADERS}", f"-I{ROOT / 'include'}", wrapper,
             "-o", target, library(), f"-Wl,-rpath,{library().parent}"],
            capture_output=True, text=True, check=False)
        self.assertEqual(built.returncode, 0, built.stderr)
        script = self.folder / "test.tcl"
        script.write_text(TCL.format(folder=self.folder), encoding="utf-8")
        done = subprocess.run(["tclsh", script], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()

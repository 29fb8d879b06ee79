# SPDX-License-Identifier: Apache-2.0
"""The package as a whole: nothing is missing, everything has signature, types and docstring."""

import dataclasses
import enum
import importlib.util
import inspect
import shutil
import subprocess
import sys
import tempfile
import typing
import unittest
from pathlib import Path

import jianfu
from jianfu import _api, _core
from support import (
    ROOT, core_functions, handle_classes, library, public_callables, public_classes, symbols,
)

sys.path.insert(0, str(ROOT / "bindings"))
from generator.contracts import core_name, python_class  # noqa: E402
from generator.headers import read_headers  # noqa: E402
from generator.protocol import Protocol, Role, enum_member_names  # noqa: E402
from swig_methods import read_left_out  # noqa: E402


class Surface(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.api = read_headers(ROOT / "include", "jianfu.h")
        cls.left_out = read_left_out(ROOT / "bindings" / "not-wrapped.txt")
        cls.protocol = Protocol(cls.api, cls.left_out)

    def test_every_exported_symbol_is_wrapped_or_left_out_for_a_reason(self):
        exported = symbols(library(), "--defined-only")
        called = symbols(_core.__file__, "--undefined-only")
        self.assertEqual(exported, called | self.left_out)
        self.assertFalse(called & self.left_out)
        self.assertEqual(exported, set(self.api.functions))

    def test_the_list_of_exported_symbols_agrees_with_the_headers(self):
        listed = ROOT / "tests" / "abi" / "symbols.txt"
        if not listed.exists():
            self.skipTest("tests/abi/symbols.txt is not there")
        lines = listed.read_text(encoding="utf-8").split("\n")
        names = {text.split()[0] for text in lines if text and not text.startswith("#")}
        self.assertEqual(names, set(self.api.functions))

    def test_every_core_function_belongs_to_one_function_of_the_headers(self):
        expected = {core_name(o) for o in self.protocol.operations if o.role is not Role.FREE}
        self.assertEqual(set(core_functions()), expected)

    def test_every_core_function_is_used_by_the_package(self):
        source = Path(_api.__file__).read_text(encoding="utf-8")
        for name in core_functions():
            self.assertIn(f"_core.{name}(", source)

    def test_enums_have_the_numbers_of_the_compiled_constants(self):
        for c_enum in self.api.enums.values():
            cls = getattr(jianfu, python_class(c_enum.name))
            names = enum_member_names(c_enum)
            self.assertEqual(len(cls.__members__), len(c_enum.members))
            for member in c_enum.members:
                compiled = getattr(_core, member.name.removeprefix("JF_"))
                self.assertEqual(cls[names[member.name]], compiled, member.name)

    def test_every_callable_has_a_signature_with_types(self):
        for name, function in public_callables():
            with self.subTest(name):
                signature = inspect.signature(function)
                hints = typing.get_type_hints(function)
                self.assertIn("return", hints)
                for parameter in signature.parameters.values():
                    self.assertIn(parameter.kind, (parameter.POSITIONAL_OR_KEYWORD,))
                    if parameter.name != "self":
                        self.assertIn(parameter.name, hints)

    def test_every_callable_has_a_docstring_without_words_of_c(self):
        for name, function in public_callables():
            with self.subTest(name):
                text = inspect.getdoc(function)
                self.assertTrue(text and text[0] != "\n" and len(text.split()) > 1)
                self.assertNotRegex(text, r"\bJF_\w+|\bjf_\w+\(|\bNULL\b|err->|text_size")

    def test_every_class_has_a_docstring(self):
        for cls in public_classes(object):
            with self.subTest(cls.__name__):
                self.assertTrue(cls.__doc__)
                self.assertFalse(cls.__doc__.startswith(f"{cls.__name__}("))

    def test_enums_records_and_errors_are_of_their_kinds(self):
        self.assertTrue(all(issubclass(e, int) for e in public_classes(enum.Enum)))
        self.assertTrue(issubclass(jianfu.MergeTest, enum.IntFlag))
        records = [c for c in public_classes(object) if dataclasses.is_dataclass(c)]
        self.assertGreater(len(records), 25)
        for cls in records:
            self.assertFalse({"size", "reserved", "allocator"} & set(cls.__slots__), cls)
        for cls in handle_classes():
            self.assertTrue(issubclass(cls, jianfu.Handle))

    def test_records_are_frozen_keyword_only_and_typed(self):
        line = jianfu.Line(unit=1, side=jianfu.Side.ISSUER)
        with self.assertRaises(dataclasses.FrozenInstanceError):
            line.unit = 2
        with self.assertRaises(TypeError):
            jianfu.Line(1, 2)
        with self.assertRaises(TypeError):
            jianfu.Line(unit=1)
        with self.assertRaises((AttributeError, TypeError)):
            line.untis = 2
        self.assertEqual(line, dataclasses.replace(line))
        self.assertEqual(typing.get_type_hints(jianfu.Line)["side"], jianfu.Side)

    def test_no_class_hides_a_builtin(self):
        import builtins
        self.assertFalse([n for n in jianfu.__all__ if n[0].isupper() and hasattr(builtins, n)])

    def test_the_package_is_typed(self):
        self.assertTrue((Path(jianfu.__file__).parent / "py.typed").exists())
        if shutil.which("mypy") is None:
            self.skipTest("mypy is not installed")
        package = Path(jianfu.__file__).parent
        with tempfile.TemporaryDirectory() as cache:
            done = subprocess.run(
                ["mypy", "--strict", "--cache-dir", cache, "-p", "jianfu"],
                cwd=package.parent, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_user_of_the_package_is_checked(self):
        if shutil.which("mypy") is None:
            self.skipTest("mypy is not installed")
        text = (
            "from datetime import date\nimport jianfu\n"
            "c = jianfu.Calendar()\nd: date = c.add_workdays(date(2023, 1, 3), 5)\n"
            "t = jianfu.Tree()\nn: int = t.find('x')\nids: list[int] = list(t.ids)\n"
            "v: list[int] = jianfu.allocate(3, [1, 2])\n"
            "c.add_workdays('2023-01-03', 5)\n"
            "jianfu.Line(unit='x', side=jianfu.Side.ISSUER)\n"
        )
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "user.py"
            path.write_text(text, encoding="utf-8")
            done = subprocess.run(
                ["mypy", "--strict", "--cache-dir", folder, str(path)],
                cwd=Path(jianfu.__file__).parent.parent, capture_output=True, text=True,
                check=False)
        found = [row.split(":")[1] for row in done.stdout.splitlines() if ": error:" in row]
        self.assertEqual(found, ["9", "10"], done.stdout)

    def test_the_version_is_that_of_the_library(self):
        self.assertEqual(jianfu.__version__, jianfu.version())
        self.assertRegex(jianfu.__version__, r"^\d+\.\d+\.\d+$")

    def test_importing_twice_is_the_same_module(self):
        self.assertIs(importlib.import_module("jianfu"), jianfu)


if __name__ == "__main__":
    unittest.main()

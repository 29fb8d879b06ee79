# SPDX-License-Identifier: Apache-2.0
"""Writes _api.py, the typed classes and functions of the package, and _core.pyi below it."""

from __future__ import annotations

import re
from collections.abc import Callable

from .contracts import core_name, error_class, python_class, python_name, python_path
from .headers import Enum, HeaderError, Struct
from .protocol import (
    Kind, Operation, Protocol, Role, enum_member_names, field_enum, field_is_bool, visible_fields,
)
from .signatures import Signatures, is_property, is_unchecked_at, signature

# Builtin bases of the exceptions; RuntimeError for every status that is not named.
BASES = {
    "JF_E_ARGUMENT": "ValueError", "JF_E_NO_MEMORY": "MemoryError", "JF_E_NOT_FOUND": "LookupError",
    "JF_E_EXISTS": "ValueError", "JF_E_AMBIGUOUS": "LookupError", "JF_E_RANGE": "ValueError",
    "JF_E_OVERFLOW": "OverflowError", "JF_E_UNKNOWN_DAY": "LookupError", "JF_E_TEXT": "ValueError",
    "JF_E_ENCODING": "ValueError", "JF_E_IO": "OSError", "JF_E_UNSUPPORTED": "NotImplementedError",
    "JF_E_CORRUPT": "ValueError",
}
IRREGULAR_PLURALS = {"broken": "broken"}

_HEAD = '''\
# SPDX-License-Identifier: Apache-2.0
# Written by bindings/swig_methods.py from the public headers.
"""Classes and functions of jianfu; signatures and documentation come from the C headers."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from os import PathLike
from typing import Optional, Union, overload

from . import _charm, _core
from ._base import Error, Handle, ReadableBuffer, View, WriteableBuffer, checked, paired
'''


def plural(word: str) -> str:
    if word in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[word]
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeiou" else f"{word}s"


class Facade(Signatures):
    """The text of _api.py and _core.pyi."""

    def __init__(self, protocol: Protocol, charms: set[str]) -> None:
        super().__init__(protocol)
        self.charms = charms
        self.public: list[str] = []

    def body(self, operation: Operation) -> list[str]:
        call = self.call(operation)
        enums = [a.enum for a in operation.outputs] or [operation.result_enum]
        if enums != [None] and len(enums) == 1:
            call = f"_core.member({python_class(enums[0] or '')}, {call})"
        lines = []
        if is_unchecked_at(operation):
            count = self.count_of(operation)
            lines.append(f"checked({self.inputs(operation)[-1].plain}, {self.call(count)})")
        arrays = [a for a in operation.inputs if a.kind is Kind.ITEMS]
        rooms = [a for a in operation.inputs if a.kind is Kind.ITEMS_OUT]
        if arrays and rooms:
            names = f"{python_name(arrays[0].plain)}, {python_name(rooms[0].plain)}"
            lines.append(f"{names} = paired({names})")
        result = self.result_type(operation)
        lines.append(call if result == "None" else f"return {call}")
        return lines

    def function(self, operation: Operation, indent: str) -> list[str]:
        """A function, method, static method or property."""
        name = python_name(operation.name)
        first = ["self"] if operation.role is Role.METHOD else []
        result = self.result_type(operation)
        if operation.role is Role.NEW:
            name, first, result = "__init__", ["self"], "None"
        marks = []
        if is_property(operation):
            marks = ["@property"]
        elif operation.role is Role.STATIC:
            marks = ["@staticmethod"]
        array = self.array_type(operation)
        lines = []
        if array:
            is_paired = any(a.kind is Kind.ITEMS for a in operation.inputs)
            counted = "int | None" if is_paired else "int"
            for kind, made in ((counted, array), ("WriteableBuffer", "None")):
                given = [*first, *self.parameters(operation, kind)]
                made = self.with_outputs(operation, made)
                lines.extend(["@overload", *signature(name, given, made, " ...")])
        lines.extend([*marks, *signature(name, [*first, *self.parameters(operation)], result)])
        lines = [indent + line for line in lines]
        inner = indent + "    "
        lines.extend(self.words.docstring(self.contract(operation), inner))
        body = self.body(operation)
        if operation.role is Role.NEW:
            body = [f"self._adopt({self.call(operation)})"]
        return [*lines, *(inner + line for line in body), ""]

    def contract(self, operation: Operation) -> str:
        """Its contract; where that has statuses only, after the one of the record it takes."""
        doc = operation.function.doc
        records = [a.type.base for a in operation.inputs if a.kind is Kind.RECORD]
        if doc.startswith("JF_E_") and records:
            return f"{self.api.structs[records[0]].doc} {doc}"
        return doc

    def count_of(self, at: Operation) -> Operation:
        stem = at.function.name.removesuffix("_at")
        owner = at.owner or "jf"
        for name in (f"{stem}_count", f"{owner}_count"):
            found = self.protocol.by_function.get(name)
            if found is not None:
                return found
        raise HeaderError(f"{at.function.name}: no count belongs to it")

    def view(self, at: Operation, indent: str) -> list[str]:
        """A sequence over the elements that `at` gives."""
        count = self.count_of(at)
        stem = at.name.removesuffix("at").removesuffix("_")
        item = self.result_type(at)
        owner = "self." if at.owner else ""
        others = [a.plain for a in self.inputs(at)[:-1]]
        if [a.plain for a in self.inputs(count)] != others:
            raise HeaderError(f"{at.function.name}: its count takes other arguments")
        getter = f"{owner}{at.name}"
        if others:
            getter = f"lambda index: {getter}({', '.join(others)}, index)"
        made = f"View(lambda: {self.call(count)}, {getter})"
        if len(made) > 80:
            made = f"View(\n{indent}        lambda: {self.call(count)},\n{indent}        {getter},"
            made += f"\n{indent}    )"
        if not stem:
            return self._sequence(count, item, made, indent)
        name = plural(stem)
        given = (["self"] if at.owner else []) + self.parameters(at)[:-1]
        doc = f'"""A live sequence: {python_path(at)} for each index."""'
        mark = [f"{indent}@property"] if at.owner and not others else []
        head = [indent + line for line in signature(name, given, f"View[{item}]")]
        self._taken(at, name)
        return [*mark, *head, f"{indent}    {doc}", f"{indent}    return {made}", ""]

    def _sequence(self, count: Operation, item: str, made: str, indent: str) -> list[str]:
        lines = [
            "@overload", f"def __getitem__(self, index: int) -> {item}: ...",
            "@overload", f"def __getitem__(self, index: slice) -> list[{item}]: ...",
            f"def __getitem__(self, index: int | slice) -> {item} | list[{item}]:",
            f"    return {made}[index]", "",
            f"def __iter__(self) -> Iterator[{item}]:", f"    return iter({made})",
        ]
        return [*self._length(count, indent), *(f"{indent}{x}".rstrip() for x in lines), ""]

    def _length(self, count: Operation, indent: str) -> list[str]:
        return [f"{indent}def __len__(self) -> int:", f"{indent}    return {self.call(count)}", ""]

    def whole(self, read: Operation, size: Operation, indent: str) -> list[str]:
        """All bytes, from x_size and x_read, or from text_size and write."""
        name = size.name.removesuffix("_size")
        self._taken(read, name)
        return [
            f"{indent}def {name}(self) -> bytes:",
            f'{indent}    """All bytes of {python_path(read)}."""',
            f"{indent}    return self.{read.name}(0, {self.call(size)})", "",
        ]

    def _taken(self, operation: Operation, name: str) -> None:
        if f"{operation.owner or 'jf'}_{name}" in self.api.functions:
            raise HeaderError(f"{operation.function.name}: the name {name} is taken")

    def derived(self, operations: list[Operation], indent: str) -> list[str]:
        lines: list[str] = []
        names = {o.name: o for o in operations}
        ats = [o for o in operations if re.search(r"(?:^|_)at$", o.name)]
        for at in ats:
            lines.extend(self.view(at, indent))
        bare = [self.count_of(a) for a in ats if self.count_of(a).name == "count"]
        if bare and "at" not in names:
            lines.extend(self._length(bare[0], indent))
        for read in operations:
            stem = "text" if read.name == "write" else read.name.removesuffix("_read")
            if stem != read.name and f"{stem}_size" in names:
                lines.extend(self.whole(read, names[f"{stem}_size"], indent))
        return lines

    def enum(self, enum: Enum) -> list[str]:
        base = "IntFlag" if re.search(r"\bbits\b", enum.doc) else "IntEnum"
        lines = [f"class {self._class(enum.name)}(enum.{base}):"]
        lines.extend([*self.words.docstring(enum.doc, "    "), ""])
        names = enum_member_names(enum)
        for member in enum.members:
            lines.append(f"    {python_name(names[member.name])} = {member.value}")
            if member.doc:
                lines.extend(self.words.note(member.doc, "    "))
        return [*lines, "", ""]

    def record(self, struct: Struct) -> list[str]:
        lines = ["@dataclass(frozen=True, kw_only=True, slots=True)",
                 f"class {self._class(struct.name)}:"]
        lines.extend([*self.words.docstring(struct.doc, "    "), ""])
        for field in visible_fields(self.api, struct):
            enum, default = field_enum(self.api, field), self.words.field_default(struct, field)
            type_ = self.scalar_type(field.type.base, enum, "JF_DAY_NONE" in field.doc)
            type_ = "bool" if field_is_bool(field) else type_
            type_ = "tuple[int, ...]" if field.count else type_
            ending = f" = {default}" if default is not None else ""
            lines.append(f"    {python_name(field.name)}: {type_}{ending}")
            if field.doc:
                lines.extend(self.words.note(field.doc, "    "))
        return [*lines, "", ""]

    def errors(self) -> list[str]:
        lines = []
        for member in self.api.enums["jf_status"].members:
            if not member.name.startswith("JF_E_"):
                continue
            name = error_class(member.name)
            self.public.append(name)
            base = BASES.get(member.name, "RuntimeError")
            status = enum_member_names(self.api.enums["jf_status"])[member.name]
            lines.append(f"class {name}(Error, {base}):")
            lines.extend([*self.words.note(member.doc, "    "), ""])
            lines.extend([f"    status = Status.{status}", "", ""])
        self.public.append("IndexError_")
        lines.extend(["class IndexError_(RangeError, IndexError):",
                      '    """an index outside its range."""', "", ""])
        return lines

    def handle(self, name: str) -> list[str]:
        operations = self.protocol.of(name)
        charm = f"_charm.{python_class(name)}Charm, " if python_class(name) in self.charms else ""
        lines = [f"class {self._class(name)}({charm}Handle):"]
        lines.extend(self.words.docstring(self.api.handles[name].doc, "    "))
        lines.extend(["", "    __slots__ = ()", ""])
        for operation in operations:
            lines.extend(self.function(operation, "    "))
        lines.extend(self.derived(operations, "    "))
        return [*lines, ""]

    def _class(self, c_name: str) -> str:
        name = python_class(c_name)
        self.public.append(name)
        return name

    def write(self) -> str:
        records = [s for s in self.api.structs.values() if self.has_class(s.name)]
        lines: list[str] = []
        for enum in self.api.enums.values():
            lines.extend(self.enum(enum))
        lines.extend(self.errors())
        for struct in records:
            lines.extend(self.record(struct))
        for callback in self.api.callbacks.values():
            numbers = ", ".join(["int"] * (len(callback.parameters) - 1))
            lines.append(
                f"{self._class(callback.name)} = Callable[[{numbers}], Optional[{callback.result}]]"
            )
            lines.extend([*self.words.docstring(callback.doc, ""), "", ""])
        for handle in self.api.handles:
            lines.extend(self.handle(handle))
        functions = self.protocol.of(None)
        for operation in functions:
            self.public.append(python_name(operation.name))
            lines.extend([*self.function(operation, ""), ""])
        made = self.derived(functions, "")
        self.public.extend(re.findall(r"^def (\w+)", "\n".join(made), re.MULTILINE))
        lines.extend([*made, "", *self._registration(records)])
        names = "".join(f'    "{name}",\n' for name in sorted(self.public))
        return "\n".join([_HEAD, f"__all__ = [\n{names}]", "", "", *lines, ""])

    def _registration(self, records: list[Struct]) -> list[str]:
        types = [*self.api.enums, *(s.name for s in records), *self.api.handles]
        lines = ["for _name, _class in {"]
        lines.extend(f'    "{t}": {python_class(t)},' for t in types)
        lines.extend(["}.items():", "    _core.register_type(_name, _class)", ""])
        lines.extend(["_errors: dict[int, type[Error]] = {", "    -1: IndexError_,"])
        for member in self.api.enums["jf_status"].members:
            if member.name.startswith("JF_E_"):
                lines.append(f"    {member.value}: {error_class(member.name)},")
        return [
            *lines, "}", "_core.register_errors(_errors)", "",
            "for _error in (Error, *_errors.values()):  # as tracebacks name them",
            '    _error.__module__ = "jianfu"',
        ]

    def classes(self) -> list[str]:
        """Classes that results can have."""
        names = [*self.api.handles, *(s for s in self.api.structs if self.has_class(s))]
        return [python_class(name) for name in names]

    def write_stub(self) -> str:
        """_core.pyi: what the private module returns."""
        lines = [
            "# SPDX-License-Identifier: Apache-2.0",
            "# Written by bindings/swig_methods.py from the public headers.",
            "from datetime import date", "from typing import Any, TypeVar", "",
            f"from ._api import {', '.join(sorted(self.classes()))}", "",
            '_T = TypeVar("_T")', "",
            "class Handle:", "    def close(self) -> None: ...",
            "    def _adopt(self, other: Handle) -> None: ...",
            "    @property", "    def closed(self) -> bool: ...", "",
            "def register_type(name: str, cls: type, /) -> None: ...",
            "def register_errors(errors: Any, /) -> None: ...",
            "def member(cls: type[_T], number: int, /) -> _T: ...",
        ]
        for operation in (o for o in self.protocol.operations if o.role is not Role.FREE):
            result = self.result_type(operation)
            enums = [a.enum for a in operation.outputs] or [operation.result_enum]
            result = "int" if enums != [None] and len(enums) == 1 else result
            lines.append(f"def {core_name(operation)}(*arguments: Any) -> {result}: ...")
        return "\n".join([*lines, ""])


WRITERS: dict[str, Callable[[Facade], str]] = {
    "_api.py": Facade.write,
    "_core.pyi": Facade.write_stub,
}

# SPDX-License-Identifier: Apache-2.0
"""The contracts of the headers in the words of Python: names, types, defaults, docstrings."""

from __future__ import annotations

import builtins
import keyword
import re
import textwrap

from .headers import Enum, Field, Struct
from .interface import declared_name
from .protocol import (
    Argument, Kind, Operation, Protocol, Role, class_name, enum_member_names, field_enum,
    field_is_bool,
)

WIDTH = 96
_SENTENCE = re.compile(r'(?<=\.)\s+(?=[A-Z`"(])')


def python_class(c_name: str) -> str:
    """Class of a C type; a name that would hide a builtin gets an underscore."""
    name = class_name(c_name)
    return f"{name}_" if hasattr(builtins, name) else name


def error_class(member: str) -> str:
    """JF_E_NOT_FOUND -> NotFoundError."""
    name = class_name(member.removeprefix("JF_E_").lower()) + "Error"
    return f"{name}_" if hasattr(builtins, name) else name


def python_name(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name


def python_path(operation: Operation) -> str:
    """What a user writes for a function, for instance Calendar.seal."""
    if operation.owner is None:
        return operation.name
    owner = python_class(operation.owner)
    return owner if operation.role is Role.NEW else f"{owner}.{python_name(operation.name)}"


def core_name(operation: Operation) -> str:
    """Name in the private module."""
    if operation.owner is None:
        return operation.name
    owner = class_name(operation.owner)
    return f"new_{owner}" if operation.role is Role.NEW else f"{owner}_{declared_name(operation)}"


class Words:
    """Translation of C names in contracts."""

    def __init__(self, protocol: Protocol) -> None:
        self.protocol = protocol
        api = protocol.api
        self.names = {
            "JF_DAY_NONE": "None", "JF_DAY_FIRST": "date.min", "JF_DAY_LAST": "date.max",
            "NULL": "None",
        }
        for enum in api.enums.values():
            self.names[enum.name] = python_class(enum.name)
            for c_name, name in enum_member_names(enum).items():
                self.names[c_name] = f"{python_class(enum.name)}.{name}"
        for member in api.enums["jf_status"].members:
            if member.name.startswith("JF_E_"):
                self.names[member.name] = error_class(member.name)
        for c_type in (*api.structs, *api.handles, *api.callbacks):
            self.names[c_type] = python_class(c_type)
        for operation in protocol.operations:
            self.names[operation.function.name] = python_path(operation)
        self.defaults = self._documented_zeros()

    def translate(self, contract: str) -> str:
        text = re.sub(r"\s*\([^()]*\btext_size\b[^()]*\)", "", contract)
        text = re.sub(r";?\s*\btext_size\b[^;.]*", "", text)
        text = text.replace(" and a NUL to text_out", "").replace(" with its NUL", "")
        text = re.sub(r"\berr->(\w+)", r"error.\1", text)
        text = re.sub(r"\b(?:jf|JF)_\w+\b|\bNULL\b", lambda m: self.names.get(m[0], m[0]), text)
        text = re.sub(r"\b([Aa]) (?=[AEIO][a-z])", r"\1n ", text)
        return text.replace("\\", "\\\\").replace('"""', "'''").strip()

    def docstring(self, contract: str, indent: str) -> list[str]:
        """A docstring: the first sentence, the rest, and what is raised in order of precedence."""
        described: list[str] = []
        raised: list[str] = []
        for sentence in _SENTENCE.split(contract):
            if re.match(r"JF_E_|(?:Else|Errors|Statuses|Further statuses) as ", sentence):
                items = re.split(r";\s+(?=JF_E_|else as)", sentence.rstrip("."))
                raised.extend(i for i in items if not re.search(r"\b(?:text|digest)_size\b", i))
            elif not re.match(r"`opts` may be NULL|`?\w+_out\b", sentence):
                described.append(self.translate(sentence))
        described = [d.rstrip(".") + "." for d in described if d.strip(". ")]
        if len(described) <= 1 and not raised:
            return self._short(described[0] if described else "", indent)
        lines = _wrapped(f'"""{described[0]}' if described else '"""', indent)
        if len(described) > 1:
            lines.extend(["", *_wrapped(" ".join(described[1:]), indent)])
        if raised:
            lines.extend(["", f"{indent}Raises:"])
        for item in raised:
            lines.extend(_wrapped(self.translate(item), f"{indent}    ", "    "))
        return [*lines, f'{indent}"""']

    def note(self, doc: str, indent: str) -> list[str]:
        """A line of documentation below a field or member."""
        text = re.sub(r"^0: ", "False: ", re.sub(r"^1: ", "", doc))
        return self._short(self.translate(text), indent)

    def _short(self, text: str, indent: str) -> list[str]:
        text += " " if text.endswith('"') else ""
        if len(text) + len(indent) <= WIDTH - 6:
            return [f'{indent}"""{text}"""']
        return [*_wrapped(f'"""{text}', indent), f'{indent}"""']

    def _documented_zeros(self) -> set[str]:
        """Parameters of which some contract says what 0 means."""
        found = set()
        for operation in self.protocol.operations:
            for argument in operation.inputs:
                if _zero_of(operation.function.doc, argument.name):
                    found.add(argument.name)
        return found

    def default_of(self, operation: Operation, argument: Argument) -> str | None:
        """Default of a parameter as the contract gives it; None when there is none."""
        doc, name = operation.function.doc, argument.name
        if argument.nullable:
            return "None"
        if argument.kind is Kind.ITEMS_OUT:
            arrays = any(a.kind is Kind.ITEMS for a in operation.inputs)
            return "None" if arrays else None
        if argument.kind is not Kind.SCALAR:
            return None
        if argument.type.base == "jf_day":
            return "None" if operation.names_no_day else None
        if argument.enum:
            zero = _zero_member(self.protocol.api.enums[argument.enum])
            only = len(operation.inputs) == 1
            return f"{python_class(argument.enum)}.{zero}" if zero and not only else None
        if argument.type.base == "bool":
            return "False"
        repeated = name in self.defaults and re.search(rf"\b{name}`? as above", doc)
        return "0" if _zero_of(doc, name) or repeated else None

    def field_default(self, struct: Struct, field: Field) -> str | None:
        """Default of a field: there is one when the contract says what 0 means."""
        doc = field.doc
        if field.type.base == "jf_day":
            return "None" if "JF_DAY_NONE" in doc else None
        if field_is_bool(field):
            return "False"
        if field.count:
            return f"({', '.join(['0'] * field.count)})"
        enum = field_enum(self.protocol.api, field)
        if enum:
            return _enum_default(self.protocol.api.enums[enum], doc)
        says_zero = re.search(r"(?:^|\b)0 (?:=|to|or more|unless|open)", doc)
        all_zero = re.search(r"zero (?:means|in every field)", struct.doc)
        return "0" if says_zero or all_zero else None


def _wrapped(text: str, indent: str, hanging: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + hanging,
                         break_on_hyphens=False)


def _zero_of(doc: str, name: str) -> bool:
    return re.search(rf"\b{name}`?(?: \(|: )[^.;()]*\b0 (?:=|means) ", doc) is not None


def _zero_member(enum: Enum) -> str | None:
    names = enum_member_names(enum)
    return next((names[m.name] for m in enum.members if m.value == 0), None)


def _enum_default(enum: Enum, doc: str) -> str | None:
    said = re.search(r"\b0 = (\w+)", doc)
    names = list(enum_member_names(enum).values())
    word = said[1].upper() if said and said[1].upper() in names else _zero_member(enum)
    return f"{python_class(enum.name)}.{word}" if word else None

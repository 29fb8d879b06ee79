# SPDX-License-Identifier: Apache-2.0
"""Parser of the public headers.

It reads our own style and nothing else: one declaration, a contract directly above it, one level
of pointers. Whatever it does not understand is an error that names file and line; a declaration
is never skipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path


class HeaderError(Exception):
    """A declaration that is not in our style."""


@dataclass(frozen=True)
class Type:
    """A C type with at most one pointer."""

    base: str
    pointer: bool = False
    const: bool = False

    def __str__(self) -> str:
        return f"{'const ' if self.const else ''}{self.base}{' *' if self.pointer else ''}"


@dataclass(frozen=True)
class Parameter:
    type: Type
    name: str

    def __str__(self) -> str:
        text = str(self.type)
        return f"{text}{self.name}" if text.endswith("*") else f"{text} {self.name}"


@dataclass(frozen=True)
class Member:
    """An enumerator."""

    name: str
    value: int
    doc: str


@dataclass(frozen=True)
class Enum:
    name: str
    doc: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Field:
    type: Type
    name: str
    count: int  # 0: not an array
    doc: str


@dataclass(frozen=True)
class Struct:
    """A struct; one that holds function pointers is a table of functions and no record."""

    name: str
    doc: str
    fields: tuple[Field, ...]
    is_table: bool = False


@dataclass(frozen=True)
class Handle:
    name: str
    doc: str


@dataclass(frozen=True)
class Callback:
    name: str
    doc: str
    result: Type
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True)
class Function:
    name: str
    doc: str
    result: Type
    parameters: tuple[Parameter, ...]


@dataclass
class Api:
    """Everything that the headers declare, in their order."""

    headers: list[str] = field(default_factory=list)
    constants: dict[str, str] = field(default_factory=dict)
    enums: dict[str, Enum] = field(default_factory=dict)
    structs: dict[str, Struct] = field(default_factory=dict)
    handles: dict[str, Handle] = field(default_factory=dict)
    callbacks: dict[str, Callback] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)


_TYPE = r"(?:const\s)?\w+\s(?:\*|(?!\*))"
_ITEM = re.compile(
    r"""\s*(?:
      (?P<doc>/\*\*(?!<).*?\*/)
    | (?P<comment>/\*.*?\*/)
    | (?P<plusplus>\#ifdef\ __cplusplus\n.*?\#endif)
    | (?P<platform>\#if\ defined\(SWIG\).*?\n\#endif\n(?!\#))
    | \#include\ [<"](?P<include>[\w./]+)[>"]
    | \#define\ (?P<constant>JF_\w+)\ (?P<value>[^\n]*)
    | (?P<guard>\#ifndef\ \w+\n\#define\ \w+\n|\#endif)
    | typedef\ enum\ (?P<enum>\w+)\ \{(?P<members>.*?)\}\ (?P=enum);
    | typedef\ struct\ (?P<struct>\w+)\ \{(?P<fields>.*?)\}\ (?P=struct);
    | typedef\ struct\ (?P<handle>\w+)\ (?P=handle);
    | typedef\ (?P<alias_of>\w+)\ (?P<alias>jf_\w+);
    | typedef\ (?P<callback_result>\w+)\ \(\*(?P<callback>\w+)\)\((?P<callback_list>[^)]*)\);
    | JF_API\ (?P<result>"""
    + _TYPE
    + r""")(?P<function>\w+)\((?P<list>[^()]*)\);
    )""",
    re.VERBOSE | re.DOTALL,
)
_MEMBER = re.compile(
    r"\s*(?P<name>JF_\w+)\s*=\s*(?P<value>-?\w+)\s*,?\s*(?:/\*\*<(?P<doc>.*?)\*/)?", re.DOTALL
)
_FIELD = re.compile(
    r"\s*(?P<type>\w+) (?P<name>\w+)(?:\[(?P<count>\d+)\])?;\s*(?:/\*\*<(?P<doc>.*?)\*/)?",
    re.DOTALL,
)
_FIELD_OF_TABLE = re.compile(
    r"\s*(?:\w+ \*?\(\*\w+\)\([^)]*\)|void \*\w+);\s*(?:/\*\*<.*?\*/)?", re.DOTALL
)
_PARAMETER = re.compile(r"(?P<type>" + _TYPE + r")(?P<name>\w+)")


def _text_of(comment: str | None) -> str:
    """Text of a comment without its stars, one paragraph."""
    if comment is None:
        return ""
    body = comment.removeprefix("/**").removesuffix("*/")
    lines = (re.sub(r"^\s*\* ?", "", line).strip() for line in body.splitlines())
    return " ".join(line for line in lines if line)


def _type_of(text: str) -> Type:
    words = text.replace("*", " ").split()
    const = words[0] == "const"
    return Type(words[-1], "*" in text, const)


def _parameters_of(text: str, where: str) -> tuple[Parameter, ...]:
    text = " ".join(text.split())
    if text == "void":
        return ()
    parameters = []
    for part in text.split(", "):
        found = _PARAMETER.fullmatch(part)
        if found is None:
            raise HeaderError(f"{where}: parameter not understood: {part!r}")
        parameters.append(Parameter(_type_of(found["type"]), found["name"]))
    return tuple(parameters)


def _sequence(pattern: re.Pattern[str], text: str, where: str) -> list[re.Match[str]]:
    """Matches of the pattern that cover the whole text."""
    matches = []
    position = 0
    while text[position:].strip():
        found = pattern.match(text, position)
        if found is None:
            line = text[position:].strip().splitlines()[0]
            raise HeaderError(f"{where}: not understood: {line!r}")
        matches.append(found)
        position = found.end()
    return matches


class _Reader:
    """Reads one header into an Api."""

    def __init__(self, api: Api, path: Path, name: str) -> None:
        self.api = api
        self.text = path.read_text(encoding="utf-8")
        self.name = name
        self.doc = ""
        self.shared = ""  # contract of the declaration before: functions may share one
        self.includes: list[str] = []

    def read(self) -> None:
        position = 0
        while self.text[position:].strip():
            found = _ITEM.match(self.text, position)
            line = self.text.count("\n", 0, position) + 1
            where = f"{self.name}:{line}"
            if found is None:
                rest = self.text[position:].strip().splitlines()[0]
                raise HeaderError(f"{where}: declaration not understood: {rest!r}")
            self._item(found, where)
            position = found.end()

    def _item(self, found: re.Match[str], where: str) -> None:
        kind = found.lastgroup or ""
        if found["doc"] is not None:
            self.doc = _text_of(found["doc"])
            return
        if found["include"]:
            self.includes.append(found["include"])
        elif found["constant"]:
            value = re.sub(r"/\*.*?\*/", "", found["value"]).strip()
            self.api.constants[found["constant"]] = value
            self.doc = ""
        elif found["function"]:
            self._function(found, where)
            return
        elif kind not in ("comment", "plusplus", "platform", "guard"):
            self._type(found, where)
        self.shared = ""

    def _type(self, found: re.Match[str], where: str) -> None:
        doc, self.doc = self.doc, ""
        if not doc:
            raise HeaderError(f"{where}: no contract above {' '.join(found[0].split())[:60]!r}")
        if found["enum"]:
            members = tuple(
                Member(m["name"], int(m["value"], 0), _text_of(m["doc"]))
                for m in _sequence(_MEMBER, found["members"], where)
            )
            self.api.enums[found["enum"]] = Enum(found["enum"], doc, members)
        elif found["struct"]:
            self.api.structs[found["struct"]] = self._struct(found, doc, where)
        elif found["handle"]:
            self.api.handles[found["handle"]] = Handle(found["handle"], doc)
        elif found["alias"]:
            self.api.aliases[found["alias"]] = found["alias_of"]
        else:
            self.api.callbacks[found["callback"]] = Callback(
                found["callback"],
                doc,
                Type(found["callback_result"]),
                _parameters_of(found["callback_list"], where),
            )

    def _struct(self, found: re.Match[str], doc: str, where: str) -> Struct:
        name, body = found["struct"], found["fields"]
        if "(*" in body:
            _sequence(_FIELD_OF_TABLE, body, where)
            return Struct(name, doc, (), is_table=True)
        fields = tuple(
            Field(Type(f["type"]), f["name"], int(f["count"] or 0), _text_of(f["doc"]))
            for f in _sequence(_FIELD, body, where)
        )
        return Struct(name, doc, fields)

    def _function(self, found: re.Match[str], where: str) -> None:
        follows = not found[0].startswith("\n\n")
        doc = self.doc or (self.shared if follows else "")
        if not doc:
            raise HeaderError(f"{where}: no contract above {found['function']}")
        self.doc, self.shared = "", doc
        self.api.functions[found["function"]] = Function(
            found["function"],
            doc,
            _type_of(found["result"]),
            _parameters_of(found["list"], where),
        )


def read_headers(folder: Path, umbrella: str) -> Api:
    """Reads the umbrella header and what it includes, each header after those it needs."""
    api = Api()
    seen: set[str] = set()

    def visit(name: str) -> None:
        if name in seen or not (folder / name).exists():
            return
        seen.add(name)
        text = (folder / name).read_text(encoding="utf-8")
        for needed in re.findall(r'^#include "([\w./]+)"', text, re.MULTILINE):
            visit(needed)
        _Reader(api, folder / name, name).read()
        api.headers.append(name)

    visit(umbrella)
    return api

# SPDX-License-Identifier: Apache-2.0
"""What the names and contracts of the headers mean: the protocol of docs/CONVENTIONS.md.

A function becomes an Operation: an owner (a handle type or the module), a role, and arguments of
known kinds. A parameter that fits no rule is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum as _Enum
from enum import auto

from .headers import Api, Enum, Field, Function, HeaderError, Parameter, Struct, Type

INTEGERS = ("int32_t", "int64_t", "uint32_t", "uint64_t", "size_t")
SCALARS = (*INTEGERS, "bool", "jf_day")
HIDDEN_FIELDS = ("size", "reserved")
NOT_RECORDS = ("jf_error",)
TEXT_MAX = 256


class Kind(_Enum):
    """Kinds of argument."""

    SELF = auto()
    HANDLE = auto()
    RECORD = auto()
    RECORD_OUT = auto()
    SCALAR = auto()
    SCALAR_OUT = auto()
    TEXT = auto()
    TEXT_OUT = auto()
    BLOCK_OUT = auto()  # bytes of a size that the contract fixes
    ITEMS = auto()
    ITEMS_OUT = auto()
    CALLBACK = auto()
    ERROR = auto()


OUTPUTS = (Kind.RECORD_OUT, Kind.SCALAR_OUT, Kind.TEXT_OUT, Kind.BLOCK_OUT)
INPUTS = (Kind.HANDLE, Kind.RECORD, Kind.SCALAR, Kind.TEXT, Kind.ITEMS, Kind.ITEMS_OUT,
          Kind.CALLBACK)


class Role(_Enum):
    """Roles of a function."""

    NEW = auto()
    FREE = auto()
    METHOD = auto()
    STATIC = auto()  # belongs to a handle type but takes none of it
    MODULE = auto()


@dataclass(frozen=True)
class Argument:
    kind: Kind
    type: Type
    name: str  # as in C
    nullable: bool = False
    enum: str | None = None

    @property
    def plain(self) -> str:
        return self.name.removesuffix("_out")


@dataclass(frozen=True)
class Operation:
    function: Function
    role: Role
    owner: str | None
    arguments: tuple[Argument, ...]
    result_enum: str | None
    names_no_day: bool  # the contract gives JF_DAY_NONE a meaning
    names_null: bool  # … or NULL

    @property
    def inputs(self) -> list[Argument]:
        return [a for a in self.arguments if a.kind in INPUTS]

    @property
    def outputs(self) -> list[Argument]:
        return [a for a in self.arguments if a.kind in OUTPUTS]

    @property
    def is_fallible(self) -> bool:
        return any(a.kind is Kind.ERROR for a in self.arguments)

    @property
    def name(self) -> str:
        """Name without the prefix of the library and of the owner."""
        return self.function.name.removeprefix(f"{self.owner or 'jf'}_")


def class_name(c_name: str) -> str:
    """jf_period_kind -> PeriodKind."""
    return "".join(word.capitalize() for word in c_name.removeprefix("jf_").split("_"))


def is_record(api: Api, name: str) -> bool:
    found = api.structs.get(name)
    return found is not None and not found.is_table and name not in NOT_RECORDS


def is_sized(struct: Struct) -> bool:
    return struct.fields[0].name == "size"


def visible_fields(api: Api, struct: Struct) -> list[Field]:
    """Fields that a binding shows: no size, no reserve, no allocator."""
    shown = []
    for field in struct.fields:
        if field.name in HIDDEN_FIELDS:
            continue
        base = field.type.base
        if base in api.structs and api.structs[base].is_table:
            continue
        if base not in SCALARS:
            raise HeaderError(f"{struct.name}.{field.name}: no rule for a field of type {base}")
        shown.append(field)
    return shown


def field_enum(api: Api, field: Field) -> str | None:
    """The enum that the contract of a field names, itself or by one of its constants."""
    if field.type.base != "int32_t":
        return None
    for name in re.findall(r"\bjf_\w+\b", field.doc):
        if name in api.enums:
            return str(name)
    return _enum_of_constants(api, field.doc, field.name)


def field_is_bool(field: Field) -> bool:
    """Bools are int32 in records; their contract begins with "1: "."""
    named = field.name.startswith(("is_", "has_"))
    return field.type.base == "int32_t" and (named or field.doc.startswith("1: "))


def _enum_of_constants(api: Api, doc: str, name: str) -> str | None:
    mentioned = set(re.findall(r"\bJF_[A-Z0-9_]+\b", doc))
    for enum in api.enums.values():
        if enum.name.endswith(name) and mentioned & {m.name for m in enum.members}:
            return enum.name
    return None


def _scalar_enum(api: Api, function: Function, name: str, type_: Type) -> str | None:
    """The enum of an int32 parameter or result: by contract, by name, by noun."""
    if type_.base != "int32_t":
        return None
    for mention in re.findall(r"\bjf_\w+\b", function.doc):
        if mention in api.enums and mention.endswith(name):
            return str(mention)
    if function.name.endswith("_name") and function.name.removesuffix("_name") in api.enums:
        return function.name.removesuffix("_name")
    for candidate in (f"jf_{name}", f"jf_{function.name.split('_')[1]}_{name}"):
        if candidate in api.enums:
            return candidate
    constant = _enum_of_constants(api, function.doc, name)
    if constant:
        return constant
    ending = [e for e in api.enums if e.endswith(f"_{name}")]
    return ending[0] if len(ending) == 1 else None


def _result_enum(api: Api, function: Function) -> str | None:
    """The enum of an int32 result: its contract says "a jf_...", else as a parameter."""
    said = re.search(r"\b[Aa] (jf_\w+)", function.doc)
    if function.result.base == "int32_t" and said and said[1] in api.enums:
        return said[1]
    return _scalar_enum(api, function, function.name.split("_")[-1], function.result)


def _is_nullable(doc: str, name: str) -> bool:
    """`x` may be NULL; `x` and `y` may be NULL; x (NULL = …); x; NULL restores …; x (nullable)."""
    words = name.replace("_", "[ _]")
    return any(
        re.search(pattern, doc)
        for pattern in (
            rf"`{words}`(?: and `\w+`)? may be NULL",
            rf"\b{words}`? (?:of \w+ )?\(NULL = ",
            rf"\b{words}; NULL ",
        )
    )


class Protocol:
    """The operations of an Api."""

    def __init__(self, api: Api, left_out: set[str]) -> None:
        self.api = api
        for name, value in api.constants.items():
            if name.endswith("_SIZE") and int(value) > TEXT_MAX:
                raise HeaderError(f"{name}: texts of more than {TEXT_MAX} bytes need a new rule")
        unknown = left_out - set(api.functions)
        if unknown:
            raise HeaderError(f"left out, but not declared: {', '.join(sorted(unknown))}")
        self.operations = [
            self._operation(f) for f in api.functions.values() if f.name not in left_out
        ]
        self.by_function = {o.function.name: o for o in self.operations}

    def of(self, owner: str | None) -> list[Operation]:
        return [o for o in self.operations if o.owner == owner and o.role is not Role.FREE]

    def _operation(self, function: Function) -> Operation:
        owners = [h for h in self.api.handles if function.name.startswith(f"{h}_")]
        owner = max(owners, key=len) if owners else None
        arguments = tuple(self._arguments(function))
        has_self = bool(arguments) and arguments[0].kind is Kind.SELF
        if owner is None:
            role = Role.MODULE
        elif function.name == f"{owner}_new":
            role = Role.NEW
        elif function.name == f"{owner}_free":
            role = Role.FREE
        else:
            role = Role.METHOD if has_self else Role.STATIC
        if has_self and arguments[0].type.base != owner:
            raise HeaderError(f"{function.name}: self is not a {owner}")
        fallible = any(a.kind is Kind.ERROR for a in arguments)
        if (function.result.base == "jf_status" or self._makes_handle(function)) and not fallible:
            raise HeaderError(f"{function.name}: can fail but takes no err")
        return Operation(
            function, role, owner, arguments, _result_enum(self.api, function),
            "JF_DAY_NONE" in function.doc, "NULL" in function.doc,
        )

    def _makes_handle(self, function: Function) -> bool:
        return function.result.base in self.api.handles

    def _arguments(self, function: Function) -> list[Argument]:
        result: list[Argument] = []
        rest = list(function.parameters)
        while rest:
            pair = self._pair(function, rest)
            if pair is not None:
                result.append(pair)
                del rest[:2]
                continue
            result.append(self._single(function, rest[0].type, rest[0].name, not result))
            del rest[:1]
        return result

    def _pair(self, function: Function, rest: list[Parameter]) -> Argument | None:
        """(items, item_count), (text_out, text_size), (x_out, x_size) and (fn, user)."""
        if len(rest) < 2:
            return None
        (first, second), doc = rest[:2], function.doc
        type_, name = first.type, first.name
        if type_.base in self.api.callbacks:
            if name != "fn" or str(second) != "void *user":
                raise HeaderError(f"{function.name}: a callback is (fn, user)")
            return Argument(Kind.CALLBACK, type_, name, _is_nullable(doc, name))
        if not type_.pointer or second.type != Type("size_t"):
            return None
        plain = name.removesuffix("_out")
        if second.name.endswith("_count"):
            if plain != second.name.removesuffix("_count") + "s":
                raise HeaderError(f"{function.name}: {second.name} does not count {name}")
            kind = Kind.ITEMS if type_.const else Kind.ITEMS_OUT
            return Argument(kind, type_, name)
        if second.name == f"{plain}_size" and name.endswith("_out"):
            return Argument(Kind.TEXT_OUT if type_.base == "char" else Kind.BLOCK_OUT, type_, name)
        return None

    def _single(self, function: Function, type_: Type, name: str, is_first: bool) -> Argument:
        api, base = self.api, type_.base
        nullable = _is_nullable(function.doc, name)
        if name == "opts":  # zero means default, so do no options, unless they are asked for
            nullable = "no options" not in function.doc
        if str(type_) == "jf_error *" and name == "err":
            return Argument(Kind.ERROR, type_, name)
        if base in api.handles and type_.pointer:
            kind = Kind.SELF if is_first and name == "self" else Kind.HANDLE
            return Argument(kind, type_, name, nullable)
        if is_record(api, base) and type_.pointer:
            if type_.const:
                return Argument(Kind.RECORD, type_, name, nullable)
            if name.endswith("_out"):
                return Argument(Kind.RECORD_OUT, type_, name)
        if str(type_) == "const char *":
            return Argument(Kind.TEXT, type_, name)
        if base in SCALARS and not type_.const and type_.pointer == name.endswith("_out"):
            kind = Kind.SCALAR_OUT if type_.pointer else Kind.SCALAR
            enum = _scalar_enum(api, function, name.removesuffix("_out"), type_)
            return Argument(kind, type_, name, False, enum)
        raise HeaderError(f"{function.name}: no rule for the parameter {type_}{name}")


def enum_member_names(enum: Enum) -> dict[str, str]:
    """Name of each member without what all of them share (JF_E_ for the statuses)."""
    long = [m.name for m in enum.members if m.name.count("_") > 1]
    prefix = re.match(r"JF_(?:[A-Z0-9]+_)*", _common(long))
    shared = prefix[0] if prefix else "JF_"
    return {
        m.name: m.name.removeprefix(shared if m.name.startswith(shared) else "JF_")
        for m in enum.members
    }


def _common(names: list[str]) -> str:
    first, last = min(names), max(names)
    length = 0
    while length < min(len(first), len(last)) and first[length] == last[length]:
        length += 1
    return first[:length]

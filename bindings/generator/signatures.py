# SPDX-License-Identifier: Apache-2.0
"""Types, parameters and calls of the Python functions."""

from __future__ import annotations

from .contracts import Words, core_name, python_class, python_name
from .protocol import INTEGERS, Argument, Kind, Operation, Protocol, Role, is_record, visible_fields


class Signatures:
    """What a function takes and gives in Python."""

    def __init__(self, protocol: Protocol) -> None:
        self.protocol = protocol
        self.api = protocol.api
        self.words = Words(protocol)

    def has_class(self, name: str) -> bool:
        """Whether a record shows anything; options with an allocator only do not."""
        found = self.api.structs.get(name)
        return found is not None and is_record(self.api, name) and bool(
            visible_fields(self.api, found)
        )

    def inputs(self, operation: Operation) -> list[Argument]:
        return [
            a for a in operation.inputs
            if a.kind is not Kind.RECORD or self.has_class(a.type.base)
        ]

    def scalar_type(self, base: str, enum: str | None, optional_day: bool) -> str:
        if base == "jf_day":
            return "date | None" if optional_day else "date"
        if enum:
            return python_class(enum)
        return "bool" if base == "bool" else "int"

    def item_type(self, base: str) -> str:
        return "int" if base in INTEGERS else python_class(base)

    def input_type(self, operation: Operation, argument: Argument) -> str:
        base = argument.type.base
        optional = " | None" if argument.nullable else ""
        if argument.kind is Kind.SCALAR:
            return self.scalar_type(base, argument.enum, operation.names_no_day)
        if argument.kind is Kind.TEXT:
            return "str | PathLike[str]" if argument.name == "path" else "str"
        if argument.kind is Kind.ITEMS:
            if base == "uint8_t":
                return "ReadableBuffer"
            return f"Iterable[{self.item_type(base)}] | ReadableBuffer"
        if argument.kind is Kind.ITEMS_OUT:
            return "int | WriteableBuffer"
        return python_class(base) + optional

    def output_type(self, operation: Operation, argument: Argument) -> str:
        if argument.kind is Kind.TEXT_OUT:
            return "str"
        if argument.kind is Kind.BLOCK_OUT:
            return "bytes"
        if argument.kind is Kind.RECORD_OUT:
            return python_class(argument.type.base)
        return self.scalar_type(argument.type.base, argument.enum, operation.names_no_day)

    def array_type(self, operation: Operation) -> str | None:
        """Type of an array that the call makes, when it fills one."""
        for argument in operation.inputs:
            if argument.kind is Kind.ITEMS_OUT:
                base = argument.type.base
                return "bytes" if base == "uint8_t" else f"list[{self.item_type(base)}]"
        return None

    def result_type(self, operation: Operation) -> str:
        result, array = operation.function.result, self.array_type(operation)
        if array:
            return self.with_outputs(operation, f"{array} | None")
        if result.base in self.api.handles:
            return python_class(result.base)
        if str(result) == "const char *":
            optional = operation.names_null and not is_unchecked_at(operation)
            return "str | None" if optional else "str"
        if result.base not in ("jf_status", "void"):
            return self.scalar_type(result.base, operation.result_enum, operation.names_no_day)
        types = [self.output_type(operation, a) for a in operation.outputs]
        if len(types) > 1:
            return f"tuple[{', '.join(types)}]"
        return types[0] if types else "None"

    def with_outputs(self, operation: Operation, array: str) -> str:
        """Type of the results where one of them, the last, is an array."""
        types = [self.output_type(operation, a) for a in operation.outputs]
        return f"tuple[{', '.join([*types, array])}]" if types else array

    def parameters(self, operation: Operation, array: str | None = None) -> list[str]:
        """Parameters with types and defaults; `array` replaces the type of an array result."""
        texts: list[str] = []
        may_default = True
        for argument in reversed(self.inputs(operation)):
            type_ = self.input_type(operation, argument)
            default = self.words.default_of(operation, argument) if may_default else None
            may_default = default is not None
            if argument.kind is Kind.ITEMS_OUT:
                type_ = array or (f"{type_} | None" if default else type_)
                default = default if array in (None, "int | None", "None") else None
            if default == "None" and "None" not in type_:
                type_ += " | None"
            ending = f" = {default}" if default is not None else ""
            texts.insert(0, f"{python_name(argument.plain)}: {type_}{ending}")
        return texts

    def call(self, operation: Operation) -> str:
        """The call into the private module."""
        values = ["self"] if operation.role is Role.METHOD else []
        for argument in operation.inputs:
            hidden = argument.kind is Kind.RECORD and not self.has_class(argument.type.base)
            values.append("None" if hidden else python_name(argument.plain))
        return f"_core.{core_name(operation)}({', '.join(values)})"


def is_property(operation: Operation) -> bool:
    """A getter that takes nothing and cannot fail."""
    return (
        operation.role is Role.METHOD and len(operation.arguments) == 1
        and operation.function.result.base != "void"
    )


def is_unchecked_at(operation: Operation) -> bool:
    """An element getter that answers an index beyond the end with nothing."""
    return operation.role is Role.METHOD and operation.name.endswith("_at") and (
        not operation.is_fallible
    )


def signature(name: str, given: list[str], result: str, ending: str = "") -> list[str]:
    line = f"def {name}({', '.join(given)}) -> {result}:{ending}"
    if len(line) <= 90:
        return [line]
    return [f"def {name}(", *(f"    {g}," for g in given), f") -> {result}:{ending}"]

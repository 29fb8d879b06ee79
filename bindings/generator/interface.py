# SPDX-License-Identifier: Apache-2.0
"""Writes methods.i: which rule of rules.i applies to which type and parameter.

Classes come from handles, constructors from _new, destructors from _free, methods from self. The
declarations are those of the headers; SWIG calls the functions themselves (bodyless %extend).
"""

from __future__ import annotations

from .headers import Api, Field, Struct
from .protocol import (
    Argument, Kind, Operation, Protocol, Role, class_name, field_enum, field_is_bool, is_record,
    is_sized, visible_fields,
)

_FIELD_KINDS = {
    "int32_t": "INT32", "int64_t": "INT64", "uint32_t": "UINT32", "uint64_t": "UINT64",
    "jf_day": "DAY",
}


_WORDS_OF_C = ("auto", "break", "case", "const", "continue", "default", "do", "else", "enum",
               "extern", "for", "goto", "if", "inline", "register", "return", "static", "struct",
               "switch", "typedef", "union", "void", "volatile", "while")


def declared_name(operation: Operation) -> str:
    """Name of a member for SWIG; words of C get an underscore."""
    return f"{operation.name}_" if operation.name in _WORDS_OF_C else operation.name


def is_long(api: Api, operation: Operation) -> bool:
    """A call that makes a handle out of a callback, a file or bytes: the GIL is released. A method
    that takes items keeps it: its handle may be a live one, which others may read."""
    is_method = operation.role is Role.METHOD
    takes = any(
        a.kind is Kind.CALLBACK or (a.kind is Kind.ITEMS and not is_method) or
        (a.kind is Kind.TEXT and a.name == "path")
        for a in operation.arguments
    )
    makes = operation.function.result.base in api.handles
    return takes and makes and operation.role is not Role.NEW


def shares_self(api: Api, operation: Operation) -> bool:
    """A call that reads its handle, or makes another one that refers to it, changes nothing."""
    return operation.arguments[0].type.const or operation.function.result.base in api.handles


def rule_of(argument: Argument, shares: bool) -> tuple[str, str] | None:
    """(rule, declaration it applies to); None when the plain type's rule does."""
    type_, name, plain = argument.type, argument.name, argument.plain
    declared = f"{type_}{name}"
    if argument.kind is Kind.SELF:
        return (f"{type_.base} *{'SHARED' if shares else 'EXCLUSIVE'}", f"{type_.base} *self")
    if argument.kind is Kind.HANDLE:
        return (f"{type_.base} *{'NULLABLE' if argument.nullable else 'SHARED'}", declared)
    if argument.kind is Kind.RECORD:
        return (f"const {type_.base} *NULLABLE", declared) if argument.nullable else None
    if argument.kind in (Kind.SCALAR_OUT, Kind.RECORD_OUT):
        return (f"{type_.base} *OUT", declared)
    if argument.kind is Kind.TEXT_OUT:
        return ("(char *TEXT_OUT, size_t TEXT_SIZE)", f"({declared}, size_t {plain}_size)")
    if argument.kind is Kind.BLOCK_OUT:
        return ("(uint8_t *BLOCK_OUT, size_t BLOCK_SIZE)", f"({declared}, size_t {plain}_size)")
    if argument.kind in (Kind.ITEMS, Kind.ITEMS_OUT):
        rule = "ITEMS" if argument.kind is Kind.ITEMS else "ITEMS_OUT"
        return (
            f"({type_}{rule}, size_t ITEM_COUNT)", f"({declared}, size_t {plain[:-1]}_count)"
        )
    return None


def _declaration(api: Api, operation: Operation, indent: str) -> list[str]:
    """One function with the rules of its parameters, which hold for it alone."""
    function = operation.function
    shares = operation.role is Role.METHOD and shares_self(api, operation)
    found = [rule_of(argument, shares) for argument in operation.arguments]
    rules = [rule for rule in found if rule is not None]
    parameters = list(function.parameters)
    name = declared_name(operation)
    head = f"{function.result}{'' if function.result.pointer else ' '}{name}"
    if operation.role is Role.NEW:
        head = operation.owner or ""
    if operation.role is Role.MODULE:
        head = head.removesuffix(name) + function.name
    if operation.role is Role.STATIC:
        head = f"static {head}"
    if operation.role is Role.METHOD:
        parameters = parameters[1:]
    lines = [f"%apply {rule} {{ {target} }};" for rule, target in rules]
    lines.append(f"{head}({', '.join(map(str, parameters))});")
    lines.extend(f"%clear {target};" for _, target in rules)
    return [indent + line for line in lines]


def _class(protocol: Protocol, handle: str) -> list[str]:
    name = class_name(handle)
    operations = protocol.of(handle)
    lines = [f"%rename({name}) {handle};", "typedef struct {} " + handle + ";"]
    for operation in operations:
        if operation.function.result.base in protocol.api.handles:
            lines.append(f"%newobject {handle}::{declared_name(operation)};")
        if is_long(protocol.api, operation):
            lines.append(f"%jf_long({handle}::{declared_name(operation)})")
    lines.append(f"%extend {handle} {{")
    for operation in operations:
        lines.extend(_declaration(protocol.api, operation, "    "))
    lines.extend(("#ifndef SWIGPYTHON", f"    ~{handle}();", "#endif", "};", ""))
    return lines


def _field_entry(api: Api, struct: Struct, field: Field) -> str:
    enum = field_enum(api, field)
    kind = "BOOL" if field_is_bool(field) else _FIELD_KINDS[field.type.base]
    members = f"&jfw_enum_{enum}" if enum else "NULL"
    return (
        f'    {{"{field.name}", "{class_name(struct.name)}.{field.name}", NULL, '
        f"offsetof({struct.name}, {field.name}), JFW_{kind}, {field.count}, {members}}},"
    )


def _python_tables(protocol: Protocol) -> list[str]:
    """Layouts of the records and names of the types, as data for runtime.h."""
    api = protocol.api
    lines = ["#ifdef SWIGPYTHON", "%{"]
    for enum in api.enums:
        lines.append(f'static jfw_type jfw_enum_{enum} = {{"{enum}", NULL}};')
    for struct in (s for s in api.structs.values() if is_record(api, s.name)):
        fields = [_field_entry(api, struct, f) for f in visible_fields(api, struct)]
        lines.append(f"static jfw_field jfw_fields_{struct.name}[] = {{")
        lines.extend([*fields, "    {NULL, NULL, NULL, 0, JFW_INT32, 0, NULL}};"])
        lines.append(
            f'static jfw_record jfw_record_{struct.name} = {{{{"{struct.name}", NULL}}, '
            f"{int(is_sized(struct))}, jfw_fields_{struct.name}, "
            f"{{sizeof({struct.name}), 0, &jfw_record_{struct.name}}}}};"
        )
    for handle in api.handles:
        lines.append(f"static void jfw_free_{handle}(void *pointer) {{ {handle}_free(pointer); }}")
        lines.append(
            f'static jfw_class jfw_class_{handle} = {{{{"{handle}", NULL}}, jfw_free_{handle}}};'
        )
    lines.append("static jfw_type *const jfw_types[] = {")
    records = [s for s in api.structs if is_record(api, s)]
    lines.extend(f"    &jfw_enum_{e}," for e in api.enums)
    lines.extend(f"    &jfw_record_{s}.type," for s in records)
    lines.extend(f"    &jfw_class_{h}.type," for h in api.handles)
    lines.extend(["    NULL};", "static jfw_record *const jfw_records[] = {"])
    lines.extend(f"    &jfw_record_{s}," for s in records)
    lines.extend(["    NULL};", '#include "handles.h"'])
    lines.extend([*_trampolines(api), "%}", "#endif", ""])
    return lines


def _trampolines(api: Api) -> list[str]:
    """One C function per callback type, which calls the Python object behind `user`."""
    lines = []
    for callback in api.callbacks.values():
        values = callback.parameters[:-1]
        parameters = ", ".join(map(str, callback.parameters))
        numbers = ", ".join(f"(long long){p.name}" for p in values)
        lines.append(f"static {callback.result} jfw_call_{callback.name}({parameters})")
        lines.append(f'{{ return jfw_call(user, "({"L" * len(values)})", {numbers}); }}')
    return lines


def write_interface(protocol: Protocol) -> str:
    api = protocol.api
    lines = ["/* SPDX-License-Identifier: Apache-2.0 */",
             "/* Written by bindings/swig_methods.py from the public headers. */", "%{"]
    for handle in api.handles:
        lines.append(f"#define new_{handle} {handle}_new")
        lines.append(f"#define delete_{handle} {handle}_free")
    for operation in protocol.operations:
        if operation.owner and declared_name(operation) != operation.name:
            lines.append(f"#define {operation.function.name}_ {operation.function.name}")
    lines.extend(("%}", ""))
    lines.extend(_python_tables(protocol))
    lines.append("#pragma SWIG nowarn=321")  # a member may be called as a builtin of Python
    for alias, real in api.aliases.items():
        lines.extend((f"typedef {real} {alias};", f"%warnfilter(322) {alias};"))
    lines.extend(f"%jf_handle({handle})" for handle in api.handles)
    for struct in (s for s in api.structs if is_record(api, s)):
        lines.extend((f"%jf_record({struct})", f"%rename({class_name(struct)}) {struct};"))
    lines.extend(
        f"%jf_sized({s.name})" for s in api.structs.values()
        if is_record(api, s.name) and is_sized(s)
    )
    lines.extend(f"%jf_callback({callback})" for callback in api.callbacks)
    lines.append("")
    for handle in api.handles:
        lines.extend(_class(protocol, handle))
    for operation in protocol.of(None):
        lines.append(f"%rename({operation.name}) {operation.function.name};")
        lines.extend(_declaration(api, operation, ""))
    lines.append('%rename("$ignore", %$isfunction) "";')  # they are declared above
    lines.extend(f"%ignore {operation.function.name};" for operation in protocol.of(None))
    lines.extend(f'%include "{header}"' for header in api.headers)
    return "\n".join([*lines, ""])

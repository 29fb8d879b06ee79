# SPDX-License-Identifier: Apache-2.0
"""Who may include whom. A module may use what it is allowed, and whatever that may use."""

import re

from tree import line_of

DIRECT = {
    "base": (),
    "calendar": ("base",),
    "tree": ("base", "calendar"),
    "register": ("calendar", "tree"),
    "rules": ("calendar", "tree", "register"),
    "ledger": ("calendar", "tree"),
    "watch": ("ledger",),
    "meeting": ("calendar", "tree", "rules"),
    "oversight": ("ledger", "rules", "watch", "meeting"),
    "io": ("register", "ledger", "watch", "rules", "meeting", "oversight"),
}
EXTRA = {"lib/meeting/reserve.c": ("ledger",)}
# Public headers that do not begin with the name of their module.
HEADER_MODULES = {"csv": "io", "folder": "io", "ical": "io", "store": "io"}

HEADERS_OF_C = {"assert.h", "inttypes.h", "limits.h", "math.h", "stdalign.h", "stdarg.h",
                "stdatomic.h", "stdbool.h", "stddef.h", "stdint.h", "stdio.h", "string.h"}
HEADERS_OF_C_IN = {"lib/base/alloc.c": {"stdlib.h"}}
PUBLIC_HEADERS_OF_C = {"stdbool.h", "stddef.h", "stdint.h"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def allowed_for(module):
    allowed = {module, "base"}
    waiting = list(DIRECT.get(module, ()))
    while waiting:
        name = waiting.pop()
        if name not in allowed:
            allowed.add(name)
            waiting.extend(DIRECT[name])
    return allowed


def module_of_header(path):
    stem = path[len("jianfu/"):-len(".h")]
    return HEADER_MODULES.get(stem, stem.split("_")[0])


def includes_of(text):
    for match in INCLUDE.finditer(text):
        yield line_of(text, match.start(2)), match.group(1) == "<", match.group(2)


def system_breach(name, module, path):
    if module == "io" and path not in ("time.h", "locale.h"):
        return None
    known = HEADERS_OF_C | HEADERS_OF_C_IN.get(name, set())
    return None if path in known else f"<{path}> has no place in {module}"


def own_breach(name, module, path):
    folder = path.split("/")[0]
    if folder == "jianfu":
        needed = module_of_header(path)
        if needed in allowed_for(module) | set(EXTRA.get(name, ())):
            return None
        return f"{module} may not use {path}"
    if folder in (module, "base") and "/" in path:
        return None
    return f'"{path}" is neither public, nor of base, nor of {module}'


def includes(tree):
    for name in tree.c_files("lib"):
        module = name.split("/")[1]
        if module not in DIRECT:
            yield name, 1, f"module {module} has no place in the layering"
            continue
        for line, is_system, path in includes_of(tree.text(name)):
            check = system_breach if is_system else own_breach
            breach = check(name, module, path)
            if breach:
                yield name, line, breach


def public_includes(tree):
    """A public header needs only headers of lower modules and three of C."""
    for name in tree.public_headers():
        if name == "include/jianfu.h":
            continue
        module = module_of_header(name[len("include/"):])
        for line, is_system, path in includes_of(tree.text(name)):
            if is_system and path not in PUBLIC_HEADERS_OF_C:
                yield name, line, f"<{path}> in a public header"
            elif not is_system and (not path.startswith("jianfu/")
                                    or module_of_header(path) not in allowed_for(module)):
                yield name, line, f"{module} may not use {path}"


CHECKS = (includes, public_includes)

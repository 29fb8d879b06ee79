# SPDX-License-Identifier: Apache-2.0
"""Builders for the tests of the Python package, and what the generic tests need to know of it."""

import inspect
import os
import re
import subprocess
from datetime import date
from pathlib import Path

import jianfu
from jianfu import _core

ROOT = Path(__file__).resolve().parents[2]
YEARS = (2022, 2023, 2024)
UNIT = 100
KIND = 10


def calendar(years=YEARS):
    made = jianfu.Calendar()
    for year in years:
        made.add_schedule(year)
    made.seal()
    return made


def units():
    """A root with three units below it."""
    tree = jianfu.Tree()
    tree.add(UNIT, 0, "市政府")
    for number, name in enumerate(("教育局", "财政局", "卫健委"), 1):
        tree.add(UNIT + number, UNIT, name)
    return tree


def kinds():
    tree = jianfu.Tree()
    tree.add(KIND, 0, "公文")
    tree.add(KIND + 1, KIND, "通知")
    return tree


def ledger():
    return jianfu.Ledger(calendar(), units(), kinds())


def limit(amount, unit=UNIT, day=date(2023, 1, 1), **fields):
    fields.setdefault("period_kind", jianfu.PeriodKind.YEAR)
    return jianfu.Limit(unit=unit, kind=KIND, day=day, amount=amount, **fields)


def record(key, day=date(2023, 3, 1)):
    return jianfu.Record(key=key, kind=KIND + 1, day=day)


def line(unit=UNIT + 1, count=1, side=jianfu.Side.ISSUER):
    return jianfu.Line(unit=unit, count=count, side=side)


def problem(requests=2, minutes=(180, 120), rules=None, attendees=((1, 2, 3), (1, 2, 3))):
    """Requests in March 2023 that share a topic; sealed."""
    made = jianfu.Problem(
        calendar(), jianfu.ProblemOptions(first=date(2023, 3, 1), last=date(2023, 3, 31))
    )
    made.set_rules(rules)
    persons = sorted({p for group in attendees for p in group})
    for person in persons:
        made.add_person(jianfu.Person(id=person, unit=1 + person % 15))
    made.add_class(jianfu.MeetingClass(id=1, max_minutes=240))
    for number in range(1, requests + 1):
        made.add_request(jianfu.Request(
            id=number, minutes=minutes[(number - 1) % len(minutes)], meeting_class=1,
            first=date(2023, 3, 1), last=date(2023, 3, 31), target=date(2023, 3, 8),
        ))
        made.add_topic(number, 7)
        for person in attendees[(number - 1) % len(attendees)]:
            made.add_attendee(number, person, 1)
    made.seal()
    return made


def public_classes(base):
    return [
        getattr(jianfu, name) for name in jianfu.__all__
        if inspect.isclass(getattr(jianfu, name)) and issubclass(getattr(jianfu, name), base)
    ]


def handle_classes():
    return [c for c in public_classes(jianfu.Handle) if c is not jianfu.Handle]


def public_callables():
    """(dotted name, function) of everything that the headers made callable."""
    for name in jianfu.__all__:
        value = getattr(jianfu, name)
        if inspect.isfunction(value):
            yield name, value
    for cls in handle_classes():
        for name, value in vars(cls).items():
            if name.startswith("_") and name != "__init__":
                continue
            if isinstance(value, property):
                yield f"{cls.__name__}.{name}", value.fget
            elif isinstance(value, staticmethod):
                yield f"{cls.__name__}.{name}", value.__func__
            elif inspect.isfunction(value):
                yield f"{cls.__name__}.{name}", value


def core_functions():
    """Functions of the private module that stand for functions of the C API."""
    ours = {"register_type", "register_errors", "member"}
    return {
        name: value for name, value in vars(_core).items()
        if inspect.isbuiltin(value) and name not in ours and not name.startswith("SWIG_")
    }


def library():
    """The C library that the package is linked with."""
    given = os.environ.get("JIANFU_LIBRARY")
    if given:
        return Path(given)
    listed = subprocess.run(["ldd", _core.__file__], capture_output=True, text=True, check=True)
    return Path(re.search(r"libjianfu\S* => (\S+)", listed.stdout)[1])


def symbols(path, *options):
    listed = subprocess.run(["nm", "-D", *options, path], capture_output=True, text=True,
                            check=True)
    return set(re.findall(r"\b(jf_\w+)$", listed.stdout, re.MULTILINE))


def resident_kib():
    for text in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if text.startswith("VmRSS:"):
            return int(text.split()[1])
    raise OSError("no VmRSS")

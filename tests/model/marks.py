# SPDX-License-Identifier: Apache-2.0
"""Which marks a run has to hit, how often each was hit, and which cannot be hit.

No call of a ledger gives ambiguous, sealed, unknown-day, text, stopped, callback, io or
unsupported: they belong to other modules. internal cannot be had from outside.
"""

from collections import Counter

from ledger import (ARGUMENT, CORRUPT, ENCODING, EXISTS, LIMIT, NAMES, NOT_FOUND, NOT_SEALED,
                    NO_MEMORY, OK, OVERFLOW, RANGE, STATE)

ENOUGH, SOME = 1000, 100  # of what is wanted, and of the details of it
STATUSES = (OK, ARGUMENT, NO_MEMORY, NOT_FOUND, EXISTS, RANGE, OVERFLOW, LIMIT, STATE, NOT_SEALED,
            ENCODING, CORRUPT)
STEPS = ("none", "notice", "explain", "approve", "refuse")
ANSWERS = {"notice": ("notice",),
           "explain": ("nothing", "reason", "grant", "shadow"),
           "approve": ("nothing", "grant", "shadow"),
           "refuse": ("nothing", "grant", "grace", "shadow")}
CHANGES = ("commit", "commit_lines", "release", "revive", "withdraw", "amend")
STATES = ("none", "refused", "issued", "held", "used", "released", "expired", "withdrawn", "freed")
LEGAL = {("held", "commit"), ("held", "commit_lines"), ("held", "release"), ("expired", "revive"),
         ("issued", "withdraw"), ("used", "withdraw"), ("issued", "amend"), ("used", "amend")}
NEVER_REFUSED = ("release", "withdraw")


def collected(found):
    """The marks by name: statuses; step and what answered it; state, verb and what came of it."""
    marks = Counter()
    for key, times in found.items():
        if not isinstance(key, tuple):
            continue
        if key[0] == "status":
            marks["status", NAMES[key[1]]] += times
        elif key[0] == "answer":
            marks["step", STEPS[key[1]], key[2] or "nothing"] += times
        elif key[0] == "step":
            marks["outcome", STEPS[key[1]], "refused" if key[2] == LIMIT else "granted"] += times
        elif key[0] == "hold" and key[3] in (OK, LIMIT, STATE, NOT_FOUND):
            came = {OK: "done", LIMIT: "refused"}.get(key[3], "not open")
            marks[key[1], key[2], came] += times
        elif key[0] == "retry":
            marks["retry", key[1], "granted" if key[2] == OK else "refused"] += times
        elif key[0] == "expired":
            marks["held", "expire", "done"] += times
        elif key[0] == "size":
            marks[key[1:]] += times
    return marks


def wanted():
    yield from (("status", NAMES[status]) for status in STATUSES)
    for step in STEPS[2:]:
        yield from (("outcome", step, came) for came in ("granted", "refused"))
    yield from (("outcome", step, "granted") for step in STEPS[:2])
    for state in STATES:
        for verb in CHANGES:
            if (state, verb) not in LEGAL:
                yield state, verb, "not open"
                continue
            yield state, verb, "done"
            if verb not in NEVER_REFUSED:
                yield state, verb, "refused"
    yield "held", "expire", "done"


def details():
    """What answers a step, and what a change asks for."""
    for step, answers in ANSWERS.items():
        yield from (("step", step, answer) for answer in answers)
    for verb in "commit_lines", "amend":
        yield from ((verb, size, "done") for size in ("less", "same", "more", "on another day"))
        yield from ((verb, size, "refused") for size in ("more", "on another day"))


def report(found, is_whole):
    """Prints the marks; 1 when one was missed by a whole run."""
    marks = collected(found)
    least = dict.fromkeys(details(), SOME) | dict.fromkeys(wanted(), ENOUGH)
    missed = {mark for mark, times in least.items() if marks[mark] < times}
    for mark in sorted(set(least) | set(marks)):
        print(f"{marks[mark]:9}  {' '.join(mark)}{'  TOO FEW' if mark in missed else ''}")
    if is_whole and missed:
        print(f"FAIL {len(missed)} marks were hit too rarely")
        return 1
    rarest = min(times for mark, times in marks.items() if least.get(mark) == ENOUGH)
    print(f"ok {len(least)} marks; of statuses, steps and transitions the rarest {rarest} times")
    return 0

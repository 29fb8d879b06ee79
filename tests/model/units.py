# SPDX-License-Identifier: Apache-2.0
"""Units by day: parents that hold from a day on, and units that have ended and have heirs."""

import periods

NEVER = periods.LAST + 1


class Units:
    def __init__(self, parents):
        self.first = {}
        self.moves = {}  # unit -> [(day, parent)], the latest entry of a day last
        self.ends = {}   # unit -> (day, heirs, shares)
        self.lineages = {}
        for unit, parent in enumerate(parents, 1):
            self.first[unit] = parent

    def __contains__(self, unit):
        return unit in self.first

    def __iter__(self):
        return iter(self.first)

    def add(self, unit, parent):
        self.first[unit] = parent
        self.lineages = {}

    def move(self, unit, day, parent):
        self.moves.setdefault(unit, []).append((day, parent))
        self.moves[unit].sort(key=lambda move: move[0])
        self.lineages = {}

    def end(self, unit, day, heirs, shares):
        self.ends[unit] = day, heirs, shares
        self.lineages = {}

    def end_day(self, unit):
        return self.ends[unit][0] if unit in self.ends else NEVER

    def parent(self, unit, day):
        found = self.first[unit]
        for from_day, parent in self.moves.get(unit, ()):
            if from_day <= day:
                found = parent
        return found

    def current(self, unit, day):
        """Who stands for the unit on the day."""
        while self.end_day(unit) <= day:
            unit = self.ends[unit][1][0]
        return unit

    def lineage(self, unit, day):
        """Units at which a record of the unit and day counts -> the day from which on they do."""
        found = self.lineages.get((unit, day))
        if found is None:
            found = self.lineages[unit, day] = self.find_lineage(unit, day)
        return found

    def find_lineage(self, unit, day):
        chain = []
        while unit:
            unit = self.current(unit, day)
            chain.append(unit)
            unit = self.parent(unit, day)
        found = dict.fromkeys(chain, periods.FIRST)
        for node in chain:
            while node in self.ends:
                end, heirs, _ = self.ends[node]
                node = self.current(heirs[0], end)
                found[node] = min(found.get(node, NEVER), end)
        return found

    def is_below(self, unit, above, day):
        """Whether climbing from a unit, by way of those that go on, comes by another."""
        while unit:
            while unit != above and self.end_day(unit) <= day:
                unit = self.ends[unit][1][0]
            if unit == above:
                return True
            unit = self.parent(unit, day)
        return False

    def is_ever_below(self, unit, above, first, last):
        days = {first, *(day for moves in self.moves.values() for day, _ in moves),
                *(end[0] for end in self.ends.values())}
        return any(self.is_below(unit, above, day) for day in days if first <= day <= last)


class Kinds:
    """Parents never change."""

    def __init__(self, parents):
        self.parents = dict(enumerate(parents, 1))

    def __contains__(self, kind):
        return kind in self.parents

    def __iter__(self):
        return iter(self.parents)

    def add(self, kind, parent):
        self.parents[kind] = parent

    def above(self, kind):
        found = []
        while kind:
            found.append(kind)
            kind = self.parents[kind]
        return found

# SPDX-License-Identifier: Apache-2.0
"""Recall against lead: what a method gives at each rate of false alarms, and at each recall.

A unit-year's alarm is its first live look at or above a threshold; its lead is the days from that
look to the day the quota is passed, 0 when there was no alarm. Thresholds are chosen on the scored
years, for every method alike.
"""

import math

FAR_PERCENT = range(0, 41)
RECALL_PERCENT = range(5, 100, 5)


class Alarms:
    """One method: p(case, look), and the unit-years it is asked about."""

    def __init__(self, cases, probability):
        self.cases = [(case, [(probability(case, look), look) for look in range(1, 12)
                              if case.live(look)]) for case in cases]
        self.exceeding = sum(case.exceeded() for case in cases)
        self.others = len(cases) - self.exceeding

    def peaks(self, exceeded):
        """The highest p of each unit-year that did, or did not, exceed; highest first."""
        return sorted((max(p for p, _ in looks) for case, looks in self.cases
                       if looks and case.exceeded() == exceeded), reverse=True)

    def at(self, threshold):
        """(rate of false alarms, recall, mean lead, precision, alarms): p >= threshold."""
        hits = false = days = 0
        for case, looks in self.cases:
            look = next((look for p, look in looks if p >= threshold), None)
            if look is None:
                continue
            if case.exceeded():
                hits += 1
                days += (case.exceed_date() - case.look_date(look)).days
            else:
                false += 1
        raised = hits + false
        return (false / max(self.others, 1), hits / max(self.exceeding, 1),
                days / max(self.exceeding, 1), hits / raised if raised else None, raised)

    def threshold_at_false(self, allowed):
        """The lowest with at most so many false alarms."""
        peaks = self.peaks(False)
        if allowed >= len(peaks):
            return 0.0
        return math.nextafter(peaks[allowed], math.inf)

    def threshold_at_recall(self, percent):
        """The highest with at least so much recall; None when there is none."""
        needed = -(-self.exceeding * percent // 100)
        peaks = self.peaks(True)
        return peaks[needed - 1] if needed <= len(peaks) else None


def by_far(alarms):
    """{percent: (far, recall, mean lead)}"""
    return {percent: alarms.at(alarms.threshold_at_false(alarms.others * percent // 100))[:3]
            for percent in FAR_PERCENT}


def by_recall(alarms):
    """{percent: (far, recall, mean lead)}, of the recalls that can be had."""
    found = {percent: alarms.threshold_at_recall(percent) for percent in RECALL_PERCENT}
    return {percent: alarms.at(threshold)[:3] for percent, threshold in found.items()
            if threshold is not None}


def ranges(percents):
    """'3, 5-9' of sorted numbers that are steps of one size apart."""
    step = 5 if all(p % 5 == 0 for p in percents) and len(percents) > 1 else 1
    found = []
    for percent in percents:
        if found and percent - found[-1][1] == step:
            found[-1][1] = percent
        else:
            found.append([percent, percent])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in found)


def compare(ours, theirs, index):
    """Where ours is above, equal, below, in words; index 1 = recall, 2 = mean lead."""
    common = sorted(ours.keys() & theirs.keys())
    signs = {p: ours[p][index] - theirs[p][index] for p in common}
    above = [p for p in common if signs[p] > 1e-9]
    below = [p for p in common if signs[p] < -1e-9]
    text = f"above at {len(above)} of {len(common)}, equal at " \
           f"{len(common) - len(above) - len(below)}"
    return f"{text}, below at {ranges(below)} %" if below else f"{text}, below nowhere"

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Early warning with a memory, twin of alerts.c: alerts.py FOLDER prints the same lines."""

from __future__ import annotations

import sys
from datetime import date

import jianfu
from jianfu import AlertLevel, AlertState

# Who looks once a month closes sooner than who looks every day.
MONTHLY = jianfu.AlertRules(clear_watch_ppm=450000, clear_yellow_ppm=650000, clear_red_ppm=800000,
                            escalate_workdays=60)


class Desk:
    def __init__(self, path: str) -> None:
        self.folder = jianfu.Folder.open(path)
        self.today = self.folder.setting_day("as_of")
        self.first = jianfu.period_containing(self.today, jianfu.PeriodKind.YEAR, 1).first
        self.calendar = self.folder.calendar()
        self.units = self.folder.units()
        self.documents = self.folder.register()
        self.ledger = self.folder.ledger(self.documents, self.today)
        self.watch = jianfu.Watch(self.calendar)
        self.alerts = jianfu.Alerts(self.calendar, MONTHLY)

    def look(self, day: date) -> None:
        """What the forecast says of every cell goes to the book."""
        self.watch.evaluate(self.ledger, day, 0)
        self.alerts.observe(day, [jianfu.warning_sign(warning, day)
                                  for warning in self.watch.warnings
                                  if warning.has_forecast and warning.forecast_ppm >= 0])

    def look_at_year(self) -> None:
        month = jianfu.period_containing(self.first, jianfu.PeriodKind.MONTH, 0)
        while month.last < self.today:
            self.look(month.last)
            month = jianfu.period_shift(month, 1)
        self.look(self.today)

    def print_events(self) -> None:
        print("\n1. What happened")
        for event in self.alerts.events:
            print(f"  {event.day}  {jianfu.alert_action_name(event.action):9} "
                  f"{jianfu.alert_level_name(event.level_before)} -> "
                  f"{jianfu.alert_level_name(event.level_after)}  {self.units.name(event.unit)}")

    def print_room(self, sign: jianfu.AlertSign) -> None:
        """Who of the same kind has room."""
        parent = self.units.parent(sign.unit)
        siblings = [jianfu.Sibling(unit=w.unit, limit=w.limit, used=w.used,
                                   projected_milli=w.expected_milli)
                    for w in self.watch.warnings
                    if w.kind == sign.kind and w.unit != sign.unit and w.forecast_ppm >= 0
                    and self.units.parent(w.unit) == parent]
        if len(siblings) >= 2:
            most = jianfu.alert_siblings(siblings, 2)
            print("    room: " + ", ".join(f"{self.units.name(s.unit)} {s.headroom}"
                                           for s in most or ()))

    def print_months(self, sign: jianfu.AlertSign) -> None:
        """The months that brought most."""
        query = jianfu.CountQuery(period_kind=jianfu.PeriodKind.MONTH, day=sign.first,
                                  period_count=12, until=self.today)
        counts = self.ledger.counts(query, [jianfu.Cell(unit=sign.unit, kind=sign.kind)], 12)
        months = [jianfu.Contributor(id=i, count=n) for i, n in enumerate(counts or (), 1)]
        most = jianfu.alert_contributors(months, 2)
        print("    most in month " + " and ".join(f"{m.id} ({m.count})" for m in most or ()))

    def print_open(self) -> None:
        print("\n2. What is open, and what would resolve it")
        for index, alert in enumerate(self.alerts.alerts):
            if alert.state != AlertState.OPEN:
                continue
            sign = self.alerts.sign(index)
            permille = (sign.value_ppm + 500) // 1000
            print(f"  {jianfu.alert_level_name(alert.level):6} {self.units.name(alert.unit)}: used "
                  f"{sign.used} of {sign.limit}, exceeds with {permille // 10}.{permille % 10} %, "
                  f"half likely by {sign.date_q50 or 'never'}")
            advice = jianfu.alert_advice(sign, alert.level, self.today)
            print(f"    save {advice.save}, beginning by {advice.by}")
            self.print_room(sign)
            self.print_months(sign)

    def count_papers(self, unit: int, kind: int, years_back: int) -> tuple[int, int]:
        first = jianfu.day_add_years(self.first, -years_back)
        last = jianfu.day_add_years(self.today, -years_back)
        return (self.documents.total(unit, kind, first, last),
                self.documents.verdict_total(jianfu.Verdict.INFORMAL, unit, first, last))

    def print_shadows(self) -> None:
        print("\n3. Formal papers that turn into informal ones")
        kind = self.folder.setting_integer("formal_kind", 0)
        for warning in self.watch.warnings:
            if warning.kind != kind:
                continue
            formals, informals = zip(*(self.count_papers(warning.unit, kind, back)
                                       for back in (1, 0)), strict=True)
            shadow = jianfu.shadow_assess(None, formals, informals)
            if shadow.level > AlertLevel.GREEN:
                print(f"  {jianfu.alert_level_name(shadow.level):6} "
                      f"{self.units.name(warning.unit)}: formal {formals[0]} -> {formals[1]}, "
                      f"informal {informals[0]} -> {informals[1]} "
                      f"({jianfu.sign_name(shadow.sign)})")


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: alerts FOLDER", file=sys.stderr)
        return 2
    desk = Desk(sys.argv[1])
    print(f"Looks at the end of each month up to {desk.today}")
    desk.look_at_year()
    desk.print_events()
    desk.print_open()
    desk.print_shadows()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except jianfu.Error as error:
        sys.stdout.flush()
        print(f"alerts: {jianfu.status_name(error.status)}: {error.message}", file=sys.stderr)
        sys.exit(2)

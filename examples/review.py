#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The main job, twin of review.c: review.py FOLDER [PLAN.csv] prints the same, line for line."""

from __future__ import annotations

import sys
from datetime import date

import jianfu

EVER = (date.min, date.max)


class Review:
    def __init__(self, path: str) -> None:
        self.folder = jianfu.Folder.open(path)
        self.calendar = self.folder.calendar()
        self.units = self.folder.units()
        self.kinds = self.folder.kinds()
        self.documents = self.folder.register()
        self.today = self.folder.setting_day("as_of")
        year = jianfu.period_containing(self.today, jianfu.PeriodKind.YEAR)
        self.now = (year.first, self.today)
        self.past = (jianfu.day_add_years(self.now[0], -1), jianfu.day_add_years(self.now[1], -1))
        self.ledger = self.folder.ledger(self.documents, self.today)
        self.problem = self.folder.problem() if self.folder.has("meetings.csv") else None

    def total(self, unit: int, kind: int, window: tuple[date, date]) -> int:
        return self.documents.total(unit, kind, *window)

    def print_rows(self) -> None:
        counted = self.total(0, 0, EVER)
        print(f"  {len(self.documents)} rows; documents counted: {counted}")
        for verdict in jianfu.Verdict:
            count = self.documents.verdict_total(verdict, 0, *EVER)
            if verdict != jianfu.Verdict.COUNTED and count > 0:
                print(f"  not counted, {jianfu.verdict_name(verdict)}: {count}")

    def print_change(self, unit: int, kind: int, name: str | None) -> None:
        before = self.total(unit, kind, self.past)
        after = self.total(unit, kind, self.now)
        print(f"  {before:5} -> {after:5}  {rate(before, after):>9} %  {name}")

    def print_bulletin(self) -> None:
        kind = self.folder.setting_integer("formal_kind", 0)
        print(f"\n1. Bulletin: {self.now[0]} to {self.now[1]} "
              f"against {self.past[0]} to {self.past[1]}")
        self.print_rows()
        for limit in self.ledger.limits:
            if limit.kind == kind:
                self.print_change(limit.unit, kind, self.units.name(limit.unit))
        self.print_change(0, kind, "total")
        try:
            days = [self.calendar.workday_count(*window) for window in (self.past, self.now)]
        except jianfu.Error:
            return
        before = self.total(0, kind, self.past) * days[1]
        print(f"  per working day {rate(before, self.total(0, kind, self.now) * days[0])} %")

    def print_quotas(self) -> None:
        rule = self.folder.setting_integer("warn_used_permille", 900)
        watch = jianfu.Watch(self.calendar)
        watch.evaluate(self.ledger, self.today, self.folder.setting_integer("season_unit", 0))
        print("\n2. Quotas and warnings")
        for found in watch.warnings:
            print(f"  {jianfu.warning_format(found)}  {self.units.name(found.unit)}, "
                  f"{self.kinds.name(found.kind)}")
        warned = sum(found.level > jianfu.AlertLevel.GREEN for found in watch.warnings)
        over = sum(found.used_permille >= rule for found in watch.warnings)
        print(f"{warned} warned; the rule of {rule} per mille used warns {over}", end="")
        highest = max(watch.warnings, key=lambda found: found.used_permille, default=None)
        if highest and highest.used_permille >= 0:
            print(f" (highest: {self.units.name(highest.unit)} with "
                  f"{highest.used_permille // 10}.{highest.used_permille % 10} %)", end="")
        print()

    def print_merges(self, plan: jianfu.Plan) -> None:
        for gathering in range(1, plan.gathering_count + 1):
            members = plan.members(gathering)
            if len(members) > 1:
                print("  merged: " + " + ".join(f"{meeting} {self.folder.meeting_title(meeting)}"
                                                for meeting in members))

    def print_plan(self, problem: jianfu.Problem, path: str) -> None:
        print("\n3. Meeting plan")
        print_summary("before:", problem.solve(jianfu.SolveOptions(no_merge=True)))
        plan = problem.solve()
        print_summary("after:", plan)
        self.print_merges(plan)
        for refusal in plan.refusals:
            print(f"  not merged: {refusal.request_a} + {refusal.request_b}, "
                  f"{jianfu.refusal_format(problem, refusal)}")
        self.folder.write_plan(plan, path)


def rate(before: int, after: int) -> str:
    change = jianfu.rate_change(before, after, 1, jianfu.Rounding.HALF_EVEN)
    return jianfu.rate_format(change)


def print_summary(name: str, plan: jianfu.Plan) -> None:
    print(f"  {name:7} {plan.gathering_count} sessions, {plan.cost(jianfu.CostTerm.ATTENDED)} "
          f"person-minutes, cost {plan.cost(jianfu.CostTerm.TOTAL)} (bound {plan.bound}), "
          f"unplaced {plan.unplaced_count}, rules broken {plan.broken_count}")


def main() -> int:
    if not 2 <= len(sys.argv) <= 3:
        print("usage: review FOLDER [PLAN.csv]", file=sys.stderr)
        return 2
    review = Review(sys.argv[1])
    print(review.folder.setting("title") or "")
    if review.folder.has("documents.csv"):
        review.print_bulletin()
        review.print_quotas()
    if review.problem:
        review.print_plan(review.problem, sys.argv[2] if len(sys.argv) > 2 else "plan.csv")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except jianfu.Error as error:
        sys.stdout.flush()
        print(f"review: {jianfu.status_name(error.status)}: {error.message}", file=sys.stderr)
        sys.exit(2)

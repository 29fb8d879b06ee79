#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Before a number is given, twin of gate.c: gate.py FOLDER prints the same, line for line."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

import jianfu
from jianfu import Check, DraftKind, Exemption, Severity

PRESETS = ("cn-regulation-2012", "cn-rules-2024")
HOUSE = "示例市国资委"


class Gate:
    def __init__(self, path: str) -> None:
        folder = jianfu.Folder.open(path)
        self.today = folder.setting_day("as_of")
        self.kind = folder.setting_integer("formal_kind", 0)
        self.documents = folder.register()
        self.ledger = folder.ledger(self.documents, self.today)
        self.section = folder.units().find("科技创新科")
        self.rules = jianfu.Rules(folder.calendar())
        for preset in PRESETS:
            self.rules.add_preset(preset)
        self.add_house_rules()
        self.rules.seal()

    def add_house_rules(self) -> None:
        self.rules.add_clause(jianfu.Clause(
            check=Check.CHARACTERS, draft=DraftKind.DOCUMENT, limit=4000,
            scopes=1 << jianfu.Scope.SPECIFIC), HOUSE, "", "专项文件4000字以内（示例约定）")
        self.rules.add_clause(jianfu.Clause(
            check=Check.PURPOSE, draft=DraftKind.DOCUMENT, severity=Severity.APPROVE,
            purposes=1 << jianfu.Purpose.SUPPORTING), HOUSE, "", "配套类文件须经批准（示例约定）")

    def balance(self) -> jianfu.Balance:
        return self.ledger.balance(jianfu.Limit(
            unit=self.section, kind=self.kind, period_kind=jianfu.PeriodKind.YEAR,
            day=self.today))

    def print_balance(self) -> None:
        found = self.balance()
        print(f"  limit {found.limit}, used {found.used}, held {found.held}, "
              f"left {found.available}")

    def print_check(self, draft: jianfu.DocumentDraft) -> Severity:
        found = self.rules.check_document(draft)
        summary = found.summary()
        print(f"  {jianfu.severity_name(summary.worst)}: passed {summary.passed}, "
              f"skipped {summary.skipped}, not in force or not about it {summary.none}")
        for index, (place, text) in enumerate(zip(found.places, found.texts)):
            print(f"    {found.format(index)}  {place}  {text}")
        return summary.worst

    def draft(self) -> jianfu.DocumentDraft:
        year = jianfu.period_containing(self.today, jianfu.PeriodKind.YEAR)
        past = jianfu.period_shift(year, -1)
        balance = self.balance()
        return jianfu.DocumentDraft(
            day=self.today, doc_kind=8, issuer=jianfu.Body.DEPARTMENT,
            recipient=jianfu.Body.DEPARTMENT, levels=1, scope=jianfu.Scope.SPECIFIC,
            purpose=jianfu.Purpose.SUPPORTING, characters=4600, plan=jianfu.PlanStatus.PLANNED,
            has_last_year=True, number_in_year=balance.used + balance.held + 1,
            last_year=self.documents.total(self.section, self.kind, past.first, past.last))

    def print_hold(self, key: int) -> None:
        record = jianfu.Record(day=self.today, key=key, kind=self.kind)
        line = jianfu.Line(unit=self.section, count=1, side=jianfu.Side.ISSUER)
        try:
            self.ledger.hold(record, [line])
            print(f"  hold {key}: held")
        except jianfu.LimitError as refusal:
            print(f"  hold {key}: {refusal.message}")
        self.print_balance()


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: gate FOLDER", file=sys.stderr)
        return 2
    gate = Gate(sys.argv[1])
    print("1. A draft on 2023-06-30: 4,600 characters, one subject, supporting")
    gate.print_balance()
    draft = gate.draft()
    if gate.print_check(draft) == Severity.APPROVE:
        draft = replace(draft, claims=Exemption.APPROVED, approver=jianfu.Rank.DEPUTY)
    print("2. Approved, checked again, and held")
    if gate.print_check(draft) < Severity.EXPLAIN:
        gate.print_hold(900001)
    print("3. Its number is given; two more are asked for")
    gate.ledger.commit(900002, 900001)
    gate.print_hold(900003)
    gate.print_hold(900004)
    print("4. The same draft a year later, when the rules of 2024 are in force")
    gate.print_check(replace(draft, claims=Exemption.NONE, day=date(2024, 9, 2)))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except jianfu.Error as error:
        sys.stdout.flush()
        print(f"gate: {jianfu.status_name(error.status)}: {error.message}", file=sys.stderr)
        sys.exit(2)

# SPDX-License-Identifier: Apache-2.0
"""The municipal documents as they come from real offices: every fault is planted and written down.

A row keeps beside its cells what it is meant to be (series, year, serial, dates), so that what a
reader has to find follows from the plan of the faults and not from reading the cells.
"""
from collections import Counter
from datetime import date, timedelta

from .base import Folder, Random, json_text
from .days import calendar_rows
from .documents import HEADER, document_rows
from .faults import DATE_FAULTS, DATE_FORMS, NUMBER_FAULTS, NUMBER_FORMS
from .municipal import KINDS, SETTINGS, quota_rows
from .organisation import MERGED_SECTIONS, OTHERS, SECTION_NAME, org_rows

COLUMNS = HEADER.split() + ['annexes/附件数', 'corrects/更正']
NAMES = [column.split('/')[0] for column in COLUMNS]
KIND_NUMBERS = {name: i + 1 for i, name in enumerate(
    '决议 决定 命令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要'.split())}
OWN = ('示国资发', '示国资党发', '示国资办发', '示国资函')
SHIFTED = ('示国资函', 2022)
STATUS_NUMBERS = {'issued': 0, 'withdrawn': 1, 'repealed': 2, 'void': 3}
TEXT_STATUS, RANGE_STATUS = 13, 6
FORMS_EACH, DATES_EACH, APART = 3, 3, 3


class Row:
    def __init__(self, cells):
        self.cells = dict(zip(NAMES, [*cells, '', '']))
        self.signed = self.cells['date_signed']
        self.series, self.year, self.serial = None, 0, 0
        number = self.cells['doc_number']
        if number:
            self.series, rest = number.split('〔')
            self.year, self.serial = (int(part) for part in rest[:-1].split('〕'))
        self.own = self.series in OWN
        self.touched = False
        self.planted = []    # (kind, at, expected, actual) that follow from its own cells

    def plant(self, kind, at=0, expected=0, actual=0):
        self.touched = True
        self.planted.append((kind, at, expected, actual))


def groups(rows):
    """{(series, year): rows by serial, then place}, of the organ's own numbers that can be read."""
    out = {}
    for index, row in enumerate(rows):
        if row.own and row.serial:
            out.setdefault((row.series, row.year), []).append((row.serial, index))
    return {key: [index for _, index in sorted(line)] for key, line in sorted(out.items())}


def order_faults(rows, line):
    dated = [i for i in line if rows[i].signed]
    return [(b, a, (rows[a].signed - rows[b].signed).days) for a, b in zip(dated, dated[1:])
            if rows[a].serial < rows[b].serial and rows[b].signed < rows[a].signed]


def series_findings(rows):
    """What the serial numbers of each series show: (index, kind, other, expected, actual)."""
    lines = groups(rows)
    for (series, year), line in lines.items():
        before, other = 0, None
        for index in line:
            if rows[index].serial > before + 1:
                yield index, 'gap', other, before + 1, rows[index].serial - before - 1
            before, other = rows[index].serial, index
        for index, earlier, days in order_faults(rows, line):
            yield index, 'order', earlier, 0, days
        late = [i for i in line if is_january(rows[i], year + 1)]
        right = [i for i in lines.get((series, year + 1), []) if is_january(rows[i], year + 1)]
        if len(late) >= 3 and len(late) > len(right):
            yield min(late), 'month-shift', None, len(right), len(late)


def is_january(row, year):
    return bool(row.signed) and (row.signed.year, row.signed.month) == (year, 1)


def row_findings(rows):
    """What follows from a row's meaning: its year, its kind in its series, its unit, its status."""
    ended, into, first_day = MERGED_SECTIONS
    for index, row in enumerate(rows):
        cells = row.cells
        kind = KIND_NUMBERS.get(cells['doc_kind'], 0)
        if row.serial and row.signed and row.signed.year != row.year:
            yield index, 'year', None, row.year, row.signed.year
        if row.serial and kind and (kind == 14) != row.series.endswith('函') and not (
                kind == 12 and row.series.endswith('函')):
            yield index, 'series-kind', None, 0, kind
        if not row.signed:
            yield index, 'undated', None, 0, 0
        elif cells['sponsor'] == SECTION_NAME[ended] and row.signed >= first_day:
            yield index, 'unit-ended', None, into, ended
        if cells['status'] != 'issued':
            yield index, 'status', None, 0, STATUS_NUMBERS[cells['status']]


class Planter:
    def __init__(self):
        self.rng = Random('dirty')
        self.rows = [Row(cells) for cells in document_rows()]
        self.plain = []

    def choose(self, count):
        """Rows of the organ's own series that are sound, and whose neighbours in it are."""
        out = []
        while len(out) < count:
            index = self.plain.pop()
            if not self.rows[index].touched:
                out.append(self.rows[index])
        return out

    def look(self):
        """Which rows may be changed: those far from what is odd anyway, in the order of a draw."""
        odd = {f[0] for f in [*series_findings(self.rows), *row_findings(self.rows)]}
        for key, line in groups(self.rows).items():
            for at in range(APART, len(line) - APART, APART):
                near = line[at - 2:at + 3]
                if key != SHIFTED and not odd & set(near) and self.is_steady(near):
                    self.plain.append(line[at])
        self.plain = self.rng.shuffled(self.plain)

    def is_steady(self, near):
        row = self.rows[near[2]]
        serials = [self.rows[i].serial for i in near]
        return (serials == list(range(serials[0], serials[0] + 5)) and row.signed.month < 12
                and self.rows[near[1]].signed <= row.signed <= self.rows[near[3]].signed
                and not row.cells['joint_issuers'])

    def plant_months(self):
        for row in self.rows:
            if (row.series, row.year) == SHIFTED:
                month = row.signed.month % 12 + 1
                year = row.signed.year + row.signed.month // 12
                last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day
                row.signed = date(year, month, min(row.signed.day, last))
                row.cells['date_signed'] = row.signed

    def plant_numbers(self):
        for name in sorted(NUMBER_FORMS):
            for row in self.choose(FORMS_EACH):
                text, findings = NUMBER_FORMS[name](row.series, row.year, row.serial)
                row.cells['doc_number'] = text
                for bit, at in findings:
                    row.plant('number-form', at, 0, bit)
        for name in sorted(NUMBER_FAULTS):
            row = self.choose(1)[0]
            text, at = NUMBER_FAULTS[name](row.series, row.year, row.serial)
            row.cells['doc_number'] = text
            row.plant('number-wrong', at, 0, TEXT_STATUS)
            row.serial = 0

    def plant_dates(self):
        for name in sorted(DATE_FORMS):
            for row in self.choose(DATES_EACH):
                row.cells['date_signed'], findings = DATE_FORMS[name](row.signed)
                for bit, at in findings:
                    row.plant('date-form', at, 0, bit)
        for name, (text, at, status) in sorted(DATE_FAULTS.items()):
            row = self.choose(1)[0]
            row.cells['date_signed'] = text
            row.plant('date-wrong', at, 0, RANGE_STATUS if status == 'range' else TEXT_STATUS)
            row.signed = None
        for row in self.choose(4):
            row.cells['date_signed'], row.signed, row.touched = '', None, True

    def plant_records(self):
        for row, status in zip(self.choose(3), ('withdrawn', 'repealed', 'void')):
            row.cells['status'] = status
            row.touched = True
        long, many = self.choose(2)
        long.cells['chars'] = 16000
        long.plant('bundled', 0, 0, 16000)
        many.cells['annexes'] = 14
        many.plant('bundled', 0, 14, many.cells['chars'])
        for row in self.choose(4):
            row.cells['doc_kind'] = '通知' if row.series.endswith('函') else '函'
            row.touched = True

    def plant_swaps_and_losses(self):
        swaps = 0
        while swaps < 3:
            one = self.choose(1)[0]
            line = groups(self.rows)[one.series, one.year]
            other = self.rows[line[line.index(self.rows.index(one)) + 1]]
            if one.signed == other.signed:
                continue
            swaps += 1
            one.serial, other.serial = other.serial, one.serial
            for row in (one, other):
                row.cells['doc_number'] = f'{row.series}〔{row.year}〕{row.serial}号'
                row.touched = True
        for row in self.choose(3):
            self.rows.remove(row)
        self.plain = []
        self.look()
        first = next(r for r in self.rows if (r.series, r.year, r.serial) == ('示国资发', 2023, 1))
        first.signed = first.cells['date_signed'] = date(2022, 12, 31)
        first.touched = True

    def plant_copies(self):
        for number, row in enumerate(self.choose(5)):
            copy = Row([row.cells[name] for name in NAMES[:-2]])
            if number == 4:
                copy.cells['doc_number'] = f'{row.series}[{row.year}]{row.serial}号'
                copy.plant('number-form', len(row.series.encode()), 0, 4)
            if number == 3:
                copy.cells['corrects'] = 1
            else:
                copy.plant('duplicate')
            row.touched = copy.touched = True
            copy.original = row
            self.rows.append(copy)
        stranger = Row([self.choose(1)[0].cells[name] for name in NAMES[:-2]])
        stranger.cells['doc_number'] = '示国贸发〔2023〕1号'
        stranger.series, stranger.year, stranger.serial, stranger.own = '示国贸发', 2023, 1, True
        stranger.plant('series-unknown')
        self.rows.append(stranger)

    def plant(self):
        self.plant_months()
        self.look()
        self.plant_swaps_and_losses()
        self.plant_records()
        self.plant_dates()
        self.plant_numbers()
        self.plant_copies()


def expected_findings(rows):
    out = []
    for index, kind, other, expected, actual in [*series_findings(rows), *row_findings(rows)]:
        out.append([index + 2, kind, 0, None if other is None else other + 2, expected, actual])
    for index, row in enumerate(rows):
        for kind, at, expected, actual in row.planted:
            other = rows.index(row.original) + 2 if kind == 'duplicate' else None
            out.append([index + 2, kind, at, other, expected, actual])
    return sorted(out, key=lambda f: (f[0], f[1], f[2], f[5]))


def verdict(row):
    """By the default policy, in the order of its reasons."""
    cells = row.cells
    if not row.signed:
        return 'undated'
    if cells['status'] == 'void':
        return 'void'
    if not cells['formal']:
        return 'informal'
    if cells['doc_kind'] == '纪要':
        return 'minutes'
    if any(cells['joint_issuers'].startswith(name) for _, name, _ in OTHERS):
        return 'led-elsewhere'
    if cells['direction'] == 'up':
        return 'upward'
    return 'correction' if cells['corrects'] else 'counted'


def dirty():
    planter = Planter()
    planter.plant()
    rows = planter.rows
    findings = expected_findings(rows)
    half = [r for r in rows if r.signed and date(2023, 1, 1) <= r.signed <= date(2023, 6, 30)]
    folder = Folder()
    folder.table('org.csv', 'id name/名称 alias/别名 kind/类型 parent_id/上级 valid_from/启用 '
                 'valid_to/停用 successor_id/承继', org_rows())
    folder.table('kinds.csv', 'id name/名称 alias/别名 parent_id/上级', KINDS)
    folder.table('settings.csv', 'key value', [*SETTINGS, ('needs_series', 1)])
    folder.table('calendar.csv', 'date kind name source', calendar_rows())
    folder.table('documents.csv', ' '.join(COLUMNS),
                 [[row.cells[name] for name in NAMES] for row in rows])
    folder.table('quota.csv', 'year/年度 unit_id/单位 resource/事项 cap/限额 basis/依据', quota_rows())
    folder.text('expected.json', json_text({
        'source': 'the plan of the faults, not a reading of the files',
        'rows': len(rows), 'verdicts': dict(sorted(Counter(map(verdict, rows)).items())),
        'counted_h1_2023': sum(verdict(r) == 'counted' for r in half),
        'kinds': dict(sorted(Counter(f[1] for f in findings).items())),
        'findings_have': 'row, kind, offset, other row, expected, actual',
        'findings': [' '.join('-' if v is None else str(v) for v in f) for f in findings]}))
    return folder

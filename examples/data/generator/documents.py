# SPDX-License-Identifier: Apache-2.0
"""Papers of 2022 and 2023: the counted ones fill sections x months exactly, others are added."""
from datetime import date

from . import design
from .base import Random, shares
from .days import add_workdays, is_weekend, is_workday, month_days
from .organisation import (GROUPS, MOVED, OTHERS, groups_on, section_id, sponsor_name,
                           subsidiaries)
from .titles import title

HEADER = ('doc_number/发文字号 title/标题 doc_kind/文种 sponsor/主办科室 date_signed/成文日期 '
          'date_dispatched/印发日期 classification/密级 recipients/主送 direction/行文方向 '
          'joint_issuers/联合发文 forwarded/转发 formal/正式 chars/字数 status/状态')
DIRECTION = {'报告': 'up', '请示': 'up', '函': 'level', '纪要': 'level'}
PARTY_SECTIONS = {13, 14, 15, 16, 20}
UNITS = subsidiaries()


def fill(rows, columns):
    """A whole-number table with these margins: proportional, largest remainders, then repair."""
    whole = sum(rows)
    assert whole == sum(columns)
    table = [[r * c // whole for c in columns] for r in rows]
    need_row = [r - sum(line) for r, line in zip(rows, table)]
    need_column = [c - sum(line[j] for line in table) for j, c in enumerate(columns)]
    cells = sorted((-(r * c % whole), i, j) for i, r in enumerate(rows)
                   for j, c in enumerate(columns))
    while any(need_row):
        for _, i, j in cells:
            if need_row[i] and need_column[j]:
                table[i][j] += 1
                need_row[i] -= 1
                need_column[j] -= 1
    return table


def month_dates(rng, year, month, count, weekend):
    """Signing days: 40 % in the last third of the month, 45 % of December from the 20th on."""
    cut, percent = (20, 45) if month == 12 else (21, 40)
    late = (count * percent + 50) // 100
    days = month_days(year, month)
    last = max(d for d in days if is_workday(d))
    out = []
    for part, size in ((0, count - late), (1, late)):
        span = [d for d in days if (d.day >= cut) == bool(part) and d <= last]
        off = [d for d in span if is_weekend(d)]
        use_off = min(size, (weekend + 1 - part) // 2) if off else 0
        work = [d for d in span if is_workday(d)]
        out += [rng.pick(off) for _ in range(use_off)]
        out += [rng.pick(work) for _ in range(size - use_off)]
    return rng.shuffled(out)


def counted(rng, year):
    """Rows that obey the table; kinds are dealt out over the year."""
    table = [[] for _ in design.SECTIONS]
    for half in (0, 1):
        rows = [s[f'h1_{year}'] if half == 0 else s[f'year_{year}'] - s[f'h1_{year}']
                for s in design.sections()]
        part = fill(rows, design.MONTHS[year][6 * half:6 * half + 6])
        table = [line + extra for line, extra in zip(table, part)]
    kinds = dict(design.KINDS[year])
    kinds['通知'] -= sum(design.UNCOUNTED[year]['other_lead'])
    deck = [k for k, n in kinds.items() if k not in ('报告', '请示', '纪要') for _ in range(n)]
    deck = rng.shuffled(deck)
    weekend = shares(design.WEEKEND[year], design.MONTHS[year])
    out = []
    for month in range(1, 13):
        cells = [(i + 1, table[i][month - 1]) for i in range(20)]
        dates = month_dates(rng, year, month, sum(n for _, n in cells), weekend[month - 1])
        for section, n in cells:
            out += [{'section': section, 'date': dates.pop(), 'kind': deck.pop(), 'role': 'own',
                     'formal': 1} for _ in range(n)]
    return out


def uncounted(rng, year, own):
    """Upward papers, joint papers led by another body, minutes; spread like the counted ones."""
    out = []
    for kind, halves in design.UNCOUNTED[year].items():
        for half, total in enumerate(halves):
            months = shares(total, design.MONTHS[year][6 * half:6 * half + 6])
            for offset, n in enumerate(months):
                work = [d for d in month_days(year, 6 * half + offset + 1) if is_workday(d)]
                for _ in range(n):
                    out.append({'section': rng.pick(own)['section'], 'date': rng.pick(work),
                                'kind': '通知' if kind == 'other_lead' else kind, 'formal': 1,
                                'role': 'other' if kind == 'other_lead' else 'aside'})
    return out


def informal(rng, year):
    out = []
    for section, counts in design.INFORMAL.items():
        for half in (0, 1):
            total = counts[half + (2 if year == 2023 else 0)]
            months = design.MONTHS[year][6 * half:6 * half + 6]
            for _ in range(total):
                at = rng.below(sum(months))
                offset = next(i for i in range(6) if at < sum(months[:i + 1]))
                work = [d for d in month_days(year, 6 * half + offset + 1) if is_workday(d)]
                out.append({'section': section, 'date': rng.pick(work), 'kind': '便笺',
                            'role': 'note', 'formal': 0})
    return out


def mark(rows, name, count):
    for row in rows[:count]:
        row[name] = 1


def assign_series(rng, year, rows):
    """Which series each of the organ's own numbered papers runs in."""
    rows = rng.shuffled(rows)
    outside, inside = design.MISMATCH[year]
    letters = [r for r in rows if r['kind'] == '函']
    rest = [r for r in rows if r['kind'] != '函']
    plain = [r for r in rest if r['kind'] == '通知' and not r.get('joint')]
    for row in letters[outside:] + plain[:inside]:
        row['series'] = 3
    rest = [r for r in letters[:outside] + rest if 'series' not in r]
    sizes = shares(len(rest), design.SERIES_PERCENT[:3])
    for series, likely in ((1, PARTY_SECTIONS), (2, {1})):
        rest.sort(key=lambda r: r['section'] not in likely or bool(r.get('joint')))
        for row in rest[:sizes[series]]:
            row['series'] = series
        rest = rest[sizes[series]:]
    for row in rest:
        row['series'] = 0


def number(rng, year, rows):
    """Serial numbers in the order of signing, with a few gaps and a few out of order."""
    for series in range(4):
        line = [r for r in rng.shuffled(rows) if r.get('series') == series]
        line.sort(key=lambda r: r['date'])
        jumps = {len(line) * (k + 1) // (design.GAPS_PER_SERIES + 1)
                 for k in range(design.GAPS_PER_SERIES)}
        serial = 0
        for i, row in enumerate(line):
            serial += 2 if i in jumps else 1
            row['serial'] = serial
        for k in range(design.SWAPS_PER_SERIES):
            i = len(line) * (k + 1) // (design.SWAPS_PER_SERIES + 1)
            while line[i]['date'] == line[i + 1]['date']:
                i += 1
            a, b = line[i], line[i + 1]
            a['serial'], b['serial'] = b['serial'], a['serial']
    for row in (r for r in rows if 'serial' in r):
        row['number'] = f"{design.SERIES[row['series']]}〔{year}〕{row['serial']}号"
    led = sorted((r for r in rows if r['role'] == 'other'), key=lambda r: r['date'])
    for i, row in enumerate(led):
        row['lead'] = OTHERS[i % 5]
        row['number'] = f"{row['lead'][2]}〔{year}〕{9 + 6 * i + rng.below(5)}号"


def set_joint(rng, row):
    bodies = [name for _, name, _ in OTHERS]
    more = rng.below(10) // 5 + rng.below(10) // 8     # none, one or two further bodies
    if row['role'] == 'other':
        first = [row['lead'][1], '示例市国资委']
    elif row.get('joint'):
        first = ['示例市国资委', rng.pick(bodies)]
    else:
        return ''
    rest = [b for b in bodies if b not in first]
    return ';'.join(first + rng.sample(rest, more))


def recipients(rng, row, group):
    """Ids. A group id means its headquarters; letters go to other bodies, reports to the city."""
    if row['kind'] in ('报告', '请示'):
        return [1]
    groups = groups_on(row['date'])
    if row['kind'] == '函':
        return rng.sample([u for u, _, _ in OTHERS], 1 + rng.below(2))
    if row['kind'] == '批复':
        return [group]
    chance = rng.below(100)
    if chance < 25:
        return groups
    if chance < 80:
        return rng.sample(groups, 2 + rng.below(6))
    units = [u for u, _, _ in rng.sample(UNITS, 1 + rng.below(4))]
    moved = row['date'] >= MOVED[3]
    return [MOVED[1] if moved and u == MOVED[0] else u for u in units]


def dispatch(rng, rows, year):
    """0 to 5 working days after signing, inside the year but for the four late papers."""
    last = add_workdays(date(year + 1, 1, 1), -1)
    for row in rows:
        row['dispatched'] = min(last, add_workdays(row['date'], rng.below(6)))
    if year == 2022:
        own = sorted((r for r in rows if r['role'] == 'own'), key=lambda r: r['date'])
        for i, row in enumerate(own[-design.LATE_DISPATCH:]):
            row['dispatched'] = add_workdays(date(2023, 1, 1), 1 + i // 2)


def deal_chars(rng, rows):
    """Lengths read off the table at evenly spaced points, then shuffled."""
    count, deck = len(rows), []
    for i in range(count):
        at = (2 * i + 1) * 500 // count
        k = max(j for j in range(len(design.CHARS) - 1) if design.CHARS[j][0] <= at)
        (x0, y0), (x1, y1) = design.CHARS[k:k + 2]
        base = y0 + (y1 - y0) * (at - x0) // (x1 - x0)
        deck.append(min(max(base + 1 + rng.below(9), y0 + 1), y1))
    for row, chars in zip(rows, rng.shuffled(deck)):
        row['chars'] = chars


def finish(rng, row, year):
    classified = ''
    if row.get('classified'):
        classified = '机密' if rng.below(5) == 0 else '秘密'
    group = rng.pick(groups_on(row['date']))
    text = title(rng, row['section'], row['kind'], year, GROUPS[group - 201],
                 row.get('forwarded'))
    sponsor = sponsor_name(section_id(row['section']), row['date'])
    to = ';'.join(str(u) for u in recipients(rng, row, group))
    return (row.get('number', ''), '' if classified else text, row['kind'], sponsor, row['date'],
            row['dispatched'], classified, to, DIRECTION.get(row['kind'], 'down'),
            set_joint(rng, row), row.get('forwarded', 0), row['formal'], row['chars'], 'issued')


def year_rows(year):
    rng = Random(f'documents {year}')
    own = counted(rng, year)
    rows = own + uncounted(rng, year, own)
    notices = [r for r in rng.shuffled(own) if r['kind'] == '通知']
    mark(notices, 'joint', design.JOINT_OWN[year])
    mark(notices[40:], 'forwarded', design.FORWARDED[year])
    mark([r for r in rng.shuffled(rows) if r['role'] != 'other' and not r.get('joint')
          and not r.get('forwarded')], 'classified', design.CLASSIFIED[year])
    assign_series(rng, year, [r for r in rows if r['role'] != 'other'])
    number(rng, year, rows)
    deal_chars(rng, rows)
    notes = informal(rng, year)
    deal_chars(rng, notes)
    rows += notes
    dispatch(rng, rows, year)
    rows.sort(key=lambda r: (r['date'], -r['formal'], r.get('series', 9), r.get('serial', 0)))
    return [finish(rng, row, year) for row in rows]


def document_rows():
    return year_rows(2022) + year_rows(2023)

# SPDX-License-Identifier: Apache-2.0
"""A cut of the United States register of rules: agencies, 2017 to 2019, counts by day."""
import csv
import gzip
import io
from collections import defaultdict

from .base import Folder, json_text

YEARS, PLAN_YEAR, AS_OF = (2017, 2018, 2019), 2019, '2019-06-30'
MIN_LAST_YEAR = 10
KINDS = [(1, 'document', '', ''), (2, 'rule', '', 1), (3, 'proposed_rule', '', 1)]
SOURCE = '''# Rules and proposed rules of United States agencies, 2017 to 2019

Real counts, not synthetic: one row of `documents.csv` says how many rules (or proposed rules) one
agency had in the register on one day.

- Source: the repository thoppe/regulations_gov_archive on GitHub, commit 63662b3, folder
  `data/daily_search_results`, which holds search results of <https://www.regulations.gov>.
- Licence: The Unlicense (public domain) for that repository; the records are works of the United
  States Government. Nothing but agency, day, kind and number of documents is used; no titles, no
  texts.
- Cut: the years {years}; {rows} rows, {documents} documents, {agencies} agencies. In the source,
  records without a register number of the year posted or the year before, withdrawn ones and
  repeated ones were left out. Days are those of posting.
- Ours, not the source's: unit ids (agencies in the order of their short names, from 101), the
  single root unit, the tree of kinds, and `quota.csv`. A cap is 95 % of the agency's total of
  {last}, rounded down, for agencies with at least {minimum} documents in {last}; the others have
  no row. No agency had such a cap.
- Rows after {as_of} are kept, so that a warning given on that day can be compared with what
  happened.
'''


def read(path):
    """{(day, agency, kind): count} of the chosen years."""
    raw = gzip.open(path, 'rb').read() if str(path).endswith('.gz') else open(path, 'rb').read()
    counts = {}
    for row in csv.DictReader(io.StringIO(raw.decode('utf-8'), newline='')):
        if int(row['date'][:4]) in YEARS:
            counts[row['date'], row['unit'], row['kind']] = int(row['count'])
    return counts


def expected(counts, ids, rows):
    totals = defaultdict(lambda: defaultdict(int))
    for (when, unit, _), n in counts.items():
        totals[unit][when[:4]] += n
        if when[:4] == str(PLAN_YEAR) and when <= AS_OF:
            totals[unit]['used'] += n
    last = str(PLAN_YEAR - 1)
    agencies = []
    for unit in sorted(ids):
        t = totals[unit]
        capped = t[last] >= MIN_LAST_YEAR
        cap = t[last] * 95 // 100 if capped else None
        agencies.append({'unit_id': ids[unit], 'name': unit, 'total_2017': t['2017'],
                         'total_2018': t['2018'], 'total_2019': t['2019'], 'cap_2019': cap,
                         'used_2019_06_30': t['used'],
                         'exceeded_2019': None if cap is None else t['2019'] > cap})
    sums = {k: sum(a[k] for a in agencies) for k in ('total_2017', 'total_2018', 'total_2019',
                                                    'used_2019_06_30')}
    caps = [a for a in agencies if a['cap_2019'] is not None]
    return {'as_of': AS_OF, 'rows': rows, 'agencies_total': len(agencies), 'totals': sums,
            'agencies_with_cap': len(caps), 'cap_total': sum(a['cap_2019'] for a in caps),
            'agencies_exceeding': sum(a['exceeded_2019'] for a in caps), 'agencies': agencies}


def us_register(path):
    counts = read(path)
    names = sorted({unit for _, unit, _ in counts})
    ids = {name: 101 + i for i, name in enumerate(names)}
    folder = Folder()
    folder.table('org.csv', 'id name kind parent_id', [(1, 'US federal agencies', 'root', '')]
                 + [(ids[n], n, 'agency', 1) for n in names])
    folder.table('kinds.csv', 'id name alias parent_id', KINDS)
    folder.table('documents.csv', 'date_signed sponsor resource formal count',
                 [(*key, 1, n) for key, n in sorted(counts.items())])
    told = expected(counts, ids, {})
    folder.table('quota.csv', 'year unit_id resource cap basis',
                 [(PLAN_YEAR, a['unit_id'], 'document', a['cap_2019'],
                   f'95 % of {a["total_2018"]} in 2018') for a in told['agencies']
                  if a['cap_2019'] is not None])
    folder.table('settings.csv', 'key value', [
        ('title', 'Rules and proposed rules of United States agencies'), ('as_of', AS_OF),
        ('year', PLAN_YEAR), ('formal_kind', 1), ('warn_used_permille', 900),
        ('plain_weeks', 1)])
    told['rows'] = folder.row_counts()
    folder.text('expected.json', json_text(told))
    folder.text('SOURCE.md', SOURCE.format(
        years=', '.join(map(str, YEARS)), rows=len(counts), documents=sum(counts.values()),
        agencies=len(names), last=PLAN_YEAR - 1, minimum=MIN_LAST_YEAR, as_of=AS_OF))
    return folder

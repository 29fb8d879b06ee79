# SPDX-License-Identifier: Apache-2.0
"""The example data: the generator's bytes, and the design numbers against a recount."""
import csv
import io
import json
import subprocess
import sys
import tempfile
import unittest
from collections import Counter, defaultdict
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / 'examples' / 'data'
MUNICIPAL = DATA / 'municipal'
SIGNED = ('h1_2022', 'year_2022', 'h1_2023', 'year_2023')


def rows(folder, name, encoding='utf-8'):
    """Rows by the English part of the column names."""
    text = (folder / name).read_bytes().decode(encoding)
    table = list(csv.reader(io.StringIO(text, newline='')))
    header = [cell.split('/')[0] for cell in table[0]]
    return [dict(zip(header, row, strict=True)) for row in table[1:]]


def expected(folder):
    return json.loads((folder / 'expected.json').read_text(encoding='utf-8'))


def units_by_name(folder):
    """{name or alias: id} of the sections."""
    out = {}
    for row in rows(folder, 'org.csv'):
        if row['kind'] == 'section':
            out.update((name, int(row['id'])) for name in
                       [row['name'], *filter(None, row['alias'].split(';'))])
    return out


def is_counted(row):
    lead = row['joint_issuers'].split(';')[0]
    return (row['formal'] == '1' and row['direction'] in ('down', 'level')
            and row['doc_kind'] != '纪要' and lead in ('', '示例市国资委')
            and row['status'] == 'issued')


def periods(row):
    year, month = row['date_signed'][:4], int(row['date_signed'][5:7])
    return [f'year_{year}'] + ([f'h1_{year}'] if month <= 6 else [])


class Generator(unittest.TestCase):
    def run_generator(self, *options):
        return subprocess.run([sys.executable, '-B', str(DATA / 'generate.py'), *options],
                              capture_output=True, text=True, encoding='utf-8', check=False)

    def test_same_bytes_as_in_the_tree(self):
        done = self.run_generator('--check')
        self.assertEqual((done.returncode, done.stderr), (0, ''))

    def test_check_sees_a_changed_and_a_surplus_file(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.run_generator('--out', folder).returncode, 0)
            with open(Path(folder) / 'municipal' / 'org.csv', 'ab') as stream:
                stream.write(b' ')
            (Path(folder) / 'municipal' / 'more.csv').write_bytes(b'')
            done = self.run_generator('--out', folder, '--check')
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr.split('\n')[:2], [
            'municipal/more.csv: not made by the generator', 'municipal/org.csv: differs'])

    def test_gb18030_variant_holds_the_same_rows(self):
        other = DATA / 'municipal-gb18030'
        names = sorted(p.name for p in MUNICIPAL.glob('*.csv'))
        self.assertEqual(names, sorted(p.name for p in other.glob('*.csv')))
        for name in names:
            self.assertEqual(rows(MUNICIPAL, name), rows(other, name, 'gb18030'), name)
            data = (other / name).read_bytes()
            self.assertEqual(data.count(b'\n'), data.count(b'\r\n'), name)


class Documents(unittest.TestCase):
    def setUp(self):
        self.told = expected(MUNICIPAL)['documents']
        self.rows = rows(MUNICIPAL, 'documents.csv')

    def test_sections_and_months(self):
        unit = units_by_name(MUNICIPAL)
        by_section, by_month = defaultdict(Counter), Counter()
        for row in filter(is_counted, self.rows):
            by_section[unit[row['sponsor']]].update(periods(row))
            by_month[row['date_signed'][:7]] += 1
        for section in self.told['sections']:
            found = by_section[section['unit_id']]
            self.assertEqual([found[p] for p in SIGNED], [section[p] for p in SIGNED],
                             section['name'])
        for year in ('2022', '2023'):
            found = [by_month[f'{year}-{m:02d}'] for m in range(1, 13)]
            self.assertEqual(found, self.told[f'months_{year}'])
        whole = sum(by_section.values(), Counter())
        self.assertEqual([whole[p] for p in SIGNED], [self.told['total'][p] for p in SIGNED])

    def test_rates_follow_from_the_counts(self):
        for row in self.told['sections'] + [self.told['total']]:
            change = 1000 * (row['h1_2023'] - row['h1_2022']) / row['h1_2022']
            self.assertAlmostEqual(float(row['yoy_percent']) * 10, change, delta=0.5)
            self.assertAlmostEqual(int(row['used_permille']),
                                   1000 * row['h1_2023'] / row['cap_2023'], delta=0.5)

    def test_quota(self):
        caps = {r['unit_id']: r['cap'] for r in rows(MUNICIPAL, 'quota.csv')
                if r['resource'] == '正式文件'}
        for section in self.told['sections']:
            self.assertEqual(caps[str(section['unit_id'])], str(section['cap_2023']))
        self.assertEqual(caps['10'], '503')

    def test_informal_papers(self):
        unit, found = units_by_name(MUNICIPAL), defaultdict(Counter)
        for row in (r for r in self.rows if r['formal'] == '0'):
            found[unit[row['sponsor']]].update(periods(row))
        for one in self.told['informal']['sections']:
            counts = found[100 + int(one['section'])]
            self.assertEqual((counts['h1_2022'], counts['h1_2023']),
                             (one['h1_2022'], one['h1_2023']))
        whole = sum(found.values(), Counter())
        self.assertEqual([whole[p] for p in SIGNED],
                         [self.told['informal'][p] for p in SIGNED])
        risen = [s['section'] for s in self.told['sections'] if s['h1_2023'] < s['h1_2022']
                 and found[s['unit_id']]['h1_2023'] > found[s['unit_id']]['h1_2022']]
        self.assertEqual(risen, self.told['shadow_fires_for'])

    def test_numbers_kinds_and_late_dispatch(self):
        numbered = [r for r in self.rows if r['formal'] == '1']
        numbers = [r['doc_number'] for r in numbered]
        self.assertEqual(len(numbers), len(set(numbers)))
        for year in ('2022', '2023'):
            mine = [r for r in numbered if r['date_signed'].startswith(year)]
            self.assertEqual(Counter(r['doc_kind'] for r in mine),
                             Counter(self.told['kinds_of_numbered'][year]))
            self.assertEqual(sum(r['classification'] != '' for r in mine),
                             self.told['classified'][year])
            self.assertTrue(all(bool(r['title']) != bool(r['classification']) for r in mine))
            late = sum(r['date_dispatched'][:4] > year for r in mine if is_counted(r))
            self.assertEqual(late, self.told['dispatched_in_next_year'][year])
            self.assertTrue(all(r['date_signed'] <= r['date_dispatched'] for r in mine))


class Meetings(unittest.TestCase):
    def setUp(self):
        self.told = expected(MUNICIPAL)['meetings']
        self.rows = {int(r['id']): r for r in rows(MUNICIPAL, 'meetings.csv')}
        self.who = defaultdict(dict)
        for r in rows(MUNICIPAL, 'attendees.csv'):
            if r['required'] == '1':
                self.who[int(r['meeting_id'])][r['unit_id'], r['role']] = int(r['count'])

    def test_plan(self):
        plan = self.told['plan']
        self.assertEqual(len(self.rows), plan['meetings'])
        self.assertEqual(Counter(r['meeting_class'] for r in self.rows.values()),
                         Counter(plan['classes']))
        self.assertEqual(Counter(r['mode'] for r in self.rows.values()), Counter(plan['modes']))

    def test_merge_sets(self):
        self.assertEqual(len(self.told['merge_sets']), 14)
        for one in self.told['merge_sets']:
            items = [self.rows[i] for i in one['meetings']]
            self.assertEqual(len({frozenset(self.who[i].items()) for i in one['meetings']}), 1)
            self.assertTrue(all(one['topic'] in r['topic_tags'].split(';') for r in items))
            self.assertLess(max(r['earliest'] for r in items), min(r['latest'] for r in items))
            self.assertEqual({r['secrecy'] + r['statutory'] for r in items}, {'00'})
            length = (max(int(r['opening_min']) for r in items)
                      + sum(int(r['duration_min']) - int(r['opening_min']) for r in items))
            self.assertEqual(length, one['minutes_merged'])

    def test_refusals(self):
        self.assertEqual(sorted(r['fails'] for r in self.told['refusals']), [
            'attendees', 'duration', 'secrecy', 'statutory', 'subject', 'window'])
        for one in self.told['refusals'] + self.told['bundling_abuse']:
            a, b = one['meetings']
            both = self.who[a].keys() & self.who[b].keys()
            self.assertEqual(len(both), one['numbers']['persons_common'])
            hinted = self.rows[b]['host_event_id'] == str(a)
            self.assertEqual(hinted, one['asked_to_bundle'])

    def test_planted_faults(self):
        closed = {r['first'] for r in rows(MUNICIPAL, 'blackouts.csv')}
        on_closed = [i for i, r in self.rows.items() if r['target'] in closed]
        faults = self.told['planted_faults']
        self.assertEqual(on_closed, faults['no_meeting_day'])
        caps = {r['id']: int(r['max_heads']) for r in rows(MUNICIPAL, 'classes.csv')}
        over = [i for i, r in self.rows.items()
                if sum(self.who[i].values()) > caps[r['meeting_class']]]
        self.assertEqual(over, faults['over_size'])
        self.assertEqual([len(faults[k]) for k in ('weekend', 'late_filing')], [2, 4])


class Oversight(unittest.TestCase):
    def setUp(self):
        self.told = expected(MUNICIPAL)['oversight']

    def test_items_and_visits(self):
        items = [r for r in rows(MUNICIPAL, 'oversight.csv') if r['year'] == '2023']
        self.assertEqual(sum(r['planned'] == '1' for r in items), self.told['planned_2023'])
        self.assertEqual(Counter(r['approval'] for r in items if r['planned'] == '0'),
                         {'approved': 2, 'refused': 1, '': 2})
        visits = rows(MUNICIPAL, 'oversight_visits.csv')
        held = Counter(int(r['unit_id']) for r in visits if not r['reuses_visit_id'])
        over = sorted(u for u, n in held.items() if n > self.told['cap_per_enterprise'])
        self.assertEqual(over, self.told['over_cap'])
        self.assertEqual(len(visits) - sum(held.values()), self.told['reused_results'])
        g03 = Counter(r['date'][5:7] for r in visits
                      if r['unit_id'] == '203' or 1056 <= int(r['unit_id']) <= 1077)
        self.assertEqual(g03, {'03': 7, '11': 5})

    def test_four_in_one(self):
        by_unit = defaultdict(list)
        for r in rows(MUNICIPAL, 'assessments.csv'):
            by_unit[int(r['unit_id'])].append(r)
        sessions, outside = 0, []
        for unit, (host, *guests) in by_unit.items():
            inside = [g['earliest'] <= host['date'] <= g['latest'] for g in guests]
            self.assertEqual(len(set(inside)), 1)
            self.assertLessEqual(sum(int(g['duration_min']) for g in guests),
                                 int(host['spare_min']))
            sessions += 1 if inside[0] else 2
            if not inside[0]:
                outside.append(unit)
                self.assertTrue(all(g['earliest'] <= host['what_if_date'] <= g['latest']
                                    for g in guests))
        assessments = self.told['assessments']
        self.assertEqual((sessions, outside),
                         (assessments['after_attaching'], assessments['host_outside']))


class Counts(unittest.TestCase):
    def test_row_counts_of_every_folder(self):
        for name in ('municipal', 'us-register', 'ietf106'):
            for file, count in expected(DATA / name)['rows'].items():
                self.assertEqual(len(rows(DATA / name, file)), count, f'{name}/{file}')

    def test_us_register(self):
        folder = DATA / 'us-register'
        told = expected(folder)
        totals, used = defaultdict(Counter), Counter()
        for row in rows(folder, 'documents.csv'):
            totals[row['sponsor']][row['date_signed'][:4]] += int(row['count'])
            if '2019-01-01' <= row['date_signed'] <= told['as_of']:
                used[row['sponsor']] += int(row['count'])
        caps = {r['unit_id']: int(r['cap']) for r in rows(folder, 'quota.csv')}
        self.assertEqual(len(caps), told['agencies_with_cap'])
        for one in told['agencies']:
            found = totals[one['name']]
            self.assertEqual([found[y] for y in ('2017', '2018', '2019')],
                             [one[f'total_{y}'] for y in ('2017', '2018', '2019')])
            self.assertEqual(used[one['name']], one['used_2019_06_30'])
            self.assertEqual(caps.get(str(one['unit_id'])), one['cap_2019'])
            if found['2018'] >= 10:
                self.assertEqual(one['cap_2019'], found['2018'] * 95 // 100)

    def test_ietf_solution_of_a_plan_at_the_slots(self):
        folder = DATA / 'ietf106'
        room = {r['id']: r['name'] for r in rows(folder, 'rooms.csv')}
        lines = ['gathering,agenda,meeting_id,title,sponsor,date,start,end,room,merged_with']
        for i, r in enumerate(rows(folder, 'room_hours.csv')[:126]):
            at = f"{int(r['start']) // 60:02d}:{int(r['start']) % 60:02d}"
            lines.append(f"{i + 1},1,{i + 1},t,s,{r['date']},{at},{at},{room[r['room_id']]},")
        with tempfile.TemporaryDirectory() as temporary:
            plan, out = Path(temporary) / 'plan.csv', Path(temporary) / 'out.json'
            plan.write_text('\n'.join(lines) + '\n', encoding='utf-8')
            done = subprocess.run([sys.executable, '-B', DATA / 'generator' / 'ietf_solution.py',
                                   plan, out], check=False)
            self.assertEqual(done.returncode, 0)
            made = json.loads(out.read_text(encoding='utf-8'))['assignments']
        self.assertEqual([a['session'] for a in made], list(range(1, 127)))
        self.assertEqual(len({(a['room'], a['start']) for a in made}), 126)


if __name__ == '__main__':
    unittest.main()

# SPDX-License-Identifier: Apache-2.0
"""The IETF 106 meeting (Singapore, November 2019) as a folder of spreadsheets."""
import json
from collections import defaultdict
from datetime import date, timedelta

from .base import Folder, json_text
from .ietf_texts import LICENSE, SOURCE

MONDAY = date(2019, 11, 18)              # day 2 of the meeting
NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']
PENALTY = {'chair_conflict': 100000, 'key_participant': 100000, 'tech_overlap': 10000}
NOT_EXPRESSED = ['sessions_out_of_order', 'time_relation', 'wg_adjacent']
ROOT = 1


class Meeting:
    """The source file, with what every session takes from its group and from joint ones."""

    def __init__(self, path):
        with open(path, encoding='utf-8') as stream:
            data = json.load(stream)
        rooms = {r['name']: r['capacity'] for r in data['rooms'] if r['capacity']}
        self.places = sorted((t['day'], t['h'] * 60 + t['m'], t['room'], t['dur_min'])
                             for t in data['timeslots'] if t['type'] == 'regular'
                             and 2 <= t['day'] <= 6 and t['room'] in rooms)
        self.rooms = sorted((n, c) for n, c in rooms.items() if n in {p[2] for p in self.places})
        self.slots = sorted({(d, s, n) for d, s, _, n in self.places})
        self.sessions = sorted((s for s in data['sessions'] if s['type'] == 'regular'),
                               key=lambda s: s['id'])
        self.stated = defaultdict(list)
        for c in data['constraints']:
            self.stated[c['source']].append(c)
        numbers = {s['group']: s['group_id'] for s in self.sessions}
        self.group_name = {v: k for k, v in numbers.items()}
        joint = sorted({g for s in self.sessions for g in s['joint']} - set(numbers))
        self.group_unit = {g: 10000 + n for g, n in sorted(numbers.items())}
        self.group_unit.update((g, 20001 + i) for i, g in enumerate(joint))
        self.trimmed = {}
        self.minutes = {s['id']: self.length(s) for s in self.sessions}

    def length(self, session):
        """The asked minutes, inside what the places offer: none asked = the shortest slot."""
        lengths = [n for _, _, n in self.slots]
        asked = session['duration_min']
        given = min(max(asked, min(lengths)), max(lengths))
        if given != asked:
            self.trimmed[session['id']] = [asked, given]
        return given

    def constraints(self, session, *kinds):
        groups = dict.fromkeys([session['group'], *session['joint']])
        return [c for g in groups for c in self.stated[g] if c['name'] in kinds]

    def people(self, session):
        return sorted({c['person_id'] for c in self.constraints(session, 'bethere')})


def part(day, start):
    """The part of a day in which a session that starts then lies."""
    names = ('morning', 'afternoon-early', 'afternoon-late')
    return f'{NAMES[day - 2]}-{names[(start >= 750) + (start >= 930)]}'


def day_of(number):
    return MONDAY + timedelta(days=number - 2)


def conflict_rows(meeting):
    """Penalties of both directions added up; one group, or a joint one, is a hard conflict."""
    weight, hard = defaultdict(int), set()
    by_group = defaultdict(list)
    for s in meeting.sessions:
        by_group[s['group']].append(s['id'])
    for s in meeting.sessions:
        for c in meeting.constraints(s, *PENALTY):
            for other in by_group.get(meeting.group_name.get(c['target_id']), []):
                if other != s['id']:
                    weight[min(s['id'], other), max(s['id'], other)] += PENALTY[c['name']]
        for group in {s['group'], *s['joint']}:
            for t in meeting.sessions:
                if t['id'] != s['id'] and group in {t['group'], *t['joint']}:
                    hard.add((min(s['id'], t['id']), max(s['id'], t['id'])))
    pairs = sorted(hard | set(weight))
    return [(a, b, '' if (a, b) in hard else weight[a, b]) for a, b in pairs]


def unavailable_rows(meeting):
    """Slots in a part of a day the group cannot meet in; and the tails of longer slots.

    A place is taken whole and from its start. So a session may not run into what a slot has beyond
    the session's own length: it then fits at the slot's start only.
    """
    rows = []
    for s in meeting.sessions:
        barred = {p for c in meeting.constraints(s, 'timerange') for p in c['unavailable']}
        for number, start, minutes in meeting.slots:
            spare = minutes - meeting.minutes[s['id']]
            if part(number, start) in barred:
                rows.append((s['id'], day_of(number), start, minutes))
            elif spare > 0:
                rows.append((s['id'], day_of(number), start + minutes - spare, spare))
    return rows


def attendee_rows(meeting):
    rows = []
    for s in meeting.sessions:
        rows.append((s['id'], meeting.group_unit[s['group']], 'group', s['attendees'] or 0))
        rows += [(s['id'], meeting.group_unit[g], 'group', 0) for g in s['joint']]
        rows += [(s['id'], 1000000 + p, 'person', 0) for p in meeting.people(s)]
    return rows


def meeting_rows(meeting):
    count = defaultdict(int)
    rows = []
    for s in meeting.sessions:
        count[s['group']] += 1
        title = s['group'] + (f' {count[s["group"]]}' if count[s['group']] > 1 else '')
        rows.append((s['id'], title, s['group'], meeting.minutes[s['id']], 'on_site', MONDAY,
                     day_of(6)))
    return rows


def ietf(path):
    meeting, folder = Meeting(path), Folder()
    persons = sorted({p for s in meeting.sessions for p in meeting.people(s)})
    folder.table('org.csv', 'id name kind parent_id', [(ROOT, 'IETF 106', 'meeting', '')] + [
        (u, g, 'group', ROOT) for g, u in meeting.group_unit.items()] + [
        (1000000 + p, f'person {p}', 'person', ROOT) for p in persons])
    folder.table('kinds.csv', 'id name parent_id', [(1, 'session', '')])
    folder.table('meetings.csv', 'id title sponsor duration_min mode earliest latest',
                 meeting_rows(meeting))
    folder.table('attendees.csv', 'meeting_id unit_id role count', attendee_rows(meeting))
    rooms = {name: i + 1 for i, (name, _) in enumerate(meeting.rooms)}
    folder.table('rooms.csv', 'id name capacity', [(rooms[n], n, c) for n, c in meeting.rooms])
    folder.table('room_hours.csv', 'room_id date start minutes',
                 [(rooms[r], day_of(d), start, n) for d, start, r, n in meeting.places])
    conflicts = conflict_rows(meeting)
    folder.table('conflicts.csv', 'meeting_a meeting_b weight', conflicts)
    folder.table('unavailable.csv', 'meeting_id date start minutes', unavailable_rows(meeting))
    folder.table('settings.csv', 'key value', [
        ('title', 'IETF 106, Singapore'), ('as_of', MONDAY - timedelta(days=7)), ('year', 2019),
        ('day_from', min(s for _, s, _ in meeting.slots)),
        ('day_to', max(s + n for _, s, n in meeting.slots)), ('grain', 10),
        ('plain_weeks', 1), ('lunch_from', 1), ('lunch_to', 1),
        ('plan_from', MONDAY), ('plan_to', day_of(6))])
    folder.text('expected.json', json_text({
        'sessions': len(meeting.sessions), 'places': len(meeting.places),
        'slots': [[str(day_of(d)), s, n] for d, s, n in meeting.slots],
        'groups': len({s['group'] for s in meeting.sessions}), 'persons': len(persons),
        'hard_conflicts': sum(w == '' for _, _, w in conflicts),
        'weighted_conflicts': sum(w != '' for _, _, w in conflicts),
        'conflict_weight': sum(w or 0 for _, _, w in conflicts),
        'durations_changed': {str(k): v for k, v in meeting.trimmed.items()},
        'unavoidable_penalty': 200000, 'not_expressed': NOT_EXPRESSED,
        'rows': folder.row_counts()}))
    folder.text('SOURCE.md', SOURCE)
    folder.text('LICENSE', LICENSE)
    return folder

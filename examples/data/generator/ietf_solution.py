#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Turn a meeting plan of examples/data/ietf106 into assignments of sessions to places.

    ietf_solution.py PLAN.csv OUT.json

OUT.json: {"assignments": [{"session": id, "room": name, "start": "D HH:MM"}, ...]}, day 2 = Monday.
A start inside a slot stands for that slot. Sessions of one group that can stand in for each other
are put in the order of their ids. Exit status 1 when a row has no place.
"""
import csv
import json
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / 'ietf106'
SUNDAY = date(2019, 11, 17)              # day 1


def rows(path):
    with open(path, encoding='utf-8-sig', newline='') as stream:
        return list(csv.DictReader(stream))


def places():
    """{(room, day): [(start, minutes)]}"""
    names = {r['id']: r['name'] for r in rows(DATA / 'rooms.csv')}
    out = defaultdict(list)
    for r in rows(DATA / 'room_hours.csv'):
        number = (date.fromisoformat(r['date']) - SUNDAY).days + 1
        out[names[r['room_id']], number].append((int(r['start']), int(r['minutes'])))
    return out


def slot_of(place, row):
    """(day, start, room, minutes) of the slot a plan row lies in, or None."""
    number = (date.fromisoformat(row['date'].strip()) - SUNDAY).days + 1
    hour, minute = row['start'].split(':')
    at = int(hour) * 60 + int(minute)
    for start, minutes in place[row['room'], number]:
        if start <= at < start + minutes:
            return number, start, row['room'], minutes
    return None


def exchangeable():
    """Sessions of one group with equal needs, as lists of ids in order."""
    needs = defaultdict(set)
    for r in rows(DATA / 'attendees.csv'):
        needs[int(r['meeting_id'])].add((r['unit_id'], r['role'], r['count']))
    for r in rows(DATA / 'unavailable.csv'):
        needs[int(r['meeting_id'])].add((r['date'], r['start'], r['minutes']))
    alike = defaultdict(list)
    for r in rows(DATA / 'meetings.csv'):
        number = int(r['id'])
        alike[r['sponsor'], r['duration_min'], frozenset(needs[number])].append(number)
    return [sorted(ids) for ids in alike.values() if len(ids) > 1]


def plan_to_ietf(plan):
    """(solution, rows without a place)"""
    place, chosen, lost = places(), {}, []
    for row in rows(plan):
        slot = slot_of(place, row)
        if slot is None:
            lost.append(row['meeting_id'])
        else:
            chosen[int(row['meeting_id'])] = slot
    for ids in exchangeable():
        placed = [i for i in ids if i in chosen]
        for number, slot in zip(placed, sorted(chosen[i] for i in placed)):
            chosen[number] = slot
    return {'assignments': [
        {'session': number, 'room': room, 'start': f'{day} {start // 60:02d}:{start % 60:02d}'}
        for number, (day, start, room, _) in sorted(chosen.items())]}, lost


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    solution, lost = plan_to_ietf(sys.argv[1])
    Path(sys.argv[2]).write_text(json.dumps(solution, indent=1) + '\n', encoding='utf-8')
    for meeting in lost:
        print(f'meeting {meeting}: no place at that room and time', file=sys.stderr)
    return 1 if lost else 0


if __name__ == '__main__':
    sys.exit(main())

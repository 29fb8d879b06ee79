# SPDX-License-Identifier: Apache-2.0
"""The meeting plan of 2023: 96 requests, who attends, and which days carry none."""
from datetime import date

from . import meeting_design as plan
from .base import Random
from .days import add_workdays, day, is_workday, span
from .organisation import DISCIPLINE, groups_on, section_id, sponsor_name

HEADER = ('id title/会议名称 sponsor/承办科室 meeting_class/会议类别 month/拟开月份 '
          'duration_min/时长(分钟) opening_min/开场(分钟) mode/形式 earliest/最早 latest/最晚 '
          'target/拟开日期 topic_tags/议题 secrecy/密级 statutory/法定 host_event_id/随会 '
          'required_by/依据 filed_on/报备日期 room/会议室 start/开始')
ATTENDEES = 'meeting_id/会议 unit_id/参会单位 role/参会职务 count/人数 required/必须'
HALL = plan.ROOMS[0][1]


def blackout_days():
    """No-meeting days: every Monday of 2023 that is a working day."""
    return [d for d in span(date(2023, 1, 1), date(2023, 12, 31))
            if d.weekday() == 0 and is_workday(d)]


BLACKOUT = set(blackout_days())


def is_open(d):
    return is_workday(d) and d not in BLACKOUT


def open_day(d):
    while not is_open(d):
        d = add_workdays(d, 1)
    return d


def meeting(item, target, window, **more):
    section, title, minutes, opening, *tags = item
    target = target if isinstance(target, date) else day(target)
    out = {'section': int(section), 'title': title, 'minutes': int(minutes),
           'opening': int(opening), 'tags': tags, 'target': target, 'earliest': window[0],
           'latest': window[1], 'secrecy': 0, 'statutory': 0, 'host': None, 'required_by': '',
           'filed': date(2022, 12, 20) if target < date(2023, 7, 1) else date(2023, 6, 20),
           'room': '', 'start': '', 'count': 1, 'fault': '', 'set': ''}
    out.update(more)
    return out


def with_attendees(items, roles, groups):
    for item in items:
        item['roles'], item['groups'] = roles, groups
    return items


def merge_set(row):
    """Equal attendees, one common topic, windows that overlap, targets `step` days apart."""
    name, first, step, klass, mode, role, topic, items = row
    first, step, count = day(first), int(step), len(items)
    out = []
    for i, item in enumerate(items):
        window = (add_workdays(first, i - 6), add_workdays(first, step * (count - 1) + 5 + i))
        target = open_day(add_workdays(first, step * i))
        out.append(meeting(item[:4] + [topic, item[4]], target, window, set=name,
                           klass=int(klass), mode=mode))
    return with_attendees(out, [role], groups_on(out[-1]['latest']))


def refusal(row):
    """A pair that passes every test but the named one."""
    name, first, step, klass, mode, roles, topic, test, items = row
    first, second = day(first), open_day(add_workdays(day(first), int(step)))
    windows = [(add_workdays(first, -4), add_workdays(second, 4))] * 2
    if test == 'window':
        windows = [(add_workdays(first, -4), add_workdays(first, 2)),
                   (add_workdays(first, 3), add_workdays(first, 9))]
    out = []
    for item, target, window in zip(items, (first, second), windows):
        tags = [item[4]] if topic == '-' else [topic, item[4]]
        out.append(meeting(item[:4] + tags, target, window, set=name, klass=int(klass),
                           mode=mode))
    out[0]['secrecy'] = 2 if test == 'secrecy' else 0
    out[0]['statutory'] = 1 if test == 'statutory' else 0
    for item, role in zip(out, roles.split('/')):
        with_attendees([item], [role], groups_on(max(w[1] for w in windows)))
    return out


def bundle(row):
    """Two unrelated meetings of the same people and days; the second asks to ride on the first."""
    name, first, klass, mode, role, items = row
    window = (add_workdays(day(first), -4), add_workdays(day(first), 4))
    out = [meeting(i, first, window, set=name, klass=int(klass), mode=mode) for i in items]
    out[1].update(host=out[0], required_by=f'有人提出与“{out[0]["title"]}”套开')
    return with_attendees(out, [role], groups_on(window[1]))


def ordinary(rng, row):
    section, title, topic, klass, mode, minutes, opening, roles, groups, flag, items = row
    roles = plan.ROLES if roles == 'ALL' else roles.split()
    out = []
    for text in items[0]:
        target = day(text)
        window = (add_workdays(target, -5), add_workdays(target, 5))
        item = meeting([section, title, minutes, opening, topic], target, window,
                       klass=int(klass), mode=mode, statutory=int(flag == 'statutory'),
                       count=plan.OVER_SIZE.get((title, text), 1))
        if flag == 'pinned':
            item.update(earliest=target, latest=target, room=HALL, start=540)
        item['fault'] = fault(title, text, item['count'])
        if item['fault'] == 'late_filing':
            item['filed'] = add_workdays(target, -3)
        there = groups_on(item['latest'])
        out += with_attendees([item], roles,
                              there if groups == 'all' else rng.sample(there, int(groups)))
    return out


def fault(title, target, count):
    for name, planted in (('weekend', plan.WEEKEND), ('no_meeting_day', plan.NO_MEETING_DAY),
                          ('late_filing', plan.LATE_FILING)):
        if (title, target) in planted:
            return name
    return 'over_size' if count > 1 else ''


def all_meetings():
    """The 96 requests, numbered 1 to 96 in the order of their targets."""
    rng = Random('meetings')
    out = [m for row in plan.MERGE_SETS for m in merge_set(row)]
    out += [m for row in plan.REFUSALS for m in refusal(row)]
    out += [m for row in plan.BUNDLES for m in bundle(row)]
    out += [m for row in plan.ORDINARY for m in ordinary(rng, row)]
    out.sort(key=lambda m: m['target'])
    for i, item in enumerate(out):
        item['id'] = i + 1
    return out


def meeting_rows(meetings):
    return [(m['id'], m['title'], sponsor_name(section_id(m['section']), m['target']), m['klass'],
             m['target'].month, m['minutes'], m['opening'], m['mode'], m['earliest'], m['latest'],
             m['target'], ';'.join(m['tags']), m['secrecy'], m['statutory'],
             m['host']['id'] if m['host'] else '', m['required_by'], m['filed'], m['room'],
             m['start']) for m in meetings]


def attendee_rows(meetings):
    rows = []
    for m in meetings:
        rows += [(m['id'], unit, role, m['count'], 1) for unit in m['groups']
                 for role in m['roles']]
        if m['klass'] <= 2:
            rows.append((m['id'], DISCIPLINE, '联络员', 1, 0))
    return rows

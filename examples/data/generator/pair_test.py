# SPDX-License-Identifier: Apache-2.0
"""The merge tests for a pair, read off the finished rows: an independent check of the design."""
from itertools import combinations

from .days import span, workdays_apart
from .meeting_design import CLASSES

TIME_DAYS, OVERLAP, NEST_OVERLAP, GROWTH = 10, 800, 500, 15


def load(meeting_rows, attendee_rows):
    """{id: facts} from the rows of meetings.csv and attendees.csv."""
    out = {}
    for row in meeting_rows:
        out[row[0]] = {'class': row[3], 'minutes': row[5], 'opening': row[6], 'earliest': row[8],
                       'latest': row[9], 'target': row[10], 'topics': set(row[11].split(';')),
                       'secrecy': row[12], 'statutory': row[13], 'heads': {}}
    for meeting, unit, role, count, required in attendee_rows:
        if required:
            out[meeting]['heads'][unit, role] = count
    return out


def common_days(items):
    first, last = max(i['earliest'] for i in items), min(i['latest'] for i in items)
    return span(first, last) if first <= last else []


def merged_minutes(items):
    return max(i['opening'] for i in items) + sum(i['minutes'] - i['opening'] for i in items)


def numbers(a, b):
    """Every number the tests look at."""
    both, either = a['heads'].keys() & b['heads'].keys(), a['heads'].keys() | b['heads'].keys()
    heads = {p: max(a['heads'].get(p, 0), b['heads'].get(p, 0)) for p in either}
    units = [{unit for unit, _ in i['heads']} for i in (a, b)]
    caps = [CLASSES[i['class']] for i in (a, b)]
    length = merged_minutes((a, b))
    return {'secrecy': max(a['secrecy'], b['secrecy']), 'common_days': len(common_days((a, b))),
            'workdays_apart': workdays_apart(a['target'], b['target']),
            'common_topics': sorted(a['topics'] & b['topics']),
            'persons_common': len(both), 'persons_either': len(either),
            'overlap_permille': 1000 * len(both) // len(either),
            'units_common': len(units[0] & units[1]), 'units_either': len(units[0] | units[1]),
            'minutes_sum': a['minutes'] + b['minutes'], 'minutes_merged': length,
            'minutes_cap': min(c[1] for c in caps), 'heads': sum(heads.values()),
            'heads_cap': min(c[2] for c in caps),
            'growth': max(length - sum(i['minutes'] for i in (a, b) if p in i['heads'])
                          for p in either)}


def failing(a, b):
    """Names of all failing tests, in the order in which they are run."""
    n = numbers(a, b)
    tests = [('statutory', a['statutory'] or b['statutory']), ('secrecy', n['secrecy'] > 0),
             ('window', n['common_days'] == 0), ('time', n['workdays_apart'] > TIME_DAYS),
             ('subject', not n['common_topics']),
             ('attendees', 1000 * n['persons_common'] < OVERLAP * n['persons_either']),
             ('duration', n['minutes_merged'] > n['minutes_cap']),
             ('heads', n['heads'] > n['heads_cap']), ('growth', n['growth'] > GROWTH)]
    return [name for name, bad in tests if bad]


def may_nest(a, b):
    smaller = min(len(a['heads']), len(b['heads']))
    shared = {'statutory', 'secrecy', 'window', 'time', 'subject'} & set(failing(a, b))
    n = numbers(a, b)
    return (not shared and 1000 * n['persons_common'] >= NEST_OVERLAP * smaller
            and n['minutes_merged'] <= 240)


def passing(facts, test=lambda a, b: not failing(a, b)):
    return [pair for pair in combinations(sorted(facts), 2)
            if test(facts[pair[0]], facts[pair[1]])]

# SPDX-License-Identifier: Apache-2.0
"""Inspections, assessments, registers, research visits and pairs: the smaller files."""
from datetime import date, timedelta

from .base import Random
from .days import add_workdays, day, is_workday
from .meetings import open_day
from .organisation import GROUPS, MOVED, SECTION_NAME, groups_on, sponsor_name
from .titles import SUBJECTS

ITEMS_2022, PLANNED_2023 = 28, 13
OVERSIGHT = ('id year/年度 title/名称 kind/类别 sponsor/主办科室 targets/对象 basis_doc/依据 '
             'first/开始 last/结束 mode/方式 planned/计划内 approval/批准 emergency/应急')
VISITS = ('id item_id/事项 unit_id/对象 date/日期 mode/方式 reuses_visit_id/互认 '
          'result_valid_until/结果有效期')
# Off-plan requests of 2023: section, title, approval, emergency, day.
OFF_PLAN = [(4, '融资平台债务专项检查', 'approved', 0, '2023-04-12'),
            (7, '工资总额执行专项检查', 'approved', 0, '2023-09-05'),
            (15, '企业宣传阵地检查', 'refused', 0, '2023-05-18'),
            (17, '燃气安全应急检查', '', 1, '2023-06-25'), (17, '台风后隐患检查', '', 1, '2023-07-31')]
# Visits bunched on G03 and its companies: unit, days. The first two break the cap of 3 a year.
BUNCHED = [(203, '2023-03-07 2023-03-15 2023-03-21 2023-11-08'),
           (1056, '2023-03-08 2023-03-16 2023-11-09 2023-11-15'),
           (1057, '2023-03-14 2023-11-14'), (1058, '2023-03-22 2023-11-21')]
SPLIT_ITEM, SPLIT_UNIT = 113, 1100
SPLIT_DAYS = ['2023-06-06', '2023-06-09', '2023-06-15']
RISK_CAPS = {'A': 2, 'B': 4, 'C': 6, 'D': 4}
DEFAULT_CAP = 3
ASSESSMENTS = ('id unit_id/企业 kind/类别 title/名称 sponsor/主办科室 duration_min/时长(分钟) '
               'host/主会 date/日期 earliest/最早 latest/最晚 spare_min/可随会(分钟) '
               'what_if_date/假设日期')
GUESTS = [('comprehensive_evaluation', '领导班子和领导人员综合考核评价', 13, 45),
          ('board_evaluation', '董事会与董事评价', 12, 30),
          ('personnel_report', '选人用人“一报告两评议”', 20, 30)]
# Groups whose annual meeting lies outside the windows of its guests, and the day that would do.
OUTSIDE = {207: ('2023-01-12', '2023-02-28'), 212: ('2023-03-30', '2023-03-01')}
OUTSIDE_WINDOW = (date(2023, 2, 13), date(2023, 3, 10))
REGISTERS = [('work_group', '工作群', 62, 38), ('app', '移动应用', 5, 2), ('account', '公众账号', 9, 4)]
SERVICES, SECRET_SERVICES, SECRET_ONLINE = 33, 15, 9
TOPICS = ['科技创新', '国企改革', '产业布局', '债务风险', '安全生产', '董事会建设', '党建融合', '人才队伍',
          '合规管理', '资产盘活', '数字化转型', '工资分配', '监督贯通', '企业文化', '信访化解', '绿色发展',
          '基层减负']


def oversight_items(rng):
    kinds = ['supervision', 'inspection', 'assessment']
    rows = []
    for i in range(ITEMS_2022 + PLANNED_2023):
        year = 2022 if i < ITEMS_2022 else 2023
        number = i + 1 if year == 2022 else 101 + i - ITEMS_2022
        section = 1 + (7 * i + 3) % 20
        subject = rng.pick(SUBJECTS[f'{section:02d}'])
        month = 2 + i % 10
        groups = groups_on(date(year, 12, 1) if year == 2023 else date(2022, 1, 1))
        rows.append([number, year, f'{subject}检查', kinds[i % 3],
                     sponsor_name(100 + section, date(year, month, 1)),
                     ';'.join(map(str, rng.sample(groups, 3))), f'{year}年督查检查考核计划',
                     date(year, month, 1), date(year, 12, 15), ['on_site', 'online'][i % 4 == 3],
                     1, '', 0])
    for i, (section, title, approval, emergency, text) in enumerate(OFF_PLAN):
        rows.append([114 + i, 2023, title, 'inspection', SECTION_NAME[100 + section],
                     str(206 + i), '计划外申请', day(text), day(text) + timedelta(days=14),
                     'on_site', 0, approval, emergency])
    return rows


def visit_plan():
    """(item, unit, day) of 2023: the bunched ones, the split one, and two elsewhere per item."""
    out, item = [], 100
    for unit, days in BUNCHED:
        for text in days.split():
            item += 1
            out.append((item, unit, day(text)))
    out += [(SPLIT_ITEM, SPLIT_UNIT, day(text)) for text in SPLIT_DAYS]
    free = [u for u in range(1079, 1195) if u != SPLIT_UNIT]
    for i in range(26):
        out.append((101 + i // 2, free[3 * i], add_workdays(date(2023, 4, 3), 5 * i)))
    for i, (_, _, approval, _, text) in enumerate(OFF_PLAN):
        if approval != 'refused':
            out.append((114 + i, 206 + i, add_workdays(day(text), 3)))
    return sorted(out, key=lambda v: (v[2], v[0]))


def visit_rows():
    rows = []
    for i, (item, unit, when) in enumerate(visit_plan()):
        valid = when + timedelta(days=180)
        rows.append([i + 1, item, unit, when, 'on_site', '', valid])
    for k in range(3):                   # later checks that took over an earlier result
        first = rows[20 + 4 * k]
        rows.append([len(rows) + 1, first[1] % 13 + 101, first[2],
                     add_workdays(first[3], 30), 'reuse', first[0], ''])
    return rows


def cap_rows():
    rows = [(1078 + i, 'ABCD'[i % 4], RISK_CAPS['ABCD'[i % 4]], '按风险等级（示例约定）') for i in range(8)]
    return rows + [(10, '', DEFAULT_CAP, '每户企业每年（示例约定）')]


def approval_rows(meetings):
    rows = []
    for i, (_, title, approval, emergency, text) in enumerate(OFF_PLAN):
        asked = day(text)
        decision = 'recorded' if emergency else approval
        rows.append((len(rows) + 1, 'oversight', 114 + i, asked,
                     asked if emergency else add_workdays(asked, 2), decision, '委主要负责人', title))
    for m in (m for m in meetings if m['fault'] == 'late_filing'):
        rows.append((len(rows) + 1, 'meeting', m['id'], m['filed'], add_workdays(m['filed'], 1),
                     'approved', '分管委领导', m['title']))
    return rows


def assessment_rows():
    """15 annual meetings and their three guests each; two hosts outside the guests' windows."""
    first, last = date(2023, 1, 9), date(2023, 3, 31)
    rows = []
    for i, name in enumerate(GROUPS):
        unit = 201 + i
        host = open_day(add_workdays(date(2023, 1, 10), 3 * i + 1))
        what_if = ''
        window = (max(first, add_workdays(host, -10)), min(last, add_workdays(host, 10)))
        if unit in OUTSIDE:
            host, what_if = (day(text) for text in OUTSIDE[unit])
            window = OUTSIDE_WINDOW
        rows.append((len(rows) + 1, unit, 'annual_meeting', f'示例{name}集团年度工作会议', unit, 150, 1,
                     host, host, host, 120, what_if))
        for shift, (kind, title, section, minutes) in enumerate(GUESTS):
            start = window[0] if unit in OUTSIDE else min(host, add_workdays(window[0], shift))
            rows.append((len(rows) + 1, unit, kind, f'示例{name}集团{title}',
                         sponsor_name(100 + section, start), minutes, 0, '', start, window[1], '',
                         ''))
    return rows


def resource_rows(rng):
    rows = []
    for kind, name, before, after in REGISTERS:
        kept = set(rng.sample(range(before), after))
        for i in range(before):
            closed = '' if i in kept else add_workdays(date(2023, 2, 1), rng.below(80))
            rows.append((len(rows) + 1, kind, f'{name}{i + 1:02d}', 101 + i % 20,
                         'active' if i in kept else 'closed', closed, '', ''))
    for i in range(SERVICES + SECRET_SERVICES):
        secret = int(i >= SERVICES)
        online = 0 if i >= SERVICES + SECRET_ONLINE else 1
        rows.append((len(rows) + 1, 'service_item', f'办理事项{i + 1:02d}', 101 + i % 20, 'active',
                     '', secret, online))
    return rows


def topic_rows():
    rows = []
    for i in range(40):
        when = add_workdays(date(2023, 4, 10), 2 * i)
        assert is_workday(when)
        topic = i % len(TOPICS)
        unit = groups_on(when)[i * 4 % len(groups_on(when))]
        rows.append((i + 1, topic + 1, TOPICS[topic], unit, when,
                     ['on_site', 'interview', 'video'][i % 3]))
    return rows


def pairing_rows():
    return [(101 + i, 1001 + 9 * i, date(2023, 4, 20)) for i in range(20)
            if 1001 + 9 * i != MOVED[0]]


def site_rows():
    rows = [(1, '市国资委机关', 10)]
    return rows + [(11 + i, f'示例{name}集团总部', 201 + i) for i, name in enumerate(GROUPS)]


def travel_rows():
    """Minutes along a street grid, so the triangle inequality holds."""
    rng = Random('sites')
    at = {1: (20, 20)}
    at.update((11 + i, (rng.below(41), rng.below(41))) for i in range(15))
    return [(a, b, 5 + abs(at[a][0] - at[b][0]) + abs(at[a][1] - at[b][1]))
            for a in at for b in at if a < b]

# SPDX-License-Identifier: Apache-2.0
"""The folder of the municipal example: every spreadsheet, and what to expect of them."""
from . import design, meeting_design as plan, oversight, pair_test
from .base import Folder, Random, json_text
from .days import calendar_rows
from .documents import HEADER as DOCUMENTS, document_rows
from .meetings import (ATTENDEES, HEADER as MEETINGS, all_meetings, attendee_rows, blackout_days,
                       meeting_rows)
from .organisation import (DISCIPLINE, MERGED_GROUPS, MERGED_SECTIONS, MOVED, ORGAN, RENAMED,
                           SAME_NAME, org_rows, section_id)

KINDS = [(1, '全部事项', '', ''), (10, '文件', '公文', 1), (11, '正式文件', '红头文件', 10),
         (12, '非正式文件', '白头文件;便笺', 10), (20, '会议', '', 1), (21, '一类会议', '', 20),
         (22, '二类会议', '', 20), (23, '三类会议', '', 20), (24, '四类会议', '', 20),
         (30, '督查检查考核', '督检考', 1), (31, '督查', '', 30), (32, '检查', '', 30),
         (33, '考核', '', 30), (40, '工作群', '', 1), (41, '移动应用', '', 1), (42, '公众账号', '', 1)]
SETTINGS = [('title', '示例市国资委2023年上半年减负情况通报'), ('as_of', '2023-06-30'), ('year', 2023),
            ('formal_kind', 11), ('informal_kind', 12), ('warn_used_permille', 900),
            ('season_unit', 10), ('day_from', 510), ('day_to', 1050), ('lunch_from', 720),
            ('lunch_to', 810),
            ('grain', 15), ('plan_from', '2023-01-03'), ('plan_to', '2023-12-29')]


def quota_rows():
    basis = '上年实际数的95%，最大余额法分配（示例约定）'
    rows = [(2023, section_id(int(s['section'])), '正式文件', s['cap_2023'], basis)
            for s in design.sections()]
    return rows + [
        (2023, ORGAN, '正式文件', int(design.TOTAL[1]), '上年实际530件，压减5%（示例约定）'),
        (2023, DISCIPLINE, '正式文件', 'unlimited', '派驻机构不列入限额（示例约定）'),
        (2023, ORGAN, '非正式文件', '', '未列入计划，只作影子统计'),
        (2023, ORGAN, '会议', plan.PLAN['meetings'], '年度会议计划，上年实际118次（示例约定）'),
        (2023, ORGAN, '一类会议', plan.PLAN['classes']['1'], '年度会议计划（示例约定）'),
        (2023, ORGAN, '二类会议', plan.PLAN['classes']['2'], '年度会议计划（示例约定）'),
        (2023, ORGAN, '督查检查考核', oversight.PLANNED_2023, '年度计划，上年28项（示例约定）'),
        (2023, ORGAN, '工作群', 38, '清理后保留数（示例约定）'),
        (2023, ORGAN, '移动应用', 2, '清理后保留数（示例约定）'),
        (2023, ORGAN, '公众账号', 4, '清理后保留数（示例约定）')]


def add_meetings(folder, meetings):
    folder.table('meetings.csv', MEETINGS, meeting_rows(meetings))
    folder.table('attendees.csv', ATTENDEES, attendee_rows(meetings))
    folder.table('rooms.csv', 'id name/名称 site/地点 capacity/容量 video', plan.ROOMS)
    folder.table('classes.csv', 'id name max_minutes max_heads',
                 [(k, *v) for k, v in plan.CLASSES.items()])
    folder.table('blackouts.csv', 'first last reason',
                 [(d, d, '每周一为无会日') for d in blackout_days()])
    folder.table('approvals.csv', 'id subject_kind/类别 subject_id/事项 asked_on/申请日期 '
                 'decided_on/答复日期 decision/结果 approver/批准人 reason/事由',
                 oversight.approval_rows(meetings))


def add_oversight(folder):
    folder.table('sites.csv', 'id name unit_id', oversight.site_rows())
    folder.table('travel.csv', 'from_id to_id minutes', oversight.travel_rows())
    folder.table('oversight.csv', oversight.OVERSIGHT,
                 oversight.oversight_items(Random('oversight')))
    folder.table('oversight_visits.csv', oversight.VISITS, oversight.visit_rows())
    folder.table('oversight_caps.csv', 'unit_id/对象 risk_grade/风险等级 cap/年度上限 basis/依据',
                 oversight.cap_rows())
    folder.table('assessments.csv', oversight.ASSESSMENTS, oversight.assessment_rows())
    folder.table('resources.csv', 'id kind/类别 name/名称 unit_id/单位 status/状态 closed_on/停用 '
                 'secret/涉密 online/网上办理', oversight.resource_rows(Random('resources')))
    folder.table('topics_visits.csv', 'id topic_id/专题 topic/专题名称 unit_id/对象 date/日期 mode/方式',
                 oversight.topic_rows())
    folder.table('pairing.csv', 'section_id/科室 unit_id/基层单位 agreed_on/结对日期',
                 oversight.pairing_rows())


def total_row():
    names = ('year_2022 cap_2023 h1_2022 h1_2023 yoy_percent used_permille projection '
             'projection_percent year_2023').split()
    text = {'yoy_percent', 'projection', 'projection_percent'}
    return {n: v if n in text else int(v) for n, v in zip(names, design.TOTAL)}


def expected_documents():
    return {
        'source': 'the design tables of the generator, not a recount of the files',
        'counted': 'formal, downward or lateral, not minutes, not led by another body, issued',
        'sections': [{**s, 'unit_id': section_id(int(s['section'])),
                      'warned': s['state'] == 'warned'} for s in design.sections()],
        'total': total_row(),
        'yoy_exact': '-13/244', 'yoy_per_workday_percent': '-6.1',
        'workdays': {'h1_2022': 122, 'h1_2023': 123, 'year_2022': 249, 'year_2023': 249},
        'months_2022': design.MONTHS[2022], 'months_2023': design.MONTHS[2023],
        'months_yoy_percent': design.MONTH_YOY, 'cumulative_2023': design.CUMULATIVE,
        'projection_seasonal': design.SEASONAL, 'projection_linear': design.LINEAR,
        'uncounted': {str(y): {k: list(v) for k, v in kinds.items()}
                      for y, kinds in design.UNCOUNTED.items()},
        'kinds_of_numbered': {str(y): kinds for y, kinds in design.KINDS.items()},
        'classified': design.CLASSIFIED, 'forwarded': design.FORWARDED,
        'joint_led_here': design.JOINT_OWN, 'signed_on_weekend_counted': design.WEEKEND,
        'dispatched_in_next_year': {'2022': design.LATE_DISPATCH, '2023': 0},
        'serial_gaps_per_series_and_year': design.GAPS_PER_SERIES,
        'numbers_against_dates_per_series_and_year': design.SWAPS_PER_SERIES,
        'informal': {**design.INFORMAL_TOTAL, 'sections': [
            {'section': f'{k:02d}', 'h1_2022': v[0], 'h2_2022': v[1], 'h1_2023': v[2],
             'h2_2023': v[3]} for k, v in design.INFORMAL.items()]},
        'shadow_fires_for': ['13', '14']}


def expected_meetings(meetings):
    by_set = {}
    for item in meetings:
        by_set.setdefault(item['set'], []).append(item)
    facts = pair_test.load(meeting_rows(meetings), attendee_rows(meetings))
    allowed = []
    sets = [set_numbers(row[0], row[6], by_set[row[0]], facts) for row in plan.MERGE_SETS]
    for one in sets:
        ids = one['meetings']
        allowed += [(a, b) for i, a in enumerate(ids) for b in ids[i + 1:]]
    assert pair_test.passing(facts) == sorted(allowed)
    assert pair_test.passing(facts, pair_test.may_nest) == sorted(allowed)
    refusals = [pair_numbers(row[0], row[7], by_set[row[0]], facts) for row in plan.REFUSALS]
    bundles = [pair_numbers(row[0], 'subject', by_set[row[0]], facts) for row in plan.BUNDLES]
    faults = {name: [m['id'] for m in meetings if m['fault'] == name]
              for name in ('weekend', 'no_meeting_day', 'late_filing', 'over_size')}
    count = len(meetings) - sum(len(s['meetings']) - 1 for s in sets)
    return {'plan': plan.PLAN, 'yoy_percent': '-18.6', 'merge_sets': sets, 'refusals': refusals,
            'bundling_abuse': bundles, 'pairs_that_pass': len(allowed),
            'pairs_looked_at': 96 * 95 // 2, 'planted_faults': faults,
            'gatherings_if_all_sets_merge': count}


def set_numbers(name, topic, items, facts):
    ids = [m['id'] for m in items]
    rows = [facts[i] for i in ids]
    length, heads = pair_test.merged_minutes(rows), sum(rows[0]['heads'].values())
    before = sum(r['minutes'] for r in rows)
    assert before <= min(plan.CLASSES[r['class']][1] for r in rows)
    assert all(r['heads'] == rows[0]['heads'] for r in rows) and pair_test.common_days(rows)
    return {'name': name, 'topic': topic, 'meetings': ids, 'minutes_apart': before,
            'minutes_merged': length, 'heads': heads,
            'attended_saved': (before - length) * heads, 'staff_saved': 180 * (len(ids) - 1)}


def pair_numbers(name, test, items, facts):
    a, b = (facts[m['id']] for m in items)
    assert pair_test.failing(a, b) == [test], name
    return {'name': name, 'meetings': [m['id'] for m in items], 'fails': test,
            'asked_to_bundle': items[1]['host'] is not None, 'numbers': pair_test.numbers(a, b)}


def expected_oversight():
    return {'items_2022': oversight.ITEMS_2022, 'planned_2023': oversight.PLANNED_2023,
            'yoy_percent': '-53.6', 'off_plan': 5, 'off_plan_approved': 2, 'off_plan_refused': 1,
            'off_plan_emergency': 2, 'split_item': oversight.SPLIT_ITEM, 'reused_results': 3,
            'bunched_on_g03': {'march': 7, 'november': 5},
            'cap_per_enterprise': oversight.DEFAULT_CAP, 'over_cap': [203, 1056],
            'assessments': {'sessions': 60, 'after_attaching': 17, 'after_moving_two_hosts': 15,
                            'host_outside': sorted(oversight.OUTSIDE)},
            'registers': {k: [before, after] for k, _, before, after in oversight.REGISTERS},
            'service_items': {'open': 33, 'secret': 15, 'secret_online': 9},
            'topics': 17, 'topics_covered': 17, 'groups_covered': 15, 'pairs': 20}


def organisation_facts():
    return {'sections': 20, 'groups': 15, 'subsidiaries': 200, 'same_name': SAME_NAME,
            'merged': [{'unit': u, 'into': v, 'from': str(d)}
                       for u, v, d in (MERGED_SECTIONS, MERGED_GROUPS)],
            'renamed': {'unit': RENAMED[0], 'before': RENAMED[1], 'from': str(RENAMED[2])},
            'moved': {'unit': MOVED[0], 'as': MOVED[1], 'to_group': MOVED[2],
                      'from': str(MOVED[3])}}


def municipal():
    folder = Folder()
    folder.table('org.csv', 'id name/名称 alias/别名 kind/类型 parent_id/上级 valid_from/启用 '
                 'valid_to/停用 successor_id/承继', org_rows())
    folder.table('kinds.csv', 'id name/名称 alias/别名 parent_id/上级', KINDS)
    folder.table('settings.csv', 'key value', SETTINGS)
    folder.table('calendar.csv', 'date kind name source', calendar_rows())
    folder.table('documents.csv', DOCUMENTS, document_rows())
    folder.table('quota.csv', 'year/年度 unit_id/单位 resource/事项 cap/限额 basis/依据', quota_rows())
    meetings = all_meetings()
    add_meetings(folder, meetings)
    add_oversight(folder)
    folder.text('expected.json', json_text({
        'seed': 20230101, 'as_of': '2023-06-30', 'organisation': organisation_facts(),
        'documents': expected_documents(), 'meetings': expected_meetings(meetings),
        'oversight': expected_oversight(), 'rows': folder.row_counts()}))
    return folder

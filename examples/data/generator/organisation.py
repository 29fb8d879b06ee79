# SPDX-License-Identifier: Apache-2.0
"""The municipal organisation, and who takes part under which name on which day.

Ids: 1 city, 10 the organ, 11-13 its issuing bodies, 20 the discipline team (outside the quota),
31-35 other bodies of the city, 101-120 sections 01-20, 201-215 groups G01-G15, 301-315 their
offices, 1001-1200 subsidiaries in the order of the groups, 1201 a subsidiary after its move.
"""
from datetime import date

from .base import Random
from .design import SUBSIDIARIES, sections

CITY, ORGAN, PARTY, DISCIPLINE = 1, 10, 12, 20
ISSUERS = [(11, '国资委行政', '示国资发;示国资函'), (12, '国资委党委', '示国资党发'),
           (13, '国资委办公室发文', '示国资办发')]
OTHERS = [(31, '示例市财政局', '示财发'), (32, '示例市人力资源和社会保障局', '示人社发'),
          (33, '示例市应急管理局', '示应急发'), (34, '示例市审计局', '示审发'),
          (35, '示例市委组织部', '示组发')]
GROUPS = ['城市建设投资', '轨道交通', '水务环境', '能源', '公共交通', '港口物流', '文化旅游', '产业投资',
          '粮食储备', '工程建设', '医药健康', '农业发展', '数据科技', '会展', '商贸']
TRADES = ['置业', '物业', '建设', '资产管理', '供应链', '工程咨询', '新能源', '检测', '信息技术', '租赁',
          '园林', '环保科技', '人力资源', '酒店管理', '停车', '教育服务', '广告', '融资担保', '设计院', '运输']
PLACES = ['东城', '西岭', '南湾', '北塘', '中港', '青溪', '白石', '金沙', '云山', '兴安', '长河', '永丰']
SAME_NAME = [(1005, 1061), (1040, 1120)]    # (G01, G03) and (G02, G06): one name, two companies
MERGED_SECTIONS = (111, 110, date(2023, 7, 1))
MERGED_GROUPS = (215, 214, date(2023, 9, 1))
RENAMED = (113, '干部管理科', date(2023, 4, 1))
MOVED = (1070, 1201, 205, date(2023, 5, 15))    # from G03 (203) to G05 (205)
DAY_BEFORE = {date(2023, 7, 1): date(2023, 6, 30), date(2023, 9, 1): date(2023, 8, 31),
              date(2023, 5, 15): date(2023, 5, 14)}


def section_id(number):
    return 100 + number


SECTION_NAME = {section_id(int(s['section'])): s['name'] for s in sections()}


def sponsor_name(unit, day):
    """What the sponsor was called on that day: 113 changed its name, not its id."""
    if unit == RENAMED[0] and day < RENAMED[2]:
        return RENAMED[1]
    return SECTION_NAME[unit]


def groups_on(day):
    """Groups that exist on that day; 215 joined 214."""
    return [g for g in range(201, 216) if g != MERGED_GROUPS[0] or day < MERGED_GROUPS[2]]


def subsidiaries():
    """(id, name, group) of the 200 companies."""
    rng = Random('organisation')
    names = rng.shuffled([p + t for p in PLACES for t in TRADES])
    out = []
    for group, count in enumerate(SUBSIDIARIES):
        for _ in range(count):
            unit = 1001 + len(out)
            out.append([unit, f'示例{names[len(out)]}有限公司', 201 + group])
    for one, other in SAME_NAME:
        out[other - 1001][1] = out[one - 1001][1]
    return out


def subsidiary_rows():
    rows = []
    for unit, name, group in subsidiaries():
        if unit == MOVED[0]:
            rows.append((unit, name, '', 'subsidiary', group, '', DAY_BEFORE[MOVED[3]], MOVED[1]))
        else:
            rows.append((unit, name, '', 'subsidiary', group, '', '', ''))
    name = rows[MOVED[0] - 1001][1]
    rows.append((MOVED[1], name, '', 'subsidiary', MOVED[2], MOVED[3], '', ''))
    return rows


def org_rows():
    organ_alias = '市国资委;示例市人民政府国有资产监督管理委员会'
    rows = [(CITY, '示例市', '', 'city', '', '', '', ''),
            (ORGAN, '示例市国资委', organ_alias, 'organ', CITY, '', '', '')]
    rows += [(u, n, a, 'issuer', ORGAN, '', '', '') for u, n, a in ISSUERS]
    rows.append((DISCIPLINE, '派驻纪检监察组', '', 'discipline', ORGAN, '', '', ''))
    rows += [(u, n, a, 'body', CITY, '', '', '') for u, n, a in OTHERS]
    for unit, name in SECTION_NAME.items():
        alias = f'S{unit - 100:02d}' + (f';{RENAMED[1]}' if unit == RENAMED[0] else '')
        end = ('', '')
        if unit == MERGED_SECTIONS[0]:
            end = (DAY_BEFORE[MERGED_SECTIONS[2]], MERGED_SECTIONS[1])
        rows.append((unit, name, alias, 'section', ORGAN, '', *end))
    for i, name in enumerate(GROUPS):
        end = ('', '')
        if 201 + i == MERGED_GROUPS[0]:
            end = (DAY_BEFORE[MERGED_GROUPS[2]], MERGED_GROUPS[1])
        rows.append((201 + i, f'示例{name}集团', f'G{i + 1:02d}', 'group', ORGAN, '', *end))
    rows += [(301 + i, '办公室', '', 'office', 201 + i, '', '', '') for i in range(15)]
    return rows + subsidiary_rows()

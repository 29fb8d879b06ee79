# SPDX-License-Identifier: Apache-2.0
"""The numbers the municipal example was designed from; the spreadsheets are made to agree."""

# section, name, year 2022, cap 2023, H1 2022, H1 2023, year on year %, used per mille of the cap,
# seasonal projection, the same in % of the cap, year 2023, state on 30 June 2023
SECTIONS = [line.split() for line in '''
01 办公室（党委办公室） 62 59 29 24 -17.2 407 52.1 88 58 -
02 政策法规科 18 17 8 8 0.0 471 17.4 102 17 watch
03 规划发展科 24 23 11 10 -9.1 435 21.7 94 22 -
04 财务监管科 36 34 17 14 -17.6 412 30.4 89 34 -
05 产权管理科 31 29 14 13 -7.1 448 28.2 97 29 -
06 企业改革科 28 27 13 12 -7.7 444 26.1 97 26 -
07 考核分配科 34 32 16 14 -12.5 438 30.4 95 31 -
08 资本运营科 22 21 10 12 20.0 571 26.1 124 23 warned
09 科技创新科 15 14 7 12 71.4 857 26.1 186 19 warned
10 综合监督科 26 25 12 10 -16.7 400 21.7 87 22 -
11 监督追责科 14 13 6 6 0.0 462 13.0 100 12 watch
12 董事会建设科 17 16 8 7 -12.5 438 15.2 95 16 -
13 企业领导人员管理科 44 42 20 16 -20.0 381 34.8 83 39 -
14 党建工作科 48 46 22 16 -27.3 348 34.8 76 42 -
15 宣传与企业文化科 20 19 9 8 -11.1 421 17.4 91 18 -
16 统战群团科 12 11 6 5 -16.7 455 10.9 99 11 -
17 安全生产与社会责任科 35 33 16 22 37.5 667 47.8 145 38 warned
18 信访维稳科 16 15 7 7 0.0 467 15.2 101 14 watch
19 信息化科 11 11 5 8 60.0 727 17.4 158 13 warned
20 机关党委（人事科） 17 16 8 7 -12.5 438 15.2 95 14 -
'''.split('\n') if line]
TOTAL = ['530', '503', '244', '231', '-5.3', '459', '501.8', '99.8', '498']

MONTHS = {2022: [34, 27, 52, 46, 40, 45, 41, 38, 44, 35, 54, 74],
          2023: [28, 34, 50, 42, 37, 40, 38, 36, 40, 33, 50, 70]}
MONTH_YOY = '-17.6 25.9 -3.8 -8.7 -7.5 -11.1 -7.3 -5.3 -9.1 -5.7 -7.4 -5.4'.split()
CUMULATIVE = [28, 62, 112, 154, 191, 231, 269, 305, 345, 378, 428, 498]
SEASONAL = '436.5 538.7 525.3 513.3 508.7 501.8 500.2 500.5 498.2 498.4 497.5 498'.split()
LINEAR = '336 372 448 462 458 462 461 457.5 460 453.6 466.9 498'.split()

# Rows that do not count, by year and half: upward reports and requests, papers another body leads,
# minutes. With the counted rows they make 627 and 590 numbered papers.
UNCOUNTED = {2022: {'报告': (23, 27), '请示': (12, 13), 'other_lead': (7, 9), '纪要': (3, 3)},
             2023: {'报告': (22, 25), '请示': (11, 13), 'other_lead': (7, 8), '纪要': (3, 3)}}
# Kinds of the numbered papers (58, 14, 8, 5, 5, 4, 3, 2, 1 %), those led by others included.
KINDS = {2022: {'通知': 365, '函': 88, '报告': 50, '意见': 31, '通报': 31, '请示': 25, '批复': 19,
                '决定': 12, '纪要': 6},
         2023: {'通知': 344, '函': 83, '报告': 47, '意见': 29, '通报': 29, '请示': 24, '批复': 17,
                '决定': 11, '纪要': 6}}
SERIES = ['示国资发', '示国资党发', '示国资办发', '示国资函']
SERIES_PERCENT = [45, 22, 20, 13]
# Papers whose series and kind disagree (3 %): a 函 outside the 函 series, another kind inside it.
MISMATCH = {2022: (13, 6), 2023: (12, 6)}
JOINT_OWN = {2022: 15, 2023: 15}     # joint papers led by this organ; with other_lead 5 %
CLASSIFIED = {2022: 25, 2023: 24}    # 4 %, without title
FORWARDED = {2022: 12, 2023: 10}
GAPS_PER_SERIES = 2                  # serial numbers left out, per series and year
SWAPS_PER_SERIES = 1                 # neighbours whose numbers run against their dates
LATE_DISPATCH = 4                    # signed in December 2022, dispatched in January 2023
WEEKEND = {2022: 16, 2023: 15}       # counted papers signed on a weekend (3 %)

# Informal (white-header) papers by section: H1 2022, H2 2022, H1 2023, H2 2023.
# Formal falls and informal rises in 13 and 14 only.
INFORMAL = {1: (4, 5, 4, 5), 3: (1, 1, 1, 1), 4: (2, 3, 2, 3), 5: (1, 2, 1, 2), 6: (2, 2, 2, 2),
            7: (2, 3, 1, 2), 10: (1, 1, 1, 1), 12: (1, 1, 1, 1), 13: (3, 6, 11, 12),
            14: (4, 6, 13, 14), 15: (1, 2, 1, 2), 17: (1, 1, 1, 1), 18: (1, 1, 1, 1),
            20: (1, 1, 1, 1)}
INFORMAL_TOTAL = {'h1_2022': 25, 'year_2022': 60, 'h1_2023': 41, 'year_2023': 89}

# chars at per-mille points of all numbered papers: about 2200 in the middle, 6 % above 4000,
# 2 % above 5000.
CHARS = [(0, 560), (50, 1160), (100, 1330), (250, 1690), (500, 2200), (750, 2860), (900, 3600),
         (940, 4000), (980, 5000), (1000, 7600)]

SUBSIDIARIES = [30, 25, 22, 20, 18, 16, 14, 12, 10, 9, 8, 6, 5, 3, 2]


def sections():
    """One dict per section, numbers as numbers, rates as the strings they print as."""
    names = ('section name year_2022 cap_2023 h1_2022 h1_2023 yoy_percent used_permille projection '
             'projection_percent year_2023 state').split()
    text = {'section', 'name', 'yoy_percent', 'projection', 'state'}
    return [{n: v if n in text else int(v) for n, v in zip(names, row)} for row in SECTIONS]

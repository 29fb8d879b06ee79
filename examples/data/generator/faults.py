# SPDX-License-Identifier: Apache-2.0
"""How document numbers and dates are written, other than they should be: the text that is planted,
and where it leaves its form. Findings are (bit, byte offset)."""

LABEL, SPACE, BRACKET, FULL_WIDTH, ZERO, ORDINAL, NUMERAL = (1 << i for i in range(7))
SHAPE, DATE_SPACE, DATE_FULL_WIDTH, DATE_NUMERAL, TIME = (1 << i for i in range(5))
WIDE = str.maketrans('0123456789', '０１２３４５６７８９')
WORDS = '〇一二三四五六七八九'


def size(text):
    return len(text.encode('utf-8'))


def in_words(number):
    """A number below 1000 with its units."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = WORDS[hundreds] + '百' if hundreds else ''
    if tens:
        text += ('' if tens == 1 and not hundreds else WORDS[tens]) + '十'
    elif hundreds and ones:
        text += '零'
    return text + (WORDS[ones] if ones else '')


def square(series, year, serial):
    return f'{series}[{year}]{serial}号', [(BRACKET, size(series))]


def round_wide(series, year, serial):
    return f'{series}（{year}）{serial}号', [(BRACKET, size(series))]


def heavy(series, year, serial):
    return f'{series}【{year}】{serial}号', [(BRACKET, size(series))]


def mixed(series, year, serial):
    return f'{series}〔{year}]{serial}号', [(BRACKET, size(f'{series}〔{year}'))]


def wide_serial(series, year, serial):
    return (f'{series}〔{year}〕{str(serial).translate(WIDE)}号',
            [(FULL_WIDTH, size(f'{series}〔{year}〕'))])


def padded(series, year, serial):
    return f'{series}〔{year}〕0{serial}号', [(ZERO, size(f'{series}〔{year}〕'))]


def labelled(series, year, serial):
    return f'发文字号：{series}〔{year}〕{serial}号', [(LABEL, 0)]


def spaced(series, year, serial):
    return f'{series} 〔{year}〕{serial}号', [(SPACE, size(series))]


def zero_width(series, year, serial):
    text = f'{series}〔{year}〕{serial}号'
    return text + '\u200b', [(SPACE, size(text))]


def ordinal(series, year, serial):
    return f'{series}〔{year}〕第{serial}号', [(ORDINAL, size(f'{series}〔{year}〕'))]


def words(series, year, serial):
    return f'{series}〔{year}〕{in_words(serial)}号', [(NUMERAL, size(f'{series}〔{year}〕'))]


def all_wide(series, year, serial):
    year_wide, serial_wide = (str(n).translate(WIDE) for n in (year, serial))
    head = f'{series}［{year_wide}］'
    return (f'{head}０{serial_wide}号',
            [(BRACKET, size(series)), (FULL_WIDTH, size(series) + 3), (ZERO, size(head))])


NUMBER_FORMS = {f.__name__: f for f in (
    square, round_wide, heavy, mixed, wide_serial, padded, labelled, spaced, zero_width, ordinal,
    words, all_wide)}

# Numbers that cannot be read: the text, and the offset where reading ends.
NUMBER_FAULTS = {
    'lost bracket': lambda s, y, n: (f'{s}〔{y}{n}号', size(f'{s}〔{y}')),
    'no brackets': lambda s, y, n: (f'{s}{y}{n}号', size(s)),
    'no word for number': lambda s, y, n: (f'{s}〔{y}〕{n}', size(f'{s}〔{y}〕{n}')),
    'two digits of a year': lambda s, y, n: (f'{s}〔{y % 100}〕{n}号', size(f'{s}〔')),
    'two numbers': lambda s, y, n: (f'{s}〔{y}〕{n}号、{n + 1}号', size(f'{s}〔{y}〕{n}号')),
    'no serial': lambda s, y, n: (f'{s}〔{y}〕号', size(f'{s}〔{y}〕')),
}


def with_words(day):
    return f'{day.year}年{day.month}月{day.day}日', [(SHAPE, 4)]


def slashes(day):
    return f'{day.year}/{day.month}/{day.day}', [(SHAPE, 4)]


def points(day):
    return f'{day.year}.{day.month:02}.{day.day:02}', [(SHAPE, 4)]


def compact(day):
    return day.strftime('%Y%m%d'), [(SHAPE, 4)]


def wide_date(day):
    return day.isoformat().translate(WIDE), [(DATE_FULL_WIDTH, 0)]


def with_time(day):
    return f'{day} 16:40', [(TIME, 11)]


def with_spaces(day):
    return f'{day.year}年 {day.month}月{day.day}日', [(SHAPE, 4), (DATE_SPACE, 7)]


def numeral_date(zero):
    def write(day):
        year = ''.join(zero if c == '0' else WORDS[int(c)] for c in str(day.year))
        return (f'{year}年{in_words(day.month)}月{in_words(day.day)}日',
                [(SHAPE, size(year)), (DATE_NUMERAL, 0)])
    return write


DATE_FORMS = {'words': with_words, 'slashes': slashes, 'points': points, 'compact': compact,
              'wide': wide_date, 'time': with_time, 'spaces': with_spaces,
              'numeral circle': numeral_date('○'), 'numeral zero': numeral_date('〇'),
              'numeral ascii': numeral_date('0'), 'numeral ling': numeral_date('零')}

# Dates that cannot be read: the text, the offset where reading ends, text or range.
DATE_FAULTS = {'leap day': ('2023-02-29', 8, 'range'), 'june': ('2023年6月31日', 11, 'range'),
               'month': ('2022-13-01', 5, 'range'), 'other order': ('05/01/2023', 0, 'text'),
               'no day': ('2023年1月', 11, 'text'), 'sheet serial': ('44931', 4, 'text')}

# SPDX-License-Identifier: Apache-2.0
"""A reader of document numbers that shares nothing with the library: one pattern a form."""

import re

SPACE = "[ \t\n\v\f\r\u00a0\u3000\u200b-\u200d\u2060\ufeff]*"
DIGIT = "[0-9０-９〇○零一二三四五六七八九]"
UNITS = "[0-9０-９〇○零一二三四五六七八九十百千]"
# A serial that begins here ends the series.
SERIES = (f"(?!第{SPACE}(?:[0-9０-９]+(?!{UNITS})|{UNITS}+{SPACE}号))"
          "[A-Za-zＡ-Ｚａ-ｚ\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
HEAD = f"{SPACE}(?:(?:发文字号|发文文号|文号){SPACE}[：:]{SPACE})?"
TAIL = f"{SPACE}号{SPACE}"

FORMS = {
    "bracket": re.compile(
        f"{HEAD}(?P<series>(?:{SERIES})+){SPACE}[〔\\[（(【［]{SPACE}(?P<year>{DIGIT}{{4}}){SPACE}"
        f"[〕\\]）)】］]{SPACE}第?{SPACE}(?P<serial>{UNITS}+){TAIL}"),
    "plain": re.compile(
        f"{HEAD}(?P<series>(?:{SERIES})+){SPACE}第{SPACE}(?P<serial>{UNITS}+){TAIL}"),
    "year": re.compile(
        f"{HEAD}(?P<series>(?:{SERIES})+){SPACE}"
        f"(?P<year>(?:[0-9０-９○]|(?<={SPACE[:-1]}){DIGIT}){DIGIT}{{3}})年{SPACE}第{SPACE}"
        f"(?P<serial>{UNITS}+){TAIL}"),
    "code": re.compile(
        f"{HEAD}(?P<series>[A-Za-zＡ-Ｚａ-ｚ]+){SPACE}-(?P<year>{DIGIT}{{4}})-{SPACE}"
        f"(?P<serial>{DIGIT}+){SPACE}"),
}
VALUES = {c: i % 10 for digits in ("0123456789", "０１２３４５６７８９", "〇一二三四五六七八九")
          for i, c in enumerate(digits)} | {"○": 0, "零": 0}
UNIT_VALUES = {"十": 10, "百": 100, "千": 1000}


def value_of(text):
    """None where it is no number, or one of two."""
    if not set(text) & set(UNIT_VALUES):
        return int("".join(str(VALUES[c]) for c in text)) if len(text) <= 9 else None
    names = "〇一二三四五六七八九"
    for number in range(1, 10000):
        for spelled in spellings(number, names):
            if "".join(names[VALUES[c]] if c in VALUES else c for c in text) == spelled:
                return number
    return None


def spellings(number, names):
    """How a number is said with units; zeros between may be said or not, but before a last digit
    that stands apart from its unit."""
    parts = [(number // unit % 10, mark) for unit, mark in
             ((1000, "千"), (100, "百"), (10, "十"), (1, ""))]
    said = [""]
    gap = False
    for digit, mark in parts:
        if digit == 0:
            gap = any(said)
            continue
        word = names[digit] + mark
        words = [word] if not (digit == 1 and mark == "十") else [word, mark]
        if gap:
            words = ["〇" + w for w in words] + (words if mark else [])
        said = [s + w for s in said for w in words]
        gap = False
    return said


def read(text):
    """(form, series, year, serial), or None."""
    for form, pattern in FORMS.items():
        found = pattern.fullmatch(text)
        if not found:
            continue
        serial = value_of(found["serial"])
        year = value_of(found["year"]) if "year" in found.groupdict() else 0
        if not serial or (form != "plain" and year < 1000):
            return None
        series = "".join(chr(ord(c) - 0xfee0) if "Ａ" <= c <= "ｚ" else c for c in found["series"])
        return form, series, year, serial
    return None

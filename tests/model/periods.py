# SPDX-License-Identifier: Apache-2.0
"""Days and periods by Python's own calendar."""

from datetime import date
from functools import lru_cache

FIRST, LAST, NONE = -719162, 2932896, -2**31
EPOCH = date(1970, 1, 1).toordinal()
YEAR, HALF, QUARTER, MONTH, WEEK = 1, 2, 3, 4, 5
MONTHS = {YEAR: 12, HALF: 6, QUARTER: 3, MONTH: 1}


def is_day(day):
    return FIRST <= day <= LAST


def civil(day):
    return date.fromordinal(day + EPOCH)


def month_start(months):
    """First day of the month that is so many months after the first of year 0; None: no day."""
    year, month = divmod(months, 12)
    if year == 10000 and month == 0:
        return LAST + 1
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, 1).toordinal() - EPOCH


@lru_cache(None)
def bounds(kind, fiscal, day):
    """First and last day of the period that holds the day; None when it leaves the day range."""
    when = civil(day)
    if kind == WEEK:
        first = day - when.weekday()
        last = first + 6
        return (first, last) if is_day(first) and is_day(last) else None
    length = MONTHS[kind]
    offset = fiscal - 1 if kind != MONTH else 0
    start = (when.year * 12 + when.month - 1 - offset) // length * length + offset
    first, after = month_start(start), month_start(start + length)
    return None if first is None or after is None else (first, after - 1)


@lru_cache(None)
def month_ends(first, last, day):
    """(months begun since first, last day) of the day's month and every later one of the period."""
    ends = []
    begin = civil(first)
    while day <= last:
        when = civil(day)
        months = when.year * 12 + when.month - 1
        end = month_start(months + 1) - 1
        ends.append((months - (begin.year * 12 + begin.month - 1) + 1, end))
        day = end + 1
    return ends

# SPDX-License-Identifier: Apache-2.0
"""Working days of 2022-2024, after the yearly notices of the State Council's General Office."""
from datetime import date, timedelta

DAY = timedelta(days=1)
SOURCE = {2022: '国务院办公厅通知 2021-10-25', 2023: '国务院办公厅通知 2022-12-08',
          2024: '国务院办公厅通知 2023-10-25'}
# (notice, name, first, last) and (notice, name, make-up days)
HOLIDAYS = [
    (2022, '元旦', '2022-01-01', '2022-01-03'), (2022, '春节', '2022-01-31', '2022-02-06'),
    (2022, '清明节', '2022-04-03', '2022-04-05'), (2022, '劳动节', '2022-04-30', '2022-05-04'),
    (2022, '端午节', '2022-06-03', '2022-06-05'), (2022, '中秋节', '2022-09-10', '2022-09-12'),
    (2022, '国庆节', '2022-10-01', '2022-10-07'), (2023, '元旦', '2022-12-31', '2023-01-02'),
    (2023, '春节', '2023-01-21', '2023-01-27'), (2023, '清明节', '2023-04-05', '2023-04-05'),
    (2023, '劳动节', '2023-04-29', '2023-05-03'), (2023, '端午节', '2023-06-22', '2023-06-24'),
    (2023, '中秋节、国庆节', '2023-09-29', '2023-10-06'), (2024, '元旦', '2024-01-01', '2024-01-01'),
    (2024, '春节', '2024-02-10', '2024-02-17'), (2024, '清明节', '2024-04-04', '2024-04-06'),
    (2024, '劳动节', '2024-05-01', '2024-05-05'), (2024, '端午节', '2024-06-10', '2024-06-10'),
    (2024, '中秋节', '2024-09-15', '2024-09-17'), (2024, '国庆节', '2024-10-01', '2024-10-07'),
]
MAKEUP = [
    (2022, '春节', '2022-01-29 2022-01-30'), (2022, '清明节', '2022-04-02'),
    (2022, '劳动节', '2022-04-24 2022-05-07'), (2022, '国庆节', '2022-10-08 2022-10-09'),
    (2023, '春节', '2023-01-28 2023-01-29'), (2023, '劳动节', '2023-04-23 2023-05-06'),
    (2023, '端午节', '2023-06-25'), (2023, '中秋节、国庆节', '2023-10-07 2023-10-08'),
    (2024, '春节', '2024-02-04 2024-02-18'), (2024, '清明节', '2024-04-07'),
    (2024, '劳动节', '2024-04-28 2024-05-11'), (2024, '中秋节', '2024-09-14'),
    (2024, '国庆节', '2024-09-29 2024-10-12'),
]


def day(text):
    return date.fromisoformat(text)


def span(first, last):
    return [first + DAY * i for i in range((last - first).days + 1)]


def calendar_rows():
    rows = [(d, 'holiday', name, SOURCE[n]) for n, name, first, last in HOLIDAYS
            for d in span(day(first), day(last))]
    rows += [(day(d), 'makeup', name, SOURCE[n]) for n, name, days in MAKEUP for d in days.split()]
    return sorted(rows)


OFF = {row[0] for row in calendar_rows() if row[1] == 'holiday'}
EXTRA = {row[0] for row in calendar_rows() if row[1] == 'makeup'}


def is_workday(d):
    return d in EXTRA or (d.weekday() < 5 and d not in OFF)


def is_weekend(d):
    """A Saturday or Sunday on which nobody works, outside the holidays."""
    return d.weekday() >= 5 and d not in EXTRA and d not in OFF


def workdays(first, last):
    return [d for d in span(first, last) if is_workday(d)]


def month_days(year, month):
    last = date(year + month // 12, month % 12 + 1, 1) - DAY
    return span(date(year, month, 1), last)


def add_workdays(d, count):
    """The count-th working day after (before, when negative) d; 0: d, or the next working day."""
    step = DAY if count >= 0 else -DAY
    if count == 0:
        while not is_workday(d):
            d += step
    for _ in range(abs(count)):
        d += step
        while not is_workday(d):
            d += step
    return d


def workdays_apart(a, b):
    """Working days in (a, b], whichever of the two is earlier."""
    a, b = min(a, b), max(a, b)
    return len(workdays(a + DAY, b)) if a < b else 0

"""Months as users and files write them on a command line: 2018-04 or 2018M04."""

import re
from datetime import date


def parse_month(text: str) -> date:
    """The first day of a month written `2018-04` or `2018M04`; ValueError if it is not one."""
    match = re.fullmatch(r"(\d{4})[-M](\d{2})", text.strip())
    if not match:
        raise ValueError(text)
    return date(int(match[1]), int(match[2]), 1)


def month_id(month: date) -> str:
    """The month as statistics write it: 2018M04."""
    return f"{month:%Y}M{month:%m}"


def add_months(month: date, count: int) -> date:
    """The month `count` months later (earlier if negative)."""
    number = month.year * 12 + month.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)

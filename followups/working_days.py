"""Working days of Danish authorities.

Not working days: Saturdays and Sundays; the holidays of the Church of Denmark (Store Bededag until 2023, when it was
abolished from 2024 by law no. 214 of 6 March 2023); and 5 June (Grundlovsdag), 24 December and 31 December, on which
ministries and jobcentres are closed by agreement or custom, so that nobody answers a letter. 1 May is a working day: it
is one in the state. The days between Christmas and New Year are working days too.

The general rule of administrative law that a deadline ending on a day off ends on the next working day is
`working_day_from`.
"""

from datetime import date, timedelta

import holidays

_DAY = timedelta(days=1)
_HOLIDAYS = holidays.Denmark()  # fills in a year when it is first asked about
_CLOSED_BY_AGREEMENT = frozenset({(6, 5), (12, 24), (12, 31)})  # (month, day)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and (day.month, day.day) not in _CLOSED_BY_AGREEMENT and day not in _HOLIDAYS


def working_day_from(day: date) -> date:
    """The day itself if it is a working day, else the next one."""
    while not is_working_day(day):
        day += _DAY
    return day


def working_day_before(day: date) -> date:
    """The last working day before the day."""
    return add_working_days(day, -1)


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after the day (before it if n is negative); the day itself if n is 0."""
    step = _DAY if n > 0 else -_DAY
    for _number in range(abs(n)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_days_between(a: date, b: date) -> int:
    """How many working days come after a, up to and including b; negative if b comes before a."""
    if b < a:
        return -working_days_between(b, a)
    return sum(is_working_day(a + timedelta(days=number)) for number in range(1, (b - a).days + 1))

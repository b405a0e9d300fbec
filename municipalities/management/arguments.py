"""Arguments that several commands take."""

import argparse
from datetime import date, datetime

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from municipalities.assessment.query import end_of_day
from municipalities.months import parse_month


def month(text: str) -> date:
    try:
        return parse_month(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("“%(text)s” is not a month; write it as 2018-04.") % {"text": text})


def moment(text: str) -> datetime:
    """An ISO date-time, in Danish time unless it says otherwise; a date alone means the end of that day."""
    try:
        if day := parse_date(text):
            return end_of_day(day)
        parsed = parse_datetime(text)
    except ValueError:
        parsed = None
    if parsed is None:
        raise argparse.ArgumentTypeError(
            _("“%(text)s” is not a day or a moment; write it as 2018-09-28 or 2018-09-28T12:00.") % {"text": text}
        )
    return parsed if timezone.is_aware(parsed) else timezone.make_aware(parsed)

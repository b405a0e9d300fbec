"""A municipality's own figures, as a letter keeps them: as they were known when it was written.

Numbers are kept as text with every digit, in percent and percentage points.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db.models import Q, Sum
from django.utils.translation import override

from municipalities.models import Assessment, Indicator, Municipality, Scheme

type Figures = dict


def figures_of(
    scheme: Scheme, month: date, baseline_month: date | None, municipalities: Iterable[Municipality]
) -> dict[int, Figures]:
    """Each municipality's figures in the month, beside those of the baseline where it is another month.

    A municipality with no row for the month is left out.
    """
    then = None if baseline_month == month else baseline_month
    cells = defaultdict(dict)
    rows = Assessment.objects.filter(
        scheme=scheme, municipality__in=list(municipalities), month__in={month, then} - {None}
    )
    for row in rows:
        cells[row.municipality_id, row.month][row.indicator_id] = row
    with override(settings.LANGUAGE_CODE):  # a letter is in Danish, whatever language its writer reads in
        groups = [(indicator.pk, str(indicator)) for indicator in Indicator.objects.all()]
    national = {shown: _national(scheme, shown) for shown in (month, then) if shown}
    return {
        municipality_id: _snapshot(now, cells.get((municipality_id, then), {}), groups)
        | {
            "month": month.isoformat(),
            "baseline_month": then and then.isoformat(),
            "national": national[month],
            "national_then": then and national[then],
        }
        for (municipality_id, shown), now in cells.items()
        if shown == month and None in now
    }


def _snapshot(now: dict, then: dict, groups: list[tuple[int, str]]) -> dict:
    whole = now[None]
    return {
        "groups": [{"group": name} | _row(now[pk], then.get(pk)) for pk, name in groups if pk in now],
        "overall": _row(whole, then.get(None)) | {"months_below": whole.months_below, "rank": whole.rank},
        "starred": whole.starred,
    }


def _row(now: Assessment, then: Assessment | None) -> dict:
    before = then and then.share
    both = now.share is not None and before is not None
    return {
        "level": str(now.level),
        "persons": now.persons,
        "share": _text(now.share),
        "share_then": _text(before),
        "change": _text(now.share - before) if both else None,
    }


def _national(scheme: Scheme, month: date) -> str | None:
    return _text(national_share(scheme, month))


def national_share(scheme: Scheme, month: date) -> Decimal | None:
    """The whole country's share in a month, in percent, over the municipalities that were assessed."""
    counted = Q(scheme=scheme, month=month, indicator=None, share__isnull=False)
    sums = Assessment.objects.filter(counted).aggregate(meeting=Sum("meeting"), persons=Sum("persons"))
    return 100 * sums["meeting"] / sums["persons"] if sums["persons"] else None


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)

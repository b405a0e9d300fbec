"""What a page of figures needs to know first: the scheme, its months, and the one that was chosen."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from municipalities.models import Assessment, Scheme
from municipalities.months import parse_month


@dataclass(frozen=True)
class FiguresShown:
    """The default scheme with the months it has assessments for, newest first, and the chosen month (None: no figures)."""

    scheme: Scheme
    months: list[date]
    month: date | None


def figures_shown(chosen_month: str | None) -> FiguresShown:
    """One query. A month that is not written as one, or has no figures, gives the newest."""
    scheme = Scheme.objects.annotate(
        assessed_months=ArraySubquery(
            Assessment.objects.filter(scheme=OuterRef("pk"), indicator=None)
            .order_by("-month")
            .values("month")
            .distinct()
        )
    ).get(is_default=True)
    months = scheme.assessed_months
    try:
        month = parse_month(chosen_month or "")
    except ValueError:
        month = None
    if month not in months:
        month = months[0] if months else None
    return FiguresShown(scheme, months, month)

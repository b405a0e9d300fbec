"""What a page of figures needs to know first: the scheme, its months, and the one that was chosen."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from kontakt.together import fetch_together
from municipalities.models import Scheme, SchemeParameters
from municipalities.months import parse_month

# A look into the index for each month there can be: reading all of the rows for their months took most of a page's time.
_ASSESSED_MONTHS = """
    ARRAY(
        SELECT possible.month::date
        FROM (SELECT min(month) AS first, max(month) AS last FROM municipalities_assessment
              WHERE scheme_id = municipalities_scheme.id) AS span,
             generate_series(last, first, '-1 month') AS possible (month),
             LATERAL (SELECT FROM municipalities_assessment
                      WHERE scheme_id = municipalities_scheme.id AND month = possible.month::date AND indicator_id IS NULL
                      LIMIT 1) AS assessed
        ORDER BY possible.month DESC
    )
"""


@dataclass(frozen=True)
class FiguresShown:
    """The default scheme with the months it has assessments for, newest first, and the chosen month (None: no figures)."""

    scheme: Scheme
    months: list[date]
    month: date | None


def figures_shown(chosen_month: str | None, *others: QuerySet) -> FiguresShown:
    """One query, for the thresholds of a chart too (municipalities/charts.py), and for the `others`.

    A month that is not written as one, or has no figures, gives the newest.
    """
    known_now = SchemeParameters.objects.filter(scheme=OuterRef("pk"), known_to=None).order_by("valid_from")
    schemes = Scheme.objects.annotate(
        assessed_months=RawSQL(_ASSESSED_MONTHS, [], output_field=ArrayField(DateField())),  # noqa: S611 – a constant
        thresholds=ArraySubquery(
            known_now.values(json=JSONObject(valid_from="valid_from", target="target", marked="marked"))
        ),
    ).filter(is_default=True)
    fetch_together(schemes, *others)
    (scheme,) = schemes
    months = scheme.assessed_months
    try:
        month = parse_month(chosen_month or "")
    except ValueError:
        month = None
    if month not in months:
        month = months[0] if months else None
    return FiguresShown(scheme, months, month)

"""Compliance by month, the history of levels, and the statement, for programs. Read only."""

from datetime import MAXYEAR, MINYEAR, date, datetime

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query
from ninja.errors import HttpError

from kontakt.api import api
from municipalities.api.schemas import ComplianceAnswer, LevelsAnswer, Problem, StatementAnswer
from municipalities.assessment.compliance import compliance
from municipalities.models import Assessment, LevelChange, Municipality, Scheme
from municipalities.statements.statement import NoStatement, make_statement

MONTH = Query(..., pattern=r"^[12][0-9]{3}-(0[1-9]|1[0-2])$", examples=["2018-04"])
EARLIER = Query(None, pattern=r"^[12][0-9]{3}-(0[1-9]|1[0-2])$")
AS_KNOWN = Query(None, description="What was known at this moment; now, if left out.")
SCHEME = Query(None, description="The scheme's slug; the default scheme, if left out.")


@api.get("compliance", response={200: ComplianceAnswer, 404: Problem}, summary="Every municipality in a month")
def compliance_of_a_month(
    request, month: str = MONTH, as_known: datetime | None = AS_KNOWN, scheme: str | None = SCHEME
):
    answer = compliance(_scheme(scheme), _month(month), as_known=_moment(as_known))
    codes = set(Municipality.objects.visible_to(request.auth).values_list("code", flat=True))
    seen = [row for row in answer["municipalities"] if row["municipality_code"] in codes]
    return answer | {"municipalities": seen}


@api.get("levels/{code}", response={200: LevelsAnswer, 404: Problem}, summary="A municipality's levels, month by month")
def levels(request, code: str, scheme: str | None = SCHEME):
    municipality = get_object_or_404(Municipality.objects.visible_to(request.auth), code=code)
    chosen = _scheme(scheme)
    of_it = {"municipality": municipality, "scheme": chosen}
    return {
        "municipality_code": municipality.code,
        "name": municipality.name,
        "scheme": chosen.slug,
        "months": [
            {
                "month": f"{row.month:%Y-%m}",
                "level": row.level,
                "share": row.share,
                "persons": row.persons,
                "starred": row.starred,
            }
            for row in Assessment.objects.filter(**of_it, indicator=None).order_by("month")
        ],
        "changes": [
            {
                "month": f"{change.month:%Y-%m}",
                "from_level": change.from_level,
                "to_level": change.to_level,
                "is_revision": change.is_revision,
                "cause": change.cause,
                "recorded_at": change.recorded_at,
            }
            for change in LevelChange.objects.filter(**of_it).order_by("month", "pk")
        ],
    }


@api.get("statement", response={200: StatementAnswer, 404: Problem}, summary="The statement (opgørelse) of a month")
def statement(
    request,
    month: str = MONTH,
    baseline: str | None = EARLIER,
    as_known: datetime | None = AS_KNOWN,
    scheme: str | None = SCHEME,
):
    try:
        made = make_statement(
            _month(month),
            baseline=_month(baseline) if baseline else None,
            as_known=_moment(as_known),
            scheme=_scheme(scheme),
            user=request.auth,
        )
    except NoStatement as why:
        raise HttpError(404, str(why))
    return {
        "month": f"{made.month:%Y-%m}",
        "baseline": made.baseline and f"{made.baseline:%Y-%m}",
        "scheme": made.scheme.slug,
        "as_known": made.as_known,
        "sections": [
            {
                "indicator": section.indicator and section.indicator.slug,
                "persons": section.national.persons,
                "share": section.national.share,
                "baseline_share": section.national.baseline_share,
                "change_pp": section.national.change_pp,
                "municipalities": [
                    {
                        "municipality_code": row.municipality.code,
                        "name": row.municipality.name,
                        "level": row.level,
                        "starred": row.starred,
                        "persons": row.persons,
                        "share": row.share,
                        "baseline_share": row.baseline_share,
                        "change_pp": row.change_pp,
                        "rank": row.rank,
                    }
                    for row in section.rows
                ],
            }
            for section in made.sections
        ],
    }


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def _moment(asked: datetime | None) -> datetime | None:
    """A moment without a zone is Danish time. At the ends of the calendar another zone's clock is in no year."""
    if asked and not MINYEAR < asked.year < MAXYEAR:
        raise HttpError(422, _("The moment must be in the years 2 to 9998."))
    return timezone.make_aware(asked) if asked and timezone.is_naive(asked) else asked


def _scheme(slug: str | None) -> Scheme:
    found = Scheme.objects.filter(**({"slug": slug} if slug else {"is_default": True})).first()
    if found is None:
        raise HttpError(404, _("There is no scheme “%(slug)s”.") % {"slug": slug})
    return found

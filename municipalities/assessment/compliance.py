"""A month's compliance as plain data, for commands and integrations."""

from datetime import date, datetime
from decimal import Decimal

from municipalities.assessment.query import assess
from municipalities.models import Assessment, Indicator, Municipality, Scheme


def compliance(scheme: Scheme, month: date, *, as_known: datetime | None = None) -> dict:
    """Every municipality in Danish order, and the national average; numbers as numbers, nothing rounded."""
    rows = assess(scheme, months=(month, month), as_known=as_known)
    slugs = dict(Indicator.objects.values_list("pk", "slug"))
    overall = {row.municipality_id: row for row in rows if row.indicator_id is None}
    groups: dict[int, list[Assessment]] = {}
    for row in rows:
        if row.indicator_id:
            groups.setdefault(row.municipality_id, []).append(row)
    return {
        "month": f"{month:%Y-%m}",
        "scheme": scheme.slug,
        "as_known": as_known and as_known.isoformat(),
        "national": national_average(overall.values()),
        "municipalities": [
            {
                "municipality_code": municipality.code,
                "name": municipality.name,
                **_overall(overall[municipality.pk], slugs),
                "indicators": sorted(
                    (_group(row, slugs) for row in groups.get(municipality.pk, [])), key=lambda row: row["indicator"]
                ),
            }
            for municipality in Municipality.objects.all()
            if municipality.pk in overall
        ],
    }


def national_average(overall) -> dict:
    """Over all municipalities that have a share: {share (percent), persons}; share None without any."""
    counted = [row for row in overall if row.share is not None]
    persons = sum(row.persons for row in counted)
    meeting = sum((row.meeting for row in counted), Decimal(0))
    return {"share": float(100 * meeting / persons) if persons else None, "persons": persons}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _overall(row: Assessment, slugs: dict[int, str]) -> dict:
    return {
        "level": row.level,
        "share": _number(row.share),
        "persons": row.persons,
        "meeting": _number(row.meeting),
        "worst_indicator": slugs.get(row.worst_indicator_id),
        "worst_level": row.worst_level,
        "rank": row.rank,
        "months_below": row.months_below,
        "change_pp": _number(row.change_pp),
        "starred": row.starred,
        "low_intensity": row.low_intensity,
    }


def _group(row: Assessment, slugs: dict[int, str]) -> dict:
    return {
        "indicator": slugs[row.indicator_id],
        "level": row.level,
        "persons": row.persons,
        "share": _number(row.share),
        "average": _number(row.average),
    }

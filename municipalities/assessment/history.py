"""One municipality's assessments over a span of months, beside the country's."""

from datetime import date, datetime

from municipalities.assessment.query import assessment_sql, planned_for_analysis, query_parameters
from municipalities.models import Assessment, Municipality, Scheme

_COLUMNS = ", ".join(field.column for field in Assessment._meta.concrete_fields if field.name != "id")
_STORED = "SELECT * FROM municipalities_assessment WHERE scheme_id = %(scheme)s"
_BESIDE_THE_COUNTRY = f"""
    SELECT * FROM (
        SELECT 0 AS id, {_COLUMNS},
               100 * sum(meeting) FILTER (WHERE rank IS NOT NULL) OVER same_cells
                   / sum(persons) FILTER (WHERE rank IS NOT NULL) OVER same_cells AS national_share
        FROM (%s) a
        WHERE month BETWEEN %%(first_month)s AND %%(last_month)s
        WINDOW same_cells AS (PARTITION BY month, indicator_id)
    ) beside
    WHERE municipality_id = %%(municipality)s
    ORDER BY month
"""


def history(
    scheme: Scheme, municipality: Municipality, *, months: tuple[date, date], as_known: datetime | None = None
) -> list[Assessment]:
    """Overall and for each indicator, month by month from–to (both included): as stored, or as known at a moment.

    Each row has `national_share` too (percent): the same sum over all municipalities that were assessed.
    """
    source = assessment_sql() if as_known else _STORED
    values = query_parameters(scheme, as_known=as_known) | {
        "municipality": municipality.pk,
        "first_month": months[0],
        "last_month": months[1],
    }
    with planned_for_analysis():
        return list(Assessment.objects.raw(_BESIDE_THE_COUNTRY % source, values))

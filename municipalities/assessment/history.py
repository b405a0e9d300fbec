"""One municipality's assessments over a span of months, beside the country's."""

from datetime import date, datetime

from municipalities.assessment.query import assessment_sql, planned_for_analysis, query_parameters
from municipalities.models import Assessment, Municipality, Scheme

_FIELDS = [field.column for field in Assessment._meta.concrete_fields if field.name != "id"]
_COLUMNS = ", ".join(_FIELDS)
_AS_KNOWN = f"""
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
# The country is summed where it is shown: overall month by month, and each indicator in the last month.
_STORED = f"""
    SELECT 0 AS id, {", ".join(f"own.{column}" for column in _FIELDS)}, country.share AS national_share
    FROM municipalities_assessment AS own
    LEFT JOIN (
        SELECT month, indicator_id, 100 * sum(meeting) / sum(persons) AS share
        FROM municipalities_assessment
        WHERE scheme_id = %(scheme)s AND rank IS NOT NULL
            AND (month BETWEEN %(first_month)s AND %(last_month)s AND indicator_id IS NULL
                OR month = %(last_month)s AND indicator_id IS NOT NULL)
        GROUP BY month, indicator_id
    ) AS country ON country.month = own.month AND country.indicator_id IS NOT DISTINCT FROM own.indicator_id
    WHERE own.municipality_id = %(municipality)s AND own.scheme_id = %(scheme)s
        AND own.month BETWEEN %(first_month)s AND %(last_month)s
    ORDER BY own.month
"""


def history(
    scheme: Scheme, municipality: Municipality, *, months: tuple[date, date], as_known: datetime | None = None
) -> list[Assessment]:
    """Overall and for each indicator, month by month from–to (both included): as stored, or as known at a moment.

    Overall rows, and those of the last month, have `national_share` too (percent): the same sum over all municipalities
    that were assessed. One query for what is stored.
    """
    values = {
        "scheme": scheme.pk,
        "municipality": municipality.pk,
        "first_month": months[0],
        "last_month": months[1],
    }
    if as_known is None:
        return list(Assessment.objects.raw(_STORED, values))
    values = query_parameters(scheme, as_known=as_known) | values
    with planned_for_analysis():
        return list(Assessment.objects.raw(_AS_KNOWN % assessment_sql(), values))

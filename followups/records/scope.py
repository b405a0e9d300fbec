"""What a request is about: a case, or a municipality over a period."""

from datetime import date

from django.db.models import QuerySet

from followups.models import RecordsRequest


class Scope:
    """The rows that a request covers. Days are Danish, and both ends of a period are in it."""

    def __init__(self, request: RecordsRequest) -> None:
        self.case, self.municipality = request.case, request.municipality
        self.first, self.last = request.first_day, request.last_day

    def rows(self, queryset: QuerySet, *, day: str, path_to_case: str = "case") -> QuerySet:
        """Those of the case, or of the municipality's cases on the days of the period (`day`: a date or a moment)."""
        if self.case:
            return queryset.filter(**{path_to_case: self.case})
        return self.in_period(queryset.filter(**{f"{path_to_case}__municipality": self.municipality}), day=day)

    def in_period(self, queryset: QuerySet, *, day: str) -> QuerySet:
        """Those on the days of the period; all for a case."""
        return queryset if self.case else queryset.filter(**{f"{day}__range": (self.first, self.last)})

    def has(self, day: date) -> bool:
        return self.case is not None or self.first <= day <= self.last

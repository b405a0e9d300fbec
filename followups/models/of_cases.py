"""Rows that belong to a case: whoever sees the case's municipality sees them, and nobody else."""

from django.db import models

from kontakt.accounts.access import office_limit
from municipalities.models import Municipality


class OfCaseQuerySet(models.QuerySet):
    """`path_to_case`: the way from the row to its case, for rows that hang on another row."""

    path_to_case = "case"

    def visible_to(self, user):
        if office_limit(user) is None:
            return self
        return self.filter(**{f"{self.path_to_case}__municipality__in": Municipality.objects.visible_to(user)})

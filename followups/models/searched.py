"""Rows whose text can be searched: their words are kept beside it, as Danish inflects them."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Left

CONFIG = "danish"
# PostgreSQL refuses a row whose words take more than a megabyte. So much of a text can be searched; no text is longer
# that is not made to be.
MOST_CHARACTERS = 200_000


def words_of(**weights: str) -> models.GeneratedField:
    """A column that the database derives and keeps: the words of some fields, the weightiest “A”, in SearchedManager."""
    first, *others = (
        SearchVector(Left(field, MOST_CHARACTERS), config=CONFIG, weight=weight) for field, weight in weights.items()
    )
    for vector in others:
        first += vector
    return models.GeneratedField(expression=first, output_field=SearchVectorField(), db_persist=True)


def words_index(name: str) -> GinIndex:
    return GinIndex(fields=["words"], name=name)


class SearchedManager(models.Manager):
    """Leaves the words in the database: they are for looking up, and nobody reads them."""

    def get_queryset(self):
        return super().get_queryset().defer("words")

"""Several questions to the database in one message: a page of twenty kinds of rows need not wait for it twenty times.

What is sent is the querysets' own statements, one after another, and each makes its objects of its own rows, as if it had
been alone. A message is one query in every count of ours, whatever is in it: it is the way there and back that is saved.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import QuerySet

BETWEEN = ";\n"  # two statements of a message


def counted(**querysets: QuerySet) -> dict[str, int]:
    """How many rows each queryset has, in one query."""
    return fetch_together(counts=querysets)


def fetch_together(*querysets: QuerySet, counts: Mapping[str, QuerySet] | None = None) -> dict[str, int]:
    """Fetch the rows of the querysets, which then have them at hand, and count those of `counts`: one query.

    All of one database. What a queryset has to prefetch is still asked for by itself, afterwards.
    """
    asked, statements, counts = [], [], counts or {}
    for queryset in querysets:
        if queryset._result_cache is None:
            compiler = queryset.query.get_compiler(queryset.db)
            try:
                statements.append(compiler.as_sql())
            except EmptyResultSet:
                _fill(queryset, compiler, [])
                continue
            asked.append((queryset, compiler))
    if counts:
        statements.append(_counting(counts.values()))
    if not statements:
        return {}
    (alias,) = {queryset.db for queryset in (*querysets, *counts.values())}
    with connections[alias].cursor() as cursor:
        cursor.execute(
            BETWEEN.join(sql for sql, _ in statements), [value for _, params in statements for value in params]
        )
        # What notes down who changes something has put a statement before ours, and gone through to the last answer.
        cursor.set_result(0)
        answers = [answer.fetchall() for answer in cursor.results()][-len(statements) :]
    for (queryset, compiler), rows in zip(asked, answers, strict=False):
        _fill(queryset, compiler, rows)
    return dict(zip(counts, answers[-1][0], strict=True)) if counts else {}


def fetch_of(
    row: models.Model, *others: QuerySet, counts: Mapping[str, QuerySet] | None = None, **related: QuerySet
) -> dict[str, int]:
    """The same of what belongs to a row: each of `related` is what the relation of that name gives from then on."""
    sizes = fetch_together(*related.values(), *others, counts=counts)
    _keep(row, related)
    return sizes


def hand_out(parents: Iterable[models.Model], relation: str, children: Iterable[models.Model]) -> None:
    """Give each parent those of the children that are its own: what its relation of that name gives from then on."""
    parents = list(parents)
    if not parents:
        return
    link = parents[0]._meta.get_field(relation).field
    own = defaultdict(list)
    for child in children:
        own[getattr(child, link.attname)].append(child)
    for parent in parents:
        rows = getattr(parent, relation).all()
        rows._result_cache, rows._prefetch_done = own[parent.pk], True
        for child in rows:
            link.set_cached_value(child, parent)
        _keep(parent, {relation: rows})


def _keep(row: models.Model, related: Mapping[str, QuerySet]) -> None:
    """Where prefetch_related keeps what it has fetched."""
    row.__dict__.setdefault("_prefetched_objects_cache", {}).update(related)


def _counting(querysets: Iterable[QuerySet]) -> tuple[str, list]:
    parts, params = [], []
    for queryset in querysets:
        try:
            sql, own = queryset.order_by().values("pk").query.get_compiler(queryset.db).as_sql()
        except EmptyResultSet:
            parts.append("0")
            continue
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")
        params += own
    return f"SELECT {', '.join(parts)}", params


def _fill(queryset: QuerySet, compiler, rows: list[tuple]) -> None:
    """Let the queryset fetch from what its compiler was answered already."""
    compiler.execute_sql = lambda *args, **kwargs: [rows]
    queryset.query.get_compiler = lambda *args, **kwargs: compiler
    try:
        queryset._fetch_all()
    finally:
        del queryset.query.get_compiler  # what is made of the queryset later asks for itself

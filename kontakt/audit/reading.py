"""Finding changes again: across all tables, or of one thing with its parts."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from kontakt.audit.models import Change
from kontakt.audit.tracking import changes_of, kept

_COLUMNS = ("pgh_created_at", "table", "pgh_id", "row", "pgh_label", "pgh_context")


@dataclass(frozen=True)
class Sought:
    """What is looked for; what is not given limits nothing. `until` is the moment before which it happened."""

    user: int | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    table: str = ""
    label: str = ""
    text: str = ""


def search(sought: Sought) -> QuerySet:
    """Changes, newest first, as dicts of when, table, key of the change, key of the row, label and context."""
    return _newest_first(
        _narrowed(changes, sought)
        for changes in kept()
        if sought.table in ("", changes.pgh_tracked_model._meta.label_lower)
    )


def history_of(model: type[models.Model], key: int) -> QuerySet:
    """The changes of a row and of its parts, and theirs in turn, as `search` gives them."""
    found = _with_parts(model, key)
    return _newest_first(
        _all(changes).filter(**{f"{_key(changes)}__in": keys}) for changes, keys in found.items() if keys
    )


def with_previous(lines: Iterable[dict]) -> dict[tuple[str, int], tuple[Change, Change | None]]:
    """The change of each line, and how its row was before it; two queries for each table among the lines."""
    wanted: dict[str, list[int]] = {}
    for line in lines:
        wanted.setdefault(line["table"], []).append(line["pgh_id"])
    found = {}
    for changes in kept():
        table = changes.pgh_tracked_model._meta.label_lower
        if table not in wanted:
            continue
        key = _key(changes)
        earlier = _all(changes).filter(**{key: OuterRef(key)}, pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id")
        rows = list(
            _all(changes).filter(pgh_id__in=wanted[table]).annotate(before=Subquery(earlier.values("pgh_id")[:1]))
        )
        previous = _all(changes).in_bulk([row.before for row in rows if row.before])
        found |= {(table, row.pgh_id): (row, previous.get(row.before)) for row in rows}
    return found


def _narrowed(changes: type[Change], sought: Sought) -> QuerySet:
    rows = _all(changes)
    if sought.user:
        rows = rows.filter(pgh_context__user=sought.user)
    if sought.since:
        rows = rows.filter(pgh_created_at__gte=sought.since)
    if sought.until:
        rows = rows.filter(pgh_created_at__lt=sought.until)
    if sought.label:
        rows = rows.filter(pgh_label=sought.label)
    if sought.text:
        # Everything that stands in the row, and the reason given for the change.
        content = RawSQL(f'to_jsonb("{changes._meta.db_table}")::text', (), output_field=models.TextField())  # noqa: S611 – a table's name
        rows = rows.annotate(content=content).filter(content__icontains=sought.text)
    return rows


def _newest_first(parts: Iterable[QuerySet]) -> QuerySet:
    lines = [
        rows.annotate(
            table=Value(rows.model.pgh_tracked_model._meta.label_lower),
            row=Cast(F(_key(rows.model)), models.BigIntegerField()),
        ).values(*_COLUMNS)
        for rows in parts
    ]
    if not lines:
        return _all(kept()[0]).none().values(*_COLUMNS[:1])
    first, *others = lines
    return first.union(*others, all=True).order_by("-pgh_created_at", "table", "-pgh_id")


def _with_parts(model: type[models.Model], key: int) -> dict[type[Change], set[int]]:
    found: dict[type[Change], set[int]] = {changes_of(model): {key}}
    reached = [(model, {key})]
    while reached:
        owner, keys = reached.pop()
        for changes in kept():
            if not changes.part_of or changes in found:
                continue
            if changes.pgh_tracked_model._meta.get_field(changes.part_of).related_model is owner:
                rows = _all(changes).filter(**{f"{changes.owner_key}__in": keys})
                found[changes] = set(rows.values_list(_key(changes), flat=True))
                reached.append((changes.pgh_tracked_model, found[changes]))
    return found


def _all(changes: type[Change]) -> QuerySet:
    return QuerySet(changes)


def _key(changes: type[Change]) -> str:
    return changes.pgh_tracked_model._meta.pk.attname

"""Changes in words: who did what to what, and each field before and after."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontakt.audit.models import Change
from kontakt.audit.reading import with_previous
from kontakt.ui.templatetags import figures

LABELS = {"insert": gettext_lazy("Made"), "update": gettext_lazy("Changed"), "delete": gettext_lazy("Deleted")}


@dataclass(frozen=True)
class FieldChange:
    name: str
    before: str
    after: str

    @property
    def value(self) -> str:
        """What a row that was made had, or one that was deleted."""
        return self.before if self.after == figures.MISSING else self.after


@dataclass(frozen=True)
class Shown:
    """One change, in words for a page."""

    at: dt.datetime
    who: str
    what: str
    kind: str
    object: str
    url: str
    reason: str
    how: str
    request: str
    compares: bool
    fields: list[FieldChange] = field(default_factory=list)


def shown(lines: list[dict]) -> list[Shown]:
    """The lines of `reading.search`, in words; names are looked up together."""
    changes = with_previous(lines)
    names = _Names(changes.values())
    users = get_user_model()._base_manager.in_bulk({line["pgh_context"]["user"] for line in lines if _by(line)})
    result = []
    for line in lines:
        row, before = changes[line["table"], line["pgh_id"]]
        model = apps.get_model(line["table"])
        context = line["pgh_context"] or {}
        result.append(
            Shown(
                at=line["pgh_created_at"],
                who=str(users.get(_by(line)) or _("The system")),
                what=str(LABELS[line["pgh_label"]]),
                kind=str(capfirst(model._meta.verbose_name)),
                object=names.of(model, line["row"]) or _("no. %s (deleted)") % line["row"],
                url=reverse("history", args=[line["table"], line["row"]]),
                reason=context.get("reason", ""),
                how=context.get("page") or context.get("task") or "",
                request=context.get("request", ""),
                compares=row.pgh_label == "update",
                fields=_fields(row, before, names),
            )
        )
    return result


def _by(line: dict) -> int | None:
    return (line["pgh_context"] or {}).get("user")


def _fields(row: Change, before: Change | None, names: "_Names") -> list[FieldChange]:
    """What the change did: for a new row all that was filled in, for one that went all that stood in it."""
    result = []
    for name, original in _tracked(row):
        now, was = getattr(row, original.attname), before and getattr(before, original.attname)
        if row.pgh_label == "delete":
            was, now = now, None
        elif row.pgh_label == "insert":
            was = None
        if now != was and not (now in (None, "") and was in (None, "")):
            result.append(FieldChange(name, names.words(original, was), names.words(original, now)))
    return result


def _tracked(row: Change) -> Iterable[tuple[str, models.Field]]:
    """The fields that are kept, as the tracked model has them, with their names on the page; not its key."""
    for kept_field in row._meta.fields:
        try:
            original = row.pgh_tracked_model._meta.get_field(kept_field.name)
        except FieldDoesNotExist:  # one of the change itself
            continue
        if not original.primary_key:
            yield name_of(original), original


def name_of(original: models.Field) -> str:
    """What a field is called: a reference without a name of its own, as what it refers to."""
    named = isinstance(original.verbose_name, Promise) or not original.is_relation
    return str(capfirst(original.verbose_name if named else original.related_model._meta.verbose_name))


class _Names:
    """The names of all that a page of changes refers to, one query for each table."""

    def __init__(self, changes: Iterable[tuple[Change, Change | None]]) -> None:
        wanted: dict[type[models.Model], set[int]] = {}
        for row, before in changes:
            model = row.pgh_tracked_model
            wanted.setdefault(model, set()).add(getattr(row, model._meta.pk.attname))
            for _name, original in _tracked(row):
                if original.is_relation:
                    for version in (row, before):
                        if version and (key := getattr(version, original.attname)) is not None:
                            wanted.setdefault(original.related_model, set()).add(key)
        self._found = {model: _rows(model).in_bulk(keys) for model, keys in wanted.items()}

    def of(self, model: type[models.Model], key: int | None) -> str:
        found = self._found.get(model, {}).get(key)
        return str(found) if found else ""

    def words(self, original: models.Field, value) -> str:
        """A value as a page writes it."""
        if value is None or value == "":
            return figures.MISSING
        if original.is_relation:
            return self.of(original.related_model, value) or _("no. %s (deleted)") % value
        if choices := dict(original.flatchoices):
            return str(choices.get(value, value))
        match value:
            case bool():
                return _("yes") if value else _("no")
            case dt.datetime():
                return figures.moment(value)
            case dt.date():
                return figures.day_short(value)
            case list():
                return ", ".join(str(item) for item in value)
        return str(value).replace(".", ",") if isinstance(original, models.DecimalField) else str(value)


def _rows(model: type[models.Model]) -> models.QuerySet:
    """With what a row's own name is usually made of: the rows it must refer to."""
    owners = [f.name for f in model._meta.fields if isinstance(f, models.ForeignKey) and not f.null]
    rows = model._base_manager.all()
    return rows.select_related(*owners) if owners else rows

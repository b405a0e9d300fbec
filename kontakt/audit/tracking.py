"""Which tables have their history kept: each app says so of its own, in its `history.py` among the models."""

from functools import cache

import pghistory
import pghistory.core
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from kontakt.audit.models import Change, only_added_to

_ENDING = "History"


def keep_history(model: type[models.Model], *, leave_out: tuple[str, ...] = (), part_of: str = "") -> None:
    """Keep every change of the model's rows, field by field, from now on.

    `leave_out` names fields that are nobody's edit (and secrets); `part_of` names the foreign key to what the row is a
    part of, whose history shows it too.
    """
    key = model._meta.pk.attname
    pghistory.create_event_model(
        model,
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=[*leave_out, *(field.name for field in model._meta.local_fields if _is_derived(field))],
        obj_field=None,  # the row's own key is among its fields, for links between many and many as well
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,
        model_name=f"{model.__name__}{_ENDING}",
        base_model=Change,
        attrs={"part_of": part_of, "owner_key": part_of and model._meta.get_field(part_of).attname},
        meta={
            "triggers": only_added_to(),
            "indexes": [models.Index(fields=[key, "pgh_id"]), *([models.Index(fields=[part_of])] if part_of else [])],
        },
        abstract=False,
        append_only=False,
    )


@cache
def kept() -> list[type[Change]]:
    """The tables of changes, one for each table that has its history kept."""
    return sorted(pghistory.core.event_models(), key=lambda changes: changes.pgh_tracked_model._meta.label)


def changes_of(model: type[models.Model]) -> type[Change] | None:
    return next((changes for changes in kept() if changes.pgh_tracked_model is model), None)


def lay_in_what_there_is(apps, schema_editor, *, app: str) -> None:
    """For the migration that begins to keep history: how every row was then, so that its first change shows from what."""
    for changes in apps.get_app_config(app).get_models():
        if not changes.__name__.endswith(_ENDING):
            continue
        tracked = apps.get_model(app, changes.__name__.removesuffix(_ENDING))
        columns = ", ".join(f'"{f.column}"' for f in changes._meta.fields if not f.name.startswith("pgh_"))
        schema_editor.execute(
            f'INSERT INTO "{changes._meta.db_table}" (pgh_created_at, pgh_label, {columns})'
            f" SELECT now(), 'insert', {columns} FROM \"{tracked._meta.db_table}\""
        )


def _is_derived(field: models.Field) -> bool:
    return isinstance(field, models.GeneratedField | SearchVectorField)

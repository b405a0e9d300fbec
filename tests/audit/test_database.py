"""The trail in the database: written whatever is done, and never rewritten."""

import pytest
from django.db import connection, transaction
from django.db.utils import Error
from django.utils.functional import Promise

from kontakt.audit.models import Access
from kontakt.audit.reading import history_of
from kontakt.audit.tracking import changes_of, kept
from municipalities.models import Contact, Scheme

pytestmark = pytest.mark.django_db


def labels(model, key) -> list[str]:
    return [line["pgh_label"] for line in history_of(model, key)]


def test_what_sql_does_to_a_row_is_kept_as_well(contact):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE municipalities_contact SET name = 'Bo Dahl' WHERE id = %s", [contact.pk])
        cursor.execute("DELETE FROM municipalities_contact WHERE id = %s", [contact.pk])
    made, changed, deleted = changes_of(Contact).objects.filter(id=contact.pk).order_by("pgh_id")
    assert (made.pgh_label, changed.pgh_label, deleted.pgh_label) == ("insert", "update", "delete")
    assert (made.name, changed.name, deleted.name) == ("Anna Berg", "Bo Dahl", "Bo Dahl")


def test_a_saving_that_changes_nothing_leaves_no_trace(contact):
    contact.save()
    assert labels(Contact, contact.pk) == ["insert"]


def test_what_was_there_before_history_began_has_a_first_entry():
    scheme = Scheme.objects.get(is_default=True)
    scheme.legal_reference = "Bekendtgørelse nr. 1"
    scheme.save()
    latest, first = changes_of(Scheme).objects.filter(id=scheme.pk).order_by("-pgh_id")
    assert (first.pgh_label, latest.pgh_label) == ("insert", "update")
    assert first.legal_reference != latest.legal_reference


def tables() -> list[str]:
    return [Access._meta.db_table, *(changes._meta.db_table for changes in kept())]


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}", "TRUNCATE {} CASCADE"])
def test_sql_cannot_change_delete_or_empty_the_trail(contact, statement):
    """Each of the tables, with a row in it: a trigger for rows would not fire on an empty one."""
    table, key = changes_of(Contact)._meta.db_table, "pgh_id"
    with pytest.raises(Error) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table, key, key))
    assert "cannot be emptied" in str(refused.value) or "Cannot" in str(refused.value)


@pytest.mark.parametrize("table", tables())
def test_every_table_of_the_trail_refuses_all_three(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_or(tgtype & 16 > 0), bool_or(tgtype & 8 > 0), bool_or(tgtype & 32 > 0) FROM pg_trigger"
            " WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled = 'O'",
            [table],
        )
        assert cursor.fetchone() == (True, True, True)  # update, delete, truncate


def test_an_access_once_recorded_stays_as_it_was():
    access = Access.objects.create(
        kind=Access.Kind.READ, what="Et brev", request="00000000-0000-0000-0000-000000000001"
    )
    with pytest.raises(Error), transaction.atomic():
        Access.objects.filter(pk=access.pk).update(what="Noget andet")
    with pytest.raises(Error), transaction.atomic():
        access.delete()
    assert Access.objects.get(pk=access.pk).what == "Et brev"


def test_every_field_that_is_kept_has_a_name_for_the_page():
    unnamed = [
        f"{changes.pgh_tracked_model._meta.label}.{field.name}"
        for changes in kept()
        for field in changes.pgh_tracked_model._meta.fields
        if field.name in {one.name for one in changes._meta.fields}
        and not (field.primary_key or field.is_relation or isinstance(field.verbose_name, Promise))
    ]
    assert unnamed == []

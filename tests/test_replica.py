"""Exports read from the replica where there is one; pages, and everything that is written, never do."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, connections, router
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from kontakt.replica import ALIAS, reading_from_replica
from municipalities.models import Municipality
from tests.accounts import user_of


@pytest.fixture
def replica(request, django_db_setup, django_db_blocker) -> Iterator[None]:
    """The same database by another connection: it sees what is committed, as a copy would."""
    connections.databases[ALIAS] = connection.settings_dict | getattr(request, "param", {})
    with django_db_blocker.unblock():
        yield connections[ALIAS]
        connections[ALIAS].close()
    del connections[ALIAS]
    del connections.databases[ALIAS]


def test_inside_the_replica_is_read_and_outside_the_database(replica):
    with CaptureQueriesContext(replica) as read:
        assert Municipality.objects.count() == 98
    assert not len(read)
    with CaptureQueriesContext(replica) as read, reading_from_replica():
        assert Municipality.objects.count() == 98
    assert len(read) == 1
    assert router.db_for_write(Municipality) == "default"
    assert not router.allow_migrate(ALIAS, "municipalities")


@pytest.mark.parametrize("replica", [{"HOST": "127.0.0.1", "PORT": "1"}], indirect=True)
def test_a_replica_that_is_away_holds_nobody_up(replica, caplog):
    with pytest.raises(DatabaseError):
        replica.ensure_connection()
    with reading_from_replica():
        assert Municipality.objects.count() == 98
    assert "replica is away" in caplog.text


@pytest.mark.django_db
def test_a_list_is_exported_from_the_replica_and_its_page_is_not(client, monkeypatch):
    monkeypatch.setattr("kontakt.replica._answers", lambda: True)
    connections[ALIAS] = connection
    asked = []
    monkeypatch.setattr(
        "kontakt.ui.lists.table_response",
        lambda *args, **kwargs: HttpResponse(asked.append(router.db_for_read(Municipality)) or ""),
    )
    client.force_login(user_of("caseworker"))
    assert client.get("/kommuner/").status_code == client.get("/kommuner/?export=csv").status_code == 200
    del connections[ALIAS]
    assert asked == [ALIAS]
    assert router.db_for_read(Municipality) == "default"

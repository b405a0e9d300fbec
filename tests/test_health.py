"""Liveness and readiness, as a load balancer asks."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client


def test_a_process_that_answers_lives_though_the_database_is_away(settings, client, monkeypatch):
    settings.SECURE_SSL_REDIRECT = True
    monkeypatch.setattr(connection, "cursor", lambda: (_ for _ in ()).throw(OperationalError("away")))
    response = client.get("/healthz", headers={"host": "10.0.0.7"})
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_it_is_ready_when_the_database_answers_and_is_migrated(client, django_assert_max_num_queries):
    response = client.get("/readyz", headers={"host": "10.0.0.7"})
    assert (response.status_code, response.json()) == (200, {"database": "ok", "migrations": "ok"})
    assert response.headers["Cache-Control"] == "no-store"
    with django_assert_max_num_queries(1):
        client.get("/readyz")


@pytest.mark.django_db
def test_it_is_not_ready_before_its_migrations_are_applied():
    MigrationRecorder(connection).record_unapplied("municipalities", "0008_pulls")
    response = Client().get("/readyz")
    assert (response.status_code, response.json()["migrations"]) == (503, "waiting")


def test_it_is_not_ready_without_a_database(client, monkeypatch):
    monkeypatch.setattr(connection, "cursor", lambda: (_ for _ in ()).throw(OperationalError("away")))
    response = client.get("/readyz")
    assert (response.status_code, response.json()["database"]) == (503, "away")

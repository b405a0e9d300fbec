"""Migrations hold nobody up, and leave the version before able to serve (kontakt/release/__init__.py)."""

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.commands import migrate as django_migrate
from django.db import OperationalError, connection, migrations, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import base
from django.db.migrations.state import ProjectState

from kontakt.backup.database import default_database
from kontakt.release.management.commands import migrate

# The last of each app from before there was a rule, and before anything was in service.
BEFORE = {"accounts": 7, "audit": 1, "followups": 12, "municipalities": 8}
GOES_AWAY = (
    migrations.RemoveField,
    migrations.DeleteModel,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)
LOCKS_FOR_LONG = (migrations.AddIndex, migrations.AddConstraint, migrations.AlterField, migrations.AlterUniqueTogether)


def broken_rules(migration: migrations.Migration, state: ProjectState) -> list[str]:
    """What the migration does to tables that are there already and may not; `state` is what it meets."""
    if getattr(migration, "locks_are_short", ""):
        return []
    new = {
        operation.name.lower() for operation in migration.operations if isinstance(operation, migrations.CreateModel)
    }
    broken = []
    for operation in migration.operations:
        if table_of(operation) not in new and _breaks_a_rule(operation, migration.app_label, state):
            broken.append(operation.describe())
        operation.state_forwards(migration.app_label, state)
    return broken


def table_of(operation: base.Operation) -> str:
    return getattr(operation, "model_name", getattr(operation, "name", "")).lower()


def _breaks_a_rule(operation: base.Operation, app: str, state: ProjectState) -> bool:
    if isinstance(operation, migrations.AddField):
        field = operation.field
        no_value = not field.null and field.db_default is models.NOT_PROVIDED and not field.many_to_many
        return no_value or field.unique or (field.db_index and not field.is_relation)
    if isinstance(operation, migrations.AlterField):
        old = state.models[app, table_of(operation)].fields[operation.name]
        return _in_the_database(old) != _in_the_database(operation.field)
    # By its exact class: those that build and validate without holding anybody up derive from those that do not.
    return type(operation) in (*GOES_AWAY, *LOCKS_FOR_LONG)


def _in_the_database(field: models.Field) -> tuple:
    _, path, args, kwargs = field.deconstruct()
    return path, args, {name: value for name, value in kwargs.items() if name not in field.non_db_attrs}


def test_every_new_migration_keeps_the_rules():
    loader = MigrationLoader(None)
    found = {
        f"{app}.{name}": broken_rules(migration, loader.project_state((app, name), at_end=False))
        for (app, name), migration in loader.disk_migrations.items()
        if app in BEFORE and int(name[:4]) > BEFORE[app]
    }
    assert {name: broken for name, broken in found.items() if broken} == {}


@pytest.fixture
def last() -> ProjectState:
    return MigrationLoader(None).project_state()


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddIndex("case", models.Index(fields=["opened_at"], name="x")),
        migrations.AddField("case", "x", models.IntegerField(default=0)),
        migrations.AddField("case", "x", models.IntegerField(null=True, unique=True)),
        migrations.RemoveField("case", "opened_at"),
        migrations.AlterField("case", "opened_at", models.TextField()),
    ],
    ids=lambda operation: operation.describe(),
)
def test_what_holds_people_up_is_told(operation, last):
    migration = migrations.Migration("0099_x", "followups")
    migration.operations = [operation]
    assert broken_rules(migration, last) == [operation.describe()]
    migration.locks_are_short = "the table has four rows"
    assert broken_rules(migration, last) == []


def test_what_holds_nobody_up_may_be_done(last):
    opened_at = last.models["followups", "case"].fields["opened_at"].clone()
    opened_at.help_text = "Another"
    migration = migrations.Migration("0099_x", "followups")
    migration.operations = [
        migrations.CreateModel("Note", [("id", models.BigAutoField(primary_key=True))]),
        migrations.AddIndex("note", models.Index(fields=["id"], name="x")),
        migrations.AddField("case", "x", models.IntegerField(null=True)),
        migrations.AddField("case", "y", models.IntegerField(db_default=0)),
        migrations.AlterField("case", "opened_at", opened_at),
    ]
    assert broken_rules(migration, last) == []


@pytest.mark.django_db(transaction=True)
def test_a_migration_gives_up_a_table_in_use_and_tries_again(monkeypatch, capsys):
    reader: psycopg.Connection = default_database().connect()
    reader.execute("BEGIN; SELECT 1 FROM django_session")
    tries = []

    def one_migration(self, *args, **options):
        tries.append(options["database"])
        self.verbosity = options["verbosity"]
        self.migration_progress_callback("apply_start", migrations.Migration("0099_x", "followups"))
        if len(tries) == 3:
            reader.execute("ROLLBACK")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE django_session IN ACCESS EXCLUSIVE MODE")

    monkeypatch.setattr(django_migrate.Command, "handle", one_migration)
    monkeypatch.setattr(migrate, "LOCK_TIMEOUT", 0.05)
    monkeypatch.setattr(migrate, "PAUSE", 0.0)
    with reader:
        call_command("migrate", verbosity=0)
        assert len(tries) == 3
        assert setting("lock_timeout") == "0"

        reader.execute("BEGIN; SELECT 1 FROM django_session")
        monkeypatch.setattr(migrate, "ATTEMPTS", 2)
        tries[:] = [""] * 3
        with pytest.raises(OperationalError, match="lock timeout"):
            call_command("migrate", verbosity=0)
        assert len(tries) == 5
        assert setting("lock_timeout") == "0"


@pytest.mark.django_db(transaction=True)
def test_an_index_that_is_built_concurrently_waits_for_as_long_as_it_takes(monkeypatch):
    command = migrate.Command()
    command.connection, command.verbosity = connection, 0
    command.migration_progress_callback("apply_start", migrations.Migration("0098_x", "followups"))
    assert setting("lock_timeout") == "3s"
    apart = migrations.Migration("0099_x", "followups")
    apart.atomic = False
    command.migration_progress_callback("apply_start", apart)
    assert setting("lock_timeout") == "0"


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]

"""A backup of the story of 2018 is laid in again, and compared row by row by another way than its own digests."""

import hashlib
import shutil
from collections import namedtuple
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql

from kontakt.backup import contents, taking
from kontakt.backup import database as databases
from kontakt.backup.database import Database, default_database, program
from kontakt.backup.files import remove_all, stored_files
from kontakt.backup.manifest import DUMP, FILES, MANIFEST, BackupError, Manifest, Stored
from kontakt.backup.restoring import fits, restore
from kontakt.backup.taking import backups_in, take
from tests.commands import run
from tests.kept_rows import counts
from tests.story import lay_out

STRANGE = "breve/2018/Å »sær« fil\tmed tegn.txt"


@pytest.fixture
def place(tmp_path) -> Path:
    """A folder of backups."""
    return tmp_path / "backups"


@pytest.fixture
def lead_to():
    """Leads Django's connection to another database of the same server, made for the purpose."""
    name, other = connection.settings_dict["NAME"], sql.Identifier(f"{connection.settings_dict['NAME']}_restored")
    with default_database().connect() as session:
        session.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(other))
        session.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(other))

    def lead(database: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = database

    yield lambda: lead(f"{name}_restored")
    lead(name)
    with default_database().connect() as session:
        session.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(other))


def everything() -> dict[str, list[tuple]]:
    """Every row of every table, and what keeps them true, in an order that depends on themselves alone."""
    with connection.cursor() as cursor:
        found = {}
        for table in [*counts(), "django_migrations"]:
            cursor.execute(f"SELECT t::text FROM {table} t")
            found[table] = sorted(text for (text,) in cursor)
        for name, query in {
            "sequences": "SELECT sequencename::text, last_value FROM pg_sequences",
            "triggers": "SELECT tgname::text, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal",
            "constraints": "SELECT conname::text, contype::text, convalidated FROM pg_constraint WHERE conrelid <> 0",
        }.items():
            cursor.execute(query)
            found[name] = sorted(cursor.fetchall(), key=str)
        return found


@pytest.mark.django_db(transaction=True)
def test_what_is_restored_is_what_was_there_row_by_row(place, lead_to):
    remove_all()
    lay_out()
    default_storage.save(STRANGE, ContentFile(b"indhold"))
    before, files = everything(), {name: default_storage.open(name).read() for name in stored_files()}
    assert len(before["municipalities_observation"]) == 98 * 6 * 18
    assert len(before["triggers"]) > 50

    taken = run("backup", place)
    assert (taken["rows"], taken["missing_files"]) == (sum(counts().values()) + len(before["django_migrations"]), 0)
    backup = Path(taken["folder"])
    assert [path.name for path in place.iterdir() if path.name != ".lock"] == [backup.name]
    assert {path.stat().st_mode & 0o077 for path in backup.rglob("*")} == {0}

    checked = run("check_backup", place)
    assert (checked["folder"], checked["differences"], checked["missing_files"]) == (str(backup), [], [])

    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", str(backup))
    assert everything() == before

    lead_to()
    with pytest.raises(CommandError, match="--replace"):  # the files are there yet
        call_command("restore", str(backup))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE left_behind (id int)")
    default_storage.save("left-behind.txt", ContentFile(b""))
    call_command("restore", str(backup), "--replace")
    assert everything() == before
    assert {name: default_storage.open(name).read() for name in stored_files()} == files


@pytest.mark.django_db(transaction=True)
def test_what_did_not_come_out_as_it_was_is_told():
    with default_database().snapshot() as session:
        tables, structure = contents.tables(session), contents.structure(session)
    told = manifest_of(tables=tables, structure=structure)
    with default_database().connect() as session:
        session.execute("UPDATE auth_group SET name = name || '.' WHERE name = 'reader'")
        session.execute("INSERT INTO auth_group (name) VALUES ('more')")
        session.execute("UPDATE municipalities_municipality SET name = name || '.' WHERE code = '101'")
        session.execute("ALTER TABLE municipalities_municipality DISABLE TRIGGER USER")
        session.execute("ALTER TABLE accounts_user ADD CONSTRAINT extra CHECK (true)")
    try:
        with default_database().snapshot() as session:
            found = contents.differences(told, session)
    finally:
        with default_database().connect() as session:
            session.execute("ALTER TABLE accounts_user DROP CONSTRAINT extra")
            session.execute("ALTER TABLE municipalities_municipality ENABLE TRIGGER USER")
    groups = tables["public.auth_group"].rows
    assert f"public.auth_group: {groups} → {groups + 1}" in found
    assert "constraint public.accounts_user.extra: extra" in found
    assert "public.municipalities_municipality: ≠" in found
    assert any(line.startswith("trigger public.municipalities_municipality.") for line in found)
    untouched = {"public.auth_group", "public.municipalities_municipality", "constraint", "trigger", "public.audit"}
    assert not [line for line in found if not line.startswith(tuple(untouched)) and "history" not in line]


@pytest.mark.django_db(transaction=True)
def test_a_session_that_ends_is_waited_for_and_one_that_stays_is_counted(monkeypatch):
    database = default_database()
    connection.close()
    leaving = database.connect()
    monkeypatch.setattr(databases.time, "sleep", lambda seconds: leaving.close())  # it ends while it is waited for
    assert database.other_sessions() == 0

    monkeypatch.undo()
    monkeypatch.setattr(databases, "_SECONDS_TO_LEAVE", 0.2)
    with database.connect():
        assert database.other_sessions() == 1


@pytest.mark.django_db(transaction=True)
def test_a_database_in_use_is_not_restored_into(backup, monkeypatch):
    monkeypatch.setattr(databases, "_SECONDS_TO_LEAVE", 0.2)
    manifest_of(database=Manifest.read(backup).database).write(backup)
    shutil.rmtree(backup / FILES)
    with default_database().connect(), pytest.raises(BackupError, match="web, worker"):
        restore(backup, replace=True)


def manifest_of(**said) -> Manifest:
    nothing = {"kontakt": "0", "taken_at": datetime(2018, 9, 28, tzinfo=UTC), "server": 180004, "dump_major": 18}
    empty = {"database": Stored(0, ""), "migrations": [], "tables": {}, "structure": {}, "roles": [], "files": {}}
    return Manifest(**nothing | empty | said)


@pytest.fixture
def backup(tmp_path) -> Path:
    """A backup of a dump and a letter, which is not as it was written."""
    folder = tmp_path / "kontakt-20180928-120000"
    (folder / FILES / "breve").mkdir(parents=True)
    (folder / DUMP).write_bytes(b"dump")
    (folder / FILES / "breve" / "1.pdf").write_bytes(b"brev")
    dump = Stored(4, hashlib.sha256(b"dump").hexdigest())
    letter = Stored(4, hashlib.sha256(b"et andet brev").hexdigest())
    manifest_of(database=dump, files={"breve/1.pdf": letter}).write(folder)
    return folder


def test_a_damaged_backup_is_refused_before_anything_is_changed(backup):
    with pytest.raises(BackupError, match=r"1\.pdf"):
        restore(backup, replace=True)
    (backup / MANIFEST).write_text((backup / MANIFEST).read_text().replace("180004", "150004"))
    with pytest.raises(BackupError):
        Manifest.read(backup)
    (backup / MANIFEST).unlink()
    with pytest.raises(BackupError):
        Manifest.read(backup)


def test_a_name_that_leads_out_of_the_backup_is_refused(backup):
    manifest_of(database=Manifest.read(backup).database, files={"../../secret": Stored(0, "")}).write(backup)
    with pytest.raises(BackupError, match="secret"):
        restore(backup)


def test_a_backup_of_a_newer_version_or_a_newer_server_is_refused(backup):
    shutil.rmtree(backup / FILES)
    manifest_of(database=Manifest.read(backup).database, migrations=[("followups", "9999_next")]).write(backup)
    with pytest.raises(BackupError, match=r"followups\.9999_next"):
        restore(backup)

    class Fifteen(Database):
        server = 150004

    with pytest.raises(BackupError, match="18"):
        fits(manifest_of(), Fifteen({}, ""))
    fits(manifest_of(server=150004), Fifteen({}, ""))


def test_the_oldest_program_that_understands_the_server_is_taken(monkeypatch):
    found = {Path("/15/pg_dump"): 15, Path("/18/pg_dump"): 18, Path("/17/pg_dump"): 17, Path("/x/pg_dump"): None}
    monkeypatch.setattr(databases, "_candidates", lambda name: iter(found))
    monkeypatch.setattr(databases, "_version", found.get)
    assert program("pg_dump", least=16).path == Path("/17/pg_dump")
    assert program("pg_dump", least=15).path == Path("/15/pg_dump")
    with pytest.raises(BackupError, match="15, 17, 18"):
        program("pg_dump", least=19)


def test_every_installation_has_a_program_for_the_embedded_server():
    assert program("pg_dump", least=18).major >= 18


@pytest.mark.django_db(transaction=True)
def test_too_little_room_is_said_before_anything_is_written(place, monkeypatch):
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(taking.shutil, "disk_usage", lambda folder: usage(free=1_000_000))
    with pytest.raises(CommandError, match=r"1[.,]0"):
        call_command("backup", str(place))
    assert [path.name for path in place.iterdir()] == [".lock"]


def test_a_backup_that_breaks_off_leaves_nothing_and_the_latest_are_kept(place, monkeypatch):
    def broken(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(taking, "_room_for", lambda *args: None)
    monkeypatch.setattr(taking, "default_database", lambda: None)
    monkeypatch.setattr(taking, "_fill", broken)
    for name in (
        "kontakt-20180101-000000",
        "kontakt-20180102-000000",
        "kontakt-20180103-000000",
        ".kontakt-1.part",
        "andet",
    ):
        (place / name).mkdir(parents=True)
    with pytest.raises(BackupError, match="No space left"):
        take(place, keep=2)
    assert [path.name for path in backups_in(place)] == [
        "kontakt-20180101-000000",
        "kontakt-20180102-000000",
        "kontakt-20180103-000000",
    ]
    assert not [path for path in place.iterdir() if path.name.endswith(".part")]  # what a killed one left, too

    monkeypatch.setattr(taking, "_fill", lambda *args: manifest_of())
    taken = take(place, keep=2)
    assert backups_in(place) == [place / "kontakt-20180103-000000", taken]
    assert (place / "andet").is_dir()


def test_one_backup_at_a_time(place):
    place.mkdir()
    with taking._alone_in(place), pytest.raises(BackupError):
        take(place)

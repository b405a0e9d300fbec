"""Laying a backup in again."""

from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontakt.backup import contents, files
from kontakt.backup.database import Database, default_database, program
from kontakt.backup.manifest import DUMP, BackupError, Manifest, some

_TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"


@dataclass(frozen=True)
class Restored:
    """What was laid in, and the migrations that this version has and the backup had not."""

    manifest: Manifest
    waiting: list[tuple[str, str]]


def restore(backup: Path, *, replace: bool = False) -> Restored:
    """Lay a backup into the database and the storage of this installation, which must be empty unless `replace`.

    All is looked at before anything is changed. Raises BackupError: then either nothing was changed, or the message
    says what did not come out as it was.
    """
    manifest = Manifest.read(backup)
    manifest.verify(backup)
    known = {(app, name) for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    _of_a_version_known_here(manifest, known)
    database = default_database()
    connection.close()
    fits(manifest, database)
    _nobody_else_in(database)
    if not replace:
        _empty(database)
    _roles_are_there(manifest, database)
    if replace:
        _make_empty(database)
    lay_in(backup, manifest, database)
    files.copy_in(backup, manifest.files)
    if found := compared(manifest, database):
        raise BackupError(
            _("What was restored is not what was backed up:\n%(differences)s") % {"differences": "\n".join(found)}
        )
    return Restored(manifest, sorted(known - set(manifest.migrations)))


def lay_in(backup: Path, manifest: Manifest, database: Database, *options: str) -> None:
    """The dump into an empty database: all of it or nothing."""
    restorer = program("pg_restore", least=max(database.major, manifest.dump_major))
    database.run(restorer, "--no-owner", "--exit-on-error", "--single-transaction", *options, str(backup / DUMP))
    with database.connect() as session:
        session.execute("ANALYZE")


def compared(manifest: Manifest, database: Database) -> list[str]:
    with database.snapshot() as session:
        return contents.differences(manifest, session)


def fits(manifest: Manifest, database: Database) -> None:
    if manifest.server // 10000 > database.major:
        raise BackupError(
            _("The backup is of PostgreSQL %(then)s, and this server is %(now)s: it must be the same or newer.")
            % {"then": manifest.server // 10000, "now": database.major}
        )


def _of_a_version_known_here(manifest: Manifest, known: set[tuple[str, str]]) -> None:
    if unknown := [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]:
        raise BackupError(
            _("The backup is of Kontakt %(version)s, with migrations that this version does not know: %(names)s")
            % {"version": manifest.kontakt, "names": some(unknown)}
        )


def _nobody_else_in(database: Database) -> None:
    if others := database.other_sessions():
        raise BackupError(
            ngettext(
                "%(count)s other session uses the database. Stop web, worker and beat first.",
                "%(count)s other sessions use the database. Stop web, worker and beat first.",
                others,
            )
            % {"count": others}
        )


def _empty(database: Database) -> None:
    with database.connect() as session:
        [(tables,)] = session.execute(_TABLES)
    if tables:
        raise BackupError(
            _(
                "The database %(name)s is not empty: it has %(count)s tables. Restore into an empty one, or say --replace "
                "to lose all that is in it."
            )
            % {"name": database.name, "count": tables}
        )
    if next(files.stored_files(), None):
        raise BackupError(
            _("There are stored files already. Move them away, or say --replace to lose both them and the database.")
        )


def _roles_are_there(manifest: Manifest, database: Database) -> None:
    with database.connect() as session:
        there = {name for (name,) in session.execute("SELECT rolname FROM pg_roles")}
    if missing := [name for name in manifest.roles if name not in there]:
        raise BackupError(
            _("These roles have rights in the backup and are not on this server; make them first: %(names)s")
            % {"names": some(missing)}
        )


def _make_empty(database: Database) -> None:
    with database.connect() as session, session.transaction():
        session.execute("SET LOCAL client_min_messages = warning")
        session.execute("DROP SCHEMA public CASCADE")
        session.execute("CREATE SCHEMA public")
        session.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")  # as in a new database
    files.remove_all()

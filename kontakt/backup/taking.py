"""Taking a backup."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kontakt.backup import contents, files
from kontakt.backup.database import Database, default_database, program
from kontakt.backup.manifest import DUMP, BackupError, Manifest, copied
from kontakt.ui.frame import version

_NAME = "kontakt-"


def take(place: Path, *, keep: int | None = None) -> Path:
    """Take a backup into a new folder in `place`, and return it; then remove all but the latest `keep`.

    Database and manifest are of one moment. The files are copied after it, so all that its rows name are among them.
    Raises BackupError, and leaves nothing, if it cannot be done.
    """
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone_in(place), _closed_to_others():
            taken = _take(place)
            for old in backups_in(place)[:-keep] if keep else []:
                _remove(old)
        return taken
    except OSError as error:
        raise BackupError(
            _("The backup could not be written in %(folder)s: %(reason)s")
            % {"folder": place, "reason": error.strerror or error}
        )


def backups_in(place: Path) -> list[Path]:
    """The whole backups in a folder, the oldest first."""
    return sorted(found for found in place.glob(f"{_NAME}*") if found.is_dir())


def _take(place: Path) -> Path:
    database = default_database()
    _room_for(place, database)
    began = timezone.now()
    taken = place / f"{_NAME}{timezone.localtime(began):%Y%m%d-%H%M%S}"
    draft = place / f".{taken.name}.part"
    try:
        draft.mkdir()
        manifest = _fill(draft, database, began)
        manifest.write(draft)
        _to_the_disk(draft)
        if taken.exists():
            raise BackupError(_("%(folder)s is there already.") % {"folder": taken})
        draft.rename(taken)
        _sync(place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return taken


def _fill(draft: Path, database: Database, began: datetime) -> Manifest:
    dump = draft / DUMP
    dumper = program("pg_dump", least=database.major)
    with database.snapshot() as session:
        [(snapshot,)] = session.execute("SELECT pg_export_snapshot()")
        database.run(dumper, "--format=custom", f"--snapshot={snapshot}", f"--file={dump}")
        structure = contents.structure(session)
        seen = {
            "tables": contents.tables(session),
            "structure": structure,
            "roles": contents.roles(session),
            "migrations": contents.migrations(session),
        }
        named = set(contents.files_named(session, structure))
    kept = files.copy_out(draft)
    with dump.open("rb") as file:
        stored = copied(file)
    return Manifest(
        kontakt=version(),
        taken_at=began,
        server=database.server,
        dump_major=dumper.major,
        database=stored,
        files=kept,
        missing_files=sorted(named - kept.keys()),
        **seen,
    )


def _room_for(place: Path, database: Database) -> None:
    """No backup is larger than what it is of: raises BackupError if there is not that much room."""
    with database.connect() as session:
        [(size,)] = session.execute("SELECT pg_database_size(current_database())")
    needed, free = size + files.bytes_of_files(), shutil.disk_usage(place).free
    if needed > free:
        raise BackupError(
            _("%(folder)s has room for %(free)s MB, and the backup may need %(needed)s MB.")
            % {"folder": place, "free": megabytes(free), "needed": megabytes(needed)}
        )


def megabytes(size: int) -> str:
    return number_format(size / 1_000_000, 1)


@contextmanager
def _alone_in(place: Path) -> Iterator[None]:
    """One backup at a time; what a killed one left is removed."""
    with (place / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(_("Another backup is being taken in %(folder)s.") % {"folder": place})
        for left in place.glob(f".{_NAME}*.part"):
            shutil.rmtree(left, ignore_errors=True)
        yield


@contextmanager
def _closed_to_others() -> Iterator[None]:
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _remove(backup: Path) -> None:
    """First it loses its name, then its content: half a backup never has the name of a whole one."""
    going = backup.with_name(f".{backup.name}.part")
    backup.rename(going)
    shutil.rmtree(going, ignore_errors=True)


def _to_the_disk(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

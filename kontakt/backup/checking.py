"""Whether a backup can be relied on: tried by laying it into a scratch database."""

from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from kontakt.backup import contents
from kontakt.backup.database import default_database
from kontakt.backup.manifest import Manifest
from kontakt.backup.restoring import compared, fits, lay_in


@dataclass(frozen=True)
class Checked:
    """What was tried, and all that did not come out as it was: a line for each."""

    manifest: Manifest
    differences: list[str]
    missing_files: list[str]  # that rows name


def check(backup: Path) -> Checked:
    """Lay a backup into a database made for the purpose, and compare every table, definition and file with what the
    manifest says. Raises BackupError if it cannot be laid in at all."""
    manifest = Manifest.read(backup)
    manifest.verify(backup)
    database = default_database()
    connection.close()
    fits(manifest, database)
    with database.scratch() as scratch:
        lay_in(backup, manifest, scratch, "--no-privileges")
        differences = compared(manifest, scratch)
        with scratch.snapshot() as session:
            named = set(contents.files_named(session, manifest.structure))
    return Checked(manifest, differences, sorted(named - manifest.files.keys()))

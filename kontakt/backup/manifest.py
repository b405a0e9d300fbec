"""What a backup says of itself, and whether the folder still holds it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

DUMP, FILES, MANIFEST, MANIFEST_SUM = "database.dump", "files", "manifest.json", "manifest.sha256"
FORMAT = 1
_CHUNK = 1024 * 1024  # bytes


class BackupError(Exception):
    """A backup cannot be taken, laid in or relied on; the message says why to the person at the console."""


@dataclass(frozen=True)
class Stored:
    """A file of the backup."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Rows:
    """What a table held: how many rows, and the digest of all of them as text, by primary key."""

    rows: int
    sha256: str


@dataclass
class Manifest:
    """All that a backup says of itself. `server` is PostgreSQL's version as a number (150004 is 15.4); `structure` has a
    digest of the definition of each column, constraint, index, trigger and function; `roles` are those with rights."""

    kontakt: str
    taken_at: datetime
    server: int
    dump_major: int
    database: Stored
    migrations: list[tuple[str, str]]
    tables: dict[str, Rows]
    structure: dict[str, str]
    roles: list[str]
    files: dict[str, Stored]
    missing_files: list[str] = field(default_factory=list)  # named by a row, and not there when it was taken

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def bytes(self) -> int:
        return self.database.bytes + sum(file.bytes for file in self.files.values())

    def write(self, folder: Path) -> None:
        content = json.dumps({"format": FORMAT} | asdict(self), ensure_ascii=False, indent=1, default=str).encode()
        (folder / MANIFEST).write_bytes(content)
        (folder / MANIFEST_SUM).write_text(f"{hashlib.sha256(content).hexdigest()}  {MANIFEST}\n")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Raises BackupError unless there is a whole one that this version understands."""
        try:
            content, told = (folder / MANIFEST).read_bytes(), (folder / MANIFEST_SUM).read_text().split()[0]
        except (OSError, IndexError):
            raise BackupError(_("%(folder)s is not a whole backup: it has no manifest.") % {"folder": folder})
        if hashlib.sha256(content).hexdigest() != told:
            raise BackupError(_("The manifest in %(folder)s is not as it was written.") % {"folder": folder})
        said = json.loads(content)
        if said.pop("format") != FORMAT:
            raise BackupError(_("The backup is of a kind that this version does not know."))
        return cls(
            **said
            | {
                "taken_at": datetime.fromisoformat(said["taken_at"]),
                "database": Stored(**said["database"]),
                "migrations": [tuple(migration) for migration in said["migrations"]],
                "tables": {name: Rows(**rows) for name, rows in said["tables"].items()},
                "files": {name: Stored(**stored) for name, stored in said["files"].items()},
            }
        )

    def verify(self, folder: Path) -> None:
        """Read all of the backup. Raises BackupError if anything is missing or another than it was."""
        wrong = [
            str(path.relative_to(folder)) for path, stored in self._paths(folder) if not _is_as_stored(path, stored)
        ]
        if wrong:
            raise BackupError(
                _("%(count)s files of the backup are missing or damaged: %(names)s")
                % {"count": len(wrong), "names": some(wrong)}
            )

    def _paths(self, folder: Path) -> Iterator[tuple[Path, Stored]]:
        yield folder / DUMP, self.database
        for name, stored in self.files.items():
            path = folder / FILES / name
            if not path.resolve().is_relative_to((folder / FILES).resolve()):
                raise BackupError(_("The backup names a file outside itself: %(name)s") % {"name": name})
            yield path, stored


def some(names: list[str]) -> str:
    """The first of many names, for a message."""
    return ", ".join(names[:10]) + (" …" if len(names) > 10 else "")


def copied(source: BinaryIO, target: BinaryIO | None = None) -> Stored:
    """What was read, a piece at a time; and written to the target, if there is one."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if target:
            target.write(chunk)
    return Stored(size, digest.hexdigest())


def _is_as_stored(path: Path, stored: Stored) -> bool:
    try:
        with path.open("rb") as file:
            return copied(file) == stored
    except OSError:
        return False

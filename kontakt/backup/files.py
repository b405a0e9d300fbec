"""The stored files, wherever the storage keeps them."""

from collections.abc import Iterator
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from kontakt.backup.manifest import FILES, BackupError, Stored, copied


def stored_files(folder: str = "") -> Iterator[str]:
    """The name of every stored file, in order."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    beginning = f"{folder}/" if folder else ""
    yield from (beginning + name for name in sorted(files))
    for name in sorted(folders):
        yield from stored_files(beginning + name)


def bytes_of_files() -> int:
    return sum(default_storage.size(name) for name in stored_files())


def copy_out(backup: Path) -> dict[str, Stored]:
    """Copy every stored file into the backup. One that is removed meanwhile is left out."""
    kept = {}
    for name in stored_files():
        path = backup / FILES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with default_storage.open(name) as source, path.open("wb") as target:
                kept[name] = copied(source, target)
        except FileNotFoundError:
            path.unlink(missing_ok=True)
    return kept


def copy_in(backup: Path, files: dict[str, Stored]) -> None:
    """Store the backup's files under their own names, and read them again."""
    for name, stored in files.items():
        with (backup / FILES / name).open("rb") as source:
            if default_storage.save(name, File(source)) != name:
                raise BackupError(_("%(name)s is there already among the stored files.") % {"name": name})
        with default_storage.open(name) as kept:
            if copied(kept) != stored:
                raise BackupError(_("%(name)s is not stored as it was in the backup.") % {"name": name})


def remove_all() -> None:
    for name in list(stored_files()):
        default_storage.delete(name)

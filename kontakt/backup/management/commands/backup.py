import argparse
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kontakt.backup.manifest import BackupError, Manifest, some
from kontakt.backup.taking import megabytes, take


class Command(BaseCommand):
    help = (
        "Back up the database and the stored files into a new folder in FOLDER, named by the time. It has its name only "
        "when it is whole."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument(
            "--keep", type=_at_least_one, metavar="N", help="then remove all but the latest N in FOLDER"
        )
        parser.add_argument("--json", action="store_true", help="print where it is and what is in it as JSON")

    def handle(self, *args, folder: Path, keep: int | None, **options) -> None:
        try:
            taken = take(folder.expanduser().resolve(), keep=keep)
            manifest = Manifest.read(taken)
        except BackupError as reason:
            raise CommandError(str(reason))
        if options["json"]:
            self.stdout.write(json.dumps({"folder": str(taken)} | summary(manifest)))
            return
        self.stdout.write(_("The backup is in %(folder)s: %(summary)s.") % {"folder": taken, "summary": told(manifest)})
        if manifest.missing_files:
            self.stderr.write(
                _("%(count)s files that rows name are not among the stored files: %(names)s")
                % {"count": len(manifest.missing_files), "names": some(manifest.missing_files)}
            )


def summary(manifest: Manifest) -> dict[str, int]:
    return {
        "tables": len(manifest.tables),
        "rows": manifest.rows,
        "files": len(manifest.files),
        "bytes": manifest.bytes,
        "missing_files": len(manifest.missing_files),
    }


def told(manifest: Manifest) -> str:
    """What a backup holds, in words."""
    return _("%(tables)s tables with %(rows)s rows, and %(files)s files; %(size)s MB") % {
        "tables": len(manifest.tables),
        "rows": number_format(manifest.rows),
        "files": number_format(len(manifest.files)),
        "size": megabytes(manifest.bytes),
    }


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number of at least 1.")
    return int(text)

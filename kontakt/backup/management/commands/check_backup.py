import argparse
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kontakt.backup.checking import check
from kontakt.backup.management.commands.backup import summary, told
from kontakt.backup.manifest import BackupError, some
from kontakt.backup.taking import backups_in


class Command(BaseCommand):
    help = (
        "Try whether a backup can be relied on: lay it into a scratch database, and compare every table, definition and "
        "file with its manifest. Given a folder of backups: the latest of them."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("backup", type=Path, metavar="FOLDER")
        parser.add_argument("--json", action="store_true", help="print what was found as JSON")

    def handle(self, *args, backup: Path, **options) -> None:
        backup = backup.expanduser().resolve()
        backup = (backups_in(backup) or [backup])[-1]
        try:
            checked = check(backup)
        except BackupError as reason:
            raise CommandError(str(reason))
        if options["json"]:
            found = {"differences": checked.differences, "missing_files": checked.missing_files}
            self.stdout.write(json.dumps({"folder": str(backup)} | summary(checked.manifest) | found))
        else:
            self.stdout.write(
                _("%(folder)s, taken %(when)s: %(summary)s.")
                % {
                    "folder": backup,
                    "when": date_format(localtime(checked.manifest.taken_at), "DATETIME_FORMAT"),
                    "summary": told(checked.manifest),
                }
            )
        if checked.missing_files:
            self.stderr.write(
                _("%(count)s files that rows name are not in the backup: %(names)s")
                % {"count": len(checked.missing_files), "names": some(checked.missing_files)}
            )
        if checked.differences:
            raise CommandError(
                _("What came out of the backup is not what went into it:\n%(differences)s")
                % {"differences": "\n".join(checked.differences)}
            )
        if not options["json"]:
            self.stdout.write(_("Laid into a scratch database, every table, definition and file is as it was."))

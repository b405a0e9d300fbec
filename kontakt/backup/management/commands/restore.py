import argparse
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kontakt.backup.management.commands.backup import told
from kontakt.backup.manifest import BackupError
from kontakt.backup.restoring import restore


class Command(BaseCommand):
    help = (
        "Lay a backup into this installation's database and stored files, which must be empty; then compare all of it."
    )
    requires_system_checks = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("backup", type=Path, metavar="FOLDER", help="the backup's own folder (kontakt-…)")
        parser.add_argument(
            "--replace", action="store_true", help="lose the database's tables and the stored files that are there now"
        )

    def handle(self, *args, backup: Path, replace: bool, **options) -> None:
        try:
            restored = restore(backup.expanduser().resolve(), replace=replace)
        except BackupError as reason:
            raise CommandError(str(reason))
        self.stdout.write(
            _("Restored, and every table and file compared: %(summary)s.") % {"summary": told(restored.manifest)}
        )
        if restored.waiting:
            self.stdout.write(
                _("This version has %(count)s migrations that the backup has not: run manage.py migrate.")
                % {"count": len(restored.waiting)}
            )

from django.core.management.base import BaseCommand
from django.utils.translation import override

from kontakt.operations import cleaning


class Command(BaseCommand):
    help = (
        "Removes what is kept for a time only (docs/operations.md): ended sessions, run out counters, tasks dealt with."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would be removed, and remove nothing")

    def handle(self, *args, dry_run: bool, **options) -> None:
        with override("en"):
            labels = cleaning.labels()
        for name, count in cleaning.clean_up(dry_run=dry_run).items():
            self.stdout.write(f"{count:>8}  {labels[name]}")

import argparse
from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from followups.digest import digests, send_digests


class Command(BaseCommand):
    help = (
        "Send today's mail about deadlines and proposals to each who answers for them: once per user and day, however "
        "often it is run. Exits 1 if the mail server cannot be reached; then run it again."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="as on another day (today)")
        parser.add_argument("--dry-run", action="store_true", help="show the mails, and send nothing")

    def handle(self, *args, on: date | None, dry_run: bool, **options) -> None:
        if dry_run:
            for digest in digests(on or timezone.localdate()):
                self.stdout.write(f"To: {digest.user.email}\nSubject: {digest.subject}\n\n{digest.text}\n")
            return
        try:
            sent = send_digests(on)
        except OSError as error:
            self.stderr.write(f"The mail server cannot be reached: {error}")
            raise SystemExit(1)
        self.stdout.write(f"Mails sent: {len(sent)}")

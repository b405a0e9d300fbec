import argparse
import json
from dataclasses import asdict

from django.core.management.base import BaseCommand

from kontakt.queue import done_here
from municipalities.assessment.recalculation import recalculate_by_hand, recalculate_pending
from municipalities.management.arguments import month


class Command(BaseCommand):
    help = "Recalculate the stored levels for a range of months (default: all), and write the rows that changed."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--from", dest="from_month", type=month, metavar="YYYY-MM")
        parser.add_argument("--to", dest="to_month", type=month, metavar="YYYY-MM")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *args, from_month, to_month, **options) -> None:
        with done_here():
            recalculate_pending()  # first what was asked for already, so that its causes are recorded
            outcome = recalculate_by_hand(from_month=from_month, to_month=to_month)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(outcome)))
        else:
            self.stdout.write(
                f"{outcome.computed} rows computed, {outcome.written} written, {outcome.removed} removed, "
                f"{outcome.level_changes} level changes."
            )

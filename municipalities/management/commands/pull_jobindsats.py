import argparse
import json
from datetime import date

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from kontakt.queue import done_here, unsent
from municipalities.assessment.recalculation import recalculate_pending
from municipalities.deliveries.staging import receive, stage
from municipalities.jobindsats import pulling
from municipalities.jobindsats.problems import SourceProblem, in_words
from municipalities.models import Delivery, Pull
from municipalities.months import parse_month


class Command(BaseCommand):
    help = (
        "Fetch figures from Jobindsats, as one delivery, and load it if it has no warnings. Exits 1 if nothing could be "
        "fetched or the delivery was rejected."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--from", dest="first_month", type=_month, metavar="YYYY-MM", help="the first month")
        parser.add_argument("--to", dest="last_month", type=_month, metavar="YYYY-MM", help="the last month")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args, first_month, last_month, dry_run, **options) -> None:
        result = _try(first_month, last_month) if dry_run else _pull(first_month, last_month)
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))
        else:
            self._say(result)
        if result["status"] in ("failed", "rejected"):
            raise SystemExit(1)

    def _say(self, result: dict) -> None:
        for words in filter(None, (result["problem"], *result["errors"])):
            self.stderr.write(words)
        counts = result["counts"]
        said = f"{result['status']}: {result['files']} files"
        if "new" in counts:
            said += f", {counts['new']} new, {counts['changed']} changed, {counts['unchanged']} unchanged"
        self.stdout.write(f"{said}, {counts.get('warnings', 0)} warnings.")


def _pull(first_month: date | None, last_month: date | None) -> dict:
    """Take part in one that is under way, or make one and do it here."""
    with unsent():
        pull = pulling.ask(Pull.Origin.COMMAND, first_month=first_month, last_month=last_month)
    with done_here():
        pulling.run(pull.pk)
        recalculate_pending()
    pull.refresh_from_db()
    if pull.delivery:
        return _result(pull.delivery.status, pull.delivery, files=len(pull.fetched))
    status = {Pull.Status.DONE: "nothing new"}.get(pull.status, pull.status)
    return _result(status, None, files=len(pull.fetched), problem=pull.problem_in_words)


def _try(first_month: date | None, last_month: date | None) -> dict:
    try:
        answered = pulling.fetch_now(first_month, last_month)
    except SourceProblem as problem:
        return _result("failed", None, problem=in_words(problem.code, problem.params))
    with transaction.atomic():
        files = [one.as_file(timezone.now()) for one in answered]
        delivery = stage(receive(files, by=None, origin=Delivery.Origin.PULL).pk)
        result = _result(delivery.status, delivery, files=len(files))
        for stored in delivery.files.all():
            stored.file.delete(save=False)
        transaction.set_rollback(True)
    return result | {"delivery": None}


def _result(status: str, delivery: Delivery | None, *, files: int = 0, problem: str = "") -> dict:
    errors = delivery.findings.filter(severity="error") if delivery else ()
    return {
        "status": str(status),
        "delivery": delivery and delivery.pk,
        "files": files,
        "counts": delivery.counts if delivery else {},
        "problem": str(problem),
        "errors": [str(finding) for finding in errors],
    }


def _month(text: str) -> date:
    try:
        return parse_month(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no month: write YYYY-MM") from None

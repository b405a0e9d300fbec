import argparse
import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from kontakt.cpr import contains_cpr
from kontakt.queue import done_here
from municipalities.assessment.recalculation import recalculate_pending
from municipalities.deliveries.loading import PreviewOutdated, load
from municipalities.deliveries.staging import receive, stage
from municipalities.models import Delivery, DeliveryFinding, Indicator
from municipalities.readers import Finding, InputFile
from municipalities.readers.findings import message
from municipalities.readers.limits import MAX_FILE_BYTES


class Command(BaseCommand):
    help = (
        "Load figures from Jobindsats answers (JSON), CSV and XLSX files, as one delivery: all of it or nothing. "
        "Exits 1 with every error if anything is wrong."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--indicator", metavar="SLUG", help="the indicator, where a file does not tell")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args, files: list[Path], **options) -> None:
        findings, indicator = [], None
        if options["indicator"]:
            indicator = Indicator.objects.filter(slug=options["indicator"]).first()
            if indicator is None:
                findings.append(Finding("error", "unknown_indicator", {
                    "value": options["indicator"],
                    "known": ", ".join(Indicator.objects.values_list("slug", flat=True)),
                }))  # fmt: skip
        inputs = [file for path in files if (file := _read(path, findings))]
        if findings:
            self._report({"status": "rejected", "delivery": None, "counts": {}}, findings, options["json"])
            raise SystemExit(1)
        with transaction.atomic():
            delivery = stage(receive(inputs, by=None, origin=Delivery.Origin.COMMAND, indicator=indicator).pk)
            if options["dry_run"]:
                found = list(delivery.findings.all())
                for stored in delivery.files.all():
                    stored.file.delete(save=False)
                transaction.set_rollback(True)
            else:
                if delivery.status == Delivery.Status.READY:
                    delivery = _load(delivery)
                found = list(delivery.findings.all())
        result = {
            "status": delivery.status,
            "delivery": None if options["dry_run"] else delivery.pk,
            "counts": delivery.counts,
        }
        if not options["dry_run"]:
            with done_here():
                recalculate_pending()
        self._report(result, found, options["json"])
        if delivery.status == Delivery.Status.REJECTED:
            raise SystemExit(1)

    def _report(self, result: dict, findings: list[Finding | DeliveryFinding], as_json: bool) -> None:
        errors = [_plain(finding) for finding in findings if finding.severity == "error"]
        warnings = [_plain(finding) for finding in findings if finding.severity == "warning"]
        if as_json:
            self.stdout.write(
                json.dumps(result | {"errors": errors, "warnings": warnings}, ensure_ascii=False, indent=1)
            )
            return
        for finding in errors:
            self.stderr.write(_line("Error", finding))
        for finding in warnings:
            self.stderr.write(_line("Warning", finding))
        if errors:
            self.stderr.write(f"Nothing was loaded: {len(errors)} errors must be corrected first.")
            return
        counts = result["counts"]
        if result["status"] == "known":
            self.stdout.write("The same content has been loaded before; nothing has changed.")
        else:
            said = "loaded" if result["status"] == "loaded" else "ready"
            self.stdout.write(
                f"{said}: {counts['new']} new, {counts['changed']} changed, {counts['unchanged']} unchanged, "
                f"{counts['withheld']} withheld, {counts['duplicates']} duplicates, "
                f"{sum(counts['left_out'].values())} rows left out."
            )


def _load(delivery: Delivery) -> Delivery:
    """Nobody has looked at the preview, so one that has become outdated meanwhile is of no account."""
    try:
        return load(delivery.pk, by=None)
    except PreviewOutdated:
        return load(delivery.pk, by=None)


def _read(path: Path, findings: list[Finding]) -> InputFile | None:
    """The file, unless it cannot be had; one far too large is not read in, only measured by the reader's limit."""
    if contains_cpr(path.name):
        findings.append(Finding("error", "cpr_in_file_name"))
        return None
    try:
        with path.open("rb") as file:
            return InputFile(path.name, file.read(MAX_FILE_BYTES + 1))
    except OSError as error:
        findings.append(
            Finding("error", "file_cannot_be_opened", {"reason": error.strerror or str(error)}, file=path.name)
        )
        return None


def _plain(finding: Finding | DeliveryFinding) -> dict:
    is_stored = isinstance(finding, DeliveryFinding)
    return {
        "file": finding.file_name if is_stored else finding.file,
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "value": finding.value,
        "code": finding.code,
        "message": str(message(finding.code, finding.params)),
    }


def _line(kind: str, finding: dict) -> str:
    where = [finding["file"], finding["sheet"], f"row {finding['row']}" if finding["row"] else "", finding["column"]]
    return f"{kind}: {', '.join(part for part in where if part)}: {finding['message']}"

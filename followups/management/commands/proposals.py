import argparse
import json

from django.core.management.base import BaseCommand, CommandError

from followups.models import Proposal
from municipalities.models import Scheme


class Command(BaseCommand):
    help = "The proposals that stand and nobody has decided on, those postponed too, in the order of the rules."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--scheme", metavar="SLUG", help="of this scheme only (default: of all)")
        parser.add_argument("--json", action="store_true", help="print everything as JSON")

    def handle(self, *args, **options) -> None:
        proposals = Proposal.objects.undecided().select_related("rule__scheme", "municipality", "case")
        if slug := options["scheme"]:
            if not Scheme.objects.filter(slug=slug).exists():
                known = ", ".join(Scheme.objects.values_list("slug", flat=True))
                raise CommandError(f"There is no scheme “{slug}”. There is: {known}.")
            proposals = proposals.filter(rule__scheme__slug=slug)
        rows = [_plain(proposal) for proposal in proposals]
        if options["json"]:
            self.stdout.write(json.dumps({"proposals": rows}, ensure_ascii=False, indent=1))
            return
        for row in rows:
            until = f", postponed until {row['postponed_until']}" if row["postponed_until"] else ""
            self.stdout.write(
                f"{row['municipality_code']}  {row['name']:<20} {row['rule']} ({row['step']}, {row['month']}{until})"
                f"  {row['case'] or '–'}\n     {row['why']}"
            )
        self.stdout.write(f"{len(rows)} proposals.")


def _plain(proposal: Proposal) -> dict:
    return {
        "municipality_code": proposal.municipality.code,
        "name": proposal.municipality.name,
        "scheme": proposal.rule.scheme.slug,
        "rule": proposal.rule.slug,
        "step": proposal.rule.step,
        "month": f"{proposal.month:%Y-%m}",
        "why": proposal.why,
        "status": proposal.status,
        "postponed_until": proposal.postponed_until and proposal.postponed_until.isoformat(),
        "case": proposal.case and proposal.case.journal_number,
        "made_at": proposal.made_at.isoformat(),
    }

import argparse
import json

from django.core.management.base import BaseCommand, CommandError

from municipalities.assessment.compliance import compliance
from municipalities.management.arguments import moment, month
from municipalities.models import Scheme


class Command(BaseCommand):
    help = "The compliance of every municipality in a month, as known now or at a moment in the past."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--month", type=month, required=True, metavar="YYYY-MM")
        parser.add_argument("--as-known", type=moment, metavar="ISO-DATETIME")
        parser.add_argument("--scheme", help="the scheme's slug (default: the default scheme)")
        parser.add_argument("--json", action="store_true", help="print everything as JSON, numbers unrounded")

    def handle(self, *args, month, as_known, **options) -> None:
        which = {"slug": options["scheme"]} if options["scheme"] else {"is_default": True}
        scheme = Scheme.objects.filter(**which).first()
        if scheme is None:
            known = ", ".join(Scheme.objects.values_list("slug", flat=True))
            raise CommandError(f"There is no scheme “{options['scheme']}”. There is: {known}.")
        result = compliance(scheme, month, as_known=as_known)
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))
            return
        national = result["national"]
        if national["share"] is None:
            self.stdout.write(f"No figures for {month:%Y-%m} were known.")
            return
        self.stdout.write(f"{month:%Y-%m}: {national['share']:.2f} % of {national['persons']} persons")
        for row in result["municipalities"]:
            share = "–" if row["share"] is None else f"{row['share']:.1f} %"
            name = row["name"] + ("*" if row["starred"] else "")
            self.stdout.write(f"{row['municipality_code']}  {name:<20} {share:>8}  {row['level']}")

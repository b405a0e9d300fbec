"""The rules of the default scheme, and the two later schemes with theirs, inactive (DOMAIN.md sections 2 and 7)."""

import csv
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import migrations

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
NUMBERS = ("target", "marked", "account_below", "min_persons", "persistent_months", "improvement_pp", "close_months")


def rows(name):
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def load(apps, schema_editor):
    def model(app, name):
        return apps.get_model(app, name)

    indicators = model("municipalities", "Indicator").objects
    for position, row in enumerate(rows("indicators.csv"), start=indicators.count() + 1):
        group = model("municipalities", "TargetGroup").objects.create(
            slug=row["target_group"], name_da=row["name_da"], name_en=row["name_en"]
        )
        source = row.pop("source")
        indicators.create(**row | {"target_group": group, "position": position, "source_note": source})
    schemes = model("municipalities", "Scheme").objects
    for row in rows("schemes.csv"):
        scheme = schemes.create(
            slug=row["slug"],
            name_da=row["name_da"],
            name_en=row["name_en"],
            legal_reference=row["legal_reference"],
            is_active=False,
        )
        scheme.indicators.set(indicators.filter(slug__in=row["indicators"].strip().split("|")))
        first_day = date.fromisoformat(row["valid_from"])
        model("municipalities", "SchemeParameters").objects.create(
            scheme=scheme,
            valid_from=first_day,
            known_from=datetime.combine(first_day, time(), ZoneInfo("Europe/Copenhagen")),
            **{name: row[name] for name in NUMBERS},
        )
    by_slug = {scheme.slug: scheme for scheme in schemes.all()}
    for position, row in enumerate(rows("rules.csv"), start=1):
        model("followups", "Rule").objects.create(
            position=position,
            scheme=by_slug[row.pop("scheme")],
            conditions=row.pop("conditions").replace("|", "\n"),
            deadline_days=row.pop("deadline_days") or None,
            most_a_year=row.pop("most_a_year") or None,
            **row,
        )


class Migration(migrations.Migration):
    dependencies = [("followups", "0001_initial"), ("municipalities", "0004_versions_are_kept")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

"""Municipalities, indicators, exemptions and the default scheme, from the files in municipalities/reference."""

import csv
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import migrations

from municipalities.names import search_key, sort_key

REFERENCE = Path(__file__).resolve().parent.parent / "reference"


def rows(name):
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def midnight(day):
    return datetime.combine(date.fromisoformat(day), time(), ZoneInfo("Europe/Copenhagen"))


def load(apps, schema_editor):
    def model(name):
        return apps.get_model("municipalities", name)

    offices = {o.name: o for o in apps.get_model("accounts", "RegionalOffice").objects.all()}
    municipalities = {}
    for row in rows("municipalities.csv"):
        region, _ = model("Region").objects.get_or_create(code=row["region_code"], defaults={"name": row["region"]})
        council, _ = model("LabourMarketCouncil").objects.get_or_create(name=row["rar"])
        municipalities[row["code"]] = model("Municipality").objects.create(
            code=row["code"],
            name=row["name"],
            sort_key=sort_key(row["name"]),
            search_key=search_key(row["name"]),
            region=region,
            office=offices[row["amk"]],
            council=council,
        )

    groups, indicators = {}, []
    for position, row in enumerate(rows("indicators.csv"), start=1):
        slug = row["target_group"]
        if slug not in groups:
            groups[slug] = model("TargetGroup").objects.create(
                slug=slug, name_da=row["name_da"], name_en=row["name_en"]
            )
        indicators.append(
            model("Indicator").objects.create(
                slug=row["slug"],
                name_da=row["name_da"],
                name_en=row["name_en"],
                benefit=row["benefit"],
                target_group=groups[slug],
                seniority_from_months=row["seniority_from_months"],
                seniority_to_months=row["seniority_to_months"],
                required_interviews=row["required_interviews"],
                valid_from=row["valid_from"],
                valid_to=row["valid_to"] or None,
                legal_reference=row["legal_reference"],
                source_note=row["source"],
                position=position,
            )
        )

    for row in rows("exemptions.csv"):
        for slug in [None] if row["target_groups"] == "all" else row["target_groups"].split("|"):
            model("Exemption").objects.create(
                municipality=municipalities[row["municipality_code"]],
                target_group=groups[slug] if slug else None,
                valid_from=row["from"],
                valid_to=row["to"] or None,
                legal_basis=row["legal_basis"],
                source_note=row["source"],
                known_from=midnight(row["from"]),
            )

    scheme = model("Scheme").objects.create(
        slug="minimumskrav",
        name_da="Minimumskrav til samtaler",
        name_en="Minimum number of interviews",
        is_default=True,
        legal_reference="LAB; sygedagpengeloven; ministerens brev af 29. januar 2018",
    )
    scheme.indicators.set(indicators)
    first_month = min(row["valid_from"] for row in rows("indicators.csv"))
    model("SchemeParameters").objects.create(scheme=scheme, valid_from=first_month, known_from=midnight(first_month))


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0001_initial"), ("accounts", "0002_offices_and_roles")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]

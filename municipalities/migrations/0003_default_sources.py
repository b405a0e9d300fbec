"""How deliveries are read by default: a source for each indicator, and the names that files use."""

import csv
from pathlib import Path

from django.db import migrations

from municipalities.names import search_key

READERS = Path(__file__).resolve().parent.parent / "readers"
ONE_VALUE = {"indicator", "table_id"}


def rows(name):
    with (READERS / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def load(apps, schema_editor):
    def model(name):
        return apps.get_model("municipalities", name)

    indicators = {indicator.slug: indicator for indicator in model("Indicator").objects.all()}
    for row in rows("default_sources.csv"):
        patterns = {name: value.replace("|", "\n") for name, value in row.items() if name not in ONE_VALUE}
        model("Source").objects.create(indicator=indicators[row["indicator"]], table_id=row["table_id"], **patterns)
    municipalities = {municipality.code: municipality for municipality in model("Municipality").objects.all()}
    for row in rows("default_area_names.csv"):
        model("AreaName").objects.create(
            name=row["name"],
            search_key=search_key(row["name"]),
            kind=row["kind"],
            municipality=municipalities.get(row["municipality_code"]),
        )


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0002_reference_data")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

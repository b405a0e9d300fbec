"""The default sources and area names as the database would hand them to the readers, from the project's own files."""

import csv
from dataclasses import fields
from datetime import date
from pathlib import Path

import municipalities
from municipalities.names import search_key
from municipalities.readers import Areas, InputFile, Reading, SourceSpec, read

PACKAGE = Path(municipalities.__file__).parent
SAMPLES = Path(__file__).resolve().parent.parent / "samples"
TODAY = date(2018, 9, 28)


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def default_sources() -> list[SourceSpec]:
    plain = {"indicator", "table_id"}
    return [
        SourceSpec(
            **{
                f.name: row[f.name] if f.name in plain else tuple(filter(None, row[f.name].split("|")))
                for f in fields(SourceSpec)
            }
        )
        for row in rows(PACKAGE / "readers" / "default_sources.csv")
    ]


def default_areas() -> Areas:
    names = {row["code"]: row["name"] for row in rows(PACKAGE / "reference" / "municipalities.csv")}
    known = {search_key(name): code for code, name in names.items()} | {code: code for code in names}
    kinds = {"national_total": set(), "left_out": set()}
    for row in rows(PACKAGE / "readers" / "default_area_names.csv"):
        if row["kind"] == "municipality":
            known[search_key(row["name"])] = row["municipality_code"]
        else:
            kinds[row["kind"]].add(search_key(row["name"]))
    return Areas(known, frozenset(kinds["national_total"]), frozenset(kinds["left_out"]), names)


SOURCES, AREAS = default_sources(), default_areas()


def sample(name: str) -> InputFile:
    return InputFile(name, (SAMPLES / name).read_bytes())


def read_files(*files: InputFile, **options) -> Reading:
    return read(files, **{"sources": SOURCES, "areas": AREAS, "today": TODAY, **options})

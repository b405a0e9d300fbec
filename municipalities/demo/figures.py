"""Made-up figures after June 2018: the same everywhere and every time, and in no way real.

A municipality's share moves along straight lines between anchors a year and a half apart; the nine of the story
recover during 2019; the spring of 2020 dips; each figure is a whole number of persons out of the group. A month is
delivered three times, as Jobindsats does: late registrations add a few persons to the last two months.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from random import Random

from municipalities.months import add_months, month_id

_HERE = Path(__file__).parent
FIRST_MADE_UP = date(2018, 7, 1)
_NEW_RULES = date(2020, 1, 1)
_DIP = (date(2020, 3, 1), date(2020, 8, 1))
_RECOVERING = frozenset(
    {"Hillerød", "Lejre", "Næstved", "Albertslund", "Rudersdal", "Køge", "Holbæk", "Bornholm", "Tønder"}
)
# Two small municipalities were late once, and came with the next delivery.
_LATE = (date(2024, 5, 1), frozenset({"Læsø", "Samsø"}))
_ANCHOR_MONTHS = 18


@dataclass(frozen=True)
class Series:
    """An indicator as the demonstration makes it: its group is `size` times that of `like` in the story."""

    slug: str
    like: str
    size: float
    required: int
    seniority: str


_OLD = [
    Series(slug, slug, 1.0, required, "6-9 mdr.")
    for slug, required in (
        ("dagpenge", 6), ("kontanthjaelp-jobparat", 4), ("kontanthjaelp-aktivitetsparat", 2),
        ("uddannelseshjaelp-uddannelsesparat", 4), ("uddannelseshjaelp-aktivitetsparat", 2), ("sygedagpenge", 4),
    )
]  # fmt: skip
_NEW = [
    Series("tidlig-dagpenge", "dagpenge", 1.7, 4, "0-6 mdr."),
    Series("tidlig-kontanthjaelp", "kontanthjaelp-jobparat", 1.4, 4, "0-6 mdr."),
    Series("tidlig-uddannelseshjaelp", "uddannelseshjaelp-uddannelsesparat", 1.3, 4, "0-6 mdr."),
    Series("tidlig-sygedagpenge", "sygedagpenge", 1.8, 4, "0-6 mdr."),
]


def story_files() -> Iterator[Path]:
    """The sample files that follow the public story of 2018."""
    yield from sorted((_HERE / "story").glob("*.json"))


def answers(month: date) -> dict[str, str]:
    """The Jobindsats answers that arrive for a month (its two predecessors revised): file name → JSON text."""
    result = {}
    for series in _series(month):
        rows = [
            row
            for age in (2, 1, 0)
            if (earlier := add_months(month, -age)) >= FIRST_MADE_UP and series in _series(earlier)
            for row in _rows(series, earlier, revision=age)
        ]
        columns = [
            "Periode", "Kommune", "Varighed på ydelsen", "Antal personer", "Gnsn. antal samtaler pr. person",
            f"Andel med {series.required} samtaler eller mere (pct.)",
        ]  # fmt: skip
        result[_file_name(series, month)] = json.dumps({"columns": columns, "rows": rows}, ensure_ascii=False)
    return result


def file_names(month: date) -> list[str]:
    """What the answers for a month are called, without making them."""
    return [_file_name(series, month) for series in _series(month)]


def _file_name(series: Series, month: date) -> str:
    return f"v3_{series.slug}_{month_id(month)}.json"


def _series(month: date) -> list[Series]:
    return _OLD if month < _NEW_RULES else _NEW


@cache
def _story() -> dict[tuple[str, str], tuple[int, float]]:
    """(indicator, municipality) → (typical number of persons, share at the end of the story)."""
    seen: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for path in story_files():
        slug = path.stem.split("_", 2)[2]
        for _month, name, _seniority, persons, _average, share in json.loads(path.read_text(encoding="utf-8"))["rows"]:
            if isinstance(persons, int) and isinstance(share, int | float):
                seen.setdefault((slug, name), []).append((persons, share))
    return {
        key: (round(sum(p for p, _ in rows) / len(rows)), sum(s for _, s in rows[-3:]) / 3)
        for key, rows in seen.items()
    }


@cache
def _names() -> list[str]:
    with (_HERE.parent / "reference" / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file)]


@cache
def _anchor(name: str, number: int) -> float:
    """The municipality's share (percent) at its anchor of that number, counted from January 2020."""
    habit = Random(f"habit {name}").gauss(74, 8)
    return min(94.0, max(30.0, habit + Random(f"anchor {name} {number}").gauss(0, 9)))


def _level(series: Series, name: str, month: date) -> float:
    """The share (percent) that a group's figures scatter around."""
    own = Random(f"group {series.slug} {name}").gauss(0, 5)
    if month < _NEW_RULES:
        start = _story().get((series.like, name), (0, 60.0))[1]
        end = (86.0 if name in _RECOVERING else min(92.0, start + Random(f"gain {name}").uniform(-3, 14))) + own / 3
        months = (month.year - 2018) * 12 + month.month - 6
        return start + (end - start) * min(1.0, months / 14)
    since = (month.year - _NEW_RULES.year) * 12 + month.month - 1
    number, into = divmod(since, _ANCHOR_MONTHS)
    before, after = _anchor(name, number), _anchor(name, number + 1)
    dip = 16 if _DIP[0] <= month <= _DIP[1] else 0
    return before + (after - before) * into / _ANCHOR_MONTHS + own - dip


def _rows(series: Series, month: date, *, revision: int) -> Iterator[list]:
    """A month's rows as delivered 0, 1 or 2 months later, with the national total last."""
    total = 0
    for name in _names():
        if (month, revision) == (_LATE[0], 0) and name in _LATE[1]:
            continue
        persons, share = _group(series, name, month, revision)
        total += persons
        if persons < 3:
            yield [month_id(month), name, series.seniority, "-", "-", "-"]
            continue
        scatter = Random(f"average {series.slug} {name} {month}").gauss(0, 0.06)
        average = round(series.required * (0.72 + 0.30 * float(share) / 100 + scatter), 1)
        yield [month_id(month), name, series.seniority, persons, average, float(share)]
    yield [month_id(month), "Hele landet", series.seniority, total, "-", "-"]


def _group(series: Series, name: str, month: date, revision: int) -> tuple[int, Decimal]:
    """Persons, and the share of them (percent, one decimal) with the required interviews."""
    typical = _story().get((series.like, name), (0, 0.0))[0] * series.size
    chance = Random(f"month {series.slug} {name} {month}")
    persons = max(0, round(typical * (1 + chance.gauss(0, 0.06))))
    late = Random(f"late {series.slug} {name} {month}")
    persons += sum(late.random() < 0.02 * (1 + persons / 60) for _ in range(revision))
    if not persons:
        return 0, Decimal(0)
    spread = (0.2 / persons) ** 0.5 * 35
    share = min(100.0, max(0.0, _level(series, name, month) + chance.gauss(0, spread)))
    meeting = Decimal(round(persons * share / 100))
    return persons, (100 * meeting / persons).quantize(Decimal("0.1"), ROUND_HALF_UP)

"""A country of made-up figures, the same each time: some withheld, some revised later, so that there is a past."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from django.db import connection

from municipalities.models import Delivery, Indicator, Municipality, Observation, Scheme
from municipalities.months import add_months
from municipalities.readers import Figure

FIRST_MONTH = date(2016, 1, 1)
INDICATORS = (
    "dagpenge", "kontanthjaelp-jobparat", "kontanthjaelp-aktivitetsparat", "uddannelseshjaelp-uddannelsesparat",
    "uddannelseshjaelp-aktivitetsparat", "sygedagpenge",
)  # fmt: skip
_SEED = 2018
_WITHHELD, _REVISED = 0.03, 0.10  # of the cells

_FIGURES = "municipality_id, indicator_id, month, persons, average, share, meeting, delivery_id"


class Values(NamedTuple):
    """What a delivery says of a cell. Share in percent; None is withheld."""

    persons: int | None
    average: Decimal | None
    share: Decimal | None


@dataclass(frozen=True)
class Country:
    """98 municipalities × six indicators, with a number of months that are known."""

    scheme: Scheme
    municipalities: list[Municipality]
    indicators: list[Indicator]
    months: list[date]

    @property
    def cells(self) -> int:
        return len(self.municipalities) * len(self.indicators) * len(self.months)

    def figures(self, months: list[date], *, seed: int) -> list[Figure]:
        """As the readers give them: every municipality and indicator, other values for each seed."""
        chance = random.Random(seed)
        return [
            Figure(
                indicator.slug,
                municipality.code,
                month,
                *values(chance, municipality, indicator),
                None,
                "bench.csv",
                "",
                row,
            )
            for row, (month, indicator, municipality) in enumerate(
                (m, i, k) for m in months for i in self.indicators for k in self.municipalities
            )
        ]


def values(chance: random.Random, municipality: Municipality, indicator: Indicator) -> Values:
    """Near what is usual for the municipality and the indicator."""
    if chance.random() < _WITHHELD:
        return Values(None, None, None)
    persons, average, share = _usual(municipality.code, indicator.slug)
    return Values(
        round(persons * chance.uniform(0.9, 1.1)),
        Decimal(round(10 * average * chance.uniform(0.9, 1.1))) / 10,
        Decimal(min(1000, max(0, round(chance.gauss(share, 25))))) / 10,
    )


@cache
def _usual(code: str, slug: str) -> tuple[int, float, int]:
    """Persons, average, and share in tenths of a percent."""
    chance = random.Random(f"{_SEED} {code} {slug}")
    return chance.randint(3, 400), chance.uniform(1, 6), round(chance.gauss(600, 180))


def make_country(months: int) -> Country:
    """Fill an empty database: each month came with a delivery on the 10th of the next, and with it the month before's
    revisions. The six indicators are made valid throughout, and the default scheme follows them alone."""
    Indicator.objects.filter(slug__in=INDICATORS).update(valid_to=None)
    scheme = Scheme.objects.get(is_default=True)
    scheme.indicators.set(Indicator.objects.filter(slug__in=INDICATORS))
    country = Country(
        scheme,
        list(Municipality.objects.all()),
        list(Indicator.objects.filter(slug__in=INDICATORS)),
        [add_months(FIRST_MONTH, number) for number in range(months)],
    )
    deliveries = Delivery.objects.bulk_create(
        Delivery(
            origin=Delivery.Origin.COMMAND, status=Delivery.Status.LOADED, is_synthetic=True, loaded_at=_arrival(m)
        )
        for m in (*country.months, add_months(country.months[-1], 1))
    )
    versions = list(_versions(country, deliveries))
    _copy("municipalities_deliveredfigure", _FIGURES, (row[:8] for row in versions))
    _copy("municipalities_observation", f"{_FIGURES}, known_from, known_to", versions)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return country


def _arrival(month: date) -> datetime:
    return datetime(*add_months(month, 1).timetuple()[:2], 10, tzinfo=UTC)


def _versions(country: Country, deliveries: list[Delivery]) -> Iterator[tuple]:
    chance = random.Random(_SEED)
    for number, month in enumerate(country.months):
        first, later = deliveries[number], deliveries[number + 1]
        for indicator in country.indicators:
            for municipality in country.municipalities:
                cell = (municipality.pk, indicator.pk, month)
                is_revised = chance.random() < _REVISED
                ended = later.loaded_at if is_revised else None
                yield *cell, *values(chance, municipality, indicator), None, first.pk, first.loaded_at, ended
                if is_revised:
                    yield *cell, *values(chance, municipality, indicator), None, later.pk, later.loaded_at, None


def _copy(table: str, columns: str, rows) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def versions_known() -> tuple[int, int]:
    """How many observations there are, and how many of them have been replaced."""
    return Observation.objects.count(), Observation.objects.filter(known_to__isnull=False).count()

"""What is measured, and the limits that hold for the whole country over ten years."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from statistics import median
from time import perf_counter

from django.db import connection, transaction
from django.db.models import Max

from municipalities.assessment.compliance import compliance
from municipalities.assessment.recalculation import Cause, recalculate_pending, request_recalculation
from municipalities.bench.made_up_country import Country
from municipalities.deliveries.loading import load, take_back
from municipalities.deliveries.staging import lay_ready
from municipalities.models import Assessment, Delivery, Observation
from municipalities.months import add_months
from municipalities.readers import Reading

RECALCULATION_SECONDS = 1.5
RECALCULATION_RATIO = 3.0
IMPORT_SECONDS = 1.0

_BARE = "bench_bare_assessment"


@dataclass
class Measurement:
    """Seconds per run of one piece of work, and the limits set for it (None: none)."""

    key: str
    what: str
    seconds: list[float]
    limit_seconds: float | None = None
    ratio: float | None = None  # median to the bare INSERT … SELECT's
    limit_ratio: float | None = None

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def is_kept(self) -> bool | None:
        """Whether every limit is kept; None where there is none."""
        pairs = (
            (self.median, self.limit_seconds),
            (self.ratio, self.limit_ratio),
        )
        kept = [measured <= limit for measured, limit in pairs if limit is not None]
        return all(kept) if kept else None

    def as_json(self) -> dict:
        return asdict(self) | {"median": self.median, "is_kept": self.is_kept}


def measure(country: Country, *, runs: int) -> Iterator[Measurement]:
    """Every measurement, each of so many runs. Leaves the country with other figures, and as many."""
    # In turns, so that whatever else the machine is doing strikes all three, and the ratios hold.
    full, bare, unchanged = _in_turns(
        runs,
        (_forget_assessments, _recalculate_all),
        (_empty_bare_table, _insert_bare),
        (None, lambda run: _recalculate_all(run, rows_written=0)),
    )
    yield Measurement(
        "full_recalculation",
        "Full recalculation from nothing",
        full,
        RECALCULATION_SECONDS,
        median(full) / median(bare),
        RECALCULATION_RATIO,
    )
    yield Measurement("bare_insert", "Bare INSERT … SELECT of as many rows", bare, ratio=1.0)
    yield Measurement(
        "unchanged_recalculation",
        "Recalculation of all, nothing changed",
        unchanged,
        ratio=median(unchanged) / median(bare),
    )

    last = country.months[-1]
    yield Measurement(
        "recalculation_after_a_month",
        "Recalculation after one month's delivery",
        timed(runs, lambda run: recalculate_pending(), before=lambda run: _load(_laid_ready(country, [last], run))),
    )
    yield Measurement(
        "import_of_a_new_year",
        "Import past parsing, one new year",
        _imports(country, [add_months(last, number) for number in range(1, 13)], runs, afterwards=_take_back),
        IMPORT_SECONDS,
    )
    yield Measurement(
        "import_of_a_revised_year",
        "Import past parsing, one year, all of it revised",
        _imports(country, country.months[-12:], runs, afterwards=lambda delivery: recalculate_pending()),
        IMPORT_SECONDS,
    )
    past = country.months[len(country.months) // 2]
    yield Measurement(
        "as_known",
        "A month's compliance as known five years before",
        timed(runs, lambda run: _as_known(country, past)),
    )


def measure_month(country: Country, *, runs: int) -> Iterator[Measurement]:
    """What is measured in a large country too. The country has as many months more as there are runs."""
    yield Measurement(
        "full_recalculation",
        "Full recalculation from nothing",
        timed(runs, _recalculate_all, before=_forget_assessments),
    )
    loading, recalculating = [], []
    for run in range(runs):
        month = add_months(Observation.objects.aggregate(last=Max("month"))["last"], 1)
        reading = Reading(figures=country.figures([month], seed=2000 + run))
        loading += timed(1, lambda run, reading=reading: _load(_lay_ready(reading)))
        recalculating += timed(1, lambda run: recalculate_pending())
    yield Measurement("import_of_a_month", "Import past parsing, one new month", loading)
    yield Measurement("recalculation_after_a_month", "Recalculation after it", recalculating)


def timed(runs: int, work: Callable[[int], object], *, before: Callable[[int], object] | None = None) -> list[float]:
    """The seconds of each run; what comes before it is not counted. Both get the run's number."""
    seconds = []
    for run in range(runs):
        if before:
            before(run)
        started = perf_counter()
        work(run)
        seconds.append(perf_counter() - started)
    return seconds


def _in_turns(runs: int, *works: tuple[Callable | None, Callable]) -> list[list[float]]:
    """The seconds of several works, each (what comes before, the work), one run of each after the other."""
    seconds: list[list[float]] = [[] for _work in works]
    for _run in range(runs):
        for own, (before, work) in zip(seconds, works, strict=True):
            own += timed(1, work, before=before)
    return seconds


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _recalculate_all(run: int, rows_written: int | None = None) -> None:
    request_recalculation(Cause.BY_HAND)
    outcome = recalculate_pending()
    if outcome.written != (outcome.computed if rows_written is None else rows_written):
        raise RuntimeError(f"That was not the recalculation to be measured: {outcome}")


def _forget_assessments(run: int) -> None:
    _execute("TRUNCATE municipalities_assessment, municipalities_levelchange")


def _empty_bare_table(run: int) -> None:
    _execute(f"DROP TABLE IF EXISTS {_BARE}")
    _execute(f"CREATE TABLE {_BARE} (LIKE municipalities_assessment INCLUDING ALL)")


def _insert_bare(run: int) -> None:
    columns = ", ".join(field.column for field in Assessment._meta.concrete_fields if not field.primary_key)
    _execute(f"INSERT INTO {_BARE} ({columns}) SELECT {columns} FROM municipalities_assessment")


def _laid_ready(country: Country, months: list[date], seed: int) -> Delivery:
    return _lay_ready(Reading(figures=country.figures(months, seed=seed)))


@transaction.atomic
def _lay_ready(reading: Reading) -> Delivery:
    delivery = Delivery.objects.create(origin=Delivery.Origin.COMMAND, is_synthetic=True)
    lay_ready(delivery, reading)
    delivery.save()
    return delivery


def _load(delivery: Delivery) -> Delivery:
    return load(delivery.pk, by=None)


def _take_back(delivery: Delivery) -> None:
    take_back(delivery.pk, by=None, reason="To be measured again")
    recalculate_pending()


def _imports(
    country: Country, months: list[date], runs: int, *, afterwards: Callable[[Delivery], object]
) -> list[float]:
    """Parsed figures are laid ready with a preview, and loaded: two transactions, as with two clicks."""
    seconds = []
    for run in range(runs):
        reading = Reading(figures=country.figures(months, seed=1000 + run))
        started = perf_counter()
        delivery = _load(_lay_ready(reading))
        seconds.append(perf_counter() - started)
        afterwards(delivery)
    return seconds


def _as_known(country: Country, month: date) -> None:
    moment = datetime(month.year, month.month, 20, tzinfo=UTC)
    known = compliance(country.scheme, add_months(month, -1), as_known=moment)
    if len(known["municipalities"]) != len(country.municipalities):
        raise RuntimeError(f"{month:%Y-%m} was not known to be measured")

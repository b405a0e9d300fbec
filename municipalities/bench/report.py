"""The measurements as a table for people."""

from collections.abc import Iterable

from municipalities.bench.measurements import Measurement

_LINE = "{:<50} {:>10} {:>19} {:>8} {:>8}  {:<28} {}"


def heading() -> str:
    return _LINE.format("", "median", "min–max", "× bare", "queries", "limit", "kept")


def line(measurement: Measurement) -> str:
    return _LINE.format(
        measurement.what,
        _milliseconds(measurement.median),
        f"{min(measurement.seconds) * 1000:.0f}–{_milliseconds(max(measurement.seconds))}",
        "" if measurement.ratio is None else f"{measurement.ratio:.2f}",
        "" if measurement.queries is None else measurement.queries,
        ", ".join(_limits(measurement)),
        {True: "yes", False: "NO", None: ""}[measurement.is_kept],
    ).rstrip()


def _limits(measurement: Measurement) -> Iterable[str]:
    if measurement.limit_seconds is not None:
        yield f"≤ {_milliseconds(measurement.limit_seconds)}"
    if measurement.limit_ratio is not None:
        yield f"≤ {measurement.limit_ratio:g} × bare"
    if measurement.limit_queries is not None:
        yield f"≤ {measurement.limit_queries} queries"


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"

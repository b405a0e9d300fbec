"""What was measured, as tables for people: on a terminal, or in Markdown for docs/performance.md."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from municipalities.bench.measurements import Measurement

KEPT = {True: "yes", False: "NO", None: ""}


@dataclass(frozen=True)
class Sheet:
    """A table under a title; `notes` say how to read it. The first column has words, the others figures."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def as_text(self) -> str:
        widths = [max(map(len, column)) for column in zip(self.heads, *self.rows, strict=True)]

        def line(cells: Sequence[str]) -> str:
            first, *others = cells
            figures = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
            return "  ".join([first.ljust(widths[0]), *figures]).rstrip()

        return "\n".join(["", self.title, *self.notes, line(self.heads), *map(line, self.rows)])

    def as_markdown(self) -> str:
        def line(cells: Sequence[str]) -> str:
            return f"| {' | '.join(cells)} |"

        rule = line(["---", *["---:"] * (len(self.heads) - 1)])
        return "\n".join(
            [
                "",
                f"## {self.title}",
                *(f"\n{note}" for note in self.notes),
                "",
                line(self.heads),
                rule,
                *map(line, self.rows),
            ]
        )


def of_work(title: str, measurements: Iterable[Measurement], *notes: str) -> Sheet:
    rows = [
        [
            one.what,
            milliseconds(one.median),
            f"{min(one.seconds) * 1000:.0f}–{milliseconds(max(one.seconds))}",
            "" if one.ratio is None else f"{one.ratio:.2f}",
            ", ".join(_limits(one)),
            KEPT[one.is_kept],
        ]
        for one in measurements
    ]
    return Sheet(title, ["", "median", "min–max", "× bare", "limit", "kept"], rows, notes)


def of_growth(small: Iterable[Measurement], large: Iterable[Measurement], times: int) -> Sheet:
    """The same work in a country and in one so many times as large."""
    rows = [
        [one.what, milliseconds(one.median), milliseconds(other.median), f"{ratio:.0f} ×", f"{ratio / times:.2f} ×"]
        for one, other in zip(small, large, strict=True)
        for ratio in [other.median / one.median]
    ]
    return Sheet(
        f"How cost grows: {times} times as large", ["", "national", f"{times} ×", "ratio", "for each row"], rows
    )


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"


def kilobytes(count: int) -> str:
    return f"{count / 1000:,.1f} kB"


def _limits(measurement: Measurement) -> Iterable[str]:
    if measurement.limit_seconds is not None:
        yield f"≤ {milliseconds(measurement.limit_seconds)}"
    if measurement.limit_ratio is not None:
        yield f"≤ {measurement.limit_ratio:g} × bare"

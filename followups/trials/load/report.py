"""What the load was found to give, as tables: on a terminal, or in Markdown for docs/load.md."""

from collections import Counter
from collections.abc import Sequence

from followups.bench.pages import percentile
from followups.bench.visiting import Visits
from followups.trials.load.campaign import Asked, Measured
from municipalities.bench.report import Sheet, milliseconds

_PERCENTS = (50, 90, 95, 99)


def of_all(measured: Sequence[Measured], asked: Asked, size: str) -> Sheet:
    rows = []
    for one in measured:
        everything = one.all
        rows.append(
            [
                str(one.web_workers),
                str(len(everything.waited)),
                f"{one.rate:.1f}",
                *_waited(everything),
                milliseconds(percentile(everything.worked, 50)) if everything.worked else "",
                str(everything.errors),
                str(one.queue),
            ]
        )
    heads = ["web processes", "pages", "a second", *_heads(), "server, median", "errors", "longest queue"]
    low, high = asked.thinking
    notes = [
        f"{asked.people} people, who come within {asked.ramp:g} s and stay {asked.seconds:g} s more, with {low:g}–{high:g} s "
        "to think between pages. What a person waits for, in milliseconds: half of the pages no longer than 50 %, and so on."
    ]
    return Sheet(f"{asked.people} people, {size}", heads, rows, notes)


def of_pages(measured: Measured) -> Sheet:
    rows = [
        [
            visits.key,
            str(len(visits.waited)),
            *_waited(visits),
            milliseconds(percentile(visits.worked, 50)) if visits.worked else "",
            _kinds(visits.kinds),
        ]
        for visits in measured.pages
    ]
    heads = ["", "pages", *_heads(), "server, median", "errors"]
    return Sheet(f"By page, {measured.web_workers} web processes", heads, rows)


def of_use(measured: Sequence[Measured]) -> Sheet:
    rows = [
        [
            f"{kind}, {one.web_workers} web processes",
            f"{use.largest / 1e6:.0f} MB",
            f"{use.together / 1e6:.0f} MB",
            f"{use.processor:.0f} s of {one.seconds:.0f}",
        ]
        for one in measured
        for kind, use in one.used.items()
    ]
    rows += [
        [
            f"the people themselves, {one.web_workers} web processes",
            "",
            "",
            f"{one.own_processor:.0f} s of {one.seconds:.0f}",
        ]
        for one in measured
    ]
    heads = ["", "largest process", "all together", "processor"]
    notes = [
        "Memory at its largest: RSS of one process, and PSS of all of a kind, in which what they share counts once."
    ]
    return Sheet("What it uses", heads, rows, notes)


def _heads() -> list[str]:
    return [f"{percent} %" for percent in _PERCENTS]


def _waited(visits: Visits) -> list[str]:
    return [milliseconds(percentile(visits.waited, percent)) if visits.waited else "" for percent in _PERCENTS]


def _kinds(kinds: Counter) -> str:
    return ", ".join(f"{count} × {kind}" for kind, count in kinds.most_common()) or "none"

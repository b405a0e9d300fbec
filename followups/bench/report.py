"""The pages' measurements as tables."""

from collections.abc import Iterable, Sequence

from followups.bench.concurrent import Crowd
from followups.bench.first_view import KILOBYTES, Fetched
from followups.bench.pages import QUERIES, SECONDS, PageMeasured
from followups.bench.plans import Index
from municipalities.bench.report import KEPT, Sheet, kilobytes, milliseconds


def of_pages(pages: Iterable[PageMeasured], size: str) -> Sheet:
    rows = [
        [
            f"{one.page.key} ({one.page.address})",
            str(one.queries),
            milliseconds(one.median),
            milliseconds(one.p95),
            milliseconds(one.cpu_median),
            kilobytes(one.bytes),
            kilobytes(one.compressed),
            KEPT[one.is_kept],
        ]
        for one in pages
    ]
    heads = ["", "queries", "median", "p95", "processor", "HTML", "sent", f"≤ {QUERIES} queries"]
    return Sheet(f"The main pages, one at a time, {size}", heads, rows)


def of_growth(small: Sequence[PageMeasured], large: Sequence[PageMeasured], times: int) -> Sheet:
    rows = [
        [
            one.page.key,
            f"{one.queries} → {other.queries}",
            milliseconds(one.median),
            milliseconds(other.median),
            f"{other.median / one.median:.1f} ×",
            f"{kilobytes(one.compressed)} → {kilobytes(other.compressed)}",
        ]
        for one, other in zip(small, large, strict=True)
    ]
    heads = ["", "queries", "national", f"{times} ×", "ratio", "sent"]
    return Sheet(f"The main pages, {times} times as large", heads, rows)


def of_crowd(crowd: Crowd) -> Sheet:
    rows = [
        [
            visits.key,
            str(len(visits.worked)),
            str(visits.errors),
            *(milliseconds(told[f"{name}_{percent}"]) for name in ("worked", "waited") for percent in (50, 95)),
            KEPT[told["worked_95"] <= SECONDS] if crowd.thinking else "",
        ]
        for visits in (*crowd.pages, crowd.all)
        if visits.worked
        for told in [visits.as_json()]
    ]
    pause = (
        f"{crowd.thinking[0]:g}–{crowd.thinking[1]:g} s between pages" if crowd.thinking else "no pause between pages"
    )
    heads = ["", "pages", "errors", "server, median", "p95", "waited, median", "p95", f"p95 ≤ {milliseconds(SECONDS)}"]
    note = f"{crowd.rate:.1f} pages a second in {crowd.seconds:.0f} s; the web processes used {crowd.cpu:.1f} s of processor."
    return Sheet(f"{crowd.people} people at a time, {pause}", heads, rows, [note])


def of_first_view(views: dict[str, list[Fetched]]) -> Sheet:
    """What weighs at least a kilobyte by itself, the rest together."""
    names = dict.fromkeys(one.name for fetched in views.values() for one in fetched[1:] if one.bytes >= 1000)
    rows = [["the page itself", *(kilobytes(fetched[0].bytes) for fetched in views.values())]]
    for name in names:
        found = [next((one.bytes for one in fetched if one.name == name), None) for fetched in views.values()]
        rows.append([name, *("" if count is None else kilobytes(count) for count in found)])
    small = [sum(one.bytes for one in fetched[1:] if one.name not in names) for fetched in views.values()]
    rows.append(["smaller files", *map(kilobytes, small)])
    sums = [sum(one.bytes for one in fetched) for fetched in views.values()]
    rows.append([f"together (≤ {KILOBYTES} kB)", *(f"{kilobytes(total)}" for total in sums)])
    return Sheet("First view: all that a new browser fetches, compressed", ["", *views], rows)


def of_plans(indexes: Iterable[Index], size: str) -> Sheet:
    """Those that were looked into; the rest keep rules, or serve lists that are empty here (docs/performance.md)."""
    indexes = list(indexes)
    used = [index for index in indexes if index.uses or index.scans]
    rest = [index.name for index in indexes if index not in used]
    rows = [
        [
            f"`{index.name}`",
            index.table,
            f"{index.bytes / 1e6:.1f} MB",
            str(index.scans),
            f"{best.page}: {best.node}, {best.rows:.0f} rows × {best.loops}, {best.buffers} blocks, "
            f"{best.milliseconds:.2f} of {best.whole:.2f} ms"
            if best
            else "",
            ", ".join(dict.fromkeys(use.page for use in index.uses)),
        ]
        for index in used
        for best in [index.best]
    ]
    heads = ["index", "table", "size", "scans so far", "the plan it matters most in", "pages"]
    note = f"Not looked into: {', '.join(rest)}." if rest else ""
    return Sheet(f"Indexes and their plans, {size}", heads, rows, [note] if note else [])

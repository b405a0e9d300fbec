"""The readers, given what the database knows: source configuration, municipalities and their names."""

from collections.abc import Callable, Sequence
from datetime import date

from municipalities.models import AreaName, Indicator, Municipality, Source
from municipalities.readers import Areas, InputFile, Reading, SourceSpec, read

_PATTERNS = (
    "hints", "filter_column", "filter_value", "month_column", "municipality_column", "persons_column",
    "average_column", "share_column", "meeting_column",
)  # fmt: skip


def read_files(
    files: Sequence[InputFile], *, indicator: Indicator | None, today: date, on_progress: Callable[[int], None]
) -> Reading:
    return read(
        files,
        sources=source_specs(),
        areas=areas(),
        today=today,
        indicator=indicator.slug if indicator else None,
        on_progress=on_progress,
    )


def source_specs() -> list[SourceSpec]:
    return [
        SourceSpec(
            indicator=source.indicator.slug,
            table_id=source.table_id,
            **{
                name: tuple(line.strip() for line in getattr(source, name).splitlines() if line.strip())
                for name in _PATTERNS
            },
        )
        for source in Source.objects.filter(is_active=True).select_related("indicator")
    ]


def areas() -> Areas:
    municipalities = {}
    names = {}
    for municipality in Municipality.objects.all():
        municipalities[municipality.search_key] = municipalities[municipality.code] = municipality.code
        names[municipality.code] = municipality.name
    others = {kind: set() for kind in AreaName.Kind.values}
    for name in AreaName.objects.select_related("municipality"):
        if name.municipality:
            municipalities[name.search_key] = name.municipality.code
        others[name.kind].add(name.search_key)
    return Areas(
        municipalities=municipalities,
        national_totals=frozenset(others[AreaName.Kind.NATIONAL_TOTAL]),
        left_out=frozenset(others[AreaName.Kind.LEFT_OUT]),
        names=names,
    )

"""The statement as PDF/UA, to enclose with letters and to lay before a minister."""

from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from kontakt.documents import render
from kontakt.ui.templatetags import figures
from municipalities.models import Level
from municipalities.statements import words
from municipalities.statements.statement import National, Row, Section, Statement

TEMPLATE = Path(__file__).with_name("statement.typ")
_SHOWN = {
    "rank": figures.persons,
    "persons": figures.persons,
    "share": figures.share,
    "baseline_share": figures.share,
    "change_pp": figures.pp,
}


def statement_pdf(statement: Statement, *, dated: datetime | None = None) -> bytes:
    """The whole statement: an overview of the target groups, then a table for all together and one for each.

    The same statement and date give the same bytes. `dated`: the moment the file says it was made (None: when its figures
    were known).
    """
    columns = words.columns(statement)
    return render(TEMPLATE, {
        "title": words.title(statement),
        "subtitle": words.subtitle(statement),
        "footer": words.footer(statement),
        "verdict": words.verdict(statement, statement.sections[0]),
        "overview": _overview(statement),
        "about_title": _("About the figures"),
        "about": [words.source(statement), *words.footnotes(statement), *words.about(statement)],
        "columns": list(columns),
        "head": list(columns.values()),
        "sections": [_section(statement, section, columns) for section in statement.sections],
        "notes": [words.source(statement), *words.footnotes(statement)],
    }, dated=dated or statement.as_known)  # fmt: skip


def _overview(statement: Statement) -> dict:
    """The country's figures for each section, and how many municipalities are at each level."""
    levels = [level for level in Level if any(level == found for s in statement.sections for found, _n in s.levels)]
    compared = statement.baseline is not None
    return {
        "title": _("The target groups at a glance"),
        "levels_title": _("Municipalities at each level"),
        "columns": 3 + 2 * compared,
        "head": [
            _("Target group"),
            _("Persons"),
            words.columns(statement)["share"],
            *([words.columns(statement)["baseline_share"], _("Change")] if compared else []),
        ],
        "levels": [_level(level) for level in levels],
        "rows": [
            {
                "name": section.name,
                "requirement": words.requirement(section.indicator),
                "figures": [
                    _SHOWN[field](getattr(section.national, field))
                    for field in ("persons", "share", *(("baseline_share", "change_pp") if compared else ()))
                ],
                "counts": [str(dict(section.levels).get(level, 0)) for level in levels],
            }
            for section in statement.sections
        ],
    }


def _section(statement: Statement, section: Section, columns: dict[str, str]) -> dict:
    return {
        "name": section.name,
        "requirement": words.requirement(section.indicator),
        "verdict": words.verdict(statement, section),
        "rows": [[_cell(row, field) for field in columns] for row in (section.national, *section.rows)],
    }


def _cell(row: Row | National, field: str):
    if field == "municipality":
        return row.name
    if field == "level":
        return _level(row.level) if isinstance(row, Row) else ""
    if field == "rank" and isinstance(row, National):
        return ""
    return _SHOWN[field](getattr(row, field))


def _level(level: Level) -> dict:
    return {"level": level.value, "symbol": figures.LEVEL_SYMBOLS[level], "label": figures.level_label(level)}

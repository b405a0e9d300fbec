"""The statement as CSV: one row for each target group and municipality, then what the marks mean."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kontakt.ui.exports import csv_content
from kontakt.ui.templatetags import figures
from municipalities.statements import words
from municipalities.statements.statement import Section, Statement


def statement_csv(statement: Statement) -> bytes:
    """Semicolons and decimal commas; shares in percent with six decimals at most."""
    header = [
        _("Month"), _("Target group"), _("Code"), _("Municipality"), _("Exempt (*)"), _("Level"), _("Persons"), _("Share"),
        *([_("Month compared with"), _("Share then"), _("Change in percentage points")] if statement.baseline else []),
        _("Rank"),
    ]  # fmt: skip
    rows = [row for section in statement.sections for row in _rows(statement, section)]
    notes = [
        words.title(statement),
        words.subtitle(statement),
        words.source(statement),
        *words.footnotes(statement),
        *words.about(statement),
    ]
    below = [[""] * len(header), *([note, *[""] * (len(header) - 1)] for note in notes)]
    return csv_content(header, [*rows, *below])


def _rows(statement: Statement, section: Section) -> Iterator[list]:
    baseline = f"{statement.baseline:%Y-%m}" if statement.baseline else None
    national = section.national
    month = f"{statement.month:%Y-%m}"
    compared = [baseline, national.baseline_share, national.change_pp] if baseline else []
    yield [month, section.name, "", national.name, "", "", national.persons, national.share, *compared, ""]
    for row in section.rows:
        compared = [baseline, row.baseline_share, row.change_pp] if baseline else []
        yield [
            month, section.name, row.municipality.code, row.municipality.name, row.starred, figures.level_label(row.level),
            row.persons, row.share, *compared, row.rank,
        ]  # fmt: skip

"""The letter as a document: the same letter with the same date gives the same bytes."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups.letters.composing import Composed
from followups.letters.fields import TABLE
from followups.models import Addressee, Enclosure, Letter
from kontakt.documents import render, render_pages
from kontakt.ui.templatetags import figures

TEMPLATE = Path(__file__).parent / "letter.typ"


def letter_pdf(letter: Letter, *, dated_on: date | None) -> bytes:
    """The letter as PDF/UA-1, in Danish. Without a date it is a draft, and says so on every page."""
    with override(settings.LANGUAGE_CODE):
        return render(TEMPLATE, _data(letter, dated_on), dated=_noon(dated_on) if dated_on else None)


def letter_pages(letter: Letter) -> list[bytes]:
    """The draft's pages as pictures (PNG), set as the PDF is."""
    with override(settings.LANGUAGE_CODE):
        return render_pages(TEMPLATE, _data(letter, None))


def composed_pdf(composed: Composed) -> bytes:
    """A letter that is not stored, as its draft would be."""
    with override(settings.LANGUAGE_CODE):
        return render(TEMPLATE, _composed(composed))


def composed_pages(composed: Composed) -> list[bytes]:
    """The pages of a letter that is not stored, as pictures (PNG)."""
    with override(settings.LANGUAGE_CODE):
        return render_pages(TEMPLATE, _composed(composed))


def file_name(letter: Letter) -> str:
    """What the letter's file is called: the journal number, the kind and the municipality."""
    with override(settings.LANGUAGE_CODE):
        return f"{letter.journal_number} {letter.get_kind_display()} {letter.municipality}.pdf"


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)), timezone.get_default_timezone())


def _data(letter: Letter, dated_on: date | None) -> dict:
    return _words(letter, dated_on, letter.addressees.all(), letter.enclosures.all())


def _composed(composed: Composed) -> dict:
    return _words(composed.letter, None, composed.addressees, composed.enclosures)


def _words(
    letter: Letter, dated_on: date | None, addressees: Iterable[Addressee], enclosures: Iterable[Enclosure]
) -> dict:
    return {
        "title": letter.subject,
        "is_draft": dated_on is None,
        "draft": _("DRAFT"),
        "sender": letter.sender,
        "address": letter.sender["address"].splitlines(),
        "date": figures.day(dated_on) if dated_on else _("The date is the day the letter is sent"),
        "journal_number": f"{_('J.nr.')} {letter.journal_number}",
        "municipality": _("%(name)s Municipality") % {"name": letter.municipality},
        "addressees": [f"{row.get_role_display()} {row.name}" for row in addressees],
        "blocks": blocks(letter.body),
        "table": table(letter.figures),
        "greeting": _("Yours sincerely"),
        "enclosures_heading": _("Enclosed"),
        "enclosures": [enclosure.title for enclosure in enclosures],
    }


def blocks(body: str) -> list[dict]:
    """The text as paragraphs, lists and the table; lines within a paragraph are kept."""
    found = []
    for part in body.replace("\r\n", "\n").split("\n\n"):
        lines: list[str] = []
        for line in part.split("\n"):
            is_item = line.startswith("- ")
            is_table = line.strip() == f"{{{TABLE}}}"
            if lines and (is_table or is_item != lines[0].startswith("- ")):
                found.append(_block(lines))
                lines = []
            if is_table:
                found.append({"kind": "table"})
            elif line.strip():
                lines.append(line)
        if lines:
            found.append(_block(lines))
    return found


def _block(lines: list[str]) -> dict:
    if lines[0].startswith("- "):
        return {"kind": "list", "items": [line.removeprefix("- ") for line in lines]}
    return {"kind": "paragraph", "text": "\n".join(lines)}


def table(snapshot: dict) -> dict:
    """The municipality's figures as rows of cells, the whole last; with the baseline's where it is another month."""
    compared = snapshot["baseline_month"]
    month = figures.month_short(date.fromisoformat(snapshot["month"]))
    head = [_("Target group"), _("Persons"), month]
    if compared:
        then = figures.month_short(date.fromisoformat(compared))
        head = [_("Target group"), _("Persons"), then, month, _("Change")]
    head.append(_("Level"))
    groups = [(row["group"], row) for row in snapshot["groups"]] + [(_("Overall"), snapshot["overall"])]
    rows = [_cells(name, row, compared) for name, row in groups]
    national = [_("The whole country"), "", figures.share(figures.number(snapshot["national"]))]
    if compared:
        national = [*national[:2], figures.share(figures.number(snapshot["national_then"])), national[2], ""]
    return {
        "head": head,
        "rows": [*rows, [*national, ""]],
        "caption": _(
            "Share with the interviews the law requires. Source: Jobindsats, as known when the letter was written."
        ),
    }


def _cells(name: str, row: dict, compared: str | None) -> list[str]:
    persons = None if row["persons"] is None else Decimal(row["persons"])
    cells = [name, figures.persons(persons)]
    if compared:
        cells.append(figures.share(figures.number(row["share_then"])))
    cells.append(figures.share(figures.number(row["share"])))
    if compared:
        cells.append(figures.pp(figures.number(row["change"])))
    return [*cells, figures.level_label(row["level"])]

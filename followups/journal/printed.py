"""The journal printed: a table on lying A4 pages, with what was chosen, when, and by whom."""

from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from followups.journal.entries import files_of
from followups.models import JournalEntry
from kontakt.documents import render
from kontakt.ui.templatetags import figures

# Rows in one file. More than that nobody reads on paper, and they would take long to set.
AT_MOST = 5000
_TEMPLATE = Path(__file__).with_name("printed.typ")


def print_journal(table, *, title: str, chosen: list[str], by: str) -> bytes:
    """The rows of a journal table in its order, as PDF/UA. `chosen`: what the list is narrowed by, in words."""
    moment = timezone.now().replace(microsecond=0)
    rows = [_cells(row.record) for row in table.rows]
    return render(
        _TEMPLATE,
        {
            "title": title,
            "chosen": _("Chosen: %(what)s.") % {"what": "; ".join(chosen)} if chosen else _("The whole list."),
            "printed": _("%(count)s documents. Printed on %(moment)s by %(who)s.")
            % {"count": figures.persons(len(rows)), "moment": figures.moment(moment), "who": by},
            "head": [
                _("J.nr."), _("No."), _("Date"), _("Direction"), _("Theme"), _("Correspondent"), _("Municipality"),
                _("Files"),
            ],
            "rows": rows,
            "nothing": _("No document matches what is chosen."),
        },
        dated=moment,
    )  # fmt: skip


def chosen_words(form) -> list[str]:
    """What a filter form narrows a list by, each as “Direction: In”."""
    chosen = {name: value for name, value in form.cleaned_data.items() if value not in (None, "", [])}
    return [f"{form.fields[name].label}: {_shown(form.fields[name], value)}" for name, value in chosen.items()]


def _shown(field, value) -> str:
    if hasattr(value, "year"):
        return figures.day(value)
    return str(dict(getattr(field, "choices", ())).get(value, value))


def _cells(entry: JournalEntry) -> list[str]:
    return [
        entry.journal_number,
        str(entry.number),
        figures.day_short(entry.dated_on),
        entry.get_direction_display(),
        _theme(entry),
        entry.correspondent,
        str(entry.municipality),
        "\n".join(file.name for file in files_of(entry)),
    ]


def _theme(entry: JournalEntry) -> str:
    if entry.correction is None:
        return entry.theme
    later = getattr(entry.correction, "journal_entry", None)
    said = _("corrected, see no. %(number)s") % {"number": later.number} if later else _("corrected")
    return f"{entry.theme} ({said})"

"""What an archive tells of its items: rows for the CSV files, and the data of the two PDF documents.

All of it is made from items that `redaction` has been through, in Danish.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from followups.records.decisions import is_decision
from followups.records.items import Item, RecordFile
from kontakt.ui.templatetags import figures
from municipalities.models import Indicator, SchemeParameters

FileNames = Callable[[RecordFile], str]
_COUNTED = ("persons", "months_below", "rank")


def withheld_in_words(item: Item) -> str:
    """What of the item is withheld, and by which provision; never what it says."""
    if item.withheld_by:
        return item.withheld_by.mark
    of_files = [file.withheld_by for file in item.files if file.withheld_by]
    citations = dict.fromkeys(withheld.citation for withheld in (*item.partly_by, *of_files))
    return _("partly withheld under %(provisions)s") % {"provisions": ", ".join(citations)} if citations else ""


def journal_list(items: Iterable[Item], name_of: FileNames) -> tuple[list[str], list[list]]:
    """The documents in and out, and those that stand in the journal as internal: header and rows."""
    header = [
        _("Document no."), _("Date"), _("Direction"), _("Kind"), _("Theme"), _("Correspondent"), _("Files"), _("Withheld"),
    ]  # fmt: skip
    rows = [
        [
            item.document_number, item.day, item.direction, item.title, item.theme, item.correspondent,
            "; ".join(_names(item, name_of)), withheld_in_words(item),
        ]
        for item in items
        if item.is_journalled
    ]  # fmt: skip
    return header, rows


def _names(item: Item, name_of: FileNames) -> list[str]:
    return [name_of(file) if file.is_given else file.name for file in item.files]


def events(items: Iterable[Item], name_of: FileNames) -> tuple[list[str], list[list]]:
    """All that happened, decisions too: header and rows."""
    header = [
        _("Date"), _("Recorded"), _("J.nr."), _("Document no."), _("What"), _("Theme"), _("Correspondent"), _("By whom"),
        _("Text"), _("Facts"), _("Remarks"), _("Files"), _("Withheld"),
    ]  # fmt: skip
    rows = [
        [
            item.day, item.at, item.place, item.document_number, item.title, item.theme, item.correspondent, item.by,
            "\n".join(f"{text.label}: {text.words}" if text.label else text.words for text in item.texts),
            "\n".join(f"{label}: {value}" for label, value in item.facts),
            ", ".join(item.marks), "; ".join(_names(item, name_of)), withheld_in_words(item),
        ]
        for item in items
    ]  # fmt: skip
    return header, rows


def decisions(items: Iterable[Item]) -> tuple[list[str], list[list]]:
    """Each decision with the figures it rested on: a row for the whole and for each target group."""
    groups = group_names()
    header = [
        _("Date"), _("J.nr."), _("Decision"), _("By whom"), _("Reason"), _("Month"), _("Known at"), _("Target group"),
        _("Level"), _("Share"), _("Persons"), _("Months below"), _("Rank"), _("Change"), _("Withheld"),
    ]  # fmt: skip
    rows = []
    for item in items:
        if not is_decision(item):
            continue
        known = item.figures.get("known_at")
        start = [
            item.day, item.place, item.title, item.by, "\n".join(text.words for text in item.texts),
            item.figures.get("month") or "", known and datetime.fromisoformat(known),
        ]  # fmt: skip
        for slug, row in _groups(item.figures) or [("", {})]:
            said = [row.get(name) for name in _COUNTED]
            level = row.get("level")
            rows.append([
                *start, groups.get(slug, slug), figures.level_label(level) if level else "", _decimal(row, "share"),
                *said, _decimal(row, "change_pp"), withheld_in_words(item),
            ])  # fmt: skip
    return header, rows


def decisions_in_full(items: Iterable[Item]) -> list[dict]:
    """The decisions for programs: all that each rested on, facts, parameters and conditions too."""
    return [
        {
            "kind": str(item.kind),
            "case": item.place,
            "date": item.day.isoformat(),
            "recorded_at": item.at.isoformat(),
            "decision": item.title,
            "by": item.by,
            "remarks": list(item.marks),
            "texts": [{"label": text.label, "words": text.words} for text in item.texts],
            "facts": dict(item.facts),
            "figures_as_known": item.figures,
            "withheld": withheld_in_words(item),
        }
        for item in items
        if is_decision(item)
    ]


def group_names() -> dict[str, str]:
    return {"overall": _("All together")} | {each.slug: str(each) for each in Indicator.objects.all()}


def _groups(grounds: Mapping) -> list[tuple[str, Mapping]]:
    """The overall figures first."""
    return sorted(grounds.get("figures", {}).items(), key=lambda pair: (pair[0] != "overall", pair[0]))


def _decimal(row: Mapping, name: str):
    value = row.get(name)
    return figures.number(value and str(value))


def journal_document(items: Iterable[Item], name_of: FileNames) -> dict:
    """The journal list for its PDF."""
    header, rows = journal_list(items, name_of)
    return {
        "head": [*header[:6], header[7]],
        "rows": [[row[0], figures.day_short(row[1]), *row[2:6], row[7]] for row in rows],
        "none": _("No documents."),
    }


def events_document(items: Iterable[Item], name_of: FileNames) -> dict:
    """What happened and what was decided, for its PDF."""
    groups = group_names()
    return {"events": [_event(item, name_of, groups) for item in items], "none": _("Nothing happened.")}


def _event(item: Item, name_of: FileNames, groups: Mapping[str, str]) -> dict:
    number = item.document_number and _("document %(number)s") % {"number": item.document_number}
    place = number or (item.place and _("J.nr. %(number)s") % {"number": item.place})
    theme = item.theme if item.theme != withheld_in_words(item) else ""
    return {
        "day": figures.day(item.day),
        "title": f"{item.title}: {theme}" if theme else item.title,
        "about": " · ".join(part for part in (place, item.correspondent, item.by, *item.marks) if part),
        "withheld": withheld_in_words(item),
        "texts": [{"label": text.label, "words": text.words} for text in item.texts],
        "facts": [{"label": label, "words": value} for label, value in item.facts],
        "files": _names(item, name_of),
        "figures": _figures(item, groups) if is_decision(item) else None,
    }


def _figures(item: Item, groups: Mapping[str, str]) -> dict | None:
    """The figures of a decision as they were known, and the scheme's parameters then."""
    rows = _groups(item.figures)
    if not rows:
        return None
    month, known = item.figures.get("month"), item.figures.get("known_at")
    return {
        "caption": _("Figures of %(month)s as known %(moment)s")
        % {
            "month": figures.month(month and datetime.fromisoformat(month).date()),
            "moment": figures.moment(known and datetime.fromisoformat(known)),
        },
        "head": [
            _("Target group"), _("Level"), _("Share"), _("Persons"), _("Months below"), _("Rank"), _("Change"),
        ],
        "rows": [
            [
                groups.get(slug, slug),
                figures.level_label(row.get("level") or "no_data"),
                figures.share(_decimal(row, "share")),
                *(figures.persons(_decimal(row, name)) for name in _COUNTED),
                figures.pp(_decimal(row, "change_pp")),
            ]
            for slug, row in rows
        ],
        "parameters": _("Parameters: %(list)s.")
        % {"list": "; ".join(_parameters(item.figures.get("parameters", {})))},
    }  # fmt: skip


def _parameters(parameters: Mapping[str, str]) -> Iterator[str]:
    names = {f.name: f.verbose_name for f in SchemeParameters._meta.get_fields() if hasattr(f, "verbose_name")}
    for name, value in parameters.items():
        amount = f"{Decimal(value).normalize():f}".replace(".", ",")
        yield f"{names.get(name, name)} {amount}"

"""Merge fields: what a letter template may name in braces, and what it becomes in a municipality's letter.

Names and values are Danish, for so are the letters. A field without a value is an error before anything is drafted.
"""

import re
import string
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from followups.letters.figures import Figures
from followups.letters.refusals import LetterRefused, Problem
from followups.models import Case, Meeting, Round
from followups.words import level_in_text
from kontakt.ui.templatetags import figures
from municipalities.models import Contact, Municipality, SchemeParameters

TABLE = "tabel"
_ALONE = re.compile(r"^[ \t]*\{tabel\}[ \t]*$", re.MULTILINE)


@dataclass
class Material:
    """All that a letter to a municipality is written from. Months are first days; `missed_on`: the day of the deadline
    that was last overdue in the case, `former_on`: the date of the latest letter in it.
    """

    municipality: Municipality
    figures: Figures
    parameters: SchemeParameters | None
    sender: dict
    addressees: list[Contact] = field(default_factory=list)
    case: Case | None = None
    round: Round | None = None
    checkpoint_month: date | None = None
    due_on: date | None = None
    meeting: Meeting | None = None
    missed_on: date | None = None
    former_on: date | None = None

    @cached_property
    def month(self) -> date:
        return date.fromisoformat(self.figures["month"])

    @cached_property
    def baseline_month(self) -> date | None:
        then = self.figures["baseline_month"]
        return then and date.fromisoformat(then)


@dataclass(frozen=True)
class MergeField:
    """`value` gives the words, or None where there is none; `missing` says what to do then, `where` on which page."""

    meaning: str
    value: Callable[[Material], str | None]
    missing: str = ""
    where: Callable[[Material], str] = lambda material: ""


def _number(shown, *path):
    def value(material: Material) -> str | None:
        found = material.figures
        for name in path:
            found = found.get(name) if found else None
        return None if found is None else shown(Decimal(str(found)))

    return value


def _day(name: str):
    return lambda material: figures.day(getattr(material, name)) if getattr(material, name) else None


def _month(name: str):
    return lambda material: figures.month(getattr(material, name)) if getattr(material, name) else None


def _parameter(name: str):
    return lambda material: figures.share(getattr(material.parameters, name)) if material.parameters else None


def _meeting(material: Material) -> str | None:
    if not material.meeting:
        return None
    return _("%(day)s at %(time)s, %(place)s") % {
        "day": figures.day(material.meeting.held_on),
        "time": figures.time_of_day(material.meeting.begins_at),
        "place": material.meeting.place,
    }


def _in_case(material: Material) -> str:
    return material.case.get_absolute_url() if material.case else ""


def _office_page(material: Material) -> str:
    return reverse("admin:accounts_regionaloffice_change", args=[material.municipality.office_id])


_NO_SHARE = gettext_lazy("The municipality has no share that month: choose another template, or another month.")
_NO_BASELINE = gettext_lazy("There is no figure for an earlier baseline month to compare with.")
_NO_OFFICE = gettext_lazy("Have an administrator fill in the regional office's e-mail and phone.")

FIELDS: dict[str, MergeField] = {
    "kommune": MergeField(gettext_lazy("The municipality's name"), lambda m: m.municipality.name),
    "modtagere": MergeField(
        gettext_lazy("The addressees' names"),
        lambda m: get_text_list([contact.name for contact in m.addressees], _("and")) or None,
        gettext_lazy("The letter has no addressees."),
    ),
    "journalnummer": MergeField(
        gettext_lazy("The journal number of the case or round"), lambda m: (m.case or m.round).journal_number
    ),
    "måned": MergeField(gettext_lazy("The month of the figures"), _month("month")),
    "udgangsmåned": MergeField(
        gettext_lazy("The month that the figures are compared with"), _month("baseline_month"), _NO_BASELINE
    ),
    "kontrolmåned": MergeField(
        gettext_lazy("The month whose figures decide what comes next"),
        _month("checkpoint_month"),
        gettext_lazy("No checkpoint month is chosen."),
        _in_case,
    ),
    "andel": MergeField(
        gettext_lazy("The share that had the interviews the law requires"),
        _number(figures.share, "overall", "share"),
        _NO_SHARE,
    ),
    "andel_før": MergeField(
        gettext_lazy("The share in the baseline month"), _number(figures.share, "overall", "share_then"), _NO_BASELINE
    ),
    "udvikling": MergeField(
        gettext_lazy("The change since the baseline month, in percentage points"),
        _number(figures.pp, "overall", "change"),
        _NO_BASELINE,
    ),
    "personer": MergeField(
        gettext_lazy("How many persons the share is of"), _number(figures.persons, "overall", "persons"), _NO_SHARE
    ),
    "niveau": MergeField(
        gettext_lazy("The level, in running text"), lambda m: level_in_text(m.figures["overall"]["level"])
    ),
    "måneder_under": MergeField(
        gettext_lazy("Months in a row below the requirement"), _number(figures.persons, "overall", "months_below")
    ),
    "landstal": MergeField(
        gettext_lazy("The share in the whole country"), _number(figures.share, "national"), _NO_SHARE
    ),
    "krav": MergeField(gettext_lazy("The share that meets the requirement"), _parameter("target")),
    "markant_grænse": MergeField(
        gettext_lazy("The share below which a municipality is markedly below"), _parameter("marked")
    ),
    "frist": MergeField(
        gettext_lazy("The day by which the municipality must answer"),
        _day("due_on"),
        gettext_lazy("The letter has no deadline. Choose one."),
    ),
    "overskredet_frist": MergeField(
        gettext_lazy("The day of the deadline that the municipality has missed"),
        _day("missed_on"),
        gettext_lazy("No deadline in the case is overdue."),
        _in_case,
    ),
    "seneste_brev": MergeField(
        gettext_lazy("The date of the latest letter in the case"),
        _day("former_on"),
        gettext_lazy("No letter has been sent in the case before."),
        _in_case,
    ),
    "møde": MergeField(
        gettext_lazy("When and where the planned meeting is"),
        _meeting,
        gettext_lazy("No meeting is planned in the case. Plan it first."),
        lambda m: reverse("case-meeting-plan", args=[m.case.journal_number]) if m.case else "",
    ),
    "regionskontor": MergeField(gettext_lazy("The regional office's name"), lambda m: m.municipality.office.name),
    "regionskontor_mail": MergeField(
        gettext_lazy("The regional office's e-mail"), lambda m: m.municipality.office.email, _NO_OFFICE, _office_page
    ),
    "regionskontor_telefon": MergeField(
        gettext_lazy("The regional office's phone"), lambda m: m.municipality.office.phone, _NO_OFFICE, _office_page
    ),
    "afsender": MergeField(gettext_lazy("The authority that sends the letter"), lambda m: m.sender["authority"]),
    TABLE: MergeField(
        gettext_lazy("The municipality's figures as a table; on a line of its own"), lambda m: f"{{{TABLE}}}"
    ),
}


class BadLetterText(ValueError):
    """A text names a field that there is not, or is badly written; the message says what."""


def check_text(text: str, *, subject: bool = False) -> None:
    """Raise BadLetterText unless every name in braces is a merge field, and the table stands where it can."""
    try:
        parts = [part for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError:
        raise BadLetterText(_("A brace is not closed. Braces are for merge fields only."))
    for _before, name, spec, conversion in parts:
        if name not in FIELDS or spec or conversion:
            raise BadLetterText(
                _("“{%(name)s}” is not a merge field. There are: %(names)s.")
                % {"name": name, "names": ", ".join(f"{{{known}}}" for known in FIELDS)}
            )
    tables = text.count(f"{{{TABLE}}}")
    if tables and subject:
        raise BadLetterText(_("The table cannot stand in the subject."))
    if tables > len(_ALONE.findall(text)):
        raise BadLetterText(_("Put {tabel} on a line of its own."))


def fill(texts: list[str], material: Material) -> list[str]:
    """The texts with the fields filled in. Raises LetterRefused with every value that is missing."""
    named = {
        name
        for text in texts
        for _before, name, _spec, _conversion in string.Formatter().parse(text)
        if name is not None
    }
    values, problems = {}, []
    for name in FIELDS:
        if name in named:
            merge = FIELDS[name]
            with override(settings.LANGUAGE_CODE):
                values[name] = merge.value(material)
            if not values[name]:
                problems.append(
                    Problem(
                        _("%(municipality)s: “{%(name)s}” has no value. %(what)s")
                        % {"municipality": material.municipality, "name": name, "what": merge.missing},
                        merge.where(material),
                    )
                )
    if problems:
        raise LetterRefused(problems)
    return [text.format_map(values) for text in texts]

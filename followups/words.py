"""A case in the one sentence that matters, and what has become of its figures."""

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal

from django.db.models import Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from followups.models import Case, MeetingChange
from kontakt.ui.templatetags import figures
from municipalities.models import Assessment, Level
from municipalities.words import verdict


def case_in_words(case: Case, latest: Assessment | None) -> str:
    """Where the case is, and what the latest month says."""
    if not case.is_open:
        return _("The case was closed on %(day)s: %(outcome)s.") % {
            "day": figures.day(case.closed_at),
            "outcome": case.get_outcome_display().lower(),
        }
    return figures_in_words(latest)


def figures_in_words(latest: Assessment | None) -> str:
    """What a municipality's latest month says."""
    if latest is None:
        return _("There are no figures for the municipality.")
    return _("%(month)s: %(verdict)s") % {"month": figures.month(latest.month).capitalize(), "verdict": verdict(latest)}


def baseline_rows(case: Case) -> QuerySet[Assessment]:
    """What a change is measured between: the baseline month's, and for a closed case that of the month of closing."""
    rows = Assessment.objects.filter(
        scheme=case.scheme, municipality=case.municipality, indicator=None, share__isnull=False
    )
    wanted = Q(month=case.baseline_month)
    if case.closed_at:
        wanted |= Q(month=Subquery(rows.filter(month__lte=case.closed_at).order_by("-month").values("month")[:1]))
    return rows.filter(wanted)


def change_since_baseline(case: Case, rows: Iterable[Assessment], latest: Assessment | None) -> Decimal | None:
    """In percentage points, from the baseline month to the latest (to the month of closing for a closed case).

    `rows`: those of `baseline_rows`.
    """
    months = {row.month: row for row in rows}
    found, last = months.get(case.baseline_month), latest
    if case.closed_at:
        last = months.get(max(months, default=None))
    return None if not found or not last or last.share is None else last.share - found.share


def level_in_text(level: str) -> str:
    """A level as it stands in running text: "markant under kravet"."""
    return {
        Level.COMPLIANT: _("meets the requirement"),
        Level.BELOW: pgettext("in running text", "below the requirement"),
        Level.MARKEDLY_BELOW: _("markedly below the requirement"),
        Level.EXEMPT: _("exempt from the rules"),
        Level.TOO_FEW: _("too few persons to be assessed"),
        Level.NO_DATA: _("without figures"),
    }[Level(level)]


def former_plan(change: MeetingChange) -> str:
    """How a meeting was planned before it was changed, and who changed it when."""
    before = change.before
    return _("Until %(changed)s: %(day)s, %(begins)s–%(ends)s, %(place)s. Changed by %(who)s.") % {
        "changed": figures.moment(change.changed_at),
        "day": figures.day(date.fromisoformat(before["held_on"])),
        "begins": figures.time_of_day(time.fromisoformat(before["begins_at"])),
        "ends": figures.time_of_day(time.fromisoformat(before["ends_at"])),
        "place": before["place"],
        "who": change.by,
    }

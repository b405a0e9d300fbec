"""Everything that happened in a case, in the order it happened, from wherever it is kept."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followups.models import Activity, Case, Letter, LogEntry, Proposal, SupportRequest
from kontakt.ui.templatetags import figures
from municipalities.models import Delivery, LevelChange, Observation

KINDS = {
    "steps": gettext_lazy("Steps taken"),
    "letters": gettext_lazy("Letters"),
    "log": gettext_lazy("Log"),
    "assistance": gettext_lazy("Support"),
    "decisions": gettext_lazy("Decisions"),
    "levels": gettext_lazy("Level changes"),
    "deliveries": gettext_lazy("Deliveries"),
}


@dataclass(frozen=True)
class Event:
    """One thing on the timeline. `day` orders it, and `at` orders those of a day."""

    kind: str
    day: date
    at: datetime
    title: str
    text: str = ""
    by: str = ""
    marks: tuple[str, ...] = ()
    url: str = ""
    level: str = ""
    files: list = field(default_factory=list)
    entry: LogEntry | None = None


@dataclass(frozen=True)
class Beside:
    """What happened that is not the case's own: activities held in its courses, and the municipality's figures."""

    activities: QuerySet[Activity]
    level_changes: QuerySet[LevelChange]
    deliveries: QuerySet[Delivery]

    @classmethod
    def of(cls, case: Case) -> Self:
        of_municipality = LevelChange.objects.filter(municipality=case.municipality, scheme=case.scheme)
        return cls(
            Activity.objects.held().filter(course__case=case).select_related("course", "ended_by"),
            of_municipality.filter(month__gte=case.baseline_month).select_related("delivery"),
            Delivery.objects.filter(
                Exists(Observation.objects.filter(delivery=OuterRef("pk"), municipality=case.municipality)),
                loaded_at__gte=case.opened_at,
            ),
        )


def timeline(case: Case, beside: Beside, *, kinds: set[str] | None = None) -> list[Event]:
    """Newest first; only some kinds where they are given. The case is best fetched with its rows (views/case_rows.py)."""
    sources = {
        "steps": _steps,
        "letters": _letters,
        "log": _log,
        "assistance": _assistance,
        "decisions": _decisions,
        "levels": _levels,
        "deliveries": _deliveries,
    }
    events = [event for kind, source in sources.items() if not kinds or kind in kinds for event in source(case, beside)]
    if case.closed_at:  # what the figures did afterwards is another story; letters and help may still come
        still = ("steps", "letters", "log", "assistance")
        events = [event for event in events if event.at <= case.closed_at or event.kind in still]
    return sorted(events, key=lambda event: (event.day, event.at), reverse=True)


def _steps(case: Case, _beside: Beside):
    for step in case.steps.all():
        marks = ((_("not proposed"),) if step.not_proposed else ()) + (
            (_("out of order"),) if step.out_of_order else ()
        )
        title = str(step.proposal.rule) if step.proposal else step.get_step_display()
        figures_then = step.grounds.get("figures", {}).get("overall", {})
        yield Event(
            "steps",
            step.taken_on,
            step.recorded_at,
            title,
            text=step.reason,
            by=str(step.by),
            marks=marks,
            level=figures_then.get("level", ""),
        )


def _letters(case: Case, _beside: Beside):
    for letter in case.letters.all():
        if letter.status != Letter.Status.SENT:
            continue
        yield Event(
            "letters",
            letter.dated_on,
            letter.sent_at,
            _("Letter sent: %(subject)s") % {"subject": letter.subject},
            by=str(letter.ordered_by),
            url=letter.get_absolute_url(),
        )


def _log(case: Case, _beside: Beside):
    for entry in case.log_entries.all():
        yield Event(
            "log",
            entry.happened_on,
            entry.recorded_at,
            f"{entry.get_kind_display()}: {entry.theme}",
            text=entry.text,
            by=" · ".join(part for part in (entry.contact_name, str(entry.by)) if part),
            marks=(_("corrected"),) if entry.is_corrected else (),
            files=list(entry.files.all()),
            entry=entry,
        )


def _assistance(case: Case, beside: Beside):
    """Requests answered, courses begun and ended, and activities held."""
    for asked in case.support_requests.all():
        if asked.status == SupportRequest.Status.WAITING:
            continue
        yield Event(
            "assistance",
            asked.answered_on,
            asked.answered_at,
            _("Request for support: %(status)s") % {"status": asked.get_status_display().lower()},
            text=asked.reason,
            by=str(asked.answered_by),
            url=asked.get_absolute_url(),
        )
    for course in case.courses.all():
        url = course.get_absolute_url()
        yield Event(
            "assistance",
            course.started_on,
            course.begun_at,
            _("Course of assistance begun"),
            text=course.goal,
            by=str(course.begun_by),
            url=url,
        )
        if course.ended_on:
            yield Event(
                "assistance",
                course.ended_on,
                course.ended_at,
                _("Course of assistance ended: %(outcome)s") % {"outcome": course.get_outcome_display().lower()},
                text=course.lessons,
                by=str(course.ended_by),
                url=url,
            )
    for activity in beside.activities:
        yield Event(
            "assistance",
            activity.held_on,
            activity.ended_at,
            str(activity),
            text=activity.notes,
            by=str(activity.ended_by),
            url=activity.course.get_absolute_url(),
        )


def _decisions(case: Case, _beside: Beside):
    for proposal in case.proposals.all():
        if proposal.status not in (Proposal.Status.DISMISSED, Proposal.Status.POSTPONED):
            continue
        said = (
            _("Dismissed: %(rule)s") % {"rule": proposal.rule}
            if proposal.status == Proposal.Status.DISMISSED
            else _("Postponed to %(day)s: %(rule)s")
            % {"rule": proposal.rule, "day": figures.day(proposal.postponed_until)}
        )
        yield Event(
            "decisions",
            timezone.localdate(proposal.decided_at),
            proposal.decided_at,
            said,
            text=proposal.reason,
            by=str(proposal.decided_by),
        )


def _levels(case: Case, beside: Beside):
    for change in beside.level_changes:
        yield Event(
            "levels",
            timezone.localdate(change.known_from),
            change.known_from,
            _("New level for %(month)s") % {"month": figures.month(change.month)},
            marks=(change.get_cause_display(),),
            level=change.to_level,
        )


def _deliveries(case: Case, beside: Beside):
    for delivery in beside.deliveries:
        yield Event(
            "deliveries",
            timezone.localdate(delivery.loaded_at),
            delivery.loaded_at,
            _("%(delivery)s with %(months)s") % {"delivery": delivery, "months": figures.months(*delivery.months)},
            url=delivery.get_absolute_url(),
        )

"""What a person changes of a case besides its steps is told in its log, in the transaction that changes it."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups.log import write
from followups.models import Case, LogEntry, Priority
from kontakt.ui.templatetags import figures

_TOLD = ("responsible", "priority", "baseline_month", "checkpoint_month")


def as_it_was(case: Case) -> dict:
    """What is told of the case when it changes, to be kept before it does."""
    return {name: getattr(case, name) for name in _TOLD}


def tell_change(case: Case, before: dict, *, by) -> None:
    """Write in the case's log what is not as it was; nothing where all is."""
    with override(settings.LANGUAGE_CODE):  # the case file is in Danish, whatever language the user reads in
        lines = [
            _("%(what)s changed from %(before)s to %(after)s.") % {"what": what, "before": was, "after": now}
            for what, was, now in _changes(before, as_it_was(case))
        ]
        if lines:
            write(
                case,
                kind=LogEntry.Kind.NOTE,
                happened_on=timezone.localdate(),
                by=by,
                theme=_("The case was changed"),
                text="\n".join(lines),
            )


def _changes(before: dict, after: dict) -> Iterator[tuple[str, str, str]]:
    shown = {
        "responsible": (_("Caseworker"), lambda user: str(user or _("nobody"))),
        "priority": (_("Priority"), lambda priority: Priority(priority).label.lower()),
        "baseline_month": (_("Baseline month"), figures.month),
        "checkpoint_month": (_("Checkpoint month"), lambda month: figures.month(month) if month else _("not set")),
    }
    for name, (what, show) in shown.items():
        if before[name] != after[name]:
            yield what, show(before[name]), show(after[name])

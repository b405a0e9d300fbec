"""A correction of a municipality's figures is told in its open cases' logs, in the transaction that makes it."""

from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups.log import write
from followups.models import Case, LogEntry
from kontakt.ui.templatetags import figures
from municipalities.models import Correction


def tell_open_cases(*, corrections: Sequence[Correction], by, **_signal) -> None:
    """Write a note in each open case of the municipalities: before and after, the reason, and whose act it was."""
    of_municipality = defaultdict(list)
    for correction in corrections:
        of_municipality[correction.municipality_id].append(correction)
    with override(settings.LANGUAGE_CODE):
        for case in Case.objects.open().filter(municipality__in=of_municipality):
            write(
                case,
                kind=LogEntry.Kind.NOTE,
                happened_on=timezone.localdate(),
                by=by,
                theme=_("Figures corrected"),
                text="\n\n".join(_in_words(correction) for correction in of_municipality[case.municipality_id]),
            )


def _in_words(correction: Correction) -> str:
    what = _("Correction undone") if correction.is_undoing else _("Correction")
    before = correction.replaces
    lines = [
        f"{what} {correction.pk}: {correction.indicator}, {figures.month(correction.month)}.",
        _change(_("Share"), figures.share, before and before.share, correction.share),
        _change(_("Persons"), figures.persons, before and before.persons, correction.persons),
        _change(_("Average interviews"), figures.average, before and before.average, correction.average),
        _change(_("Persons meeting the requirement"), figures.persons, before and before.meeting, correction.meeting),
        _("Reason: %(reason)s") % {"reason": correction.reason},
    ]
    return "\n".join(filter(None, lines))


def _change(label: str, show, before, after) -> str:
    return "" if before == after else f"{label}: {show(before)} → {show(after)}"

"""The agenda that is proposed for a meeting: what the figures say, and the promises that were not kept."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups.accounts import PromiseStatus, promise_statuses
from followups.models import Case, Promise
from followups.rules.facts import overall
from kontakt.ui.templatetags import figures
from municipalities.models import Assessment


def propose_agenda(case: Case) -> str:
    """A draft in Danish (it goes to the municipality), to be edited: numbered points, with figures as known now."""
    with override(settings.LANGUAGE_CODE):
        points = [
            _("Welcome and the purpose of the meeting"),
            "\n".join([_("The figures"), *(f"   {line}" for line in _figures(case))]),
            _("The municipality's explanation"),
        ]
        if not_kept := _promises_not_kept(case):
            points.append("\n".join([_("Promises that were not kept"), *(f"   – {line}" for line in not_kept)]))
        points += [
            _("What the municipality will do, and when it can be seen in the figures"),
            _("Help from the regional office"),
            _("Agreements and deadlines"),
        ]
        return "\n".join(f"{number}. {point}" for number, point in enumerate(points, start=1))


def _figures(case: Case) -> list[str]:
    rows = overall(case.scheme).filter(municipality=case.municipality)
    latest = rows.select_related("worst_indicator").order_by("-month").first()
    if latest is None:
        return [_("There are no figures yet.")]
    if latest.share is None:
        return [
            _("%(month)s: %(level)s.")
            % {"month": figures.month(latest.month), "level": figures.level_label(latest.level)}
        ]
    lines = [
        _("In %(month)s %(share)s have had the interviews that the law requires: %(level)s.")
        % {
            "month": figures.month(latest.month),
            "share": figures.share(latest.share),
            "level": figures.level_label(latest.level).lower(),
        }
    ]
    if latest.worst_indicator:
        lines.append(
            _("The lowest group is %(group)s with %(share)s.")
            % {"group": latest.worst_indicator, "share": figures.share(latest.worst_share)}
        )
    baseline = rows.filter(month=case.baseline_month).first()
    if baseline and baseline.share is not None and baseline.month < latest.month:
        lines.append(_change(baseline, latest))
    if latest.months_below > 1:
        lines.append(
            _("It has been below the requirement for %(count)s months in a row.") % {"count": latest.months_below}
        )
    return lines


def _change(baseline: Assessment, latest: Assessment) -> str:
    return _("Since %(month)s, when it was %(share)s, the change is %(change)s.") % {
        "month": figures.month(baseline.month),
        "share": figures.share(baseline.share),
        "change": figures.pp(latest.share - baseline.share),
    }


def _promises_not_kept(case: Case) -> list[str]:
    standings = promise_statuses(case, timezone.localdate())
    broken = [pk for pk, standing in standings.items() if standing.status == PromiseStatus.BROKEN]
    return [
        _("%(measure)s: %(target)s was promised by %(day)s; in %(month)s it was %(reached)s.")
        % {
            "measure": promise.measure.rstrip("."),
            "target": figures.share(promise.target_share),
            "day": figures.day(promise.due_on),
            "month": figures.month(standings[promise.pk].month),
            "reached": figures.share(standings[promise.pk].share),
        }
        for promise in Promise.objects.filter(pk__in=broken)
    ]

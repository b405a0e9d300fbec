"""Requests and courses in the one sentence that matters."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followups.assistance.effect import Effect
from followups.models import Course, SupportRequest
from kontakt.ui.templatetags import figures


def request_in_words(request: SupportRequest) -> str:
    """What was asked for when, and what has become of it."""
    status = SupportRequest.Status
    if request.status == status.WAITING:
        days = request.waited
        return ngettext(
            "The request has waited for the office's answer for %(days)s day.",
            "The request has waited for the office's answer for %(days)s days.",
            days,
        ) % {"days": days}
    if request.status == status.ACCEPTED:
        said = (
            _("The office accepted the request on %(day)s, and a course came of it.")
            if request.course_id
            else _("The office accepted the request on %(day)s. The course has not begun yet.")
        )
    else:
        said = {
            status.DECLINED: _("The office declined the request on %(day)s."),
            status.NOT_WANTED: _("The municipality declined the help on %(day)s."),
            status.WITHDRAWN: _("The request was withdrawn on %(day)s."),
        }[status(request.status)]
    return said % {"day": figures.day(request.answered_on)}


def course_in_words(course: Course, effect: Effect) -> str:
    """How far the course is, and what the figures have done since the month before it began."""
    if course.is_under_way:
        stands = _("Under way since %(day)s.") % {"day": figures.day(course.started_on)}
    else:
        stands = _("Ended on %(day)s: %(outcome)s.") % {
            "day": figures.day(course.ended_on),
            "outcome": course.get_outcome_display().lower(),
        }
    return f"{stands} {effect_in_words(effect)}"


def effect_in_words(effect: Effect) -> str:
    """The change overall, beside the country's."""
    if effect.before is None:
        return _("The month before the course has no figure, so its effect cannot be measured.")
    if effect.change is None:
        return _("There are no figures yet of the months since it began.")
    said = {
        "month": figures.month(effect.latest.month),
        "before": figures.share(effect.before.share),
        "latest": figures.share(effect.latest.share),
        "change": figures.pp(effect.change),
        "country": figures.pp(effect.country_change),
    }
    return (
        _(
            "The share has gone from %(before)s to %(latest)s in %(month)s: %(change)s, while the country's moved %(country)s."
        )
        % said
    )

"""What the pages of a case and of a municipality show of the regional office's help."""

from django import template

from followups.assistance.effect import as_shares, effect_of, whole_country
from followups.assistance.standing import courses_as_they_stand
from followups.assistance.words import effect_in_words
from followups.models import Course, SupportRequest
from kontakt.accounts.access import Action, may
from kontakt.together import fetch_together

register = template.Library()


@register.inclusion_tag("assistance/of_page.html")
def assistance_of(user, *, case=None, municipality=None) -> dict:
    """The requests and the courses of a case, or of a municipality, for those who may see them."""
    if not may(user, Action.VIEW_ASSISTANCE):
        return {"shown": False}
    about = {"case": case} if case else {"municipality": municipality}
    requests = SupportRequest.objects.visible_to(user).filter(**about).select_related("municipality", "office")
    # Most have no courses, and putting the question about them together costs more than asking which there are.
    bare = Course.objects.visible_to(user).filter(**about).order_by()
    fetch_together(requests, bare)
    courses = []
    if bare:
        courses = courses_as_they_stand(user).filter(**about)
        country = whole_country(begun=min(course.started_on for course in bare))
        fetch_together(courses, country)
        shares = as_shares(country)
        for course in courses:
            course.effect_words = effect_in_words(effect_of(course, shares))
    settled = not any(course.is_under_way for course in courses) and not any(
        asked.status in SupportRequest.UNSETTLED and asked.course_id is None for asked in requests
    )
    return {
        "shown": True,
        "office": (case.municipality if case else municipality).office,
        "municipality": case.municipality if case else municipality,
        "requests": requests,
        "courses": courses,
        "may_ask": settled and (case is None or case.is_open) and may(user, Action.REQUEST_ASSISTANCE),
    }

"""What every page's frame shows."""

from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from kontakt.accounts.access import Action, may, sees_whole_country
from kontakt.ui import frame
from kontakt.ui.appearance import chosen_theme


def page_frame(request):
    """`frame`: the navigation for this user, and what the frame says of the installation, asked only when shown. `appearance`:
    light or dark, if the user has chosen."""
    return {"frame": SimpleLazyObject(lambda: _frame(request)), "appearance": chosen_theme(request)}


def _frame(request) -> dict:
    user = getattr(request, "user", None)
    navigation = _navigation(user, request.path) if user and user.is_authenticated else []
    return {
        "home_url": _address("home") or "/",
        "navigation": navigation,
        "tasks": _tasks(user),
        "search": _search(user, request.path) if user and user.is_authenticated else None,
        "synthetic": frame.is_so("synthetic"),
        "version": frame.version(),
    }


def _tasks(user) -> dict | None:
    """“My tasks”, with how many wait, for those who work with cases."""
    url = _address("my-tasks") if user and user.is_authenticated and may(user, Action.WORK_CASES) else None
    return url and {"url": url, "count": frame.count("tasks", user)}


def _search(user, path: str) -> dict | None:
    """The field at the top: what is searched is what the user may see."""
    url = _address("search") if may(user, Action.VIEW_FIGURES) else None
    label = _("Search cases and letters") if may(user, Action.VIEW_CASES) else _("Search municipalities and support")
    return url and {"label": label, "url": url, "here": path == url}


def _navigation(user, path: str) -> list[dict]:
    """The pages of the top navigation that exist and that this user may see: label, url, current, here, count."""
    pages = _of_the_ministry() if sees_whole_country(user) else _of_an_office(user)
    return [
        {"label": label, "url": url, "current": _is_at(url, path), "here": path == url, "count": count}
        for label, name, action, count in pages
        if may(user, action) and (url := _address(name))
    ]


def _is_at(url: str, path: str) -> bool:
    """Whether the page is this one, or one below it; nothing is below the front page."""
    return path == url if url == _address("home") else path.startswith(url)


def _of_the_ministry() -> list[tuple]:
    return [
        (_("Overview"), "home", Action.VIEW_FIGURES, 0),
        (_("Municipalities"), "municipalities", Action.VIEW_FIGURES, 0),
        (_("Explore"), "explore", Action.VIEW_FIGURES, 0),
        (_("Cases"), "cases", Action.VIEW_CASES, 0),
        (_("Rounds of follow-up"), "rounds", Action.VIEW_CASES, 0),
        (_("Statements"), "statements", Action.VIEW_FIGURES, 0),
        (_("Deliveries"), "deliveries", Action.VIEW_DELIVERIES, 0),
        (_("Data quality"), "quality", Action.VIEW_DELIVERIES, 0),
        (_("Administration"), "admin:index", Action.ADMINISTER, 0),
        (_("Audit trail"), "audit", Action.VIEW_AUDIT, 0),
    ]


def _of_an_office(user) -> list[tuple]:
    """A regional office has words of its own (DESIGN.md); the count is of the requests that wait for its answer."""
    waiting = frame.count("support_requests", user) if may(user, Action.WORK_ASSISTANCE) else 0
    return [
        (_("Overview"), "office", Action.VIEW_ASSISTANCE, 0),
        (_("Our municipalities"), "municipalities", Action.VIEW_FIGURES, 0),
        (_("Explore"), "explore", Action.VIEW_FIGURES, 0),
        (_("Courses of assistance"), "courses", Action.VIEW_ASSISTANCE, 0),
        (_("Requests"), "support-requests", Action.VIEW_ASSISTANCE, waiting),
        (_("Administration"), "admin:index", Action.ADMINISTER, 0),
    ]


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None

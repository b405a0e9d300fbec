"""What every page's frame shows."""

from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from kontakt.accounts.access import Action, may, sees_whole_country
from kontakt.ui import frame


def page_frame(request):
    """`frame`: the navigation for this user, and what the frame says of the installation. Asked only when shown."""
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


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
    """The field at the top: everything that is written of cases, or the municipalities for those who see figures only."""
    choices = [
        (_("Search cases and letters"), "search", Action.VIEW_CASES),
        (_("Find a municipality"), "municipalities", Action.VIEW_FIGURES),
    ]
    for label, name, action in choices:
        if may(user, action) and (url := _address(name)):
            return {"label": label, "url": url, "here": path == url}
    return None


def _navigation(user, path: str) -> list[dict]:
    """The pages of the top navigation that exist and that this user may see: label, url, current, here."""
    municipalities = _("Municipalities") if sees_whole_country(user) else _("Our municipalities")
    pages = [
        (municipalities, "municipalities", Action.VIEW_FIGURES),
        (_("Cases"), "cases", Action.VIEW_CASES),
        *([(_("Rounds of follow-up"), "rounds", Action.VIEW_CASES)] if sees_whole_country(user) else []),
        (_("Statements"), "statements", Action.VIEW_FIGURES),
        (_("Deliveries"), "deliveries", Action.VIEW_DELIVERIES),
        (_("Administration"), "admin:index", Action.ADMINISTER),
    ]
    return [
        {"label": label, "url": url, "current": path.startswith(url), "here": path == url}
        for label, name, action in pages
        if may(user, action) and (url := _address(name))
    ]


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None

"""The audit trail, for administrators; and the history of one thing, for those who may see the thing."""

from django.apps import apps
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views import View

from kontakt.accounts.access import Action, may, requires
from kontakt.audit.forms import AccessFilter, SearchForm
from kontakt.audit.models import Access
from kontakt.audit.reading import history_of, search
from kontakt.audit.shown import shown
from kontakt.audit.tables import AccessTable
from kontakt.audit.tracking import changes_of
from kontakt.ui.exports import rows_response
from kontakt.ui.lists import ListView
from kontakt.ui.templatetags import figures

ON_A_PAGE = 25
MOST_EXPORTED = 5000


class Pages:
    """A page of changes, with what `ui/pagination.html` asks of a table."""

    prefixed_page_field, prefixed_per_page_field = "page", "per_page"

    def __init__(self, lines, number: str | None) -> None:
        self.paginator = Paginator(lines, ON_A_PAGE)
        self.page = self.paginator.get_page(number)
        self.changes = shown(list(self.page.object_list))


@requires(Action.VIEW_AUDIT)
class ChangesView(View):
    """Every change, by who, what, when and which object."""

    def get(self, request):
        form = SearchForm(request.GET or None)
        form.is_valid()
        lines = search(form.sought())
        if request.GET.get("export") in ("csv", "xlsx"):
            return _exported(lines[:MOST_EXPORTED], request.GET["export"])
        pages = Pages(lines, request.GET.get("page"))
        return render(
            request,
            "audit/changes.html",
            {"form": form, "table": pages, "page": pages.page, "tabs": _tabs("audit"), "most": MOST_EXPORTED},
        )


@requires(Action.VIEW_AUDIT)
class AccessesView(ListView):
    table_class = AccessTable
    filterset_class = AccessFilter
    template_name = "audit/accesses.html"

    def get_queryset(self):
        return Access.objects.select_related("user")

    def export_name(self) -> str:
        return "revisionsspor-anvendelse"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"tabs": _tabs("audit-accesses")}


@requires(Action.VIEW_CASES)
class HistoryView(View):
    """Everything that has been done to a thing and its parts. A thing that the user may not see does not exist."""

    @cached_property
    def model(self):
        try:
            model = apps.get_model(self.kwargs["table"])
        except (LookupError, ValueError):
            raise Http404
        if changes_of(model) is None:
            raise Http404
        return model

    def get(self, request, table, key):
        thing = self._thing()
        lines = history_of(self.model, key)
        if thing is None and not lines:
            raise Http404
        pages = Pages(lines, request.GET.get("page"))
        context = {
            "table": pages,
            "page": pages.page,
            "kind": capfirst(self.model._meta.verbose_name),
            "thing": thing or _("no. %s (deleted)") % key,
            "url": getattr(thing, "get_absolute_url", lambda: "")(),
        }
        return render(request, "audit/history.html", context)

    def _thing(self):
        """None if it was deleted: which is for those who may see the whole trail."""
        rows = self.model._default_manager.filter(pk=self.kwargs["key"])
        if may(self.request.user, Action.VIEW_AUDIT):
            return rows.first()
        thing = rows.visible_to(self.request.user).first() if hasattr(rows, "visible_to") else None
        if thing is None:
            raise Http404
        return thing


def _tabs(current: str) -> list[dict]:
    pages = [("audit", _("Changes")), ("audit-accesses", _("Sign-ins, files and reading"))]
    return [{"label": label, "url": reverse(name), "current": name == current} for name, label in pages]


def _exported(lines, file_format: str):
    """A line for each field that was changed."""
    header = [
        _("Time"),
        _("Who"),
        _("What"),
        _("Kind of object"),
        _("Object"),
        _("Field"),
        _("Before"),
        _("After"),
        _("Reason"),
        _("Page or task"),
        _("Request"),
    ]
    rows = (
        [
            change.at,
            change.who,
            change.what,
            change.kind,
            change.object,
            field.name,
            _plain(field.before),
            _plain(field.after),
            change.reason,
            change.how,
            change.request,
        ]
        for change in shown(list(lines))
        for field in change.fields
    )
    return rows_response(header, rows, file_format=file_format, name="revisionsspor")


def _plain(words: str) -> str:
    return "" if words == figures.MISSING else words

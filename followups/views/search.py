"""The search from the top of every page."""

import re
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from followups.models import Letter, LogEntry, Promise
from followups.search import BEGINS, ENDS, Found, Kind, Order, Search
from kontakt.accounts.access import Action, requires
from kontakt.ui.templatetags import figures
from kontakt.ui.templatetags.ui import PER_PAGE

_USUAL_ROWS = 25
# What a headline leaves out at the end of a text that it shows in whole.
_END_MARKS = 3
_HIT = re.compile(f"{BEGINS}([^{BEGINS}{ENDS}]*){ENDS}")
_STRAY = re.compile(f"[{BEGINS}{ENDS}]")


class SearchForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("Search for"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Where"), choices=[("", gettext_lazy("Everywhere")), *Kind.choices], required=False
    )
    order = forms.ChoiceField(label=gettext_lazy("Order"), choices=Order, required=False)

    def __init__(self, data) -> None:
        super().__init__({"order": Order.BEST} | {name: value for name, value in data.items() if value})


@dataclass(frozen=True)
class Hit:
    """What is shown of a row that matches."""

    title: SafeString
    text: SafeString
    who: SafeString
    url: str
    day: date
    marks: tuple[str, ...]
    municipality: object
    place: object


class Counted(Paginator):
    """Pages of rows that are counted already."""

    def __init__(self, rows, per_page: int, *, count: int) -> None:
        super().__init__(rows, per_page)
        self.count = count

    count = 0


class Pages:
    """What ui/pagination.html asks of a table."""

    prefixed_page_field, prefixed_per_page_field = "page", "per_page"

    def __init__(self, paginator: Paginator) -> None:
        self.paginator = paginator


@requires(Action.VIEW_CASES)
class SearchView(TemplateView):
    """`?q=…&kind=…&order=…`: cases and municipalities by number and name, then text, with the hits marked."""

    template_name = "search/search.html"

    @cached_property
    def form(self) -> SearchForm:
        form = SearchForm(self.request.GET)
        form.is_valid()
        return form

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | {"form": self.form}
        text = self.form.cleaned_data.get("q")
        if not text:
            return context
        search = Search(text, user=self.request.user)
        counts = search.counts()
        chosen = self.form.cleaned_data.get("kind")
        kinds = [chosen] if chosen else Kind.values
        found = search.found(kinds=kinds, order=self.form.cleaned_data.get("order") or Order.BEST)
        paginator = Counted(found, self._per_page(), count=sum(counts[kind] for kind in kinds))
        page = paginator.get_page(self.request.GET.get("page"))
        return context | {
            "text": text,
            "cases": search.cases,
            "rounds": search.rounds,
            "municipalities": search.municipalities,
            "counts": [(kind, kind.label, counts[kind]) for kind in Kind],
            "total": paginator.count,
            "page": page,
            "pages": Pages(paginator),
            "hits": [hit(row) for row in search.loaded([Found(model, pk) for model, pk, _day, _rank in page])],
        }

    def _per_page(self) -> int:
        asked = self.request.GET.get("per_page", "")
        return int(asked) if asked in map(str, PER_PAGE) else _USUAL_ROWS


def hit(row: Letter | LogEntry | Promise) -> Hit:
    show = {Letter: _letter, LogEntry: _entry, Promise: _promise}[type(row)]
    text = row.shown_text
    is_part = len(_STRAY.sub("", text)) < row.text_length - _END_MARKS
    return Hit(marked(row.shown_title), marked(f"{text} …" if is_part else text), marked(row.shown_who), **show(row))


def _letter(letter: Letter) -> dict:
    return {
        "url": letter.get_absolute_url(),
        "day": letter.dated_on or letter.changed_at,
        "marks": (_("Letter"), letter.get_status_display()),
        "municipality": letter.municipality,
        "place": letter.case or letter.round,
    }


def _entry(entry: LogEntry) -> dict:
    is_account = hasattr(entry, "account")
    return {
        "url": f"{entry.case.get_absolute_url()}#post-{entry.pk}",
        "day": entry.happened_on,
        "marks": (_("Written account") if is_account else entry.get_kind_display(),)
        + ((_("corrected"),) if entry.is_corrected else ()),
        "municipality": entry.case.municipality,
        "place": entry.case,
    }


def _promise(promise: Promise) -> dict:
    account = promise.account
    return {
        "url": f"{account.case.get_absolute_url()}#redegoerelser",
        "day": account.received_on,
        "marks": (_("Promise"), _("by %(day)s") % {"day": figures.day(promise.due_on)})
        + ((_("corrected"),) if hasattr(account, "corrected_by") else ()),
        "municipality": account.case.municipality,
        "place": account.case,
    }


def marked(text: str) -> SafeString:
    """A headline with its hits in <mark>. Whatever the text holds is shown as text."""
    shown = _HIT.sub(r"<mark>\1</mark>", escape(text))
    return mark_safe(_STRAY.sub("", shown))

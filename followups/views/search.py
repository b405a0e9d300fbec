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

from followups.models import Activity, Course, CourseAction, Letter, LogEntry, Promise, SupportRequest
from followups.rounds.standing import address_of
from followups.search import BEGINS, ENDS, Found, Kind, Order, Search, kinds_for
from kontakt.accounts.access import Action, may, requires
from kontakt.ui.templatetags import figures
from kontakt.ui.templatetags.ui import PER_PAGE

_USUAL_ROWS = 25
# What a headline leaves out at the end of a text that it shows in whole.
_END_MARKS = 3
_HIT = re.compile(f"{BEGINS}([^{BEGINS}{ENDS}]*){ENDS}")
_STRAY = re.compile(f"[{BEGINS}{ENDS}]")


class SearchForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("Search for"), max_length=200, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    order = forms.ChoiceField(label=gettext_lazy("Order"), choices=Order, required=False)

    def __init__(self, data, *, kinds: list[Kind]) -> None:
        super().__init__({"order": Order.BEST} | {name: value for name, value in data.items() if value})
        self.fields["kind"].choices = [("", _("Everywhere")), *((kind, kind.label) for kind in kinds)]
        if len(kinds) == 1:
            del self.fields["kind"]


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
    place_url: str


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


@requires(Action.VIEW_FIGURES)
class SearchView(TemplateView):
    """`?q=…&kind=…&order=…`: cases and municipalities by number and name, then text, with the hits marked.

    Whoever sees figures finds municipalities; of the rest, what the user's rights are to (`Kind.action`).
    """

    template_name = "search/search.html"

    @cached_property
    def form(self) -> SearchForm:
        form = SearchForm(self.request.GET, kinds=kinds_for(self.request.user))
        form.is_valid()
        return form

    def get_context_data(self, **kwargs):
        sees_cases = may(self.request.user, Action.VIEW_CASES)
        context = super().get_context_data(**kwargs) | {"form": self.form, "sees_cases": sees_cases}
        text = self.form.cleaned_data.get("q")
        if not text:
            return context
        search = Search(text, user=self.request.user)
        counts = search.counts()
        chosen = self.form.cleaned_data.get("kind")
        kinds = [chosen] if chosen else search.kinds
        found = search.found(kinds=kinds, order=self.form.cleaned_data.get("order") or Order.BEST)
        paginator = Counted(found, self._per_page(), count=sum(counts[kind] for kind in kinds))
        page = paginator.get_page(self.request.GET.get("page"))
        return context | {
            "text": text,
            "cases": search.cases,
            "rounds": search.rounds,
            "municipalities": search.municipalities,
            "counts": [(kind, kind.label, counts[kind]) for kind in search.kinds],
            "total": paginator.count,
            "page": page,
            "pages": Pages(paginator),
            "hits": [
                hit(row, self.request.user)
                for row in search.loaded([Found(model, pk) for model, pk, _day, _rank in page])
            ],
        }

    def _per_page(self) -> int:
        asked = self.request.GET.get("per_page", "")
        return int(asked) if asked in map(str, PER_PAGE) else _USUAL_ROWS


def hit(row, user) -> Hit:
    """What is shown of the row; of assistance, the case only to those who see cases."""
    facts = _SHOWN[type(row)](row)
    if not may(user, Action.VIEW_CASES):
        facts["place"] = None
    facts["place_url"] = address_of(facts["place"], user) if facts["place"] else ""
    text = row.shown_text
    is_part = len(_STRAY.sub("", text)) < row.text_length - _END_MARKS
    title = facts.pop("title", None) or marked(row.shown_title)
    return Hit(title, marked(f"{text} …" if is_part else text), marked(row.shown_who), **facts)


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


def _request(asked: SupportRequest) -> dict:
    return {
        "title": _("The request of %(day)s") % {"day": figures.day(asked.asked_on)},
        "url": asked.get_absolute_url(),
        "day": asked.asked_on,
        "marks": (_("Request for support"), asked.get_status_display()),
        "municipality": asked.municipality,
        "place": asked.case,
    }


def _course(course: Course) -> dict:
    return {
        "title": _("Course begun on %(day)s") % {"day": figures.day(course.started_on)},
        "url": course.get_absolute_url(),
        "day": course.started_on,
        "marks": (_("Course of assistance"), course.get_outcome_display() or _("Under way")),
        "municipality": course.municipality,
        "place": course.case,
    }


def _activity(activity: Activity) -> dict:
    return _of_course(activity.course, "#aktiviteter") | {
        "day": activity.held_on,
        "marks": (activity.get_kind_display(), activity.get_status_display()),
    }


def _action(action: CourseAction) -> dict:
    return _of_course(action.course, "#aftaler") | {
        "day": action.set_at,
        "marks": (
            _("Agreed action"),
            _("by %(day)s") % {"day": figures.day(action.due_on)},
            action.get_status_display(),
        ),
    }


def _of_course(course: Course, anchor: str) -> dict:
    return {
        "url": f"{course.get_absolute_url()}{anchor}",
        "municipality": course.municipality,
        "place": course.case,
    }


_SHOWN = {
    Letter: _letter,
    LogEntry: _entry,
    Promise: _promise,
    SupportRequest: _request,
    Course: _course,
    Activity: _activity,
    CourseAction: _action,
}


def marked(text: str) -> SafeString:
    """A headline with its hits in <mark>. Whatever the text holds is shown as text."""
    shown = _HIT.sub(r"<mark>\1</mark>", escape(text))
    return mark_safe(_STRAY.sub("", shown))  # noqa: S308 – escaped above

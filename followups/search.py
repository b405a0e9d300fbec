"""Searching the text of letters, the log, accounts and assistance, as far as a user may see them.

PostgreSQL's full text search with its Danish words: »samtaler« finds »samtalerne«. The last word finds longer ones too,
for Danish writes its compounds in one: »samtale« finds »samtaleforløb«.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.search import Lexeme, SearchHeadline, SearchQuery, SearchRank
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Concat, Length, TruncDate
from django.utils.translation import gettext_lazy as _

from followups.journal_numbers import typed_number
from followups.models import (
    Activity,
    Case,
    Course,
    CourseAction,
    Letter,
    LogEntry,
    Promise,
    Round,
    SupportRequest,
)
from followups.models.searched import CONFIG
from kontakt.accounts.access import Action, may
from kontakt.together import counted, fetch_together
from municipalities.models import Municipality
from municipalities.names import search_key

# A shorter last word begins too many others.
_PREFIX_FROM = 4
_BETWEEN_WORDS = re.compile(r"[\s\u00a0-]+")
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("»«“”„", '"'))
_WORD = re.compile(r"\w+(?:-\w+)*")
_MUNICIPALITIES_SHOWN = 6
# The letters' weights D to A: a hit in a theme or subject counts most.
_WEIGHTS = [0.1, 0.2, 0.4, 1.0]
_BY_LENGTH = 1


class Kind(models.TextChoices):
    """What is searched. An account is the log entry it came with; its promises are found beside it."""

    LETTER = "letter", _("Letters")
    LOG = "log", _("Log")
    ACCOUNT = "account", _("Accounts and promises")
    ASSISTANCE = "assistance", _("Support")

    @property
    def action(self) -> Action:
        """What one must be allowed to, to find it: what its own pages ask for."""
        return Action.VIEW_ASSISTANCE if self is Kind.ASSISTANCE else Action.VIEW_CASES


def kinds_for(user) -> list[Kind]:
    return [kind for kind in Kind if may(user, kind.action)]


class Order(models.TextChoices):
    BEST = "best", _("Best match first")
    NEWEST = "newest", _("Newest first")


@dataclass(frozen=True)
class Found:
    """A row that matches: of which model, and its key."""

    model: str
    pk: int


class Search:
    """One search by one user. `text` is as it was typed, without NUL.

    Where the text names a municipality the user sees, what is said in that municipality's cases need not name it.
    """

    def __init__(self, text: str, *, user) -> None:
        self.text, self.user = text.translate(_QUOTATION_MARKS).strip(), user
        self.kinds, self.sees_cases = kinds_for(user), may(user, Action.VIEW_CASES)

    # What is looked up directly

    @cached_property
    def cases(self) -> list[Case]:
        """The case with the journal number that was typed, in whole."""
        typed = typed_number(self.text)
        if typed is None or typed[1] is None:
            return []
        year, serial, _document = typed
        return list(self._cases.filter(journal_year=year, journal_serial=serial))

    @cached_property
    def rounds(self) -> list[Round]:
        """The round with the journal number that was typed; cases and rounds share the numbers."""
        typed = typed_number(self.text)
        if typed is None or typed[1] is None:
            return []
        rounds = Round.objects.visible_to(self.user) if self.sees_cases else Round.objects.none()
        return list(rounds.filter(journal_year=typed[0], journal_serial=typed[1]))

    @cached_property
    def municipalities(self) -> list[Municipality]:
        """The municipalities whose name holds the text, or is in it, each with `its_cases`."""
        key = search_key(self.text)
        found = [m for m in self._places if len(key) > 1 and key in m.search_key][:_MUNICIPALITIES_SHOWN]
        if self._named and self._named not in found:
            found.insert(0, self._named)
        cases = list(self._cases.filter(municipality__in=found)) if found else []
        for municipality in found:
            municipality.its_cases = [case for case in cases if case.municipality_id == municipality.pk]
        return found

    @property
    def _cases(self):
        cases = Case.objects.visible_to(self.user) if self.sees_cases else Case.objects.none()
        return cases.select_related("municipality", "scheme")

    @cached_property
    def _places(self) -> list[Municipality]:
        return list(Municipality.objects.visible_to(self.user).order_by("sort_key"))

    @cached_property
    def _split(self) -> tuple[Municipality | None, str]:
        """The municipality that the text names, and the text without it."""
        words = [word for word in _BETWEEN_WORDS.split(self.text) if word]
        folded = [search_key(word) for word in words]
        for place in sorted(self._places, key=lambda place: -len(place.search_key)):
            name = place.search_key.split(" ")
            for start in range(len(folded) - len(name) + 1):
                here = folded[start : start + len(name)]
                if here in (name, [*name[:-1], f"{name[-1]}s"]):
                    return place, " ".join(words[:start] + words[start + len(name) :])
        return None, self.text

    @property
    def _named(self) -> Municipality | None:
        return self._split[0]

    # What is looked up by its words

    @cached_property
    def query(self) -> SearchQuery:
        """The words that a row must have, whichever municipality it belongs to."""
        return text_query(self._rest or self.text)

    @property
    def _rest(self) -> str:
        place, rest = self._split
        return rest if place and _is_plain(self.text) else ""

    def counts(self) -> dict[str, int]:
        """How many rows of each kind match."""
        parts = [(kind, f"{kind} {model}", rows) for kind in self.kinds for model, rows in self._rows(kind)]
        sizes = counted(**{name: rows for _kind, name, rows in parts})
        return {kind: sum(sizes[name] for of, name, _rows in parts if of == kind) for kind in self.kinds}

    def found(self, *, kinds: list[str], order: str):
        """The rows of some kinds that match, as a query for `Found`s to be sliced."""
        rank = (
            SearchRank(F("words"), self.query, weights=_WEIGHTS, normalization=_BY_LENGTH)
            if order == Order.BEST
            else Value(0.0)
        )
        parts = [
            rows.annotate(model=Value(model), day=day, rank=rank).values_list("model", "pk", "day", "rank")
            for kind in kinds
            for (model, rows), day in zip(self._rows(kind), _DAYS[kind], strict=True)
        ]
        first, *others = parts
        return first.union(*others, all=True).order_by("-rank", "-day", "-pk")

    def _rows(self, kind: str) -> Iterator[tuple[str, models.QuerySet]]:
        match kind:
            case Kind.LETTER:
                yield "letter", self._matching(Letter.objects.live(), "municipality")
            case Kind.LOG:
                yield "entry", self._matching(LogEntry.objects.filter(account=None), "case__municipality")
            case Kind.ACCOUNT:
                accounts = LogEntry.objects.filter(account__isnull=False)
                yield "entry", self._matching(accounts, "case__municipality")
                yield "promise", self._matching(Promise.objects.all(), "account__case__municipality")
            case Kind.ASSISTANCE:
                yield "request", self._matching(SupportRequest.objects.all(), "municipality")
                yield "course", self._matching(Course.objects.all(), "municipality")
                yield "activity", self._matching(Activity.objects.all(), "course__municipality")
                yield "action", self._matching(CourseAction.objects.standing(), "course__municipality")

    def _matching(self, rows: models.QuerySet, municipality: str) -> models.QuerySet:
        rows = rows.visible_to(self.user).filter(words=self.query).order_by()
        if self._rest:  # the words but the name, in the municipality's own or with the name in the text
            rows = rows.filter(Q(**{municipality: self._named}) | Q(words=text_query(self.text)))
        return rows

    def loaded(self, found: list[Found]) -> list:
        """The rows themselves in their order, with `shown_title`, `shown_text` and `shown_who`, in which hits are marked.

        `shown_text` is a part of a text of `text_length` characters.
        """
        marked = {
            model: queryset.filter(pk__in=[row.pk for row in found if row.model == model]).annotate(
                shown_title=self._headline(title, highlight_all=True) if title else Value(""),
                shown_who=self._headline(who, highlight_all=True) if who else Value(""),
                shown_text=self._headline(text, **_SNIPPET) if text else Value(""),
                text_length=Length(text) if text else Value(0),
            )
            for model, (queryset, title, text, who) in self._loading().items()
        }
        fetch_together(*marked.values())
        rows = {Found(model, row.pk): row for model, those in marked.items() for row in those}
        return [rows[key] for key in found if key in rows]

    def _loading(self) -> dict[str, tuple]:
        """For each model its rows, and what is shown of each: title, text and who."""
        return {
            "letter": (
                Letter.objects.visible_to(self.user)
                .select_related("case", "round", "municipality")
                .defer("words", "figures", "sender", "body"),
                "subject",
                "body",
                None,
            ),
            "entry": (
                LogEntry.objects.visible_to(self.user)
                .select_related("case__municipality", "account", "corrected_by")
                .defer("words", "text", "corrected_by__words", "corrected_by__text"),
                "theme",
                "text",
                "contact_name",
            ),
            "promise": (
                Promise.objects.visible_to(self.user).select_related(
                    "account__case__municipality", "account__corrected_by"
                ),
                "measure",
                None,
                "responsible",
            ),
            "request": (
                SupportRequest.objects.visible_to(self.user).select_related("municipality", "case"),
                None,
                _together("text", "reason"),
                None,
            ),
            "course": (
                Course.objects.visible_to(self.user).select_related("municipality", "case"),
                None,
                _together("goal", "plan", "lessons"),
                None,
            ),
            "activity": (
                Activity.objects.visible_to(self.user)
                .select_related("course__municipality", "course__case")
                .defer("words", "course__words"),
                "theme",
                _together("notes", "cancelled_reason"),
                "participants",
            ),
            "action": (
                CourseAction.objects.visible_to(self.user)
                .select_related("course__municipality", "course__case")
                .defer("words", "course__words"),
                "text",
                "note",
                "responsible",
            ),
        }

    def _headline(self, field: str | Concat, **options) -> SearchHeadline:
        return SearchHeadline(field, self.query, config=CONFIG, start_sel=BEGINS, stop_sel=ENDS, **options)


# Around a hit in a text that is shown: characters that mean nothing of themselves.
BEGINS, ENDS = "\ue000", "\ue001"
_SNIPPET = {"max_fragments": 2, "max_words": 24, "min_words": 12, "fragment_delimiter": " … "}
_DAYS = {
    Kind.LETTER: [Coalesce("dated_on", TruncDate("changed_at"))],
    Kind.LOG: [F("happened_on")],
    Kind.ACCOUNT: [F("happened_on"), F("account__received_on")],
    Kind.ASSISTANCE: [F("asked_on"), F("started_on"), F("held_on"), TruncDate("set_at")],
}


def _together(first: str, *others: str) -> Concat:
    """Several texts as one, from which a part is shown."""
    return Concat(first, *(part for name in others for part in (Value("\n"), name)), output_field=models.TextField())


def text_query(text: str) -> SearchQuery:
    """Every word of the text, whatever its inflection, the last one also as the beginning of a longer word.

    With quotation marks, “or” or a minus it is read as search engines on the web read it.
    """
    head, _space, last = text.rpartition(" ")
    if not (_is_plain(text) and len(last) >= _PREFIX_FROM and _WORD.fullmatch(last)):
        return SearchQuery(text, config=CONFIG, search_type="websearch")
    beginning = SearchQuery(Lexeme(last, prefix=True), config=CONFIG)
    return SearchQuery(head, config=CONFIG, search_type="websearch") & beginning if head.strip() else beginning


def _is_plain(text: str) -> bool:
    return '"' not in text and not any(word.startswith("-") or word.lower() == "or" for word in text.split())

"""The list of rounds, and one round: how far it has come, whom it is to, and the one thing to do next."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import ListView as PlainListView
from django_tables2 import SingleTableMixin

from followups.letters import approving
from followups.letters.refusals import LetterRefused
from followups.models import Dispatch, Letter, Round
from followups.rounds.filtersets import RecipientFilter
from followups.rounds.standing import State, recipients_as_they_stand, state_of, states_of, variants_by_level
from followups.rounds.tables import RecipientTable, RoundTable
from followups.rounds.words import round_in_words, step_bar
from followups.rounds.writing import write_anew
from kontakt.accounts.access import Action, may, requires, sees_whole_country
from kontakt.numbers import sent_number
from kontakt.together import fetch_of
from kontakt.ui import frame
from kontakt.ui.lists import ListView
from municipalities.models import Municipality


def round_of(user, number: tuple[int, int]) -> Round:
    """The round with the journal number; 404 for a user who does not see the whole country."""
    rounds = Round.objects.visible_to(user).select_related("scheme", "statement", "made_by")
    return get_object_or_404(rounds, journal_year=number[0], journal_serial=number[1])


class OfRoundMixin:
    """A page of the round that the address names."""

    @cached_property
    def round(self) -> Round:
        return round_of(self.request.user, self.kwargs["number"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "round": self.round,
            "may_work": may(self.request.user, Action.WORK_CASES),
        }


class WholeCountryMixin:
    """A page about rounds that no round is named by: for those who see the whole country."""

    def dispatch(self, request, *args, **kwargs):
        if not sees_whole_country(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


@requires(Action.VIEW_CASES)
class RoundListView(WholeCountryMixin, SingleTableMixin, PlainListView):
    table_class = RoundTable
    template_name = "rounds/list.html"
    paginate_by = None

    def get_queryset(self):
        return Round.objects.visible_to(self.request.user)

    def get_table_data(self):
        states = states_of(self.get_queryset())
        for one, stands in states.items():
            one.progress, one.state = stands
        return list(states)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        waiting = sum(row.state == State.EVALUATION for row in context["table"].data.data)
        return context | {"may_work": may(self.request.user, Action.WORK_CASES), "to_evaluate": waiting}


def letters_seen(round_: Round, text: str) -> dict[int, int]:
    """The round's letters as a page showed them, written by `as_seen`: id → version."""
    pairs = (pair.partition(":") for pair in text.split(","))
    seen = {sent_number(pk): sent_number(version) for pk, _colon, version in pairs}
    own = set(Letter.objects.filter(round=round_).values_list("pk", flat=True))
    return {pk: version for pk, version in seen.items() if pk in own and version is not None}


def as_seen(letters: Iterable[Letter]) -> str:
    """Letters for a form that does something with just these as they are now."""
    return ",".join(f"{letter.pk}:{letter.version}" for letter in letters)


def with_count(said: str, count: int) -> str:
    """What was done with so many letters; nothing where there were none left: a second click, or another was first."""
    return said % {"count": count} if count else ""


def say(request, done: str) -> None:
    """What was done with the round's letters, or that none of them waited for it any more."""
    if done:
        messages.success(request, done)
    else:
        messages.info(request, _("No letter waited for that any more. See how far they have come."))


@requires(Action.VIEW_CASES)
class RoundView(OfRoundMixin, ListView):
    """`action` in a POST says what is done with all of the round's letters."""

    table_class = RecipientTable
    filterset_class = RecipientFilter
    template_name = "rounds/round.html"
    NEEDS = {"approve": Action.APPROVE_LETTERS, "anew": Action.WORK_CASES}
    MAY_BE_EMPTY = ("case", "reason", "action")  # columns that are left out when nobody has anything in them
    problems = ()

    def export_name(self) -> str:
        return f"runde-{self.round.journal_number}"

    def get_queryset(self):
        return recipients_as_they_stand(self.round)

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How many recipients have something in each of MAY_BE_EMPTY, and how many municipalities are not in the round.

        With them, in one query, the round's variants, and its letters that are drafts or need somebody, are at hand.
        """
        rows, letters, status = self.round.recipients, Letter.objects.filter(round=self.round), Letter.Status
        gone = letters.filter(status__in=[status.SENDING, status.SENT])
        self.drafts = letters.filter(status=status.DRAFT).only("version", "writers").order_by("pk")
        self.last_tries = (
            Dispatch.objects.filter(letter__in=letters.filter(status__in=[status.APPROVED, status.SENDING]))
            .exclude(outcome="")
            .select_related("letter__municipality")
            .order_by("letter_id", "-number")
            .distinct("letter_id")
        )
        counts = {
            "case": rows.exclude(case=None),
            "reason": rows.exclude(reason=""),
            "action": rows.exclude(municipality__in=gone.values("municipality")),
            "others": Municipality.objects.exclude(pk__in=rows.filter(is_included=True).values("municipality")),
        }
        variants = self.round.variants.select_related("template__sender")
        return fetch_of(self.round, self.drafts, self.last_tries, counts=counts, variants=variants)

    def get_table_kwargs(self):
        return {
            "exclude": [name for name in self.MAY_BE_EMPTY if not self.sizes[name]],
            "round_": self.round,
            "variants": variants_by_level(self.round.variants.all()),
            "may_work": may(self.request.user, Action.WORK_CASES),
        }

    def post(self, request, *args, **kwargs):
        action = request.POST.get("action")
        if action not in self.NEEDS:
            return redirect(self.round)
        if not may(request.user, self.NEEDS[action]):
            raise PermissionDenied
        try:
            done = getattr(self, f"do_{action}")()
        except LetterRefused as refused:
            self.problems = refused.problems
            return self.get(request, *args, **kwargs)
        frame.forget_count("tasks", request.user)
        say(request, done)
        return redirect(self.round)

    def do_approve(self) -> str:
        seen = letters_seen(self.round, self.request.POST.get("seen", ""))
        approving.approve_all(seen, by=self.request.user)
        said = ngettext(
            "%(count)s letter is approved. It can be sent now.",
            "%(count)s letters are approved. They can be sent now.",
            len(seen),
        )
        return with_count(said, len(seen))

    def do_anew(self) -> str:
        count = write_anew(self.round.pk, by=self.request.user)
        said = ngettext(
            "%(count)s letter is written anew, with the figures and contacts as they are now.",
            "%(count)s letters are written anew, with the figures and contacts as they are now.",
            count,
        )
        return with_count(said, count)

    def get_context_data(self, **kwargs):
        user, context = self.request.user, super().get_context_data(**kwargs)
        progress, state = state_of(self.round)
        return context | {
            "progress": progress,
            "state": state,
            "words": round_in_words(self.round, progress, state),
            "steps": step_bar(self.round, progress, state),
            "problems": self.problems,
            "may_approve": may(user, Action.APPROVE_LETTERS),
            "has_written": any(user.pk in letter.writers for letter in self.drafts),
            "drafts_seen": as_seen(self.drafts),
            "under_way": progress.queued > progress.put_off,
            "others": self.sizes["others"],
            "troubled": self._troubled() if progress.failed or progress.interrupted or progress.put_off else [],
        }

    def _troubled(self) -> list[Dispatch]:
        """The last try of each letter that was not sent, or may not have been."""
        return sorted(self.last_tries, key=lambda one: one.letter.municipality.sort_key)

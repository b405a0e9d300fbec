"""How a round stands: whom it is to, at which level they are, and how far each letter has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import BooleanField, CharField, Count, DecimalField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.html import format_html

from followups.models import Case, Dispatch, Letter, Proposal, Round, RoundRecipient, RoundVariant
from followups.rules.facts import ASSESSED, overall
from kontakt.accounts.access import sees_whole_country
from municipalities.models import Assessment, Level


def address_of(place: Case | Round, user) -> str:
    """The page of what a letter or a document belongs to; empty where that is a round, and the user sees none."""
    return "" if isinstance(place, Round) and not sees_whole_country(user) else place.get_absolute_url()


def linked(place: Case | Round, user) -> str:
    """Its journal number, as a link for those who may follow it."""
    address = address_of(place, user)
    return format_html('<a href="{}">{}</a>', address, place.journal_number) if address else place.journal_number


def recipients_as_they_stand(round_: Round) -> QuerySet[RoundRecipient]:
    """Those included and those left out by hand, with `level`, `share` and `starred` in the round's month, and
    `letter_id`, `letter_status`, `sent_on` and `last_try` (the outcome) of their letter.
    """
    rows = overall(round_.scheme).filter(month=round_.month, municipality=OuterRef("municipality"))
    letters = Letter.objects.live().filter(round=round_, municipality=OuterRef("municipality"))
    tries = Dispatch.objects.filter(
        letter__round=round_, letter__municipality=OuterRef("municipality")
    ).exclude(letter__status=Letter.Status.DISCARDED).order_by("-letter", "-number")  # fmt: skip
    return (
        round_.recipients.select_related("municipality__office", "case", "changed_by")
        .annotate(
            level=Coalesce(Subquery(rows.values("level")[:1]), Value(Level.NO_DATA.value), output_field=CharField()),
            share=Subquery(rows.values("share")[:1], output_field=DecimalField()),
            starred=Coalesce(Subquery(rows.values("starred")[:1]), False, output_field=BooleanField()),
            letter_id=Subquery(letters.values("pk")[:1]),
            letter_status=Subquery(letters.values("status")[:1], output_field=CharField()),
            sent_on=Subquery(letters.values("dated_on")[:1]),
            last_try=Subquery(tries.values("outcome")[:1], output_field=CharField()),
        )
        .order_by("municipality__sort_key")
    )


def variants_by_level(round_: Round) -> dict[str, RoundVariant]:
    """Which letter the municipalities at each level get; levels that get none are left out."""
    variants = round_.variants.select_related("template__sender")
    return {level: variant for variant in variants for level in variant.levels}


def is_measurable(round_: Round) -> bool:
    """Whether the figures of the checkpoint month are in, so that the round can be evaluated."""
    return (round_.scheme_id, round_.checkpoint_month) in _months_in([round_])


class State(StrEnum):
    """What the round waits for."""

    WRITING = "writing"
    APPROVAL = "approval"
    SENDING = "sending"
    CHECKPOINT = "checkpoint"
    EVALUATION = "evaluation"
    DONE = "done"


@dataclass(frozen=True)
class Progress:
    """How many of the round's letters have come how far. `queued` waits for the workers (`put_off` of them after a try
    that failed for now), `by_hand` lies ready to be sent outside Kontakt, and `failed` of the approved could not be sent.
    """

    recipients: int
    unwritten: int
    drafts: int
    approved: int
    queued: int
    put_off: int
    by_hand: int
    interrupted: int
    failed: int
    sent: int

    @property
    def letters(self) -> int:
        return self.drafts + self.approved + self.queued + self.by_hand + self.interrupted + self.sent

    @property
    def percent_sent(self) -> float:
        return 100 * self.sent / self.letters if self.letters else 0

    @property
    def awaiting(self) -> State:
        """As far as the letters go: the first thing that one of them waits for."""
        if self.unwritten or not self.letters:
            return State.WRITING
        if self.drafts:
            return State.APPROVAL
        return State.CHECKPOINT if self.sent == self.letters else State.SENDING


NOTHING = Progress(*[0] * 10)


def progress_of(rounds: QuerySet[Round]) -> dict[int, Progress]:
    """The progress of each round, in two questions however many there are."""
    tries = Dispatch.objects.filter(letter=OuterRef("pk")).order_by("-number")
    status = Letter.Status
    counts = {
        "drafts": Q(status=status.DRAFT),
        "approved": Q(status=status.APPROVED),
        "queued": Q(status=status.SENDING, by_hand=False) & ~Q(last_try=Dispatch.Outcome.INTERRUPTED),
        "put_off": Q(status=status.SENDING, by_hand=False, last_try=Dispatch.Outcome.PUT_OFF),
        "by_hand": Q(status=status.SENDING, by_hand=True),
        "interrupted": Q(status=status.SENDING, last_try=Dispatch.Outcome.INTERRUPTED),
        "failed": Q(status=status.APPROVED, last_try=Dispatch.Outcome.FAILED),
        "sent": Q(status=status.SENT),
    }
    letters = (
        Letter.objects.live()
        .filter(round__in=rounds)
        .annotate(last_try=Coalesce(Subquery(tries.values("outcome")[:1]), Value(""), output_field=CharField()))
        .order_by()
        .values("round")
        .annotate(**{name: Count("pk", filter=condition) for name, condition in counts.items()})
    )
    found = {row.pop("round"): row for row in letters}
    written = Letter.objects.live().filter(round=OuterRef("round"), municipality=OuterRef("municipality"))
    included = (
        RoundRecipient.objects.filter(round__in=rounds, is_included=True)
        .annotate(written=Subquery(written.values("pk")[:1]))
        .order_by()
        .values("round")
        .annotate(recipients=Count("pk"), unwritten=Count("pk", filter=Q(written=None)))
    )
    nothing = dict.fromkeys(counts, 0)
    whole = {row["round"]: row for row in included}
    return {
        pk: Progress(
            recipients=whole.get(pk, {}).get("recipients", 0),
            unwritten=whole.get(pk, {}).get("unwritten", 0),
            **found.get(pk, nothing),
        )
        for pk in {*whole, *found}
    }


def states_of(rounds: Sequence[Round]) -> dict[int, tuple[Progress, State]]:
    """How far each round's letters have come, and what the round waits for; as many questions however many there are."""
    progress = progress_of(Round.objects.filter(pk__in=[one.pk for one in rounds]))
    measured = _months_in(rounds)
    undecided = set(
        RoundRecipient.objects.filter(round__in=rounds)
        .filter(case__in=Proposal.objects.waiting(on=timezone.localdate()).values("case"))
        .order_by()
        .values_list("round", flat=True)
    )
    return {
        one.pk: (own, _state(one, own, (one.scheme_id, one.checkpoint_month) in measured, one.pk in undecided))
        for one in rounds
        for own in [progress.get(one.pk) or NOTHING]
    }


def _state(round_: Round, progress: Progress, is_measurable: bool, has_undecided: bool) -> State:
    if progress.awaiting != State.CHECKPOINT:
        return progress.awaiting
    if round_.checkpoint_month and not is_measurable:
        return State.CHECKPOINT
    return State.EVALUATION if is_measurable and has_undecided else State.DONE


def _months_in(rounds: Sequence[Round]) -> set[tuple]:
    """The scheme and month of the checkpoints whose figures are in."""
    months = {one.checkpoint_month for one in rounds if one.checkpoint_month}
    rows = Assessment.objects.filter(indicator=None, month__in=months, level__in=(*ASSESSED, Level.TOO_FEW))
    return set(rows.order_by().values_list("scheme", "month").distinct())

"""How a round stands: whom it is to, at which level they are, and how far each letter has come."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DecimalField,
    Exists,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, JSONObject
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


def variants_by_level(variants: Iterable[RoundVariant]) -> dict[str, RoundVariant]:
    """Which letter the municipalities at each level get; levels that get none are left out."""
    return {level: variant for variant in variants for level in variant.levels}


def is_measurable(round_: Round) -> bool:
    """Whether the figures of the checkpoint month are in, so that the round can be evaluated."""
    return Round.objects.filter(Exists(_figures_of_the_checkpoint()), pk=round_.pk).exists()


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


def states_of(rounds: QuerySet[Round]) -> dict[Round, tuple[Progress, State]]:
    """Each round with how far its letters have come, and what it waits for: one query."""
    undecided = RoundRecipient.objects.filter(
        round=OuterRef("pk"), case__in=Proposal.objects.waiting(on=timezone.localdate()).values("case")
    )
    found = rounds.annotate(
        counted_letters=_counted(_letters()),
        counted_recipients=_counted(_recipients()),
        is_measurable=Exists(_figures_of_the_checkpoint()),
        has_undecided=Exists(undecided),
    )
    return {one: (progress, _state(one, progress)) for one in found for progress in [_progress(one)]}


def state_of(round_: Round) -> tuple[Progress, State]:
    """The same of one round."""
    return states_of(Round.objects.filter(pk=round_.pk))[round_]


def _letters() -> QuerySet:
    """How many letters of the outer round have come how far, by Progress' names."""
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
    last_try = Coalesce(Subquery(tries.values("outcome")[:1]), Value(""), output_field=CharField())
    letters = Letter.objects.live().filter(round=OuterRef("pk")).annotate(last_try=last_try)
    return _by_round(letters, {name: Count("pk", filter=condition) for name, condition in counts.items()})


def _recipients() -> QuerySet:
    """How many the outer round is to, and how many of them have no letter yet."""
    written = Letter.objects.live().filter(round=OuterRef("round"), municipality=OuterRef("municipality"))
    included = RoundRecipient.objects.filter(round=OuterRef("pk"), is_included=True).annotate(written=Exists(written))
    return _by_round(included, {"recipients": Count("pk"), "unwritten": Count("pk", filter=Q(written=False))})


def _by_round(rows: QuerySet, counts: dict[str, Count]) -> QuerySet:
    return rows.order_by().values("round").annotate(counts=JSONObject(**counts)).values("counts")


def _counted(counts: QuerySet) -> Subquery:
    return Subquery(counts, output_field=JSONField())


def _progress(round_: Round) -> Progress:
    nothing = {field.name: 0 for field in fields(Progress)}
    return Progress(**nothing | (round_.counted_letters or {}) | (round_.counted_recipients or {}))


def _state(round_: Round, progress: Progress) -> State:
    if progress.awaiting != State.CHECKPOINT:
        return progress.awaiting
    if round_.checkpoint_month and not round_.is_measurable:
        return State.CHECKPOINT
    return State.EVALUATION if round_.is_measurable and round_.has_undecided else State.DONE


def _figures_of_the_checkpoint() -> QuerySet:
    """The assessments that the outer round can be evaluated by."""
    return Assessment.objects.filter(
        scheme=OuterRef("scheme"),
        month=OuterRef("checkpoint_month"),
        indicator=None,
        level__in=(*ASSESSED, Level.TOO_FEW),
    )

"""Sending: ordered by a person, done by the workers, once.

A try is written down (Dispatch) with its finished document before anything leaves, and marked when it has been taken. The
worker holds a lock on the letter meanwhile, which ends with it: a try without an outcome that nobody holds was broken off
by a kill, and nobody here can know whether the message left. It is not sent again by itself; a person finds out and says.
"""

import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followups import turns
from followups.deciding import accept
from followups.letters.drafting import LetterChanged, lock
from followups.letters.holding import Hold
from followups.letters.messages import message_of
from followups.letters.readiness import approved_as_seen, in_the_way, step_in_the_way, without_address
from followups.letters.refusals import LetterRefused
from followups.letters.rendering import file_name, letter_pdf
from followups.letters.transports import NotSent, Transport, transport
from followups.models import CaseStep, Dispatch, Document, Letter, Step
from followups.moments import moment_of
from followups.stages import StepRefused
from followups.stepping import grounds_for_all, take
from kontakt.cpr import refuse_cpr
from kontakt.queue import enqueue

logger = logging.getLogger(__name__)

# Minutes until the next try, after the first, the second …; then a person is told.
PAUSES = (1, 5, 15, 60, 240)


@transaction.atomic
def send(letters: dict[int, int], *, by) -> None:
    """Have approved letters (id → version as seen) sent by the workers, all or none.

    Those on their way or sent are left as they are: a double click. Raises LetterRefused with everything in the way.
    """
    approved = approved_as_seen(letters)
    if not approved:
        return
    way = transport()
    problems = [*in_the_way(approved), *(without_address(approved) if way.needs_address else ())]
    if problems:
        raise LetterRefused(problems)
    _order(approved, by=by, next_try_at=timezone.now())
    enqueue("followups.tasks.send_letters")


@transaction.atomic
def hand_out(letters: dict[int, int], *, by, on: date | None = None) -> None:
    """Make the final documents of approved letters that a person sends outside Kontakt (Digital Post, F2), dated `on` (today).

    Raises LetterRefused with everything in the way.
    """
    approved = approved_as_seen(letters)
    _refuse_future(on)
    if problems := list(in_the_way(approved, on=on)):
        raise LetterRefused(problems)
    _order(approved, by=by, by_hand=True)
    _begin_all(approved, on or timezone.localdate(), channel="", by_hand=True)


def mark_sent(letter_id: int, *, by, on: date, channel: str, reference: str) -> Letter:
    """A person has sent the letter outside Kontakt, on the day that stands on it. Twice is the same as once."""
    [letter] = mark_all_sent([letter_id], by=by, on=on, channel=channel, reference=reference)
    return letter


@transaction.atomic
def mark_all_sent(letter_ids: Sequence[int], *, by, on: date, channel: str, reference: str) -> list[Letter]:
    """A person has sent letters outside Kontakt, all of them on the day that stands on them; all are registered or none.

    Raises LetterChanged where another has registered something else meanwhile, or LetterRefused.
    """
    refuse_cpr(reference)
    letters = {letter.pk: letter for letter in _locked(letter_ids)}
    made = Dispatch.objects.filter(letter__in=letters, by_hand=True, outcome="").select_related("document")
    ready = {dispatch.letter_id: dispatch for dispatch in made}
    kept = _grounds_of(list(letters.values()))
    said = {"channel": channel.strip(), "reference": reference.strip()}
    for pk, letter in letters.items():
        if letter.status != Letter.Status.SENT:
            letters[pk] = _mark(letter, ready.get(pk), on=on, kept=kept.get(pk), **said)
        elif not letter.dispatches.filter(outcome=Dispatch.Outcome.SENT, by_hand=True, dated_on=on, **said).exists():
            raise LetterChanged
    return list(letters.values())


def _grounds_of(letters: Sequence[Letter]) -> dict[int, dict]:
    """What the steps that nothing proposes rest on, asked for once where there are many: letter → grounds."""
    own = [letter for letter in letters if letter.step and not letter.proposal_id]
    if len(own) < 2:
        return {}
    country = {key: grounds_for_all(*key) for key in {(letter.scheme, letter.month) for letter in own}}
    return {letter.pk: country[letter.scheme, letter.month].get(letter.municipality_id) for letter in own}


def _mark(
    letter: Letter, dispatch: Dispatch | None, *, on: date, channel: str, reference: str, kept: dict | None
) -> Letter:
    if dispatch is None:
        raise LetterRefused([_("The letter has not been made ready to be sent outside Kontakt.")])
    if not channel or not reference:
        raise LetterRefused([_("State where the letter was sent from, and its reference there.")])
    if on != dispatch.dated_on:
        raise LetterRefused(
            [_("The letter is dated another day than that. Call it back, and make it ready with the right date.")]
        )
    return _sent(letter, dispatch, channel=channel, reference=reference, kept=kept)


@transaction.atomic
def call_back(letter_id: int, *, by) -> Letter:
    """Stop a letter that has not left: it is approved again, and can be changed or sent anew."""
    letter = lock(letter_id)
    if letter.status == Letter.Status.APPROVED:
        return letter
    if letter.status != Letter.Status.SENDING:
        raise LetterRefused([_("The letter is not on its way, so it cannot be called back.")])
    under_way = letter.dispatches.filter(outcome__in=["", Dispatch.Outcome.INTERRUPTED]).first()
    if under_way and not under_way.by_hand:
        raise LetterRefused([_("The letter may have left already, so it cannot be called back.")])
    if under_way:
        _end(under_way, Dispatch.Outcome.FAILED, detail=_("Called back by %(name)s.") % {"name": by})
    return _stopped(letter)


@transaction.atomic
def settle(letter_id: int, *, by, was_sent: bool, note: str) -> Letter:
    """A person has found out whether an interrupted letter left; if not, it is approved again.

    Twice is the same as once. Raises LetterChanged where another has registered something else, or LetterRefused.
    """
    refuse_cpr(note)
    letter = lock(letter_id)
    dispatch = letter.dispatches.filter(outcome=Dispatch.Outcome.INTERRUPTED).first()
    if dispatch is None:
        if letter.status != (Letter.Status.SENT if was_sent else Letter.Status.APPROVED):
            raise LetterChanged
        return letter
    if not note.strip():
        raise LetterRefused([_("State how you found out.")])
    if was_sent:
        return _sent(letter, dispatch, detail=f"{by}: {note.strip()}")
    _end(dispatch, Dispatch.Outcome.FAILED, detail=f"{by}: {note.strip()}")
    return _stopped(letter)


def send_waiting() -> int:
    """Send the letters that wait, one after another; gives how many. Several workers may do it at the same time."""
    way, count = transport(), 0
    with Hold() as hold:
        while (letter_id := _take_one(hold)) is not None:
            if dispatch := _begin_waiting(letter_id, way):
                _hand_over(dispatch, way)
            hold.let_go()
            count += 1
    return count


def find_interrupted() -> int:
    """Settle tries that a killed worker left behind, as far as the transport can tell; gives how many there were."""
    way, count = transport(), 0
    with Hold() as hold:
        for dispatch in Dispatch.objects.filter(outcome="", by_hand=False).select_related("letter"):
            if not hold.take(dispatch.letter_id):
                continue  # its worker is alive
            count += 1
            _settle_interrupted(dispatch.pk, way.was_sent(dispatch.message_id))
            hold.let_go()
    return count


def _locked(letter_ids: Sequence[int]) -> list[Letter]:
    return list(
        Letter.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case__scheme", "round", "municipality", "scheme", "proposal__rule", "ordered_by")
        .filter(pk__in=letter_ids)
        .order_by("pk")
    )


def _order(letters: Sequence[Letter], *, by, by_hand: bool = False, next_try_at=None) -> None:
    now = timezone.now()
    for letter in letters:
        letter.status, letter.by_hand = Letter.Status.SENDING, by_hand
        letter.ordered_by, letter.ordered_at, letter.next_try_at = by, now, next_try_at
        letter.version += 1
    Letter.objects.bulk_update(
        letters, ["status", "by_hand", "ordered_by", "ordered_at", "next_try_at", "version"], batch_size=200
    )


def _take_one(hold: Hold) -> int | None:
    """The next letter that waits and that nobody else has, held; None if none waits."""
    waiting = (
        Letter.objects.on_their_way()
        .filter(by_hand=False, next_try_at__lte=timezone.now())
        .exclude(dispatches__outcome__in=["", Dispatch.Outcome.INTERRUPTED, Dispatch.Outcome.SENT])
    )
    ids = waiting.order_by("next_try_at", "pk").values_list("pk", flat=True)[:200]
    return next((pk for pk in ids if hold.take(pk)), None)


@transaction.atomic
def _begin_waiting(letter_id: int, way: Transport) -> Dispatch | None:
    """The try of a letter that is held, written down; None if it has been done, or stopped, meanwhile."""
    letter = lock(letter_id)
    waits = (
        letter.status == Letter.Status.SENDING
        and letter.next_try_at is not None
        and not letter.dispatches.filter(outcome__in=["", "sent", "interrupted"]).exists()
        and letter.next_try_at <= timezone.now()
    )
    if not waits:
        return None
    dispatch = _begin(letter, timezone.localdate(), channel=way.channel)
    if text := step_in_the_way(letter):
        _end(dispatch, Dispatch.Outcome.FAILED, detail=text)
        _stopped(letter)
        return None
    return dispatch


def _begin(letter: Letter, dated_on: date, *, channel: str) -> Dispatch:
    [dispatch] = _begin_all([letter], dated_on, channel=channel)
    return dispatch


def _begin_all(letters: Sequence[Letter], dated_on: date, *, channel: str, by_hand: bool = False) -> list[Dispatch]:
    """Write a try down for each with the finished document: that of an earlier try, if it has the same date."""
    former = defaultdict(list)
    for try_ in Dispatch.objects.filter(letter__in=letters).select_related("document"):
        former[try_.letter_id].append(try_)
    documents = {
        letter.pk: try_.document
        for letter in letters
        for try_ in former[letter.pk]
        if try_.dated_on == dated_on and try_.started_at >= letter.approved_at
    }
    fresh = [letter for letter in letters if letter.pk not in documents]
    made = Document.objects.keep_all((file_name(letter), letter_pdf(letter, dated_on=dated_on)) for letter in fresh)
    documents |= {letter.pk: document for letter, document in zip(fresh, made, strict=True)}
    return Dispatch.objects.bulk_create(
        Dispatch(
            letter=letter, number=len(former[letter.pk]) + 1, by_hand=by_hand, document=documents[letter.pk],
            dated_on=dated_on, channel=channel,
        )
        for letter in letters
    )  # fmt: skip


def _hand_over(dispatch: Dispatch, way: Transport) -> None:
    letter = dispatch.letter
    try:
        detail = way.send(message_of(dispatch))
    except NotSent as refused:
        with transaction.atomic():
            letter = lock(letter.pk)
            _put_off_or_fail(letter, dispatch, refused)
        return
    except Exception as error:
        logger.exception("Letter %s broke off", letter.pk)
        with transaction.atomic():
            lock(letter.pk)
            _end(dispatch, Dispatch.Outcome.INTERRUPTED, detail=f"{type(error).__name__}: {error}")
        return
    with transaction.atomic():
        _sent(lock(letter.pk), dispatch, detail=detail)


def _put_off_or_fail(letter: Letter, dispatch: Dispatch, refused: NotSent) -> None:
    tried = letter.dispatches.filter(outcome=Dispatch.Outcome.PUT_OFF, started_at__gte=letter.ordered_at).count()
    if refused.again and tried < len(PAUSES):
        _end(dispatch, Dispatch.Outcome.PUT_OFF, detail=str(refused))
        letter.next_try_at = timezone.now() + timedelta(minutes=PAUSES[tried])
        letter.save(update_fields=["next_try_at"])
    else:
        _end(dispatch, Dispatch.Outcome.FAILED, detail=str(refused))
        _stopped(letter)


def _sent(
    letter: Letter, dispatch: Dispatch, *, channel: str = "", reference: str = "", detail: str = "", kept=None
) -> Letter:
    """The letter has left: its date and document are fixed, the journal has it, and its step is taken."""
    _end(dispatch, Dispatch.Outcome.SENT, detail=detail, channel=channel, reference=reference)
    try:
        with transaction.atomic():
            letter.step_taken = _take_step(letter, on=dispatch.dated_on, kept=kept)
    except (StepRefused, ValidationError) as refused:
        letter.step_refused = " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
    letter.status = Letter.Status.SENT
    letter.sent_at = moment_of(dispatch.dated_on) if dispatch.by_hand else timezone.now()
    letter.dated_on, letter.document, letter.next_try_at = dispatch.dated_on, dispatch.document, None
    letter.version += 1
    letter.save()
    return letter


def _take_step(letter: Letter, *, on: date, kept: dict | None) -> CaseStep | None:
    if not letter.step:
        return None
    turns.side_by_side()
    past = None if on == timezone.localdate() else on
    same = {"by": letter.ordered_by, "reason": letter.reason, "on": past, "due_on": letter.due_on}
    proposal = letter.proposal
    if proposal and proposal.is_undecided:
        return accept(proposal.pk, checkpoint_month=letter.checkpoint_month, **same)
    letter.case.refresh_from_db(fields=["version"])
    return take(
        letter.case_id,
        Step(letter.step),
        version=letter.case.version,
        proposal=proposal,
        outcome=letter.outcome,
        month=letter.month,
        checkpoint_month=letter.checkpoint_month,
        kept=kept,
        **same,
    )


def _stopped(letter: Letter) -> Letter:
    letter.status, letter.by_hand, letter.next_try_at = Letter.Status.APPROVED, False, None
    letter.version += 1
    letter.save()
    return letter


def _end(
    dispatch: Dispatch, outcome: Dispatch.Outcome, *, detail: str = "", channel: str = "", reference: str = ""
) -> None:
    dispatch.outcome, dispatch.finished_at, dispatch.detail = outcome, timezone.now(), detail
    dispatch.channel, dispatch.reference = channel or dispatch.channel, reference
    dispatch.save()


@transaction.atomic
def _settle_interrupted(dispatch_id: int, was_sent: bool | None) -> None:
    dispatch = Dispatch.objects.get(pk=dispatch_id)
    letter = lock(dispatch.letter_id)
    dispatch.refresh_from_db()
    if dispatch.outcome:
        return
    if was_sent:
        _sent(letter, dispatch)
    elif was_sent is None:
        _end(dispatch, Dispatch.Outcome.INTERRUPTED)
    else:
        _end(dispatch, Dispatch.Outcome.PUT_OFF)


def _refuse_future(on: date | None) -> None:
    if on and on > timezone.localdate():
        raise LetterRefused([_("The date lies in the future.")])

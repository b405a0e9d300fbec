"""Rounds for tests: made, written and approved in as few words as the test is about."""

from datetime import date

from django.utils import timezone

from followups.letters import approving, sending
from followups.models import Letter, LetterTemplate, Round
from followups.rounds.making import Filter, NewRound, NewVariant, make_round
from followups.rounds.standing import State, state_of
from followups.rounds.writing import draft_letters
from municipalities.models import Level, Scheme

JANUARY, APRIL, JUNE = date(2018, 1, 1), date(2018, 4, 1), date(2018, 6, 1)
LETTER = date(2018, 1, 29)
BELOW = (Level.BELOW, Level.MARKEDLY_BELOW)
OTHERS = (Level.COMPLIANT, Level.EXEMPT, Level.TOO_FEW, Level.NO_DATA)
SUMMONED = ["Hillerød", "Lejre", "Næstved"]
ASKED = ["Albertslund", "Bornholm", "Holbæk", "Køge", "Rudersdal", "Tønder"]


def template(kind: str) -> LetterTemplate:
    return LetterTemplate.objects.get(kind=kind)


def variant(kind: str, levels, **more) -> NewVariant:
    return NewVariant(template(kind), levels, **more)


def the_letter_to_all() -> list[NewVariant]:
    """Those below are warned; the others are informed."""
    return [variant("warning", BELOW, takes_step=True), variant("information", OTHERS)]


def january_round(*, by, variants=None, to: Filter | None = None, **more) -> Round:
    new = NewRound(
        scheme=Scheme.objects.get(is_default=True),
        name=more.pop("name", "Ministerens brev"),
        month=JANUARY,
        baseline_month=JANUARY,
        checkpoint_month=more.pop("checkpoint_month", APRIL),
        variants=variants or the_letter_to_all(),
        to=to or Filter(),
        encloses_statement=more.pop("encloses_statement", True),
    )
    return make_round(new, by=by, **more)


def seen(round_: Round, *statuses: str) -> dict[int, int]:
    """The letters as a page shows them: id → version."""
    letters = Letter.objects.live().filter(round=round_)
    return dict(letters.filter(status__in=statuses or [Letter.Status.DRAFT]).values_list("pk", "version"))


def approved_round(*, by, approver, **more) -> Round:
    made = january_round(by=by, **more)
    draft_letters(made.pk, by=by)
    approving.approve_all(seen(made), by=approver)
    return made


def names(municipalities) -> list[str]:
    return sorted(str(municipality) for municipality in municipalities)


def today() -> date:
    return timezone.localdate()


def sent_round(*, by, approver, **more) -> Round:
    made = approved_round(by=by, approver=approver, **more)
    sending.send(seen(made, "approved"), by=by)
    sending.send_waiting()
    return made


def state(round_: Round) -> State:
    return state_of(round_)[1]

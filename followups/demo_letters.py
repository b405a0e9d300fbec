"""The demonstration's letters: the minister's of 29 January 2018 to all 98 municipalities, as a round.

That it was sent, when, by whom and to whom is real; its words are the templates', the figures and the people made up.
"""

from datetime import date

from followups.letters import approving, drafting, sending
from followups.letters.composing import Plan
from followups.models import Letter, LetterTemplate, Proposal, Round, Sender, Step
from followups.rounds.dispatching import mark_all_sent
from followups.rounds.making import NewRound, NewVariant, make_round
from followups.rounds.writing import draft_letters
from kontakt.accounts.models import RegionalOffice
from municipalities.models import Level, Scheme

SENT_ON = date(2018, 1, 29)
MONTH, CHECKPOINT = date(2018, 1, 1), date(2018, 4, 1)
_BELOW = (Level.BELOW, Level.MARKEDLY_BELOW)
_OFFICES = {"AMK Øst": "oest", "AMK Syd": "syd", "AMK Midt-Nord": "midt-nord"}


def fill_in_senders() -> None:
    """The ministry and its offices with what a letter must say of them, where nothing has been filled in."""
    Sender.objects.filter(address="", signer_name="").update(
        address="Ved Stranden 8\n1061 København K",
        email="ministeriet@kontakt.example",
        signer_name="Troels Lund Poulsen",
        signer_title="Beskæftigelsesminister",
    )
    for number, (name, mailbox) in enumerate(_OFFICES.items(), start=1):
        RegionalOffice.objects.filter(name=name, email="").update(
            email=f"amk-{mailbox}@kontakt.example", phone=f"70 00 00 0{number}"
        )


def send_the_ministers_letter(scheme: Scheme, *, by, approver) -> Round:
    """To all, with the statement enclosed: those below the requirement are warned, the others informed."""
    warning, information = (LetterTemplate.objects.get(kind=kind) for kind in ("warning", "information"))
    made = make_round(
        NewRound(
            scheme=scheme,
            name="Ministerens brev af 29. januar 2018",
            month=MONTH,
            baseline_month=MONTH,
            checkpoint_month=CHECKPOINT,
            variants=[
                NewVariant(warning, _BELOW, takes_step=True),
                NewVariant(information, [level for level in Level.values if level not in _BELOW]),
            ],
        ),
        by=by,
        on=SENT_ON,
    )
    draft_letters(made.pk, by=by, on=SENT_ON)
    approving.approve_all(_as_they_are(made), by=approver)
    sending.hand_out(_as_they_are(made), by=by, on=SENT_ON)
    mark_all_sent(made.pk, by=by, on=SENT_ON, channel="F2", reference="2018-1017")
    return made


def write_todays_letters(*, by, approver) -> None:
    """Two warnings that are proposed now: one waits for approval, the other is approved and waits to be sent."""
    warning = LetterTemplate.objects.get(kind="warning")
    proposals = Proposal.objects.undecided().filter(rule__step=Step.WARN, case=None).order_by("municipality__sort_key")
    letters = [
        drafting.draft(Plan(warning, proposal.municipality, step=Step.WARN, proposal=proposal), by=by)
        for proposal in proposals.select_related("rule__scheme", "municipality__office")[:2]
    ]
    for letter in letters[1:]:
        approving.approve(letter.pk, version=letter.version, by=approver)


def _as_they_are(made: Round) -> dict[int, int]:
    return dict(Letter.objects.filter(round=made).values_list("pk", "version"))

"""Letters straight in the database, for what must hold of them however they came about."""

from django.utils import timezone

from followups.models import (
    Addressee,
    Case,
    Document,
    Enclosure,
    Letter,
    LetterKind,
    LetterTemplate,
    LetterText,
    Round,
    Sender,
)
from kontakt.accounts.models import User
from municipalities.models import ContactRole, Municipality, Scheme
from tests.followups.making import JANUARY, LETTER, PDF


def round_of(serial: int = 77) -> Round:
    """A round of the letter's month, with a journal number of its own."""
    return Round.objects.create(
        scheme=Scheme.objects.get(is_default=True), name="Ministerens brev", journal_year=2018, journal_serial=serial,
        month=JANUARY, baseline_month=JANUARY, made_by=_writer(),
    )  # fmt: skip


def letter_of(
    case: Case | None, *, round: Round | None = None, municipality: str = "Lejre", subject: str = "Indskærpelse",
    body: str = "Antallet af samtaler er for lavt.",
) -> Letter:  # fmt: skip
    """A draft in a case, or of a round to the municipality."""
    letter = Letter.objects.create(
        kind=LetterKind.WARNING,
        municipality=case.municipality if case else Municipality.objects.get(name=municipality),
        scheme=case.scheme if case else round.scheme,
        case=case,
        round=round,
        template_text=_text(),
        month=JANUARY,
        known_at=timezone.now(),
        figures={},
        subject=subject,
        body=body,
        sender={},
        drafted_by=_writer(),
        writers=[_writer().pk],
    )
    for position, name in enumerate(("Anna Berg", "Bo Dam")):
        Addressee.objects.create(letter=letter, position=position, role=ContactRole.values[position], name=name)
    return letter


def enclose(letter: Letter, name: str = "opgørelse.pdf") -> Enclosure:
    position = letter.enclosures.count()
    document = Document.objects.keep(name, PDF + name.encode())
    return Enclosure.objects.create(letter=letter, position=position, document=document, title="Opgørelse")


def sent(letter: Letter, on=LETTER) -> Letter:
    """Approved by another and sent."""
    approver, _made = User.objects.get_or_create(username="godkender", defaults={"email": "godkender@kontakt.example"})
    steps = (
        {"status": "approved", "approved_by": approver, "approved_at": timezone.now()},
        {"status": "sending", "ordered_by": approver, "ordered_at": timezone.now()},
        {
            "status": "sent", "sent_at": timezone.now(), "dated_on": on,
            "document": Document.objects.keep(f"brev-{letter.pk}.pdf", PDF),
        },
    )  # fmt: skip
    for step in steps:
        Letter.objects.filter(pk=letter.pk).update(**step)
    letter.refresh_from_db()
    return letter


def discarded(letter: Letter) -> Letter:
    Letter.objects.filter(pk=letter.pk).update(status="discarded")
    letter.refresh_from_db()
    return letter


def _writer() -> User:
    return User.objects.get_or_create(username="skriver", defaults={"email": "skriver@kontakt.example"})[0]


def _text() -> LetterText:
    if text := LetterText.objects.filter(template__name="Til afprøvning").first():
        return text
    sender = Sender.objects.create(name="Til afprøvning", authority="Beskæftigelsesministeriet")
    template = LetterTemplate.objects.create(name="Til afprøvning", kind=LetterKind.WARNING, sender=sender)
    return LetterText.objects.create(template=template, version=1, subject="Emne", body="Tekst")

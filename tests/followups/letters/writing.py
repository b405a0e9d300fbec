"""Letters for tests: drafted, approved and sent in as few words as the test is about."""

from collections.abc import Iterable
from datetime import date

from followups.letters import approving, drafting, sending
from followups.letters.composing import Plan
from followups.models import Case, Letter, LetterTemplate
from municipalities.models import Contact, Municipality

APRIL = date(2018, 4, 1)
DUE = date(2099, 11, 2)


def contacts_for(municipalities: Iterable[Municipality], roles: Iterable[str]) -> None:
    Contact.objects.bulk_create(
        Contact(
            municipality=municipality, role=role, valid_from=date(2018, 1, 1), name=f"{role.title()} i {municipality}",
            email=f"{role}.{municipality.code}@kontakt.example",
        )
        for municipality in municipalities
        for role in roles
    )  # fmt: skip


def template(kind: str = "warning") -> LetterTemplate:
    return LetterTemplate.objects.get(kind=kind)


def drafted(case: Case, *, by, kind: str = "warning", step: str = "warn", **more) -> Letter:
    """A letter in a case, taking a step that is not proposed unless the test says otherwise."""
    plan = Plan(template(kind), case.municipality, case=case, step=step, **{"reason": "Ministerens ønske", **more})
    return drafting.draft(plan, by=by, month=APRIL)


def approved(case: Case, *, by, approver, **more) -> Letter:
    letter = drafted(case, by=by, **more)
    return approving.approve(letter.pk, version=letter.version, by=approver)


def sent(case: Case, *, by, approver, **more) -> Letter:
    """Ordered, and sent by a worker's hand."""
    letter = approved(case, by=by, approver=approver, **more)
    sending.send({letter.pk: letter.version}, by=by)
    sending.send_waiting()
    letter.refresh_from_db()
    return letter


def fresh(letter: Letter) -> Letter:
    return Letter.objects.get(pk=letter.pk)

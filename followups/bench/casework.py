"""The casework of a made-up country: open cases with what happens in them, and a round with its letters written."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from followups.bench.rounds import fill_in, new_round
from followups.deadlines import set_deadline
from followups.deciding import accept
from followups.log import write
from followups.models import (
    Addressee,
    Case,
    CaseStep,
    Deadline,
    JournalEntry,
    Letter,
    LogEntry,
    Proposal,
    RoundRecipient,
)
from followups.proposing import propose
from followups.rounds.writing import draft_letters
from kontakt.accounts.access import Role
from kontakt.accounts.models import RegionalOffice, User
from municipalities.bench.growing import analyse, copy_rows
from municipalities.bench.made_up_country import Country
from municipalities.models import Assessment, Contact, Municipality
from municipalities.months import add_months

OPEN_CASES = 60
_NOTES = 5  # in each case
_SERIALS = 1000  # more than a country has journal numbers, before it grows


def user_of(role: Role, office: RegionalOffice | None = None) -> User:
    name = f"bench-{role}"
    user, _made = User.objects.get_or_create(username=name, email=f"{name}@bench.example", defaults={"office": office})
    user.groups.add(Group.objects.get(name=role))
    return user


def open_cases(country: Country) -> None:
    """Cases that were proposed and warned, with a checkpoint whose figures are in."""
    propose()
    user = user_of(Role.CASEWORKER)
    for proposal in Proposal.objects.undecided().filter(rule__step="warn")[:OPEN_CASES]:
        accept(proposal.pk, by=user)
    if Case.objects.count() < OPEN_CASES:
        raise RuntimeError("Too few are warned to be measured")
    last = country.months[-1]
    Case.objects.update(baseline_month=add_months(last, -12), checkpoint_month=add_months(last, -3), responsible=user)


def do_casework(country: Country) -> None:
    """What the pages of casework have to show: deadlines, notes, proposals, and letters that wait for approval."""
    open_cases(country)
    user, today = user_of(Role.CASEWORKER), timezone.localdate()
    for number, case in enumerate(Case.objects.all()):
        began = today - timedelta(30)
        set_deadline(case, kind="reply", title="Svar", due_on=began + timedelta(number), on=began, by=user)
        for note in range(_NOTES):
            write(case, kind="note", happened_on=began, by=user, theme=f"Notat {note}", text="Talt om frister. " * 20)
    fill_in(country)
    draft_letters(new_round(country, "Runde", by=user).pk, by=user)
    propose()


def grow_casework(times: int) -> None:
    """The same in a country that has grown (growing.grow)."""
    tables = [Proposal, Case, CaseStep, LogEntry, Deadline, Letter, Addressee, JournalEntry, RoundRecipient]
    serial = f"journal_serial + copy * {_SERIALS}"
    copy_rows(tables, times, beside=[Municipality, Contact], changed={Case: {"journal_serial": serial}})
    analyse()


def grow_assessments(times: int) -> None:
    """As a recalculation would make them, but for the ranks."""
    copy_rows([Assessment], times)

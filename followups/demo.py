"""The demonstration's cases: the course of events of 2018 as it is publicly known, and made-up cases of today.

What is real: the letter of 29 January 2018; on 28 September 2018 Næstved, Hillerød and Lejre are summoned, and six
others must send a written account by 1 November. Everything else – talks, promises, minutes, today's cases – is made up.
"""

from datetime import date, time, timedelta

from followups import accounts, meetings
from followups.accounts import NewPromise
from followups.assistance.demo import (
    answer_in_case,
    help_of_2018_begins,
    help_of_2018_ends,
    help_of_today,
    what_is_left_is_withdrawn,
)
from followups.deadlines import complete
from followups.deciding import accept
from followups.demo_letters import fill_in_senders, send_the_ministers_letter, write_todays_letters
from followups.log import write
from followups.meetings import NewAction, NewParticipant
from followups.models import Case, LogEntry, Outcome, Participant, Proposal, Step
from followups.proposing import propose
from followups.rules.facts import latest_month
from followups.stepping import grounds_for_all, take
from followups.working_days import add_working_days
from kontakt.accounts.access import Role
from kontakt.accounts.models import User
from kontakt.queue import unsent
from municipalities.assessment.recalculation import recalculate_pending
from municipalities.demo.history import add_history
from municipalities.models import Assessment, Level, Scheme

JANUARY = date(2018, 1, 1)
STATEMENT = date(2018, 9, 28)
ANSWER_BY = date(2018, 11, 1)
_OFFERED_SUPPORT = 9
_TODAYS_CASES = 14


def add_cases(*, by, today: date, say) -> None:
    """The figures and the cases together, in the order they came about; only new figures if there are cases already.

    Needs the demonstration's accounts and contacts.
    """
    fill_in_senders()
    if Case.objects.exists():
        add_history(today=today, by=by, say=say)
        return
    with unsent():
        _add_cases(by=by, today=today, say=say)


def _add_cases(*, by, today: date, say) -> None:
    scheme = Scheme.objects.get(is_default=True)
    _figures_until(min(today, date(2018, 9, 11)), by=by, say=say)
    _january(scheme, by)
    help_of_2018_begins(by)
    propose()
    _september(by)
    _figures_until(min(today, date(2019, 12, 16)), by=by, say=say)
    propose()
    help_of_2018_ends()
    _closings(by, today=min(today, date(2019, 12, 16)))
    what_is_left_is_withdrawn(by, on=min(today, date(2019, 12, 16)))
    _figures_until(today, by=by, say=say)
    propose()
    _today(by, today)
    help_of_today(by, today=today)
    propose()
    write_todays_letters(by=by, approver=_approver(by))


def _approver(by) -> User:
    return User.objects.filter(groups__name=Role.APPROVER, is_active=True).exclude(pk=by.pk).first()


def _figures_until(day: date, *, by, say) -> None:
    add_history(today=day, by=by, say=say)
    recalculate_pending()


def _january(scheme: Scheme, by) -> None:
    """The minister's letter to all; the regional offices then offer their help to those furthest behind."""
    letters = send_the_ministers_letter(scheme, by=by, approver=_approver(by))
    behind = Assessment.objects.filter(
        scheme=scheme, indicator=None, month=JANUARY, level__in=[Level.BELOW, Level.MARKEDLY_BELOW]
    ).order_by("share")[:_OFFERED_SUPPORT]
    recipients = letters.recipients.filter(municipality__in=[row.municipality_id for row in behind])
    for case in Case.objects.filter(pk__in=recipients.values("case")):
        take(
            case.pk, Step.OFFER_SUPPORT, by=by, version=case.version, month=JANUARY, on=date(2018, 3, 12),
            reason="Brevet henviser til regionskontoret, som nu tilbyder sin hjælp.",
        )  # fmt: skip


def _september(by) -> None:
    """The April figures: three are summoned, six must send an account; and what came of it."""
    decided = Proposal.objects.filter(rule__step__in=[Step.SUMMON, Step.REQUEST_ACCOUNT], status=Proposal.Status.OPEN)
    for proposal in decided.select_related("rule", "municipality", "case"):
        summoned = proposal.rule.step == Step.SUMMON
        step = accept(proposal.pk, by=by, on=STATEMENT, due_on=None if summoned else ANSWER_BY)
        case = step.case
        if summoned:
            _meeting(case, by)
        else:
            _account(case, by)


def _meeting(case: Case, by) -> None:
    held_on = date(2018, 10, 24)
    name = case.municipality.name
    meeting = meetings.plan_meeting(
        case,
        by=by,
        held_on=held_on,
        begins_at=time(10),
        ends_at=time(11, 30),
        place="Beskæftigelsesministeriet, København",
        agenda="1. Udviklingen siden januar\n2. Årsagerne til, at samtalerne ikke bliver holdt\n3. Kommunens plan\n4. Hjælp fra regionskontoret",
        participants=[
            NewParticipant(f"Borgmesteren i {name}", Participant.Side.MUNICIPALITY),
            NewParticipant("Jobcenterchefen", Participant.Side.MUNICIPALITY),
            NewParticipant("Kontorchefen", Participant.Side.MINISTRY),
            NewParticipant(str(case.municipality.office), Participant.Side.OFFICE),
        ],
    )
    case.refresh_from_db()
    meetings.hold(
        meeting.pk,
        by=by,
        version=case.version,
        minutes=f"{name} redegjorde for udviklingen. Kommunen ansætter to medarbejdere til samtalerne og får hjælp til at planlægge dem.",
        actions=[NewAction("Sender en plan for samtalerne", "Jobcenterchefen", date(2018, 11, 30))],
    )
    for deadline in case.deadlines.open():
        complete(deadline.pk, by=by, note="Planen er modtaget.", on=date(2018, 11, 28))


def _account(case: Case, by) -> None:
    write(
        case, kind=LogEntry.Kind.PHONE_CALL, happened_on=date(2018, 10, 9), by=by, theme="Spørgsmål til redegørelsen",
        contact_name="Jobcenterchefen", text="Kommunen spørger, om redegørelsen skal omfatte sygedagpengemodtagerne. Det skal den.",
    )  # fmt: skip
    accounts.receive_account(
        case,
        received_on=date(2018, 10, 30),
        by=by,
        theme="Redegørelse for samtaler",
        summary="Kommunen har haft ubesatte stillinger i jobcenteret. Samtalerne planlægges nu fire uger frem.",
        contact_name="Jobcenterchefen",
        promises=[
            NewPromise("Alle samtaler planlægges fire uger frem", date(2018, 12, 14), "Jobcenterchefen"),
            NewPromise(
                "Andelen med de krævede samtaler når 70 procent", date(2019, 6, 28), "Udvalgsformanden", target_share=70
            ),
        ],
    )


def _closings(by, *, today: date) -> None:
    """Those that met the requirement three assessed months running are closed; the rest are closed as the scheme ended."""
    for proposal in Proposal.objects.filter(rule__step=Step.CLOSE, status=Proposal.Status.OPEN).select_related("case"):
        accept(proposal.pk, by=by, on=today, lessons="Planlægning fire uger frem og hjælp fra regionskontoret virkede.")
    left = list(Case.objects.open().select_related("scheme"))
    month = latest_month(left[0].scheme, on=today) if left else None
    kept = grounds_for_all(left[0].scheme, month) if month else {}
    for case in left:
        take(
            case.pk, Step.CLOSE, by=by, version=case.version, on=today, outcome=Outcome.OTHER, month=month,
            kept=kept.get(case.municipality_id),
            reason="Reglerne er ændret fra 1. januar 2020. Kommunen følges fremover efter de nye regler.",
        )  # fmt: skip


def _today(by, today: date) -> None:
    """Some of the cases that are proposed now, in various stages, and the rest left for the reader to decide."""
    proposals = Proposal.objects.filter(rule__step=Step.WARN, status=Proposal.Status.OPEN).select_related(
        "municipality"
    )
    lowest = sorted(proposals, key=lambda proposal: float(proposal.facts["share"]))[:_TODAYS_CASES]
    opened = max(today - timedelta(days=12), date.fromisoformat(lowest[0].facts["month"])) if lowest else today
    for number, proposal in enumerate(lowest):
        responsible = by if number % 3 else None
        case = accept(proposal.pk, by=by, responsible=responsible, on=opened).case
        if responsible is None:
            Case.objects.filter(pk=case.pk).update(responsible=None)
        if number % 2 == 0:
            _call(case, by, on=add_working_days(opened, 2))
        if number % 4 == 1:
            _offer_support(case, by, on=add_working_days(opened, 3))
            answer_in_case(case, on=add_working_days(opened, 4), declined=number % 8 == 5)
        if number % 4 == 3:
            _offer_support(case, by, on=add_working_days(opened, 4))
        if number % 5 == 2:
            _ask_for_account(case, by, on=add_working_days(opened, 1), due_on=add_working_days(today, number - 8))


def _call(case: Case, by, *, on: date) -> None:
    write(
        case, kind=LogEntry.Kind.PHONE_CALL, happened_on=on, by=by, theme="Tallene gennemgået med jobcenteret",
        contact_name="Jobcenterchefen", text="Jobcenteret kan genkende tallene og oplyser, at der mangler to sagsbehandlere.",
    )  # fmt: skip


def _offer_support(case: Case, by, *, on: date) -> None:
    case.refresh_from_db()
    take(
        case.pk,
        Step.OFFER_SUPPORT,
        by=by,
        version=case.version,
        on=on,
        reason="Andelen har ligget under kravet i flere måneder.",
    )


def _ask_for_account(case: Case, by, *, on: date, due_on: date) -> None:
    case.refresh_from_db()
    take(
        case.pk, Step.REQUEST_ACCOUNT, by=by, version=case.version, on=on, due_on=max(due_on, on),
        reason="Kommunen har været under kravet i flere år uden synlig fremgang.",
    )  # fmt: skip

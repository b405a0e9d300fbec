"""The demonstration's help: courses in the cases of 2018, and requests and courses of today in every regional office.

All of it is made up.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from followups.assistance.actions import NewCourseAction, finish
from followups.assistance.activities import hold_activity, plan_activity
from followups.assistance.answering import accept, ask, decline, not_wanted, withdraw
from followups.assistance.courses import Aim, begin, end
from followups.models import Activity, Case, Course, SupportRequest
from followups.working_days import add_working_days
from kontakt.accounts.models import RegionalOffice, User
from municipalities.models import Assessment, Municipality

_ASKED, _ANSWERED = date(2018, 3, 12), date(2018, 4, 9)
_BEGUN, _ENDED = date(2018, 5, 14), date(2018, 12, 14)
# Of those that were offered help in March 2018. Næstved's course of events is known, and has no course of help in it.
_HELPED_IN_2018 = ("Lejre", "Køge", "Holbæk", "Tønder")
_DECLINED_IN_2018 = ("Rudersdal", "Bornholm")
_AGO = timedelta(days=210)


@dataclass(frozen=True)
class _Held:
    kind: Activity.Kind
    after: int  # days from the beginning
    hours: Decimal
    theme: str
    participants: str
    notes: str


_WORK = (
    _Held(
        Activity.Kind.DATA, 7, Decimal("4.5"), "Gennemgang af tallene", "Jobcenterchefen, to afdelingsledere",
        "Samtalerne bliver holdt, men registreret for sent. Det halter mest for sygedagpengemodtagerne.",
    ),
    _Held(
        Activity.Kind.VISIT, 28, Decimal("7.25"), "Besøg hos planlæggerne", "Fire planlæggere",
        "Kalenderne bliver lagt en uge frem. Vi aftalte at prøve med fire uger.",
    ),
    _Held(
        Activity.Kind.WORKSHOP, 63, Decimal(12), "Workshop om planlægning fire uger frem", "18 sagsbehandlere",
        "Hver gruppe lagde en plan for sine egne samtaler.",
    ),
    _Held(Activity.Kind.PHONE, 91, Decimal("0.75"), "Status på planen", "Jobcenterchefen", "Planen bliver fulgt."),
)  # fmt: skip


def help_of_2018_begins(by: User) -> None:
    """What the offices answered in spring 2018; in Midt-Nord, to whom nobody had referred, a municipality asks."""
    office = RegionalOffice.objects.get(name="AMK Midt-Nord")
    if _consultant(office) and (municipality := _furthest_behind(office, date(2018, 1, 1))):
        ask(municipality, by=by, text="Kommunen vil gerne lære af dem, der planlægger fire uger frem.", asked_on=_ASKED)
    for request in SupportRequest.objects.waiting().select_related("municipality", "office"):
        consultant, name = _consultant(request.office), request.municipality.name
        if consultant is None:
            continue
        if name in _HELPED_IN_2018 or request.office == office:
            _begin(request, consultant, on=_BEGUN, until=_ENDED)
        elif name in _DECLINED_IN_2018:
            not_wanted(
                request.pk, by=consultant, version=request.version, on=_ANSWERED,
                reason="Kommunen har ansat flere sagsbehandlere og vil selv rette op.",
            )  # fmt: skip


def help_of_2018_ends() -> None:
    """The courses of 2018 end with the year."""
    outcomes = (Course.Outcome.REACHED, Course.Outcome.PARTLY)
    for number, course in enumerate(Course.objects.under_way().filter(started_on=_BEGUN).order_by("pk")):
        for action in course.actions.all():
            finish(action.pk, by=course.consultant, on=action.due_on)
        end(
            course.pk, by=course.consultant, version=course.version, outcome=outcomes[number % 2], ended_on=_ENDED,
            lessons="Planlægning fire uger frem virkede, da lederne fulgte den hver uge.",
        )  # fmt: skip


def what_is_left_is_withdrawn(by: User, *, on: date) -> None:
    """Where the case was closed before anybody answered, nobody asks any more."""
    for request in SupportRequest.objects.waiting().filter(case__closed_at__isnull=False):
        withdraw(request.pk, by=by, version=request.version, on=on, reason="Sagen er afsluttet.")


def help_of_today(by: User, *, today: date) -> None:
    """In every office: a course under way for some months, one just begun or accepted, and requests that wait."""
    for number, office in enumerate(RegionalOffice.objects.order_by("name")):
        consultant = _consultant(office)
        if consultant is None:
            continue
        _a_course_for_some_months(office, consultant, today=today)
        waiting = list(SupportRequest.objects.waiting().filter(office=office).order_by("pk"))
        if waiting and number == 0:
            _accepted(waiting.pop(), consultant, today=today)
        if not waiting and (municipality := _furthest_behind(office, None)):
            asked_on = add_working_days(today - timedelta(days=9), number)
            ask(municipality, by=by, text="Jobcenteret beder om hjælp til at læse sine tal.", asked_on=asked_on)


def answer_in_case(case: Case, *, on: date, declined: bool) -> None:
    """What the office says to the offer in a case of today."""
    request = case.support_requests.waiting().select_related("office", "municipality").first()
    consultant = request and _consultant(request.office)
    if consultant is None:
        return
    if declined:
        decline(
            request.pk, by=consultant, version=request.version, on=on,
            reason="Kontorets konsulenter er optaget til nytår. Kommunen er henvist til materialet om planlægning.",
        )  # fmt: skip
    else:
        course = begin(
            request.pk, _aim(consultant, on), by=consultant, version=request.version, started_on=on
        )  # fmt: skip
        plan_activity(
            course.pk, by=consultant, kind=Activity.Kind.DATA, held_on=add_working_days(on, 12),
            theme="Gennemgang af tallene", participants="Jobcenterchefen",
        )  # fmt: skip


def _a_course_for_some_months(office: RegionalOffice, consultant: User, *, today: date) -> None:
    municipality = _furthest_behind(office, None)
    if municipality is None:
        return
    begun = today - _AGO
    request = ask(
        municipality, by=consultant, text="Kommunen beder om en konsulent, der kan følge planlægningen på stedet.",
        asked_on=begun - timedelta(days=14),
    )  # fmt: skip
    course = _begin(request, consultant, on=begun, until=today + timedelta(days=90))
    for days, kind, theme in (
        (6, Activity.Kind.VISIT, "Opfølgning hos planlæggerne"),
        (40, Activity.Kind.PROCESS, "Proceskonsulent i to dage"),
    ):
        plan_activity(course.pk, by=consultant, kind=kind, held_on=today + timedelta(days=days), theme=theme)


def _accepted(request: SupportRequest, consultant: User, *, today: date) -> None:
    accept(request.pk, by=consultant, version=request.version, on=max(request.asked_on, today - timedelta(days=1)))


def _begin(request: SupportRequest, consultant: User, *, on: date, until: date) -> Course:
    """A course with what was done in it; the first thing agreed is done, the second is not."""
    course = begin(request.pk, _aim(consultant, on, until), by=consultant, version=request.version, started_on=on)
    for work in _WORK:
        held_on = on + timedelta(days=work.after)
        activity = plan_activity(course.pk, by=consultant, kind=work.kind, held_on=held_on, theme=work.theme)
        agreed = {
            Activity.Kind.DATA: [NewCourseAction("Registrerer samtalerne samme dag", "Afdelingslederne", held_on + timedelta(21))],
            Activity.Kind.WORKSHOP: [NewCourseAction("Sender planen for samtalerne", "Jobcenterchefen", held_on + timedelta(28))],
        }.get(work.kind, [])  # fmt: skip
        hold_activity(
            activity.pk, by=consultant, version=activity.version, held_on=held_on, hours=work.hours,
            participants=work.participants, notes=work.notes, actions=agreed,
        )  # fmt: skip
    first = course.actions.first()
    finish(first.pk, by=consultant, note="Aftalt på teammødet.", on=first.due_on)
    return course


def _aim(consultant: User, on: date, until: date | None = None) -> Aim:
    return Aim(
        "Kommunen planlægger selv sine samtaler fire uger frem og følger tallene hver uge.",
        consultant,
        plan="1. Gennemgang af tallene\n2. Besøg hos planlæggerne\n3. Workshop\n4. Opfølgning hver måned",
        target_share=Decimal(70),
        target_by=on + timedelta(days=365),
        planned_until=until or on + timedelta(days=180),
    )


def _consultant(office: RegionalOffice) -> User | None:
    return User.objects.filter(office=office, is_active=True).order_by("pk").first()


def _furthest_behind(office: RegionalOffice, month: date | None) -> Municipality | None:
    """The lowest share in the month (None: the latest) of the office's municipalities that nobody helps or has a case with."""
    free = (
        Municipality.objects.filter(office=office)
        .exclude(cases__in=Case.objects.open())
        .exclude(support_requests__in=SupportRequest.objects.pending())
        .exclude(courses__in=Course.objects.under_way())
    )
    rows = Assessment.objects.filter(
        scheme__is_default=True, indicator=None, share__isnull=False, municipality__in=free
    ).select_related("municipality")
    if month:
        rows = rows.filter(month=month)
    row = rows.order_by("-month", "share").first()
    return row and row.municipality

"""Ids that are sent in a form and not in its address: another case's, another region's, another municipality's, somebody
who may not be chosen. Each is refused, and nothing is changed; what the page offers is taken.

Every such field is found in the code: a new one fails here until it is tried, or is said to be one of those that no
row can be hidden behind.
"""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.contrib.messages import SUCCESS, get_messages
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from followups.assistance.actions import NewCourseAction, set_action
from followups.assistance.activities import plan_activity
from followups.assistance.answering import ask
from followups.log import write
from followups.models import LetterTemplate, LogEntry, LogFile, Proposal, Sender
from followups.proposing import propose
from followups.records.requests import make_request
from followups.rounds.making import Filter, leave_out
from kontakt.accounts.access import GRANTS, Action, Role
from kontakt.accounts.models import RegionalOffice
from kontakt.start.installation import PROJECT
from municipalities.models import Municipality
from tests.accounts import user_of
from tests.addresses import COLUMNS, documented
from tests.followups.figures import figures, known
from tests.followups.forms import sent
from tests.followups.letters.writing import contacts_for
from tests.followups.making import LETTER, case_of, pdf
from tests.followups.rounds.making import APRIL, JANUARY, january_round
from tests.kept_rows import tables
from tests.test_access import Region

ROOMS = ("kontakt", "municipalities", "followups")
_ROWS = (  # fields that choose among rows: told apart by their file
    r"(?P<name>\w+) = forms\.Model(?:Multiple)?ChoiceField\(",
    r"fields\[f?\"(?P<name>[\w{}]+)\"\] = forms\.Model(?:Multiple)?ChoiceField\(",
)
_OTHERS = (
    r"POST(?:\.get|\.getlist)?[\[(]\"(?P<name>\w+)\"",
    r"fields\[\"(?P<name>\w+)\"\](?: = self\.fields\[\"\w+\"\])*\.choices",
    r"(?P<name>\w+) = forms\.\w+\([^()]*HiddenInput",
)
# What names no row that anybody is kept from. Everything else must be among TRIED.
NO_ROW = {
    "a month, a kind, a choice of words": {"action", "appearance", "baseline_month", "body", "checkpoint_month", "decision",
        "hvis", "kind", "month", "name", "next", "note", "query", "subject"},
    "what was seen: a version, or a digest of what is there": {"basis", "seen", "sequence", "version"},
    "reference data that everybody sees": {"correcting.indicator", "deliveries.indicator", "accounts.indicator",
        "assistance_courses.indicator", "round_forms.scheme", "round_forms.offices", "round_forms.kommune"},
    "of a finding, by what it says; for those who see the whole country": {"finding"},
    "only asked for, by GET": {"add", "baseline", "forms.user", "group", "indicator", "m", "of", "office.office", "period",
        "since", "table", "until"},
}  # fmt: skip
OFFICE = "own region"


@dataclass
class Try:
    """A form as its page has it, with `written` in it. `own` is taken in the field; each of `others` is refused."""

    name: str
    needs: Action
    page: Callable[["World"], str]
    own: Callable[["World"], object]
    others: Callable[["World"], list]
    url_name: str
    written: Callable[["World"], dict] = lambda world: {}
    blank: bool = False  # a bare POST: the page's form is not one of `form` in the context
    roles: list[str] = field(default_factory=list)


class World:
    """Two regions, two cases with a log, a round with proposals in and outside it, and users of every role."""

    def __init__(self) -> None:
        self.users = {role: user_of(role) for role in Role if role != Role.REGIONAL_OFFICE}
        worker = self.users[Role.CASEWORKER]
        known(
            *(
                figures(name, *[share] * 4)
                for name, share in (("Varde", 30), ("Lejre", 31), ("Fanø", 32), ("Lolland", 33), ("Samsø", 34))
            )
        )
        self.region, self.elsewhere = Region("Køge"), Region("Odense")
        self.users[Role.REGIONAL_OFFICE] = self.region.user
        self.case, self.other_case = case_of("Lejre", serial=81), case_of("Varde", serial=82)
        places = [self.case.municipality, self.other_case.municipality]
        contacts_for(places, ["borgmester"])
        self.contact, self.other_contact = (place.contacts.get() for place in places)
        self.entries = [
            write(case, kind="letter_in", happened_on=LETTER, by=worker, theme="Svar", text="Tekst", files=[pdf()])
            for case in (self.case, self.other_case)
        ]
        Sender.objects.update(
            address="Ved Stranden 8", email="m@kontakt.example", signer_name="N", signer_title="Minister"
        )
        RegionalOffice.objects.update(email="amk@kontakt.example", phone="70 00 00 00")
        self.records = make_request(requester="Avisen", requested_on=timezone.localdate(), by=worker, case=self.case)
        self.round = january_round(
            by=worker, to=Filter(codes=[self.place(name).code for name in ("Varde", "Fanø", "Samsø")])
        )
        leave_out(self.round.pk, self.place("Samsø"), by=worker, reason="Forkert")
        self.round.refresh_from_db()
        propose()
        self.pending = ask(self.place("Solrød"), by=self.region.user, text="Hjælp")
        in_use = self.template("warning")
        text = in_use.texts.values("subject", "body").latest("version")
        self.retired = LetterTemplate.objects.create(
            name="Udgået", kind="warning", sender=in_use.sender, is_active=False
        )
        self.retired.texts.create(version=1, **text)

    def place(self, name: str) -> Municipality:
        return Municipality.objects.get(name=name)

    def template(self, kind: str) -> LetterTemplate:
        return LetterTemplate.objects.get(kind=kind, is_active=True)

    def proposal(self, name: str) -> Proposal:
        return Proposal.objects.filter(municipality__name=name, decided_at=None).earliest("pk")

    def no_caseworkers(self) -> list[int]:
        gone = user_of("caseworker")
        gone.is_active = False
        gone.save()
        return [gone.pk, self.region.user.pk, self.users[Role.READER].pk, self.users[Role.ADMINISTRATOR].pk]

    def no_consultants(self) -> list[int]:
        return [self.elsewhere.user.pk, self.users[Role.CASEWORKER].pk, self.users[Role.READER].pk]


def at(name: str, *keys: str) -> Callable[[World], str]:
    """`keys`: where in the world each of the address' keys is: `case.journal_number`."""

    def address(world: World) -> str:
        found = []
        for key in keys:
            thing = world
            for part in key.split("."):
                thing = thing[int(part)] if part.isdigit() else getattr(thing, part)
            found.append(thing)
        return reverse(name, args=found)

    return address


def _file(entry: LogEntry) -> str:
    return f"log_file:{LogFile.objects.get(entry=entry).pk}"


CASE = "case.journal_number"
TODAY = timezone.localdate().isoformat()
TRIED = {
    "deadlines.responsible": [
        Try("of a deadline", Action.WORK_CASES, at("case-deadline-set", CASE), lambda w: w.users["approver"].pk,
            World.no_caseworkers, "case-deadline-set", lambda w: {"title": "Svar", "due_on": TODAY}),
    ],
    "cases.responsible": [
        Try("of a case", Action.WORK_CASES, at("case-change", CASE), lambda w: w.users["approver"].pk,
            World.no_caseworkers, "case-change", lambda w: {"baseline_month": JANUARY.isoformat()}),
        Try("of a new case", Action.WORK_CASES, lambda w: reverse("case-open", args=[w.place("Fanø").code]),
            lambda w: w.users["approver"].pk, World.no_caseworkers, "case-open",
            lambda w: {"reason": "Henvendelse", "baseline_month": JANUARY.isoformat()}),
    ],
    "proposals.responsible": [
        Try("of a proposal's case", Action.WORK_CASES, lambda w: w.proposal("Fanø").get_absolute_url(),
            lambda w: w.users["approver"].pk, World.no_caseworkers, "proposal", lambda w: {"decision": "accept"}, blank=True),
    ],
    "to": [
        Try("whom cases are given to", Action.WORK_CASES, lambda w: reverse("assign-cases"), lambda w: w.users["approver"].pk,
            World.no_caseworkers, "assign-cases", lambda w: {"case": [w.case.pk]}, blank=True),
    ],
    "case": [
        Try("cases that are given", Action.WORK_CASES, lambda w: reverse("assign-cases"), lambda w: [w.case.pk],
            lambda w: [[0], ["x"]], "assign-cases", lambda w: {"to": w.users["approver"].pk}, blank=True),
    ],
    "log.contact": [
        Try("of a log entry", Action.WORK_CASES, at("case-log-write", CASE), lambda w: w.contact.pk,
            lambda w: [w.other_contact.pk], "case-log-write", lambda w: {"kind": "note", "theme": "Samtale", "happened_on": TODAY}),
        Try("of a correction", Action.WORK_CASES, at("case-log-correct", CASE, "entries.0.pk"), lambda w: w.contact.pk,
            lambda w: [w.other_contact.pk], "case-log-correct", lambda w: {"theme": "Rettet"}),
    ],
    "assistance_requests.municipality": [
        Try("that asks for help", Action.REQUEST_ASSISTANCE, at("support-request-make"), lambda w: w.place("Stevns").pk,
            lambda w: [w.place("Nyborg").pk], "support-request-make", lambda w: {"text": "Hjælp", "asked_on": TODAY},
            roles=[Role.REGIONAL_OFFICE]),
    ],
    "round_forms.municipality": [
        Try("added to a round", Action.WORK_CASES, at("round-add", "round.journal_number"), lambda w: w.place("Lejre").code,
            lambda w: [w.place("Varde").code], "round-add", lambda w: {"reason": "Glemt"}),
    ],
    "assistance_courses.consultant": [
        Try("of a new course", Action.WORK_ASSISTANCE, at("course-begin", "pending.pk"), lambda w: w.region.user.pk,
            World.no_consultants, "course-begin", lambda w: {"goal": "Flere samtaler"}),
        Try("of a course", Action.WORK_ASSISTANCE, at("course-change", "region.course.pk"), lambda w: w.region.user.pk,
            World.no_consultants, "course-change", lambda w: {"goal": "Endnu flere samtaler"}),
    ],
    "letter_drafts.template": [
        Try("of a letter that takes a step", Action.WORK_CASES, lambda w: at("case-letter", CASE)(w) + "?skridt=warn",
            lambda w: w.template("warning").pk, lambda w: [w.template("summons").pk, w.retired.pk], "case-letter",
            lambda w: {"roles": ["borgmester"], "month": APRIL.isoformat(), "reason": "Ønske", "takes_step": "on"}),
    ],
    "round_forms.letter_{level}": [
        Try("of a round's level", Action.WORK_CASES, at("round-letters", "round.journal_number"),
            lambda w: w.template("information").pk, lambda w: [w.retired.pk], "round-letters",
            lambda w: {"version": w.round.version, "checkpoint_month": ""}),
    ],
    "record": [
        Try("withheld with others", Action.WORK_CASES, at("records-withhold-chosen", "records.pk"),
            lambda w: [f"entry:{w.entries[0].pk}"],
            lambda w: [[f"entry:{w.entries[1].pk}"], [f"entry:{w.entries[0].pk}", f"entry:{w.entries[1].pk}"]],
            "records-withhold-chosen", lambda w: {"ground": "offl_30_1"}, blank=True),
    ],
    "what": [
        Try("a file that is withheld", Action.WORK_CASES,
            lambda w: reverse("records-withhold", args=[w.records.pk, "entry", w.entries[0].pk]),
            lambda w: _file(w.entries[0]), lambda w: [_file(w.entries[1])], "records-withhold",
            lambda w: {"ground": "offl_30_1"}),
    ],
    "proposal": [
        Try("registered in a round's evaluation", Action.WORK_CASES, at("round-evaluation", "round.journal_number"),
            lambda w: [w.proposal("Fanø").pk], lambda w: [[w.proposal("Lolland").pk], [w.proposal("Samsø").pk], [0]], "round-evaluation",
            lambda w: {"action": "register"}, blank=True),
    ],
    "submission": [],  # test_a_form_that_somebody_else_sent_leads_to_nothing_of_theirs
}  # fmt: skip
FIELD_NAMES = {"of a proposal's case": "accept-responsible", "of a round's level": "letter_compliant"}


def fields_in_the_code() -> set[str]:
    """Fields that choose among rows, hidden ones, and whatever a view takes out of the POST by itself. The administration is
    left out: who may open it sees every row."""
    found = set()
    for path in (path for room in ROOMS for path in (PROJECT / room).rglob("*.py") if "admin" not in path.parts):
        source = path.read_text()
        found |= {f"{path.stem}.{at['name']}" for pattern in _ROWS for at in re.finditer(pattern, source)}
        found |= {at["name"] for pattern in _OTHERS for at in re.finditer(pattern, source)}
    return found


def test_every_field_that_may_hold_an_id_is_tried_or_is_none():
    found, known_ones = fields_in_the_code(), set(TRIED).union(*NO_ROW.values())
    assert found - known_ones == set(), "New in the code: try them in TRIED, or say in NO_ROW why not"
    assert known_ones - found == set(), "No longer in the code"


def everything_there_is() -> dict[str, tuple]:
    """A digest of every table but sessions and of what was opened."""
    left_out = {"django_session", "audit_access", "usersessions_usersession"}
    asked = " UNION ALL ".join(
        f"SELECT '{table}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM {table} t"
        for table in tables()
        if table.strip('"') not in left_out
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {table: rest for table, *rest in cursor.fetchall()}


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role.values)
def test_an_id_that_the_page_does_not_offer_is_refused_and_changes_nothing(role):
    world = World()
    client = Client(raise_request_exception=False)
    client.force_login(world.users[role])
    column = OFFICE if role == Role.REGIONAL_OFFICE else role
    faults, tried = [], 0
    for name, tries in TRIED.items():
        for each in tries:
            if documented()[each.url_name][COLUMNS.index(column)] != "open" or role not in (each.roles or [role]):
                continue
            tried += 1
            faults += [f"{name} {each.name}: {fault}" for fault in faults_of(client, world, each, name, role)]
    assert not faults, "\n".join(faults)
    assert tried > (2 if role in (Role.CASEWORKER, Role.APPROVER, Role.REGIONAL_OFFICE) else 0)


def faults_of(client: Client, world: World, each: Try, name: str, role: str) -> list[str]:
    name, page, may = FIELD_NAMES.get(each.name, name.rpartition(".")[2]), each.page(world), each.needs in GRANTS[role]
    others, own, written = each.others(world), each.own(world), each.written(world)
    if each.blank or not may:
        form = {}
    else:
        form = sent(client.get(page))
        form = {key: value for key, value in form.items() if key != "replacement"}
    before, faults = everything_there_is(), []
    for value in [*others, own]:
        with transaction.atomic():
            client.cookies.pop("messages", None)
            answer = client.post(page, form | written | {name: value})
            changed = everything_there_is() != before
            transaction.set_rollback(True)
        if value is own and changed != may:
            context = answer.context or {}
            errors = context.get("problems") or getattr(context.get("form"), "errors", "")
            faults.append(f"what is offered is {'not ' if may else ''}taken: {answer.status_code} {errors}")
        elif value is not own and changed:
            faults.append(f"{value!r} is taken")
        elif value is not own and may and (answer.status_code >= 500 or is_told_as_done(answer)):
            faults.append(f"{value!r} is not refused: {answer.status_code}")
        elif not may and answer.status_code != 403:
            faults.append(f"{answer.status_code} where it may not be sent at all")
    return faults


def is_told_as_done(answer) -> bool:
    return any(message.level == SUCCESS for message in get_messages(answer.wsgi_request))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page", ["support-request-make", "activity-plan", "action-set", "case-log-write", "case-records"]
)
def test_a_form_that_somebody_else_sent_leads_to_nothing_of_theirs(client, page):
    """The number a form is sent under leads to what it led to for whoever sent it, where it was sent. Sent by another,
    from a page that was left open or by guessing, it is refused, and may be sent once more as their own."""
    world, submission = World(), uuid.uuid4()
    worker, other, region, elsewhere = world.users["caseworker"], world.users["approver"], world.region, world.elsewhere
    match page:
        case "support-request-make":
            ask(world.place("Nyborg"), by=elsewhere.user, text="Hemmeligt", submission=submission)
            user, keys = region.user, []
            form = {"text": "Hjælp", "asked_on": TODAY, "municipality": world.place("Stevns").pk}
        case "activity-plan":
            course = elsewhere.course
            plan_activity(
                course.pk,
                by=elsewhere.user,
                kind="visit",
                held_on=timezone.localdate(),
                theme="Hemmeligt",
                submission=submission,
            )
            user, keys = region.user, [region.course.pk]
            form = {"kind": "visit", "held_on": TODAY, "theme": "Besøg"}
        case "action-set":
            action = NewCourseAction("Hemmeligt", "Chefen", timezone.localdate())
            set_action(elsewhere.course.pk, action, by=elsewhere.user, submission=submission)
            user, keys = region.user, [region.course.pk]
            form = {"text": "Plan", "responsible": "Chefen", "due_on": TODAY}
        case "case-log-write":
            write(world.other_case, kind="note", happened_on=LETTER, by=other, theme="Hemmeligt", submission=submission)
            user, keys = worker, [world.case.journal_number]
            form = {"kind": "note", "theme": "Svar", "happened_on": TODAY}
        case "case-records":
            make_request(
                requester="Hemmeligt",
                requested_on=timezone.localdate(),
                by=other,
                case=world.case,
                submission=submission,
            )
            user, keys = worker, [world.case.journal_number]
            form = {"requester": "Avisen", "requested_on": TODAY}
    client.force_login(user)
    before = everything_there_is()
    answer = client.post(reverse(page, args=keys), form | {"submission": submission}, follow=True)
    assert answer.status_code == 200 and "Hemmeligt" not in answer.content.decode()
    assert everything_there_is() == before
    anew = answer.context["form"]["submission"].value()
    assert client.post(reverse(page, args=keys), form | {"submission": anew}).status_code == 302
    assert everything_there_is() != before

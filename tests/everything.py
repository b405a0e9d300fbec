"""The story of 2018 with one of each thing the project keeps, for tests that go through every page."""

from datetime import time, timedelta
from decimal import Decimal

from django.utils import timezone

from followups.accounts import NewPromise, receive_account
from followups.assistance.actions import NewCourseAction
from followups.assistance.activities import hold_activity, plan_activity
from followups.assistance.answering import ask
from followups.assistance.courses import Aim, begin
from followups.deadlines import set_deadline
from followups.log import write
from followups.meetings import NewParticipant, plan_meeting
from followups.models import Case, Sender, Step
from followups.proposing import propose
from followups.records.giving import give
from followups.records.requests import make_request
from followups.records.review import review_of
from followups.rounds.making import Filter
from followups.rounds.writing import draft_letters
from followups.stepping import take
from kontakt.accounts.models import RegionalOffice
from kontakt.operations import failures
from municipalities.corrections.correcting import Asked, correct
from municipalities.corrections.sheets import keep_sheet
from municipalities.deliveries.loading import load
from municipalities.models import Assessment, ContactRole, Correction, Level, Municipality, Observation
from municipalities.readers import InputFile
from tests.accounts import user_of
from tests.deliveries import SAMPLES, staged, varde
from tests.followups.letters.writing import contacts_for, drafted
from tests.followups.making import SUMMONS, pdf
from tests.followups.rounds.making import january_round, sent_round, variant
from tests.story import lay_out


def lay_out_everything() -> None:
    lay_out()
    worker, approver, administrator = user_of("caseworker"), user_of("approver"), user_of("administrator")
    consultant = user_of("regional_office", "AMK Øst")
    Sender.objects.update(
        address="Ved Stranden 8", email="ministeriet@kontakt.example", signer_name="Minister", signer_title="Minister"
    )
    RegionalOffice.objects.update(email="amk@kontakt.example", phone="70 00 00 00")
    places = [Municipality.objects.get(name=name) for name in ("Køge", "Næstved", "Varde", _without_a_case())]
    contacts_for(places, ContactRole.values)
    to = Filter(codes=[place.code for place in places])
    sent_round(by=worker, approver=approver, to=to)
    draft_letters(
        january_round(by=worker, to=to, name="Endnu en", variants=[variant("information", Level.values)]).pk, by=worker
    )
    propose()
    for case in Case.objects.all():
        _fill(case, worker)
    koege = Case.objects.get(municipality__name="Køge")
    _help(koege, worker, consultant)
    drafted(koege, by=worker, kind="information", step="")
    _records(koege, places[-1], worker)
    ask(Municipality.objects.get(name="Solrød"), by=consultant, text="Hjælp")
    ask(Municipality.objects.get(name="Fanø"), by=worker, text="Hjælp")
    propose()
    _correct(administrator)
    staged(varde("10,5"))
    staged((SAMPLES / "fejl.csv").read_text(encoding="utf-8-sig"))
    failures.record("municipalities.tasks.stage_delivery", [1], {}, task_id="1", error=ValueError("Filen er væk"))


def _correct(by) -> None:
    """A correction that waits for approval, one in force that a later delivery disagrees with, and a sheet of them."""
    koege = Observation.objects.filter(municipality__name="Køge", share__isnull=False).order_by("-month").first()
    dagpenge = Observation.objects.get(
        municipality__name="Varde", indicator__slug="dagpenge", month="2018-04-01", known_to=None
    )
    for wrong, share in ((koege, Decimal(90)), (dagpenge, dagpenge.share + 1)):
        corrected = Correction(
            municipality=wrong.municipality, indicator=wrong.indicator, month=wrong.month, persons=wrong.persons,
            average=wrong.average, share=share, reason="Tastefejl",
        )  # fmt: skip
        correct([Asked(corrected)], by=by)
    load(staged(varde("47,5")).pk, by=None)
    sheet = "Kommune;Målgruppe;Måned;Antal personer;Gnsn. antal samtaler;Andel (pct.);Begrundelse\n"
    sheet += "Lejre;dagpenge;2018M04;91;4,6;46;Tastefejl\n"
    keep_sheet(InputFile("rettelser.csv", sheet.encode()), by=by)


def _without_a_case() -> str:
    """In AMK Øst, and informed by the round rather than warned."""
    rows = Assessment.objects.filter(indicator=None, month="2018-01-01", municipality__office__name="AMK Øst")
    return rows.filter(level__in=["compliant", "exempt"]).earliest("municipality__code").municipality.name


def _fill(case: Case, by) -> None:
    today, later = timezone.localdate(), timezone.localdate() + timedelta(30)
    entry = write(case, kind="letter_in", happened_on=today, by=by, theme="Svar", text="Tekst", files=[pdf("svar.pdf")])
    write(case, kind="note", happened_on=today, by=by, theme="Rettet", corrects=entry)
    set_deadline(case, kind="reply", title="Svar", due_on=today, by=by)
    promises = [NewPromise("Flere samtaler", later, "Jobcenterchefen", Decimal(60))]
    receive_account(case, received_on=today, by=by, theme="Redegørelse", promises=promises)
    plan_meeting(
        case, by=by, held_on=later, begins_at=time(10), ends_at=time(11), place="Her", agenda="1. Velkomst",
        participants=[NewParticipant("Ida Holm", "ministry")],
    )  # fmt: skip


def _help(case: Case, by, consultant) -> None:
    case.refresh_from_db()
    take(case.pk, Step.OFFER_SUPPORT, by=by, version=case.version, reason="Bagud", on=timezone.localdate())
    asked = case.support_requests.get()
    aim = Aim("Flere samtaler", consultant)
    course = begin(asked.pk, aim, by=consultant, version=asked.version)
    activity = plan_activity(course.pk, by=consultant, kind="visit", held_on=course.started_on, theme="Besøg")
    hold_activity(
        activity.pk, by=consultant, version=1, held_on=course.started_on, hours=Decimal(1), files=[pdf("referat.pdf")],
        actions=[NewCourseAction("Plan", "Chefen", course.started_on)],
    )  # fmt: skip
    plan_activity(course.pk, by=consultant, kind="data", held_on=course.started_on, theme="Tallene")


def _records(case: Case, place: Municipality, by) -> None:
    make_request(requester="Ugeavisen", requested_on=SUMMONS, by=by, case=case)
    given = make_request(
        requester="Dagbladet", requested_on=SUMMONS, by=by, municipality=place,
        first_day=SUMMONS - timedelta(300), last_day=timezone.localdate(),
    )  # fmt: skip
    give(given.pk, by=by, seen=review_of(given).seen)

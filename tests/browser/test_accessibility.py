"""Every page of ours without violations of WCAG 2.2 A and AA that axe can find, and without sideways scrolling."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from followups.accounts import NewPromise, receive_account
from followups.assistance.actions import NewCourseAction
from followups.assistance.activities import hold_activity, plan_activity
from followups.assistance.answering import ask
from followups.assistance.courses import Aim, begin
from followups.deadlines import complete, set_deadline
from followups.deciding import accept
from followups.log import write
from followups.meetings import NewParticipant, plan_meeting
from followups.models import Proposal, Step
from followups.proposing import propose
from kontakt.accounts.models import User
from municipalities.deliveries.loading import load
from municipalities.models import Municipality
from municipalities.quality.findings import findings
from tests.browser.checking import faults_of
from tests.browser.conftest import DESKTOP, PHONE, SMALLEST
from tests.deliveries import SAMPLES, staged, varde
from tests.followups.making import SUMMONS, case_of, pdf

pytestmark = pytest.mark.django_db(transaction=True)


def pages_of_a_case(user) -> list[str]:
    """The lists, and every page of a case that has one thing of each kind in it."""
    propose()
    waiting = Proposal.objects.get(municipality__name="Lejre", rule__step=Step.WARN)
    case = accept(Proposal.objects.get(municipality__name="Næstved", rule__step=Step.WARN).pk, by=user).case
    today, later = timezone.localdate(), timezone.localdate() + timedelta(30)
    entry = write(case, kind="note", happened_on=today, by=user, theme="Notat", text="Tekst", files=[pdf("svar.pdf")])
    write(case, kind="note", happened_on=today, by=user, theme="Rettet", corrects=entry)
    entry = write(case, kind="note", happened_on=today, by=user, theme="Endnu et notat")
    deadline = set_deadline(case, kind="reply", title="Svar", due_on=today - timedelta(20), by=user, on=SUMMONS)
    complete(set_deadline(case, kind="other", title="Tal", due_on=today, by=user).pk, by=user)
    promises = [NewPromise("Flere samtaler", later, "Jobcenterchefen", Decimal(60)), NewPromise("Ny vejledning", later)]
    account = receive_account(case, received_on=today, by=user, theme="Redegørelse", promises=promises)
    asked = [NewParticipant("Ida Holm", "ministry")]
    meeting = plan_meeting(
        case, by=user, held_on=later, begins_at=time(10), ends_at=time(11), place="Her", agenda="1. Velkomst",
        participants=asked,
    )  # fmt: skip
    pages = (
        "", "journal/", "journal/?direction=out", "aendr/", "flag/", "skridt/close/", "log/ny/", f"log/{entry.pk}/ret/", "frist/ny/",
        f"frist/{deadline.pk}/udfoert/", f"frist/{deadline.pk}/flyt/", f"frist/{deadline.pk}/annuller/",
        "redegoerelse/ny/", f"redegoerelse/{account.pk}/ret/", "moede/nyt/", f"moede/{meeting.pk}/aendr/",
        f"moede/{meeting.pk}/afholdt/", f"moede/{meeting.pk}/aflys/",
    )  # fmt: skip
    return [
        "/sager/", "/journal/", "/soeg/", "/soeg/?q=notat", "/soeg/?q=Varde+findesikke", "/opgaver/", "/opgaver/?hvis=alle", waiting.get_absolute_url(), "/kommuner/265/ny-sag/",
        *(case.get_absolute_url() + page for page in pages),
    ]  # fmt: skip


def pages_of_assistance() -> list[str]:
    """The lists, the office's start page, and every page of a request that waits and of a course with everything in it."""
    consultant = User.objects.get(username="regional_office")
    today = timezone.localdate()
    waiting = ask(Municipality.objects.get(name="Lejre"), by=consultant, text="Hjælp")
    asked = ask(Municipality.objects.get(name="Køge"), by=consultant, text="Hjælp", asked_on=SUMMONS)
    aim = Aim("Mål", consultant, plan="Plan", target_share=Decimal(70), target_by=today)
    course = begin(asked.pk, aim, by=consultant, version=1, started_on=SUMMONS)
    held, planned = (
        plan_activity(course.pk, by=consultant, kind="visit", held_on=today, theme=theme) for theme in ("Et", "To")
    )
    hold_activity(
        held.pk, by=consultant, version=1, held_on=SUMMONS, hours=Decimal("1.5"), notes="Noter", files=[pdf("svar.pdf")],
        actions=[NewCourseAction("Plan", "Chefen", SUMMONS)],
    )  # fmt: skip
    action = course.actions.get()
    own = (
        "", "aendr/", "afslut/", "aktivitet/ny/", f"aktivitet/{planned.pk}/aendr/", f"aktivitet/{planned.pk}/afholdt/",
        f"aktivitet/{planned.pk}/aflys/", "aftale/ny/", f"aftale/{action.pk}/udfoert/", f"aftale/{action.pk}/bortfald/",
    )  # fmt: skip
    return [
        "/kontor/", "/kort/?month=2018-04", "/anmodninger/", "/anmodninger/ny/", "/stoetteforloeb/", "/kommuner/259/?month=2018-04",
        *(waiting.get_absolute_url() + page for page in ("", "svar/", "traek-tilbage/", "forloeb/")),
        *(course.get_absolute_url() + page for page in own),
    ]  # fmt: skip


@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALLEST], ids=["desk", "phone", "320 px"])
def test_no_page_of_assistance_has_violations_or_is_wider_than_the_screen(visit, country, size):
    page = visit("regional_office", office="AMK Øst", size=size)
    found = []
    for address in pages_of_assistance():
        assert page.goto(address).status == 200, address
        found += faults_of(page, address, size)
    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALLEST], ids=["desk", "phone", "320 px"])
def test_no_page_has_violations_or_is_wider_than_the_screen(visit, country, size):
    ready = staged(varde("10,5"))
    rejected = staged((SAMPLES / "fejl.csv").read_text(encoding="utf-8-sig"))
    loaded = load(staged(varde("12,5")).pk, by=None)
    page = visit("caseworker", size=size)
    found = []
    for address in (
        *pages_of_a_case(User.objects.get(username="caseworker")),
        "/?month=2018-04",
        "/kort/?month=2018-04",
        "/kommuner/?month=2018-04",
        "/kommuner/?month=2018-04&q=findes-ikke",
        "/kommuner/370/?month=2018-04",
        "/kommuner/370/?known=2099-01-01",
        "/opgoerelser/?month=2018-04&baseline=2018-01&order=rank",
        "/opgoerelser/?month=2018-04&group=dagpenge",
        "/opgoerelser/?month=2018-01&baseline=2018-04",
        "/opgoerelser/?month=2018-04&known=2017-01-01",
        "/datakvalitet/?kind=late",
        findings(User.objects.get(username="caseworker"))[0].get_absolute_url(),
        "/leverancer/",
        "/leverancer/ny/",
        ready.get_absolute_url(),
        rejected.get_absolute_url(),
        loaded.get_absolute_url(),
        f"{loaded.get_absolute_url()}tag-tilbage/",
        "/konto/password/change/",
        "/konto/logout/",
    ):
        page.goto(address)
        for summary in page.locator("details.more > summary").all():
            summary.click()
        found += faults_of(page, address, size)
    assert not found, "\n".join(map(str, found))


# Each form with one field that leaves another missing.
HALF_FILLED = {
    "log/ny/": "text",
    "frist/ny/": "title",
    "redegoerelse/ny/": "promise-0-measure",
    "moede/nyt/": "participant-0-title",
}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_no_refused_form_of_a_case_has_violations(visit, country, size):
    page = visit("caseworker", size=size)
    case = case_of("Køge", serial=9)
    found = []
    for address, field in HALF_FILLED.items():
        page.goto(case.get_absolute_url() + address)
        page.fill(f"[name={field}]", "Kun dette")
        page.locator("main .button-primary").click()
        expect(page.locator(".error-summary"), address).to_be_visible()
        found += faults_of(page, address, size)
    assert not found, "\n".join(map(str, found))

"""A day in the life of each role, by what a person would click; on a desk, on a phone, and without JavaScript."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from followups.assistance.answering import ask
from followups.assistance.courses import Aim, begin
from followups.models import Course, Letter, LogEntry, Sender, SupportRequest
from followups.proposing import propose
from kontakt.accounts.models import RegionalOffice, User
from municipalities.corrections.correcting import Asked, correct
from municipalities.deliveries.staging import stage
from municipalities.models import (
    ContactRole,
    Correction,
    Delivery,
    Exemption,
    FindingDecision,
    Municipality,
    Observation,
)
from tests.accounts import user_of
from tests.browser.conftest import DESKTOP, PHONE
from tests.deliveries import APRIL, SAMPLES
from tests.followups.letters.writing import contacts_for, drafted
from tests.followups.making import case_of

pytestmark = pytest.mark.django_db(transaction=True)
DEVICES = pytest.mark.parametrize(
    ("size", "javascript"),
    [(DESKTOP, True), (PHONE, True), (DESKTOP, False), (PHONE, False)],
    ids=["desk", "phone", "desk without javascript", "phone without javascript"],
)


def named(name: str) -> Municipality:
    return Municipality.objects.get(name=name)


def go(page: Page, name: str) -> None:
    """By the navigation, which a phone keeps in its menu."""
    header = page.get_by_role("banner")
    if page.viewport_size["width"] == PHONE[0]:
        header.locator("summary", has_text="Menu").click()
    with page.expect_navigation():
        header.get_by_role("link", name=name).click()


def follow(page: Page, name: str, *, exact: bool = False) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=exact).first.click()


def row_of(page: Page, name: str):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name)).first


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def told(page: Page, words: str) -> None:
    """What the page says was done."""
    expect(page.locator(".alert", has_text=words)).to_be_visible()


def can_write_letters() -> None:
    """The office that sends them, and those who get them, as an administrator has filled them in."""
    Sender.objects.update(
        address="Ved Stranden 8", email="ministeriet@kontakt.example", signer_name="N. N.", signer_title="Minister"
    )
    RegionalOffice.objects.update(email="amk@kontakt.example", phone="70 00 00 00")
    contacts_for(Municipality.objects.filter(name__in=("Albertslund", "Næstved")), ContactRole.values)


@DEVICES
def test_a_caseworker_turns_a_proposal_into_a_letter_and_keeps_the_case(visit, country, size, javascript):
    can_write_letters()
    propose()
    page = visit("caseworker", size=size, javascript=javascript)
    go(page, "Mine opgaver")
    follow(page, "Hele kontoret")
    row_of(page, "Albertslund").get_by_role("link", name="Åbn sag og giv advarsel").click()
    expect(heading(page)).to_have_text("Albertslund: Åbn sag og giv advarsel")

    follow(page, "Skriv brevet")
    press(page, "Skriv brevet")
    told(page, "Brevet er skrevet")
    follow(page, "Ret brevet")
    page.get_by_label("Emne").fill("Samtaler med ledige i Albertslund")
    press(page, "Gem brevet")
    expect(page.get_by_role("link", name="Ret brevet").first).to_be_visible()
    letter = Letter.objects.get()
    assert (letter.subject, letter.status, letter.case.stage) == (
        "Samtaler med ledige i Albertslund",
        "draft",
        "opened",
    )

    follow(page, letter.case.journal_number)
    follow(page, "Skriv i loggen")
    page.get_by_label("Type").select_option(label="Telefonsamtale")
    page.get_by_label("En anden").fill("Jobcenterchefen")
    page.get_by_label("Tema").fill("Ringet om planen")
    page.get_by_label("Tekst").fill("Jobcenteret sender en plan for de manglende samtaler.")
    press(page, "Skriv det i loggen")
    follow(page, "Sæt en frist")
    page.get_by_label("Hvad der skal foreligge ved fristen").fill("Planen for samtalerne")
    page.get_by_label("Frist", exact=True).fill((timezone.localdate() + timedelta(30)).isoformat())
    press(page, "Sæt fristen")
    expect(page.get_by_role("main")).to_contain_text("Planen for samtalerne")
    entry = LogEntry.objects.get(case=letter.case)
    assert (entry.kind, entry.by) == ("phone_call", User.objects.get(username="caseworker"))

    if size == PHONE:
        page.get_by_role("banner").locator("summary", has_text="Menu").click()
    page.get_by_role("searchbox").fill("manglende samtaler")
    page.get_by_role("searchbox").press("Enter")
    follow(page, "Ringet om planen")
    expect(heading(page)).to_contain_text(f"Albertslund – J.nr. {letter.case.journal_number}")
    go(page, "Sager")
    row_of(page, "Albertslund").get_by_role("link", name=letter.case.journal_number).click()
    follow(page, "Historik")
    for words in ("Ringet om planen", "Planen for samtalerne", "caseworker@kontakt.example"):
        expect(page.get_by_role("main")).to_contain_text(words)


@DEVICES
def test_an_approver_approves_anothers_letter_and_a_correction_that_moves_a_level(visit, country, size, javascript):
    can_write_letters()
    letter = drafted(case_of("Næstved"), by=user_of("caseworker"))
    (correction,) = correct([Asked(much_better("Lejre"))], by=user_of("administrator"))
    page = visit("approver", size=size, javascript=javascript)
    go(page, "Mine opgaver")
    row_of(page, "Næstved").get_by_role("link", name="Advarsel").click()
    expect(page.get_by_role("img").first).to_be_visible()
    press(page, "Godkend brevet")
    told(page, "Brevet er godkendt")
    page.get_by_text("Send på en anden måde").click()
    press(page, "Gør brevet klar til at blive sendt uden for Kontakt")
    told(page, "Brevet er klar")
    with page.expect_download() as download:
        follow(page, "Hent brevet (PDF)")
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.get_by_label("Sendt fra").select_option("Digital Post")
    page.get_by_label("Sendt den").fill(timezone.localdate().isoformat())
    page.get_by_label("Reference").fill("2018-17")
    press(page, "Registrér afsendelsen")
    told(page, "Brevet er registreret som sendt")
    letter.refresh_from_db()
    assert (letter.status, letter.approved_by, letter.case.stage) == (
        "sent",
        User.objects.get(username="approver"),
        "warned",
    )

    go(page, "Mine opgaver")
    follow(page, str(correction))
    press(page, "Godkend rettelsen")
    told(page, f"{correction} er gennemført")
    correction.refresh_from_db()
    assert (correction.status, correction.decided_by) == ("in_force", User.objects.get(username="approver"))


def much_better(name: str) -> Correction:
    """A correction that lifts the municipality's largest group in April 2018 to all of its persons."""
    figure = (
        Observation.objects.filter(municipality__name=name, month=APRIL, known_to=None).order_by("-persons").first()
    )
    return Correction(
        municipality=figure.municipality, indicator=figure.indicator, month=APRIL, persons=figure.persons,
        average=figure.average, share=Decimal(100), reason="Kommunen har dokumenteret samtalerne",
    )  # fmt: skip


@DEVICES
def test_a_regional_office_helps_a_municipality(visit, country, size, javascript):
    page = visit("regional_office", office="AMK Øst", size=size, javascript=javascript)
    asked = ask(named("Lejre"), by=user_of("caseworker"), text="Vi mangler planlæggere.")
    syd = user_of("regional_office", "AMK Syd")
    elsewhere = ask(named("Varde"), by=syd, text="Hjælp")
    other = begin(elsewhere.pk, Aim("Mål", syd), by=syd, version=elsewhere.version)
    go(page, "Overblik")
    expect(heading(page)).to_have_text("AMK Øst – overblik")
    follow(page, "Lejre")
    expect(page.get_by_role("main")).to_contain_text("Vi mangler planlæggere.")
    follow(page, "Besvar anmodningen")
    page.get_by_label("Kontoret imødekommer anmodningen").check()
    press(page, "Registrér svaret")
    follow(page, "Begynd et støtteforløb")
    page.get_by_label("Mål", exact=True).fill("Alle ledige får de samtaler, loven kræver")
    page.get_by_label("Konsulent").select_option(index=1)
    press(page, "Begynd forløbet")
    follow(page, "Planlæg en aktivitet")
    page.get_by_label("Tema").fill("Besøg hos planlæggerne")
    press(page, "Planlæg aktiviteten")
    follow(page, "Registrér som holdt")
    page.get_by_label("Timer").fill("3,25")
    page.get_by_label("Hvad der blev aftalt").first.fill("Ny plan for samtalerne")
    page.get_by_label("Hvem der gør det").first.fill("Jobcenterchefen")
    page.get_by_label("Senest").first.fill((timezone.localdate() + timedelta(30)).isoformat())
    press(page, "Registrér som holdt")
    expect(page.get_by_role("main")).to_contain_text("Ny plan for samtalerne")
    course = Course.objects.get(municipality__name="Lejre")
    activity, action = course.activities.get(), course.actions.get()
    assert (activity.hours, action.text) == (Decimal("3.25"), "Ny plan for samtalerne")
    asked.refresh_from_db()
    assert (asked.status, asked.course) == (SupportRequest.Status.ACCEPTED, course)

    go(page, "Overblik")
    expect(page.locator(".key-figures").last).to_contain_text("3,25 timer")
    answer = page.request.get(other.get_absolute_url())
    assert (answer.status, "Siden findes ikke" in answer.text()) == (404, True)


@DEVICES
def test_a_reader_sees_everything_and_changes_nothing(visit, country, size, javascript):
    can_write_letters()
    letter = drafted(case_of("Næstved"), by=user_of("caseworker"))
    page = visit("reader", size=size, javascript=javascript)

    def changes_nothing():
        """No form that sends anything, but for the language and the way out."""
        expect(page.get_by_role("main").locator("form[method=post]")).to_have_count(0)

    changes_nothing()
    page.goto("/?month=2018-04")
    follow(page, "Andre måneder og målgrupper")
    expect(heading(page)).to_have_text("Kort over kommunerne – april 2018")
    page.get_by_role("link", name="Hillerød").first.click()
    expect(heading(page)).to_have_text("Hillerød – april 2018")
    changes_nothing()
    go(page, "Kommuner")
    if size == PHONE and javascript:
        page.get_by_text("Afgræns listen").click()
    page.get_by_role("textbox", name="Kommune").fill("Næstved")
    press(page, "Vis")
    expect(page.locator("tbody tr")).to_have_count(1)
    with page.expect_download() as download:
        follow(page, "Hent som CSV")
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert ["Næstved" in line for line in lines] == [False, True]
    row_of(page, "Næstved").get_by_role("link", name="Næstved").click()
    expect(heading(page)).to_have_text("Næstved – juni 2018")
    changes_nothing()
    go(page, "Opgørelser")
    expect(page.get_by_role("row", name="Næstved")).to_be_visible()
    changes_nothing()
    with page.expect_download() as download:
        follow(page, "Hent som PDF")
    assert download.value.path().read_bytes().startswith(b"%PDF")
    go(page, "Sager")
    follow(page, letter.case.journal_number)
    expect(heading(page)).to_contain_text(letter.case.journal_number)
    changes_nothing()
    follow(page, "Advarsel")
    expect(page.get_by_role("img").first).to_be_visible()
    changes_nothing()
    for button in ("Godkend brevet", "Ret brevet"):
        expect(page.get_by_role("main")).not_to_contain_text(button)
    answer = page.request.get(letter.case.get_absolute_url() + "log/ny/")
    assert (answer.status, "Du har ikke adgang til siden" in answer.text()) == (403, True)
    assert not LogEntry.objects.exists()


@DEVICES
def test_an_administrator_puts_the_figures_right_and_leaves_a_trail(visit, country, size, javascript):
    page = visit("administrator", size=size, javascript=javascript)
    go(page, "Leverancer")
    follow(page, "Upload tal")
    page.get_by_label("Filer").set_input_files(SAMPLES / "fejl.csv")
    press(page, "Læs filerne")
    expect(page.locator("progress")).to_be_visible()
    stage(Delivery.objects.latest("pk").pk)
    expect(page.get_by_role("main")).to_contain_text("7 fejl skal rettes først", timeout=15_000)

    go(page, "Datakvalitet")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Ret tallet")).first
    name = row.get_by_role("rowheader").inner_text()
    row.get_by_role("link", name="Ret tallet").click()
    page.get_by_label("Andel (procent)").fill("64,0")
    page.get_by_label("Hvorfor").fill("Tastefejl hos kommunen")
    press(page, "Se, hvad der ændrer sig")
    page.get_by_role("button", name="Gem rettelsen").or_(
        page.get_by_role("button", name="Send til godkendelse")
    ).click()
    expect(page.locator(".alert-success, .alert-info").first).to_be_visible()
    correction = Correction.objects.get()
    assert (correction.municipality.name, correction.share, correction.reason) == (
        name.strip(), Decimal(64), "Tastefejl hos kommunen",
    )  # fmt: skip

    go(page, "Datakvalitet")
    follow(page, "Spring i antal personer")
    row = page.get_by_role("row").filter(has=page.get_by_role("checkbox")).first
    row.get_by_role("checkbox").check()
    page.get_by_label("Begrundelse").fill("Kommunen har bekræftet tallet")
    press(page, "Afvis")
    told(page, "afvist")
    assert FindingDecision.objects.get().reason == "Kommunen har bekræftet tallet"

    go(page, "Administration")
    page.get_by_role("row", name="Fritagelser").get_by_role("link", name="Tilføj").click()
    page.get_by_label("Kommune").select_option(label="Næstved")
    page.get_by_label("Fra:").fill("01-01-2018")
    page.get_by_label("Retsgrundlag").fill("Lov om frikommuner")
    page.get_by_label("Måned").select_option(label="april 2018")
    page.get_by_role("button", name="Vis, hvad der vil ændre sig").click()
    expect(page.get_by_role("region", name="Det vil ændre sig i april 2018")).to_contain_text("Næstved")
    assert not Exemption.objects.filter(municipality__name="Næstved").exists()
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Exemption.objects.get(municipality__name="Næstved", known_to=None).legal_basis == "Lov om frikommuner"

    page.goto("/")
    go(page, "Revisionsspor")
    for reason in ("Tastefejl hos kommunen", "Lov om frikommuner"):
        expect(page.locator("ol.changes")).to_contain_text(reason)

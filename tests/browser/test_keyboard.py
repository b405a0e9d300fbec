"""By keyboard alone: every stop of the main pages of each role, and whole tasks."""

import pytest
from playwright.sync_api import Locator, Page, expect

from followups.models import Case, Course, Letter, LogEntry, SupportRequest
from kontakt.accounts.models import User
from municipalities.models import Correction, Delivery
from tests.browser.checking import ready
from tests.browser.conftest import PASSWORD, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 700


def main_pages() -> dict[str | None, list[str]]:
    koege = Case.objects.get(municipality__name="Køge").get_absolute_url()
    course = Course.objects.get().get_absolute_url()
    planned = Course.objects.get().activities.get(status="planned")
    waiting = SupportRequest.objects.get(municipality__name="Solrød").get_absolute_url()
    letter = Letter.objects.filter(status="draft").exclude(case=None).first().get_absolute_url()
    return {
        None: ["/konto/login/"],
        "caseworker": [
            "/", "/opgaver/", "/kommuner/?month=2018-04", koege, f"{koege}log/ny/", "/runder/", "/runder/ny/",
            Delivery.objects.filter(status="ready").first().get_absolute_url(),
        ],
        "approver": [letter, Correction.objects.first().get_absolute_url()],
        "regional_office": ["/kontor/", f"{waiting}svar/", course, f"{course}aktivitet/{planned.pk}/afholdt/"],
        "reader": ["/kort/?month=2018-04", "/kommuner/259/?month=2018-04", "/opgoerelser/?month=2018-04", "/sager/"],
        "administrator": ["/kommuner/259/ret/", "/datakvalitet/", "/revision/", "/administration/"],
    }  # fmt: skip


ROLES = [None, "caseworker", "approver", "regional_office", "reader", "administrator"]


def faults_of_the_way(page: Page, address: str, *, back: bool = False) -> list[str]:
    """What is wrong with the stops from one end of the page to the other."""
    page.goto(address)
    ready(page)
    page.evaluate("kontaktChecks.begin()")
    faults = []
    for _press in range(MOST):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        at_this = page.evaluate("back => kontaktChecks.stop(back)", back)
        if at_this is None:
            break
        faults += at_this
        if len(faults) > 20:
            break
    else:
        faults.append("no end to it")
    faults += page.evaluate("kontaktChecks.missed()")
    return [f"{address}{' (backwards)' if back else ''}: {fault}" for fault in faults]


def skips(page: Page, address: str) -> list[str]:
    """The first stop leads past the navigation, into the content."""
    page.goto(address)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    if skip.get_attribute("href") not in ("#main-content", "#content-start"):
        return [f"{address}: the first stop does not skip the navigation"]
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.querySelector('main').contains(document.activeElement)")
    return [] if inside else [f"{address}: the skip link does not lead to the content"]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "nobody")
def test_every_stop_is_reached_in_order_in_sight_and_shows_itself(visit, everything, role):
    page = visit(role)
    pages = main_pages()[role]
    faults = skips(page, pages[0])
    for address in pages:
        faults += faults_of_the_way(page, address)
    assert not faults, "\n".join(faults)


def test_backwards_and_on_a_phone_nothing_lies_over_a_stop(visit, everything):
    """Where rows go under a heading that stays in sight, and where names of rows stay beside what scrolls."""
    page = visit("caseworker")
    faults = faults_of_the_way(page, "/kommuner/?month=2018-04", back=True)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    faults += faults_of_the_way(page, "/kommuner/?month=2018-04&level=markedly_below", back=True)
    faults += faults_of_the_way(page, "/opgaver/")
    assert not faults, "\n".join(faults)


def tab_to(page: Page, there: Locator) -> None:
    for _press in range(MOST):
        if there.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the tabulator key does not come to {there}")


def write(page: Page, label: str, words: str) -> None:
    tab_to(page, page.get_by_role("main").get_by_label(label, exact=True))
    page.keyboard.type(words)


def enter(page: Page, name: str, *, role: str = "link") -> None:
    tab_to(page, page.get_by_role("main").get_by_role(role, name=name, exact=True).first)
    page.keyboard.press("Enter")


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def test_from_signing_in_to_a_log_entry_that_is_refused_at_first(visit, everything):
    caseworker = User.objects.get(username="caseworker")
    caseworker.set_password(PASSWORD)
    caseworker.save()
    case = Case.objects.get(municipality__name="Køge")
    page = visit(None)
    page.goto("/konto/login/")
    write(page, "E-mail eller brugernavn", "caseworker")
    write(page, "Adgangskode", PASSWORD)
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("Overblik")

    tab_to(page, page.get_by_role("banner").get_by_role("link", name="Kommuner"))
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("Kommuner")
    write(page, "Kommune", "Køge")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    enter(page, "Køge")
    expect(heading(page)).to_contain_text("Køge")
    tab_to(page, page.locator(f"main a[href='{case.get_absolute_url()}']").first)
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text(case.journal_number)

    enter(page, "Skriv i loggen")
    write(page, "Tekst", "Jobcenteret sender en plan.")
    enter(page, "Skriv det i loggen", role="button")
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wrong = page.get_by_label("Tema", exact=True)
    expect(wrong).to_be_focused()
    expect(wrong).to_have_attribute("aria-invalid", "true")
    page.keyboard.type("Ringet om planen")
    enter(page, "Skriv det i loggen", role="button")
    expect(page.get_by_role("main")).to_contain_text("Ringet om planen")
    assert LogEntry.objects.filter(theme="Ringet om planen", case=case).count() == 1


def test_from_the_menu_of_a_phone_over_the_map_to_a_municipality(visit, country):
    page = visit("reader", size=PHONE)
    tab_to(page, page.get_by_role("banner").locator("summary", has_text="Menu"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("banner").get_by_role("link", name="Overblik"))
    page.keyboard.press("Enter")
    expect(page.locator(".tile-map[data-ready]")).to_be_visible()
    tab_to(page, page.locator("a.tile[tabindex='0']"))
    for key, name in (("End", "Aarhus"), ("ArrowRight", "Syddjurs")):
        page.keyboard.press(key)
        expect(page.locator("a.tile:focus")).to_have_attribute("data-name", name)
        expect(page.locator("a.tile:focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("Syddjurs")


def test_an_approver_approves_a_letter(visit, everything):
    letter = Letter.objects.filter(status="draft").exclude(case=None).first()
    page = visit("approver")
    page.goto("/opgaver/")
    tab_to(page, page.locator(f"main a[href='{letter.get_absolute_url()}']").first)
    page.keyboard.press("Enter")
    enter(page, "Godkend brevet", role="button")
    expect(page.locator(".alert", has_text="Brevet er godkendt")).to_be_visible()
    letter.refresh_from_db()
    assert letter.approved_by == User.objects.get(username="approver")

"""The states of pages that no link leads to, held against the same as every page (test_every_page.py): nothing there yet, a form
refused, everything opened, as known at another time, errors."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone
from django.utils.http import int_to_base36
from playwright.sync_api import Page, expect

from followups.deadlines import complete, set_deadline
from followups.models import Case, Course, Letter, SupportRequest
from kontakt.accounts.links import LinkTokens
from kontakt.accounts.models import User
from municipalities.deliveries.loading import load
from municipalities.models import Delivery, Pull
from municipalities.quality.dismissing import dismiss
from municipalities.quality.findings import findings
from municipalities.views.listing import MunicipalityListView
from tests.addresses import ADMINISTRATION
from tests.browser.checking import faults_of
from tests.browser.conftest import PASSWORD
from tests.deliveries import staged, varde
from tests.followups.making import SUMMONS

pytestmark = pytest.mark.django_db(transaction=True)


def faults_at(page: Page, addresses) -> list[str]:
    """With everything that is folded away on the page opened."""
    found = []
    for address in addresses:
        assert page.goto(address).status == 200, address
        page.locator("main details:not(.filter-bar):not([open])").evaluate_all(
            "all => all.forEach(one => one.open = true)"
        )
        found += faults_of(page, address)
    return found


def test_nothing_there_yet(visit):
    page = visit("caseworker")
    lists = ("", "kort/", "kommuner/", "kommuner/370/", "opgoerelser/", "datakvalitet/", "leverancer/", "leverancer/rettelser/",
             "leverancer/uenigheder/", "sager/", "opgaver/", "runder/", "journal/", "breve/", "aktindsigt/", "anmodninger/",
             "stoetteforloeb/", "soeg/?q=varme")  # fmt: skip
    found = faults_at(page, [f"/{place}" for place in lists])
    assert not found, "\n".join(found)


def test_other_months_other_knowledge_and_everything_opened(visit, everything):
    page = visit("caseworker")
    by = User.objects.get(username="caseworker")
    case = Case.objects.get(municipality__name="Næstved")
    overdue = set_deadline(
        case, kind="reply", title="Svar", due_on=timezone.localdate() - timedelta(20), by=by, on=SUMMONS
    )
    complete(set_deadline(case, kind="other", title="Tal", due_on=timezone.localdate(), by=by).pk, by=by)
    loaded = load(staged(varde("12,5")).pk, by=None)
    dismissed, *_rest = [finding for finding in findings(by) if not finding.is_dismissed]
    dismiss([dismissed.identity], by=by, reason="Kommunen har bekræftet tallet")
    rejected = Delivery.objects.filter(status="rejected").first()
    found = faults_at(page, [
        "/?month=2018-04", "/kort/?month=2018-04&group=dagpenge", "/kommuner/?month=2018-04&level=markedly_below",
        "/kommuner/?month=2018-04&q=findes-ikke", "/kommuner/?month=2030-01", "/kommuner/370/?month=2030-01",
        "/kommuner/370/?known=2017-01-01", "/kommuner/370/?known=2099-01-01",
        "/opgoerelser/?month=2018-04&baseline=2018-01&order=rank", "/opgoerelser/?month=2018-04&group=dagpenge",
        "/opgoerelser/?month=2018-01&baseline=2018-04", "/opgoerelser/?month=2018-04&known=2017-01-01",
        "/datakvalitet/?kind=late", reverse("quality-finding", args=[dismissed.identity]),
        rejected.get_absolute_url(), loaded.get_absolute_url(),
        case.get_absolute_url(), f"{case.get_absolute_url()}frist/{overdue.pk}/flyt/", f"{case.get_absolute_url()}journal/?direction=out",
        "/opgaver/?hvis=alle", "/soeg/?q=Varde+findesikke",
    ])  # fmt: skip
    assert not found, "\n".join(found)


def refused(page: Page, address: str, field: str | None = None, words: str = "Kun dette") -> list[str]:
    """The form sent with one field only, or none: the summary has the focus, and leads to each field that says why."""
    page.goto(address)
    if field:
        page.fill(f"main [name={field}]", words)
    page.locator("main form[method=post] .button-primary, main form[method=post] button").first.click()
    summary = page.locator(".error-summary")
    expect(summary, address).to_be_focused()
    found = faults_of(page, f"{address} refused")
    links = summary.locator("a")
    if not links.count():
        return [*found, f"{address}: the summary leads to no field"]
    for link in links.all():
        link.focus()
        page.keyboard.press("Enter")
        target = page.locator(f"[id='{link.get_attribute('href')[1:]}']")
        within = target.evaluate(
            "there => there.contains(document.activeElement) && document.activeElement.matches('input, select, textarea')"
        )
        if not within:
            found.append(f"{address}: {link.inner_text()!r} does not lead to its field")
    return found


def test_refused_forms_of_casework(visit, everything):
    page = visit("caseworker")
    case = Case.objects.get(municipality__name="Køge").get_absolute_url()
    letter = Letter.objects.filter(status="draft").exclude(case=None).first().get_absolute_url()
    meeting = Case.objects.get(municipality__name="Køge").meetings.first().pk
    forms = [
        (f"{case}log/ny/", "text"), (f"{case}frist/ny/", "title"), (f"{case}redegoerelse/ny/", "promise-0-measure"),
        (f"{case}moede/nyt/", "participant-0-title"), (f"{case}moede/{meeting}/aflys/", None), (f"{case}flag/", None),
        (f"{case}skridt/close/", None), (f"{case}aktindsigt/ny/", None), (f"{letter}ret/", "subject", ""),
        ("/runder/ny/?month=2018-01-01", None), ("/leverancer/ny/", None), ("/konto/password/change/", None),
    ]  # fmt: skip
    found = [fault for form in forms for fault in refused(page, *form)]
    assert not found, "\n".join(found)


def test_refused_forms_of_a_regional_office_and_of_corrections(visit, everything):
    page = visit("regional_office")
    waiting = SupportRequest.objects.get(municipality__name="Solrød").get_absolute_url()
    course = Course.objects.get()
    planned = course.activities.get(status="planned").pk
    own = course.get_absolute_url()
    forms = [(f"{waiting}svar/", None), ("/anmodninger/ny/", None), (f"{own}aktivitet/ny/", None),
             (f"{own}aktivitet/{planned}/afholdt/", "hours"), (f"{own}aftale/ny/", None)]  # fmt: skip
    found = [fault for form in forms for fault in refused(page, *form)]
    page = visit("administrator")
    forms = [
        ("/kommuner/259/ret/?month=2018-04&indicator=dagpenge", "share", "120"),
        ("/leverancer/rettelser/fil/", None),
        ("/kontakter/fil/", None),
    ]
    found += [fault for form in forms for fault in refused(page, *form)]
    assert not found, "\n".join(found)


def test_the_way_in_and_one_s_own_account(visit, everything, settings):
    """Signing in refused and locked, a second factor asked for, a link to choose a password by."""
    page = visit(None)
    found = refused(page, "/konto/login/") + refused(page, "/konto/password/reset/")
    reader = User.objects.get(username="reader") if User.objects.filter(username="reader") else None
    reader = reader or User.objects.get(username="approver")
    address = reverse(
        "account_reset_password_from_key", args=[int_to_base36(reader.pk), LinkTokens().make_token(reader)]
    )
    found += refused(page, address)

    settings.MFA_REQUIRED_ROLES = ["caseworker"]
    page = visit(None)
    caseworker = User.objects.get(username="caseworker")
    caseworker.set_password(PASSWORD)
    caseworker.save()
    sign_in(page, "caseworker")
    page.wait_for_url("**/konto/to-faktor/")
    found += faults_of(page, "a second factor must be set up")
    found += refused(page, "/konto/to-faktor/app/", "code", "000000")
    Authenticator.objects.create(
        user=caseworker, type=Authenticator.Type.TOTP, data={"secret": totp.generate_totp_secret()}
    )
    found += faults_at(page, ["/konto/to-faktor/", "/konto/to-faktor/app/fjern/"])
    page = visit(None)
    sign_in(page, "caseworker")
    page.wait_for_url("**/konto/to-faktor/kode/")
    found += refused(page, "/konto/to-faktor/kode/", "code", "000000")

    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    page = visit(None)
    visit.expects(429)
    for _attempt in range(2):
        sign_in(page, "caseworker", "forkert")
    expect(page.get_by_role("heading", level=1)).to_have_text("For mange forsøg")
    found += faults_of(page, "too many attempts")
    assert not found, "\n".join(found)


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.goto("/konto/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", password)
    with page.expect_navigation():
        page.click("main button")


def test_pages_that_say_no(visit, transactional_db, monkeypatch):
    page = visit("reader")
    visit.expects(404, 403, 500, 503)

    def fails(view):
        raise OperationalError("away") if view.request.GET else RuntimeError("for the test")

    monkeypatch.setattr(MunicipalityListView, "get_queryset", fails)
    found = []
    for address, status in (("/findes-ikke/", 404), ("/opgaver/", 403), ("/kommuner/", 500), ("/kommuner/?q=x", 503)):
        assert page.goto(address).status == status
        found += faults_of(page, address)
    page.goto("/konto/password/change/")
    page.context.clear_cookies(name="csrftoken")
    page.locator("main .button-primary").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("adgangskode")
    found += faults_of(page, "a form without its token")
    assert not found, "\n".join(found)


# Of Django's own templates, not ours to change: the tables of lines in a form have columns without words (what is removed), and
# scroll in a frame that browsers of today let the keyboard into by themselves.
DJANGOS = ("empty-table-header", "scrollable-region-focusable")


def test_what_cannot_be_fetched_in_place_is_asked_for_again(visit, everything):
    """A filter leads to the page that says what is wrong; a page that waits for news goes on when there is an answer."""
    page = visit("caseworker")
    visit.expects(503)

    def away(route):
        in_place = "hx-request" in route.request.headers
        route.fulfill(status=503, body="away") if in_place else route.fallback()

    page.route("**/*", away)
    page.goto("/kommuner/")
    page.fill(".filter-fields [name=q]", "Varde")
    page.get_by_role("button", name="Vis", exact=True).click()
    page.wait_for_url(re.compile(r"q=Varde"))
    expect(page.locator("main tbody tr")).to_have_count(1)

    Pull.objects.create(origin=Pull.Origin.SCHEDULE)
    page.clock.install()
    page.goto("/leverancer/jobindsats/")
    with page.expect_response(lambda response: response.status == 503):
        page.clock.run_for(2500)
    Pull.objects.update(status="failed", problem="broke_off", finished_at=timezone.now())
    page.clock.run_for(6000)
    expect(page.locator(".progress")).to_have_count(0)


def test_the_administration(visit, everything):
    """The list of every model and a form of each, a refused form, a history, and what is asked before something is deleted."""
    page = visit("administrator")
    lists = links_at(page, "/administration/", "#content-main th a")
    of_models = {
        address
        for address in ADMINISTRATION
        if re.fullmatch(r"/administration/(accounts|municipalities|followups)/\w+/", address)
    }
    assert set(lists) >= of_models, of_models - set(lists)
    found, forms = [], {}
    for address in lists:
        page.goto(address)
        found += faults_of(page, address, small_too=False, leave_out=DJANGOS)
        first = page.locator("#result_list a[href$='/change/'], #result_list a[href*='/change/?']").first
        forms[address] = urlsplit(first.get_attribute("href")).path if first.count() else None
    for address in filter(None, forms.values()):
        page.goto(address)
        found += faults_of(page, address, small_too=False, leave_out=DJANGOS)
    office = forms["/administration/accounts/regionaloffice/"]
    for address in (
        "/administration/",
        office,
        office.replace("change", "history"),
        "/administration/municipalities/contact/add/",
    ):
        page.goto(address)
        found += faults_of(page, address, leave_out=DJANGOS)
    page.locator("[name=_save]").click()
    expect(page.locator(".errornote")).to_be_visible()
    refused_form = faults_of(page, "a refused form of the administration", leave_out=DJANGOS)
    # Django shows the errors of two fields on one line together, above them, and ties them to neither.
    found += [fault for fault in refused_form if "does not say why: input#id_valid_from" not in fault]
    page.goto(forms["/administration/municipalities/contact/"].replace("change", "delete"))
    found += faults_of(page, "before something is deleted", leave_out=DJANGOS)
    assert not found, "\n".join(found)


def links_at(page: Page, address: str, of: str) -> list[str]:
    page.goto(address)
    return [urlsplit(link).path for link in page.locator(of).evaluate_all("links => links.map(link => link.href)")]

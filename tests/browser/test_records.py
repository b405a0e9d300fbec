"""Access to records in a browser: accessible at every width, and from the case to the archive with and without JavaScript."""

import zipfile

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from followups.log import write
from followups.models import RecordsRequest
from followups.records import requests
from followups.records.giving import give
from followups.records.review import review_of
from kontakt.accounts.models import User
from tests.browser.checking import faults_of
from tests.followups.making import case_of, pdf

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(transactional_db):
    return case_of("Køge", serial=9)


def letter_in(case, by):
    return write(
        case, kind="letter_in", happened_on=timezone.localdate(), by=by, theme="Svar fra kommunen",
        text="Leverandøren Nordisk Jobplan er gået konkurs.", contact_name="Jobcenterchefen",
        files=[pdf("svar.pdf"), pdf("et meget langt filnavn uden mellemrum " + "x" * 60 + ".pdf")],
    )  # fmt: skip


def pages(case, user) -> list[str]:
    """Every page of access to records: under review with something withheld in every way, given, and discarded."""
    entry = letter_in(case, user)
    other = write(case, kind="note", happened_on=timezone.localdate(), by=user, theme="Internt notat")
    made = [
        requests.make_request(requester=who, requested_on=timezone.localdate(), by=user, case=case)
        for who in ("Dagbladet", "Ugeavisen", "Tidsskriftet")
    ]
    for asked in made:
        requests.withhold(
            asked.pk,
            ("entry", entry.pk),
            by=user,
            extent="passage",
            words="Nordisk Jobplan",
            ground="offl_30_2",
            note="-",
        )
        file = entry.files.first().pk
        requests.withhold(
            asked.pk, ("entry", entry.pk), by=user, extent="file", file=("log_file", file), ground="offl_30_1"
        )
        requests.withhold_all(asked.pk, [("entry", other.pk)], by=user, ground="offl_23")
    review, given, discarded = RecordsRequest.objects.order_by("pk")
    give(given.pk, by=user, seen=review_of(given).seen)
    requests.discard(discarded.pk)
    return [
        "/aktindsigt/", f"{case.get_absolute_url()}aktindsigt/ny/", f"/kommuner/{case.municipality.code}/aktindsigt/ny/",
        review.get_absolute_url(), f"{review.get_absolute_url()}undtag/entry/{entry.pk}/", given.get_absolute_url(),
        discarded.get_absolute_url(), case.get_absolute_url(),
    ]  # fmt: skip


def test_no_page_has_faults(visit, case):
    page = visit("caseworker")
    found = []
    for address in pages(case, User.objects.get(username="caseworker")):
        page.goto(address)
        found += faults_of(page, address)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_from_the_case_to_the_archive(visit, case, javascript, tmp_path):
    page = visit("caseworker", javascript=javascript)
    entry = letter_in(case, User.objects.get(username="caseworker"))
    page.goto(case.get_absolute_url())
    page.locator("a[href$='aktindsigt/ny/']").click()
    page.fill("[name=requester]", "Dagbladet")
    page.locator("main .button-primary").click()
    page.locator(f"a[href$='undtag/entry/{entry.pk}/']").click()
    page.fill("[name=words]", "Nordisk Jobplan")
    page.select_option("[name=ground]", "offl_30_2")
    page.locator("main .button-primary").click()
    expect(page.locator("del.withheld")).to_contain_text("Nordisk Jobplan")
    page.locator("form[action$='giv/'] button").click()
    expect(page.locator("code.digest")).to_be_visible()
    with page.expect_download() as download:
        page.locator("a[href$='arkiv/']").click()
    download.value.save_as(tmp_path / "arkiv.zip")
    with zipfile.ZipFile(tmp_path / "arkiv.zip") as archive:
        assert "manifest.json" in archive.namelist()
        assert "Nordisk" not in archive.read("log.csv").decode()

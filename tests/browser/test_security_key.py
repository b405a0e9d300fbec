"""A security key, played by Chromium itself."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checking import faults_of
from tests.browser.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [f"/konto/{page}/" for page in ("sessioner", "to-faktor", "to-faktor/app", "to-faktor/noegler/ny",
                                        "to-faktor/reservekoder", "to-faktor/reservekoder/nye")]  # fmt: skip


def test_a_key_is_added_and_then_asked_for_at_sign_in(visit, settings):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the tests' server speaks no https
    page = visit("reader")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    page.goto("/konto/to-faktor/noegler/ny/")
    page.fill("[name=name]", "Nøgle i skuffen")
    page.click("#add-key")
    page.wait_for_url("**/konto/to-faktor/reservekoder/")
    expect(page.locator(".spare-codes li")).to_have_count(10)
    page.goto("/konto/to-faktor/")
    expect(page.get_by_role("main")).to_contain_text("Nøgle i skuffen")
    remove = page.get_attribute("main li a", "href")
    found = []
    for address in (*PAGES, remove):
        assert page.goto(address).status == 200, address
        found += faults_of(page, address)
    assert not found, "\n".join(found)
    page.goto("/konto/logout/")
    page.click("main button")
    page.wait_for_url("**/konto/login/")
    page.fill("[name=login]", "reader")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/konto/to-faktor/kode/")
    assert not faults_of(page, "kode")
    page.click("#use-key")
    page.wait_for_url(re.compile(r"//[^/]+/$"))

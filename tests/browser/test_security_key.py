"""A security key, played by Chromium itself."""

import re

import pytest

from tests.browser.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


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
    assert page.locator(".spare-codes li").count() == 10
    page.goto("/konto/to-faktor/")
    assert "Nøgle i skuffen" in page.inner_text("main")
    page.goto("/konto/logout/")
    page.click("main button")
    page.wait_for_url("**/konto/login/")
    page.fill("[name=login]", "reader")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/konto/to-faktor/kode/")
    page.click("#use-key")
    page.wait_for_url(re.compile("/kommuner/$"))

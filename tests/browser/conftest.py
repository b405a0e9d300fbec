"""A real Chromium against a live server (so every test module here is marked for a database with real transactions).
Any console error, failed script or request to another host fails the test."""

import re
import shutil
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from tests.accounts import user_of
from tests.story import lay_out

_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "et-langt-kodeord-til-test"
# The last is what a desktop at 400 % zoom has left.
DESKTOP, PHONE, SMALLEST = (1440, 900), (390, 844), (320, 640)


@pytest.fixture(scope="session", autouse=True)
def _database_beside_the_browsers_loop():
    """Playwright's loop runs in this thread; the tests themselves are not asynchronous."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="session")
def chromium(django_db_setup) -> Browser:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("Chromium is not on the PATH (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def country(transactional_db):
    """The story of 2018, loaded and assessed, where the live server sees it; the database plans by what it holds now."""
    lay_out()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.fixture
def visit(chromium, live_server):
    """`visit(role, office=…, size=…, javascript=…)`: a signed-in page. What goes wrong in it fails the test at the end."""
    troubles, contexts = [], []

    def open_page(role: str, *, office=None, size=DESKTOP, javascript=True) -> Page:
        user = user_of(role, office)
        user.set_password(PASSWORD)
        user.save()
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=javascript,
            locale="da-DK",
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: said.type in ("error", "warning") and troubles.append(f"console: {said.text}"))
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        page.on("request", lambda request: _foreign(request.url, live_server.url) and troubles.append(request.url))
        page.on("response", lambda response: response.status >= 500 and troubles.append(f"500: {response.url}"))
        page.goto("/konto/login/")
        page.fill("[name=login]", role)
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        page.wait_for_url(re.compile(r"//[^/]+/(kontor/)?$"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not troubles, troubles


def _foreign(url: str, own: str) -> bool:
    return url.startswith("http") and urlsplit(url).netloc != urlsplit(own).netloc

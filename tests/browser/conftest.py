"""A real Chromium against a live server (so every test module here is marked for a database with real transactions).
Any console error, failed script or request to another host fails the test."""

import re
import shutil
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from kontakt.accounts.models import User
from tests.accounts import user_of
from tests.everything import lay_out_everything
from tests.kept_rows import KeptRows, counts
from tests.story import lay_out

_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "et-langt-kodeord-til-test"
_everything: list[KeptRows] = []
DESKTOP, PHONE = (1440, 900), (390, 844)
# What a desktop has left at 200 % and (of 1280 px) at 400 %.
ENLARGED, SMALLEST = (720, 450), (320, 640)


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
    """The story of 2018, loaded and assessed, where the live server sees it."""
    lay_out()
    _analyse()


@pytest.fixture
def everything(transactional_db):
    """The story of 2018 with one of each thing in it; made once in a run of the tests."""
    if _everything:
        _everything[0].lay_in(empty_first=True)
    else:
        lay_out_everything()
        _everything.append(KeptRows([table for table, rows in counts().items() if rows]))
    _analyse()


def _analyse() -> None:
    """The database plans by what it holds now."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.fixture
def visit(chromium, live_server):
    """`visit(role, office=…, size=…, javascript=…)`: a page where this role has signed in, or nobody (None). What goes wrong in
    it fails the test at the end, but for the refusals that it says `visit.expects(404)` of."""
    troubles, contexts, refusals = [], [], set()

    def open_page(role: str | None, *, office=None, size=DESKTOP, javascript=True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=javascript,
            locale="da-DK",
            accept_downloads=True,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: _is_trouble(said) and troubles.append(f"console: {said.text}"))
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        page.on("request", lambda request: _foreign(request.url, live_server.url) and troubles.append(request.url))
        page.on(
            "response",
            lambda response: response.status >= 500 and troubles.append(f"status of {response.status}: {response.url}"),
        )
        if role is not None:
            user = User.objects.filter(username=role).first() or user_of(role, office)
            user.set_password(PASSWORD)
            user.save()
            page.goto("/konto/login/")
            page.fill("[name=login]", role)
            page.fill("[name=password]", PASSWORD)
            page.click("main button")
            page.wait_for_url(re.compile(r"//[^/]+/(kontor/)?$"))
        return page

    open_page.expects = lambda *statuses: refusals.update(
        f"{words} {status}" for status in statuses for words in ("status of", "Status Error Code")
    )
    yield open_page
    for context in contexts:
        context.close()
    troubles = [trouble for trouble in troubles if not any(refusal in trouble for refusal in refusals)]
    assert not troubles, troubles


def _is_trouble(said: ConsoleMessage) -> bool:
    """Not: a font was fetched early, and a busy machine had not set the words in it a few seconds later."""
    return said.type in ("error", "warning") and "was preloaded using link preload but not used" not in said.text


def _foreign(url: str, own: str) -> bool:
    return url.startswith("http") and urlsplit(url).netloc != urlsplit(own).netloc

"""The browser that takes the pictures: Danish, in the sizes that are shown."""

import os
import shutil
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "screenshots"
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


def launch(playwright):
    """Danish, also what the browser itself writes in a form, where it has the words (Debian: chromium-l10n)."""
    return playwright.chromium.launch(
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox", "--disable-gpu"],
        env={**os.environ, "LANGUAGE": "da"},
    )


def new_page(browser, address: str, size: str):
    """As in Denmark, whatever the machine's own time."""
    return browser.new_context(
        base_url=address, viewport=SIZES[size], locale="da-DK", timezone_id="Europe/Copenhagen"
    ).new_page()


def sign_in(page, account: str) -> None:
    page.goto("/konto/login/")
    page.fill("[name=login]", account)
    page.fill("[name=password]", "kontakt-demo")
    page.click("main button")
    page.wait_for_url(lambda url: "/konto/" not in url)

"""Takes the README's screenshots of a running demonstration: `make screenshots ARGS=http://127.0.0.1:8000`."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent / "screenshots"
SAMPLES = Path(__file__).parent.parent / "tests" / "samples"
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
PAGES = {
    "kommuner": ("sagsbehandler", "/kommuner/?month=2018-04&sort=share"),
    "kommune": ("sagsbehandler", "/kommuner/370/?month=2018-04"),
    "leverancer": ("sagsbehandler", "/leverancer/"),
    "upload": ("sagsbehandler", "/leverancer/ny/"),
    "leverance": ("sagsbehandler", "/leverancer/3/"),
    "sager": ("sagsbehandler", "/sager/"),
    "sag": ("sagsbehandler", "/sager/2018-0050/"),
    "runde": ("sagsbehandler", "/runder/2018-0001/"),
    "evaluering": ("sagsbehandler", "/runder/2018-0001/evaluering/"),
    "opgoerelse": ("sagsbehandler", "/opgoerelser/?month=2018-04&baseline=2018-01"),
    "journal": ("sagsbehandler", "/journal/"),
    "soeg": ("sagsbehandler", "/soeg/?q=samtaler"),
    "opgaver": ("sagsbehandler", "/opgaver/"),
    "region": ("amk-oest", "/kommuner/"),
    "administration": ("administrator", "/administration/"),
}


def main(address: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, (account, page_address) in PAGES.items():
            for size, viewport in SIZES.items():
                page = browser.new_context(base_url=address, viewport=viewport, locale="da-DK").new_page()
                sign_in(page, account)
                page.goto(page_address)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=FOLDER / f"{name}-{size}.png")
        page = browser.new_context(base_url=address, viewport=SIZES["desktop"], locale="da-DK").new_page()
        page.goto("/konto/login/")
        page.screenshot(path=FOLDER / "log-ind-desktop.png")
        sign_in(page, "sagsbehandler")
        proposal(page)
        refused(page)
        documents(page)
        for size, viewport in SIZES.items():
            page = browser.new_context(base_url=address, viewport=viewport, locale="da-DK").new_page()
            sign_in(page, "godkender")
            waiting_letter(page, size)
        browser.close()


def sign_in(page, account: str) -> None:
    page.goto("/konto/login/")
    page.fill("[name=login]", account)
    page.fill("[name=password]", "kontakt-demo")
    page.click("main button")
    page.wait_for_url(re.compile(r"/(kommuner|kontor)/$"))


def proposal(page) -> None:
    """The first proposal that waits for a decision."""
    page.goto("/opgaver/?hvis=alle")
    page.locator("a[href^='/forslag/']").first.click()
    page.get_by_role("heading", level=1).wait_for()
    page.screenshot(path=FOLDER / "forslag-desktop.png")


def refused(page) -> None:
    """The sample with seven errors, uploaded and refused."""
    page.goto("/leverancer/ny/")
    page.set_input_files("[name=files]", SAMPLES / "fejl.csv")
    page.get_by_role("button", name="Læs filerne").click()
    page.get_by_role("link", name="Hent fejllisten som CSV").wait_for()
    page.screenshot(path=FOLDER / "fejl-desktop.png")


def waiting_letter(page, size: str) -> None:
    """The letter that waits for approval."""
    page.goto("/breve/?status=draft")
    page.locator("td a[href^='/breve/']").first.click()
    page.get_by_role("button", name="Godkend brevet").wait_for()
    page.screenshot(path=FOLDER / f"brev-{size}.png", full_page=size == "desktop")


def documents(page) -> None:
    """The letter to Næstved and the statement that was enclosed, page by page."""
    page.goto("/sager/2018-0050/journal/")
    for name, link in (("brev", "Advarsel"), ("opgoerelse", "opgoerelse")):
        with page.expect_download() as fetched:
            page.get_by_role("link", name=link).first.click()
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["pdftoppm", "-r", "60", "-png", fetched.value.path(), f"{folder}/side"], check=True)
            pages = [Image.open(path) for path in sorted(Path(folder).iterdir())]
            sheet = Image.new(
                "RGB", (min(len(pages), 5) * (pages[0].width + 8), -(-len(pages) // 5) * (pages[0].height + 8))
            )
            for number, picture in enumerate(pages):
                sheet.paste(picture, (number % 5 * (picture.width + 8), number // 5 * (picture.height + 8)))
            sheet.quantize(32).save(FOLDER / f"{name}-sider.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")

"""The README's own pictures, by the names it uses: PAGES, and the functions after it."""

import functools
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from browsing import FOLDER, SIZES, launch, new_page, sign_in
from PIL import Image
from playwright.sync_api import sync_playwright

SAMPLES = Path(__file__).parent.parent.parent / "tests" / "samples"
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
    "kort": ("laeser", "/kort/?month=2018-04"),
    "datakvalitet": ("sagsbehandler", "/datakvalitet/"),
    "start-sagsbehandler": ("sagsbehandler", "/"),
    "start-godkender": ("godkender", "/"),
    "start-regionskontor": ("amk-oest", "/"),
    "start-laeser": ("laeser", "/"),
    "start-administrator": ("administrator", "/"),
    "region": ("amk-oest", "/kommuner/"),
    "administration": ("administrator", "/administration/"),
    "brugere": ("administrator", "/administration/accounts/user/"),
    "revisionsspor": ("administrator", "/revision/"),
    "drift": ("administrator", "/administration/drift/"),
}
ON_A_PHONE = ("kommuner", "kommune", "sag")


def take_the_readmes(address: str) -> None:
    with sync_playwright() as playwright:
        browser = launch(playwright)

        @functools.cache
        def signed_in(account: str, size: str = "desktop"):
            page = new_page(browser, address, size)
            sign_in(page, account)
            return page

        for name, (account, page_address) in PAGES.items():
            take(signed_in(account), page_address, f"{name}-desktop")
        for name in ON_A_PHONE:
            account, page_address = PAGES[name]
            take(signed_in(account, "phone"), page_address, f"{name}-phone")
        page = new_page(browser, address, "desktop")
        page.goto("/konto/login/")
        page.screenshot(path=FOLDER / "log-ind-desktop.png")
        history(signed_in("sagsbehandler"))
        proposal(signed_in("sagsbehandler"))
        refused(signed_in("sagsbehandler"))
        documents(signed_in("sagsbehandler"))
        for size in SIZES:
            waiting_letter(signed_in("godkender", size), size)
        browser.close()


def take(page, address: str, name: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")


def history(page) -> None:
    """What was done in the case of Næstved, field by field; the newest change that has fields is unfolded."""
    page.goto("/sager/2018-0050/")
    page.locator(".history-link a").click()
    page.locator(".changes summary").first.click()
    page.screenshot(path=FOLDER / "historik-desktop.png")


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
    """The letter to Næstved and the statement that was enclosed, page by page (Debian: poppler-utils)."""
    if shutil.which("pdftoppm") is None:
        print("pdftoppm is not there: the pictures of documents are left as they are.", file=sys.stderr)
        return
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

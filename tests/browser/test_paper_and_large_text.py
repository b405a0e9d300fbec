"""The main pages on paper, and with text twice as large (WCAG 1.4.4): nothing is cut off, and paper has what paper needs."""

import pytest
from playwright.sync_api import Page

from tests.browser.checking import FRAMES
from tests.followups.making import case_of

pytestmark = pytest.mark.django_db(transaction=True)

MAIN = (
    "/?month=2018-04", "/kort/?month=2018-04", "/kommuner/?month=2018-04", "/kommuner/370/?month=2018-04",
    "/opgoerelser/?month=2018-04&baseline=2018-01", "/sager/", "/opgaver/", "/leverancer/", "/datakvalitet/",
)  # fmt: skip
# A4 between its margins, in the pixels of CSS: 210 - 2 × 14 mm.
PAPER = {"width": 688, "height": 1000}
# What is on paper that only a screen can use; what is black nowhere; links with their addresses written out.
ON_PAPER = """() => {
  const shown = (element) => element.checkVisibility() && element.getClientRects().length > 0;
  const words = (element) => `${element.localName}.${element.className} “${element.textContent.trim().slice(0, 40)}”`;
  const faults = [...document.querySelectorAll("nav, button, .button, input, select, textarea, .skipnav, .page-footer")]
    .filter(shown).map((element) => `on paper: ${words(element)}`);
  const colours = getComputedStyle(document.body);
  if (!["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(colours.backgroundColor)) faults.push(`the paper is ${colours.backgroundColor}`);
  const dark = (colour) => colour.match(/\\d+/g).slice(0, 3).every((part) => Number(part) < 100);
  for (const element of document.querySelectorAll("main :is(h1, h2, p, td, th, dd, a)")) {
    const style = getComputedStyle(element);
    if (shown(element) && !element.closest("svg, .level, .alert, .mark, .tag") && !dark(style.color)) faults.push(`written in ${style.color}: ${words(element)}`);
    if (element.localName === "a" && getComputedStyle(element, "::after").content.includes("http")) faults.push(`its address is written out: ${words(element)}`);
  }
  for (const table of document.querySelectorAll("main table")) {
    // A browser makes a page of paper somewhat smaller where that is what it takes, and no more than this of it is good to read.
    const frame = table.closest(".table--responsive-scroll");
    if (shown(table) && table.getBoundingClientRect().right > innerWidth * 1.25) faults.push(`wider than the paper: ${words(table.caption || table)} ${Math.round(table.getBoundingClientRect().right)}`);
    if (frame && getComputedStyle(frame).overflowX !== "visible") faults.push(`scrolls on paper: ${words(frame)}`);
  }
  return [...new Set(faults)].slice(0, 12);
}"""
# Tables may be wider than the screen: they are read in two directions (as WCAG 1.4.10 has it).
BESIDE = """() => [...document.querySelectorAll("body *")]
  .filter((element) => element.checkVisibility() && !element.closest(".table--responsive-scroll, svg, .sr-only"))
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
  .map((element) => `beside the screen: ${element.localName}.${element.className} “${element.textContent.trim().slice(0, 40)}”`).slice(-3)"""
CUT_OFF = """() => [...document.querySelectorAll("body *")]
  .filter((element) => element.checkVisibility() && ["hidden", "clip"].includes(getComputedStyle(element).overflowY))
  .filter((element) => element.clientHeight > 1 && element.scrollHeight > element.clientHeight + 2 && !element.matches("svg *, .sr-only, input, select"))
  .map((element) => `cut off below: ${element.localName}.${element.className} “${element.textContent.trim().slice(0, 40)}”`)"""
TWICE = """() => {
  const root = document.documentElement;
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
}"""


def on_paper(page: Page) -> list[str]:
    page.emulate_media(media="print", color_scheme="dark")  # paper is light, whatever the screen is
    page.set_viewport_size(PAPER)
    page.evaluate(FRAMES)
    faults = page.evaluate(ON_PAPER)
    page.emulate_media(media="screen", color_scheme="light")
    return [f"paper: {fault}" for fault in faults]


def twice_as_large(page: Page) -> list[str]:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(TWICE)
    page.evaluate(FRAMES)
    return [f"200 % text: {fault}" for fault in page.evaluate(BESIDE) + page.evaluate(CUT_OFF)]


def test_the_main_pages_on_paper_and_with_text_twice_as_large(visit, country):
    case = case_of("Køge", serial=9)
    page = visit("caseworker")
    found = []
    for address in (*MAIN, case.get_absolute_url(), case.get_absolute_url() + "log/ny/"):
        page.goto(address)
        checks = twice_as_large(page) if address.endswith("ny/") else on_paper(page) + twice_as_large(page)
        found += [f"{address}: {fault}" for fault in checks]
    assert not found, "\n".join(found)

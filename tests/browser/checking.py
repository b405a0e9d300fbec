"""What every page is held against: axe, headings and landmarks, the size of what is clicked, and that nothing is lost on a
small screen or when it is enlarged. The page is opened once and shown in each size."""

from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, ENLARGED, PHONE, SMALLEST

AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
# What may be another matter in the dark; all else of axe's is the same in both.
OF_COLOURS = AXE | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
CHECKS = (Path(__file__).parent / "checks.js").read_text()
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def ready(page: Page) -> None:
    """Put the checks in the page shown."""
    page.evaluate(CHECKS)


def faults_of(
    page: Page, address: str, *, small_too: bool = True, dark_too: bool = False, leave_out: tuple[str, ...] = ()
) -> list[str]:
    """What is wrong with the page shown, in a line each. Without `small_too` it is seen on a desk only; `dark_too`: its colours
    in the dark as well; `leave_out`: rules of axe that are not ours to keep."""
    ready(page)
    page.evaluate(AXE_SCRIPT)
    rules = AXE | {"rules": {name: {"enabled": False} for name in leave_out}}
    found = []
    for size, name in ((DESKTOP, "desk"), (PHONE, "phone"))[: 2 if small_too else 1]:
        _show(page, size)
        found += [(name, fault) for fault in _violations(page, rules)]
        found += [(name, f"too small: {words}") for words in page.evaluate("kontaktChecks.small()")]
    if dark_too:
        page.emulate_media(color_scheme="dark")
        found += [("dark", fault) for fault in _colours(page)]
        page.emulate_media(color_scheme="light")
    found += [("headings and landmarks", fault) for fault in page.evaluate("kontaktChecks.structure()")]
    if small_too:
        for size, name in ((SMALLEST, "320 px"), (ENLARGED, "200 %")):
            _show(page, size)
            found += [(name, fault) for fault in page.evaluate("kontaktChecks.lost()")]
        _show(page, DESKTOP)
    return [f"{address} ({name}): {fault}" for name, fault in found]


def faults_of_colours(page: Page, address: str) -> list[str]:
    """What is wrong with the colours of the page shown, as it is shown."""
    page.evaluate(AXE_SCRIPT)
    return [f"{address}: {fault}" for fault in _colours(page)]


def _colours(page: Page) -> list[str]:
    page.evaluate(FRAMES)
    return _violations(page, OF_COLOURS)


def _violations(page: Page, rules: dict) -> list[str]:
    violations = page.evaluate("async (rules) => (await axe.run(document, rules)).violations", rules)
    return [f"{v['id']}: {[node['target'] for node in v['nodes']][:3]}" for v in violations]


def _show(page: Page, size: tuple[int, int]) -> None:
    """In this size, once the page has been laid out anew; its charts are drawn again after a moment."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_function("width => innerWidth === width", arg=size[0])
    page.evaluate(FRAMES)
    if page.locator(".chart.is-drawn").count():
        page.wait_for_timeout(300)

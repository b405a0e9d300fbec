"""What every page is held against: accessibility (axe), and that it is no wider than the screen."""

from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import SMALLEST

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def faults_of(page, address: str, size) -> list[tuple]:
    """What is wrong with the page shown. The smallest screen has the phone's page: only its width is another question."""
    found = []
    if size != SMALLEST:
        violations = Axe().run(page, options=RULES).response["violations"]
        found += [(address, v["id"], [node["target"] for node in v["nodes"]][:3]) for v in violations]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append((address, "wider than the screen", []))
    return found

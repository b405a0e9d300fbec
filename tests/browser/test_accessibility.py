"""Every page of ours without violations of WCAG 2.2 A and AA that axe can find, and without sideways scrolling."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from municipalities.deliveries.loading import load
from tests.browser.conftest import DESKTOP, PHONE, SMALLEST
from tests.deliveries import SAMPLES, staged, varde

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALLEST], ids=["desk", "phone", "320 px"])
def test_no_page_has_violations_or_is_wider_than_the_screen(visit, country, size):
    ready = staged(varde("10,5"))
    rejected = staged((SAMPLES / "fejl.csv").read_text(encoding="utf-8-sig"))
    loaded = load(staged(varde("12,5")).pk, by=None)
    page = visit("caseworker", size=size)
    found = []
    for address in (
        "/kommuner/?month=2018-04",
        "/kommuner/?month=2018-04&q=findes-ikke",
        "/kommuner/370/?month=2018-04",
        "/kommuner/370/?known=2099-01-01",
        "/leverancer/",
        "/leverancer/ny/",
        ready.get_absolute_url(),
        rejected.get_absolute_url(),
        loaded.get_absolute_url(),
        f"{loaded.get_absolute_url()}tag-tilbage/",
        "/konto/password/change/",
        "/konto/logout/",
    ):
        page.goto(address)
        for summary in page.locator("details.more > summary").all():
            summary.click()
        violations = Axe().run(page, options=RULES).response["violations"]
        found += [(address, v["id"], [node["target"] for node in v["nodes"]][:3]) for v in violations]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((address, "wider than the screen", []))
    assert not found, "\n".join(map(str, found))

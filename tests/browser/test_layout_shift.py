"""Nothing moves under the reader's eyes while a main page loads (cumulative layout shift, as the browser reckons it)."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)

# A page that moves less than this is felt to stand still; Google's "good" is 0.1.
STILL = 0.005
WATCH = """
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) {
        const what = shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 120));
        if (!shift.hadRecentInput) window.shifts.push({ value: shift.value, what });
      }
    }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_no_main_page_moves_while_it_loads(visit, country, size):
    page = visit("caseworker", size=size)
    page.add_init_script(WATCH)
    moved = []
    for address in (
        "/?month=2018-04",
        "/kort/?month=2018-04",
        "/kommuner/?month=2018-04",
        "/kommuner/370/?month=2018-04",
        "/opgoerelser/?month=2018-04&baseline=2018-01",
        "/sager/",
        "/udforsk/fordeling/?month=2018-04",
    ):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(200)  # the observer is told after the frame is drawn
        shifts = page.evaluate("window.shifts")
        if sum(shift["value"] for shift in shifts) > STILL:
            moved.append((address, shifts))
    assert not moved, "\n".join(map(str, moved))


def test_the_watch_sees_what_moves(visit, country):
    page = visit("reader")
    page.add_init_script(WATCH)
    page.goto("/kommuner/?month=2018-04")
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """() => setTimeout(() => {
            const late = document.createElement("div");
            late.style.height = "300px";
            document.querySelector("main").prepend(late);
        }, 700)"""
    )
    page.wait_for_function("() => window.shifts.length > 0")

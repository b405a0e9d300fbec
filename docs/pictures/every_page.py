"""Every page of the site, in screenshots/pages: wide and narrow, light and dark, with an index (README.md).

Which pages there are is found by following the links that each role is shown, and told apart by the URL configuration: a new
page comes by itself. EXAMPLES names the ones worth showing; the index ends with the addresses that have no picture.
"""

import functools
import html
import multiprocessing
import os
import re
import shutil
import sys
from collections import defaultdict, deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from browsing import FOLDER, SIZES, launch, new_page, sign_in
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent.parent
EVERY_PAGE = FOLDER / "pages"
THEMES = ("light", "dark")

# Whose pages are looked for, one after the other: a page is shown as the first of them sees it. None is a stranger.
ACCOUNTS = (None, "sagsbehandler", "godkender", "amk-oest", "administrator", "laeser")
# Where looking begins, besides EXAMPLES: what has no link to it, and cases in which there is something to do.
STARTS = (
    "/", "/tilgaengelighed/", "/konto/login/", "/konto/password/reset/", "/findes-ikke/", "/administration/",
    "/opgaver/?hvis=alle", "/breve/?status=draft", "/konto/logout/", "/konto/reauthenticate/", "/revision/", "/sager/2026-0013/", "/sager/2026-0001/", "/sager/2018-0071/",
)  # fmt: skip
# The page of each name that is worth showing, where the first that is found is not.
EXAMPLES = {
    "map": "/kort/?month=2018-04",
    "municipalities": "/kommuner/?month=2018-04&sort=share",
    "municipality": "/kommuner/370/?month=2018-04",
    "statements": "/opgoerelser/?month=2018-04&baseline=2018-01",
    "case": "/sager/2018-0050/",
    "case-journal": "/sager/2018-0050/journal/",
    "round": "/runder/2018-0001/",
    "round-evaluation": "/runder/2018-0001/evaluering/",
    "search": "/soeg/?q=samtaler",
    "letters": "/breve/",
    "explore-distribution": "/udforsk/fordeling/?month=2018-04",
    "explore-ranking": "/udforsk/rangering/?month=2018-04",
    "explore-areas": "/udforsk/omraader/?month=2018-04",
    "explore-heat-map": "/udforsk/varmekort/?month=2018-04",
    "explore-compare": "/udforsk/sammenlign/?month=2018-04&m=370&m=350&m=219",
    "correct": "/kommuner/370/ret/?month=2018-04&indicator=dagpenge",
    "delivery": "/leverancer/3/",
}  # fmt: skip
# The same address, but another page for another.
ALSO = {
    "home": ("amk-oest", "godkender", "laeser", "administrator"),
    "municipalities": ("amk-oest",),
}
# What is shown from top to end, as far as LONGEST points down.
WHOLE = {"home", "municipality", "case", "office", "course", "letter", "accessibility"}
LONGEST = 2400
# What the demonstration has none of, and what is therefore made of it first, each by its own form: whose form, the list it
# would be in with the link that is there if it has been made, the form, and what is filled in (True ticks a box).
MADE = (
    ("sagsbehandler", "/aktindsigt/", "main td a, main th a:not([href^='?'])", "/sager/2018-0050/aktindsigt/ny/",
     {"requester": "Dagbladet"}),
    ("sagsbehandler", "/runder/", "main tbody a:not([href='/runder/2018-0001/'])", "/runder/ny/",
     {"name": "Opfølgning på efteråret", "levels=compliant": True, "letter_compliant": 1, "takes_step_compliant": False}),
    ("sagsbehandler", "/sager/2026-0013/", "main a[href$='/afholdt/']", "/sager/2026-0013/moede/nyt/",
     {"held_on": "2026-12-15", "begins_at": "10:00", "ends_at": "11:30", "place": "Ved Stranden 8",
      "participant-0-name": "Ida Holm", "participant-0-title": "Jobcenterchef"}),
    ("administrator", "/leverancer/rettelser/?status=", "main tbody a", "/kommuner/370/ret/?month=2018-04&indicator=sygedagpenge",
     {"share": "39,5", "reason": "Kommunen har sendt de rigtige tal."}),
)  # fmt: skip
# Files, and what does something: not looked at.
_NO_PAGE = re.compile(
    r"\.(csv|pdf|zip|xlsx|ics|svg|png)$|/(filer|dokument|dokumenter|bilag|arkiv|logout|sprog|udseende|static|api)/"
)
# How many pages of one name are read for their links: the first may lack what another has.
_READ = {"case": 12, "letter": 12, "round": 4, "support-request": 8, "course": 4, "records-request": 4}
# The same, of kinds that others have been shown: one is enough, but for where the office has more to do.
_READ_AGAIN = {"support-request": 8, "course": 3}
# Of the administration: lists and forms. What adds looks as what changes; what deletes is Django's.
_NOT_SHOWN = re.compile(r"admin:\w+_(add|delete)$|admin:app_list$")
_SHOWN_ALL_THE_SAME = {"admin:accounts_user_add", "admin:municipalities_exemption_delete"}


@dataclass(frozen=True)
class Shown:
    """One page to take: its name in the URL configuration, whose it is, its address, and its title."""

    name: str
    account: str | None
    address: str
    title: str

    @property
    def file(self) -> str:
        name = self.name.replace(":", "-")
        return f"{name}-{self.account}" if self.account in ALSO.get(self.name, ()) else name


def take_all(address: str) -> None:
    make_what_is_lacking(address)
    found, missing = look_for_pages(address)
    shutil.rmtree(EVERY_PAGE, ignore_errors=True)
    EVERY_PAGE.mkdir()
    # A browser for each size, side by side.
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=take_every_page, args=(address, found, size)) for size in SIZES]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        if worker.exitcode:
            sys.exit("Some pictures could not be taken.")
    write_index(found, missing)


def make_what_is_lacking(address: str) -> None:
    """So that every page has something to show. What cannot be made is said, and its pages have no picture."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for account, shown_at, link, form, values in MADE:
            page = new_page(browser, address, "desktop")
            sign_in(page, account)
            page.goto(shown_at)
            if not page.locator(link).count():
                page.goto(form)
                fill(page, values)
                page.locator("main form[method=post] .button-primary").last.click()
                page.wait_for_load_state()
                if page.locator("main button[name=save]").count():  # it has shown what changes
                    page.locator("main button[name=save]").click()
                    page.wait_for_load_state()
                if page.locator(".error-summary").count():
                    print(f"{form}: {page.locator('.error-summary').inner_text()}", file=sys.stderr)
            page.context.close()
        browser.close()


def fill(page, values: dict) -> None:
    for name, value in values.items():
        name, _, of = name.partition("=")
        field = page.locator(f"main [name='{name}']" + (f"[value='{of}']" if of else ""))
        if isinstance(value, bool):
            page.locator(f"label[for='{field.get_attribute('id')}']").set_checked(value)
        elif isinstance(value, int):
            field.select_option(index=value)
        else:
            field.fill(value)


# Which pages there are ------------------------------------------------------------------------------------------------


def look_for_pages(address: str) -> tuple[list[Shown], list[str]]:
    """Every kind of page that somebody is led to, in the order of the URL configuration, and the addresses of the rest."""
    name_of, known = the_url_configuration()
    found: dict[tuple, Shown] = {}
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for account in ACCOUNTS:
            page = new_page(browser, address, "desktop")
            if account:
                sign_in(page, account)
            seen_by_others = {shown.name for shown in found.values()}
            look_as(page, account, name_of, found, seen_by_others)
            page.context.close()
        browser.close()
    order = list(known)
    pages = sorted(
        found.values(), key=lambda shown: (order.index(shown.name) if shown.name in order else 999, shown.file)
    )
    have = {shown.name for shown in pages}
    return pages, [
        f"`{name}` {route}" for name, route in known.items() if name not in have and not name.startswith("admin:")
    ]


def look_as(page, account: str | None, name_of, found: dict, seen_by_others: set[str]) -> None:
    """Follow links as one account: a few pages of each new kind, one of those that others have been shown."""
    starts = (*STARTS, *EXAMPLES.values()) if account else STARTS
    waiting, queued, read = deque(starts), set(starts), defaultdict(int)
    while waiting:
        address = waiting.popleft()
        name = name_of(address)
        if _NOT_SHOWN.match(name) and name not in _SHOWN_ALL_THE_SAME:
            continue
        if read[name] >= (_READ_AGAIN.get(name, 1) if name in seen_by_others else _READ.get(name, 2)):
            continue
        answer = page.request.get(address, max_redirects=0)
        if answer.status not in (200, 403, 404) or "text/html" not in answer.headers.get("content-type", ""):
            continue
        read[name] += 1
        text = answer.text()
        kind = name if answer.status == 200 else str(answer.status)
        if kind == name or address in STARTS:
            key = (kind, account if account in ALSO.get(kind, ()) else None)
            title = html.unescape(re.search(r"<title>(.*?)</title>", text, re.DOTALL)[1]).strip()
            where = EXAMPLES.get(kind, address)
            found.setdefault(key, Shown(kind, account, where, title.removesuffix(" – Kontakt")))
        for link in re.findall(r'<a[^>]*? href="([^"#]+)', text):
            target = urlsplit(urljoin(address, html.unescape(link)))
            if (
                target.netloc
                or target.scheme not in ("", "http", "https")
                or _NO_PAGE.search(target.path)
                or "export=" in target.query
            ):
                continue
            follow = target.path if not target.query else f"{target.path}?{target.query}"
            if follow not in queued:
                queued.add(follow)
                waiting.append(follow)


def the_url_configuration():
    """(What gives an address its name, every name with its route.)"""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontakt.settings")
    import django
    from django.urls import Resolver404, URLResolver, get_resolver, resolve

    django.setup()

    def name_of(address: str) -> str:
        try:
            return resolve(urlsplit(address).path).view_name or address
        except Resolver404:
            return "404"

    def walk(patterns, route="", namespace=""):
        for pattern in patterns:
            here = route + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from walk(pattern.url_patterns, here, inside)
            elif pattern.name:
                yield namespace + pattern.name, f"/{here}"

    return name_of, dict(walk(get_resolver().url_patterns))


# The pictures of every page -------------------------------------------------------------------------------------------


def take_every_page(address: str, found: list[Shown], size: str) -> None:
    width = SIZES[size]["width"]
    with sync_playwright() as playwright, ThreadPoolExecutor(2) as packing:
        browser = launch(playwright)

        @functools.cache
        def page_of(account: str | None):
            page = new_page(browser, address, size)
            if account:
                sign_in(page, account)
            return page

        for shown in found:
            page = page_of(shown.account)
            page.goto(shown.address)
            page.evaluate("document.fonts.ready.then(() => true)")
            for theme in THEMES:
                page.emulate_media(color_scheme=theme)
                page.wait_for_timeout(50)  # a chart is drawn anew
                whole = shown.file in WHOLE and size == "desktop"
                picture = page.screenshot(full_page=whole)
                packing.submit(pack, picture, EVERY_PAGE / f"{shown.file}-{width}-{theme}.webp")
            page.emulate_media(color_scheme="light")
        browser.close()


def pack(picture: bytes, path: Path) -> None:
    image = Image.open(BytesIO(picture)).convert("RGB")
    image.crop((0, 0, image.width, min(image.height, LONGEST))).save(path, quality=40, method=4)


def write_index(found: list[Shown], missing: list[str]) -> None:
    """The index: each page with its four pictures."""
    widths = [size["width"] for size in SIZES.values()]
    lines = [
        "# Every page",
        "",
        "Made by `make screenshots` of the demonstration: each page as the first role that uses it sees it, at 1440 and 390 points, "
        "light and dark. The phone and most desktop pictures show the top of the page.",
        "",
        f"| page | account | {' | '.join(f'{width} {theme}' for width in widths for theme in THEMES)} |",
        "|---|---|---|---|---|---|",
    ]
    for shown in found:
        pictures = (
            f'<a href="pages/{shown.file}-{width}-{theme}.webp"><img src="pages/{shown.file}-{width}-{theme}.webp" '
            f'width="{200 if width > 1000 else 80}" alt="{html.escape(shown.title)}, {width}, {theme}"></a>'
            for width in widths
            for theme in THEMES
        )
        lines.append(
            f"| {shown.title.replace('|', '·')}<br>`{shown.name}` | {shown.account or 'nobody'} | {' | '.join(pictures)} |"
        )
    lines += [
        "",
        "## Without a picture",
        "",
        "Files, forms that are only sent, and pages that no link in the demonstration leads to:",
        "",
    ]
    lines += [f"- {one}" for one in missing]
    (FOLDER / "README.md").write_text("\n".join(lines) + "\n")

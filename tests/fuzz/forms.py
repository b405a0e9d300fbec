"""Every form of the site, as each role, with what nobody types: whatever is sent, no answer may be a 500.

The forms are found as a person finds them, on the pages; what is sent is laid back afterwards, so that each form meets
the same country. An answer may also not hand back what was sent as markup, lead to another host, or lack the headers
that every answer has.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from random import Random
from urllib.parse import urlencode, urljoin, urlsplit

from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from tests.accounts import user_of
from tests.addresses import ADMINISTRATION, PAGES, address
from tests.fuzz.values import CONTENTS, MARK, NAMES, SHORT, TEXTS

WHO = [("caseworker", None), ("approver", None), ("regional_office", "AMK Øst"), ("reader", None), ("administrator", None), (None, None)]  # fmt: skip
MOST_PAGES_OF_A_KIND = 3
_SKIPPED = re.compile(r"^/(static|konto/log-ud)/")
_MARK = MARK.encode()


@dataclass
class Form:
    """A form as it stands on a page. `fields`: name → what it holds and how it is entered."""

    page: str
    action: str
    method: str
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)

    @property
    def kind(self) -> tuple:
        """Forms of one kind do the same: the page behind them, and their fields but for the numbers in these."""
        return _view(self.action), self.method, frozenset(re.sub(r"\d+", "0", name) for name in self.fields)


@dataclass
class Outcome:
    forms: int = 0
    pages: int = 0
    answers: Counter = field(default_factory=Counter)  # (who, status) → how many
    failures: list[str] = field(default_factory=list)

    def as_text(self) -> str:
        lines = [f"{self.forms:,} forms on {self.pages:,} pages, {sum(self.answers.values()):,} answers:"]
        for who in dict.fromkeys(who for who, _ in self.answers):
            counted = sorted((status, count) for (of, status), count in self.answers.items() if of == who)
            lines.append(f"  {who}: " + ", ".join(f"{status} × {count:,}" for status, count in counted))
        kinds = sorted(dict.fromkeys(self.failures), key=lambda one: ": 500" not in one)
        return "\n".join([*lines, f"  failures: {len(self.failures)}", *(f"    {one}" for one in list(kinds)[:60])])


class _Forms(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.found, self.links, self.here, self.select, self.area = page, [], [], None, None, None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        name = given.get("name")
        if tag == "a" and given.get("href"):
            self.links.append(urljoin(self.page, given["href"]))
        elif tag == "form":
            action = urljoin(self.page, given.get("action") or self.page)
            self.here = Form(self.page, action, given.get("method", "get").lower())
            self.found.append(self.here)
        elif self.here is None or (tag in {"input", "select", "textarea", "button"} and not name):
            pass
        elif tag == "option" and self.select:
            self.here.choices[self.select].append(given.get("value", ""))
            if "selected" in given:
                self.here.fields[self.select] = "select", given.get("value", "")
        elif tag == "input":
            kind = given.get("type", "text")
            if kind in {"radio", "checkbox"}:
                self.here.choices.setdefault(name, []).append(given.get("value", "on"))
                if "checked" in given or name not in self.here.fields:
                    self.here.fields[name] = kind, given.get("value", "on") if "checked" in given else ""
            else:
                self.here.fields[name] = kind, given.get("value", "")
        elif tag == "select":
            self.select = name
            self.here.choices[name] = []
            self.here.fields[name] = "select", ""
        elif tag == "textarea":
            self.area = name
            self.here.fields[name] = "textarea", ""
        elif tag == "button":
            self.here.choices.setdefault(name, []).append(given.get("value", ""))
            self.here.fields.setdefault(name, ("button", given.get("value", "")))

    def handle_data(self, data):
        if self.area and self.here:
            self.here.fields[self.area] = "textarea", self.here.fields[self.area][1] + data

    def handle_endtag(self, tag):
        if tag == "form":
            self.here = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None


def run(count: int, *, seed: int = 1, who=tuple(WHO), pages: int | None = None) -> Outcome:
    """Send `count` forms and addresses, divided between those in `who`. Everything must be laid out already.

    `pages`: look for forms on so many only.
    """
    outcome = Outcome()
    for role, office in who:
        client = Client(raise_request_exception=False)
        if role:
            client.force_login(user_of(role, office))
        name = " ".join(filter(None, (role, office))) or "nobody"
        random = Random(f"{seed}:{name}")
        forms, opened = find(client, administration=role == "administrator", most=pages)
        outcome.forms += len(forms)
        outcome.pages += opened
        cookies = {key: morsel.value for key, morsel in client.cookies.items()}
        for _ in range(count // len(who)):
            client.cookies = SimpleCookie(cookies)
            with laid_back(), _raised() as raised:
                sent, answer = _send(client, forms, random)
                _judge(name, sent, answer, raised, outcome)
    return outcome


@contextmanager
def laid_back() -> Iterator[None]:
    """What is done inside is undone: also where the database refused it, and the session with it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _raised() -> Iterator[list[str]]:
    raised: list[str] = []

    def note(sender, request=None, **kwargs):
        import sys
        import traceback

        error = sys.exc_info()[1]
        ours = [line for line in traceback.extract_tb(error.__traceback__) if "site-packages" not in line.filename]
        at = f"{ours[-1].filename.split('/')[-1]}:{ours[-1].lineno}" if ours else "?"
        raised.append(f"{type(error).__name__}: {str(error)[:160]} ({at})")

    got_request_exception.connect(note)
    try:
        yield raised
    finally:
        got_request_exception.disconnect(note)


def find(client: Client, *, administration: bool, most: int | None = None) -> tuple[list[Form], int]:
    """One form of each kind, from a walk through the pages that are linked to, and those that have an address of their own."""
    waiting = ["/", "/soeg/?q=samtaler", "/kommuner/259/", "/kommuner/573/", *(address(page) for page in PAGES)]
    waiting += ADMINISTRATION if administration else []
    found: dict[tuple, Form] = {}
    opened: Counter = Counter()
    known: set[str] = set()
    while waiting and (most is None or sum(opened.values()) < most):
        place = waiting.pop(0)
        path = urlsplit(place).path
        view = _view(place)
        if view is None or place in known or opened[view] >= MOST_PAGES_OF_A_KIND or _SKIPPED.match(path):
            continue
        known.add(place)
        opened[view] += 1
        with laid_back():
            answer = client.get(place)
        if answer.status_code != 200 or answer.streaming or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = _Forms(place)
        page.feed(answer.content.decode())
        for form in page.found:
            found.setdefault(form.kind, form)
        links = [urlsplit(link) for link in page.links]
        waiting += [f"{link.path}?{link.query}" if link.query else link.path for link in links if not link.scheme]
    return list(found.values()), sum(opened.values())


def _view(place: str) -> str | None:
    try:
        return resolve(urlsplit(place).path).view_name
    except Resolver404:
        return None


def _send(client: Client, forms: list[Form], random: Random) -> tuple[str, object]:
    if random.random() < 0.15:
        return _ask_an_address(client, random)
    form = random.choice(forms)
    data = {name: _filled(form, name, random) for name in form.fields}
    many = random.random() < 0.3
    for name in random.sample(list(data), k=len(data) if many else min(len(data), random.choice((1, 1, 2)))):
        match random.randrange(8):
            case 0:
                data.pop(name)
            case 1:
                data[name] = [random.choice(TEXTS), random.choice(TEXTS), data[name]]
            case 2 if form.choices.get(name):
                data[name] = random.sample(form.choices[name], k=min(3, len(form.choices[name])))
            case _ if form.fields[name][0] == "file":
                data[name] = [_file(random) for _ in range(random.choice((1, 1, 2, 12)))]
            case _:
                data[name] = random.choice(TEXTS)
    if random.random() < 0.2:
        data[
            random.choice(("is_superuser", "pk", "id", "by", "user", "case", "groups", "status", random.choice(SHORT)))
        ] = random.choice(TEXTS)
    said = f"{form.method} {form.action} { ({name: _shown(value) for name, value in data.items()}) }"
    if form.method == "post":
        return said, client.post(form.action, data)
    query = urlencode({name: value for name, value in data.items() if len(str(value)) < 4_000}, doseq=True)
    return said, client.get(f"{urlsplit(form.action).path}?{query}")


def _ask_an_address(client: Client, random: Random) -> tuple[str, object]:
    """An address with keys that lead nowhere, and questions that no form has."""
    page = random.choice(PAGES)
    keys = {
        "pk": (0, 10**30, 2**63, 2**31), "file_pk": (0, 10**30), "part": (10**30,), "record": (10**30,), "withholding": (10**30,),
        "code": ("0", "-", "x" * 300, "370"), "step": ("x", "close", "_"), "kind": ("x", "entry", "letter"),
        "number": ("9999-999999999999999999", "0000-0000", "2018-0001"), "key": ("x" * 300, "a-b"), "uidb36": ("zzzzzzzzzzzzzzzzzzzzzz", "0"),
        "table": ("auth.permission", "x.y", "municipalities.municipality"),
    }  # fmt: skip
    chosen = {name: random.choice(values) for name, values in keys.items() if random.random() < 0.6}
    try:
        place = address(page, chosen)
    except Exception:
        place = address(page)
    names = ("month", "sort", "page", "per_page", "_export", "format", "scheme", "q", "next", "as_known", "baseline", "indicator", "level", "kommune", "hvis",
             "columns", "version", "code", "from", "to", "_changelist_filters", "_popup", "_to_field", "o", "e", "kolonner")  # fmt: skip
    query = urlencode({random.choice(names): random.choice(SHORT) for _ in range(random.choice((0, 1, 2, 4)))})
    place = f"{place}?{query}" if query else place
    method = random.choice(("get", "get", "get", "post", "put", "delete", "options", "head"))
    headers = (
        {}
        if random.random() < 0.7
        else {"hx-request": "true", "hx-target": random.choice(SHORT[:10]).strip() or "x", "accept-language": "x" * 100}
    )
    return f"{method} {place[:300]}", getattr(client, method)(
        place, headers={n: v for n, v in headers.items() if v.isprintable()}
    )


def _filled(form: Form, name: str, random: Random):
    """What an ordinary person would send in the field."""
    kind, value = form.fields[name]
    if kind == "file":
        return io.BytesIO(b"")
    if value or kind in {"hidden", "checkbox", "button"}:
        return value
    if form.choices.get(name):
        return random.choice(form.choices[name])
    return {
        "date": "2018-10-11",
        "time": "10:00",
        "number": "7",
        "email": "a@b.example",
        "month": "2018-04",
        "datetime-local": "2018-10-11T10:00",
    }.get(kind, "Svar på brevet")


def _file(random: Random) -> io.BytesIO:
    file = io.BytesIO(random.choice(CONTENTS))
    file.name = random.choice(NAMES).replace("\0", "") or "x"
    return file


def _shown(value) -> str:
    return repr(getattr(value, "name", value))[:60]


def _judge(who: str, sent: str, answer, raised: list[str], outcome: Outcome) -> None:
    outcome.answers[who, answer.status_code] += 1
    place = sent.split(" {")[0]
    wrong = []
    if answer.status_code >= 500 or raised:
        wrong.append(f"{answer.status_code}: {'; '.join(raised)} ← {sent[:400]}")
    if (
        not answer.streaming
        and _MARK in answer.content
        and answer.headers.get("Content-Type", "").startswith("text/html")
    ):
        wrong.append(f"markup comes back as it was sent: {sent[:300]}")
    leads = answer.headers.get("Location", "")
    if urlsplit(leads).netloc not in {"", "testserver"}:
        wrong.append(f"leads to {leads[:100]}: {place[:200]}")
    for header in ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options"):
        if header not in answer.headers:
            wrong.append(f"{answer.status_code} without {header}: {place[:120]}")
    outcome.failures += [f"{who}: {one}" for one in wrong]

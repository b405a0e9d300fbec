"""The main pages: what each asks of the database, how long the server works on it, and how much it sends."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter, process_time

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from followups.bench.casework import user_of
from followups.models import Case, Letter, Round
from kontakt.accounts.access import Role
from kontakt.accounts.models import RegionalOffice, User
from municipalities.models import Delivery

QUERIES = 8
_WORK = (
    "my-tasks",
    "statements",
    "deliveries",
    "rounds",
    "quality",
    "letters",
    "journal",
    "courses",
    "support-requests",
)
_EXPLORE = ("distribution", "ranking", "areas", "compare", "heat-map", "before-after")
_NEWEST = {"round": Round, "letter": Letter, "delivery": Delivery}
SECONDS = 0.1  # of the server's time, 95 of 100 pages, while twenty people use it


@dataclass(frozen=True)
class Page:
    """A main page, as the user of a role asks for it."""

    key: str
    address: str
    role: Role = Role.CASEWORKER


@dataclass(frozen=True)
class PageMeasured:
    """Seconds of each request from the first middleware to the last; `cpu`: of this process alone, whatever else runs.
    Bytes of HTML, and as they are sent to a browser that takes them compressed."""

    page: Page
    queries: int
    seconds: list[float]
    cpu: list[float]
    bytes: int
    compressed: int

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def p95(self) -> float:
        return percentile(self.seconds, 95)

    @property
    def cpu_median(self) -> float:
        return median(self.cpu)

    @property
    def is_kept(self) -> bool:
        return self.queries <= QUERIES

    def as_json(self) -> dict:
        own = {"median": self.median, "p95": self.p95, "cpu_median": self.cpu_median, "is_kept": self.is_kept}
        return asdict(self) | own


def percentile(values: list[float], percent: int) -> float:
    """The least value that so many percent of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def main_pages() -> list[Page]:
    """With the municipality and the case that have the most happening in them, and the newest of other things."""
    case = Case.objects.annotate(steps_taken=Count("steps")).order_by("-steps_taken", "pk").first()
    names = ("home", "map", "municipalities")
    pages = [Page(name, reverse(name)) for name in names]
    pages += [Page("municipality", case.municipality.get_absolute_url()), Page("cases", reverse("cases"))]
    pages += [Page("case", case.get_absolute_url())]
    pages += [Page(name, reverse(name)) for name in _WORK]
    pages += [Page(name, reverse(f"explore-{name}")) for name in _EXPLORE]
    pages += [Page("search", reverse("search", query={"q": "frist"}))]
    pages += [
        Page(name, newest.get_absolute_url()) for name, model in _NEWEST.items() if (newest := model.objects.first())
    ]
    return [*pages, Page("office", reverse("office"), Role.REGIONAL_OFFICE)]


def person(role: Role) -> User:
    """Who looks at the pages; one of a regional office belongs to the first of them."""
    return user_of(role, RegionalOffice.objects.first() if role == Role.REGIONAL_OFFICE else None)


def signed_in(user: User) -> Client:
    host = next((host for host in settings.ALLOWED_HOSTS if host not in ("*", "")), "localhost").removeprefix(".")
    client = Client(headers={"host": host})
    client.force_login(user)
    return client


def measure_pages(*, runs: int) -> Iterator[PageMeasured]:
    clients: dict[Role, Client] = {}
    for page in main_pages():
        client = clients.get(page.role) or clients.setdefault(page.role, signed_in(person(page.role)))
        yield _measured(page, client, runs)


def _measured(page: Page, client: Client, runs: int) -> PageMeasured:
    shown = _get(client, page)  # the templates are compiled once in a process's life
    queries = min(_queries(client, page), _queries(client, page))  # what the frame counts may just have expired
    seconds, cpu = [], []
    for _run in range(runs):
        started, worked = perf_counter(), process_time()
        sent = _get(client, page, headers={"accept-encoding": "gzip"})
        seconds.append(perf_counter() - started)
        cpu.append(process_time() - worked)
    return PageMeasured(page, queries, seconds, cpu, len(shown.content), len(sent.content))


def _queries(client: Client, page: Page) -> int:
    with CaptureQueriesContext(connection) as captured:
        _get(client, page)
    return len(captured)


def _get(client: Client, page: Page, **more):
    response = client.get(page.address, secure=settings.HTTPS, **more)
    if response.status_code != 200:
        raise RuntimeError(f"{page.address} was not shown (status {response.status_code})")
    return response

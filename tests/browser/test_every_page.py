"""Every page of ours, as the roles that use it see it, held against WCAG 2.2 AA (checking.py).

Which pages there are comes from the URL configuration, and who uses them from docs/roles.md: a new page that nobody comes to
by links fails here, until something leads to it or its address is added.
"""

from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse
from playwright.sync_api import Error, Page

from followups.models import Case, Letter, Round, SupportRequest
from municipalities.models import Correction, CorrectionSheet, Municipality
from tests.addresses import COLUMNS, PAGES, address, documented
from tests.browser.checking import faults_of

pytestmark = pytest.mark.django_db(transaction=True)


PATTERNS = {pattern.name: pattern for pattern in PAGES}
OWN_ACCOUNT = {name for name, pattern in PATTERNS.items() if address(pattern).startswith("/konto/")}


def open_to(column: str) -> set[str]:
    return {name for name, outcomes in documented().items() if outcomes[COLUMNS.index(column)] == "open"}


# Pages that links do not lead to as things stand in these tests, and what has them instead; or that show nothing.
ELSEWHERE = {
    "set_theme": "only sent to",
    "pull-now": "only sent to",
    "failed-task-run-again": "only sent to",
    "failed-task-set-aside": "only sent to",
    "round-leave-out": "test_rounds.py",
    "round-preview": "test_rounds.py",
    "delivery-findings": "a file",
    "delivery-load": "only sent to",
    "delivery-discard": "only sent to",
    "letter-made-pdf": "a file",
    "records-archive": "a file",
    "round-zip": "a file",
    "round-preview-pdf": "a file",
    "set_language": "only sent to",
    "accessibility-short": "leads to the statement",
    "correction-approve": "only sent to",
    "account_reset_password_from_key": "test_states.py",
    "openid_connect_login": "leads to the provider",
    "openid_connect_callback": "comes back from the provider; what it refuses: test_states.py",
    "mfa_authenticate": "test_security_key.py",
    "mfa_reauthenticate": "test_states.py",
    "mfa_reauthenticate_webauthn": "test_security_key.py",
    "mfa_remove_webauthn": "test_security_key.py",
    "mfa_deactivate_totp": "test_states.py",
    "mfa_view_recovery_codes": "test_security_key.py",
    "mfa_generate_recovery_codes": "test_security_key.py",
    "mfa_download_recovery_codes": "a file",
}
NOBODYS = open_to("nobody") - {"account_logout"} - set(ELSEWHERE)
CASEWORKERS = open_to("caseworker") - NOBODYS - set(ELSEWHERE)
APPROVERS = open_to("approver") - CASEWORKERS - NOBODYS - set(ELSEWHERE)
ADMINISTRATORS = open_to("administrator") - CASEWORKERS - APPROVERS - NOBODYS - set(ELSEWHERE)
OFFICES = open_to("own region") - OWN_ACCOUNT - set(ELSEWHERE)
# Each page by the first that may open it; and by the others where they see it in another way.
WALKS = {
    None: NOBODYS,
    "caseworker": CASEWORKERS,
    "approver": APPROVERS | {"my-tasks", "letter", "correction"},
    "regional_office": OFFICES - {"home"} | {"office"},  # the front page leads an office to its own
    "administrator": ADMINISTRATORS | {"home", "municipality", "correction", "corrections", "quality"},
    "reader": {"home", "municipality", "case", "letter", "round"},
}
# Colours are the same for all: in the dark each kind is seen once, by the first that comes to it.
IN_THE_DARK = {kind: role for role in reversed(WALKS) for kind in WALKS[role]}


class Walk:
    """One of each of these kinds of page, come to by links, opened and checked."""

    def __init__(self, page: Page, role: str | None) -> None:
        self.page, self.role, self.kinds = page, role, WALKS[role]
        self.waiting = [place for place in beginning(role) if page.request.get(place).status == 200]
        self.opened: set[str] = set()
        self.files: set[str] = set()
        self.faults: list[str] = []
        self._open_all()
        self.waiting = [address(PATTERNS[name]) for name in sorted(self._left()) if not keys_of(PATTERNS[name])]
        self.waiting = [place for place in self.waiting if self.page.request.get(place).status == 200]
        self._open_all()

    def _left(self) -> set[str]:
        return self.kinds - self.opened - self.files

    def _open_all(self) -> None:
        while self.waiting:
            place = self.waiting.pop(0)
            if kind_of(place) in self._left():
                self._open(place)

    def _open(self, place: str) -> None:
        try:
            response = self.page.goto(place)
        except Error as error:
            if "Download is starting" not in str(error):
                raise
            self.files.add(kind_of(place))
            return
        assert response.status == 200, place
        kind = kind_of(self.page.url)
        if kind in self.opened:
            return
        self.opened.add(kind)
        links = self.page.locator("a[href^='/']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        # Django's administration has its own tests; the page »Drift« is one of ours there.
        self.waiting += [
            link
            for link in links
            if not link.startswith(("/static/", "/administration/")) or link.startswith(reverse("operations"))
        ]
        self.faults += faults_of(self.page, place, dark_too=IN_THE_DARK.get(kind) == self.role)

    def never_seen(self) -> set[str]:
        """The kinds of page that are there to be looked at, and were not."""
        return {name for name in self._left() if not self._is_no_page(PATTERNS[name])}

    def _is_no_page(self, pattern) -> bool:
        """It is only sent to, or gives a file."""
        answer = self.page.request.get(address(pattern))
        return answer.status == 405 or not answer.headers["content-type"].startswith("text/html")


def kind_of(place: str) -> str:
    return resolve(urlsplit(place).path).view_name


def keys_of(pattern) -> list[str]:
    return list(pattern.pattern.converters or pattern.pattern.regex.groupindex)


def beginning(role: str | None) -> list[str]:
    """Where things are: each kind of page is opened for the first of its links that is come to."""
    if role is None:
        return []
    waiting = SupportRequest.objects.get(municipality__name="Solrød").get_absolute_url()
    region = ["/", "/kommuner/259/?month=2018-04", "/soeg/?q=svar", waiting]
    if role == "regional_office":
        return region
    koege = Case.objects.get(municipality__name="Køge").get_absolute_url()
    without_case = Municipality.objects.exclude(cases__isnull=False).earliest("code")
    letters = [letter.get_absolute_url() for letter in Letter.objects.filter(case=None)]
    corrections = [correction.get_absolute_url() for correction in Correction.objects.order_by("pk")]
    rounds = [
        f"{each.get_absolute_url()}{part}"
        for each in Round.objects.order_by("pk")
        for part in ("", "journal/", "breve/", "breve/tjek/", "breve/259/", "afsendelse/", "evaluering/")
    ]
    sheets = [reverse("correction-sheet", args=[sheet.pk]) for sheet in CorrectionSheet.objects.all()]
    return [
        koege, *region, "/breve/", f"{without_case.get_absolute_url()}ny-sag/", *letters, *corrections,
        *(f"{correction}fortryd/" for correction in corrections[1:] if role == "administrator"), *sheets,
        *(rounds if role == "caseworker" else []), *([reverse("operations")] if role == "administrator" else []),
    ]  # fmt: skip


def test_every_page_is_somebodys():
    assert set().union(*WALKS.values(), ELSEWHERE) >= set(PATTERNS) - {"home"}
    assert set(ELSEWHERE) <= set(PATTERNS)


@pytest.mark.parametrize("role", WALKS, ids=lambda role: role or "nobody")
def test_every_page_is_opened_and_has_no_faults(visit, everything, role):
    walk = Walk(visit(role), role)
    assert not walk.faults, "\n".join(walk.faults)
    assert not walk.never_seen(), f"No link leads to {walk.never_seen()}: see `beginning`"

"""Every address of the project, for every role, against the table in docs/roles.md.

The addresses come from the URL configuration: a new page fails here until it declares its rule and has its line in the
table, and a page that begins to show itself to others fails too. That the table is held against what the site does, and
not against itself, is proved at the end, by taking rules away.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern

from followups.assistance.actions import NewCourseAction
from followups.assistance.activities import hold_activity, plan_activity
from followups.assistance.answering import ask
from followups.assistance.courses import Aim, begin
from followups.models import ActivityFile
from kontakt.accounts import access
from kontakt.accounts.access import Action, Open, Role, rule_of
from municipalities.models import Municipality
from tests.accounts import user_of
from tests.addresses import ADMINISTRATION, PAGES, address, documented
from tests.followups.making import pdf

pytestmark = pytest.mark.django_db


class _Match:
    def __init__(self, pattern):
        self.namespace, self.view_name = "", pattern.name


class Region:
    """A municipality with a request, a course, an activity, an action and a file, and a consultant of its office."""

    def __init__(self, municipality: str) -> None:
        self.municipality = Municipality.objects.get(name=municipality)
        self.user = user_of(Role.REGIONAL_OFFICE, self.municipality.office.name)
        asked = ask(self.municipality, by=self.user, text="Hjælp til at planlægge samtaler", asked_on=date(2018, 3, 12))
        self.course = begin(
            asked.pk,
            Aim("Fire uger frem", self.user),
            by=self.user,
            version=asked.version,
            started_on=date(2018, 5, 14),
        )
        self.request = asked
        held = plan_activity(self.course.pk, by=self.user, kind="visit", held_on=date(2018, 6, 4), theme="Besøg")
        hold_activity(
            held.pk, by=self.user, version=1, held_on=date(2018, 6, 4), hours=Decimal("3.25"), files=[pdf("plan.pdf")],
            actions=[NewCourseAction("Sender planen", "Jobcenterchefen", date(2018, 7, 2))],
        )  # fmt: skip
        self.planned = plan_activity(
            self.course.pk, by=self.user, kind="data", held_on=date(2018, 8, 1), theme="Tallene"
        )

    def keys(self, page: str) -> dict:
        """What the address of a page says, when it is about this region."""
        return {
            "code": self.municipality.code,
            "pk": self.request.pk if page.startswith("support-request") or page == "course-begin" else self.course.pk,
            "part": self.planned.pk if page.startswith("activity") else self.course.actions.first().pk,
            "file_pk": ActivityFile.objects.get(activity__course=self.course).pk,
        }


@pytest.fixture
def roles(db) -> dict:
    return {role: user_of(role) for role in ("caseworker", "approver", "reader", "administrator")}


@pytest.fixture
def regions(db) -> tuple[Region, Region]:
    return Region("Køge"), Region("Odense")


def outcome(client, url: str, *, hidden: bool = False) -> str:
    """`hidden`: the thing is there, so that 404 means that it is kept from the user."""
    response = client.get(url)
    assert response.status_code < 500
    if response.headers.get("Location", "").startswith("/konto/login/?next="):
        return "sign-in"
    if response.status_code == 405:  # only sent to; whether it may be, is asked before what is sent
        response = client.post(url, {})
    return {403: "refused", 404: "hidden" if hidden else "open"}.get(response.status_code, "open")


def row(client, pattern, roles, regions) -> list[str]:
    """What the site does, in the order of COLUMNS."""
    client.logout()
    outcomes = [outcome(client, address(pattern))]
    for user in roles.values():
        client.force_login(user)
        outcomes.append(outcome(client, address(pattern)))
    own, other = regions
    client.force_login(own.user)
    names_a_thing = bool(pattern.pattern.converters or pattern.pattern.regex.groupindex)
    for region in (own, other):
        outcomes.append(outcome(client, address(pattern, region.keys(pattern.name)), hidden=names_a_thing))
    return outcomes


@pytest.mark.parametrize("pattern", PAGES, ids=lambda pattern: pattern.name)
def test_every_page_declares_who_may_open_it(pattern):
    assert rule_of(pattern.callback, _Match(pattern)) is not None


@pytest.mark.parametrize("pattern", PAGES, ids=lambda pattern: pattern.name)
def test_every_role_gets_what_the_table_says(client, pattern, roles, regions):
    said, done = documented().get(pattern.name), row(client, pattern, roles, regions)
    assert said == done, f"docs/roles.md, of: | `{pattern.name}` | {pattern.pattern} | {' | '.join(done)} |"


def test_the_table_has_no_page_that_is_gone():
    assert set(documented()) == {pattern.name for pattern in PAGES}


def test_what_a_stranger_may_open_is_the_signing_in():
    open_to_all = {pattern.name for pattern in PAGES if rule_of(pattern.callback, _Match(pattern)) is Open.ANYONE}
    assert open_to_all == {page for page, outcomes in documented().items() if outcomes[0] == "open"}


def test_the_administration_is_for_administrators(client, roles, regions):
    users = {role: user for role, user in roles.items() if role != "administrator"} | {"region": regions[0].user}
    for role, user in users.items():
        client.force_login(user)
        assert {url for url in ADMINISTRATION if client.get(url).status_code != 403} == set(), role
    client.logout()
    assert all("/login/" in client.get(url).headers.get("Location", "") for url in ADMINISTRATION)


@pytest.mark.parametrize("export", ["", "?export=csv", "?export=xlsx"])
def test_no_list_tells_a_region_of_a_municipality_elsewhere(client, regions, export):
    """Whatever a regional office may open without naming a thing: no name of another region's municipality in it."""
    own, _other = regions
    client.force_login(own.user)
    elsewhere = Municipality.objects.exclude(office=own.user.office).values_list("name", flat=True)
    seen = 0
    for pattern in PAGES:
        if pattern.pattern.converters or pattern.pattern.regex.groupindex or pattern.name == "account_logout":
            continue
        response = client.get(address(pattern) + export)
        if response.status_code != 200:
            continue
        seen += 1
        content = b"".join(response) if response.streaming else response.content
        told = [
            name
            for name in elsewhere
            if f">{name}<" in content.decode(errors="ignore") or f"{name};".encode() in content
        ]
        assert not told, (pattern.name, told)
    assert seen >= 5


class TestTakingARuleAway:
    """The tests above fail when a rule is gone."""

    def page(self, name: str) -> URLPattern:
        return next(pattern for pattern in PAGES if pattern.name == name)

    def test_a_page_without_a_rule_is_closed_and_noticed(self, client, roles, monkeypatch):
        pattern = self.page("cases")
        monkeypatch.delattr(pattern.callback.view_class, "access_rule", raising=False)
        monkeypatch.delattr(pattern.callback, "access_rule", raising=False)
        with pytest.raises(AssertionError):
            test_every_page_declares_who_may_open_it(pattern)
        client.force_login(roles["caseworker"])
        with pytest.raises(ImproperlyConfigured, match="declares no access rule"):
            client.get(address(pattern))

    def test_a_right_given_to_one_more_role_is_noticed(self, client, roles, regions, monkeypatch):
        monkeypatch.setitem(access.GRANTS, Role.READER, access.GRANTS[Role.READER] | {Action.WORK_CASES})
        with pytest.raises(AssertionError):
            test_every_role_gets_what_the_table_says(client, self.page("case-open"), roles, regions)

    @pytest.mark.parametrize("page", ["municipality", "course", "support-request", "course-file"])
    def test_a_region_that_sees_the_country_is_noticed(self, client, roles, regions, monkeypatch, page):
        monkeypatch.setattr(access, "sees_whole_country", lambda user: True)
        with pytest.raises(AssertionError):
            test_every_role_gets_what_the_table_says(client, self.page(page), roles, regions)

    def test_a_list_that_forgets_the_region_is_noticed(self, client, regions, monkeypatch):
        monkeypatch.setattr(access, "sees_whole_country", lambda user: True)
        with pytest.raises(AssertionError):
            test_no_list_tells_a_region_of_a_municipality_elsewhere(client, regions, "?export=csv")

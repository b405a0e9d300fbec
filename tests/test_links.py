"""Nobody is shown a link to a page that refuses them: each role follows the links of all that it is shown."""

import re
from collections import Counter
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve
from django_tables2 import Table

from followups.models import Letter
from kontakt.accounts.access import Action, may
from kontakt.ui.tables import FigureColumn
from tests.accounts import user_of
from tests.addresses import PAGES, address
from tests.everything import lay_out_everything
from tests.fuzz import forms

# Begun from, beside the start page: what the search finds, and municipalities of two regions.
STARTS = ["/", "/soeg/?q=samtaler", "/soeg/?q=besøg", "/soeg/?q=svar"]
MUNICIPALITIES = {"AMK Øst": ["259", "350"], "AMK Syd": ["573"]}
MOST = 4
_LINK = re.compile(r"""<a\s[^>]*?href="([^"]*)\"""")
WHO = [
    ("caseworker", None), ("approver", None), ("reader", None), ("administrator", None), ("regional_office", "AMK Øst"),
    ("regional_office", "AMK Syd"), ("caseworker", "AMK Øst"),
]  # fmt: skip


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """The story of 2018 with one of each thing, laid out once for all roles."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            lay_out_everything()
            yield
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


def links(address: str, html: str) -> list[str]:
    """The pages that a page leads to, each once: not itself in another order, and not the administration."""
    here = urlsplit(address).path
    found = {}
    for href in _LINK.findall(html):
        target = urlsplit(urljoin(address, unescape(href)))
        if target.scheme or target.path == here or target.path.startswith(("/administration/", "/static/")):
            continue
        found[f"{target.path}?{target.query}" if target.query else target.path] = None
    return list(found)


def crawl(client: Client, *, begin_at: list[str]) -> tuple[Counter, list[str]]:
    """How many of each kind of page were opened, and those that were refused with where they were linked to from.

    Of the links from one kind of page to another, one is followed; and no kind is opened more often than MOST.
    """
    waiting = [("start", address) for address in begin_at]
    opened, ways, refused, known = Counter(), set(), [], set()
    while waiting:
        source, address = waiting.pop(0)
        name = resolve(urlsplit(address).path).view_name
        if address in known or (source, name) in ways or opened[name] >= MOST:
            continue
        known.add(address)
        opened[name] += 1
        ways |= {(source, name)} - {("start", name)}
        response = client.get(address, follow=True)
        if response.status_code != 200:
            refused.append(f"{response.status_code}: {address} (from {source})")
        elif not response.streaming and response.headers["Content-Type"].startswith("text/html"):
            waiting += [(name, target) for target in links(address, response.content.decode())]
    return opened, refused


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "office"), WHO, ids=[" ".join(filter(None, who)) for who in WHO])
def test_every_link_that_is_shown_can_be_followed(country, client, role, office):
    codes = [code for region, codes in MUNICIPALITIES.items() if office in (None, region) for code in codes]
    user = user_of(role, office)
    client.force_login(user)
    ministrys = ["/breve/", *(each.get_absolute_url() for each in Letter.objects.visible_to(user).filter(case=None))]
    opened, refused = crawl(
        client,
        begin_at=[
            *STARTS,
            *(ministrys if may(user, Action.VIEW_CASES) else []),
            *(f"/kommuner/{code}/?month=2018-04" for code in codes),
        ],
    )
    assert not refused, "\n".join(refused)
    assert (opened["course"] > 0) == (office != "AMK Syd")
    assert (opened["round"] > 0) == (office is None)
    assert (opened["case"] > 0) == (role != "regional_office")


def tables_of(response) -> list[Table]:
    """What is listed on the page, and can be sorted."""
    values = [value for layer in response.context or [] for value in layer.flatten().values()]
    tables = {value.prefix: value for value in values if isinstance(value, Table)}
    return [table for table in tables.values() if any(column.orderable for column in table.columns)]


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "office"), [("caseworker", None), ("regional_office", "AMK Øst")])
def test_every_list_sorts_by_each_of_its_columns_and_has_a_last_page_and_an_export(country, client, role, office):
    client.force_login(user_of(role, office))
    addresses = [address(page) for page in PAGES if not (page.pattern.converters or page.pattern.regex.groupindex)]
    sorted_by = 0
    for list_page in [each for each in addresses if each.count("/") > 1 and not each.startswith("/konto/")]:
        for table in tables_of(client.get(list_page)):
            for column in [column for column in table.columns if column.orderable]:
                for order in (column.name, f"-{column.name}"):
                    table.order_by = f"{order}"
                    rows = [row.record for row in table.rows]
                    if isinstance(column.column, FigureColumn):
                        absent = [column.accessor.resolve(row, quiet=True) is None for row in rows]
                        assert absent == sorted(absent), f"{list_page} by {order}: what is absent is not last"
                sorted_by += 1
            by = f"{table.prefixed_order_by_field}=-{column.name}"
            for more in (f"{by}&{table.prefixed_page_field}=999", f"{by}&export=csv", f"{by}&export=xlsx"):
                assert client.get(f"{list_page}?{more}").status_code == 200, f"{list_page}?{more}"
    assert sorted_by > (25 if office else 60)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["approver", "administrator"])
def test_hostile_forms_get_an_answer(country, role):
    """A small part of `make fuzz`."""
    outcome = forms.run(60, seed=7, who=[(role, None)], pages=50)
    assert not outcome.failures, outcome.as_text()
    assert outcome.forms > 20


@pytest.mark.django_db
def test_a_form_that_fails_is_noticed(country, monkeypatch):
    monkeypatch.setattr("followups.views.search.Search", None)  # called, it raises
    outcome = forms.run(60, seed=1, who=[("reader", None)], pages=2)
    assert any("TypeError" in failure for failure in outcome.failures), outcome.as_text()

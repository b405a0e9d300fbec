"""Every address of the project, for every role: what access.py says is what the site does."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kontakt.accounts.access import Open, Role, may, rule_of
from tests.accounts import user_of

pytestmark = pytest.mark.django_db
EXAMPLES = {"code": "370", "pk": 1, "file_pk": 1, "uidb36": "1", "key": "x", "number": "2018-0001", "step": "close",
            "kind": "entry", "record": 1, "withholding": 1, "part": 1}  # fmt: skip


def named_pages(resolver=None) -> list[URLPattern]:
    """Every named address outside the administration, which has tests of its own."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            found += [] if pattern.namespace else named_pages(pattern)
        elif pattern.name:
            found.append(pattern)
    return found


PAGES = named_pages()


class _Match:
    def __init__(self, pattern):
        self.namespace, self.view_name = "", pattern.name


def address(pattern) -> str:
    names = pattern.pattern.converters or pattern.pattern.regex.groupindex
    return reverse(pattern.name, kwargs={name: EXAMPLES[name] for name in names} or None)


@pytest.mark.parametrize("pattern", PAGES, ids=lambda pattern: pattern.name)
def test_every_page_declares_who_may_open_it(pattern):
    assert rule_of(pattern.callback, _Match(pattern)) is not None


@pytest.mark.parametrize("pattern", PAGES, ids=lambda pattern: pattern.name)
def test_a_stranger_gets_to_the_sign_in_and_no_further(client, pattern):
    rule = rule_of(pattern.callback, _Match(pattern))
    response = client.get(address(pattern))
    sent_to_sign_in = response.headers.get("Location", "").startswith("/konto/login/?next=")
    assert sent_to_sign_in is (rule is not Open.ANYONE)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("pattern", PAGES, ids=lambda pattern: pattern.name)
def test_a_role_without_the_right_is_refused_and_one_with_it_is_not(client, pattern, role):
    user = user_of(role, "AMK Øst" if role == Role.REGIONAL_OFFICE else None)
    client.force_login(user)
    rule = rule_of(pattern.callback, _Match(pattern))
    response = client.get(address(pattern))
    assert (response.status_code == 403) is (not isinstance(rule, Open) and not may(user, rule))
    assert response.status_code < 500

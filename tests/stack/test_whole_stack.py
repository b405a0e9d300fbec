"""The story of 2018 through a whole installation: delivered, read and assessed by a worker, seen in a browser."""

import pytest

from kontakt.start.installation import Visitor, wait_until
from tests.stack.stack import STORY, STORY_CELLS, Stack

# The three of the story are markedly below in June 2018 too.
_PROPOSED_FOR_A_WARNING = """
    SELECT count(*) = 3 FROM followups_proposal p
    JOIN municipalities_municipality m ON m.id = p.municipality_id JOIN followups_rule r ON r.id = p.rule_id
    WHERE m.name IN ('Hillerød', 'Lejre', 'Næstved') AND r.slug = 'advarsel' AND p.status = 'open'
"""


@pytest.fixture(params=["embedded", "production"], ids=["embedded", "Debian's PostgreSQL and Redis"])
def stack(request) -> Stack:
    return request.getfixturevalue(request.param)


def test_the_story_goes_through_web_worker_database_and_queue(stack, undisturbed_result):
    stack.start_worker()
    stack.add_caseworker("sb", "hemmelig-nok-kode")

    [delivery] = stack.deliver(STORY)
    stack.until_ready(delivery)
    assert stack.ask("SELECT counts -> 'new' FROM municipalities_delivery WHERE id = %s", delivery) == [(STORY_CELLS,)]
    assert stack.ask("SELECT count(*) FROM municipalities_observation") == [(0,)]

    stack.load(delivery)
    stack.until_recalculated()
    assert stack.national("2018-04") == (63.99, 23172)
    assert stack.municipalities_at("markedly_below", "2018-04") == ["Hillerød", "Lejre", "Næstved"]
    assert stack.everything_known() == undisturbed_result
    wait_until("the proposals that follow", lambda: stack.ask(_PROPOSED_FOR_A_WARNING) == [(True,)])

    caseworker = Visitor(stack.start_web())
    assert "/konto/login/" in caseworker.read("/kommuner/?month=2018-04")
    caseworker.sign_in("sb", "hemmelig-nok-kode")
    page = caseworker.read("/kommuner/?month=2018-04&level=markedly_below")
    assert all(name in page for name in ("Hillerød", "Lejre", "Næstved"))
    assert "Varde" not in page.split("<tbody")[1]

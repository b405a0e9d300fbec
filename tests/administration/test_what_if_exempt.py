"""What an exemption would change is shown before it is saved."""

import pytest

from municipalities.assessment.recalculation import recalculate_pending
from municipalities.models import Assessment, Exemption, Municipality, RecalculationRequest
from tests.administration.making import as_sent, errors, page
from tests.commands import run
from tests.deliveries import STORY

pytestmark = pytest.mark.django_db


@pytest.fixture
def figures():
    run("import_statistics", *STORY)
    recalculate_pending()


def tried(administration, address, **changes):
    form = as_sent(administration.get(address)) | {"month": "2018-04", "_what_if": "1"} | changes
    return administration.post(address, form)


def moves(response):
    return [(str(m.municipality), m.from_level, m.to_level) for m in response.context["tried"]["moves"]]


def næstved(**changes) -> dict:
    pk = Municipality.objects.get(name="Næstved").pk
    return {"municipality": pk, "valid_from": "2018-04-01", "legal_basis": "§ 1"} | changes


def test_a_new_exemption_shows_whose_level_changes_and_saves_nothing(administration, figures):
    before = Exemption.objects.count()
    response = tried(administration, page(Exemption, "add"), **næstved())
    assert moves(response) == [("Næstved", "markedly_below", "exempt")]
    assert "1 municipality would change level." in response.content.decode()
    assert "Level with this exemption" in response.content.decode()
    assert Exemption.objects.count() == before
    assert not RecalculationRequest.objects.filter(done_at=None).exists()


def test_what_was_shown_is_what_comes_of_saving(administration, figures):
    response = tried(administration, page(Exemption, "add"), **næstved())
    assert administration.post(page(Exemption, "add"), as_sent(response) | {"_save": "1"}).status_code == 302
    recalculate_pending()
    april = Assessment.objects.get(municipality__name="Næstved", month="2018-04-01", indicator=None)
    assert april.level == "exempt"


def test_a_month_outside_the_period_says_so(administration, figures):
    response = tried(administration, page(Exemption, "add"), **næstved(valid_from="2018-05-01"))
    assert moves(response) == []
    assert "outside the period of the exemption" in response.content.decode()


def test_a_shorter_exemption_shows_who_is_assessed_again(administration, figures):
    exemption = Exemption.objects.filter(municipality__name="Morsø", known_to=None).latest("valid_from")
    response = tried(administration, page(Exemption, "change", exemption.pk), valid_to="2018-03-31")
    assert [name for name, before, _ in moves(response) if before == "exempt"] == ["Morsø"]


def test_what_could_not_be_saved_cannot_be_tried(administration, figures):
    response = tried(administration, page(Exemption, "add"), **næstved(valid_to="2018-01-01"))
    assert errors(response)
    assert response.context["tried"] is None

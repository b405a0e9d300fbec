"""What other numbers would change is shown before they are saved."""

import pytest

from municipalities.assessment.recalculation import recalculate_pending
from municipalities.models import Assessment, RecalculationRequest, SchemeParameters
from tests.administration.making import as_sent, errors, page
from tests.municipalities.test_samples import STORY, run

pytestmark = pytest.mark.django_db

# Those from whom the ministry asked an account in 2018: below 50 percent in April, but not below 40 (DOMAIN.md section 2).
ASKED_FOR_AN_ACCOUNT = ["Albertslund", "Bornholm", "Holbæk", "Køge", "Rudersdal", "Tønder"]


@pytest.fixture
def figures():
    run("import_statistics", *STORY)
    recalculate_pending()


def tried(administration, address, **changes):
    form = as_sent(administration.get(address)) | {"month": "2018-04", "_what_if": "1"} | changes
    return administration.post(address, form)


def of_the_current_numbers():
    return page(SchemeParameters, "change", SchemeParameters.objects.get(scheme__is_default=True).pk)


def moves(response):
    return [(str(m.municipality), m.from_level, m.to_level) for m in response.context["tried"]["moves"]]


def test_a_higher_threshold_shows_who_would_be_markedly_below_and_saves_nothing(administration, figures):
    before = list(SchemeParameters.objects.values())
    levels = list(Assessment.objects.order_by("pk").values())
    response = tried(administration, of_the_current_numbers(), marked="50")
    assert moves(response) == [(name, "below", "markedly_below") for name in ASKED_FOR_AN_ACCOUNT]
    assert "6 municipalities would change level." in response.content.decode()
    assert list(SchemeParameters.objects.values()) == before
    assert list(Assessment.objects.order_by("pk").values()) == levels
    assert not RecalculationRequest.objects.filter(done_at=None).exists()


def test_what_was_shown_is_what_comes_of_saving(administration, figures):
    april = Assessment.objects.filter(month="2018-04-01", indicator=None, level="markedly_below")
    assert april.count() == 3
    response = tried(administration, of_the_current_numbers(), marked="50")
    form = as_sent(response)
    assert administration.post(of_the_current_numbers(), form | {"_save": "1"}).status_code == 302
    recalculate_pending()
    names = april.order_by("municipality__sort_key").values_list("municipality__name", flat=True)
    assert list(names) == sorted([*ASKED_FOR_AN_ACCOUNT, "Hillerød", "Lejre", "Næstved"])


def test_new_numbers_are_tried_together_with_those_they_take_over_from(administration, figures):
    address = page(SchemeParameters, "add")
    from_march = tried(administration, address, marked="50", valid_from="2018-03-01")
    assert [name for name, _, _ in moves(from_march)] == ASKED_FOR_AN_ACCOUNT
    from_may = tried(administration, address, marked="50", valid_from="2018-05-01")
    assert moves(from_may) == []
    assert "outside the period" in from_may.content.decode()
    assert SchemeParameters.objects.filter(scheme__is_default=True).count() == 1


def test_numbers_that_leave_the_month_out_would_leave_all_98_without_an_assessment(administration, figures):
    response = tried(administration, of_the_current_numbers(), valid_to="2018-03-31")
    assert len(moves(response)) == 98
    assert {to for _, _, to in moves(response)} == {None}


def test_numbers_that_could_not_be_saved_cannot_be_tried_either(administration, figures):
    response = tried(administration, of_the_current_numbers(), marked="90")
    assert "cannot be above the target" in errors(response)
    assert response.context["tried"] is None
    assert "month" in tried(administration, of_the_current_numbers(), month="2031-01").context["adminform"].form.errors


def test_without_figures_there_is_nothing_to_try_on(administration):
    assert 'name="_what_if"' not in administration.get(of_the_current_numbers()).content.decode()
    assert tried(administration, of_the_current_numbers(), month="").context["tried"] is None

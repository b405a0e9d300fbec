"""The page of pulls, and its button."""

from datetime import date

import pytest

from municipalities.jobindsats.pulling import ask, run
from municipalities.models import Delivery, Pull
from tests.accounts import user_of
from tests.jobindsats.server import TOKEN

pytestmark = pytest.mark.django_db
PAGE = "/leverancer/jobindsats/"


@pytest.fixture
def caseworker(client):
    client.force_login(user_of("caseworker"))
    return client


def text(response) -> str:
    return response.content.decode()


def test_the_button_asks_once_however_often_it_is_pressed(caseworker, settings):
    settings.JOBINDSATS_TOKEN = TOKEN
    assert "Hent tallene nu" in text(caseworker.get(PAGE))
    for _time in range(2):
        assert caseworker.post(PAGE + "hent/").headers["Location"] == PAGE
    assert Pull.objects.get().requested_by.username == "caseworker"
    page = text(caseworker.get(PAGE))
    assert "Venter på at blive hentet" in page
    assert "Hent tallene nu" not in page
    assert "Henter tallene …" in page


def test_while_the_schedule_fetches_the_button_says_so_and_asks_for_no_more(caseworker, settings):
    settings.JOBINDSATS_TOKEN = TOKEN
    ask(Pull.Origin.SCHEDULE)
    answer = caseworker.post(PAGE + "hent/", follow=True)
    assert "Tallene er allerede ved at blive hentet." in text(answer)
    assert Pull.objects.get().requested_by is None
    assert caseworker.get(PAGE + "hent/").headers["Location"] == PAGE, "where one lands who was signed out"


def test_it_says_what_came_of_each(caseworker, settings):
    Pull.objects.create(
        origin="schedule", status="failed", problem="token_refused", problem_params={"status": 401}, finished_at="2026-01-02T06:15Z"
    )  # fmt: skip
    page = text(caseworker.get(PAGE))
    assert "Jobindsats afviser tokenet (svar 401)." in page
    assert "Efter tidsplanen" in page


def test_without_a_token_the_page_says_so(caseworker, settings):
    settings.JOBINDSATS_TOKEN = ""
    page = text(caseworker.get(PAGE))
    assert "JOBINDSATS_TOKEN" in page
    assert "Hent tallene nu" not in page


def test_a_reader_sees_it_but_has_no_button(client, settings):
    settings.JOBINDSATS_TOKEN = TOKEN
    client.force_login(user_of("reader"))
    assert "Hent tallene nu" not in text(client.get(PAGE))
    assert client.post(PAGE + "hent/").status_code == 403
    assert not Pull.objects.exists()


def test_what_the_page_costs_does_not_grow(caseworker, django_assert_max_num_queries):
    for _number in range(30):
        Pull.objects.create(origin="schedule", status="done", finished_at="2026-01-02T06:15Z")
    caseworker.get(PAGE)
    with django_assert_max_num_queries(8):
        caseworker.get(PAGE)


def test_a_fetched_delivery_says_where_it_is_from(caseworker, jobindsats, sources):
    pull = ask(Pull.Origin.SCHEDULE, first_month=date(2018, 4, 1), last_month=date(2018, 4, 1))
    run(pull.pk)
    delivery = Delivery.objects.get()
    for address in ("/leverancer/", delivery.get_absolute_url()):
        assert "Hentet fra Jobindsats" in text(caseworker.get(address))
    assert f'<a href="{delivery.get_absolute_url()}">' in text(caseworker.get(PAGE))

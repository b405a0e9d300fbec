"""Before and after, for the municipalities of a round and for those with assistance, worked out by hand."""

from datetime import date

import pytest

from followups.assistance.answering import ask
from followups.assistance.courses import Aim, begin, end
from followups.rounds.making import Filter
from municipalities.models import Municipality
from tests.accounts import user_of
from tests.deliveries import assessed
from tests.followups.rounds.making import january_round, variant

pytestmark = pytest.mark.django_db
PAGE = "/udforsk/foer-og-efter/"


def text(response) -> str:
    return response.content.decode()


def csv(response) -> list[list[str]]:
    return [line.split(";") for line in response.content.decode("utf-8-sig").splitlines()]


@pytest.fixture
def reader(client):
    client.force_login(user_of("reader"))
    return client


@pytest.fixture
def two_months(db):
    """Varde and Vejen were written to; Greve (100 persons) and Lejre (300) were not."""
    assessed(
        "2018M01 Varde 30", "2018M01 Vejen 60", "2018M01 Greve 50", "2018M01 Lejre 50 300",
        "2018M04 Varde 42", "2018M04 Vejen 58", "2018M04 Greve 50", "2018M04 Lejre 54 300",
    )  # fmt: skip


def codes(*names: str) -> Filter:
    return Filter(codes=[Municipality.objects.get(name=name).code for name in names])


def test_each_of_a_round_is_shown_before_and_after_beside_all_the_others(reader, two_months):
    """(+12 − 2) / 2 = +5; the others from 50 to (100 · 50 + 300 · 54) / 400 = 53."""
    made = january_round(by=user_of("caseworker"), to=codes("Varde", "Vejen"))
    response = reader.get(PAGE)
    chart = response.context["chart"]
    assert "Ministerens brev" in chart.title
    assert "+5,0\xa0pp" in chart.title
    assert "+3,0\xa0pp" in chart.title
    assert f"of={made.journal_number}" in response.context["link"]
    assert [row[0] for row in csv(reader.get(PAGE + "?export=csv"))[1:]] == ["Varde", "Vejen"]
    assert csv(reader.get(PAGE + "?export=csv"))[1][2:] == ["2018-01-01", "30", "2018-04-01", "42", "12", "3"]
    assert reader.get(PAGE + "?export=png").content.startswith(b"\x89PNG")
    assert "<svg" in text(response)


def test_where_some_letters_took_a_step_it_is_about_those(reader, two_months):
    variants = [
        variant("warning", ["markedly_below"], takes_step=True),
        variant("information", ["below", "compliant", "no_data", "exempt", "too_few"]),
    ]
    made = january_round(by=user_of("caseworker"), variants=variants)
    warning, information = made.variants.all()  # as when the letters have been written
    made.recipients.filter(municipality__name="Varde").update(variant=warning)
    made.recipients.exclude(municipality__name="Varde").update(variant=information)
    response = reader.get(PAGE)
    assert [row[0] for row in csv(reader.get(PAGE + "?export=csv"))[1:]] == ["Varde"]
    assert "+12,0\xa0pp" in response.context["chart"].title
    assert len(response.context["chart"].words) == 4


def test_where_all_were_written_to_there_are_no_others(reader, two_months):
    january_round(by=user_of("caseworker"), variants=[variant("information", ["markedly_below", "below", "compliant", "no_data", "exempt", "too_few"])])  # fmt: skip
    assert "–" not in reader.get(PAGE).context["chart"].title


def test_a_round_whose_figures_are_not_in_has_nothing_to_show(reader, two_months):
    made = january_round(by=user_of("caseworker"), to=codes("Varde"), checkpoint_month=date(2018, 6, 1))
    assert reader.get(PAGE).context["form"].data["of"] == "stoette"
    response = reader.get(f"{PAGE}?of={made.journal_number}")
    assert response.status_code == 200
    assert response.context["chart"] is None


class TestAssistance:
    @pytest.fixture
    def course(self, db):
        """Of Varde: begun in February 2018, and ended in April."""
        assessed(
            "2018M01 Varde 30", "2018M01 Greve 50", "2018M02 Varde 35", "2018M02 Greve 50", "2018M03 Varde 36",
            "2018M03 Greve 55", "2018M05 Varde 90", "2018M05 Greve 90",
        )  # fmt: skip
        consultant = user_of("regional_office", "AMK Syd")
        asked = ask(Municipality.objects.get(name="Varde"), by=consultant, text="Hjælp", asked_on=date(2018, 2, 1))
        course = begin(
            asked.pk, Aim("Mål", consultant), by=consultant, version=asked.version, started_on=date(2018, 2, 5)
        )
        end(course.pk, by=consultant, version=course.version, outcome="reached", ended_on=date(2018, 4, 20))
        return course

    def test_it_is_from_the_month_before_to_the_last_with_a_figure(self, reader, course):
        rows = csv(reader.get(PAGE + "?of=stoette&export=csv"))
        assert rows[1] == ["Varde", "573", "2018-01-01", "30", "2018-03-01", "36", "6", "5"]
        title = reader.get(PAGE + "?of=stoette").context["chart"].title
        assert "+6,0\xa0pp" in title
        assert "+5,0\xa0pp" in title

    def test_a_region_sees_its_own_courses_and_no_rounds(self, client, course):
        january_round(by=user_of("caseworker"), to=codes("Greve"), checkpoint_month=date(2018, 3, 1))
        client.force_login(user_of("regional_office", "AMK Øst"))
        response = client.get(PAGE)
        assert "Varde" not in text(response)
        assert "Ministerens brev" not in text(response)
        assert response.context["chart"].template == ""
        client.force_login(user_of("regional_office", "AMK Syd"))
        assert "Varde" in text(client.get(PAGE))

    def test_it_is_shown_as_it_was_known(self, reader, course):
        response = reader.get(PAGE + "?of=stoette&known=2018-01-01")
        assert response.context["chart"] is None
        assert "1. januar 2018" in text(response)


def test_what_cannot_be_chosen_is_said(reader, two_months):
    response = reader.get(PAGE + "?of=2099-0001&group=x")
    assert response.status_code == 200
    assert "error-summary" in text(response)


def test_without_figures_it_says_what_will_be_there(reader):
    assert "Der er ingen tal endnu." in text(reader.get(PAGE))

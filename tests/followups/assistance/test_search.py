"""Help is found by its words: by the ministry everywhere, by a regional office in its own region, where it sees no case."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from followups.assistance.actions import NewCourseAction, move, set_action
from followups.assistance.activities import hold_activity, plan_activity
from followups.assistance.answering import ask, decline
from followups.assistance.courses import Aim, begin, end
from followups.log import write
from followups.models import Activity, CourseAction
from municipalities.models import Municipality
from tests.accounts import user_of
from tests.followups.assistance.conftest import OFFER, START
from tests.followups.letter_rows import letter_of, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def helped(offered, consultant):
    """Køge's course in its case, with an activity held and something agreed."""
    aim = Aim("Samtaler planlægges tidligere", consultant, plan="Vagtplanen lægges om")
    course = begin(offered.pk, aim, by=consultant, version=offered.version, started_on=START)
    activity = plan_activity(course.pk, by=consultant, kind="visit", held_on=START, theme="Besøg om bemanding")
    hold_activity(
        activity.pk, by=consultant, version=1, held_on=START, hours=Decimal(2), participants="Ida Lyngholm, jobcenterchef",
        notes="Gennemgik vikardækningen", actions=[NewCourseAction("Sender vagtplanen", "Afdelingslederen", START)],
    )  # fmt: skip
    return course


def found(client, text) -> list[str]:
    response = client.get("/soeg/", {"q": text})
    assert response.status_code == 200
    return [re.sub("</?mark>", "", hit.title) for hit in response.context["hits"]]


def test_requests_courses_activities_and_actions_are_found_by_what_they_say(client, helped):
    client.force_login(user_of("reader"))
    assert found(client, "bagud") == ["Anmodningen af 12. marts 2018"]
    assert found(client, "tidligere samtale") == found(client, "lægge om") == ["Støtteforløb begyndt 14. maj 2018"]
    assert found(client, "vikardækning") == found(client, "lyngholm") == ["Besøg om bemanding"]
    assert found(client, "afdelingsleder") == ["Sender vagtplanen"]
    assert set(found(client, "Køge vagtplan")) == {"Sender vagtplanen", "Støtteforløb begyndt 14. maj 2018"}


def test_answers_reasons_and_lessons_are_found(client, helped, consultant):
    end(
        helped.pk,
        by=consultant,
        version=1,
        outcome="reached",
        lessons="Begynd med ugeplanen",
        ended_on=date(2018, 12, 3),
    )
    lejre = ask(Municipality.objects.get(name="Lejre"), by=consultant, text="Hjælp", asked_on=OFFER)
    decline(lejre.pk, by=consultant, version=1, reason="Kontoret har ingen ledige konsulenter", on=OFFER)
    client.force_login(consultant)
    assert found(client, "ugeplaner") == ["Støtteforløb begyndt 14. maj 2018"]
    assert found(client, "ledig konsulent") == ["Anmodningen af 12. marts 2018"]


def test_a_hit_leads_to_its_place(client, helped, consultant):
    client.force_login(consultant)
    shown = client.get("/soeg/?q=vikardækning").content.decode()
    assert f'href="{helped.get_absolute_url()}#aktiviteter"' in shown
    assert "Gennemgik <mark>vikardækningen</mark>" in shown
    assert f'href="{helped.get_absolute_url()}#aftaler"' in client.get("/soeg/?q=vagtplan").content.decode()


def test_a_regional_office_finds_its_own_help_and_municipalities_and_nothing_of_cases(client, helped, case, caseworker):
    write(case, kind="note", theme="Fortrolig vagtplan", happened_on=OFFER, by=caseworker)
    sent(letter_of(case, subject="Brev om vagtplanen"))
    client.force_login(user_of("regional_office", "AMK Øst"))
    response = client.get("/soeg/?q=Køge+vagtplan")
    assert {hit.place for hit in response.context["hits"]} == {None}
    assert len(response.context["hits"]) == 2
    assert [each.name for each in response.context["municipalities"]] == ["Køge"]
    for text in ("Køge vagtplan", case.journal_number, "fortrolig", "brev", "Køge"):
        shown = client.get("/soeg/", {"q": text, "kind": "log"}).content.decode()
        assert case.get_absolute_url() not in shown
        assert "Fortrolig" not in shown
        assert "Brev om" not in shown
    client.force_login(caseworker)
    assert case.get_absolute_url() in client.get("/soeg/?q=Køge+vagtplan").content.decode()


def test_another_region_finds_nothing(client, helped):
    client.force_login(user_of("regional_office", "AMK Syd"))
    for text in ("vagtplan", "Køge vagtplan", "bagud", "vikardækning", "lyngholm", "Køge"):
        response = client.get("/soeg/", {"q": text})
        assert not response.context["hits"]
        assert not response.context["municipalities"]
        assert {count for _kind, _label, count in response.context["counts"]} == {0}


def test_what_was_moved_is_found_once(client, helped, consultant):
    day = timezone.localdate() + timedelta(9)
    action = set_action(helped.pk, NewCourseAction("Ansætter vikarer", "Chefen", day), by=consultant)
    move(action.pk, by=consultant, due_on=day + timedelta(9), reason="Udsat")
    client.force_login(consultant)
    assert found(client, "ansætte") == ["Ansætter vikarer"]


def test_the_words_stay_in_the_database(helped):
    helped.refresh_from_db()
    for row in (type(helped).objects.get(), helped.requests.get(), Activity.objects.get(), CourseAction.objects.get()):
        assert "words" in row.get_deferred_fields()


def test_a_search_costs_the_same_however_much_help_is_found(client, helped, consultant, django_assert_max_num_queries):
    for number in range(12):
        plan_activity(helped.pk, by=consultant, kind="visit", held_on=START, theme=f"Vagtplan {number}")
    client.force_login(consultant)
    client.get("/soeg/?q=vagtplan")
    with django_assert_max_num_queries(13):
        assert len(found(client, "vagtplan")) == 14

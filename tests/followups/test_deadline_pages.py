"""The deadlines of a case on the screen: set, met, moved, cancelled."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from followups.deadlines import set_deadline
from followups.models import Deadline
from tests.followups.forms import sent

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
LATER = {days: (TODAY() + timedelta(days)).isoformat() for days in (10, 20)}


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def deadline(case, caseworker):
    return set_deadline(case, kind="reply", title="Svar på brevet", due_on=TODAY() + timedelta(10), by=caseworker)


def page_of(deadline, what: str) -> str:
    return f"{deadline.case.get_absolute_url()}frist/{deadline.pk}/{what}/"


def test_a_deadline_is_set_once_and_found_on_the_case_page_with_who_answers_for_it(signed_in, case, caseworker):
    page = f"{case.get_absolute_url()}frist/ny/"
    form = signed_in.get(page)
    written = sent(form, title="Handleplan", due_on=LATER[10], responsible=caseworker.pk)
    signed_in.post(page, written)
    shown = text(signed_in.post(page, written, follow=True))
    deadline = Deadline.objects.get()
    assert (deadline.title, deadline.responsible) == ("Handleplan", caseworker)
    assert "Handleplan" in shown
    assert str(caseworker) in shown


@pytest.mark.parametrize("wrong", [{"title": "Om 010190-1234"}, {"due_on": "2018-01-01"}, {"due_on": ""}])
def test_a_deadline_that_cannot_be_set_comes_back_as_typed(signed_in, case, wrong):
    page = f"{case.get_absolute_url()}frist/ny/"
    written = sent(signed_in.get(page), title="Handleplan", due_on=LATER[10]) | wrong
    response = signed_in.post(page, written)
    assert "error-summary" in text(response)
    assert written["title"] in text(response)
    assert not Deadline.objects.exists()


def test_a_deadline_is_met_with_a_note_and_then_stands_among_the_ended(signed_in, deadline):
    page = page_of(deadline, "udfoert")
    form = signed_in.get(page)
    assert "Svar på brevet" in text(form)
    response = signed_in.post(page, sent(form, note="Kom med posten"), follow=True)
    assert [ended.pk for ended in response.context["ended_deadlines"]] == [deadline.pk]
    assert "Kom med posten" in text(response)
    assert signed_in.post(page, sent(form, note="Kom med posten")).status_code == 302


def test_a_deadline_is_moved_with_a_reason_and_both_are_seen(signed_in, deadline):
    page = page_of(deadline, "flyt")
    form = signed_in.get(page)
    refused = signed_in.post(page, sent(form, due_on=LATER[20], reason=""))
    assert LATER[20] in text(refused)
    assert "error-summary" in text(refused)
    for _ in range(2):
        response = signed_in.post(page, sent(form, due_on=LATER[20], reason="Ferie"), follow=True)
    moved = Deadline.objects.get(replaces=deadline)
    assert moved.due_on.isoformat() == LATER[20]
    assert [open_one.pk for open_one in response.context["deadlines"]] == [moved.pk]
    assert "Ferie" in text(response)


def test_a_deadline_is_cancelled_with_a_reason(signed_in, deadline):
    page = page_of(deadline, "annuller")
    form = signed_in.get(page)
    assert "CPR-nummer" in text(signed_in.post(page, sent(form, reason="Se 010190-1234")))
    response = signed_in.post(page, sent(form, reason="Svaret er ikke nødvendigt"), follow=True)
    assert not response.context["deadlines"]
    assert "Svaret er ikke nødvendigt" in text(response)


@pytest.mark.parametrize(("what", "field"), [("udfoert", "note"), ("annuller", "reason")])
def test_other_words_for_a_deadline_that_has_ended_are_not_taken_for_saved(signed_in, deadline, what, field):
    page = page_of(deadline, what)
    form = signed_in.get(page)
    signed_in.post(page, sent(form, **{field: "De første ord"}))
    response = signed_in.post(page, sent(form, **{field: "De andre ord"}))
    assert "De andre ord" in text(response)
    assert response.context["form"].non_field_errors()


@pytest.mark.parametrize("what", ["udfoert", "flyt", "annuller"])
def test_a_deadline_of_another_case_is_not_found(signed_in, deadline, other_case, what):
    assert signed_in.get(f"{other_case.get_absolute_url()}frist/{deadline.pk}/{what}/").status_code == 404


def test_an_overdue_deadline_is_marked_on_the_case_page(signed_in, case, caseworker):
    set_deadline(
        case, kind="reply", title="Svar", due_on=TODAY() - timedelta(20), by=caseworker, on=TODAY() - timedelta(30)
    )
    assert "mark-error" in text(signed_in.get(case.get_absolute_url()))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2018, 5, 5), "overskredet</span>"),  # a Saturday: no working day has passed
        (date(2018, 5, 7), "overskredet med 1 arbejdsdag</span>"),
    ],
)
def test_overdue_over_a_weekend_is_not_said_to_be_by_no_days(deadline, monkeypatch, day, said):
    deadline.due_on = date(2018, 5, 4)
    monkeypatch.setattr(timezone, "localdate", lambda *_of: day)
    with translation.override("da"):
        assert said in render_to_string("cases/_deadline.html", {"deadline": deadline})

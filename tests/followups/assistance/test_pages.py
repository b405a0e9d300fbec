"""Assistance on the screen: asking, answering, the course and what is done in it, for one's own region only."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from followups.assistance.actions import NewCourseAction, set_action
from followups.assistance.activities import hold_activity, plan_activity
from followups.assistance.answering import ask
from followups.assistance.courses import begin
from followups.models import Activity, ActivityFile, Course, CourseAction, SupportRequest
from municipalities.models import Indicator, Municipality
from tests.accounts import user_of
from tests.followups.assistance.conftest import OFFER, START
from tests.followups.figures import figures, known
from tests.followups.forms import sent
from tests.followups.making import pdf

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def office(client, consultant):
    client.force_login(consultant)
    return client


@pytest.fixture
def filled(course, consultant):
    """A course with an activity that was held, one that is planned, and something overdue."""
    activity = plan_activity(course.pk, by=consultant, kind="visit", held_on=date(2018, 6, 4), theme="Besøg")
    hold_activity(
        activity.pk, by=consultant, version=1, held_on=date(2018, 6, 4), hours=Decimal("3.25"), files=[pdf("plan.pdf")],
        actions=[NewCourseAction("Sender planen", "Jobcenterchefen", date(2018, 7, 2))],
    )  # fmt: skip
    plan_activity(course.pk, by=consultant, kind="data", held_on=TODAY(), theme="Tallene")
    set_action(course.pk, NewCourseAction("Ny vejledning", "Konsulenten", TODAY()), by=consultant)
    return course


def text(response) -> str:
    return response.content.decode()


def addresses(course) -> list[str]:
    """Every address of a request and a course."""
    asked, own = course.requests.get().get_absolute_url(), course.get_absolute_url()
    planned, action = course.activities.planned().get(), course.actions.first()
    file = ActivityFile.objects.get()
    return [
        asked, f"{asked}svar/", f"{asked}traek-tilbage/", f"{asked}forloeb/",
        own, f"{own}aendr/", f"{own}afslut/", f"{own}filer/{file.pk}/", f"{own}aktivitet/ny/",
        *(f"{own}aktivitet/{planned.pk}/{what}/" for what in ("aendr", "afholdt", "aflys")),
        f"{own}aftale/ny/", *(f"{own}aftale/{action.pk}/{what}/" for what in ("udfoert", "flyt", "bortfald")),
    ]  # fmt: skip


def test_the_own_region_opens_every_page_and_another_region_none(client, filled, consultant):
    pages = addresses(filled)
    client.force_login(consultant)
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    client.force_login(user_of("regional_office", "AMK Syd"))
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 404)
    forms = [page for page in pages if page.strip("/").split("/")[-1].isalpha()]
    assert {page: client.post(page, {}).status_code for page in forms} == dict.fromkeys(forms, 404)


def test_the_lists_and_exports_of_another_region_hold_nothing_of_it(client, filled):
    client.force_login(user_of("regional_office", "AMK Syd"))
    for page in ("/anmodninger/", "/stoetteforloeb/"):
        assert "Køge" not in text(client.get(page))
        assert "Køge" not in client.get(f"{page}?export=csv").content.decode("utf-8-sig")
    assert "Køge" not in text(client.get("/anmodninger/ny/"))


def test_the_ministry_sees_all_of_it_and_changes_none(client, filled):
    client.force_login(user_of("reader"))
    own = filled.get_absolute_url()
    page = text(client.get(own))
    assert "Besøg" in page
    assert "aktivitet/ny/" not in page
    assert client.get(f"{own}aendr/").status_code == 403
    assert client.get("/anmodninger/ny/").status_code == 403


def test_a_caseworker_registers_that_a_municipality_asks_and_withdraws_but_does_not_answer(client, caseworker, koege):
    client.force_login(caseworker)
    form = client.get("/anmodninger/ny/?kommune=259")
    written = sent(form, text="Hjælp til planlægning")
    client.post("/anmodninger/ny/", written)
    client.post("/anmodninger/ny/", written)
    asked = SupportRequest.objects.get()
    assert (asked.municipality, asked.registered_by, asked.asked_on) == (koege, caseworker, TODAY())
    own = asked.get_absolute_url()
    assert client.get(f"{own}svar/").status_code == 403
    client.post(f"{own}traek-tilbage/", sent(client.get(f"{own}traek-tilbage/"), reason="Fortrudt"))
    asked.refresh_from_db()
    assert asked.status == "withdrawn"


def test_the_office_does_not_register_for_another_region(office, caseworker):
    other = Municipality.objects.exclude(office__name="AMK Øst").first()
    response = office.post(
        "/anmodninger/ny/", sent(office.get("/anmodninger/ny/"), municipality=other.pk, text="Hjælp")
    )
    assert response.status_code == 200
    assert not SupportRequest.objects.exists()


def test_the_office_answers_and_must_say_why_it_declines(office, offered):
    page = f"{offered.get_absolute_url()}svar/"
    refused = office.post(page, sent(office.get(page), answer="decline"))
    assert refused.context["form"].errors.keys() == {"reason"}
    office.post(page, sent(office.get(page), answer="decline", reason="Ingen konsulenter"))
    offered.refresh_from_db()
    assert (offered.status, offered.reason) == ("declined", "Ingen konsulenter")


def test_an_answer_from_an_old_page_is_refused_with_the_text_and_can_be_sent_again(office, offered):
    page = f"{offered.get_absolute_url()}svar/"
    written = sent(office.get(page), answer="not_wanted", reason="De vil ikke")
    SupportRequest.objects.filter(pk=offered.pk).update(version=5)
    refused = office.post(page, written)
    assert "De vil ikke" in text(refused)
    office.post(page, sent(refused))
    offered.refresh_from_db()
    assert offered.status == "not_wanted"


def test_a_course_is_begun_changed_and_ended(office, offered, consultant):
    page = f"{offered.get_absolute_url()}forloeb/"
    begun = office.post(page, sent(office.get(page), started_on=START.isoformat(), goal="Fire uger frem"))
    course = Course.objects.get()
    assert begun.headers["Location"] == course.get_absolute_url()
    assert (course.goal, course.consultant, course.started_on) == ("Fire uger frem", consultant, START)
    page = f"{course.get_absolute_url()}aendr/"
    office.post(page, sent(office.get(page), target_share="70", target_by="2019-06-01"))
    page = f"{course.get_absolute_url()}afslut/"
    office.post(page, sent(office.get(page), outcome="partly", lessons="Begynd før", ended_on="2018-12-03"))
    course.refresh_from_db()
    assert (course.target_share, course.outcome, course.lessons) == (70, "partly", "Begynd før")
    assert "aktivitet/ny/" not in text(office.get(course.get_absolute_url()))


def test_an_activity_is_planned_once_and_held_with_what_was_agreed_and_its_files(office, course):
    own = course.get_absolute_url()
    written = sent(office.get(f"{own}aktivitet/ny/"), kind="workshop", theme="Planlægning")
    office.post(f"{own}aktivitet/ny/", written)
    office.post(f"{own}aktivitet/ny/", written)
    activity = Activity.objects.get()
    page = f"{own}aktivitet/{activity.pk}/afholdt/"
    written = sent(
        office.get(page), hours="3,25", participants="Fem", action__0__text="Sender planen",
        action__0__responsible="Chefen", action__0__due_on=(TODAY() + timedelta(9)).isoformat(),
    )  # fmt: skip
    half = office.post(page, written | {"action-0-responsible": ""})
    assert half.context["errors_in_rows"]
    office.post(page, written | {"files": [pdf("plan.pdf")]})
    activity.refresh_from_db()
    assert (activity.status, activity.hours, activity.actions.count()) == ("held", Decimal("3.25"), 1)
    file = office.get(f"{own}filer/{activity.files.get().pk}/")
    assert file.headers["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert file.headers["Content-Type"] == "application/octet-stream"
    page = f"{own}aftale/{CourseAction.objects.get().pk}/udfoert/"
    office.post(page, sent(office.get(page), note="Modtaget"))
    assert CourseAction.objects.get().status == "done"


def test_a_course_changed_by_another_meanwhile_is_shown_with_what_was_typed_and_then_changed(office, course):
    page = f"{course.get_absolute_url()}aendr/"
    opened = office.get(page)
    dagpenge = Indicator.objects.get(slug="dagpenge")
    aim = {"target_share": "70", "target_by": "2019-06-01", "indicator": dagpenge.pk}
    office.post(page, sent(opened, **aim))
    office.force_login(user_of("regional_office", "AMK Øst"))
    refused = office.post(page, sent(opened, goal="Min egen", plan="Min plan"))
    assert "Det er ændret, siden du åbnede siden." in text(refused)
    assert "Min plan" in text(refused)
    office.post(page, sent(refused, **aim))
    known(
        figures("Køge", 40, 42, 50, 51, first=date(2018, 4, 1)), figures("Fanø", 60, 61, 62, 63, first=date(2018, 4, 1))
    )
    chart = office.get(course.get_absolute_url()).context["chart"]
    assert [line["values"] for line in chart["series"] if line["name"] == str(dagpenge)] == [[40, 42, 50, 51]]
    assert chart["lines"][-1] == {"label": "Forløbets måltal", "value": 70}
    page = f"{course.get_absolute_url()}afslut/"
    written = sent(office.get(page), outcome="partly", ended_on="2018-06-29")
    office.post(page, written)
    assert "kan ikke længere ændres" in text(office.post(page, written | {"lessons": "Begynd før"}))
    shown = office.get(course.get_absolute_url())
    assert [mark["label"] for mark in shown.context["chart"]["marks"]] == ["Forløbet begynder", "Forløbet slutter"]
    assert "Min plan" in text(shown)
    for state, count in (("ended", 1), ("partly", 1), ("under_way", 0)):
        assert len(office.get(f"/stoetteforloeb/?state={state}").context["table"].rows) == count


def test_an_activity_is_changed_and_cancelled_as_it_was_seen_and_never_held_twice(office, filled, consultant):
    own = filled.get_absolute_url()
    activity = filled.activities.planned().get()
    page = f"{own}aktivitet/{activity.pk}/"
    forms = {what: office.get(f"{page}{what}/") for what in ("aendr", "aflys", "afholdt")}
    office.post(f"{page}aendr/", sent(forms["aendr"], theme="Nye tal") | {"files": [pdf("tal.pdf")]})
    stale = office.post(f"{page}aendr/", sent(forms["aendr"], theme="Andre tal") | {"files": [pdf("andre.pdf")]})
    assert "Vælg filerne igen" in text(stale)
    refused = office.post(f"{page}aflys/", sent(forms["aflys"], reason="Sygdom"))
    assert "Det er ændret, siden du åbnede siden." in text(refused)
    assert "Aktiviteten er aflyst." in text(office.post(f"{page}aflys/", sent(refused), follow=True))
    activity.refresh_from_db()
    assert (activity.theme, activity.cancelled_reason, activity.files.count()) == ("Nye tal", "Sygdom", 1)
    assert "allerede aflyst" in text(office.post(f"{page}afholdt/", sent(forms["afholdt"], hours="1")))
    held = f"{own}aktivitet/{filled.activities.get(status='held').pk}/afholdt/"
    assert "allerede afholdt" in text(office.post(held, sent(office.get(held), hours="2")))


def test_what_was_agreed_is_dropped_once_and_not_done_before_the_course(office, filled):
    action = filled.actions.get(text="Ny vejledning")
    page = f"{filled.get_absolute_url()}aftale/{action.pk}/"
    done = office.get(f"{page}udfoert/")
    early = office.post(f"{page}udfoert/", sent(done, on="2018-05-13"))
    assert early.context["form"].non_field_errors()
    office.post(f"{page}bortfald/", {"note": "Ikke aktuelt"})
    assert "udført eller bortfaldet" in text(office.post(f"{page}udfoert/", sent(done)))
    action.refresh_from_db()
    assert (action.status, action.note) == ("dropped", "Ikke aktuelt")


def test_a_request_that_was_accepted_begins_its_course_once(office, offered, consultant):
    answer, begin_it = f"{offered.get_absolute_url()}svar/", f"{offered.get_absolute_url()}forloeb/"
    opened = office.get(begin_it)
    office.post(answer, sent(office.get(answer), answer="accept", reason="Gerne"))
    offered.refresh_from_db()
    assert (offered.status, offered.reason) == ("accepted", "")
    assert "allerede besvaret" in text(office.post(answer, sent(office.get(answer), answer="decline", reason="Nej")))
    refused = office.post(begin_it, sent(opened, goal="Fire uger frem"))
    assert "Det er ændret, siden du åbnede siden." in text(refused)
    office.post(begin_it, sent(refused))
    assert Course.objects.get().goal == "Fire uger frem"
    office.force_login(user_of("regional_office", "AMK Øst"))
    assert "allerede blevet til et støtteforløb" in text(office.post(begin_it, sent(refused)))


def test_what_is_overdue_stands_out_on_the_course(office, filled):
    page = text(office.get(filled.get_absolute_url()))
    assert page.count("mark-error") == 1
    assert "3,25" in page


def test_those_that_wait_come_first_and_the_filters_narrow(office, filled, consultant):
    ask(Municipality.objects.get(name="Lejre"), by=consultant, text="Hjælp", asked_on=OFFER)
    shown = office.get("/anmodninger/")
    assert [row.record.municipality.name for row in shown.context["table"].rows] == ["Lejre", "Køge"]
    assert "Køge" not in text(office.get("/anmodninger/?status=waiting"))
    assert "Køge" in text(office.get("/stoetteforloeb/?state=under_way"))
    assert "/stoetteforloeb/1/" not in text(office.get("/stoetteforloeb/?q=findes-ikke"))


def test_the_list_of_courses_shows_and_exports_the_effect(office, course):
    known(
        figures("Køge", 40, 42, 50, first=date(2018, 4, 1)),
        figures("Fanø", 60, 61, 62, first=date(2018, 4, 1)),
    )
    page = text(office.get("/stoetteforloeb/"))
    # Køge: 40 → 50; the country: (40 + 60) / 2 = 50 → (50 + 62) / 2 = 56.
    assert "+10,0" in page
    assert "+6,0" in page
    lines = office.get("/stoetteforloeb/?export=csv").content.decode("utf-8-sig").splitlines()
    assert ";40;50;10;6;" in lines[1]


def test_the_lists_cost_the_same_however_many(office, filled, consultant, aim, django_assert_max_num_queries):
    for name in ("Lejre", "Holbæk", "Sorø"):
        asked = ask(Municipality.objects.get(name=name), by=consultant, text="Hjælp", asked_on=OFFER)
        begin(asked.pk, aim, by=consultant, version=1, started_on=START)
    known(figures("Køge", 40, 42, 50, first=date(2018, 4, 1)))
    for page, most in (("/anmodninger/", 8), ("/stoetteforloeb/", 8), (filled.get_absolute_url(), 8)):
        office.get(page)
        with django_assert_max_num_queries(most):
            office.get(page)

"""The help that a municipality was given is among its records, and is withheld and given as everything else."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from followups.assistance.actions import NewCourseAction
from followups.assistance.activities import hold_activity, plan_activity
from followups.assistance.answering import ask
from followups.assistance.courses import Aim, begin, change, end
from followups.models import Step
from followups.records.requests import make_request
from followups.records.review import review_of
from followups.stepping import take
from municipalities.models import Municipality
from tests.accounts import user_of
from tests.followups.making import PDF, pdf
from tests.followups.records.reading import all_text, documents, manifest, opened, rows

pytestmark = pytest.mark.django_db
OFFER, START, SEEN = date(2018, 3, 12), date(2018, 5, 14), date(2018, 6, 4)
HELP = ["support_request", "course", "activity", "action"]


@pytest.fixture
def consultant(db):
    return user_of("regional_office", "AMK Øst")


@pytest.fixture
def help_to(consultant):
    """Answers a request with a course, an activity with a file, and something agreed there."""

    def given(request):
        aim = Aim(
            "Samtaler planlægges tidligere",
            consultant,
            plan="Vagtplanen lægges om",
            target_share=Decimal(70),
            target_by=date(2018, 12, 1),
        )
        course = begin(request.pk, aim, by=consultant, version=request.version, started_on=START)
        activity = plan_activity(course.pk, by=consultant, kind="visit", held_on=SEEN, theme="Besøg om bemanding")
        hold_activity(
            activity.pk, by=consultant, version=1, held_on=SEEN, hours=Decimal("2.5"), notes="Lederen er langtidssyg",
            participants="Ida Lyngholm", actions=[NewCourseAction("Ansætter vikarer", "Jobcenterchefen", date(2018, 7, 2))],
            files=[pdf("oplæg.pdf"), ContentFile(PDF + b"%%", name="referat.pdf")],
        )  # fmt: skip
        return course

    return given


@pytest.fixture
def course(case, caseworker, help_to):
    take(case.pk, Step.OFFER_SUPPORT, by=caseworker, version=1, reason="Kommunen er bagud", on=OFFER)
    case.refresh_from_db()
    return help_to(case.support_requests.get())


@pytest.fixture
def without_a_case(consultant, help_to):
    lejre = Municipality.objects.get(name="Lejre")
    return help_to(ask(lejre, by=consultant, text="Hjælp til planlægning", asked_on=OFFER))


def of_lejre(caseworker, first, last):
    return make_request(
        requester="Dagbladet", requested_on=date(2018, 10, 1), by=caseworker, first_day=first, last_day=last,
        municipality=Municipality.objects.get(name="Lejre"),
    )  # fmt: skip


def kinds(request) -> list[str]:
    return [str(item.kind) for item in review_of(request).items if item.kind in HELP]


def test_the_help_of_a_case_is_given_with_its_files(course, consultant, asked, given):
    change(course.pk, Aim("Alle samtaler til tiden", consultant), by=consultant, version=1)
    end(course.pk, by=consultant, version=2, outcome="partly", lessons="Begynd med lederne", ended_on=date(2018, 9, 3))
    request = asked()
    assert sorted(kinds(request)) == sorted(HELP)
    archive = opened(given(request))
    shown = all_text(archive)
    for words in (
        "Kommunen er bagud", "Alle samtaler til tiden", "Samtaler planlægges tidligere", "Vagtplanen lægges om",
        "Begynd med lederne", "Besøg om bemanding", "Lederen er langtidssyg", "Ida Lyngholm", "Ansætter vikarer",
        "Jobcenterchefen", "2,5",
    ):  # fmt: skip
        assert words in shown, words
    assert [name.endswith(("oplæg.pdf", "referat.pdf")) for name in documents(archive)] == [True, True]
    listed = {each["name"]: each["what"] for each in manifest(archive)["files"]}
    assert {listed[f"dokumenter/{name}"] for name in documents(archive)} == {"Besøg: Besøg om bemanding"}
    assert {row[2] for row in rows(archive, "log.csv")} == {course.case.journal_number}


def test_each_of_it_can_be_withheld_and_so_can_a_file_and_a_passage(course, asked, given, withhold):
    activity = course.activities.get()
    request = asked()
    withhold(request, course, kind="course")
    withhold(request, activity, "passage", kind="activity", words="langtidssyg")
    withhold(
        request, activity, "file", kind="activity", file=("activity_file", activity.files.get(name="oplæg.pdf").pk)
    )
    archive = opened(given(request))
    shown = all_text(archive)
    for hidden in ("Samtaler planlægges tidligere", "Vagtplanen", "langtidssyg", "oplæg"):
        assert hidden not in shown, hidden
    assert "Lederen er [" in shown
    assert len(documents(archive)) == 1
    assert len(manifest(archive)["withheld"]) == 3


def test_what_was_agreed_at_a_withheld_activity_goes_with_it(course, asked, given, withhold):
    request = asked()
    withhold(request, course.activities.get(), kind="activity")
    archive = opened(given(request))
    assert "Ansætter vikarer" not in all_text(archive)
    assert documents(archive) == []


def test_a_copy_takes_the_place_of_a_file(course, asked, given, withhold):
    activity = course.activities.get()
    request = asked()
    file = ("activity_file", activity.files.get(name="referat.pdf").pk)
    withhold(
        request, activity, "file", kind="activity", file=file, replacement=ContentFile(PDF + b"%%%", name="kopi.pdf")
    )
    archive = opened(given(request))
    contents = {archive.read(f"dokumenter/{name}") for name in documents(archive)}
    assert contents == {PDF, PDF + b"%%%"}


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2018, 3, 12), date(2018, 3, 12), ["support_request"]),
        (date(2018, 5, 20), date(2018, 6, 3), ["course"]),
        (date(2018, 6, 4), date(2018, 6, 30), ["course", "activity"]),
        (date(2018, 1, 1), date(2018, 3, 11), []),
    ],
)
def test_the_help_of_a_municipality_in_a_period(without_a_case, caseworker, first, last, found):
    assert kinds(of_lejre(caseworker, first, last)) == found


def test_help_without_a_case_is_given_though_no_journal_tells_of_it(client, without_a_case, caseworker, given):
    request = of_lejre(caseworker, date(2018, 1, 1), date(2018, 12, 31))
    client.force_login(caseworker)
    assert (
        f"/filer/{without_a_case.activities.get().files.first().pk}/"
        in client.get(request.get_absolute_url()).content.decode()
    )
    archive = opened(given(request))
    assert len(documents(archive)) == 2
    assert not request.journalled.exists()
    assert client.get(request.get_absolute_url()).status_code == 200


def test_the_help_of_another_municipality_is_no_part_of_it(without_a_case, asked):
    assert kinds(asked()) == []


def test_what_came_since_the_review_is_to_be_seen_first(course, consultant, asked):
    request = asked()
    before = review_of(request).seen
    plan_activity(course.pk, by=consultant, kind="phone", held_on=date(2018, 6, 5), theme="Opringning")
    assert review_of(request).seen != before

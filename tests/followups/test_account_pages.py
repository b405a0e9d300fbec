"""Written accounts on the screen: registered with their promises, corrected, and followed up beside the figures."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from followups.accounts import NewPromise, receive_account
from followups.deadlines import set_deadline
from followups.models import Deadline, Promise, WrittenAccount
from tests.followups.forms import sent
from tests.followups.making import PDF, assessment

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
LATER = (TODAY() + timedelta(60)).isoformat()
APRIL, END_OF_APRIL = date(2018, 4, 1), date(2018, 4, 30)


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def page(case):
    return f"{case.get_absolute_url()}redegoerelse/ny/"


@pytest.fixture
def account(case, caseworker):
    return receive_account(
        case, received_on=date(2018, 3, 1), by=caseworker, theme="Redegørelse om foråret",
        summary="Jobcentret manglede folk.",
        promises=[NewPromise("Flere samtaler", END_OF_APRIL, "Bo Lind", Decimal("64.5"))],
    )  # fmt: skip


def written_in(response, **more) -> dict:
    return sent(
        response,
        **{
            "theme": "Redegørelse om efteråret",
            "summary": "To nye medarbejdere.",
            "promise__0__measure": "Samtaler om aftenen",
            "promise__0__responsible": "Jobcenterchefen",
            "promise__0__due_on": LATER,
            "promise__0__target_share": "64,5",
            "promise__2__measure": "Ny vejledning",
            "promise__2__due_on": LATER,
        }
        | more,
    )


def test_an_account_with_a_file_and_two_promises_is_found_on_the_case_page(signed_in, case, caseworker, page):
    awaited = set_deadline(case, kind="account", title="Redegørelse", due_on=TODAY(), by=caseworker)
    written = written_in(signed_in.get(page), files=[SimpleUploadedFile("redegørelse.pdf", PDF)])
    shown = text(signed_in.post(page, written, follow=True))
    for words in ("Redegørelse om efteråret", "To nye medarbejdere.", "redegørelse.pdf", "Samtaler om aftenen"):
        assert words in shown
    kept = {(promise.measure, promise.target_share) for promise in Promise.objects.all()}
    assert kept == {("Samtaler om aftenen", Decimal("64.50")), ("Ny vejledning", None)}
    assert "64,5\N{NO-BREAK SPACE}%" in shown
    awaited.refresh_from_db()
    assert awaited.done_at


def test_the_same_account_sent_twice_is_registered_once(signed_in, page):
    written = written_in(signed_in.get(page))
    for _ in range(2):
        assert signed_in.post(page, written).status_code == 302
    assert WrittenAccount.objects.count() == 1
    assert Promise.objects.count() == 2


def test_a_promise_changed_in_a_form_that_was_sent_is_not_taken_for_saved(signed_in, page):
    written = written_in(signed_in.get(page))
    signed_in.post(page, written)
    response = signed_in.post(page, written | {"promise-0-target_share": "70"})
    assert response.context["form"].non_field_errors()
    assert WrittenAccount.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"theme": ""},
        {"summary": "Se 010190-1234"},
        {"promise-0-due_on": ""},
        {"promise-0-target_share": "140"},
        {"promise-0-measure": "Ring til 010190-1234"},
        {"promise-0-due_on": "2018-01-01"},
    ],
    ids=str,
)
def test_a_refused_account_comes_back_with_its_promises_and_nothing_is_kept(signed_in, page, wrong):
    written = written_in(signed_in.get(page)) | wrong
    response = signed_in.post(page, written)
    assert "error-summary" in text(response)
    for name in ("summary", "promise-0-measure", "promise-0-responsible", "promise-2-measure"):
        assert written[name] in text(response)
    assert not WrittenAccount.objects.exists()
    assert not Promise.objects.exists()


def test_what_is_wrong_in_a_row_is_said_in_the_summary_with_a_link_to_the_field(signed_in, page):
    response = signed_in.post(page, written_in(signed_in.get(page)) | {"promise-2-due_on": ""})
    assert 'href="#id_promise-2-due_on"' in text(response)
    assert 'id="id_promise-2-due_on"' in text(response)


def test_a_form_without_its_rows_is_refused_not_an_error(signed_in, page):
    written = {name: value for name, value in written_in(signed_in.get(page)).items() if "_FORMS" not in name}
    assert signed_in.post(page, written).status_code == 200
    assert not WrittenAccount.objects.exists()


@pytest.mark.parametrize(("reached", "colour"), [("64.5", "mark-success"), ("64.4", "mark-error")])
def test_a_promise_stands_beside_the_share_that_was_reached(signed_in, case, account, reached, colour):
    assessment(case, APRIL, Decimal(reached))
    shown = text(signed_in.get(case.get_absolute_url()))
    section = shown[shown.index('id="redegoerelser"') : shown.index('id="moeder"')]
    assert reached.replace(".", ",") + "\N{NO-BREAK SPACE}%" in section
    assert colour in section


def test_a_correction_is_prefilled_and_takes_the_accounts_place(signed_in, case, account):
    page = f"{case.get_absolute_url()}redegoerelse/{account.pk}/ret/"
    form = signed_in.get(page)
    for words in ("Redegørelse om foråret", "Jobcentret manglede folk.", "Flere samtaler", "64,5"):
        assert words in text(form)
    shown = text(signed_in.post(page, sent(form, promise__0__measure="Dobbelt så mange samtaler"), follow=True))
    assert "Dobbelt så mange samtaler" in shown
    assert "piece-ended" in shown
    assert [promise.measure for promise in Promise.objects.standing()] == ["Dobbelt så mange samtaler"]
    assert [deadline.title for deadline in Deadline.objects.open()] == ["Dobbelt så mange samtaler"]


def test_an_account_of_another_case_is_not_found(signed_in, other_case, account):
    assert signed_in.get(f"{other_case.get_absolute_url()}redegoerelse/{account.pk}/ret/").status_code == 404

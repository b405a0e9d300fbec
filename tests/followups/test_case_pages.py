"""The pages of a case: who opens them, who is refused, and what a case's page offers."""

import pytest
from django.utils import timezone

from followups.accounts import receive_account
from followups.deadlines import set_deadline
from followups.keeping import change_case
from followups.log import write
from followups.meetings import plan_meeting
from followups.models import Case, CaseFlag, LostGround
from tests.accounts import user_of
from tests.followups.forms import sent

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
WRITING = [
    "log/ny/", "log/{entry}/ret/", "frist/ny/", "frist/{deadline}/udfoert/", "frist/{deadline}/flyt/",
    "frist/{deadline}/annuller/", "redegoerelse/ny/", "redegoerelse/{account}/ret/", "moede/nyt/",
    "moede/{meeting}/aendr/", "moede/{meeting}/afholdt/", "moede/{meeting}/aflys/", "flag/", "aendr/", "skridt/close/",
]  # fmt: skip


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def pages(case, caseworker):
    """The addresses of a case with one thing of each kind in it."""
    made = {
        "entry": write(case, kind="note", happened_on=TODAY(), by=caseworker, theme="Notat"),
        "deadline": set_deadline(case, kind="reply", title="Svar", due_on=TODAY(), by=caseworker),
        "account": receive_account(case, received_on=TODAY(), by=caseworker, theme="Redegørelse"),
        "meeting": plan_meeting(
            case, by=caseworker, held_on=TODAY(), begins_at="10:00", ends_at="11:00", place="Ved Stranden 8"
        ),
    }
    return [
        case.get_absolute_url() + page.format(**{name: thing.pk for name, thing in made.items()}) for page in WRITING
    ]


def test_every_page_opens_for_the_caseworker_with_one_heading_and_a_way_back(signed_in, case, pages):
    for page in pages:
        shown = text(signed_in.get(page))
        assert shown.count("<h1") == 1, page
        assert f'href="{case.get_absolute_url()}"' in shown, page


@pytest.mark.parametrize("role", ["reader", "administrator", "regional_office"])
def test_who_may_not_work_with_cases_is_refused_on_every_page_and_nothing_is_written(client, case, pages, role):
    client.force_login(user_of(role, "AMK Øst" if role == "regional_office" else None))
    for page in pages:
        assert client.get(page).status_code == 403, page
        assert client.post(page, {"reason": "x", "theme": "x", "text": "x"}).status_code == 403, page
    assert (case.log_entries.count(), case.deadlines.count(), case.meetings.count()) == (2, 1, 1)


def test_a_reader_sees_what_is_in_the_case_but_no_way_to_write(client, case, pages):
    client.force_login(user_of("reader"))
    shown = text(client.get(case.get_absolute_url()))
    assert "Ved Stranden 8" in shown
    assert "Redegørelse" in shown
    assert not [page for page in pages if f'"{page}"' in shown]


def test_a_regional_office_sees_no_case(client, case, pages):
    client.force_login(user_of("regional_office", "AMK Øst"))
    assert client.get(case.get_absolute_url()).status_code == 403
    assert client.get("/sager/").status_code == 403


def test_the_case_page_leads_to_every_page_and_has_one_primary_button_at_most(signed_in, case, pages):
    shown = text(signed_in.get(case.get_absolute_url()))
    not_reached = [page for page in pages if f'href="{page}"' not in shown]
    assert not not_reached
    assert shown.count("button-primary") <= 1


def test_a_stale_page_of_the_case_says_so_keeps_what_was_chosen_and_can_then_be_sent(signed_in, case):
    page = f"{case.get_absolute_url()}aendr/"
    written = sent(signed_in.get(page), priority="1")
    change_case(
        case.pk, by=user_of("approver"), version=case.version, responsible=None, priority=3, baseline_month=case.baseline_month,
        checkpoint_month=None,
    )  # fmt: skip
    response = signed_in.post(page, written)
    assert response.context["form"].non_field_errors()
    assert response.context["form"]["priority"].value() == "1"
    assert Case.objects.get().priority == 3
    assert signed_in.post(page, sent(response)).status_code == 302
    assert Case.objects.get().priority == 1


def test_a_stale_step_says_so_and_keeps_the_reason(signed_in, case):
    page = f"{case.get_absolute_url()}skridt/warn/"
    written = sent(signed_in.get(page), reason="Lav andel siden januar")
    Case.objects.filter(pk=case.pk).update(version=99)
    response = signed_in.post(page, written)
    assert "Lav andel siden januar" in text(response)
    assert Case.objects.get().stage == "opened"
    assert signed_in.post(page, sent(response)).status_code == 302
    assert Case.objects.get().stage == "warned"


def test_a_flag_is_put_on_once_with_its_reason_and_taken_off(signed_in, case):
    page = f"{case.get_absolute_url()}flag/"
    written = sent(signed_in.get(page), kind="press", reason="Omtalt i avisen")
    assert "Omtalt i avisen" in text(signed_in.post(page, written, follow=True))
    assert "Omtalt i avisen" in text(signed_in.post(page, written))
    flag = CaseFlag.objects.get()
    assert "Omtalt i avisen" not in text(signed_in.post(f"{page}{flag.pk}/fjern/", follow=True))


def test_the_case_page_costs_the_same_however_much_is_in_it(
    signed_in, case, caseworker, pages, django_assert_max_num_queries
):
    for number in range(10):
        write(case, kind="note", happened_on=TODAY(), by=caseworker, theme=f"Notat {number}")
        set_deadline(case, kind="reply", title=f"Svar {number}", due_on=TODAY(), by=caseworker)
        receive_account(case, received_on=TODAY(), by=caseworker, theme=f"Redegørelse {number}")
        plan_meeting(
            case, by=caseworker, held_on=TODAY(), begins_at=f"1{number}:00", ends_at=f"1{number}:30", place="Her"
        )
    signed_in.get(case.get_absolute_url())
    with django_assert_max_num_queries(8):
        signed_in.get(case.get_absolute_url())


def test_what_lost_ground_means_is_said_once_and_by_whom(signed_in, client, case, caseworker, approver):
    lost = LostGround.objects.create(step=case.steps.first(), facts={"share": None})
    address = f"{case.get_absolute_url()}grundlag/{lost.pk}/set/"
    for note, says in (
        (" ", "Skriv, hvad det bortfaldne grundlag betyder for sagen."),
        ("Borger 010190-1234", "CPR-nummer"),
        ("Sagen går videre", ""),
        ("Sagen går videre", ""),
    ):
        messages = [
            str(message) for message in signed_in.post(address, {"note": note}, follow=True).context["messages"]
        ]
        assert len(messages) == bool(says)
        assert says in "".join(messages)
    client.force_login(approver)
    late = client.post(address, {"note": "Luk sagen"}, follow=True)
    assert len(late.context["messages"]) == 1
    assert "Sagen går videre" in text(late)
    lost.refresh_from_db()
    assert (lost.seen_by, lost.note) == (caseworker, "Sagen går videre")


def test_a_deadline_that_cannot_be_refuses_the_step_and_a_closed_case_shows_its_page(story, signed_in, case):
    step = f"{case.get_absolute_url()}skridt/enquire/"
    refused = signed_in.post(step, sent(signed_in.get(step), reason="Få samtaler", due_on="2001-01-01"))
    assert "Fristen ligger før den dag, den sættes." in text(refused)
    assert "Få samtaler" in text(refused)
    close = f"{case.get_absolute_url()}skridt/close/"
    closed = signed_in.post(close, sent(signed_in.get(close), reason="Åbnet to gange", outcome="other"), follow=True)
    assert "Sagen blev afsluttet den" in text(closed)
    open_ = f"/kommuner/{case.municipality.code}/ny-sag/"
    form = sent(signed_in.get(open_), reason="Igen", baseline_month="2018-01-01")
    before = signed_in.post(open_, form | {"checkpoint_month": "2017-12-01"})
    assert "Kontrolmåneden skal ligge efter udgangsmåneden." in text(before)
    assert signed_in.post(open_, form).status_code == 302
    assert "har allerede en åben sag" in text(signed_in.post(open_, form))

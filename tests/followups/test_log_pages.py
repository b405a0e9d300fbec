"""The log of a case on the screen: writing, correcting, files; nothing typed is lost, and nothing is written twice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from followups.log import write
from followups.models import Case, LogEntry, LogFile, Outcome, Step
from followups.stepping import take
from tests.followups.forms import sent
from tests.followups.making import PDF

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def pdf(name="svar.pdf"):
    return SimpleUploadedFile(name, PDF)


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def page(case):
    return f"{case.get_absolute_url()}log/ny/"


@pytest.fixture
def entry(case, caseworker):
    return write(
        case, kind="note", happened_on=TODAY(), by=caseworker, theme="Rykket for svar", text="Ringede forgæves.",
        contact_name="Vikar i jobcentret", files=[pdf()],
    )  # fmt: skip


def note(response, **written) -> dict:
    return sent(response, **{"kind": "phone_call", "theme": "Opkald om april", "text": "De svarer fredag."} | written)


def test_an_entry_with_a_file_and_a_deadline_is_found_on_the_case_page(signed_in, case, page):
    contact = case.municipality.contacts.create(role="jobcenterchef", name="Bo Lind", valid_from="2018-01-01")
    form = signed_in.get(page)
    written = note(
        form, contact=contact.pk, files=[pdf()], deadline_on=TODAY().isoformat(), deadline_title="Svar på april"
    )
    response = signed_in.post(page, written, follow=True)
    shown = text(response)
    for words in ("Opkald om april", "De svarer fredag.", "Bo Lind", "svar.pdf", "Svar på april"):
        assert words in shown
    entry = LogEntry.objects.get()
    assert entry.contact == contact
    assert entry.deadlines.get().due_on == TODAY()


def test_the_same_form_sent_twice_writes_one_entry(signed_in, page):
    written = note(signed_in.get(page))
    for _ in range(2):
        assert signed_in.post(page, written).status_code == 302
    assert LogEntry.objects.count() == 1


def test_a_deadline_or_a_file_added_to_a_form_that_was_sent_is_not_taken_for_saved(signed_in, page):
    written = note(signed_in.get(page))
    signed_in.post(page, written)
    for added in ({"deadline_on": TODAY().isoformat(), "deadline_title": "Svar"}, {"files": [pdf()]}):
        assert signed_in.post(page, written | added).status_code == 200
    assert LogEntry.objects.count() == 1


def test_a_form_that_was_sent_and_then_changed_is_not_taken_for_saved_and_can_be_sent_as_a_new_one(signed_in, page):
    written = note(signed_in.get(page))
    signed_in.post(page, written)
    changed = signed_in.post(page, written | {"text": "De svarer mandag."})
    assert "De svarer mandag." in text(changed)
    assert LogEntry.objects.count() == 1
    signed_in.post(page, sent(changed))
    assert set(LogEntry.objects.values_list("text", flat=True)) == {"De svarer fredag.", "De svarer mandag."}


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "Borgeren 010190-1234 klager"},
        {"theme": ""},
        {"happened_on": "2999-01-01"},
        {"deadline_on": "2999-01-01"},
        {"deadline_title": "Uden dag"},
        {"kind": "gossip"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_refused_entry_comes_back_as_it_was_typed_and_nothing_is_kept(signed_in, page, wrong):
    written = note(signed_in.get(page), contact_name="Bo Lind", files=[pdf()]) | wrong
    response = signed_in.post(page, written)
    assert response.status_code == 200
    assert "error-summary" in text(response)
    assert all(value in text(response) for name, value in written.items() if name in ("text", "theme", "contact_name"))
    assert response.context["form"].errors["files"], "the user must be told that the files are to be chosen again"
    assert not LogEntry.objects.exists()


def test_a_cpr_number_is_refused_by_name(signed_in, page):
    assert "CPR-nummer" in text(signed_in.post(page, note(signed_in.get(page), theme="Om 010190-1234")))


def test_a_file_that_is_not_what_its_name_says_is_refused_at_its_field(signed_in, page):
    fake = SimpleUploadedFile("svar.pdf", b"<html><script>alert(1)</script>")
    response = signed_in.post(page, note(signed_in.get(page), files=[fake]))
    assert "svar.pdf" in text(response)
    assert "files" in response.context["form"].errors
    assert not LogFile.objects.exists()


def test_a_correction_is_prefilled_takes_the_entrys_place_and_leaves_it_marked(signed_in, case, entry):
    page = f"{case.get_absolute_url()}log/{entry.pk}/ret/"
    form = signed_in.get(page)
    for words in ("Rykket for svar", "Ringede forgæves.", "Vikar i jobcentret"):
        assert words in text(form)
    shown = text(signed_in.post(page, sent(form, text="Ringede, og de svarede."), follow=True))
    correction = LogEntry.objects.get(corrects=entry)
    assert "event-corrected" in shown
    assert "Ringede forgæves." in shown
    assert f'href="#post-{correction.pk}"' in shown
    assert f'href="{page}"' not in shown
    assert f"log/{correction.pk}/ret/" in shown


def test_an_entry_that_was_corrected_meanwhile_is_not_corrected_again_and_the_text_stays(signed_in, case, entry):
    page = f"{case.get_absolute_url()}log/{entry.pk}/ret/"
    first, second = signed_in.get(page), signed_in.get(page)
    signed_in.post(page, sent(first, text="Den ene rettelse"))
    response = signed_in.post(page, sent(second, text="Den anden rettelse"))
    assert "Den anden rettelse" in text(response)
    assert LogEntry.objects.filter(corrects=entry).count() == 1


def test_an_entry_of_another_case_is_not_found(signed_in, other_case, entry):
    assert signed_in.get(f"{other_case.get_absolute_url()}log/{entry.pk}/ret/").status_code == 404


def test_a_file_comes_back_as_it_was_and_only_as_a_download(signed_in, case, other_case, entry):
    file = entry.files.get()
    response = signed_in.get(f"{case.get_absolute_url()}log/filer/{file.pk}/")
    assert b"".join(response.streaming_content) == PDF
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert signed_in.get(f"{other_case.get_absolute_url()}log/filer/{file.pk}/").status_code == 404


def test_a_closed_case_can_be_written_in_but_gets_no_deadline(signed_in, case, caseworker, page):
    take(
        case.pk, Step.CLOSE, by=caseworker, version=Case.objects.get().version, reason="Opfyldt", outcome=Outcome.OTHER
    )
    form = signed_in.get(page)
    assert "deadline_on" not in form.context["form"].fields
    shown = text(signed_in.post(page, note(form), follow=True))
    assert "Opkald om april" in shown
    assert "frist/ny/" not in shown

"""The pages of a letter: who may do what, what each says, and what happens on a second click."""

from datetime import date

import pytest

from followups.letters import sending
from followups.models import Case, Dispatch, Letter, Proposal, Step
from followups.proposing import propose
from municipalities.models import Contact
from tests.accounts import user_of
from tests.followups.forms import sent as as_sent
from tests.followups.letters.writing import approved, drafted, fresh, template
from tests.followups.saying import said

pytestmark = pytest.mark.django_db


def do(client, letter, action, **more):
    return client.post(
        letter.get_absolute_url(), {"action": action, "version": fresh(letter).version, **more}, follow=True
    )


def test_from_a_proposal_to_a_sent_letter(ready, signed_in, at_desk):
    propose()
    proposal = Proposal.objects.undecided().get(municipality__name="Lejre", rule__step=Step.WARN)
    assert "Skriv brevet" in signed_in.get(proposal.get_absolute_url()).content.decode()
    page = signed_in.get(f"/forslag/{proposal.pk}/brev/")
    written = signed_in.post(f"/forslag/{proposal.pk}/brev/", as_sent(page) | _lists(page), follow=True)
    letter = Letter.objects.get()
    assert said(written) == ["Brevet er skrevet. Læs det igennem, og bed en anden godkende det."]
    assert "Du har selv skrevet i brevet" in written.content.decode()
    assert said(do(at_desk, letter, "approve")) == ["Brevet er godkendt. Det kan sendes nu."]
    assert said(do(signed_in, letter, "send")) == ["Brevet er ved at blive sendt. Dets dato er den dag, det afsendes."]
    sending.send_waiting()
    page = signed_in.get(letter.get_absolute_url()).content.decode()
    assert "Brevet kan ikke længere ændres." in page
    assert fresh(letter).document.sha256 in page
    assert "aktnr. 1" in page
    document = signed_in.get(f"/breve/{letter.pk}/dokument/")
    assert b"".join(document.streaming_content).startswith(b"%PDF")
    case = Case.objects.get(municipality__name="Lejre")
    assert case.stage == "warned"
    assert "Brev sendt: Manglende samtaler" in signed_in.get(case.get_absolute_url()).content.decode()


def _lists(page) -> dict:
    return {"roles": page.context["form"].initial["roles"]}


def test_what_is_missing_is_said_with_links_and_nothing_is_kept(ready, signed_in, case):
    Contact.objects.filter(municipality=case.municipality, role="borgmester").delete()
    url = f"/sager/{case.journal_number}/brev/nyt/?skridt=warn"
    page = signed_in.get(url)
    answer = signed_in.post(url, as_sent(page, reason="Ministerens ønske") | _lists(page))
    text = answer.content.decode()
    assert '<a href="/kommuner/370/#contacts">Næstved har ingen borgmester.' in text
    assert "Ministerens ønske" in text
    assert not Letter.objects.exists()


def test_a_caseworker_is_not_offered_to_approve_and_is_refused_if_they_try(ready, signed_in, case, approver):
    letter = drafted(case, by=approver)
    assert "Godkend brevet" not in signed_in.get(letter.get_absolute_url()).content.decode()
    assert do(signed_in, letter, "approve").status_code == 403


def test_the_approver_who_wrote_it_is_told_to_ask_another(ready, at_desk, case, approver):
    letter = drafted(case, by=approver)
    assert "Godkend brevet" not in at_desk.get(letter.get_absolute_url()).content.decode()
    refused = do(at_desk, letter, "approve")
    assert "Du kan ikke godkende et brev, du selv har skrevet i." in refused.content.decode()


def test_a_reader_sees_the_letter_and_does_nothing(ready, client, case, caseworker):
    letter = drafted(case, by=caseworker)
    client.force_login(user_of("reader"))
    page = client.get(letter.get_absolute_url())
    assert page.status_code == 200
    assert 'name="action"' not in page.content.decode()
    assert do(client, letter, "discard").status_code == 403


def test_the_text_is_changed_beside_its_picture_and_the_preview_saves_nothing(ready, signed_in, case, caseworker):
    letter = drafted(case, by=caseworker)
    page = signed_in.get(f"/breve/{letter.pk}/ret/")
    assert 'src="data:image/png;base64,' in page.content.decode()
    shown = signed_in.post(f"/breve/{letter.pk}/visning/", {"subject": "Nyt", "body": "Ganske kort."})
    assert shown.content.decode().count("<img") == 1
    assert fresh(letter).body == letter.body
    saved = signed_in.post(f"/breve/{letter.pk}/ret/", as_sent(page, body="Ganske kort.\n\n{tabel}"), follow=True)
    assert said(saved) == ["Brevet er gemt."]
    assert fresh(letter).body == "Ganske kort.\n\n{tabel}"


@pytest.mark.parametrize(
    ("body", "says"),
    [("Se {andel}", "Kun {tabel} udfyldes"), ("", "Dette felt er påkrævet."), ("Se 010190-1234", "CPR-nummer")],
)
def test_a_text_that_cannot_stand_is_refused_with_all_that_was_written(ready, signed_in, case, caseworker, body, says):
    letter = drafted(case, by=caseworker)
    page = signed_in.get(f"/breve/{letter.pk}/ret/")
    answer = signed_in.post(f"/breve/{letter.pk}/ret/", as_sent(page, body=body, subject="Mit emne"))
    assert says in answer.content.decode()
    assert "Mit emne" in answer.content.decode()
    assert fresh(letter).subject == letter.subject


def test_sent_outside_kontakt_it_is_fetched_and_then_registered(ready, signed_in, case, caseworker, approver):
    letter = approved(case, by=caseworker, approver=approver)
    do(signed_in, letter, "hand_out")
    made = signed_in.get(f"/breve/{letter.pk}/klar.pdf")
    content = b"".join(made.streaming_content)
    today = Dispatch.objects.get().dated_on
    answer = do(signed_in, letter, "mark_sent", on=today.isoformat(), channel="F2", reference="2026 - 4711")
    assert said(answer) == ["Brevet er registreret som sendt."]
    with fresh(letter).document.file.open("rb") as file:
        assert file.read() == content


def test_a_letter_that_broke_off_is_settled_by_a_person(ready, signed_in, case, caseworker, approver):
    letter = approved(case, by=caseworker, approver=approver)
    sending.send({letter.pk: letter.version}, by=caseworker)
    _break_off(letter)
    page = signed_in.get(letter.get_absolute_url()).content.decode()
    assert "det er uvist, om brevet nåede afsted" in page
    assert "Dette felt er påkrævet." in do(signed_in, letter, "settle", was_sent="yes").content.decode()
    assert fresh(letter).status == Letter.Status.SENDING
    do(signed_in, letter, "settle", was_sent="no", note="Mailserverens log")
    assert fresh(letter).status == Letter.Status.APPROVED


def _break_off(letter: Letter) -> None:
    dispatch = sending._begin(fresh(letter), date(2026, 1, 5), channel="e-mail")
    sending._end(dispatch, Dispatch.Outcome.INTERRUPTED)


def test_my_tasks_have_the_letters_i_must_approve_or_send(ready, signed_in, at_desk, case, caseworker, approver):
    letter = drafted(case, by=caseworker)
    assert "Breve, der venter på dig" not in signed_in.get("/opgaver/").content.decode()
    assert "Breve, der venter på dig" in at_desk.get("/opgaver/").content.decode()
    do(at_desk, letter, "approve")
    assert "Breve, der venter på dig" in signed_in.get("/opgaver/").content.decode()


def test_a_letter_and_the_list_cost_the_same_however_many(
    ready, signed_in, case, other_case, caseworker, django_assert_max_num_queries
):
    drafted(case, by=caseworker)
    letter = drafted(other_case, by=caseworker)
    signed_in.get("/breve/")
    with django_assert_max_num_queries(8):
        page = signed_in.get("/breve/")
    with django_assert_max_num_queries(8):
        signed_in.get(letter.get_absolute_url())
    assert "2 breve passer til det valgte." in page.content.decode()


def test_a_region_sees_no_letters(ready, client, case, caseworker):
    letter = drafted(case, by=caseworker)
    client.force_login(user_of("regional_office", "AMK Øst"))
    assert client.get(letter.get_absolute_url()).status_code == 403


def test_only_templates_in_use_are_offered(ready, signed_in, case):
    warning = template()
    warning.is_active = False
    warning.save()
    page = signed_in.get(f"/sager/{case.journal_number}/brev/nyt/").content.decode()
    assert "Indskærpelse af minimumskravet" not in page
    assert "Anmodning om redegørelse" in page

"""Letters that do not go straight: sent back, put off, called back, and handled by two people at once."""

from datetime import time, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from followups.letters import drafting, sending
from followups.letters.refusals import LetterRefused
from followups.letters.templates import save_text
from followups.letters.transports import NotSent
from followups.meetings import plan_meeting
from followups.models import Dispatch, Letter, Step
from followups.stepping import take
from followups.views import letters
from tests.accounts import user_of
from tests.administration import making as administration
from tests.followups.forms import sent as as_sent
from tests.followups.letters.writing import approved, drafted, fresh, template
from tests.followups.saying import said

pytestmark = pytest.mark.django_db

CHANGED = "Brevet er ændret, siden du åbnede siden."


@pytest.fixture(autouse=True)
def no_pictures(monkeypatch):
    """What a letter looks like is tested elsewhere, and takes its time."""
    monkeypatch.setattr(letters, "pictures", lambda letter: [])


def do(client, letter: Letter, action: str, *, version: int | None = None, **more):
    seen = fresh(letter).version if version is None else version
    return client.post(letter.get_absolute_url(), {"action": action, "version": seen, **more}, follow=True)


def test_a_letter_is_approved_sent_back_changed_by_two_written_anew_and_discarded(
    ready, signed_in, at_desk, case, caseworker
):
    letter = drafted(case, by=caseworker)
    for _click in range(2):
        assert said(do(at_desk, letter, "approve", version=letter.version)) == [
            "Brevet er godkendt. Det kan sendes nu."
        ]
    assert do(signed_in, letter, "withdraw").status_code == 403
    assert said(do(at_desk, letter, "withdraw")) == ["Godkendelsen er trukket tilbage. Brevet er igen et udkast."]
    assert (fresh(letter).status, fresh(letter).approved_by) == ("draft", None)
    edit = f"/breve/{letter.pk}/ret/"
    page = signed_in.get(edit)
    assert CHANGED in do(at_desk, letter, "approve", version=letter.version).content.decode()
    at_desk.post(edit, as_sent(page, body="Godkenderens ord."))
    refused = signed_in.post(edit, as_sent(page, body="Sagsbehandlerens ord."))
    assert CHANGED in refused.content.decode()
    assert fresh(letter).body == "Godkenderens ord."
    assert said(signed_in.post(edit, as_sent(refused), follow=True)) == ["Brevet er gemt."]
    assert fresh(letter).body == "Sagsbehandlerens ord."
    do(signed_in, letter, "anew")
    assert fresh(letter).body == letter.body
    assert said(do(signed_in, letter, "discard")) == ["Brevet er kasseret."]
    for client, action, says in (
        (at_desk, "approve", "Brevet til Næstved er kasseret."),
        (signed_in, "discard", "»Kasseret« og kan ikke ændres"),
        (signed_in, "send", "er ikke godkendt"),
        (signed_in, "call_back", "Brevet er ikke på vej"),
    ):
        assert says in do(client, letter, action).content.decode()
    late = signed_in.post(edit, as_sent(page, body="For sent.", version=fresh(letter).version))
    assert "»Kasseret« og kan ikke ændres" in late.content.decode()
    assert signed_in.get(edit).headers["Location"] == letter.get_absolute_url()


def test_sent_outside_kontakt_nothing_that_is_typed_is_lost_and_nothing_passes_for_registered_that_is_not(
    ready, signed_in, at_desk, case, caseworker, approver
):
    letter = approved(case, by=caseworker, approver=approver)
    do(signed_in, letter, "hand_out")
    on = {"on": timezone.localdate().isoformat(), "channel": "Digital Post"}
    wrong = do(signed_in, letter, "mark_sent", on="2018-01-29", channel="Digital Post", reference="2026 - 4711")
    assert "dateret en anden dag" in wrong.content.decode()
    assert "2026 - 4711" in wrong.content.decode()
    for _click in range(2):
        assert said(do(signed_in, letter, "call_back")) == ["Brevet er kaldt tilbage."]
    assert "Kaldt tilbage af" in signed_in.get(letter.get_absolute_url()).content.decode()
    do(signed_in, letter, "hand_out")
    for _click in range(2):
        done = do(signed_in, letter, "mark_sent", **on, reference="2026 - 4711")
        assert said(done) == ["Brevet er registreret som sendt."]
    assert CHANGED in do(at_desk, letter, "mark_sent", **on, reference="2026 - 9999").content.decode()
    assert Dispatch.objects.get(outcome="sent").reference == "2026 - 4711"
    assert signed_in.get(f"/breve/{letter.pk}/udkast.pdf").headers["Location"] == f"/breve/{letter.pk}/dokument/"


def test_a_letter_is_put_off_breaks_off_is_settled_by_two_and_leaves_when_its_step_was_taken_by_hand(
    ready, signed_in, at_desk, case, caseworker, approver, monkeypatch
):
    letter = approved(case, by=caseworker, approver=approver)

    def through(send) -> str:
        """The letter's page when a transport has had it."""
        do(signed_in, letter, "send")
        monkeypatch.setattr(sending, "transport", lambda: SimpleNamespace(channel="p", needs_address=True, send=send))
        sending.send_waiting()
        return signed_in.get(letter.get_absolute_url()).content.decode()

    def later(message):
        raise NotSent("451 try later", again=True)

    def break_off(message):
        raise ConnectionResetError

    def taken_meanwhile(message):
        case.refresh_from_db()
        take(case.pk, Step.WARN, by=caseworker, version=case.version, reason="Advaret i telefonen")
        return ""

    assert "451 try later. Det prøves igen den" in through(later)
    do(signed_in, letter, "call_back")
    assert "det er uvist, om brevet nåede afsted" in through(break_off)
    for _click in range(2):
        settled = do(signed_in, letter, "settle", was_sent="no", note="Mailserverens log")
        assert said(settled) == ["Brevet blev ikke sendt. Det kan sendes igen."]
    assert CHANGED in do(at_desk, letter, "settle", was_sent="yes", note="Kommunen ringede").content.decode()
    page = signed_in.get(letter.get_absolute_url()).content.decode()
    assert "Mailserverens log. Det er godkendt" in page
    page = through(taken_meanwhile)
    assert fresh(letter).status == Letter.Status.SENT
    assert "skridtet blev ikke taget i sagen" in page
    assert "Kommunen er allerede advaret i denne sag." in page


def test_what_a_draft_lacks_is_said_and_the_form_keeps_what_was_typed(
    ready, signed_in, at_desk, case, approver, monkeypatch
):
    address = f"/sager/{case.journal_number}/brev/nyt/"
    page = signed_in.get(address)
    form = as_sent(page, reason="Ministerens ønske") | {"template": template("closing").pk, "takes_step": "on"}
    roles = {"roles": page.context["form"].initial["roles"]}
    nobody = signed_in.post(address, form | {"roles": []})
    assert "Vælg mindst én, som brevet er til." in nobody.content.decode()
    answer = signed_in.post(address, form | roles).content.decode()
    assert "Vælg, hvad der kom ud af sagen." in answer
    assert "Ministerens ønske" in answer
    warning = form | roles | {"template": template("warning").pk}
    assert signed_in.post(address, warning).status_code == 302
    assert "er allerede begyndt på et brev" in at_desk.post(address, warning).content.decode()
    monkeypatch.setattr(drafting, "_under_way", lambda plan, by: None)  # both have looked before either has written
    assert "En anden er lige begyndt på et brev om det samme skridt." in at_desk.post(address, warning).content.decode()
    assert Letter.objects.count() == 1
    when = {"held_on": timezone.localdate() + timedelta(days=9), "begins_at": time(9), "ends_at": time(10)}
    plan_meeting(case, by=approver, place="Lokale " + "x" * 190, **when)
    save_text(template("recognition"), subject="Møde {møde}", body="Hej", by=approver)
    with pytest.raises(LetterRefused, match=r"Næstved: .*200"):
        drafted(case, by=approver, kind="recognition", step="")


def test_an_administrator_changes_a_template_and_each_text_is_a_version(client):
    client.force_login(user_of("administrator"))
    warning = template("warning")
    address = administration.page(type(warning), "change", warning.pk)
    form = administration.as_sent(client.get(address))
    for body, says in (("Hej {andeln}", "er ikke et flettefelt"), ("Hej {", "er ikke lukket"), ("010190-1234", "CPR")):
        refused = client.post(address, form | {"body": body})
        assert says in administration.errors(refused)
        assert body in refused.content.decode()
    for _twice in range(2):
        assert client.post(address, form | {"body": "Kære {modtagere}\r\n\r\n{tabel}"}).status_code == 302
    assert warning.texts.count() == 2
    assert (warning.text.version, warning.text.body) == (2, "Kære {modtagere}\n\n{tabel}")

"""Rounds that do not go straight: two who do the same, second clicks, refusals, and what the exports say of it."""

import pytest

from followups.deciding import dismiss
from followups.letters import drafting
from followups.models import Letter, LetterTemplate
from followups.proposing import propose
from followups.rounds.making import Filter, leave_out
from tests.followups.rounds.making import SUMMONED, january_round, seen, sent_round, template, today
from tests.followups.saying import said

pytestmark = pytest.mark.django_db

FEW = Filter(levels=["markedly_below"])


def none_left(response) -> bool:
    """Said instead of that nought letters are done with."""
    return [message.level_tag for message in response.context["messages"]] == ["info"]


def as_text(letters: dict[int, int]) -> str:
    return ",".join(f"{pk}:{version}" for pk, version in letters.items())


def rows(client, address: str, **asked) -> list[list[str]]:
    text = client.get(address, {"export": "csv", **asked}).content.decode("utf-8-sig")
    return [line.split(";") for line in text.splitlines()[1:]]


def test_a_round_from_writing_to_sent_with_second_clicks_and_what_its_export_says(
    ready, signed_in, at_desk, caseworker
):
    round_ = january_round(by=caseworker, to=FEW, encloses_statement=False, checkpoint_month=None)
    address = round_.get_absolute_url()
    assert none_left(signed_in.post(address, {"action": "anew"}, follow=True))
    for words in ("3 breve er skrevet. En anden skal godkende dem.", "Der er ikke flere breve at skrive."):
        assert said(signed_in.post(f"{address}breve/tjek/", follow=True)) == [words]
    assert signed_in.get(f"{address}breve/370/udkast.pdf").status_code == 404
    assert "er skrevet igen" in said(signed_in.post(address, {"action": "anew"}, follow=True))[0]
    drafts = as_text(seen(round_))
    for _click in range(2):
        approved = at_desk.post(address, {"action": "approve", "seen": drafts}, follow=True)
        assert said(approved) == ["3 breve er godkendt. De kan sendes nu."]
    sending = f"{address}afsendelse/"
    ready_ = {"action": "hand_out", "seen": as_text(seen(round_, "approved")), "on": today().isoformat()}
    assert "Datoen ligger i fremtiden." in signed_in.post(sending, ready_ | {"on": "2099-01-01"}).content.decode()
    for _click in range(2):
        assert "3 breve er klar" in signed_in.post(sending, ready_, follow=True).content.decode()
    assert said(signed_in.post(sending, {"action": "call_back"}, follow=True)) == ["3 breve er kaldt tilbage."]
    assert none_left(signed_in.post(sending, {"action": "call_back"}, follow=True))
    letter = Letter.objects.get(round=round_, municipality__name="Næstved")
    drafting.change(letter.pk, version=letter.version, subject="Nyt", body=letter.body, due_on=None, by=caseworker)
    assert "Brevet til Næstved er ikke godkendt." in signed_in.post(sending, ready_).content.decode()
    assert [(row[0], row[5]) for row in rows(signed_in, address)] == [
        ("Hillerød", "Ikke sendt"), ("Lejre", "Ikke sendt"), ("Næstved", "Udkast"),
    ]  # fmt: skip
    signed_in.post(f"{address}modtagere/370/udelad/", {"reason": "Møde holdt"})
    signed_in.post(sending, ready_ | {"seen": as_text(seen(round_, "approved"))})
    done = {"action": "mark_sent", "on": today().isoformat(), "channel": "Brev", "reference": "2026-17"}
    wrong = signed_in.post(sending, done | {"on": "2018-01-29"}).content.decode()
    assert "dateret en anden dag" in wrong
    assert "2026-17" in wrong
    assert said(signed_in.post(sending, done, follow=True)) == ["2 breve er registreret som sendt."]
    again = signed_in.post(sending, done, follow=True)
    assert none_left(again)
    assert "Alle 2 breve er sendt. Runden har ingen kontrolmåned." in again.content.decode()
    assert "»Sendt«" in signed_in.post(f"{address}modtagere/350/udelad/", {"reason": "Nej"}).content.decode()
    exported = rows(signed_in, address)
    assert [row[5][:7] for row in exported] == ["Sendt 2", "Sendt 2", "Udeladt"]
    assert exported[2][7:] == ["Møde holdt"]
    assert [row[0] for row in rows(signed_in, address, status="sent", q="hill")] == ["Hillerød"]
    assert [row[0] for row in rows(signed_in, address, status="unwritten")] == []
    assert signed_in.get(address, {"export": "xlsx"}).content.startswith(b"PK")
    assert [row[:3] for row in rows(signed_in, "/breve/", q="hill")] == [["Hillerød", "Advarsel", "Sendt"]]
    for client in (signed_in.get, signed_in.post):
        assert client(f"{address}evaluering/").status_code == 404


def test_letters_discarded_can_be_given_another_template_and_each_refusal_keeps_what_was_chosen(
    ready, signed_in, caseworker
):
    round_ = january_round(by=caseworker, to=FEW)
    address = f"{round_.get_absolute_url()}breve/"
    form = {
        "version": round_.version, "checkpoint_month": "2018-04-01", "letter_markedly_below": template("information").pk,
    }  # fmt: skip
    for wrong, says in (
        ({"letter_markedly_below": ""}, "Vælg et brev til mindst ét niveau."),
        ({"takes_step_markedly_below": "on"}, "hører ikke til noget skridt"),
        ({"checkpoint_month": "2018-01-01"}, "Kontrolmåneden skal ligge efter tallenes måned."),
        ({"version": 99}, "Runden er ændret, siden du åbnede siden."),
    ):
        assert says in signed_in.post(address, form | wrong).content.decode()
    signed_in.post(f"{address}tjek/")
    round_.refresh_from_db()
    form["version"] = round_.version
    assert "Brevene er allerede skrevet." in signed_in.post(address, form).content.decode()
    for pk, version in seen(round_).items():
        drafting.discard(pk, version=version, by=caseworker)
    assert said(signed_in.post(address, form, follow=True)) == ["Rundens breve er ændret."]
    signed_in.post(f"{address}tjek/")
    assert set(Letter.objects.live().values_list("kind", flat=True)) == {"information"}


def test_a_template_that_belongs_to_no_step_any_more_or_no_municipality_at_all_does_not_break_a_round(
    ready, signed_in, caseworker
):
    round_ = january_round(by=caseworker, to=FEW)
    check = f"{round_.get_absolute_url()}breve/tjek/"
    LetterTemplate.objects.filter(kind="warning").update(kind="information")
    assert "3 breve kan skrives" in signed_in.get(check).content.decode()
    for recipient in round_.recipients.all():
        leave_out(round_.pk, recipient.municipality, by=caseworker, reason="Møde holdt")
    written = signed_in.post(check, follow=True)
    assert said(written) == ["Der er ikke flere breve at skrive."]
    assert "0 kommuner" not in written.content.decode()


def test_an_evaluation_says_what_cannot_be_done_and_keeps_what_was_chosen(ready, signed_in, caseworker, approver):
    round_ = sent_round(by=caseworker, approver=approver, to=FEW)
    propose()
    address = f"{round_.get_absolute_url()}evaluering/"
    results = signed_in.get(address).context["view"].results
    proposals = {proposal.pk: proposal.rule.step for result in results for proposal in result.proposals}
    summons = [pk for pk, step in proposals.items() if step == "summon"]
    for form, says in (
        ({"action": "register"}, "Vælg mindst ét forslag."),
        ({"action": "write", "proposal": [0]}, "Vælg forslag, der kan skrives et brev til."),
        ({"action": "write", "proposal": list(proposals)}, "Kommuner på samme niveau får samme brev i en runde."),
        ({"action": "register", "proposal": summons[:1], "due_on": "2001-01-01"}, "Fristen ligger før"),
    ):
        assert says in said(signed_in.post(address, form, follow=True))[0]
    bad = signed_in.post(address, {"action": "register", "proposal": summons[:2], "due_on": "31-31"})
    assert (bad.status_code, bad.content.decode().count(" checked")) == (200, 2)
    dismiss(summons[0], by=approver, reason="Møde holdt")
    done = said(signed_in.post(address, {"action": "register", "proposal": summons}, follow=True))
    assert done == ["2 skridt er registreret.", f"{SUMMONED[0]}: Forslaget er allerede afvist."]
    exported = rows(signed_in, address)
    assert [row[7].partition(" 2")[0] for row in exported] == ["", *["Indkaldelse til møde"] * 2]

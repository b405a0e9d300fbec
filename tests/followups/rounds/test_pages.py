"""The pages of a round, from an empty form to the evaluation; what each role may do on them."""

import io
import zipfile
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from followups.letters import sending
from followups.letters.transports import NotSent
from followups.models import Case, Letter, Round, Step
from followups.proposing import propose
from followups.rounds.dispatching import mark_all_sent
from followups.rounds.making import Filter
from followups.rounds.writing import draft_letters
from municipalities.models import Contact
from tests.accounts import user_of
from tests.followups.forms import sent
from tests.followups.rounds.making import ASKED, JANUARY, SUMMONED, approved_round, january_round, seen, template, today

pytestmark = pytest.mark.django_db


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.fixture
def round_(ready, caseworker) -> Round:
    return january_round(by=caseworker)


def test_a_round_is_made_in_the_form_and_has_a_journal_number(ready, signed_in):
    form = sent(
        signed_in.get("/runder/ny/"),
        name="Ministerens brev", month="2018-01-01", baseline_month="2018-01-01", checkpoint_month="2018-04-01",
        letter_below=str(template("warning").pk), takes_step_below="on",
        letter_markedly_below=str(template("warning").pk), takes_step_markedly_below="on",
        letter_exempt=str(template("information").pk),
    )  # fmt: skip
    form = {name: value for name, value in form.items() if value not in ("False", "[]", "")}
    response = signed_in.post("/runder/ny/", form)
    made = Round.objects.get()
    assert response.headers["Location"] == f"/runder/{made.journal_number}/"
    assert made.recipients.count() == 98
    kinds = {variant.template.kind: variant.levels for variant in made.variants.all()}
    assert kinds == {"warning": ["below", "markedly_below"], "information": ["exempt"]}
    page = signed_in.get(made.get_absolute_url())
    assert page.content.decode().count("Intet brev til niveauet") == 9  # 6 compliant, 3 of too few persons


def test_the_form_counts_the_recipients_as_they_are_chosen(ready, signed_in):
    page = signed_in.get("/runder/ny/", {"month": "2018-01-01", "levels": ["below", "markedly_below"], "starred": "no"})
    assert dict(page.context["counts"]) == {"below": 68, "markedly_below": 3}
    assert "counts" in signed_in.get("/runder/ny/", {"month": "x", "levels": "y", "offices": "z"}).context


def test_what_is_missing_is_said_with_links_before_any_letter_is_written(round_, signed_in):
    Contact.objects.filter(municipality__name="Næstved", role="borgmester").delete()
    check = f"{round_.get_absolute_url()}breve/tjek/"
    for response in (signed_in.get(check), signed_in.post(check)):
        assert 'href="/kommuner/370/#contacts"' in response.content.decode()
        assert "Næstved har ingen borgmester" in response.content.decode()
    assert not Letter.objects.exists()
    signed_in.post(f"{round_.get_absolute_url()}modtagere/370/udelad/", {"reason": "Ingen borgmester endnu"})
    assert signed_in.post(check).status_code == 302
    assert Letter.objects.count() == 97


def test_a_recipient_is_left_out_and_taken_in_with_a_reason_only(round_, signed_in):
    leave_out = f"{round_.get_absolute_url()}modtagere/370/udelad/"
    assert signed_in.post(leave_out, {"reason": " "}).context["form"].errors
    signed_in.post(leave_out, {"reason": "Et møde er holdt"})
    page = signed_in.get(f"{round_.get_absolute_url()}?status=left_out").content.decode()
    assert "Et møde er holdt" in page
    include = f"{round_.get_absolute_url()}modtagere/tilfoej/"
    assert f'href="{include}"' in page
    assert signed_in.get(include, {"kommune": "370"}).context["form"]["municipality"].value() == "370"
    signed_in.post(include, {"municipality": "370", "reason": "Mødet blev aflyst"})
    assert round_.recipients.filter(is_included=True).count() == 98
    assert (
        f'href="{include}"' not in signed_in.get(round_.get_absolute_url()).content.decode()
    )  # nobody is left to include


def test_a_letter_is_seen_before_it_is_written_as_pictures_and_as_a_pdf(round_, signed_in):
    address = f"{round_.get_absolute_url()}breve/370/"
    page = signed_in.get(address)
    assert page.context["pages"][0].startswith("data:image/png;base64,")
    assert "37,8" in page.content.decode()
    pdf = b"".join(signed_in.get(f"{address}udkast.pdf").streaming_content)
    assert pdf.startswith(b"%PDF-")
    draft_letters(round_.pk, by=signed_in.get(address).wsgi_request.user)
    assert signed_in.get(address).headers["Location"].startswith("/breve/")


def test_nobody_approves_a_round_they_have_written_in(ready, approver, at_desk):
    round_ = january_round(by=approver)
    draft_letters(round_.pk, by=approver)
    page = at_desk.get(round_.get_absolute_url()).content.decode()
    assert "Du har selv skrevet i brevene" in page
    assert "Godkend alle" not in page
    response = at_desk.post(round_.get_absolute_url(), {"action": "approve", "seen": _seen(round_)})
    assert "Du kan ikke godkende et brev, du selv har skrevet i" in response.content.decode()


def _seen(round_: Round, *statuses: str) -> str:
    return ",".join(f"{pk}:{version}" for pk, version in seen(round_, *statuses).items())


def test_all_are_approved_at_once_and_a_caseworker_cannot(round_, caseworker, approver, client):
    draft_letters(round_.pk, by=caseworker)
    client.force_login(caseworker)
    assert client.post(round_.get_absolute_url(), {"action": "approve", "seen": _seen(round_)}).status_code == 403
    client.force_login(approver)
    page = client.get(round_.get_absolute_url())
    assert "Godkend alle 98 breve" in page.content.decode()
    client.post(round_.get_absolute_url(), {"action": "approve", "seen": page.context["drafts_seen"]})
    assert Letter.objects.filter(status="approved", approved_by=approver).count() == 98


def test_all_are_sent_by_e_mail_and_the_page_follows_them(ready, caseworker, approver, signed_in):
    round_ = approved_round(by=caseworker, approver=approver)
    page = signed_in.get(f"{round_.get_absolute_url()}afsendelse/")
    for _click in range(2):
        signed_in.post(f"{round_.get_absolute_url()}afsendelse/", {"action": "send", "seen": page.context["seen"]})
    page = signed_in.get(round_.get_absolute_url()).content.decode()
    assert '<progress id="progress" max="100" value="0">' in page
    assert '<meta http-equiv="refresh"' in page
    sending.send_waiting()
    assert len(mail.outbox) == 98
    page = signed_in.get(round_.get_absolute_url()).content.decode()
    assert "<progress" not in page


def test_the_letters_that_were_not_sent_are_shown_with_why(ready, caseworker, approver, signed_in, monkeypatch):
    round_ = approved_round(by=caseworker, approver=approver, to=Filter(levels=["markedly_below"]))
    sending.send(seen(round_, "approved"), by=caseworker)
    answers = iter(
        [NotSent("550 no such user", again=False), NotSent("451 later", again=True), ConnectionResetError("broke off")]
    )

    def refuse(message):
        raise next(answers)

    monkeypatch.setattr(sending, "transport", lambda: SimpleNamespace(channel="prøve", needs_address=True, send=refuse))
    sending.send_waiting()
    page = strip_tags(signed_in.get(round_.get_absolute_url()).content.decode())
    shown = page[page.index("Breve, der kræver noget af dig") : page.rindex("Brevene")]
    for name, words in (
        ("Hillerød", "Ikke sendt. 550"),
        ("Lejre", "Ikke sendt: prøves igen. 451"),
        ("Næstved", "Afbrudt"),
    ):
        assert f"{name}: {words}" in shown, shown
    assert queries(signed_in, round_.get_absolute_url()) <= 8


def test_sent_outside_kontakt_they_are_fetched_in_one_file_and_registered_at_once(
    ready, caseworker, approver, signed_in
):
    round_ = approved_round(by=caseworker, approver=approver)
    address = f"{round_.get_absolute_url()}afsendelse/"
    page = signed_in.get(address)
    signed_in.post(address, {"action": "hand_out", "seen": page.context["seen"], "on": today().isoformat()})
    archive = zipfile.ZipFile(
        io.BytesIO(b"".join(signed_in.get(f"{round_.get_absolute_url()}breve/alle.zip").streaming_content))
    )
    assert len(archive.namelist()) == 99
    assert len(set(archive.namelist())) == 99
    assert "opgoerelse-2018-01.pdf" in archive.namelist()
    refused = signed_in.post(
        address, {"action": "mark_sent", "on": "2018-01-29", "channel": "F2", "reference": "2018-17"}
    )
    assert "dateret en anden dag" in refused.content.decode()
    done = {"action": "mark_sent", "on": today().isoformat(), "channel": "F2", "reference": "2018-17"}
    for _click in range(2):
        assert signed_in.post(address, done).status_code == 302
    assert Letter.objects.filter(status="sent").count() == 98
    assert not mail.outbox


def test_letters_made_ready_can_be_called_back(ready, caseworker, approver, signed_in):
    round_ = approved_round(by=caseworker, approver=approver)
    sending.hand_out(seen(round_, "approved"), by=caseworker)
    signed_in.post(f"{round_.get_absolute_url()}afsendelse/", {"action": "call_back"})
    assert Letter.objects.filter(status="approved").count() == 98


@pytest.fixture
def evaluated(ready, caseworker, approver) -> Round:
    round_ = approved_round(by=caseworker, approver=approver)
    sending.hand_out(seen(round_, "approved"), by=caseworker)
    mark_all_sent(round_.pk, by=caseworker, on=today(), channel="F2", reference="1")
    propose()
    return round_


def test_the_evaluation_shows_the_outcomes_and_a_step_of_all_is_registered_at_once(evaluated, signed_in):
    address = f"{evaluated.get_absolute_url()}evaluering/"
    page = signed_in.get(address)
    assert [(str(value), count) for value, _label, count in page.context["counts"]] == [
        ("markedly_below", 3), ("too_little", 70), ("improved", 11), ("exempt", 11), ("no_data", 3),
    ]  # fmt: skip
    chosen = signed_in.get(address, {"skridt": "summon"}).content.decode()
    assert chosen.count(" checked") == 3
    proposals = [
        proposal.pk
        for result in page.context["view"].results
        for proposal in result.proposals
        if proposal.rule.step in (Step.SUMMON, Step.REQUEST_ACCOUNT)
    ]
    signed_in.post(address, {"action": "register", "proposal": proposals})
    stages = Case.objects.filter(stage="summoned").values_list("municipality__name", flat=True)
    assert sorted(stages) == SUMMONED
    asked = Case.objects.filter(stage="account_requested").values_list("municipality__name", flat=True)
    assert sorted(asked) == ASKED
    again = signed_in.post(address, {"action": "register", "proposal": proposals}, follow=True)
    assert Case.objects.filter(stage="summoned").count() == 3
    assert again.status_code == 200


def test_the_chosen_proposals_lead_to_a_round_of_their_letters(evaluated, signed_in):
    address = f"{evaluated.get_absolute_url()}evaluering/"
    results = signed_in.get(address).context["view"].results
    steps = {"markedly_below": Step.SUMMON, "too_little": Step.REQUEST_ACCOUNT}
    chosen = [
        proposal.pk
        for result in results
        for proposal in result.proposals
        if proposal.rule.step == steps.get(result.category)
    ]
    response = signed_in.post(address, {"action": "write", "proposal": chosen})
    form = signed_in.get(response.headers["Location"]).context["form"]
    assert form.initial["letter_markedly_below"].kind == "summons"
    assert form.initial["letter_below"].kind == "account_request"
    assert len(form.initial["kommune"]) == 9
    assert (form.initial["month"], form.initial["baseline_month"]) == ("2018-04-01", "2018-01-01")


def test_the_evaluation_is_exported(evaluated, signed_in):
    csv = signed_in.get(f"{evaluated.get_absolute_url()}evaluering/", {"export": "csv", "udfald": "markedly_below"})
    lines = csv.content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines[1:]] == SUMMONED
    assert "Indkald til møde" in lines[1]


def test_before_the_checkpoint_month_there_is_nothing_to_evaluate(ready, caseworker, signed_in):
    round_ = january_round(by=caseworker, checkpoint_month=JANUARY.replace(year=2030))
    page = signed_in.get(f"{round_.get_absolute_url()}evaluering/").content.decode()
    assert "er ikke kommet endnu" in page


def test_the_list_and_the_round_ask_as_many_questions_however_many_there_are(ready, caseworker, approver, signed_in):
    round_ = approved_round(by=caseworker, approver=approver)
    one = queries(signed_in, "/runder/")
    for number in range(3):
        january_round(by=caseworker, name=f"Runde {number}")
    assert queries(signed_in, "/runder/") == one <= 4
    assert queries(signed_in, round_.get_absolute_url()) <= 8
    assert queries(signed_in, f"{round_.get_absolute_url()}evaluering/") <= 8


def test_a_regional_office_sees_no_rounds(round_, client):
    user = user_of("reader")
    user.office_id = 1
    user.save()
    client.force_login(user)
    assert client.get("/runder/").status_code == 403
    assert client.get(round_.get_absolute_url()).status_code == 404


def test_a_reader_sees_a_round_and_changes_nothing(round_, client):
    client.force_login(user_of("reader"))
    page = client.get(round_.get_absolute_url()).content.decode()
    assert "Tjek og skriv breve" not in page
    assert client.post(f"{round_.get_absolute_url()}breve/tjek/").status_code == 403
    assert client.post(round_.get_absolute_url(), {"action": "anew"}).status_code == 403
    assert client.post(f"{round_.get_absolute_url()}evaluering/", {"proposal": "1"}).status_code == 403

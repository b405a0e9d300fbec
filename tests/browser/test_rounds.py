"""Rounds in a browser: their pages have no violations, and the letters are followed on their way, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from followups.letters import approving, sending
from followups.models import Letter, Round, Sender
from followups.proposing import propose
from followups.rounds.dispatching import mark_all_sent
from followups.rounds.making import Filter, leave_out
from followups.rounds.writing import draft_letters
from kontakt.accounts.models import RegionalOffice, User
from municipalities.models import ContactRole, Municipality
from tests.accounts import user_of
from tests.browser.checking import faults_of
from tests.followups.letters.writing import contacts_for
from tests.followups.rounds.making import january_round, seen, today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ready(country):
    Sender.objects.update(
        address="Ved Stranden 8", email="ministeriet@kontakt.example", signer_name="N. N.", signer_title="Minister"
    )
    RegionalOffice.objects.update(email="amk@kontakt.example", phone="70 00 00 00")
    contacts_for(Municipality.objects.all(), ContactRole.values)


def approved(round_: Round, by) -> Round:
    approver = User.objects.filter(username="approver").first() or user_of("approver")
    draft_letters(round_.pk, by=by)
    approving.approve_all(seen(round_), by=approver)
    return round_


def rounds_of_each_state(by) -> list[str]:
    """The addresses of rounds that wait for each thing there is to wait for."""
    new = january_round(by=by, name="Ny")
    leave_out(new.pk, Municipality.objects.get(name="Næstved"), by=by, reason="Et møde er holdt")
    warned = january_round(by=by, name="Uden kontaktperson", to=Filter(levels=["markedly_below", "exempt"]))
    Municipality.objects.get(name="Lejre").contacts.all().delete()
    written = january_round(by=by, name="Skrevet", to=Filter(levels=["too_few"]))
    draft_letters(written.pk, by=by)
    to_send = approved(january_round(by=by, name="Godkendt", to=Filter(levels=["compliant"])), by)
    lying = approved(january_round(by=by, name="Klar", to=Filter(levels=["exempt"])), by)
    sending.hand_out(seen(lying, "approved"), by=by)
    sent = approved(january_round(by=by, name="Sendt", to=Filter(codes=["370", "259", "400"])), by)
    sending.hand_out(seen(sent, "approved"), by=by)
    mark_all_sent(sent.pk, by=by, on=today(), channel="F2", reference="2018-17")
    propose()
    place = {one.name: one.get_absolute_url() for one in (new, warned, written, to_send, lying, sent)}
    return [
        "/runder/", "/runder/ny/", *place.values(),
        *(place["Ny"] + page for page in ("breve/", "breve/tjek/", "breve/101/", "modtagere/tilfoej/", "modtagere/101/udelad/")),
        place["Uden kontaktperson"] + "breve/tjek/", place["Uden kontaktperson"] + "breve/350/",
        place["Godkendt"] + "afsendelse/", place["Klar"] + "afsendelse/",
        place["Sendt"] + "evaluering/", place["Sendt"] + "evaluering/?skridt=summon",
    ]  # fmt: skip


def test_no_page_of_a_round_has_faults(visit, ready):
    page = visit("caseworker")
    found = []
    for address in rounds_of_each_state(User.objects.get(username="caseworker")):
        response = page.goto(address)
        assert response.status == 200, address
        page.locator("details.more:not([open])").evaluate_all("all => all.forEach(one => one.open = true)")
        found += faults_of(page, address)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_the_letters_are_sent_and_followed_on_their_way(visit, ready, javascript):
    page = visit("caseworker", javascript=javascript)
    by = User.objects.get(username="caseworker")
    round_ = approved(january_round(by=by, to=Filter(levels=["markedly_below"])), by)
    page.goto(round_.get_absolute_url())
    page.locator(".page-actions .button-primary").click()
    page.wait_for_url("**/afsendelse/")
    page.locator("main .button-primary").first.click()
    page.wait_for_url(f"**{round_.get_absolute_url()}")
    expect(page.locator("progress")).to_be_visible()
    assert sending.send_waiting() == 3
    expect(page.locator("progress")).to_have_count(0, timeout=15_000)
    assert Letter.objects.filter(status="sent").count() == 3


def test_the_form_counts_as_the_filter_is_chosen(visit, ready):
    page = visit("caseworker")
    page.goto("/runder/ny/?month=2018-01-01")
    expect(page.locator("#recipient-counts .level-count")).to_have_count(5)
    page.locator("#id_levels_2").check()
    expect(page.locator("#recipient-counts .level-count")).to_have_count(1)
    expect(page.locator("#recipient-counts")).to_contain_text("3")

"""The page of a proposal: what is decided there, what is refused, and what another has decided meanwhile."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from followups.deciding import accept, dismiss
from followups.keeping import change_case
from followups.models import Case, Letter, Proposal, Step
from followups.proposing import propose
from followups.stepping import open_case, take
from municipalities.models import Municipality
from tests.followups.figures import figures, known, month, proposal, scheme
from tests.followups.forms import as_sent
from tests.followups.forms import sent as form_as_sent
from tests.followups.saying import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(caseworker) -> Proposal:
    """Varde was warned, and has improved too little: that an account is requested is proposed in its case."""
    known(figures("Varde", 45, 45))
    case = open_case(
        Municipality.objects.get(name="Varde"), scheme(), by=caseworker, reason="Henvendelse", on=date(2018, 1, 29),
        baseline_month=month(1), checkpoint_month=month(2),
    )  # fmt: skip
    take(case.pk, Step.WARN, by=caseworker, version=1, reason="Lave tal", on=date(2018, 1, 29))
    propose()
    return proposal("Varde", "redegoerelse")


def filled_in(page, decision: str, **written) -> dict:
    form = page.context["forms"][decision]
    typed = {f"{decision}-{name}": value for name, value in written.items()}
    return {form.add_prefix(name): as_sent(form[name]) for name in form.fields} | {"decision": decision} | typed


def test_a_proposal_is_postponed_to_a_later_day_only_and_the_case_tells_of_it(account, signed_in):
    address, today = account.get_absolute_url(), timezone.localdate()
    page = signed_in.get(address)
    refused = signed_in.post(address, filled_in(page, "postpone", until=today.isoformat(), reason="Venter på svar"))
    assert "Vælg en dag efter i dag." in refused.content.decode()
    assert "Venter på svar" in refused.content.decode()
    until = today + timedelta(days=9)
    done = signed_in.post(
        address, filled_in(page, "postpone", until=until.isoformat(), reason="Venter på svar"), follow=True
    )
    assert said(done) == ["Forslaget er udsat."]
    assert "Venter på svar" in done.content.decode()
    assert "Udsat til" in done.content.decode()
    assert "Udsat til" in signed_in.get(address).content.decode()


def test_a_step_is_refused_until_its_deadline_is_right_and_the_case_is_as_it_was_seen(account, signed_in, approver):
    address = account.get_absolute_url()
    page = signed_in.get(address)
    refused = signed_in.post(address, filled_in(page, "accept", due_on="2001-01-01", reason="Efter aftale"))
    assert "Fristen ligger før den dag, den sættes." in refused.content.decode()
    case = account.case
    case.refresh_from_db()
    change_case(
        case.pk, by=approver, version=case.version, responsible=approver, priority=case.priority,
        baseline_month=case.baseline_month, checkpoint_month=case.checkpoint_month,
    )  # fmt: skip
    refused = signed_in.post(address, filled_in(page, "accept", reason="Efter aftale"))
    assert "Sagen er ændret, siden du åbnede siden." in refused.content.decode()
    assert "Efter aftale" in refused.content.decode()
    done = signed_in.post(address, filled_in(refused, "accept"), follow=True)
    assert done.context["case"].stage == "account_requested"
    assert done.context["case"].steps.last().reason == "Efter aftale"


@pytest.mark.parametrize("decision", ["accept", "dismiss"])
def test_who_comes_second_is_told_that_another_has_decided(account, signed_in, approver, decision):
    address = account.get_absolute_url()
    data = filled_in(signed_in.get(address), decision, reason="Min begrundelse")
    accept(account.pk, by=approver)
    answer = signed_in.post(address, data, follow=True)
    assert said(answer) == ["Forslaget er allerede fulgt."]
    assert approver.email in answer.content.decode()


def test_no_letter_is_begun_for_a_proposal_that_another_has_dismissed(account, signed_in, approver):
    address = f"/forslag/{account.pk}/brev/"
    page = signed_in.get(address)
    dismiss(account.pk, by=approver, reason="Kommunen har svaret")
    form = form_as_sent(page) | {
        "roles": page.context["form"].initial["roles"], "template": page.context["form"].initial["template"].pk,
    }  # fmt: skip
    answer = signed_in.post(address, form)
    assert "Forslaget er allerede afvist." in answer.content.decode()
    assert not Letter.objects.exists()
    assert Case.objects.get().stage == "warned"

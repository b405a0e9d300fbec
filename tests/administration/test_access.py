"""Every page of the administration is the administrators', and nobody else's."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils import timezone

from followups.assistance.actions import NewCourseAction, set_action
from followups.assistance.activities import plan_activity
from followups.assistance.courses import Aim, begin
from followups.deciding import accept
from followups.models import (
    Case,
    CaseFlag,
    CaseStep,
    Course,
    LostGround,
    Proposal,
    Rule,
    Step,
    SupportRequest,
)
from followups.stepping import take
from kontakt.accounts.access import Role
from kontakt.accounts.models import Token
from municipalities.models import (
    Assessment,
    Contact,
    Correction,
    DeliveredFigure,
    Delivery,
    Indicator,
    LevelChange,
    Municipality,
    Observation,
    RecalculationRequest,
    Scheme,
)
from tests.administration.making import page, user_of

pytestmark = pytest.mark.django_db

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
NEVER_ADDED = {
    Correction, Delivery, LevelChange, Municipality, RecalculationRequest, Case, CaseFlag, CaseStep, LostGround, Proposal,
    SupportRequest, Course,
}  # fmt: skip


@pytest.fixture
def one_of_each():
    """Rows of what the reference data has none of."""
    næstved = Municipality.objects.get(name="Næstved")
    Contact.objects.create(municipality=næstved, role="borgmester", name="Bo Berg", valid_from=date(2018, 1, 1))
    delivery = Delivery.objects.create(origin="upload", status="loaded", loaded_at=timezone.now())
    delivery.files.create(name="tal.csv", size=1, sha256="0" * 64)
    delivery.findings.create(severity="warning", code="empty_table")
    RecalculationRequest.objects.create(cause="delivery", delivery=delivery, from_month=date(2018, 4, 1))
    LevelChange.objects.create(
        scheme=Scheme.objects.get(is_default=True), municipality=næstved, month=date(2018, 4, 1), from_level="below",
        to_level="markedly_below", is_revision=False, cause="delivery", delivery=delivery,
    )  # fmt: skip
    Correction.objects.create(
        municipality=næstved, indicator=Indicator.objects.first(), month=date(2018, 4, 1), share=45, reason="Tastefejl",
        status="proposed", needs_approval=True, proposed_by=user_of(Role.ADMINISTRATOR, "foreslår"),
    )  # fmt: skip

    user = user_of(Role.READER, "læser")
    Token.objects.create(name="Power BI", user=user, made_by=user, digest="0" * 64)
    proposal = Proposal.objects.create(
        rule=Rule.objects.get(slug="advarsel"), municipality=næstved, month=date(2018, 4, 1), ground="markedly_below"
    )
    step = accept(proposal.pk, by=user_of(Role.CASEWORKER, "sagsbehandler"))
    step.case.flags.create(kind="press", reason="Omtalt i Sjællandske", raised_by=step.by)
    LostGround.objects.create(step=CaseStep.objects.get(step=Step.WARN))
    step.case.refresh_from_db()
    take(step.case_id, Step.OFFER_SUPPORT, by=step.by, version=step.case.version, reason="Bagud")
    consultant = user_of(Role.REGIONAL_OFFICE, "konsulent", region="AMK Øst")
    course = begin(SupportRequest.objects.get().pk, Aim("Flere samtaler", consultant), by=consultant, version=1)
    plan_activity(course.pk, by=consultant, kind="visit", held_on=timezone.localdate(), theme="Besøg")
    set_action(course.pk, NewCourseAction("Sender planen", "Chefen", timezone.localdate()), by=consultant)


def pages(model):
    return [page(model, "changelist"), page(model, "add"), page(model, "change", model.objects.first().pk)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_an_administrator_opens_the_list_a_new_one_and_one_that_is_there(model, administration, one_of_each):
    answers = [administration.get(address).status_code for address in pages(model)]
    assert answers == [200, 403 if model in NEVER_ADDED else 200, 200]


@pytest.mark.parametrize(("model", "words"), [(SupportRequest, "bagud"), (Course, "samtale")])
def test_help_is_found_by_its_municipality_and_its_words_and_leads_to_its_page(
    model, words, administration, one_of_each
):
    row = model.objects.get()
    for asked, found in (("NÆST", True), (words, True), ("Varde", False)):
        assert (
            page(model, "change", row.pk) in administration.get(page(model, "changelist"), {"q": asked}).text
        ) is found
    assert f'href="{row.get_absolute_url()}"' in administration.get(page(model, "change", row.pk)).text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_every_other_role_is_refused_everywhere(role, client, one_of_each):
    user = user_of(role)
    user.is_staff = True  # should it ever be left so, the role still decides
    user.save()
    client.force_login(user)
    for address in ["/administration/", *(address for model in MODELS for address in pages(model))]:
        assert client.get(address).status_code == 403, address
        assert client.post(address, {"post": "yes"}).status_code == 403, address


def test_a_stranger_is_sent_to_sign_in(client, one_of_each):
    user_of(Role.READER)
    for address in ["/administration/", *(address for model in MODELS for address in pages(model))]:
        assert client.get(address).headers["Location"].startswith("/konto/login/?next=/administration/"), address


def test_what_was_delivered_and_what_follows_from_it_is_not_edited_here():
    assert not {Observation, DeliveredFigure, Assessment, Group, EmailAddress} & set(MODELS)

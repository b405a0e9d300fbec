"""*Tidlig indsats* and *skærpet tilsyn* are set up in the administration, without code (DOMAIN.md section 2)."""

from datetime import date

import pytest

from followups.deciding import accept, dismiss
from followups.models import Case, Proposal, Rule, Step
from followups.proposing import propose
from followups.stepping import take
from kontakt.accounts.access import Role
from municipalities.assessment.recalculation import recalculate_pending
from municipalities.models import Scheme, SchemeParameters
from tests.administration.making import as_sent, errors, page, user_of
from tests.followups.figures import case_of, figures, known, proposal, scheme

pytestmark = pytest.mark.django_db

FIRST = date(2020, 1, 1)


@pytest.fixture
def administration(client):
    client.force_login(user_of(Role.ADMINISTRATOR))
    client.cookies["django_language"] = "en"
    return client


def change(administration, row, **changes):
    address = page(type(row), "change", row.pk)
    return administration.post(address, as_sent(administration.get(address)) | changes)


@pytest.fixture
def tidlig(administration):
    assert change(administration, scheme("tidlig-indsats"), is_active="on").status_code == 302
    recalculate_pending()


@pytest.fixture
def skærpet(administration):
    assert change(administration, scheme("skaerpet-tilsyn"), is_active="on").status_code == 302
    recalculate_pending()


def early(name: str, *shares, first=FIRST, persons=100):
    """The share with four interviews in the first six months, month after month."""
    return figures(name, *shares, first=first, indicator="tidlig-dagpenge", persons=persons)


def proposed(slug: str) -> list[tuple[str, str]]:
    proposals = Proposal.objects.undecided().filter(rule__scheme__slug=slug)
    return sorted(proposals.values_list("municipality__name", "rule__slug"))


def test_until_it_is_activated_nothing_is_proposed():
    known(early("Varde", *[70] * 6))
    propose()
    assert proposed("tidlig-indsats") == []


def test_tidlig_indsats_offers_help_after_six_months_with_more_than_20_percent_without(tidlig):
    known(
        early("Varde", *[79.9] * 6),
        early("Lejre", *[79.9] * 5, 80),
        early("Køge", 79, 79, 80, 79, 79, 79),
        early("Læsø", *[50] * 6, persons=9),
        early("Samsø", *[50] * 6, persons=10),
    )
    propose()
    assert proposed("tidlig-indsats") == [("Samsø", "tilbud-om-hjaelp"), ("Varde", "tilbud-om-hjaelp")]
    assert "6 måneder i træk" in proposal("Varde", "tilbud-om-hjaelp").why


def test_help_is_offered_again_after_six_more_months_and_at_most_twice_a_year(tidlig, caseworker):
    known(early("Varde", *[60] * 6))
    propose()
    step = accept(proposal("Varde", "tilbud-om-hjaelp").pk, by=caseworker)
    assert (step.step, case_of("Varde").support) == (Step.OFFER_SUPPORT, "offered")
    take(case_of("Varde").pk, Step.DECLINE_SUPPORT, by=caseworker, version=2)
    known(early("Varde", *[60] * 5, first=date(2020, 7, 1)))
    propose()
    assert proposed("tidlig-indsats") == []
    known(early("Varde", 60, first=date(2020, 12, 1)))
    propose()
    accept(proposal("Varde", "tilbud-om-hjaelp").pk, by=caseworker)
    take(case_of("Varde").pk, Step.DECLINE_SUPPORT, by=caseworker, version=4)
    known(early("Varde", *[60] * 6, first=date(2021, 1, 1)))
    propose()
    assert proposed("tidlig-indsats") == []  # both offers were made today: two within the year
    rule = Rule.objects.get(slug="tilbud-om-hjaelp")
    rule.most_a_year = 3
    rule.save()
    propose()
    assert proposed("tidlig-indsats") == [("Varde", "tilbud-om-hjaelp")]


def targets(name: str, result, offers, interviews, *, first=FIRST):
    """One month's shares for the result target and the two focus targets."""
    slugs = ("tilsyn-resultat", "tilsyn-aktive-tilbud", "tilsyn-samtaler")
    return [
        figure
        for slug, share in zip(slugs, (result, offers, interviews), strict=True)
        for figure in figures(name, share, first=first, indicator=slug)
    ]


def test_skærpet_tilsyn_from_risk_zone_to_recovery_plan_to_administration_and_out(skærpet, caseworker):
    known(targets("Varde", 90, 90, 60), targets("Lejre", 70, 70, 70))
    propose()
    assert proposed("skaerpet-tilsyn") == [("Varde", "risikozone")]  # 80 overall, but one target is missed
    accept(proposal("Varde", "risikozone").pk, by=caseworker)

    for number in (2, 3):
        known(targets("Varde", 80, 60, 60, first=date(2020, number, 1)))
        propose()
        assert proposed("skaerpet-tilsyn") == []
    known(targets("Varde", 80, 60, 60, first=date(2020, 4, 1)))
    propose()
    assert proposed("skaerpet-tilsyn") == [("Varde", "genopretningsplan")]  # three months after
    accept(proposal("Varde", "genopretningsplan").pk, by=caseworker, checkpoint_month=date(2020, 6, 1))

    known(targets("Varde", 80, 60, 60, first=date(2020, 5, 1)))
    propose()
    assert proposed("skaerpet-tilsyn") == []
    known(targets("Varde", 90, 90, 75, first=date(2020, 6, 1)))
    propose()
    assert proposed("skaerpet-tilsyn") == []  # every target is met as the period ends
    known(targets("Varde", 90, 69, 96, first=date(2020, 6, 1)))  # revised: 85 overall, 5 better than 80; one missed
    propose()
    assert proposed("skaerpet-tilsyn") == [("Varde", "forlaengelse")]
    accept(proposal("Varde", "forlaengelse").pk, by=caseworker, checkpoint_month=date(2020, 8, 1))

    known(targets("Varde", 80, 60, 60, first=date(2020, 8, 1)))
    propose()
    assert proposed("skaerpet-tilsyn") == [("Varde", "administration")]
    accept(proposal("Varde", "administration").pk, by=caseworker)

    for number in range(9, 14):
        known(targets("Varde", 80, 80, 80, first=date(2020 + number // 13, (number - 1) % 12 + 1, 1)))
        propose()
        assert proposed("skaerpet-tilsyn") == []
    known(targets("Varde", 80, 80, 80, first=date(2021, 2, 1)))
    propose()
    assert proposed("skaerpet-tilsyn") == [("Varde", "afslutning")]  # six months after the last below
    accept(proposal("Varde", "afslutning").pk, by=caseworker)
    steps = case_of("Varde").steps.values_list("step", flat=True)
    assert list(steps) == ["open", "warn", "request_account", "request_account", "summon", "close"]


def test_an_administrator_writes_a_scheme_of_their_own(administration, caseworker):
    """A new scheme, its numbers and a rule on one target group, in three forms."""
    form = as_sent(administration.get(page(Scheme, "add")))
    early_group = scheme("tidlig-indsats").indicators.first()
    administration.post(
        page(Scheme, "add"),
        form | {"name_da": "Nyt", "name_en": "New", "slug": "nyt", "is_active": "on", "indicators": [early_group.pk]},
    )
    form = as_sent(administration.get(page(SchemeParameters, "add")))
    administration.post(page(SchemeParameters, "add"), form | {"scheme": scheme("nyt").pk, "valid_from": "2020-01-01"})
    form = as_sent(administration.get(page(Rule, "add"))) | {
        "scheme": scheme("nyt").pk, "slug": "brev", "step": "warn", "is_active": "on",
        "conditions": f"open_case = no and groups_below has {early_group.slug}",
        "sentence_da": "Kun {share}.", "sentence_en": "Only {share}.",
    }  # fmt: skip
    assert administration.post(page(Rule, "add"), form).status_code == 302
    known(early("Varde", 79), early("Lejre", 81))
    propose()
    assert proposed("nyt") == [("Varde", "brev")]
    dismiss(proposal("Varde", "brev").pk, by=caseworker, reason="Allerede talt med dem")
    assert Case.objects.count() == 0


def test_a_rule_is_changed_with_a_history_and_asks_for_proposals_anew(
    administration, monkeypatch, django_capture_on_commit_callbacks
):
    from kontakt import queue

    sent = []
    monkeypatch.setattr(queue, "_send", lambda task, args: sent.append(task))
    rule = Rule.objects.get(slug="advarsel")
    with django_capture_on_commit_callbacks(execute=True):
        change(administration, rule, conditions="open_case = no and share < 45")
    assert sent == ["followups.tasks.propose"]
    history = administration.get(page(Rule, "history", rule.pk), follow=True).content.decode()
    assert "level = markedly_below" in history
    assert "share &lt; 45" in history
    known(figures("Varde", 44))
    propose()
    assert proposal("Varde", "advarsel").rule == rule


def test_a_rule_that_cannot_be_understood_is_refused_with_the_line(administration):
    rule = Rule.objects.get(slug="advarsel")
    said = errors(change(administration, rule, conditions="level = below\r\nmånedsantal > 3"))
    assert "Line 2" in said
    assert "cannot be filled in" in errors(change(administration, rule, sentence_da="{andel} er for lidt"))
    rule.refresh_from_db()
    assert rule.conditions.startswith("open_case = no")


def test_a_rule_is_not_deleted_but_made_inactive(administration):
    rule = Rule.objects.get(slug="advarsel")
    assert administration.get(page(Rule, "delete", rule.pk)).status_code == 403
    form = as_sent(administration.get(page(Rule, "change", rule.pk)))
    form.pop("is_active")
    administration.post(page(Rule, "change", rule.pk), form)
    rule.refresh_from_db()
    assert not rule.is_active

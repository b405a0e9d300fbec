"""Figures and cases for tests, said in as few words as the test is about."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction

from followups.models import Case, Proposal
from municipalities.assessment.recalculation import recalculate_pending
from municipalities.deliveries.loading import load
from municipalities.deliveries.staging import lay_ready
from municipalities.models import Delivery, Exemption, Municipality, Scheme
from municipalities.months import add_months
from municipalities.readers import Figure, Reading

JANUARY = date(2018, 1, 1)


def month(number: int) -> date:
    """The months from January 2018, which is number 1."""
    return add_months(JANUARY, number - 1)


def figures(
    name: str, *shares: float | None, first: date = JANUARY, indicator: str = "dagpenge", persons: int = 100,
    average: float = 4,
) -> list[Figure]:  # fmt: skip
    """A municipality's shares (percent), month after month; None is withheld."""
    code = Municipality.objects.get(name=name).code
    return [
        Figure(
            indicator, code, add_months(first, number),
            *((None, None, None) if share is None else (persons, Decimal(str(average)), Decimal(str(share)))),
            None, "tal.csv", "", number + 1,
        )
        for number, share in enumerate(shares)
    ]  # fmt: skip


def known(*figures: Iterable[Figure]) -> None:
    """The figures are delivered, loaded and assessed."""
    with transaction.atomic():
        delivery = Delivery.objects.create(origin=Delivery.Origin.COMMAND)
        lay_ready(delivery, Reading(figures=[figure for several in figures for figure in several]))
        delivery.save()
    load(delivery.pk, by=None)
    recalculate_pending()


def exempt(name: str, first: date, last: date | None = None, target_group=None) -> None:
    from municipalities.assessment.changing import add

    municipality = Municipality.objects.get(name=name)
    add(
        Exemption(
            municipality=municipality, target_group=target_group, valid_from=first, valid_to=last, legal_basis="§"
        )
    )
    recalculate_pending()


def scheme(slug: str = "minimumskrav") -> Scheme:
    return Scheme.objects.get(slug=slug)


def proposed(name: str, slug: str = "minimumskrav") -> list[str]:
    """The rules that propose something for a municipality and wait for a decision."""
    proposals = Proposal.objects.undecided().filter(municipality__name=name, rule__scheme__slug=slug)
    return list(proposals.values_list("rule__slug", flat=True))


def proposal(name: str, rule: str) -> Proposal:
    return Proposal.objects.standing().get(municipality__name=name, rule__slug=rule)


def case_of(name: str) -> Case:
    return Case.objects.get(municipality__name=name)

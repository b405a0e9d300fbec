"""Made-up people for the demonstration. Their addresses end in .example, which nobody can own."""

from collections.abc import Iterator
from datetime import date
from random import Random

from municipalities.models import Contact, ContactRole, Municipality
from municipalities.names import search_key

_FIRST = [
    "Anne",
    "Bent",
    "Camilla",
    "Dorthe",
    "Erik",
    "Fatima",
    "Gitte",
    "Henrik",
    "Inge",
    "Jens",
    "Karen",
    "Lars",
    "Mette",
    "Niels",
    "Ole",
    "Pia",
    "Rasmus",
    "Susanne",
    "Thomas",
    "Ulla",
]
_LAST = [
    "Andersen",
    "Bach",
    "Christensen",
    "Dahl",
    "Eriksen",
    "Friis",
    "Gram",
    "Holm",
    "Iversen",
    "Jensen",
    "Krogh",
    "Lund",
    "Mikkelsen",
    "Nygaard",
    "Olsen",
    "Poulsen",
    "Riis",
    "Skov",
    "Thomsen",
    "Winther",
]
# Councils sit for four years from the January after the election.
_TERMS = [
    (date(2014, 1, 1), date(2017, 12, 31)),
    (date(2018, 1, 1), date(2021, 12, 31)),
    (date(2022, 1, 1), date(2025, 12, 31)),
    (date(2026, 1, 1), None),
]
_MANAGERS = [(date(2014, 1, 1), date(2020, 6, 30)), (date(2020, 7, 1), None)]
_MAILBOX = {
    ContactRole.MAYOR: "borgmester",
    ContactRole.COMMITTEE_CHAIR: "udvalgsformand",
    ContactRole.JOBCENTRE_MANAGER: "jobcenter",
}


def add_contacts() -> None:
    """People in each role of each municipality, elected ones term by term; once."""
    if not Contact.objects.exists():
        Contact.objects.bulk_create(
            contact for municipality in Municipality.objects.all() for contact in _people(municipality)
        )


def _people(municipality: Municipality) -> Iterator[Contact]:
    domain = search_key(municipality.name).replace(" ", "-").replace("æ", "ae").replace("ø", "oe")
    for role in ContactRole:
        for first, last in _MANAGERS if role == ContactRole.JOBCENTRE_MANAGER else _TERMS:
            chance = Random(f"{municipality.code} {role} {first}")
            yield Contact(
                municipality=municipality,
                role=role,
                name=f"{chance.choice(_FIRST)} {chance.choice(_LAST)}",
                email=f"{_MAILBOX[role]}@{domain}.example",
                valid_from=first,
                valid_to=last,
            )

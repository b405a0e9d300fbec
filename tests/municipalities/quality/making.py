"""Findings for tests."""

from datetime import date

from municipalities.models import FindingKind
from municipalities.quality.findings import Finding, findings
from tests.accounts import user_of

TODAY = date(2018, 8, 15)  # May has been expected since the first of the month


def found(kind: FindingKind, *, today: date = TODAY, user=None) -> list[Finding]:
    return [f for f in findings(user or user_of("caseworker"), today=today) if f.kind == kind]


def places(kind: FindingKind, **kwargs) -> list[tuple]:
    """(municipality, month) of the findings about unemployment-benefit recipients; no municipality: None."""
    return [
        (finding.municipality and finding.municipality.name, finding.month and f"{finding.month:%Y-%m}")
        for finding in found(kind, **kwargs)
        if finding.indicator and finding.indicator.slug == "dagpenge"
    ]


def months(name: str, *shares: str, first: int = 1) -> list[str]:
    """Lines of a municipality's months in 2018; "" leaves a month out, "45/80" has 80 persons."""
    lines = []
    for number, said in enumerate(shares, first):
        if said:
            share, _, persons = said.partition("/")
            lines.append(f"2018M{number:02} {name} {share} {persons}".strip())
    return lines

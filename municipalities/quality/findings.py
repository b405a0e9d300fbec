"""What is odd about the figures as they are known now, each finding with what has been decided about it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path

from django.core.cache import cache as kept
from django.db import connection
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from kontakt.accounts.access import office_limit
from municipalities.assessment.query import planned_for_analysis
from municipalities.deliveries.preview import figures_version
from municipalities.models import FindingDecision, FindingKind, Indicator, Municipality, Source
from municipalities.quality import rules
from municipalities.readers.checks import TOLERANCE

type Values = dict[str, str | int | list]


@dataclass(frozen=True)
class Finding:
    """Something odd: where (no municipality: all, or several), and the figures that show it, as JSON can hold them."""

    kind: FindingKind
    municipality: Municipality | None
    indicator: Indicator | None
    month: date | None
    delivery_id: int | None = None
    values: Values = field(default_factory=dict)
    decision: FindingDecision | None = None

    @cached_property
    def identity(self) -> str:
        """A digest of its place and its figures: with other figures it is another finding. The country's move is not its
        own."""
        place = [
            self.kind,
            self.municipality and self.municipality.code,
            self.indicator and self.indicator.slug,
            self.month and self.month.isoformat(),
        ]
        if self.kind == FindingKind.WARNING:
            place.append(self.delivery_id)
        own = {name: value for name, value in self.values.items() if name != "country_moved"}
        written = json.dumps([*place, own], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()[:40]

    @property
    def is_dismissed(self) -> bool:
        return self.decision is not None and self.decision.dismisses

    @property
    def municipality_order(self) -> str:
        return self.municipality.sort_key if self.municipality else ""

    @property
    def indicator_order(self) -> int:
        return self.indicator.position if self.indicator else -1

    @property
    def month_order(self) -> date:
        return self.month or date.max

    @property
    def delivery_order(self) -> int:
        return self.delivery_id or 0

    @property
    def correctable(self) -> bool:
        """Whether it is about a figure that can be corrected by hand."""
        return None not in (self.municipality, self.indicator, self.month)

    def get_absolute_url(self) -> str:
        return reverse("quality-finding", args=[self.identity])


@dataclass(frozen=True)
class Names:
    """Who and what findings are about, by number. Indicators say whether a source delivers them."""

    municipalities: dict[int, Municipality]
    indicators: dict[int, Indicator]

    @classmethod
    def all(cls) -> "Names":
        delivered = Exists(Source.objects.filter(indicator=OuterRef("pk"), is_active=True))
        return cls(
            {row.pk: row for row in Municipality.objects.all()},
            {row.pk: row for row in Indicator.objects.annotate(has_source=delivered)},
        )


def findings(user, *, today: date | None = None, names: Names | None = None) -> list[Finding]:
    """Everything odd that the user may see, the latest months first. A regional office sees what is about its own
    municipalities one by one."""
    names = names or Names.all()
    found = [*_in_figures(names, today or timezone.localdate()), *_in_deliveries(names)]
    if (limit := office_limit(user)) is not None:
        visible = set(Municipality.objects.filter(limit).values_list("pk", flat=True))
        found = [finding for finding in found if finding.municipality and finding.municipality.pk in visible]
    return sorted(_with_decisions(found), key=_order)


def open_count(user) -> int:
    """How many findings nobody has dismissed."""
    return sum(not finding.is_dismissed for finding in findings(user))


def _order(finding: Finding) -> tuple:
    """Without a month first, then the latest months."""
    return (
        -finding.month_order.toordinal(),
        finding.kind,
        finding.municipality_order,
        finding.indicator_order,
        finding.identity,
    )


def _with_decisions(found: Iterable[Finding]) -> list[Finding]:
    by_identity = {finding.identity: finding for finding in found}
    latest = (
        FindingDecision.objects.filter(identity__in=list(by_identity))
        .order_by("identity", "-number")
        .distinct("identity")
        .select_related("decided_by")
    )
    for decision in latest:
        by_identity[decision.identity] = replace(by_identity[decision.identity], decision=decision)
    return list(by_identity.values())


def _in_figures(names: Names, today: date) -> list[Finding]:
    """Looked for once for each state of the figures: as long as nothing is loaded or corrected, they stay the same."""
    expected = rules.expected_month(today)
    measured = [(i.slug, i.valid_from, i.valid_to, i.has_source) for i in names.indicators.values()]
    state = hashlib.sha256(repr((figures_version(), expected, measured)).encode()).hexdigest()
    rows = kept.get_or_set(f"quality:{state}", lambda: _odd_cells(expected))
    return [
        Finding(
            FindingKind(kind),
            names.municipalities.get(municipality),
            names.indicators[indicator],
            month,
            delivery,
            values,
        )
        for kind, municipality, indicator, month, delivery, values in rows
    ]


def _odd_cells(expected: date) -> list[tuple]:
    parameters = {
        "expected": expected,
        "median_months": rules.MEDIAN_MONTHS,
        "least_months": rules.LEAST_MONTHS,
        "least_municipalities": rules.LEAST_MUNICIPALITIES,
        "share_pp": rules.SHARE_PP,
        "moved_persons": rules.MOVED_PERSONS,
        "persons_percent": rules.PERSONS_PERCENT,
        "persons_least": rules.PERSONS_LEAST,
        "rounding_pp": rules.ROUNDING_PP,
    }
    with planned_for_analysis(), connection.cursor() as cursor:
        cursor.execute(_sql("cells").format(**_shares_before()), parameters)
        names = [column.name for column in cursor.description[6:]]
        return [
            (
                kind,
                municipality,
                indicator,
                month,
                delivery,
                ({"until": f"{until:%Y-%m}"} if until else {})
                | {name: _written(value) for name, value in zip(names, shown, strict=True) if value is not None},
            )
            for kind, municipality, indicator, month, until, delivery, *shown in cursor.fetchall()
        ]


def _in_deliveries(names: Names) -> list[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(_sql("warnings"), {"tolerance": TOLERANCE})
        rows = cursor.fetchall()
    return [_of_warning(names, *row) for row in rows]


def _of_warning(names: Names, delivery, code, params, place, indicator, lacking, months, persons) -> Finding:
    kind, municipality, month = FindingKind.WARNING, None, None
    params, values = json.loads(params), {}
    if code == "total_differs":
        kind, month = FindingKind.SUM, params["month"]
        params = params | {"sum": int(persons)}
    elif code == "missing_municipalities":
        missing = sorted((names.municipalities[pk] for pk in lacking), key=lambda row: row.sort_key)
        params = params | {"months": months, "count": len(missing), "names": [row.name for row in missing]}
        municipality = missing[0] if len(missing) == 1 else None
        month = months[-1]
    else:
        values["place"] = place
    return Finding(
        kind,
        municipality,
        names.indicators.get(indicator),
        month and date.fromisoformat(f"{month}-01"),
        delivery,
        values | {"code": code, "params": params},
    )


def _written(value: int | Decimal) -> int | str:
    """A figure as JSON holds it: 45.0 and 45.00 are the same."""
    return value if isinstance(value, int) else f"{value.normalize():f}"


def _shares_before() -> dict[str, str]:
    """The parts of the query that name each of the shares before: columns side by side, as a frame costs three times as
    much."""
    numbers = range(1, rules.MEDIAN_MONTHS + 1)
    return {
        "shares_before": ", ".join(f"lag(o.share, {number}) OVER so_far AS s{number}" for number in numbers),
        "before": ", ".join(f"s{number}" for number in numbers),
        "far_away": ", ".join(f"nullif(abs(share_alone - s{number}) >= %(share_pp)s, false)" for number in numbers),
    }


@cache
def _sql(name: str) -> str:
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")

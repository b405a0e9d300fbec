"""The target groups one by one: an average over them all can hide one that is neglected (DOMAIN.md section 2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import django_tables2 as tables
from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from kontakt.ui.tables import ChangeColumn, CountColumn, ShareColumn, Table
from municipalities.models import Assessment, Indicator, Level, Scheme
from municipalities.months import add_months


@dataclass(frozen=True)
class GroupStanding:
    """A target group in the whole country: share in percent, changes in percentage points, municipalities at a level."""

    indicator: Indicator
    month: date
    persons: int | None
    share: Decimal | None
    in_a_month: Decimal | None
    in_a_year: Decimal | None
    below: int
    markedly_below: int


def groups(scheme: Scheme, month: date) -> list[GroupStanding]:
    """Those measured in the month, in their usual order. One query."""
    months = (month, add_months(month, -1), add_months(month, -12))
    assessed = Q(rank__isnull=False)
    names = ("indicator__slug", "indicator__name_da", "indicator__name_en")
    found: dict[str, dict] = {}
    for row in (
        Assessment.objects.filter(scheme=scheme, indicator__isnull=False, month__in=months)
        .order_by("indicator__position", "indicator__slug")
        .values("month", "indicator__position", *names)
        .annotate(
            sum_meeting=Sum("meeting", filter=assessed),
            sum_persons=Sum("persons", filter=assessed),
            below=Count("pk", filter=Q(level=Level.BELOW)),
            markedly_below=Count("pk", filter=Q(level=Level.MARKEDLY_BELOW)),
        )
    ):
        found.setdefault(row["indicator__slug"], {})[row["month"]] = row
    return [_of(of_group, months) for of_group in found.values() if month in of_group]


def _of(of_group: dict, months: tuple[date, date, date]) -> GroupStanding:
    now = of_group[months[0]]
    share, *before = (_share(of_group.get(month)) for month in months)
    in_a_month, in_a_year = (None if share is None or was is None else share - was for was in before)
    name = {field: now[f"indicator__{field}"] for field in ("slug", "name_da", "name_en")}
    return GroupStanding(
        indicator=Indicator(**name),
        month=months[0],
        persons=now["sum_persons"],
        share=share,
        in_a_month=in_a_month,
        in_a_year=in_a_year,
        below=now["below"],
        markedly_below=now["markedly_below"],
    )


def _share(row: dict | None) -> Decimal | None:
    return 100 * row["sum_meeting"] / row["sum_persons"] if row and row["sum_persons"] else None


class GroupStandingTable(Table):
    """Each name leads to the group's map, each number of municipalities to their list."""

    indicator = tables.Column(verbose_name=_("Target group"))
    persons = CountColumn(verbose_name=_("Persons"))
    share = ShareColumn(verbose_name=_("Share"))
    in_a_month = ChangeColumn(verbose_name=_("In a month"))
    in_a_year = ChangeColumn(verbose_name=_("In a year"))
    below = CountColumn(verbose_name=_("Municipalities below the requirement"))
    markedly_below = CountColumn(verbose_name=_("Municipalities markedly below"))

    caption = _("The target groups of the month")
    row_header = "indicator"

    class Meta:
        orderable = False

    def render_indicator(self, record: GroupStanding):
        return format_html('<a href="{}">{}</a>', _address("map", record), record.indicator)

    def render_below(self, record: GroupStanding):
        return _linked(record, Level.BELOW, record.below)

    def render_markedly_below(self, record: GroupStanding):
        return _linked(record, Level.MARKEDLY_BELOW, record.markedly_below)


def _linked(record: GroupStanding, level: Level, count: int):
    return format_html('<a href="{}">{}</a>', _address("municipalities", record, level=level.value), count)


def _address(page: str, record: GroupStanding, **more) -> str:
    return f"{reverse(page)}?{urlencode({'month': f'{record.month:%Y-%m}', 'group': record.indicator.slug, **more})}"

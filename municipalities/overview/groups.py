"""The target groups one by one: an average over them all can hide one that is neglected (DOMAIN.md section 2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from kontakt.ui.tables import ChangeColumn, CountColumn, ShareColumn, Table
from municipalities.models import Indicator, Level
from municipalities.overview.sums import Summed, Sums


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


def groups(sums: Sums) -> list[GroupStanding]:
    """Those measured in the month, in their usual order."""
    return [_of(indicator, months, sums) for indicator, months in sums.groups.items() if sums.month in months]


def _of(indicator: Indicator, months: dict[date, Summed], sums: Sums) -> GroupStanding:
    share, *before = (months.get(month, Summed()).share for month in sums.compared)
    in_a_month, in_a_year = (None if share is None or was is None else share - was for was in before)
    now = months[sums.month]
    return GroupStanding(
        indicator=indicator,
        month=sums.month,
        persons=now.persons,
        share=share,
        in_a_month=in_a_month,
        in_a_year=in_a_year,
        below=now.below,
        markedly_below=now.markedly_below,
    )


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

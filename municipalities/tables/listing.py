"""The table of the list of municipalities, on screen and in exports."""

import django_tables2 as tables
from django.db.models import Case, IntegerField, Value, When
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontakt.ui.tables import (
    ChangeColumn,
    CountColumn,
    FigureColumn,
    LevelColumn,
    ShareColumn,
    Table,
    YesNoColumn,
    level_tag,
)
from kontakt.ui.templatetags import figures
from municipalities.models import Assessment, Level
from municipalities.tables.names import named

# What needs attention first; what was not assessed is last, whichever way one sorts.
_ASSESSED = (Level.MARKEDLY_BELOW, Level.BELOW, Level.COMPLIANT)
SEVERITY = Case(
    *(When(level=level, then=Value(number)) for number, level in enumerate(_ASSESSED)), output_field=IntegerField()
)

_NAME = "municipality__sort_key"


class MunicipalityTable(Table):
    """A month's municipalities: overall, or for one target group."""

    rank = FigureColumn(verbose_name=_("Rank"), then=_NAME)
    municipality = tables.Column(verbose_name=_("Municipality"), order_by=_NAME)
    starred = YesNoColumn(verbose_name=_("Exempt (*)"), visible=False)
    level = LevelColumn(verbose_name=_("Level"))
    share = ShareColumn(verbose_name=_("Share"), then=_NAME)
    change_pp = ChangeColumn(verbose_name=_("Change in 3 months"), then=_NAME)
    months_below = CountColumn(verbose_name=_("Months below"), then=_NAME)
    persons = CountColumn(verbose_name=_("Persons"), then=_NAME)
    worst_indicator = tables.Column(verbose_name=_("Worst group"), order_by="worst_share", default="–")
    worst_share = ShareColumn(verbose_name=_("Share of the worst group"), then=_NAME, visible=False)
    worst_level = LevelColumn(verbose_name=_("Level of the worst group"), visible=False)
    office = tables.Column(
        verbose_name=_("Regional office"),
        accessor="municipality__office__name",
        order_by=("municipality__office__name", _NAME),
    )

    class Meta:
        model = Assessment
        fields = ()
        sequence = (
            "rank", "municipality", "starred", "level", "share", "change_pp", "months_below", "persons",
            "worst_indicator", "worst_share", "worst_level", "office",
        )  # fmt: skip
        order_by = "municipality"
        empty_text = _("No municipality matches the filter. Remove a choice, or press “Reset”.")

    exported_too = ("starred", "worst_share", "worst_level")
    caption = _("Municipalities")
    row_header = "municipality"

    def render_municipality(self, record) -> str:
        return named(record.municipality, f"{record.month:%Y-%m}", starred=record.starred)

    def value_municipality(self, record) -> str:
        return record.municipality.name

    def order_level(self, queryset, is_descending):
        severity = SEVERITY.desc(nulls_last=True) if is_descending else SEVERITY.asc(nulls_last=True)
        return queryset.order_by(severity, _NAME), True

    def render_worst_indicator(self, record) -> str:
        return format_html(
            '<span class="group-level">{} {} ({})</span>',
            level_tag(record.worst_level, get_language()),
            record.worst_indicator,
            figures.share(record.worst_share),
        )

    def value_worst_indicator(self, record) -> str:
        return str(record.worst_indicator)

    def order_worst_indicator(self, queryset, is_descending):
        return self.columns["worst_share"].column.order(queryset, is_descending)

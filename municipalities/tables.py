"""The tables of the lists, on screen and in exports."""

import django_tables2 as tables
from django.db.models import Case, F, IntegerField, Value, When
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from kontakt.ui.templatetags import figures
from municipalities.models import Assessment, Level

_NUMBER = {"td": {"class": "num"}, "th": {"class": "num"}}

SEVERITY = Case(
    *(When(level=level, then=Value(number)) for number, level in enumerate(Level.values)), output_field=IntegerField()
)


class FigureColumn(tables.Column):
    """A number, formatted on screen by one of the figure filters and exported as a number; empty values sort last."""

    def __init__(self, *args, shown_as, **kwargs) -> None:
        super().__init__(*args, attrs=_NUMBER, default="–", **kwargs)
        self.shown_as = shown_as

    def render(self, value) -> str:
        return self.shown_as(value)

    def value(self, value):
        return None if value == self.default else value

    def order(self, queryset, is_descending):
        field = F(self.accessor)
        ordered = field.desc(nulls_last=True) if is_descending else field.asc(nulls_last=True)
        return queryset.order_by(ordered, "municipality__sort_key"), True


class MunicipalityTable(tables.Table):
    """A month's municipalities: overall, or for one target group."""

    rank = FigureColumn(verbose_name=_("Rank"), shown_as=str)
    municipality = tables.Column(verbose_name=_("Municipality"), order_by="municipality__sort_key")
    starred = tables.BooleanColumn(verbose_name=_("Exempt (*)"), visible=False)
    level = tables.Column(verbose_name=_("Level"))
    share = FigureColumn(verbose_name=_("Share"), shown_as=figures.share)
    change_pp = FigureColumn(verbose_name=_("Change in 3 months"), shown_as=figures.pp)
    months_below = FigureColumn(verbose_name=_("Months below"), shown_as=figures.persons)
    persons = FigureColumn(verbose_name=_("Persons"), shown_as=figures.persons)
    worst_indicator = tables.Column(verbose_name=_("Worst group"), order_by="worst_share", default="–")
    worst_share = FigureColumn(verbose_name=_("Share of the worst group"), shown_as=figures.share, visible=False)
    office = tables.Column(verbose_name=_("Regional office"), accessor="municipality__office__name")

    class Meta:
        model = Assessment
        fields = ()
        sequence = (
            "rank", "municipality", "starred", "level", "share", "change_pp", "months_below", "persons",
            "worst_indicator", "worst_share", "office",
        )  # fmt: skip
        order_by = "municipality"
        empty_text = _("No municipality matches the filter. Remove a choice, or press “Reset”.")

    exported_too = ("starred", "worst_share")
    caption = _("Municipalities")
    row_header = "municipality"

    def render_municipality(self, record) -> str:
        return render_to_string("municipalities/_name.html", {"row": record})

    def value_municipality(self, record) -> str:
        return record.municipality.name

    def render_level(self, record) -> str:
        return render_to_string("ui/level_tag.html", figures.level_tag(record.level))

    def value_level(self, record) -> str:
        return record.get_level_display()

    def order_level(self, queryset, is_descending):
        severity = SEVERITY.desc() if is_descending else SEVERITY.asc()
        return queryset.order_by(severity, "municipality__sort_key"), True

    def render_worst_indicator(self, record) -> str:
        return render_to_string("municipalities/_worst_group.html", {"row": record})

    def value_worst_indicator(self, record) -> str:
        return str(record.worst_indicator)

    def order_worst_indicator(self, queryset, is_descending):
        return self.columns["worst_share"].column.order(queryset, is_descending)

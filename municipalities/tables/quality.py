"""The tables of data quality: what is odd, and what has been decided about it."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontakt.ui.tables import DayColumn, MonthColumn, Table
from kontakt.ui.templatetags import figures
from municipalities.models import FindingDecision
from municipalities.quality.findings import Finding
from municipalities.quality.words import what_shows_it, where


class FindingTable(Table):
    """Findings, the latest months first; with boxes to choose those to be dismissed, if `choosable`."""

    choose = tables.Column(
        verbose_name=gettext_lazy("Choose"),
        empty_values=(),
        orderable=False,
        exclude_from_export=True,
        attrs={"td": {"class": "fit"}},
    )
    municipality = tables.Column(
        verbose_name=gettext_lazy("Municipality"), order_by="municipality_order", empty_values=()
    )
    indicator = tables.Column(
        verbose_name=gettext_lazy("Target group"), order_by="indicator_order", default=figures.MISSING
    )
    month = MonthColumn(verbose_name=gettext_lazy("Month"), order_by="month_order", default=figures.MISSING)
    kind = tables.Column(verbose_name=gettext_lazy("Finding"), attrs={"td": {"class": "fit"}})
    shown = tables.Column(verbose_name=gettext_lazy("What shows it"), empty_values=(), orderable=False)
    delivery = tables.Column(
        verbose_name=gettext_lazy("Delivery"),
        accessor="delivery_id",
        order_by="delivery_order",
        default=figures.MISSING,
        linkify=("delivery", {"pk": tables.A("delivery_id")}),
        attrs={"td": {"class": "fit"}},
    )
    status = tables.Column(verbose_name=gettext_lazy("Status"), empty_values=(), orderable=False)
    reason = tables.Column(
        verbose_name=gettext_lazy("Reason"), accessor="decision__reason", visible=False, orderable=False, default=""
    )

    caption = gettext_lazy("Findings")
    row_header = "municipality"
    exported_too = ("reason",)

    class Meta:
        empty_text = gettext_lazy(
            "No finding matches. Gaps, late months, warnings, jumps and figures that do not add up are listed here. "
            "Press “Reset” to see all that are open."
        )

    def __init__(self, data, *, choosable: bool, may_correct: bool, chosen=frozenset(), **kwargs) -> None:
        super().__init__(data, exclude=() if choosable else ("choose",), **kwargs)
        self.may_correct, self.chosen = may_correct, chosen

    def render_choose(self, record: Finding):
        context = {"finding": record, "name": where(record), "chosen": record.identity in self.chosen}
        return "" if record.is_dismissed else render_to_string("quality/_choose.html", context)

    def render_municipality(self, record: Finding):
        if record.municipality is None:
            return _("Several or all")
        month = f"?month={record.month:%Y-%m}" if record.month else ""
        return format_html('<a href="{}{}">{}</a>', record.municipality.get_absolute_url(), month, record.municipality)

    def value_municipality(self, record: Finding):
        return str(record.municipality or _("Several or all"))

    def render_kind(self, record: Finding):
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.kind.label)

    def value_kind(self, record: Finding):
        return str(record.kind.label)

    def render_shown(self, record: Finding):
        return render_to_string(
            "quality/_shown.html", {"words": what_shows_it(record), "finding": record, "may_correct": self.may_correct}
        )

    def value_shown(self, record: Finding):
        return what_shows_it(record)

    def render_delivery(self, value):
        return _("Delivery %(number)s") % {"number": value}

    def value_delivery(self, value):
        return value

    def render_status(self, record: Finding):
        return render_to_string("quality/_status.html", {"finding": record})

    def value_status(self, record: Finding):
        return _("Dismissed") if record.is_dismissed else _("Open")


class DecisionTable(Table):
    """What has been decided about a finding, or about others of its place: the newest first."""

    usual_rows = 25

    decided_at = DayColumn(verbose_name=gettext_lazy("Decided"))
    decision = tables.Column(verbose_name=gettext_lazy("Decision"))
    decided_by = tables.Column(verbose_name=gettext_lazy("Decided by"))
    reason = tables.Column(verbose_name=gettext_lazy("Reason"))
    shown = tables.Column(verbose_name=gettext_lazy("About"), empty_values=())

    caption = gettext_lazy("Decisions")
    row_header = "decided_at"

    class Meta:
        model = FindingDecision
        fields = ()
        orderable = False

    def render_shown(self, record: FindingDecision):
        return what_shows_it(record)

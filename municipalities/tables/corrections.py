"""The tables of corrections: the list, what one changes, and the conflicts with deliveries."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontakt.ui.tables import CountColumn, DayColumn, LevelColumn, MonthColumn, ShareColumn, Table
from municipalities.models import Correction, CorrectionConflict


class CorrectionTable(Table):
    """Corrections and undoings, the newest first."""

    number = tables.Column(
        verbose_name=gettext_lazy("Correction"), accessor="pk", order_by="pk", attrs={"td": {"class": "fit"}}
    )
    municipality = tables.Column(
        verbose_name=gettext_lazy("Municipality"), order_by="municipality__sort_key", linkify=True
    )
    indicator = tables.Column(verbose_name=gettext_lazy("Target group"), order_by="indicator__position")
    month = MonthColumn(verbose_name=gettext_lazy("Month"))
    kind = tables.Column(verbose_name=gettext_lazy("Kind"))
    share_before = ShareColumn(verbose_name=gettext_lazy("Share before"), accessor="replaces__share")
    share = ShareColumn(verbose_name=gettext_lazy("Share"))
    persons_before = CountColumn(verbose_name=gettext_lazy("Persons before"), accessor="replaces__persons")
    persons = CountColumn(verbose_name=gettext_lazy("Persons"))
    status = tables.Column(verbose_name=gettext_lazy("Status"))
    reason = tables.Column(verbose_name=gettext_lazy("Reason"), orderable=False)
    proposed_by = tables.Column(verbose_name=gettext_lazy("Proposed by"), orderable=False)
    proposed_at = DayColumn(verbose_name=gettext_lazy("Proposed"))
    decided_by = tables.Column(verbose_name=gettext_lazy("Decided by"), orderable=False, default="–")

    caption = gettext_lazy("Corrections")
    row_header = "number"
    wide = True

    class Meta:
        model = Correction
        fields = ()
        order_by = "-number"
        empty_text = gettext_lazy(
            "No correction matches. A figure is corrected from the municipality's page, under “The month's figures as they"
            " have been known”."
        )

    def render_number(self, record: Correction):
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record)

    def value_number(self, record: Correction):
        return record.pk


class MoveTable(Table):
    """The levels that a correction moves."""

    usual_rows = 25

    municipality = tables.Column(verbose_name=gettext_lazy("Municipality"))
    month = MonthColumn(verbose_name=gettext_lazy("Month"))
    indicator = tables.Column(verbose_name=gettext_lazy("Target group"), empty_values=())
    from_level = LevelColumn(verbose_name=gettext_lazy("From"))
    to_level = LevelColumn(verbose_name=gettext_lazy("To"))

    caption = gettext_lazy("Levels that change")
    row_header = "municipality"

    class Meta:
        orderable = False

    def render_indicator(self, value):
        return value or _("All together")


class ConflictTable(Table):
    """Corrected cells of which a delivery says something new."""

    number = tables.Column(
        verbose_name=gettext_lazy("Conflict"), accessor="pk", order_by="pk", attrs={"td": {"class": "fit"}}
    )
    municipality = tables.Column(
        verbose_name=gettext_lazy("Municipality"),
        accessor="correction__municipality",
        order_by="correction__municipality__sort_key",
    )
    indicator = tables.Column(
        verbose_name=gettext_lazy("Target group"), accessor="correction__indicator", orderable=False
    )
    month = MonthColumn(verbose_name=gettext_lazy("Month"), accessor="correction__month")
    corrected = ShareColumn(verbose_name=gettext_lazy("Corrected share"), accessor="correction__share")
    delivered = ShareColumn(verbose_name=gettext_lazy("The delivery's share"), accessor="figure__share")
    corrected_persons = CountColumn(verbose_name=gettext_lazy("Corrected persons"), accessor="correction__persons")
    delivered_persons = CountColumn(verbose_name=gettext_lazy("The delivery's persons"), accessor="figure__persons")
    delivery = tables.Column(
        verbose_name=gettext_lazy("Delivery"), accessor="figure__delivery", orderable=False, linkify=True
    )
    raised_at = DayColumn(verbose_name=gettext_lazy("Raised"))
    status = tables.Column(verbose_name=gettext_lazy("Status"))

    caption = gettext_lazy("Conflicts between deliveries and corrections")
    row_header = "number"

    class Meta:
        model = CorrectionConflict
        fields = ()
        order_by = "-number"
        empty_text = gettext_lazy(
            "No conflict matches. One is raised when a delivery brings figures that are neither those that were corrected"
            " nor the corrected ones."
        )

    def render_number(self, record: CorrectionConflict):
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record)

    def value_number(self, record: CorrectionConflict):
        return record.pk

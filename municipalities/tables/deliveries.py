"""The tables of deliveries: the list, what was found in one, and what it changes."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kontakt.ui.tables import ChangeColumn, CountColumn, DayColumn, LevelColumn, MonthColumn, ShareColumn, Table
from kontakt.ui.templatetags import figures
from municipalities.models import Delivery, DeliveryFinding, Indicator


class DeliveryTable(Table):
    """All deliveries, the newest first."""

    number = tables.Column(verbose_name=_("Delivery"), accessor="pk", order_by="pk", attrs={"td": {"class": "fit"}})
    created_at = DayColumn(verbose_name=_("Received"))
    file_names = tables.Column(verbose_name=_("Files"), orderable=False)
    months = tables.Column(verbose_name=_("Months"), accessor="counts", orderable=False)
    status = tables.Column(verbose_name=_("Status"))
    new = CountColumn(verbose_name=_("New figures"), accessor="counts__new", orderable=False)
    changed = CountColumn(verbose_name=_("Changed figures"), accessor="counts__changed", orderable=False)
    warnings = CountColumn(verbose_name=_("Warnings"), accessor="counts__warnings", orderable=False)
    errors = CountColumn(verbose_name=_("Errors"), accessor="counts__errors", orderable=False)
    delivered_by = tables.Column(verbose_name=_("Delivered by"), orderable=False)

    caption = _("Deliveries")
    row_header = "number"

    class Meta:
        model = Delivery
        fields = ()
        order_by = "-created_at"
        empty_text = _("No delivery matches. Upload files with figures, or press “Reset” to see all deliveries.")

    def render_number(self, record: Delivery):
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record)

    def value_number(self, record: Delivery):
        return record.pk

    def render_file_names(self, value):
        return render_to_string("deliveries/_file_names.html", {"names": value})

    def value_file_names(self, value):
        return ", ".join(value)

    def render_months(self, record: Delivery):
        return figures.months(*record.months)

    value_months = render_months

    def order_created_at(self, queryset, is_descending):
        return queryset.order_by("-created_at" if is_descending else "created_at", "-pk"), True


class FindingTable(Table):
    """Errors or warnings: where in the files, what stood there, and what to do. Columns that say nothing are left out."""

    usual_rows = 25

    file_name = tables.Column(verbose_name=_("File"), default=figures.MISSING)
    sheet = tables.Column(verbose_name=_("Sheet"), default=figures.MISSING)
    row = CountColumn(verbose_name=_("Row"))
    column = tables.Column(verbose_name=_("Column"), default=figures.MISSING)
    value = tables.Column(verbose_name=_("Value"), default=figures.MISSING)
    message = tables.Column(verbose_name=_("Explanation"))

    class Meta:
        model = DeliveryFinding
        fields = ()
        orderable = False

    def __init__(self, findings: list[DeliveryFinding], *, caption: str, **kwargs) -> None:
        places = ("file_name", "sheet", "row", "column", "value")
        silent = [name for name in places if not any(getattr(finding, name) for finding in findings)]
        super().__init__(findings, exclude=silent, **kwargs)
        self.caption = caption
        self._indicators = {indicator.slug: str(indicator) for indicator in Indicator.objects.all()}

    def render_file_name(self, value):
        return format_html('<span class="break">{}</span>', value)

    def render_message(self, record: DeliveryFinding):
        return record.message_with(self._indicators)


class ChangeTable(Table):
    """The cells that a delivery changes, before and after."""

    usual_rows = 25

    municipality = tables.Column(verbose_name=_("Municipality"))
    indicator = tables.Column(verbose_name=_("Target group"))
    month = MonthColumn(verbose_name=_("Month"))
    share_before = ShareColumn(verbose_name=_("Share before"))
    share = ShareColumn(verbose_name=_("Share"))
    share_change = ChangeColumn(verbose_name=_("Change"))
    persons_before = CountColumn(verbose_name=_("Persons before"))
    persons = CountColumn(verbose_name=_("Persons"))

    caption = _("Changed figures")
    row_header = "municipality"

    class Meta:
        orderable = False


class MovedLevelTable(Table):
    """Municipalities whose overall level becomes another in a month."""

    usual_rows = 25

    municipality = tables.Column(verbose_name=_("Municipality"))
    month = MonthColumn(verbose_name=_("Month"))
    from_level = LevelColumn(verbose_name=_("From"))
    to_level = LevelColumn(verbose_name=_("To"))

    caption = _("Levels that change")
    row_header = "municipality"

    class Meta:
        orderable = False

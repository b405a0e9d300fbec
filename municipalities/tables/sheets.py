"""The tables of spreadsheets that people fill in: what is wrong with one."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from kontakt.ui.tables import CountColumn, DayColumn, MonthColumn, ShareColumn, Table
from kontakt.ui.templatetags import figures


class RowErrorTable(Table):
    """Every error of a spreadsheet, with its place."""

    row = CountColumn(verbose_name=_("Row"))
    column = tables.Column(verbose_name=_("Column"), default=figures.MISSING)
    value = tables.Column(verbose_name=_("Value"), default=figures.MISSING)
    message = tables.Column(verbose_name=_("Explanation"))

    caption = _("Errors")
    row_header = "row"

    class Meta:
        orderable = False


class AskedTable(Table):
    """The corrections that a spreadsheet asks for, before and after."""

    municipality = tables.Column(verbose_name=_("Municipality"))
    indicator = tables.Column(verbose_name=_("Target group"))
    month = MonthColumn(verbose_name=_("Month"))
    share_before = ShareColumn(verbose_name=_("Share before"), accessor="before__share")
    share = ShareColumn(verbose_name=_("Share"))
    persons_before = CountColumn(verbose_name=_("Persons before"), accessor="before__persons")
    persons = CountColumn(verbose_name=_("Persons"))
    reason = tables.Column(verbose_name=_("Reason"))

    caption = _("Corrections in the spreadsheet")
    row_header = "municipality"
    wide = True

    class Meta:
        orderable = False


class ContactSheetTable(Table):
    """People in a spreadsheet of contacts, as they would be."""

    municipality = tables.Column(verbose_name=_("Municipality"))
    role = tables.Column(verbose_name=_("Role"), accessor="get_role_display")
    name = tables.Column(verbose_name=_("Name"))
    email = tables.Column(verbose_name=_("E-mail"), default=figures.MISSING)
    phone = tables.Column(verbose_name=_("Phone"), default=figures.MISSING)
    valid_from = DayColumn(verbose_name=_("From"))

    row_header = "municipality"

    class Meta:
        orderable = False

    def __init__(self, *args, caption: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.caption = caption


class ContactEndedTable(ContactSheetTable):
    """People who end because another takes over, with their last day."""

    valid_to = DayColumn(verbose_name=_("To"))

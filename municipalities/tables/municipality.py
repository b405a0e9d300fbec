"""The tables of a municipality's page."""

from urllib.parse import urlencode

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontakt.ui.tables import (
    AverageColumn,
    ChangeColumn,
    CountColumn,
    DayColumn,
    FigureColumn,
    LevelColumn,
    MonthColumn,
    ShareColumn,
    Table,
)
from kontakt.ui.templatetags import figures
from municipalities.models import Delivery, Indicator, LevelChange, Observation


class _PageTable(Table):
    """A table of a page that has several: as it stands, without sorting."""

    usual_rows = 10

    class Meta:
        orderable = False


class GroupTable(_PageTable):
    """A month's assessments, one for each target group and last the overall one."""

    indicator = tables.Column(verbose_name=gettext_lazy("Target group"), empty_values=())
    level = LevelColumn(verbose_name=gettext_lazy("Level"))
    share = ShareColumn(verbose_name=gettext_lazy("Share"))
    national_share = ShareColumn(verbose_name=gettext_lazy("The whole country"))
    rank = FigureColumn(verbose_name=gettext_lazy("Rank"))
    change_pp = ChangeColumn(verbose_name=gettext_lazy("Change in 3 months"))
    months_below = CountColumn(verbose_name=gettext_lazy("Months below"))
    persons = CountColumn(verbose_name=gettext_lazy("Persons"))
    average = AverageColumn(verbose_name=gettext_lazy("Average interviews"))
    required = FigureColumn(verbose_name=gettext_lazy("Required interviews"), accessor="indicator__required_interviews")

    caption = gettext_lazy("The target groups of the month")
    row_header = "indicator"

    class Meta(_PageTable.Meta):
        row_attrs = {"class": lambda record: "" if record.indicator_id else "row-total"}

    def render_indicator(self, value):
        return value or _("All together")


class HistoryTable(_PageTable):
    """Month by month, newest first: overall, and the share of each target group."""

    month = MonthColumn(verbose_name=gettext_lazy("Month"))
    level = LevelColumn(verbose_name=gettext_lazy("Level"))
    share = ShareColumn(verbose_name=gettext_lazy("Share"))
    national_share = ShareColumn(verbose_name=gettext_lazy("The whole country"))
    change_pp = ChangeColumn(verbose_name=gettext_lazy("Change in 3 months"))
    months_below = CountColumn(verbose_name=gettext_lazy("Months below"))
    persons = CountColumn(verbose_name=gettext_lazy("Persons"))

    caption = gettext_lazy("The figures month by month")
    row_header = "month"

    @classmethod
    def of(cls, overall: list, groups: list, indicators: list[Indicator], **kwargs) -> "HistoryTable":
        """The overall assessments as rows, with a column more for each indicator's share."""
        shares = {(row.month, row.indicator_id): row.share for row in groups}
        for row in overall:
            for indicator in indicators:
                setattr(row, f"group_{indicator.pk}", shares.get((row.month, indicator.pk)))
        columns = [
            (f"group_{indicator.pk}", ShareColumn(verbose_name=str(indicator), orderable=False))
            for indicator in indicators
        ]
        table = cls(overall[::-1], extra_columns=columns, **kwargs)
        table.wide = len(columns) > 4
        return table


class _DeliveriesTable(_PageTable):
    """A table with deliveries in it. `links`: whether the user may follow them."""

    def __init__(self, *args, links: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.links = links

    def render_delivery(self, value: Delivery):
        return format_html('<a href="{}">{}</a>', value.get_absolute_url(), value) if self.links else str(value)


class LevelChangeTable(_DeliveriesTable):
    month = MonthColumn(verbose_name=gettext_lazy("Month"))
    from_level = LevelColumn(verbose_name=gettext_lazy("From"))
    to_level = LevelColumn(verbose_name=gettext_lazy("To"))
    cause = tables.Column(verbose_name=gettext_lazy("Cause"))
    delivery = tables.Column(verbose_name=gettext_lazy("Delivery"))
    known_from = DayColumn(verbose_name=gettext_lazy("Known from"))

    caption = gettext_lazy("Level changes")
    row_header = "month"

    class Meta(_PageTable.Meta):
        empty_text = gettext_lazy("The level has not changed yet. Each change is listed here with its cause.")

    def render_cause(self, value, record: LevelChange):
        return f"{value} ({_('revised month')})" if record.is_revision else value


class DeliveryOfMunicipalityTable(_DeliveriesTable):
    """The deliveries that brought figures of the municipality."""

    number = tables.Column(verbose_name=gettext_lazy("Delivery"), accessor="pk", attrs={"td": {"class": "fit"}})
    files = tables.Column(verbose_name=gettext_lazy("Files"), accessor="names")
    loaded_at = DayColumn(verbose_name=gettext_lazy("Loaded"))
    months = tables.Column(verbose_name=gettext_lazy("Months"), accessor="first_month")
    cells = CountColumn(verbose_name=gettext_lazy("Figures of the municipality"))
    status = tables.Column(verbose_name=gettext_lazy("Status"))

    caption = gettext_lazy("Deliveries")
    row_header = "number"

    class Meta(_PageTable.Meta):
        empty_text = gettext_lazy("No delivery has had figures of the municipality yet.")

    def render_number(self, record: Delivery):
        return self.render_delivery(record)

    def render_files(self, value):
        return render_to_string("deliveries/_file_names.html", {"names": value})

    def render_months(self, record: Delivery):
        return figures.months(record.first_month, record.last_month)


class VersionTable(_DeliveriesTable):
    """Every version of the month's figures: what was known from when to when, and where it came from.

    `correct_url`: where a user who may correct figures does so.
    """

    indicator = tables.Column(verbose_name=gettext_lazy("Target group"))
    persons = CountColumn(verbose_name=gettext_lazy("Persons"))
    average = AverageColumn(verbose_name=gettext_lazy("Average interviews"))
    share = ShareColumn(verbose_name=gettext_lazy("Share"))
    known_from = DayColumn(verbose_name=gettext_lazy("Known from"))
    known_to = DayColumn(verbose_name=gettext_lazy("Known to"), default=figures.MISSING)
    source = tables.Column(verbose_name=gettext_lazy("Source"), accessor="pk")
    correct = tables.Column(verbose_name=gettext_lazy("Correct"), accessor="pk", attrs={"td": {"class": "fit"}})

    caption = gettext_lazy("The month's figures as they have been known")
    row_header = "indicator"

    class Meta(_PageTable.Meta):
        empty_text = gettext_lazy("No figures have been delivered for the month.")

    def __init__(self, *args, correct_url: str | None = None, **kwargs) -> None:
        super().__init__(*args, exclude=() if correct_url else ("correct",), **kwargs)
        self.correct_url = correct_url

    def render_source(self, record: Observation):
        """The delivery; or the correction, who made it, and why."""
        made = record.correction
        if made is None:
            return self.render_delivery(record.delivery)
        name = format_html('<a href="{}">{}</a>', made.get_absolute_url(), made) if self.links else str(made)
        return format_html("{} ({}): {}", name, made.proposed_by, made.reason)

    def render_correct(self, record: Observation):
        if record.known_to:
            return ""
        query = urlencode({"month": f"{record.month:%Y-%m}", "indicator": record.indicator.slug})
        return format_html('<a href="{}?{}">{}</a>', self.correct_url, query, _("Correct the figure"))


class ContactTable(_PageTable):
    role = tables.Column(verbose_name=gettext_lazy("Role"))
    name = tables.Column(verbose_name=gettext_lazy("Name"))
    email = tables.EmailColumn(verbose_name=gettext_lazy("E-mail"), default=figures.MISSING)
    phone = tables.Column(verbose_name=gettext_lazy("Phone"), default=figures.MISSING)
    valid_from = DayColumn(verbose_name=gettext_lazy("From"))
    valid_to = DayColumn(verbose_name=gettext_lazy("To"), default=figures.MISSING)

    caption = gettext_lazy("Contacts")
    row_header = "role"

    class Meta(_PageTable.Meta):
        empty_text = gettext_lazy("Nobody is registered. An administrator adds the municipality's contacts.")


class FormerContactTable(ContactTable):
    caption = gettext_lazy("Former and coming contacts")


class ExemptionTable(_PageTable):
    target_group = tables.Column(verbose_name=gettext_lazy("Target group"), empty_values=())
    valid_from = DayColumn(verbose_name=gettext_lazy("From"))
    valid_to = DayColumn(verbose_name=gettext_lazy("To"), default=gettext_lazy("until further notice"))
    legal_basis = tables.Column(verbose_name=gettext_lazy("Legal basis"))

    caption = gettext_lazy("Exemptions")
    row_header = "target_group"

    class Meta(_PageTable.Meta):
        empty_text = gettext_lazy("The municipality is not, and has not been, exempt from the rules.")

    def render_target_group(self, value):
        return value or _("All target groups")

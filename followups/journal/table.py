"""The journal as a table, overall and of one case."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from followups.journal.entries import files_of
from followups.models import JournalEntry
from followups.rounds.standing import linked
from kontakt.ui.tables import DayColumn, Table
from kontakt.ui.templatetags import figures

_NAME = "municipality__sort_key"
_RIGHT = {cell: {"class": "num"} for cell in ("th", "td")}


class JournalTable(Table):
    """Documents in and out, with their files."""

    journal_number = tables.Column(
        verbose_name=_("J.nr."),
        order_by=(
            "case__journal_year",
            "case__journal_serial",
            "round__journal_year",
            "round__journal_serial",
            "number",
        ),
        attrs={"td": {"class": "fit"}},
    )
    number = tables.Column(verbose_name=_("No."), orderable=False, attrs=_RIGHT)
    theme = tables.Column(verbose_name=_("Theme"), order_by=("theme", "pk"))
    dated_on = DayColumn(verbose_name=_("Date"), order_by=("dated_on", "pk"))
    direction = tables.Column(verbose_name=_("Direction"), order_by=("direction", "-dated_on", "-pk"))
    correspondent = tables.Column(
        verbose_name=_("Correspondent"), default=figures.MISSING, order_by=("correspondent", "pk")
    )
    municipality = tables.Column(verbose_name=_("Municipality"), order_by=(_NAME, "-dated_on", "-pk"))
    files = tables.Column(verbose_name=_("Files"), empty_values=(), orderable=False)
    office = tables.Column(verbose_name=_("Regional office"), accessor="municipality__office__name", visible=False)
    correction = tables.Column(verbose_name=_("Corrected by"), empty_values=(), visible=False, orderable=False)
    by = tables.Column(verbose_name=_("Registered by"), visible=False, orderable=False)
    recorded_at = tables.Column(verbose_name=_("Recorded"), visible=False, orderable=False)

    caption = _("Journal")
    row_header = "theme"
    exported_too = ("office", "correction", "by", "recorded_at")
    wide = True

    class Meta:
        model = JournalEntry
        fields = ()
        order_by = "-dated_on"
        empty_text = _(
            "No document matches. Letters stand here when they are sent, and documents when they are put in a case's log."
        )

    def render_journal_number(self, record: JournalEntry):
        return linked(record.belongs_to, self.request.user)

    def value_journal_number(self, record: JournalEntry):
        return record.journal_number

    def render_theme(self, record: JournalEntry):
        return render_to_string("journal/_theme.html", {"entry": record})

    def value_theme(self, value):
        return value

    def render_files(self, record: JournalEntry):
        return render_to_string("journal/_files.html", {"files": files_of(record)})

    def value_files(self, record: JournalEntry):
        return ", ".join(file.name for file in files_of(record))

    def value_correction(self, record: JournalEntry):
        if record.correction is None:
            return ""
        later = getattr(record.correction, "journal_entry", None)
        return f"{record.journal_number}-{later.number}" if later else str(record.correction)

    def value_by(self, value):
        return str(value)

    def value_recorded_at(self, value):
        return value


class CaseJournalTable(JournalTable):
    """The documents of one case or round."""

    number = tables.Column(verbose_name=_("No."), order_by=("number",), attrs=_RIGHT)

    class Meta(JournalTable.Meta):
        exclude = ("journal_number", "municipality", "office")
        empty_text = _(
            "No document yet. Letters stand here when they are sent, and documents when they are put in the log."
        )

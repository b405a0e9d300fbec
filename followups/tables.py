"""The tables of cases and proposals."""

import functools
from datetime import date

import django_tables2 as tables
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from followups.models import Case, Deadline, Letter, Proposal, Rule
from followups.rounds.standing import linked
from kontakt.ui.tables import CountColumn, DayColumn, LevelColumn, MonthColumn, ShareColumn, Table
from kontakt.ui.templatetags import figures

_NAME = "municipality__sort_key"


def _proposed(case: Case) -> str:
    """The rules whose proposals wait, from `waiting` (cases_as_they_stand)."""
    return ", ".join(str(Rule(**labels)) for labels in case.waiting)


@functools.lru_cache(maxsize=1000)
def _due(due_on: date, today: date, language: str) -> str:
    """A day things are due, drawn once in a language and for as long as it is today."""
    return render_to_string("cases/_due.html", {"due_on": due_on, "today": today})


class CaseTable(Table):
    """Cases, with how the municipality stands in the latest month and what is proposed."""

    journal_number = tables.Column(
        verbose_name=_("J.nr."), order_by=("journal_year", "journal_serial"), attrs={"td": {"class": "fit"}}
    )
    municipality = tables.Column(verbose_name=_("Municipality"), order_by=_NAME)
    level = LevelColumn(verbose_name=_("Level"), orderable=False)
    share = ShareColumn(verbose_name=_("Share"), then=_NAME)
    stage = tables.Column(verbose_name=_("Stage"), order_by=("stage_order", _NAME))
    support = tables.Column(verbose_name=_("Support"), order_by=("support", _NAME))
    proposed = tables.Column(verbose_name=_("Proposed"), orderable=False, empty_values=())
    due_on = DayColumn(verbose_name=_("Due"), default=figures.MISSING)
    opened_at = DayColumn(verbose_name=_("Opened"))
    age = CountColumn(verbose_name=_("Days open"), orderable=False)
    priority = tables.Column(verbose_name=_("Priority"), order_by=("priority", _NAME))
    responsible = tables.Column(verbose_name=_("Caseworker"), default=_("Unassigned"))
    office = tables.Column(verbose_name=_("Regional office"), accessor="municipality__office__name", visible=False)

    caption = _("Cases")
    row_header = "municipality"
    exported_too = ("office",)
    wide = True

    class Meta:
        model = Case
        fields = ()
        order_by = "due_on"
        empty_text = _("No case matches. Cases are opened from a municipality's page or from a proposal.")
        row_attrs = {"class": lambda record: "row-warning" if getattr(record, "ground_lost", False) else ""}

    def render_journal_number(self, record: Case):
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.journal_number)

    def value_journal_number(self, record: Case):
        return record.journal_number

    def render_municipality(self, record: Case):
        lost = render_to_string("cases/_ground_lost_tag.html") if record.ground_lost else ""
        return format_html('<a href="{}">{}</a> {}', record.get_absolute_url(), record.municipality, lost)

    def value_municipality(self, record: Case):
        return record.municipality.name

    def render_proposed(self, record: Case):
        return _proposed(record) or figures.MISSING

    def value_proposed(self, record: Case):
        return _proposed(record)

    def render_due_on(self, value, record: Case):
        return _due(value, timezone.localdate(), get_language())

    def value_due_on(self, value):
        return value

    def order_due_on(self, queryset, is_descending):
        due = F("due_on").desc(nulls_last=True) if is_descending else F("due_on").asc(nulls_last=True)
        return queryset.order_by(due, "priority", _NAME), True


class SelectableCaseTable(CaseTable):
    """With a box in each row, to assign several cases at once."""

    usual_rows = 25

    chosen = tables.Column(verbose_name=_("Choose"), accessor="pk", orderable=False, attrs={"td": {"class": "fit"}})

    class Meta(CaseTable.Meta):
        sequence = ("chosen", "...")

    def render_chosen(self, record: Case):
        label = _("Choose %(municipality)s") % {"municipality": record.municipality.name}
        return format_html(
            '<input class="row-box" type="checkbox" name="case" value="{}" form="assign" aria-label="{}">',
            str(record.pk),
            label,
        )


class ProposalTable(Table):
    """Proposals that wait to be decided, with the sentence that says why."""

    municipality = tables.Column(verbose_name=_("Municipality"), order_by=_NAME)
    level = LevelColumn(verbose_name=_("Level"), accessor="facts__level", orderable=False)
    rule = tables.Column(verbose_name=_("Proposal"), order_by=("rule__position", _NAME))
    why = tables.Column(verbose_name=_("Why"), orderable=False)
    month = MonthColumn(verbose_name=_("Month"))
    made_at = DayColumn(verbose_name=_("Proposed on"))
    case = tables.Column(verbose_name=_("Case"), default=figures.MISSING, orderable=False)

    caption = _("Proposals")
    row_header = "municipality"
    usual_rows = 25

    class Meta:
        model = Proposal
        fields = ()
        order_by = "rule"
        empty_text = _("Nothing is proposed. Proposals come when new figures have been calculated.")

    def render_municipality(self, record: Proposal):
        return format_html('<a href="{}">{}</a>', record.municipality.get_absolute_url(), record.municipality)

    def render_rule(self, record: Proposal):
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.rule)

    def render_case(self, value: Case):
        return format_html('<a href="{}">{}</a>', value.get_absolute_url(), value.journal_number)


class DeadlineTable(Table):
    """Open deadlines, the earliest first."""

    due_on = tables.Column(verbose_name=_("Due"), orderable=False)
    title = tables.Column(verbose_name=_("What must be there"), orderable=False)
    case = tables.Column(verbose_name=_("Case"), orderable=False)
    kind = tables.Column(verbose_name=_("Kind"), orderable=False)
    answers_for_it = tables.Column(verbose_name=_("Caseworker"), default=_("Unassigned"), orderable=False)

    caption = _("Deadlines")
    row_header = "due_on"
    usual_rows = 25

    class Meta:
        model = Deadline
        fields = ()
        empty_text = _("No deadlines. They are set with a step, a log entry or on the case.")

    def render_due_on(self, record: Deadline):
        return render_to_string("cases/_deadline.html", {"deadline": record})

    def render_case(self, value: Case):
        return format_html('<a href="{}">{}</a>', value.get_absolute_url(), value)


class LetterTable(Table):
    """Letters, with how far each has come."""

    municipality = tables.Column(verbose_name=_("Municipality"), order_by=_NAME)
    kind = tables.Column(verbose_name=_("Letter"), order_by=("kind", _NAME))
    status = tables.Column(verbose_name=_("Status"), order_by=("status", _NAME))
    dated_on = DayColumn(verbose_name=_("Sent"), default=figures.MISSING)
    journal_number = tables.Column(verbose_name=_("J.nr."), orderable=False, attrs={"td": {"class": "fit"}})
    due_on = DayColumn(verbose_name=_("Deadline"), default=figures.MISSING)
    drafted_by = tables.Column(verbose_name=_("Drafted by"), orderable=False)
    approved_by = tables.Column(verbose_name=_("Approved by"), default=figures.MISSING, orderable=False)
    changed_at = DayColumn(verbose_name=_("Last changed"))

    caption = _("Letters")
    row_header = "municipality"
    usual_rows = 25

    class Meta:
        model = Letter
        fields = ()
        order_by = "-changed_at"
        empty_text = _("No letters. A letter is written from a proposal, or from the case's page.")

    def render_kind(self, record: Letter, value):
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), value)

    def value_kind(self, record: Letter):
        return record.get_kind_display()

    def render_status(self, record: Letter):
        return render_to_string("letters/_status.html", {"letter": record})

    def value_status(self, record: Letter):
        return record.get_status_display()

    def render_journal_number(self, record: Letter):
        return linked(record.case or record.round, self.request.user)

    def value_journal_number(self, record: Letter):
        return record.journal_number

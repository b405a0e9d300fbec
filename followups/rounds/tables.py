"""The tables of rounds, their recipients, and what came of them."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followups.models import Dispatch, Letter, Round, RoundRecipient
from followups.rounds.evaluating import Result
from followups.rounds.words import state_label
from kontakt.ui.tables import ChangeColumn, CountColumn, LevelColumn, MonthColumn, ShareColumn, Table
from kontakt.ui.templatetags import figures

_NAME = "municipality__sort_key"


class RoundTable(Table):
    """Rounds, the newest first. The rows have their `progress` and `state` set."""

    name = tables.Column(verbose_name=gettext_lazy("Round"))
    journal_number = tables.Column(
        verbose_name=gettext_lazy("J.nr."),
        order_by=("journal_year", "journal_serial"),
        attrs={"td": {"class": "fit"}},
    )
    month = MonthColumn(verbose_name=gettext_lazy("Month"))
    recipients = CountColumn(verbose_name=gettext_lazy("Recipients"), accessor="progress__recipients", orderable=False)
    sent = CountColumn(verbose_name=gettext_lazy("Sent"), accessor="progress__sent", orderable=False)
    checkpoint_month = MonthColumn(verbose_name=gettext_lazy("Checkpoint month"), default=figures.MISSING)
    state = tables.Column(verbose_name=gettext_lazy("State"), orderable=False)

    caption = gettext_lazy("Rounds of follow-up")
    row_header = "name"
    usual_rows = 25

    class Meta:
        model = Round
        fields = ()
        order_by = "-journal_number"
        empty_text = gettext_lazy("No rounds yet. In a round you write the same letter to many municipalities at once.")

    def render_name(self, record: Round):
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.name)

    def render_state(self, value):
        return render_to_string("rounds/_state.html", {"state": value, "label": state_label(value)})


class RecipientTable(Table):
    """Whom a round is to, which letter each gets, and how far it has come."""

    municipality = tables.Column(verbose_name=gettext_lazy("Municipality"), order_by=_NAME)
    office = tables.Column(
        verbose_name=gettext_lazy("Regional office"),
        accessor="municipality__office__name",
        order_by=("municipality__office__name", _NAME),
    )
    level = LevelColumn(verbose_name=gettext_lazy("Level"), order_by=("level", _NAME))
    share = ShareColumn(verbose_name=gettext_lazy("Share"), then=_NAME)
    letter = tables.Column(verbose_name=gettext_lazy("Letter"), accessor="pk", orderable=False)
    status = tables.Column(
        verbose_name=gettext_lazy("Status"), accessor="pk", order_by=("is_included", "letter_status", _NAME)
    )
    case = tables.Column(verbose_name=gettext_lazy("Case"), default=figures.MISSING, orderable=False)
    reason = tables.Column(verbose_name=gettext_lazy("Reason"), default="", orderable=False)
    action = tables.Column(
        verbose_name=gettext_lazy("Include or leave out"),
        accessor="pk",
        orderable=False,
        attrs={"td": {"class": "fit"}},
        exclude_from_export=True,
    )

    caption = gettext_lazy("Recipients")
    row_header = "municipality"
    usual_rows = 100
    wide = True

    class Meta:
        model = RoundRecipient
        fields = ()
        order_by = "municipality"
        empty_text = gettext_lazy("No recipient matches what is chosen.")
        row_attrs = {"class": lambda record, table: table.mark_of(record)}

    def __init__(self, *args, round_: Round, variants: dict, may_work: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.round, self.variants = round_, variants
        if not may_work and "action" in self.columns.names():
            self.columns.hide("action")

    def mark_of(self, record: RoundRecipient) -> str:
        lacks = record.is_included and not record.letter_id and record.level not in self.variants
        return "row-error" if lacks else ""

    def render_municipality(self, record: RoundRecipient):
        name = f"{record.municipality}*" if record.starred else record.municipality
        return format_html('<a href="{}">{}</a>', record.municipality.get_absolute_url(), name)

    def value_municipality(self, record: RoundRecipient):
        return record.municipality.name

    def render_letter(self, record: RoundRecipient):
        if not record.is_included:
            return figures.MISSING
        variant = self.variants.get(record.level)
        if record.letter_id:
            return format_html('<a href="{}">{}</a>', reverse("letter", args=[record.letter_id]), self._written(record))
        if variant is None:
            return _("No letter for the level")
        address = reverse("round-preview", args=[self.round.journal_number, record.municipality.code])
        return format_html('<a href="{}">{}</a>', address, variant.template)

    def value_letter(self, record: RoundRecipient):
        if record.letter_id:
            return self._written(record)
        variant = self.variants.get(record.level) if record.is_included else None
        return str(variant.template) if variant else ""

    def _written(self, record: RoundRecipient) -> str:
        own = next((one for one in self.variants.values() if one.pk == record.variant_id), None)
        return str(own.template) if own else _("The letter")

    def render_status(self, record: RoundRecipient):
        words, kind = self._status(record)
        return render_to_string("rounds/_mark.html", {"words": words, "kind": kind})

    def value_status(self, record: RoundRecipient):
        return self._status(record)[0]

    @staticmethod
    def _status(record: RoundRecipient) -> tuple[str, str]:
        if not record.is_included:
            return _("Left out"), ""
        if not record.letter_id:
            return _("Not written"), ""
        label = str(Letter.Status(record.letter_status).label)
        if record.letter_status == Letter.Status.SENT:
            return f"{label} {figures.day_short(record.sent_on)}", "success"
        if (record.letter_status, record.last_try) == (Letter.Status.APPROVED, Dispatch.Outcome.FAILED):
            return _("Not sent"), "error"
        if record.last_try == Dispatch.Outcome.INTERRUPTED:
            return _("Interrupted"), "error"
        return label, "warning" if record.letter_status == Letter.Status.SENDING else ""

    def render_case(self, value):
        return format_html('<a href="{}">{}</a>', value.get_absolute_url(), value.journal_number)

    def value_case(self, value):
        return value.journal_number

    def render_reason(self, record: RoundRecipient):
        if not record.reason:
            return ""
        return format_html(
            '{} <span class="muted">({}, {})</span>',
            record.reason,
            record.changed_by,
            figures.day_short(record.changed_at),
        )

    def value_reason(self, record: RoundRecipient):
        return record.reason

    def render_action(self, record: RoundRecipient):
        if record.letter_status in (Letter.Status.SENDING, Letter.Status.SENT):
            return ""
        name = "round-leave-out" if record.is_included else "round-add"
        label = _("Leave out") if record.is_included else _("Include")
        query = "" if record.is_included else f"?kommune={record.municipality.code}"
        arguments = [self.round.journal_number, *([record.municipality.code] if record.is_included else [])]
        return format_html(
            '<a href="{}{}">{}<span class="sr-only"> {}</span></a>',
            reverse(name, args=arguments),
            query,
            label,
            record.municipality,
        )


class ResultTable(Table):
    """What came of each recipient, and what is proposed. The boxes choose proposals for the form `decide`."""

    municipality = tables.Column(verbose_name=gettext_lazy("Municipality"), orderable=False)
    category = tables.Column(verbose_name=gettext_lazy("Outcome"), orderable=False)
    level = LevelColumn(verbose_name=gettext_lazy("Level"), orderable=False)
    share_then = ShareColumn(verbose_name=gettext_lazy("Then"), orderable=False)
    share = ShareColumn(verbose_name=gettext_lazy("Now"), orderable=False)
    change = ChangeColumn(verbose_name=gettext_lazy("Change"), orderable=False)
    next_step = tables.Column(
        verbose_name=gettext_lazy("Next step"), accessor="municipality", orderable=False, empty_values=()
    )
    taken = tables.Column(verbose_name=gettext_lazy("Done since"), orderable=False, empty_values=())
    case = tables.Column(
        verbose_name=gettext_lazy("Case"), accessor="recipient__case", default=figures.MISSING, orderable=False
    )
    office = tables.Column(
        verbose_name=gettext_lazy("Regional office"), accessor="municipality__office__name", visible=False
    )

    caption = gettext_lazy("What came of the round")
    row_header = "municipality"
    exported_too = ("office",)
    usual_rows = 100
    wide = True

    class Meta:
        empty_text = gettext_lazy("No municipality has this outcome.")

    def __init__(self, *args, may_work: bool, chosen: frozenset[int] = frozenset(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.may_work, self.chosen = may_work, chosen

    def render_municipality(self, value):
        return format_html('<a href="{}">{}</a>', value.get_absolute_url(), value)

    def value_municipality(self, value):
        return value.name

    def render_category(self, value):
        return value.label

    def render_next_step(self, record: Result):
        context = {"proposals": record.proposals, "may_work": self.may_work, "chosen": self.chosen}
        return render_to_string("rounds/_next_step.html", context) if record.proposals else figures.MISSING

    def value_next_step(self, record: Result):
        return ", ".join(str(proposal.rule) for proposal in record.proposals)

    def render_taken(self, record: Result):
        lines = ((step.get_step_display(), figures.day_short(step.taken_on)) for step in record.taken)
        return format_html_join("", "<div>{} {}</div>", lines) or figures.MISSING

    def value_taken(self, record: Result):
        return ", ".join(f"{step.get_step_display()} {step.taken_on}" for step in record.taken)

    def render_case(self, value):
        return format_html('<a href="{}">{}</a>', value.get_absolute_url(), value.journal_number)

    def value_case(self, value):
        return value.journal_number

"""The tables of the page »Drift«."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontakt.operations import names
from kontakt.operations.models import Heartbeat, TaskCount, TaskFailure
from kontakt.operations.waiting import Waiting
from kontakt.ui.tables import CountColumn, FigureColumn, Table
from kontakt.ui.templatetags import figures

_FIT = {"td": {"class": "fit"}}


class ProcessTable(Table):
    """Workers and beats, and when each was last heard."""

    kind = tables.Column(verbose_name=gettext_lazy("Process"))
    name = tables.Column(verbose_name=gettext_lazy("Name"))
    state = tables.Column(verbose_name=gettext_lazy("State"), empty_values=(), attrs=_FIT)
    at = tables.Column(verbose_name=gettext_lazy("Latest sign of life"), attrs=_FIT)
    since = tables.Column(verbose_name=gettext_lazy("First seen"), attrs=_FIT)

    caption = gettext_lazy("Processes")
    row_header = "kind"

    class Meta:
        model = Heartbeat
        fields = ()
        orderable = False
        empty_text = gettext_lazy("No worker and no beat has shown itself. Start them where Kontakt runs.")

    def render_state(self, record: Heartbeat):
        return render_to_string("operations/_state.html", {"process": record})

    def render_at(self, value):
        return figures.moment(value)

    def render_since(self, value):
        return figures.moment(value)


class WaitingTable(Table):
    """Work that is written down and not yet done."""

    label = tables.Column(verbose_name=gettext_lazy("Work"))
    count = CountColumn(verbose_name=gettext_lazy("Waiting"))
    oldest = tables.Column(verbose_name=gettext_lazy("The oldest has waited"), empty_values=(), attrs=_FIT)

    caption = gettext_lazy("Work that waits")
    row_header = "label"

    class Meta:
        orderable = False

    def render_oldest(self, record: Waiting):
        return figures.duration(record.seconds) if record.oldest else figures.MISSING


class FailureTable(Table):
    """What failed: the latest first."""

    usual_rows = 25

    name = tables.Column(verbose_name=gettext_lazy("Task"))
    arguments = tables.Column(verbose_name=gettext_lazy("Arguments"), empty_values=())
    last_at = tables.Column(verbose_name=gettext_lazy("Last failed"), attrs=_FIT)
    times = CountColumn(verbose_name=gettext_lazy("Times"))
    error = tables.Column(verbose_name=gettext_lazy("Error"))
    caused_by = tables.Column(verbose_name=gettext_lazy("Caused by"), empty_values=())
    settled = tables.Column(verbose_name=gettext_lazy("What was done"), empty_values=())

    caption = gettext_lazy("Failed tasks")
    row_header = "name"

    class Meta:
        model = TaskFailure
        fields = ()
        orderable = False
        empty_text = gettext_lazy("No task has failed. Those that do are listed here, and can be run again.")

    def render_name(self, record: TaskFailure):
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.label)

    def render_arguments(self, record: TaskFailure):
        return arguments(record)

    def render_last_at(self, value):
        return figures.moment(value)

    def render_error(self, value):
        return value if len(value) <= 160 else f"{value[:160]} …"

    def render_caused_by(self, record: TaskFailure):
        return record.caused_by or _("The system")

    def render_settled(self, record: TaskFailure):
        return render_to_string("operations/_settled.html", {"failure": record}, self.request)


class TaskTable(Table):
    """How often each task has been done."""

    name = tables.Column(verbose_name=gettext_lazy("Task"), accessor="label")
    runs = CountColumn(verbose_name=gettext_lazy("Done"))
    failures = CountColumn(verbose_name=gettext_lazy("Failed"))
    last_at = tables.Column(verbose_name=gettext_lazy("Last done"), empty_values=(), attrs=_FIT)
    last_seconds = FigureColumn(verbose_name=gettext_lazy("It took"))

    caption = gettext_lazy("Tasks")
    row_header = "name"

    class Meta:
        model = TaskCount
        fields = ()
        orderable = False
        empty_text = gettext_lazy("No task has been done yet.")

    def render_name(self, record: TaskCount):
        return format_html('{}<code class="code-name">{}</code>', record.label, names.in_parts(record.name))

    def render_last_at(self, record: TaskCount):
        age = (timezone.now() - record.last_at).total_seconds() if record.last_at else None
        return figures.MISSING if age is None else _("%(duration)s ago") % {"duration": figures.duration(max(age, 0))}

    def render_last_seconds(self, value):
        return figures.duration(value)


def arguments(failure: TaskFailure) -> str:
    """As they were given: `12, from_month=2018-04`; "–" if there were none."""
    given = [*map(str, failure.args), *(f"{name}={value}" for name, value in failure.kwargs.items())]
    return ", ".join(given) or figures.MISSING

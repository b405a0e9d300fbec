"""The table of pulls: when, at whose request, and what came of it."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from kontakt.ui.tables import Table
from kontakt.ui.templatetags import figures
from municipalities.models import Pull


class PullTable(Table):
    """The newest first."""

    requested_at = tables.Column(verbose_name=_("When"), attrs={"td": {"class": "fit"}})
    requested_by = tables.Column(verbose_name=_("At whose request"), empty_values=())
    status = tables.Column(verbose_name=_("Status"))
    outcome = tables.Column(verbose_name=_("What came of it"), empty_values=())

    caption = _("Fetched from Jobindsats")
    row_header = "requested_at"

    class Meta:
        model = Pull
        fields = ()
        orderable = False
        empty_text = _("Nothing has been fetched from Jobindsats yet.")

    def render_requested_at(self, value):
        return figures.moment(value)

    def render_requested_by(self, record: Pull):
        return record.requested_by or record.get_origin_display()

    def render_outcome(self, record: Pull):
        return render_to_string("deliveries/_pull_outcome.html", {"pull": record})

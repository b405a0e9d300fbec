import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from kontakt.audit.models import Access
from kontakt.ui.tables import Table
from kontakt.ui.templatetags import figures


class AccessTable(Table):
    caption = _("Sign-ins, files fetched and letters read")
    empty_text = _("Nothing of the kind is recorded.")
    wide = True

    at = tables.Column()
    user = tables.Column()
    kind = tables.Column()
    what = tables.Column()
    page = tables.Column(attrs={"td": {"class": "break"}})
    ip_address = tables.Column()

    class Meta:
        model = Access
        fields = ("at", "user", "kind", "what", "page", "ip_address")

    def render_at(self, value):
        return figures.moment(value)

    def value_at(self, value):
        return value

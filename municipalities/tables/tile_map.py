"""The tile map's figures as a table, in the same order."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from kontakt.ui.tables import ChangeColumn, CountColumn, FigureColumn, LevelColumn, ShareColumn, Table
from municipalities.models import Assessment
from municipalities.tables.names import named


class TileMapTable(Table):
    municipality = tables.Column(verbose_name=_("Municipality"))
    level = LevelColumn(verbose_name=_("Level"))
    share = ShareColumn(verbose_name=_("Share"))
    change_pp = ChangeColumn(verbose_name=_("Change in 3 months"))
    persons = CountColumn(verbose_name=_("Persons"))
    rank = FigureColumn(verbose_name=_("Rank"))

    caption = _("The map as a table")
    row_header = "municipality"

    class Meta:
        model = Assessment
        fields = ()
        orderable = False

    def render_municipality(self, record) -> str:
        return named(record.municipality, f"{record.month:%Y-%m}", starred=record.starred)

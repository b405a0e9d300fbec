"""Municipalities as the charts' tables and drawings name them: with the star, and a link to the same figures."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kontakt.ui.tables import Table
from municipalities.explore.reading import Cell, Question
from municipalities.models import Municipality


def name_of(municipality: Municipality, cell: Cell | None) -> str:
    return municipality.name + ("*" if cell and cell.starred else "")


class MunicipalitiesTable(Table):
    """Rows with a `municipality` and a `cell`, which answer a question."""

    def __init__(self, *args, question: Question, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.question = question


class MunicipalityColumn(tables.Column):
    """The name, leading to the municipality in the cell's month, as known when the table is."""

    def __init__(self) -> None:
        super().__init__(verbose_name=_("Municipality"), accessor="municipality")

    def render(self, value, record, table: MunicipalitiesTable):
        address = table.question.address_of(value, record.cell.month)
        return format_html('<a href="{}">{}</a>', address, name_of(value, record.cell))

    def value(self, value):
        return value.name

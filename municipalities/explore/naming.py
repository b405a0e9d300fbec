"""Municipalities as the charts' tables and drawings name them: with the star, and a link to the month."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from municipalities.explore.reading import Cell
from municipalities.models import Municipality


def name_of(municipality: Municipality, cell: Cell | None) -> str:
    return municipality.name + ("*" if cell and cell.starred else "")


class MunicipalityColumn(tables.Column):
    """Of rows with a `municipality` and a `cell`: the name, leading to the municipality in the cell's month."""

    def __init__(self) -> None:
        super().__init__(verbose_name=_("Municipality"), accessor="municipality")

    def render(self, value, record):
        address = f"{value.get_absolute_url()}?month={record.cell.month:%Y-%m}"
        return format_html('<a href="{}">{}</a>', address, name_of(value, record.cell))

    def value(self, value):
        return value.name

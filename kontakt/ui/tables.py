"""The project's tables: django-tables2 with our columns. Each column shows words and exports the bare value."""

import functools
from collections.abc import Mapping

import django_tables2 as tables
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from kontakt.together import fetch_together
from kontakt.ui.templatetags import figures
from kontakt.ui.templatetags.ui import PER_PAGE


class Table(tables.Table):
    """Looks as ui/table.html draws it.

    `caption` says what the table holds; `row_header` names the column that names the row; `wide` keeps a table that is
    wider than a screen in a frame of its own that scrolls sideways; `usual_rows` stand on a page unless others are chosen.
    """

    caption = ""
    row_header = ""
    wide = False

    usual_rows = 50

    def paginate(self, *args, per_page=None, **kwargs):
        """A number of rows that cannot be chosen gives the usual one."""
        super().paginate(*args, per_page=per_page if per_page in PER_PAGE else self.usual_rows, **kwargs)


class _LaterCountedPaginator(Paginator):
    """One that is told how many rows there are after the page that is asked for has been chosen; until then there are more."""

    count = 10**9

    @property
    def num_pages(self) -> int:
        return -(-self.count // self.per_page) or 1


def configure_together(
    request, tables: Mapping[str, Table], *others: QuerySet, counts: Mapping[str, QuerySet] | None = None
) -> dict[str, int]:
    """Order and page the tables of a page and fetch their rows, and the `others`; one query.

    Gives how many rows each table has, and how many those of `counts`.
    """
    for table in tables.values():
        RequestConfig(request, paginate={"paginator_class": _LaterCountedPaginator}).configure(table)
    shown = [table.page.object_list.data for table in tables.values()]
    all_rows = {name: table.data.data for name, table in tables.items()}
    counted = fetch_together(*shown, *others, counts=all_rows | dict(counts or {}))
    for name, table in tables.items():
        table.paginator.count = counted[name]
        if table.page.number > table.paginator.num_pages:
            table.page = table.paginator.page(table.paginator.num_pages)
    return counted


class FigureColumn(tables.Column):
    """A figure, right-aligned and exported as a number. Absent is "–", and sorts last whichever way.

    `then` is the field that orders rows with the same figure.
    """

    show = staticmethod(str)
    empty_values = ()

    def __init__(self, *args, then="pk", **kwargs):
        super().__init__(*args, attrs={cell: {"class": "num"} for cell in ("th", "td", "tf")}, **kwargs)
        self.then = then

    def render(self, value):
        return figures.MISSING if value is None else self.show(value)

    def value(self, value):
        return value

    def order(self, queryset, is_descending):
        field = F(self.accessor.replace(".", "__"))
        ordered = field.desc(nulls_last=True) if is_descending else field.asc(nulls_last=True)
        return queryset.order_by(ordered, self.then), True


class ShareColumn(FigureColumn):
    show = staticmethod(figures.share)


class ChangeColumn(FigureColumn):
    show = staticmethod(figures.pp)


class CountColumn(FigureColumn):
    show = staticmethod(figures.persons)


class AverageColumn(FigureColumn):
    show = staticmethod(figures.average)


@functools.cache
def level_tag(level: str | None, language: str) -> str:
    """A level's tag, drawn once for each language: a long list has hundreds of them."""
    return render_to_string("ui/level_tag.html", figures.level_tag(level))


class LevelColumn(tables.Column):
    """A level as its tag; exported as its words."""

    attrs = {"td": {"class": "fit"}}

    def render(self, record, bound_column):
        return level_tag(self._level(record, bound_column), get_language())

    def value(self, record, bound_column):
        return figures.level_label(self._level(record, bound_column) or "no_data")

    @staticmethod
    def _level(record, bound_column) -> str | None:
        """The level itself: what django-tables2 hands on as `value` is its label already."""
        return bound_column.accessor.resolve(record, quiet=True)


class YesNoColumn(tables.Column):
    empty_values = ()

    def render(self, value):
        return _("Yes") if value else _("No")


class MonthColumn(tables.Column):
    attrs = {"td": {"class": "fit"}}

    def render(self, value):
        return figures.month(value)

    def value(self, value):
        return value


class DayColumn(tables.Column):
    """A day, or the day of a moment."""

    attrs = {"td": {"class": "fit"}}

    def render(self, value):
        return figures.day_short(value)

    def value(self, value):
        return value

"""The project's tables: django-tables2 with our columns. Each column shows words and exports the bare value."""

import django_tables2 as tables

from kontakt.ui.templatetags import figures

MOST_ROWS_PER_PAGE = 500


class Table(tables.Table):
    """Looks as ui/table.html draws it.

    `caption` says what the table holds; `row_header` names the column that names the row; `wide` keeps a table that is
    wider than a screen in a frame of its own that scrolls sideways.
    """

    caption = ""
    row_header = ""
    wide = False

    def paginate(self, *args, per_page=None, **kwargs):
        """A number of rows out of an address is held within reason."""
        if per_page is not None:
            per_page = min(max(per_page, 1), MOST_ROWS_PER_PAGE)
        super().paginate(*args, per_page=per_page, **kwargs)


class _FigureColumn(tables.Column):
    """A figure, right-aligned; absent is "–"."""

    show = staticmethod(figures.average)
    empty_values = ()

    def __init__(self, *args, attrs=None, **kwargs):
        attrs = attrs or {}
        for cell in ("th", "td", "tf"):
            own = attrs.get(cell, {})
            attrs[cell] = own | {"class": f"num {own.get('class', '')}".strip()}
        super().__init__(*args, attrs=attrs, **kwargs)

    def render(self, value):
        return self.show(value)

    def value(self, value):
        return value


class ShareColumn(_FigureColumn):
    show = staticmethod(figures.share)


class ChangeColumn(_FigureColumn):
    show = staticmethod(figures.pp)


class CountColumn(_FigureColumn):
    show = staticmethod(figures.persons)


class AverageColumn(_FigureColumn):
    pass


class LevelColumn(tables.TemplateColumn):
    """A level as its tag; exported as its words."""

    def __init__(self, *args, **kwargs):
        super().__init__(
            *args, template_code="{% load figures %}{% level_tag value %}", attrs={"td": {"class": "fit"}}, **kwargs
        )

    def value(self, value, **kwargs):
        return figures.level_label(str(value or "no_data"))


class MonthColumn(tables.Column):
    attrs = {"td": {"class": "fit"}}

    def render(self, value):
        return figures.month(value)


class DayColumn(tables.Column):
    """A day, or the day of a moment."""

    attrs = {"td": {"class": "fit"}}

    def render(self, value):
        return figures.day_short(value)

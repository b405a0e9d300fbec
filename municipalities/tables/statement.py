"""The table of a statement's section on screen."""

import django_tables2 as tables

from kontakt.ui.tables import ChangeColumn, CountColumn, FigureColumn, LevelColumn, ShareColumn, Table
from kontakt.ui.templatetags import figures
from municipalities.statements import words
from municipalities.statements.statement import National, Row, Section, Statement
from municipalities.tables.names import named


class _RankColumn(FigureColumn):
    def render(self, value, record):
        return "" if isinstance(record, National) else super().render(value)


class _LevelColumn(LevelColumn):
    empty_values = ()

    def render(self, record, bound_column):
        return super().render(record, bound_column) if isinstance(record, Row) else ""


class StatementTable(Table):
    """The whole country first, then its municipalities in the statement's order."""

    rank = _RankColumn()
    municipality = tables.Column(empty_values=())
    level = _LevelColumn()
    share = ShareColumn()
    baseline_share = ShareColumn()
    change_pp = ChangeColumn()
    persons = CountColumn()

    row_header = "municipality"

    class Meta:
        orderable = False
        row_attrs = {"class": lambda record: "row-country" if isinstance(record, National) else ""}

    @classmethod
    def of(cls, statement: Statement, section: Section) -> "StatementTable":
        labels = words.columns(statement)
        table = cls(
            [section.national, *section.rows], exclude=[name for name in cls.base_columns if name not in labels]
        )
        for name, label in labels.items():
            table.columns[name].column.verbose_name = label
        table.month = f"{statement.month:%Y-%m}"
        table.caption = f"{words.title(statement)}: {section.name}"
        return table

    def render_municipality(self, record) -> str:
        if isinstance(record, National):
            return record.name
        return named(record.municipality, self.month, starred=record.starred)

    def render_persons(self, value) -> str:
        return figures.persons(value)

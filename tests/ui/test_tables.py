"""What a table costs must not grow with looking the same thing up for each cell."""

import inspect

import django_tables2 as tables
import pytest

from kontakt.ui.apps import remembered


class Counted(tables.Table):
    name = tables.Column()
    twice = tables.Column(accessor="number")

    def render_twice(self, value, record):
        return f"{record['name']}: {2 * value}"


def _cells(rows: int) -> list[str]:
    table = Counted([{"name": "a", "number": number} for number in range(rows)])
    return [row.get_cell("twice") for row in table.rows]


def test_the_arguments_of_a_column_are_looked_up_once_for_all_its_cells_and_tables(monkeypatch):
    asked = []
    signature = inspect.signature
    monkeypatch.setattr(inspect, "signature", lambda *args, **kwargs: asked.append(args) or signature(*args, **kwargs))
    assert _cells(2) == ["a: 0", "a: 2"]
    before = len(asked)
    assert _cells(30)[-1] == "a: 58"
    assert len(asked) == before


@pytest.mark.parametrize("method", [Counted([]).render_twice, lambda value, record: None])
def test_what_is_remembered_is_what_was_found(method):
    looked = []

    def arguments(function):
        looked.append(function)
        return tuple(inspect.signature(function).parameters), None

    asked = remembered(arguments)
    assert asked(method) == asked(method) == arguments(method)
    assert looked.count(method) == 2

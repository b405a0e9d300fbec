"""A country many times as large: copies of every row beside it, one statement for each table.

Each copy's rows have the original's numbers, moved: so copies refer to one another as the originals do, and no list of
who corresponds to whom is needed. What is not copied (users, deliveries, rules) is shared.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import connection, models

from municipalities.models import Contact, DeliveredFigure, Exemption, LevelChange, Municipality, Observation

MOVED = 10_000_000  # more than the rows of any table before it grows
# Unique for each municipality; its code has three characters, of which the first is a letter in copies.
_DIGITS = "'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'"
_CODE = " || ".join(
    [
        "chr((65 + div(place, 1296))::int)",
        f"substr({_DIGITS}, (mod(div(place, 36), 36) + 1)::int, 1)",
        f"substr({_DIGITS}, (mod(place, 36) + 1)::int, 1)",
    ]
)
_OF_MUNICIPALITY = {
    "code": _CODE,
    "name": "name || ' ' || copy",
    "sort_key": "sort_key || ' ' || copy",
}
_LARGE = (Observation, DeliveredFigure)


def grow(times: int) -> int:
    """Let the country be so many times as large, with all its figures; gives the number of municipalities. Assessments
    are left to a recalculation. The database's user must be its superuser, as no trigger asks who did it."""
    grow_municipalities(times)
    with _without_indexes(_LARGE):
        copy_rows(_LARGE, times, beside=[Municipality])
    analyse()
    return Municipality.objects.count()


def grow_municipalities(times: int) -> None:
    """The municipalities alone, with whom and what belongs to them, but without figures. Three digits are too few."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is still to be checked in a test's transaction
        cursor.execute("ALTER TABLE municipalities_municipality DROP CONSTRAINT municipality_code_is_three_digits")
    copy_rows([Municipality, Contact, Exemption, LevelChange], times, changed={Municipality: _OF_MUNICIPALITY})


def copy_rows(
    tables: Sequence[type[models.Model]],
    times: int,
    *,
    beside: Sequence[type[models.Model]] = (Municipality,),
    changed: Mapping[type[models.Model], Mapping[str, str]] | None = None,
) -> None:
    """Copies of all the rows of the tables, which refer to the copies of these tables and of those `beside` them.

    `changed`: what other columns become, in SQL; `copy` is the number of the copy, `place` that of the row among all.
    """
    moved = {*tables, *beside}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table in tables:
            fields = [field for field in table._meta.concrete_fields if not field.generated]
            columns = [field.column for field in fields]
            own = (changed or {}).get(table, {})
            values = [
                own.get(
                    field.column,
                    f"{field.column} + copy * {MOVED}"
                    if field.primary_key or field.related_model in moved
                    else field.column,
                )
                for field in fields
            ]
            numbered = (
                f", (copy - 1) * (SELECT count(*) FROM {table._meta.db_table}) + row_number() OVER (PARTITION BY copy) AS place"
                if own
                else ""
            )
            cursor.execute(
                f"""
                INSERT INTO {table._meta.db_table} ({", ".join(columns)})
                SELECT {", ".join(values)}
                FROM (SELECT originals.*, copy{numbered}
                      FROM {table._meta.db_table} AS originals, generate_series(1, %s) AS copy) AS copies
                """,
                [times - 1],
            )
        cursor.execute("SET session_replication_role = origin")


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")


@contextmanager
def _without_indexes(tables: Sequence[type[models.Model]]) -> Iterator[None]:
    """Indexes are built in one go afterwards, in a fraction of the time."""
    names = [table._meta.db_table for table in tables]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE conrelid::regclass::text = ANY(%s) AND contype IN ('u', 'x')
            """,
            [names],
        )
        constraints = cursor.fetchall()
        for table, name, _definition in constraints:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        cursor.execute(
            """
            SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
            WHERE indrelid::regclass::text = ANY(%s) AND NOT indisprimary
            """,
            [names],
        )
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in constraints:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
        cursor.execute("RESET maintenance_work_mem")

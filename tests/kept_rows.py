"""Rows copied out of the database, to be laid in again past triggers and keys, which they met the first time."""

from django.db import connection, transaction


class KeptRows:
    def __init__(self, tables: list[str]) -> None:
        self._content: dict[str, bytes] = {}
        with connection.cursor() as cursor:
            for table in tables:
                with cursor.cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)") as rows:
                    self._content[table] = b"".join(rows)
            cursor.execute(
                "SELECT quote_ident(sequencename), last_value FROM pg_sequences WHERE last_value IS NOT NULL"
                " AND schemaname = 'public'"
            )
            self._sequences = cursor.fetchall()

    @transaction.atomic
    def lay_in(self, *, empty_first: bool = False) -> None:
        """Lay the rows in; `empty_first` clears every table of the database for them."""
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            if empty_first:
                cursor.execute(f"TRUNCATE {', '.join(tables())}")
            for table, content in self._content.items():
                with cursor.cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)") as rows:
                    rows.write(content)
            cursor.execute("SET LOCAL session_replication_role = origin")
            cursor.executemany(
                "SELECT setval(%s, greatest(%s, nextval(%s)))", [(name, last, name) for name, last in self._sequences]
            )


def tables(beginning: str = "") -> list[str]:
    """Every table but the list of migrations."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations'"
            " AND starts_with(tablename, %s) ORDER BY 1",
            [beginning],
        )
        return [table for (table,) in cursor.fetchall()]


def counts(beginning: str = "") -> dict[str, int]:
    counted = {}
    with connection.cursor() as cursor:
        for table in tables(beginning):
            cursor.execute(f"SELECT count(*) FROM {table}")
            counted[table] = cursor.fetchone()[0]
    return counted

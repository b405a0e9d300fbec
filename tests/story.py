"""The samples of 2018, loaded and assessed: read once in a run of the tests, and laid out again for every other."""

from django.db import connection, transaction

from municipalities.assessment.recalculation import recalculate_pending
from tests.commands import run
from tests.deliveries import STORY

_kept: dict[str, bytes] = {}
_sequences: list[tuple[str, int]] = []
_result: dict = {}


def lay_out() -> dict:
    """What `import_statistics` said of the samples, whose figures and levels are then in the database.

    The second time the rows are put back as they were, past triggers and keys, which they met the first time.
    """
    if _kept:
        _put_back()
        return _result
    before = _counts()
    _result.update(run("import_statistics", *STORY))
    assert (_result["exit"], _result["counts"]["new"]) == (0, 98 * 6 * 18)
    recalculate_pending()
    after = _counts()
    written = [table for table in after if after[table] != before[table]]
    assert not any(before[table] for table in written)
    with connection.cursor() as cursor:
        for table in written:
            with cursor.cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)") as rows:
                _kept[table] = b"".join(rows)
        cursor.execute(
            "SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences"
            " WHERE sequencename LIKE 'municipalities_%' AND last_value IS NOT NULL"
        )
        _sequences.extend(cursor.fetchall())
    return _result


@transaction.atomic
def _put_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, content in _kept.items():
            with cursor.cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)") as rows:
                rows.write(content)
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.executemany(
            "SELECT setval(%s, greatest(%s, nextval(%s)))", [(name, last, name) for name, last in _sequences]
        )


def _counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'municipalities_%' ORDER BY 1")
        tables = [table for (table,) in cursor.fetchall()]
        counts = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts[table] = cursor.fetchone()[0]
    return counts

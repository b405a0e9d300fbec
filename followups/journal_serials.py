"""Journal numbers: cases and rounds share each year's serial numbers, which have no gaps."""

from django.db import connection

from followups.models import JournalSerial


def next_serials(year: int, count: int = 1) -> range:
    """The year's next numbers. The row stays locked until the transaction ends, or they are given back with it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {JournalSerial._meta.db_table} AS serial (year, last) VALUES (%(year)s, %(count)s)"
            " ON CONFLICT (year) DO UPDATE SET last = serial.last + %(count)s RETURNING last",
            {"year": year, "count": count},
        )
        last = cursor.fetchone()[0]
    return range(last - count + 1, last + 1)

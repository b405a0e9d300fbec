"""How long others wait for a table while a migration goes on."""

import threading
import time
from dataclasses import dataclass

import psycopg
from psycopg import sql

_TABLES = """
    SELECT c.relname, (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = 1)
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'django_migrations'
    ORDER BY pg_total_relation_size(c.oid) DESC LIMIT 30
"""


@dataclass
class Longest:
    """The longest that a session waited, in seconds, and for which table."""

    seconds: float = 0.0
    table: str = ""


class Watch:
    """Reads from and writes to the largest tables, in turn, and notes how long each took."""

    def __init__(self, address: str) -> None:
        with psycopg.connect(address) as session:
            self.tables = session.execute(_TABLES).fetchall()
        self.reader, self.writer = Longest(), Longest()
        self.asked = 0
        self.failures: list[str] = []
        self._stop = threading.Event()
        read, write = sql.SQL("SELECT 1 FROM {0} LIMIT 1"), sql.SQL("UPDATE {0} SET {1} = {1} WHERE false")
        self._threads = [
            threading.Thread(target=self._ask, args=(address, query, longest), daemon=True)
            for query, longest in ((read, self.reader), (write, self.writer))
        ]

    def __enter__(self) -> "Watch":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *raised) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, address: str, query: sql.SQL, longest: Longest) -> None:
        """What takes a lock and changes nothing: an UPDATE of no row asks for the table as one of many does."""
        with psycopg.connect(address, autocommit=True) as session:
            while not self._stop.is_set():
                for table, column in self.tables:
                    began = time.monotonic()
                    try:
                        session.execute(query.format(sql.Identifier(table), sql.Identifier(column)))
                    except psycopg.Error as error:
                        self.failures.append(f"{table}: {error}")
                    took = time.monotonic() - began
                    self.asked += 1
                    if took > longest.seconds:
                        longest.seconds, longest.table = took, table
                self._stop.wait(0.005)

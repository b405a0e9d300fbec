"""Which index serves which question: the plans of all that the pages ask, and how often work looks into each index."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from followups.bench.casework import user_of
from followups.bench.pages import main_pages, person, signed_in
from kontakt.accounts.access import Role
from kontakt.together import BETWEEN

OWN_APPS = ("accounts", "audit", "municipalities", "followups")
# Besides the main pages: lists, search, what was known before, and what a program fetches.
_OTHERS = (
    (Role.CASEWORKER, "/breve/?status=draft"), (Role.CASEWORKER, "/soeg/?q=frister"),
    (Role.CASEWORKER, "/aktindsigt/"), (Role.CASEWORKER, "/leverancer/rettelser/"), (Role.CASEWORKER, "/opgaver/?hvis=alle"),
    (Role.CASEWORKER, "/kommuner/?group=dagpenge&level=below&order_by=share"), (Role.REGIONAL_OFFICE, "/kommuner/"),
    (Role.ADMINISTRATOR, "/revision/"),
)  # fmt: skip


@dataclass
class Use:
    """A plan that looks into an index: for which page, and what the node and the whole question cost."""

    page: str
    node: str
    rows: float
    loops: int
    milliseconds: float
    buffers: int
    whole: float  # milliseconds of the question


@dataclass
class Index:
    name: str
    table: str
    definition: str
    uses: list[Use] = field(default_factory=list)
    scans: int = 0  # by loading, recalculation, proposals, and the pages measured before
    bytes: int = 0

    @property
    def best(self) -> Use | None:
        """The use that costs the most: where the index matters."""
        return max(self.uses, key=lambda use: use.milliseconds, default=None)


def declared() -> dict[str, Index]:
    """The indexes that our models name: Meta.indexes, and the constraints that are kept by one."""
    names: dict[str, str] = {}
    for label in OWN_APPS:
        for model in apps.get_app_config(label).get_models():
            if model._meta.db_table.endswith("history"):
                continue  # looked up by the row they are of, and by whom; all alike (kontakt/audit)
            for index in model._meta.indexes:
                names[index.name] = model._meta.db_table
            for constraint in model._meta.constraints:
                if not isinstance(constraint, models.CheckConstraint):
                    names[constraint.name] = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, tablename, indexdef, pg_relation_size(indexname::regclass) FROM pg_indexes"
            " WHERE indexname = ANY(%s)",
            [list(names)],
        )
        found = cursor.fetchall()
    return {name: Index(name, table, definition, bytes=size) for name, table, definition, size in sorted(found)}


def measure_plans() -> dict[str, Index]:
    """Every declared index with its uses. To be called when work has been done and pages shown: their scans are counted."""
    indexes = declared()
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexrelname, idx_scan FROM pg_stat_user_indexes")
        for name, scans in cursor.fetchall():
            if name in indexes:
                indexes[name].scans = scans
    for page, sql in _questions():
        for name, use in _uses(page, sql):
            if name in indexes:
                indexes[name].uses.append(use)
    return indexes


def _questions() -> Iterator[tuple[str, str]]:
    user_of(Role.ADMINISTRATOR)
    addresses = [(page.role, page.address) for page in main_pages()] + list(_OTHERS)
    for role, address in addresses:
        client = signed_in(person(role))
        with CaptureQueriesContext(connection) as captured:
            client.get(address, secure=settings.HTTPS)
        asked = [sql for query in captured.captured_queries for sql in query["sql"].split(BETWEEN)]
        yield from ((address, sql) for sql in asked if sql.lstrip().startswith(("SELECT", "WITH")))


def _uses(page: str, sql: str) -> Iterator[tuple[str, Use]]:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql.replace("%", "%%"), [])
        plan = cursor.fetchone()[0]
    plan = (json.loads(plan) if isinstance(plan, str) else plan)[0]
    for node in _nodes(plan["Plan"]):
        if "Index Name" in node:
            buffers = node.get("Shared Hit Blocks", 0) + node.get("Shared Read Blocks", 0)
            yield (
                node["Index Name"],
                Use(
                    page,
                    node["Node Type"],
                    node["Actual Rows"],
                    node["Actual Loops"],
                    node["Actual Total Time"] * node["Actual Loops"],
                    buffers,
                    plan["Execution Time"],
                ),
            )


def _nodes(node: dict) -> Iterator[dict]:
    yield node
    for child in node.get("Plans", ()):
        yield from _nodes(child)

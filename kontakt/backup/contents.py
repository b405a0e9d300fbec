"""What is in a database: every table's rows, and the definitions that keep them true."""

import hashlib
import re
from collections.abc import Iterator

import psycopg
from django.apps import apps
from django.db.models import FileField
from psycopg import sql

from kontakt.backup.manifest import Manifest, Rows

_OURS = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'"
# By primary key, which sorts alike everywhere: letters as the alphabet of the server would have them do not.
_TABLES = f"""
    SELECT n.nspname, c.relname, (
        SELECT string_agg(
            format('%I', a.attname) || CASE WHEN a.attcollation = 0 THEN '' ELSE ' COLLATE "C"' END, ', ' ORDER BY k.at
        )
        FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k(number, at)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
        WHERE i.indrelid = c.oid AND i.indisprimary
    )
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND {_OURS} ORDER BY 1, 2
"""
_STRUCTURE = f"""
    SELECT 'column ' || a.attrelid::regclass || '.' || a.attname,
        concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
            pg_get_expr(d.adbin, d.adrelid))
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND {_OURS}
    UNION ALL
    SELECT 'constraint ' || o.conrelid::regclass || '.' || o.conname, concat_ws(' ', pg_get_constraintdef(o.oid), o.convalidated)
    FROM pg_constraint o JOIN pg_namespace n ON n.oid = o.connamespace
    WHERE o.conrelid <> 0 AND o.contype <> 'n' AND {_OURS}
    UNION ALL
    SELECT 'index ' || i.indexrelid::regclass, concat_ws(' ', pg_get_indexdef(i.indexrelid), i.indisvalid)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND {_OURS}
    UNION ALL
    SELECT 'trigger ' || t.tgrelid::regclass || '.' || t.tgname, concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND {_OURS}
    UNION ALL
    SELECT 'function ' || p.oid::regprocedure, pg_get_functiondef(p.oid)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prokind IN ('f', 'p') AND {_OURS}
        AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
    UNION ALL
    SELECT 'sequence ' || s.seqrelid::regclass, concat_ws(' ', s.seqtypid::regtype, s.seqincrement)
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE {_OURS}
    ORDER BY 1
"""
_CASTS_AND_PARENTHESES = re.compile(
    r"::(character varying|timestamp with time zone|[a-z0-9_]+)(\(\d+\))?(\[\])*|[()\s]"
)
_ROLES = f"""
    SELECT DISTINCT r.rolname
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN aclexplode(c.relacl) g
    JOIN pg_roles r ON r.oid = g.grantee
    WHERE r.oid <> c.relowner AND {_OURS} ORDER BY 1
"""


def tables(session: psycopg.Connection) -> dict[str, Rows]:
    """Every table's rows, streamed past and not kept. The session must be a `Database.snapshot()`."""
    return {f"{schema}.{name}": _rows(session, schema, name, key) for schema, name, key in session.execute(_TABLES)}


def structure(session: psycopg.Connection) -> dict[str, str]:
    """A digest of each definition, by what it is of.

    Without casts and parentheses, which PostgreSQL sets anew when it reads its own text of a definition.
    """
    return {
        name: hashlib.sha256(_CASTS_AND_PARENTHESES.sub("", text).encode()).hexdigest()[:16]
        for name, text in session.execute(_STRUCTURE)
    }


def roles(session: psycopg.Connection) -> list[str]:
    """Who has been given rights on tables without owning them."""
    return [name for (name,) in session.execute(_ROLES)]


def migrations(session: psycopg.Connection) -> list[tuple[str, str]]:
    return session.execute("SELECT app, name FROM public.django_migrations ORDER BY 1, 2").fetchall()


def files_named(session: psycopg.Connection, known: dict[str, str]) -> Iterator[str]:
    """The stored files that rows name. `known` is the structure: an older database lacks some of our columns."""
    for model in apps.get_models():
        if model._meta.proxy:
            continue
        for one in model._meta.local_fields:
            if isinstance(one, FileField) and f"column public.{model._meta.db_table}.{one.column}" in known:
                column, table = sql.Identifier(one.column), sql.Identifier("public", model._meta.db_table)
                query = sql.SQL("SELECT DISTINCT {} FROM {} WHERE {} <> ''").format(column, table, column)
                yield from (name for (name,) in session.execute(query))


def differences(manifest: Manifest, session: psycopg.Connection) -> list[str]:
    """What is not in the database as the manifest says it was, each in a line; the names are PostgreSQL's."""
    found, told = [], tables(session)
    for name in sorted(manifest.tables.keys() | told.keys()):
        then, now = manifest.tables.get(name), told.get(name)
        if then is None or now is None:
            found.append(f"{name}: {'extra' if then is None else 'missing'}")
        elif then.rows != now.rows:
            found.append(f"{name}: {then.rows} → {now.rows}")
        elif then != now:
            found.append(f"{name}: ≠")
    # Another version of PostgreSQL writes the same definitions in other words.
    in_the_same_words = manifest.server // 10000 == session.info.server_version // 10000
    defined = structure(session)
    for name in sorted(manifest.structure.keys() | defined.keys()):
        if name not in defined or name not in manifest.structure:
            found.append(f"{name}: {'missing' if name in manifest.structure else 'extra'}")
        elif in_the_same_words and defined[name] != manifest.structure[name]:
            found.append(f"{name}: ≠")
    return found


def _rows(session: psycopg.Connection, schema: str, name: str, key: str | None) -> Rows:
    query = sql.SQL("COPY (SELECT * FROM {} AS t ORDER BY {}) TO STDOUT").format(
        sql.Identifier(schema, name), sql.SQL(key or 't::text COLLATE "C"')
    )
    digest, count = hashlib.sha256(), 0
    with session.cursor() as cursor, cursor.copy(query) as lines:
        for piece in lines:
            digest.update(piece)
            count += bytes(piece).count(b"\n")  # one a row: those within values are written as \n
    return Rows(count, digest.hexdigest())

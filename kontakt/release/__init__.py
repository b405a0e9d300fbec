"""Putting a version into service while people work.

What a migration may do, so that nobody is locked out and the version before can go on serving until it is replaced:

- A lock that keeps readers out is asked for by short statements only, and given up after `LOCK_TIMEOUT`: whoever asks for
  one stands first in a queue in which everybody else then waits. `manage.py migrate` sees to it, and tries again.
- An index on a table that is there already: AddIndexConcurrently, alone in a migration with `atomic = False`. It waits for
  those who are in the table, and holds nobody up; if it is broken off, an invalid index is left, to be dropped.
- A constraint on a table that is there already: AddConstraintNotValid, and ValidateConstraint in a later migration.
- A new column may be empty, or has a `db_default`: the version before writes rows without it.
- Columns and tables are taken away, or get another name or type, in the version after the one that stopped using them.
- Rows are moved in a migration of their own, some thousands at a time where there may be many.

tests/release/test_migrations.py holds each new migration to it. One with a reason says `locks_are_short = "…"`.
"""

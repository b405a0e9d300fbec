"""Backups: taking one of the database and the stored files, laying one in again, and trying whether it can be.

A backup is a folder: `database.dump` (pg_dump's custom format), `files/`, `manifest.json` with what was in them, and
`manifest.sha256`. It has its name only when it is whole.
"""

"""Django's PostgreSQL backend for the embedded server: the same, except that a connection starts the server."""

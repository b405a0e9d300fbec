"""The journal as lists: on screen, as files, and printed. The entries themselves are written by the database."""

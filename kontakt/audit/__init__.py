"""The audit trail: every change of what people edit, and every sign-in, file fetched and letter read. Rows only come to it.

`tracking.py` says which tables have their history kept, `context.py` who did it and why, `trail.py` records what is not
a change, and `reading.py` finds all of it again.
"""

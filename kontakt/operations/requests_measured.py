"""Requests counted and timed, by all the processes of a web server together.

Under gunicorn (kontakt/gunicorn.py) each process counts in files of its own, in a folder that all of them read. The files
belong to a place among the processes, not to a process number: whoever takes a dead one's place counts on in its files, so
they are never more than there are processes at a time.
"""

import os

from prometheus_client import Counter, Histogram, values

FOLDER, PLACE = "PROMETHEUS_MULTIPROC_DIR", "KONTAKT_WEB_PLACE"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

if FOLDER in os.environ:
    values.ValueClass = values.MultiProcessValue(lambda: os.environ.get(PLACE) or str(os.getpid()))

REQUESTS = Counter(
    "kontakt_http_requests",
    "Requests answered, by page, method and class of status; 503 by itself: the database was away.",
    ["route", "method", "status"],
)
SECONDS = Histogram(
    "kontakt_http_request_seconds",
    "Seconds from a request to its answer.",
    ["route", "method"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)


def note(route: str, method: str, status: int, seconds: float) -> None:
    """`route` is empty for an address that there is not."""
    method = method if method in _METHODS else "other"
    told = "503" if status == 503 else f"{status // 100}xx"
    REQUESTS.labels(route or "none", method, told).inc()
    SECONDS.labels(route or "none", method).observe(seconds)

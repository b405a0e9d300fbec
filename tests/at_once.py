"""Works begun at the same moment, each on a connection of its own: for tests with real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections


def at_once(*works) -> list:
    """What each gave or raised, begun at the same moment on connections of their own."""
    together = Barrier(len(works), timeout=10)

    def do(work):
        try:
            together.wait()
            return work()
        except Exception as raised:
            return raised
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(do, works))

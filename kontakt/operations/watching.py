"""Celery's own signals, heard in workers and beat: what is done, what fails, and that they live.

Whatever goes wrong here is logged and no more: work must not fail because it could not be counted.
"""

import atexit
import logging
import os
import socket
import threading
import time
from collections.abc import Callable

from celery import signals
from celery.worker.request import Request
from django.db import Error, InterfaceError, OperationalError, connection, transaction

from kontakt.audit.doing import caused
from kontakt.operations import counts, failures, heartbeats
from kontakt.operations.models import Heartbeat

logger = logging.getLogger(__name__)

EVERY = 30  # seconds between signs of life

_begun: dict[str, float] = {}
_stopping = threading.Event()
_beat = {"is_here": False, "shown": 0.0}


class WatchedRequest(Request):
    """A task as the worker's main process sees it: what its child can no longer say, it says."""

    def on_failure(self, exc_info, send_failed_event=True, return_ok=False):
        """A child that was killed (out of memory, kill -9): the message goes back to the queue, and no signal is sent.

        Written down before it goes back: whoever takes it next may have gone well with it in no time.
        """
        error = getattr(exc_info.exception, "exc", exc_info.exception)  # billiard wraps it, with its traceback
        if type(error).__name__ in ("WorkerLostError", "SystemExit"):
            _note_failure(self.task, self.id, error, self.args, self.kwargs, self._context)
            _robustly(lambda: counts.note(self.task.name, 0, failed=True))
            connection.close()
        Request.on_failure(self, exc_info, send_failed_event=send_failed_event, return_ok=return_ok)


@signals.task_prerun.connect
def _task_begins(task_id=None, **_signal) -> None:
    _begun[task_id] = time.monotonic()


@signals.task_postrun.connect
def _task_ends(task_id=None, task=None, state=None, **_signal) -> None:
    seconds = time.monotonic() - _begun.pop(task_id, time.monotonic())
    _robustly(lambda: counts.note(task.name, seconds, failed=state == "FAILURE"))


@signals.task_failure.connect
def _task_failed(sender=None, task_id=None, exception=None, args=None, kwargs=None, **_signal) -> None:
    if type(exception).__name__ == "WorkerLostError":
        return  # by its request
    _note_failure(sender, task_id, exception, args, kwargs, sender.request)


def _note_failure(task, task_id: str, error: BaseException, args, kwargs, request) -> None:
    cause, user = caused(request)
    _robustly(lambda: failures.record(task.name, args, kwargs, task_id=task_id, error=error, cause=cause, user=user))


@signals.task_success.connect
def _task_went_well(sender=None, **_signal) -> None:
    request = sender.request
    _robustly(lambda: failures.went_well(sender.name, request.args, request.kwargs))


@signals.worker_ready.connect
def _worker_lives(sender=None, **_signal) -> None:
    """A thread of the worker's main process, which does no work itself."""
    name = sender.hostname

    def show() -> None:
        while True:
            _robustly(lambda: heartbeats.show(Heartbeat.Kind.WORKER, name))
            connection.close()
            if _stopping.wait(EVERY):
                return

    _stopping.clear()
    threading.Thread(target=show, name="heartbeat", daemon=True).start()


@signals.worker_shutting_down.connect
def _worker_stops(**_signal) -> None:
    _stopping.set()


@signals.worker_shutdown.connect
def _worker_stopped(sender=None, **_signal) -> None:
    _robustly(lambda: heartbeats.gone(Heartbeat.Kind.WORKER, sender.hostname))
    connection.close()


@signals.beat_init.connect
def _beat_begins(**_signal) -> None:
    _beat["is_here"] = True
    atexit.register(_beat_ends)


def _beat_ends() -> None:
    _robustly(lambda: heartbeats.gone(Heartbeat.Kind.BEAT, _beat_name()))


def _beat_name() -> str:
    """Each process by itself, so that two by mistake are seen."""
    return f"{socket.gethostname()}:{os.getpid()}"


@signals.before_task_publish.connect
def _beat_lives(**_signal) -> None:
    """A beat that lives sends something every minute."""
    if not _beat["is_here"] or time.monotonic() - _beat["shown"] < EVERY:
        return
    _beat["shown"] = time.monotonic()
    _robustly(lambda: heartbeats.show(Heartbeat.Kind.BEAT, _beat_name()))
    connection.close()


def _robustly(write: Callable[[], None]) -> None:
    """Write, if need be on a new connection: that of a task that failed may be broken."""
    for is_last in (False, True):
        try:
            with transaction.atomic():
                write()
            return
        except (InterfaceError, OperationalError):
            if is_last or connection.in_atomic_block:
                logger.exception("Could not be written down")
                return
            connection.close()
        except Error:
            logger.exception("Could not be written down")
            return

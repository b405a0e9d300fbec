"""Sending work to the Celery workers."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.db import transaction
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

from kontakt.celery import app

logger = logging.getLogger(__name__)

_done_here = ContextVar("done_here", default=False)
_unsent = ContextVar("unsent", default=False)


def enqueue(task: str, *args) -> None:
    """Send a task by name when the present transaction is through.

    The work itself is always written in the database too; so when the broker is away the message is only logged as
    lost, and `pick_up_unfinished_work` finds the work a minute later.
    """
    if _unsent.get():
        return
    if _done_here.get():
        import_string(task)(*args)
        return
    transaction.on_commit(partial(_send, task, args))


@contextmanager
def done_here() -> Iterator[None]:
    """Inside, tasks are done at once in this process: for commands that must end with the work done, worker or none."""
    token = _done_here.set(True)
    try:
        yield
    finally:
        _done_here.reset(token)


@contextmanager
def unsent() -> Iterator[None]:
    """Inside, nothing is sent or done: for a process that does all of the work itself, in an order of its own."""
    token = _unsent.set(True)
    try:
        yield
    finally:
        _unsent.reset(token)


def _send(task: str, args: tuple) -> None:
    try:
        app.send_task(task, args, retry=False)
    except (OperationalError, OSError):
        logger.exception("The queue is away; %s%s waits for the next sweep", task, args)

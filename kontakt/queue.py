"""Sending work to the Celery workers."""

import logging
from functools import partial

from django.db import transaction
from kombu.exceptions import OperationalError

from kontakt.celery import app

logger = logging.getLogger(__name__)


def enqueue(task: str, *args) -> None:
    """Send a task by name when the present transaction is through.

    The work itself is always written in the database too; so when the broker is away the message is only logged as
    lost, and `pick_up_unfinished_work` finds the work a minute later.
    """
    transaction.on_commit(partial(_send, task, args))


def _send(task: str, args: tuple) -> None:
    try:
        app.send_task(task, args, retry=False)
    except (OperationalError, OSError):
        logger.exception("The queue is away; %s%s waits for the next sweep", task, args)

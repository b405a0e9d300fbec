"""Work that failed: written down, and settled once: run again, put aside, or gone well by itself."""

import hashlib
import json
import logging
import traceback
import uuid
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from kontakt.audit.context import because
from kontakt.celery import app
from kontakt.operations import names
from kontakt.operations.models import TaskFailure
from kontakt.operations.scrubbing import scrubbed

logger = logging.getLogger(__name__)

MOST_ERROR, MOST_TRACEBACK = 1000, 20_000  # characters; of a traceback the end is kept

_RECORD = """
    INSERT INTO operations_taskfailure AS f
        (name, args, kwargs, work, task_id, times, first_at, last_at, error, traceback, cause, caused_by_id, settled)
    VALUES (%(name)s, %(args)s, %(kwargs)s, %(work)s, %(task_id)s, 1, now(), now(), %(error)s, %(traceback)s, %(cause)s,
            (SELECT id FROM accounts_user WHERE id = %(user)s), '')
    ON CONFLICT (work) WHERE settled = '' DO UPDATE SET
        times = f.times + 1, last_at = excluded.last_at, task_id = excluded.task_id, error = excluded.error,
        traceback = excluded.traceback
"""


class CannotRunAgain(Exception):
    """The message, in the user's language, says why, and what to do."""


def record(
    name: str, args: Any, kwargs: Any, *, task_id: str, error: BaseException, cause: str = "", user: int | None = None
) -> None:
    """Write down that the work failed; the same work that is open already is counted once more."""
    given, named = _plain(args or []), _plain(kwargs or {})
    values = {
        "name": name,
        "args": json.dumps(given),
        "kwargs": json.dumps(named),
        "work": _digest(name, args, kwargs),
        "task_id": task_id,
        "error": scrubbed(f"{type(error).__name__}: {error}")[:MOST_ERROR],
        "traceback": scrubbed("".join(traceback.format_exception(error)))[-MOST_TRACEBACK:],
        "cause": cause,
        "user": user,
    }
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, values)


def went_well(name: str, args: Any, kwargs: Any) -> None:
    """The same work has been done since it failed, if it had."""
    TaskFailure.objects.filter(work=_digest(name, args, kwargs), settled="").update(
        settled=TaskFailure.Settled.WENT_WELL, settled_at=timezone.now()
    )


def run_again(failure: int, *, by) -> bool:
    """Send the work to the workers once more. False if somebody has settled it already: a double click.

    Raises CannotRunAgain for a task that there is no longer, or a queue that is away; then nothing is changed.
    """
    with transaction.atomic():
        found = TaskFailure.objects.select_for_update().get(pk=failure)
        if not found.is_open:
            return False
        if found.name not in names.labels():
            raise CannotRunAgain(_("This version of Kontakt has no task of that name. Put it aside."))
        because(_("Run again"))
        _settle(found, TaskFailure.Settled.RUN_AGAIN, by)
        # Sent before it is known that the row is: done once too often does no harm, never done would.
        try:
            app.send_task(found.name, found.args, found.kwargs, task_id=str(uuid.uuid4()), retry=False)
        except (OperationalError, OSError):
            logger.exception("The queue is away; %s was not run again", found.name)
            raise CannotRunAgain(_("The queue does not answer. Try again in a minute.")) from None
    return True


def set_aside(failure: int, *, by) -> bool:
    """Nothing more is to be done about it. False if it was settled already."""
    with transaction.atomic():
        found = TaskFailure.objects.select_for_update().get(pk=failure)
        if not found.is_open:
            return False
        _settle(found, TaskFailure.Settled.SET_ASIDE, by)
    return True


def _settle(failure: TaskFailure, how: TaskFailure.Settled, by) -> None:
    failure.settled, failure.settled_at, failure.settled_by = how, timezone.now(), by
    failure.save(update_fields=["settled", "settled_at", "settled_by"])


def _digest(name: str, args: Any, kwargs: Any) -> str:
    words = json.dumps([name, _plain(args or []), _plain(kwargs or {})], sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """As the queue carries it: JSON."""
    return json.loads(json.dumps(value, default=str))

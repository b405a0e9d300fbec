"""What is being done now, and what asked for it: in every line of the logs, and with every change.

Known without the database, from when the first line is written.
"""

import re
import uuid
from contextvars import ContextVar, Token

from celery import signals
from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import LazyObject, empty

HEADER = "X-Request-ID"
CAUSE, CAUSED_BY_USER = "caused_by", "caused_by_user"  # headers of a task's message
_WELL_FORMED = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)
_task: ContextVar[dict | None] = ContextVar("task", default=None)
_tasks: dict[str, Token] = {}


class RequestIdMiddleware:
    """Gives the request an `audit_id`: the same in the trail, in the logs and in the answer's X-Request-ID.

    It is the one that a proxy of ours has given, where that is a UUID; from others it would be theirs to choose.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get(HEADER, "") if settings.ALLAUTH_TRUSTED_PROXY_COUNT else ""
        request.audit_id = uuid.UUID(given) if _WELL_FORMED.fullmatch(given) else uuid.uuid4()
        token = _request.set(request)
        try:
            response = self.get_response(request)
        finally:
            _request.reset(token)
        response.headers[HEADER] = str(request.audit_id)
        return response


def doing() -> dict[str, str | int]:
    """What is being done now, as far as there is something to say: `request` and `user` (its key, never a name); or
    `task` (its id), `task_name`, and `cause`, the request or task that asked for it."""
    request = _request.get()
    if request is None:
        return dict(_task.get() or {})
    about: dict[str, str | int] = {"request": str(request.audit_id)}
    if user := _user_key(request):
        about["user"] = user
    return about


def _user_key(request: HttpRequest) -> int | None:
    """Without asking the database: a page that has not looked at its user has none."""
    user = getattr(request, "auth", None) or request.__dict__.get("user")
    if isinstance(user, LazyObject) and user._wrapped is empty:
        return None
    return getattr(user, "pk", None)


@signals.before_task_publish.connect
def _task_is_sent(headers=None, **_signal) -> None:
    """The message says what asked for the work, and a task hands on what had asked for it."""
    about = doing()
    cause = about.get("request") or about.get("cause") or about.get("task")
    if headers is None or cause is None:
        return
    headers.setdefault(CAUSE, cause)
    if user := about.get("user") or about.get(CAUSED_BY_USER):
        headers.setdefault(CAUSED_BY_USER, user)


def caused(request) -> tuple[str, int | None]:
    """What asked for a task, and the key of the user who did, as the task's own request has it from its message."""
    headers = request.headers or {}  # where it is done at once; from the queue they stand with the rest
    return request.get(CAUSE) or headers.get(CAUSE) or "", request.get(CAUSED_BY_USER) or headers.get(CAUSED_BY_USER)


@signals.task_prerun.connect
def _task_begins(task_id=None, task=None, **_signal) -> None:
    cause, user = caused(task.request)
    about = {"task": task_id, "task_name": task.name, "cause": cause, CAUSED_BY_USER: user}
    _tasks[task_id] = _task.set({name: value for name, value in about.items() if value})


@signals.task_postrun.connect
def _task_ends(task_id=None, **_signal) -> None:
    if token := _tasks.pop(task_id, None):
        _task.reset(token)

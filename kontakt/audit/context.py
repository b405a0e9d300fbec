"""Who makes a change, how and why: kept with every change that is made meanwhile."""

from contextlib import ExitStack

import pghistory
from celery import signals

from kontakt.audit import trail
from kontakt.audit.doing import doing

TRACED_METHODS = ("POST", "PUT", "PATCH", "DELETE")
_tasks: dict[str, ExitStack] = {}


class AuditMiddleware:
    """Puts the user and the page with every change a request leads to, and notes files given."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in TRACED_METHODS:
            with pghistory.context(user=request.user.pk, page=request.path, request=request.audit_id):
                response = self.get_response(request)
        else:
            response = self.get_response(request)
        trail.record_file(request, response)
        return response


def because(reason: str) -> None:
    """Put the reason a user has given with the changes that follow in this request."""
    if reason:
        pghistory.context(reason=reason)


@signals.task_prerun.connect
def _task_begins(task_id=None, task=None, **_signal) -> None:
    _tasks[task_id] = entered = ExitStack()
    cause = {name: value for name, value in doing().items() if name == "cause"}
    entered.enter_context(pghistory.context(task=task.name, request=task_id, **cause))


@signals.task_postrun.connect
def _task_ends(task_id=None, **_signal) -> None:
    if entered := _tasks.pop(task_id, None):
        entered.close()

"""The work that Celery does for the follow-up. Each task calls one function; each may run twice or be killed half-way."""

from celery import shared_task

from followups import proposing


@shared_task
def propose() -> None:
    proposing.propose()

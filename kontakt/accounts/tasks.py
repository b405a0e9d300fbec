"""The work that Celery does for accounts. It may run twice or be killed half-way."""

from celery import shared_task

from kontakt.accounts import invitations


@shared_task
def send_invitations() -> None:
    invitations.send_waiting()

"""The work that Celery does for accounts. It may run twice or be killed half-way."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from kontakt.accounts import invitations


@shared_task(label=_("Send invitations"))
def send_invitations() -> None:
    invitations.send_waiting()

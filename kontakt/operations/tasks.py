"""The work that Celery does for operations. It may run twice or be killed half-way."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from kontakt.operations import cleaning


@shared_task(label=_("Remove what is kept for a time only"))
def clean_up() -> None:
    cleaning.clean_up()

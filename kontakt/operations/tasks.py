"""The work that Celery does for operations. It may run twice or be killed half-way."""

from celery import shared_task

from kontakt.operations import cleaning


@shared_task
def clean_up() -> None:
    cleaning.clean_up()

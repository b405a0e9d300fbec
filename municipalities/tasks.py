"""The work that Celery does. Each task loads by id and calls one function; each may run twice or be killed half-way."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from municipalities.assessment.recalculation import recalculate_pending
from municipalities.deliveries.staging import stage, stage_unattended
from municipalities.jobindsats import pulling, telling


@shared_task(label=_("Read a delivery's files"))
def stage_delivery(delivery_id: int) -> None:
    stage(delivery_id)


@shared_task(label=_("Recalculate the levels"))
def recalculate() -> None:
    recalculate_pending()


@shared_task(label=_("Take up work that was not finished"))
def pick_up_unfinished_work() -> None:
    """What was asked for but never finished: a message was lost, a worker killed, the broker away."""
    pulling.run_unattended()
    stage_unattended()
    recalculate_pending()
    telling.tell()


@shared_task(label=_("Fetch figures from Jobindsats"))
def pull_jobindsats(pull_id: int) -> None:
    pulling.run(pull_id)


@shared_task(label=_("Start the day's fetching from Jobindsats"))
def pull_jobindsats_by_schedule() -> None:
    pulling.ask_by_schedule()


@shared_task(label=_("Tell the administrators how fetching from Jobindsats went"))
def tell_of_pulls() -> None:
    telling.tell()

"""The work that Celery does. Each task loads by id and calls one function; each may run twice or be killed half-way."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from municipalities.assessment.recalculation import recalculate_pending
from municipalities.deliveries.staging import stage
from municipalities.models import Delivery

logger = logging.getLogger(__name__)

# A delivery that nobody has touched for so long is not being read.
SILENCE = timedelta(minutes=1)


@shared_task
def stage_delivery(delivery_id: int) -> None:
    stage(delivery_id)


@shared_task
def recalculate() -> None:
    recalculate_pending()


@shared_task
def pick_up_unfinished_work() -> None:
    """What was asked for but never finished: a message was lost, a worker killed, the broker away."""
    silent = Delivery.objects.filter(status__in=Delivery.UNREAD, touched_at__lt=timezone.now() - SILENCE)
    for delivery_id in silent.values_list("pk", flat=True):
        try:
            stage(delivery_id)
        except Exception:  # one that cannot be read must not keep the rest waiting
            logger.exception("Delivery %s could not be read; it is tried again with the next sweep", delivery_id)
    recalculate_pending()

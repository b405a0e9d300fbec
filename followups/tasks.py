"""The work that Celery does for the follow-up. Each task calls one function; each may run twice or be killed half-way."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followups import proposing
from followups.digest import send_digests
from followups.letters import sending
from followups.working_days import is_working_day


@shared_task(label=_("Bring proposals up to date"))
def propose() -> None:
    proposing.propose()


@shared_task(label=_("Send the daily mail"), autoretry_for=(OSError,), max_retries=6, default_retry_delay=10 * 60)
def send_daily_mail() -> None:
    """On working days; a mail server that is away is tried again for an hour."""
    if is_working_day(timezone.localdate()):
        send_digests()


@shared_task(label=_("Send letters"))
def send_letters() -> None:
    """Send what waits, after settling what a killed worker left behind."""
    sending.find_interrupted()
    sending.send_waiting()

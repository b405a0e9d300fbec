"""Fetching from Jobindsats, from asking for it to the delivery that comes of it.

A pull is written down before anybody begins it, and one at a time is under way. A worker takes its turn by a number, and
leaves nothing if the turn has gone to another meanwhile; so a pull may be begun twice, or its worker killed, at any point.
"""

import logging
from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone

from kontakt.queue import enqueue
from municipalities.deliveries.loading import PreviewOutdated, load
from municipalities.deliveries.staging import receive, stage
from municipalities.jobindsats.asking import Answered, fetch
from municipalities.jobindsats.client import Jobindsats
from municipalities.jobindsats.problems import SourceProblem
from municipalities.models import Delivery, Pull

logger = logging.getLogger(__name__)

# Problems that may be over within the hour.
_PASSING = ("away", "broke_off")


class _TurnLost(Exception):
    """Another worker has taken over."""


def ask(origin: Pull.Origin, *, by=None, first_month: date | None = None, last_month: date | None = None) -> Pull:
    """Have the figures fetched for the months from–to (None: the latest). One that is under way is given instead."""
    try:
        with transaction.atomic():
            pull = Pull.objects.create(origin=origin, requested_by=by, first_month=first_month, last_month=last_month)
    except IntegrityError:
        under_way = Pull.objects.under_way().first()
        return under_way or ask(origin, by=by, first_month=first_month, last_month=last_month)
    enqueue("municipalities.tasks.pull_jobindsats", pull.pk)
    return pull


def ask_by_schedule() -> Pull | None:
    """Asked every hour: one pull a day comes through; one that met a passing problem is tried again."""
    if not settings.JOBINDSATS_TOKEN:
        return None
    tried = Pull.objects.filter(origin=Pull.Origin.SCHEDULE, requested_at__date=timezone.localdate())
    if tried.exclude(status=Pull.Status.FAILED, problem__in=_PASSING).exists():
        return None
    return ask(Pull.Origin.SCHEDULE)


def run_unattended() -> None:
    """Take up whatever nobody is at."""
    for pk in list(Pull.objects.unattended().values_list("pk", flat=True)):
        run(pk)


def run(pull_id: int) -> None:
    """Fetch, deliver, and load if nothing speaks against it."""
    pull = _begin(pull_id)
    if pull is None:
        return
    try:
        if pull.status == Pull.Status.FETCHING:
            _fetch(pull)
        if pull.status == Pull.Status.DELIVERED:
            _settle(pull)
    except _TurnLost:
        return
    except SourceProblem as problem:
        _fail(pull, problem)
    except Exception:
        logger.exception("Pull %s broke off", pull.pk)
        _fail(pull, SourceProblem("broke_off"))


def client(**options) -> Jobindsats:
    return Jobindsats(settings.JOBINDSATS_URL, settings.JOBINDSATS_TOKEN, **options)


def fetch_now(
    first_month: date | None, last_month: date | None, *, alive: Callable[[], None] = lambda: None, **options
) -> list[Answered]:
    """What Jobindsats answers now. Raises SourceProblem."""
    with client(alive=alive) as jobindsats:
        return fetch(jobindsats, months=(first_month, last_month), latest=settings.JOBINDSATS_MONTHS, **options)


@transaction.atomic
def _begin(pull_id: int) -> Pull | None:
    pull = Pull.objects.unattended().select_for_update(skip_locked=True).filter(pk=pull_id).first()
    if pull is None:
        return None
    pull.turn += 1
    if pull.status == Pull.Status.REQUESTED:
        pull.status = Pull.Status.FETCHING
    pull.touched_at = timezone.now()
    pull.save()
    return pull


def _fetch(pull: Pull) -> None:
    def alive(percent: int | None = None) -> None:
        shown = {"progress": percent} if percent is not None else {}
        if not _in_turn(pull).update(touched_at=Now(), **shown):
            raise _TurnLost

    answered = fetch_now(pull.first_month, pull.last_month, alive=alive, on_progress=alive)
    with transaction.atomic():
        held = _in_turn(pull).select_for_update().first()
        if held is None:
            raise _TurnLost
        pull.fetched = {one.name: {"digest": one.digest, "last_month": f"{max(one.answers):%Y-%m}"} for one in answered}
        pull.progress = 100
        if _same_as_before(pull):
            _finish(pull, Pull.Status.DONE)
            return
        now = timezone.now()
        pull.delivery = receive(
            [one.as_file(now) for one in answered], by=pull.requested_by, origin=Delivery.Origin.PULL
        )
        pull.status = Pull.Status.DELIVERED
        pull.save()


def _settle(pull: Pull) -> None:
    """The delivery is read; it is loaded by itself only if there is nothing that a person should look at first."""
    delivery = stage(pull.delivery_id)
    if delivery.status == Delivery.Status.READY and may_load_by_itself(pull, delivery):
        try:
            load(delivery.pk, by=None)
        except PreviewOutdated:
            load(delivery.pk, by=None)  # nobody has looked at the preview
    with transaction.atomic():
        if _in_turn(pull).select_for_update().first() is None:
            raise _TurnLost
        _finish(pull, Pull.Status.DONE)


def may_load_by_itself(pull: Pull, delivery: Delivery) -> bool:
    """Without warnings, and unless what was fetched before it was turned down or still waits for a person."""
    before = _delivered_before(pull)
    stood = before is None or before.delivery.status in (Delivery.Status.LOADED, Delivery.Status.REJECTED)
    return settings.JOBINDSATS_LOADS and not delivery.counts["warnings"] and stood


def _delivered_before(pull: Pull) -> Pull | None:
    return Pull.objects.filter(delivery__isnull=False, pk__lt=pull.pk).select_related("delivery").first()


def _same_as_before(pull: Pull) -> bool:
    """Whether each answer is the one that was delivered last; one that was refused is read again, for sources change."""
    before = _delivered_before(pull)
    return (
        before is not None
        and before.delivery.status != Delivery.Status.REJECTED
        and all(before.fetched.get(name, {}).get("digest") == one["digest"] for name, one in pull.fetched.items())
    )


def _fail(pull: Pull, problem: SourceProblem) -> None:
    with transaction.atomic():
        if _in_turn(pull).select_for_update().first() is None:
            return
        pull.problem, pull.problem_params = problem.code, problem.params
        _finish(pull, Pull.Status.FAILED)


def _finish(pull: Pull, status: Pull.Status) -> None:
    pull.status, pull.finished_at = status, timezone.now()
    pull.save()
    enqueue("municipalities.tasks.tell_of_pulls")


def _in_turn(pull: Pull):
    return Pull.objects.under_way().filter(pk=pull.pk, turn=pull.turn)

"""The demonstration's deliveries, through the real import, dated as they would have arrived."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time

from django.utils import timezone

from kontakt.accounts.models import User
from municipalities.deliveries.loading import load
from municipalities.deliveries.staging import receive, stage
from municipalities.demo.figures import FIRST_MADE_UP, answers, file_names, story_files
from municipalities.models import Delivery, DeliveryFile
from municipalities.months import add_months
from municipalities.readers import InputFile

_ARRIVAL = time(9, 12)
_STORY_ARRIVED = date(2018, 8, 15)


def add_history(*, today: date, by: User, say: Callable[[str], None] = lambda text: None) -> int:
    """Load whatever of the demonstration is not there yet, up to the last complete month; returns how many deliveries."""
    already = set(DeliveryFile.objects.filter(delivery__is_synthetic=True).values_list("name", flat=True))
    added = 0
    for arrived, files in _deliveries(today, already):
        delivery = receive(files, by=by, origin=Delivery.Origin.UPLOAD, is_synthetic=True)
        delivery = stage(delivery.pk, today=arrived.date())
        if delivery.status != Delivery.Status.READY:
            raise RuntimeError(f"The demonstration's own files were refused: {[f.name for f in files]}")
        load(delivery.pk, by=by, known_at=arrived)
        Delivery.objects.filter(pk=delivery.pk).update(created_at=arrived)
        added += 1
        if added % 12 == 0:
            say(f"{arrived:%Y-%m}")
    return added


def _deliveries(today: date, already: set[str]) -> Iterator[tuple[datetime, list[InputFile]]]:
    """The deliveries that are missing; those that are there are not even made, so that a second start is quick."""
    if not any(path.name in already for path in story_files()):
        yield _moment(_STORY_ARRIVED), [InputFile(path.name, path.read_bytes()) for path in story_files()]
    month = FIRST_MADE_UP
    while add_months(month, 1) <= today.replace(day=1):
        arrived = min(_moment(add_months(month, 1).replace(day=10)), timezone.now())
        if already.isdisjoint(file_names(month)):
            yield arrived, [InputFile(name, text.encode()) for name, text in answers(month).items()]
        month = add_months(month, 1)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, _ARRIVAL))

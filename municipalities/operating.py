"""What those who run Kontakt are told of the figures: what waits, how the deliveries stand, and what was done last."""

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontakt.operations import counts, latest, metrics, waiting
from kontakt.operations.models import TaskCount
from kontakt.ui.templatetags import figures
from municipalities.assessment.signals import recalculated
from municipalities.models import Delivery, Pull, RecalculationRequest

RECALCULATION = "recalculation"  # its name among the counted work


def tell() -> None:
    waiting.register("deliveries", gettext_lazy("Deliveries to be read"), _unread, since="created_at")
    waiting.register("recalculations", gettext_lazy("Recalculations"), _not_recalculated, since="created_at")
    waiting.register("pulls", gettext_lazy("Pulls from Jobindsats"), Pull.objects.under_way, since="requested_at")
    metrics.register("kontakt_deliveries", "Deliveries by state.", _deliveries, label="state")
    metrics.register("kontakt_last_pull_timestamp_seconds", "When the last pull that succeeded was done.", _last_pull)
    metrics.register(
        "kontakt_last_recalculation_timestamp_seconds", "When the last recalculation was done.", _last_recalculation
    )
    latest.register(gettext_lazy("Latest pull from Jobindsats"), _pull_in_words)
    latest.register(gettext_lazy("Latest recalculation"), _recalculation_in_words)
    recalculated.connect(_note_recalculation)


def _unread():
    return Delivery.objects.filter(status__in=Delivery.UNREAD)


def _not_recalculated():
    return RecalculationRequest.objects.filter(done_at=None)


def _deliveries() -> dict[str, float]:
    found = dict(Delivery.objects.order_by().values_list("status").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in Delivery.Status.values}


def _last_pull() -> float | None:
    at = Pull.objects.filter(status=Pull.Status.DONE).aggregate(at=Max("finished_at"))["at"]
    return at and at.timestamp()


def _last_recalculation() -> float | None:
    at = RecalculationRequest.objects.aggregate(at=Max("done_at"))["at"]
    return at and at.timestamp()


def _pull_in_words() -> latest.Latest | None:
    pull = Pull.objects.select_related("delivery").first()
    if pull is None:
        return None
    words = pull.problem_in_words or pull.get_status_display()
    if pull.delivery:
        words = f"{pull.delivery}: {pull.delivery.get_status_display()}"
    return latest.Latest(pull.finished_at or pull.requested_at, str(words), reverse("pulls"))


def _recalculation_in_words() -> latest.Latest | None:
    count = TaskCount.objects.filter(name=RECALCULATION).first()
    if count is None or count.last_at is None:
        return None
    took = figures.duration(count.last_seconds)
    return latest.Latest(count.last_at, _("It took %(duration)s.") % {"duration": took})


def _note_recalculation(*, seconds: float = 0, **_signal) -> None:
    counts.note(RECALCULATION, seconds)

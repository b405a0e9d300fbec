"""What those who run Kontakt are told of the follow-up: letters on their way, and what is overdue."""

from django.utils import timezone
from django.utils.translation import gettext_lazy

from followups.models import Deadline, Letter
from kontakt.operations import metrics, waiting


def tell() -> None:
    waiting.register("letters", gettext_lazy("Letters on their way"), _on_their_way, since="ordered_at")
    metrics.register("kontakt_overdue_deadlines", "Deadlines in open cases whose last day has gone by.", _overdue)


def _on_their_way():
    """Those that Kontakt sends itself; the others wait for a person."""
    return Letter.objects.on_their_way().filter(by_hand=False)


def _overdue() -> int:
    return Deadline.objects.overdue(timezone.localdate()).count()

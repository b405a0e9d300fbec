"""What the latest delivery, and anything done since, changed in months that had been assessed before."""

from dataclasses import dataclass

from django.db.models import Q

from municipalities.models import Delivery, LevelChange, Scheme


@dataclass(frozen=True)
class LatestDelivery:
    """The delivery loaded last, and the level changes of revised figures from it and from what came after it."""

    delivery: Delivery
    changes: list[LevelChange]


def latest_delivery(scheme: Scheme, user) -> LatestDelivery | None:
    """None before anything has been loaded. Two queries."""
    delivery = Delivery.objects.filter(status=Delivery.Status.LOADED).order_by("-loaded_at", "-pk").first()
    if delivery is None:
        return None
    changes = (
        LevelChange.objects.visible_to(user)
        .filter(Q(delivery=delivery) | Q(recorded_at__gte=delivery.loaded_at), scheme=scheme, is_revision=True)
        .select_related("municipality")
        .order_by("-month", "municipality__sort_key", "pk")
    )
    return LatestDelivery(delivery, list(changes))

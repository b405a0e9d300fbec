"""What the latest delivery, and anything done since, changed in months that had been assessed before."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from municipalities.models import Delivery, LevelChange, Municipality, Scheme

_OF_CHANGE = ("id", "month", "from_level", "to_level", "cause")
_OF_MUNICIPALITY = ("municipality__code", "municipality__name")


@dataclass(frozen=True)
class LatestDelivery:
    """The delivery loaded last, and the level changes of revised figures from it and from what came after it."""

    delivery: Delivery
    changes: list[LevelChange]


def latest_delivery(scheme: Scheme, user) -> LatestDelivery | None:
    """None before anything has been loaded. One query."""
    of_it = Q(delivery=OuterRef("pk")) | Q(recorded_at__gte=OuterRef("loaded_at"))
    changes = (
        LevelChange.objects.visible_to(user)
        .filter(of_it, scheme=scheme, is_revision=True)
        .order_by("-month", "municipality__sort_key", "pk")
        .values(json=JSONObject(**{name: name for name in (*_OF_CHANGE, *_OF_MUNICIPALITY)}))
    )
    delivery = (
        Delivery.objects.filter(status=Delivery.Status.LOADED)
        .annotate(changed=ArraySubquery(changes))
        .order_by("-loaded_at", "-pk")
        .first()
    )
    return delivery and LatestDelivery(delivery, [_change(row) for row in delivery.changed])


def _change(row: dict) -> LevelChange:
    municipality = Municipality(code=row["municipality__code"], name=row["municipality__name"])
    month = date.fromisoformat(row["month"])
    return LevelChange(**{name: row[name] for name in _OF_CHANGE} | {"month": month, "municipality": municipality})

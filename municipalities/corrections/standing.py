"""What holds in a cell, and what the deliveries say of it."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from municipalities.models import DeliveredFigure, Delivery, Observation
from municipalities.models.observations import Figures

type Key = tuple[int, int, object]

VALUES = ("persons", "average", "share", "meeting")


def key(figures: Figures) -> Key:
    return figures.municipality_id, figures.indicator_id, figures.month


def same_values(one: Figures | None, other: Figures | None) -> bool:
    """Whether two say the same; none says that everything is withheld or missing, which is not the same as none."""
    if one is None or other is None:
        return one is other
    return all(getattr(one, name) == getattr(other, name) for name in VALUES)


def current(cells: Iterable[Figures]) -> dict[Key, Observation]:
    """The versions now known of the cells; those without figures are left out."""
    found = Observation.objects.filter(_of(cells), known_to=None)
    return {key(row): row for row in found.select_related("correction")}


def delivered(cells: Iterable[Figures]) -> dict[Key, DeliveredFigure]:
    """What the latest delivery still standing says of the cells; those that none speaks of are left out."""
    standing = Delivery.objects.filter(status=Delivery.Status.LOADED).order_by("-loaded_at")
    # Deliveries by number, not by a join: their figures are found through the index that begins with them.
    numbers = list(standing.values_list("pk", flat=True))
    order = {number: place for place, number in enumerate(numbers)}
    found = DeliveredFigure.objects.filter(_of(cells), delivery__in=numbers)
    latest: dict[Key, DeliveredFigure] = {}
    for row in sorted(found, key=lambda row: order[row.delivery_id]):
        latest.setdefault(key(row), row)
    return latest


def _of(cells: Iterable[Figures]) -> Q:
    """The rows of some cells: a condition for each indicator and month, which the indexes begin with."""
    groups: dict[tuple, list[int]] = {}
    for cell in cells:
        groups.setdefault((cell.indicator_id, cell.month), []).append(cell.municipality_id)
    condition = Q(pk__in=[])
    for (indicator, month), municipalities in groups.items():
        condition |= Q(indicator=indicator, month=month, municipality__in=municipalities)
    return condition


def values_of(figures: Figures | None) -> dict:
    """The figures' values; None for all of them where there are no figures."""
    return {name: getattr(figures, name, None) for name in VALUES}


def months_of(cells: Sequence[Figures]) -> tuple:
    return min(cell.month for cell in cells), max(cell.month for cell in cells)

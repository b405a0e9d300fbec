"""The pages about deliveries that stand beside one another, as tabs."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kontakt.together import counted
from municipalities.models import Correction, CorrectionConflict


def delivery_tabs(current: str) -> list[dict]:
    """What `ui/tabs.html` shows: deliveries, pulls, corrections, conflicts (how many wait)."""
    counts = counted(
        waiting=Correction.objects.filter(status=Correction.Status.PROPOSED),
        undecided=CorrectionConflict.objects.filter(status=CorrectionConflict.Status.OPEN),
    )
    pages = [
        ("deliveries", _("Deliveries"), 0),
        ("pulls", _("From Jobindsats"), 0),
        ("corrections", _("Corrections"), counts["waiting"]),
        ("correction-conflicts", _("Conflicts"), counts["undecided"]),
    ]
    return [
        {"label": f"{label} ({count})" if count else label, "url": reverse(name), "current": name == current}
        for name, label, count in pages
    ]

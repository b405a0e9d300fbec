"""What is kept of the changes people make of reference data, deliveries and corrections.

Figures are not here: they carry their own versions.
"""

from django.utils.translation import gettext_lazy as _

from kontakt.audit.tracking import keep_history
from municipalities.models.contacts import Contact
from municipalities.models.corrections import Correction, CorrectionConflict, CorrectionSheet
from municipalities.models.deliveries import Delivery
from municipalities.models.exemptions import Exemption
from municipalities.models.geography import AreaName, LabourMarketCouncil, Municipality, Region
from municipalities.models.indicators import Indicator, TargetGroup
from municipalities.models.quality import FindingDecision
from municipalities.models.schemes import Scheme, SchemeParameters
from municipalities.models.sources import Source


class SchemeIndicator(Scheme.indicators.through):
    """That a scheme has an indicator, for its history to be kept."""

    class Meta:
        proxy = True
        verbose_name = _("indicator of a scheme")
        verbose_name_plural = _("indicators of schemes")

    def __str__(self) -> str:
        return f"{self.scheme}: {self.indicator}"


for model in (Region, LabourMarketCouncil, TargetGroup, Indicator, Scheme, CorrectionSheet):
    keep_history(model)
keep_history(Municipality, leave_out=("sort_key", "search_key"))
keep_history(AreaName, leave_out=("search_key",), part_of="municipality")
keep_history(Contact, part_of="municipality")
keep_history(Exemption, part_of="municipality")
keep_history(SchemeParameters, part_of="scheme")
keep_history(SchemeIndicator, part_of="scheme")
keep_history(Source, part_of="indicator")
keep_history(Delivery, leave_out=("touched_at", "progress", "counts", "preview_basis"))
keep_history(Correction, leave_out=("submission",), part_of="municipality")
keep_history(CorrectionConflict, part_of="correction")
keep_history(FindingDecision, leave_out=("values",))

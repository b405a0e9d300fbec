"""Who the municipalities are, and what the figures say."""

from municipalities.models.assessments import Assessment, Level, LevelChange, RecalculationRequest
from municipalities.models.contacts import Contact, ContactRole
from municipalities.models.corrections import Correction, CorrectionConflict, CorrectionSheet
from municipalities.models.deliveries import Delivery, DeliveryFile, DeliveryFinding
from municipalities.models.exemptions import Exemption
from municipalities.models.geography import AreaName, LabourMarketCouncil, Municipality, Region
from municipalities.models.history import SchemeIndicator
from municipalities.models.indicators import Indicator, TargetGroup
from municipalities.models.observations import DeliveredFigure, Observation
from municipalities.models.pulls import Pull
from municipalities.models.quality import FindingDecision, FindingKind
from municipalities.models.schemes import Scheme, SchemeParameters
from municipalities.models.sources import Source

__all__ = [
    "AreaName",
    "Assessment",
    "Contact",
    "ContactRole",
    "Correction",
    "CorrectionConflict",
    "CorrectionSheet",
    "DeliveredFigure",
    "Delivery",
    "DeliveryFile",
    "DeliveryFinding",
    "Exemption",
    "FindingDecision",
    "FindingKind",
    "Indicator",
    "LabourMarketCouncil",
    "Level",
    "LevelChange",
    "Municipality",
    "Observation",
    "Pull",
    "RecalculationRequest",
    "Region",
    "Scheme",
    "SchemeIndicator",
    "SchemeParameters",
    "Source",
    "TargetGroup",
]

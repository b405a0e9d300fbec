"""What the ministry does about what the figures say."""

from followups.models.cases import (
    FORMAL_STEPS,
    Case,
    CaseFlag,
    CaseStep,
    JournalSerial,
    Outcome,
    Priority,
    Stage,
    Step,
    Support,
)
from followups.models.proposals import LostGround, Proposal
from followups.models.rules import Rule

__all__ = [
    "FORMAL_STEPS",
    "Case",
    "CaseFlag",
    "CaseStep",
    "JournalSerial",
    "LostGround",
    "Outcome",
    "Priority",
    "Proposal",
    "Rule",
    "Stage",
    "Step",
    "Support",
]

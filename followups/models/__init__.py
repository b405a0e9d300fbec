"""What the ministry does about what the figures say."""

from followups.models.accounts import Promise, WrittenAccount
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
from followups.models.deadlines import Deadline
from followups.models.digests import DigestSent
from followups.models.log import LogEntry, LogFile
from followups.models.meetings import AgreedAction, Meeting, MeetingChange, Participant
from followups.models.proposals import LostGround, Proposal
from followups.models.rules import Rule
from followups.models.saved_filters import SavedFilter

__all__ = [
    "FORMAL_STEPS",
    "AgreedAction",
    "Case",
    "CaseFlag",
    "CaseStep",
    "Deadline",
    "DigestSent",
    "JournalSerial",
    "LogEntry",
    "LogFile",
    "LostGround",
    "Meeting",
    "MeetingChange",
    "Outcome",
    "Participant",
    "Priority",
    "Promise",
    "Proposal",
    "Rule",
    "SavedFilter",
    "Stage",
    "Step",
    "Support",
    "WrittenAccount",
]

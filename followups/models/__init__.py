"""What the ministry does about what the figures say."""

from followups.models import history
from followups.models.accounts import Promise, WrittenAccount
from followups.models.activities import Activity, ActivityFile, CourseAction
from followups.models.assistance import Course, CourseChange, SupportRequest
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
from followups.models.documents import Document
from followups.models.journal import JournalEntry
from followups.models.letter_templates import KIND_OF, STEP_OF, LetterKind, LetterTemplate, LetterText, Sender
from followups.models.letters import Addressee, Dispatch, Enclosure, Letter
from followups.models.log import LogEntry, LogFile
from followups.models.meetings import AgreedAction, Meeting, MeetingChange, Participant
from followups.models.proposals import LostGround, Proposal
from followups.models.records import (
    FILES,
    GROUNDS_MEAN,
    Ground,
    RecordKind,
    RecordsJournalled,
    RecordsRequest,
    Withholding,
)
from followups.models.rounds import Round, RoundRecipient, RoundVariant
from followups.models.rules import Rule
from followups.models.saved_filters import SavedFilter

__all__ = [
    "FILES",
    "FORMAL_STEPS",
    "GROUNDS_MEAN",
    "KIND_OF",
    "STEP_OF",
    "Activity",
    "ActivityFile",
    "Addressee",
    "AgreedAction",
    "Case",
    "CaseFlag",
    "CaseStep",
    "Course",
    "CourseAction",
    "CourseChange",
    "Deadline",
    "DigestSent",
    "Dispatch",
    "Document",
    "Enclosure",
    "Ground",
    "JournalEntry",
    "JournalSerial",
    "Letter",
    "LetterKind",
    "LetterTemplate",
    "LetterText",
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
    "RecordKind",
    "RecordsJournalled",
    "RecordsRequest",
    "Round",
    "RoundRecipient",
    "RoundVariant",
    "Rule",
    "SavedFilter",
    "Sender",
    "Stage",
    "Step",
    "Support",
    "SupportRequest",
    "Withholding",
    "WrittenAccount",
    "history",
]

"""What is kept of the changes of cases, letters, rounds and assistance, and who wrote what of them.

What a program derives is not here, nor the records that others keep of a change (CourseChange, MeetingChange).
"""

from followups.models.accounts import Promise, WrittenAccount
from followups.models.activities import Activity, ActivityFile, CourseAction
from followups.models.assistance import Course, SupportRequest
from followups.models.cases import Case, CaseFlag, CaseStep
from followups.models.deadlines import Deadline
from followups.models.letter_templates import LetterTemplate, LetterText, Sender
from followups.models.letters import Addressee, Dispatch, Enclosure, Letter
from followups.models.log import LogEntry, LogFile
from followups.models.meetings import AgreedAction, Meeting, Participant
from followups.models.proposals import LostGround, Proposal
from followups.models.records import RecordsRequest, Withholding
from followups.models.rounds import Round, RoundRecipient, RoundVariant
from followups.models.rules import Rule
from kontakt.audit.tracking import keep_history

VERSION = ("version",)  # counts the changes
SENT_ONCE = ("submission",)  # tells a double click from two entries

keep_history(Case, leave_out=VERSION)
keep_history(CaseFlag, part_of="case")
keep_history(CaseStep, leave_out=("grounds",), part_of="case")
keep_history(Deadline, part_of="case")
keep_history(LogEntry, leave_out=SENT_ONCE, part_of="case")
keep_history(LogFile, part_of="entry")
keep_history(WrittenAccount, part_of="case")
keep_history(Promise, part_of="account")
keep_history(Meeting, leave_out=("uid", "sequence"), part_of="case")
keep_history(Participant, part_of="meeting")
keep_history(AgreedAction, part_of="meeting")
keep_history(Proposal, leave_out=("facts",), part_of="case")
keep_history(LostGround, leave_out=("facts",), part_of="step")
keep_history(Rule)
keep_history(Sender)
keep_history(LetterTemplate)
keep_history(LetterText, part_of="template")
keep_history(Letter, leave_out=("figures", *VERSION), part_of="case")
keep_history(Addressee, part_of="letter")
keep_history(Enclosure, part_of="letter")
keep_history(Dispatch, leave_out=("message_id",), part_of="letter")
keep_history(Round, leave_out=VERSION)
keep_history(RoundVariant, part_of="round")
keep_history(RoundRecipient, part_of="round")
keep_history(RecordsRequest, leave_out=(*SENT_ONCE, *VERSION))
keep_history(Withholding, part_of="request")
keep_history(SupportRequest, leave_out=(*SENT_ONCE, *VERSION), part_of="case")
keep_history(Course, leave_out=VERSION, part_of="case")
keep_history(Activity, leave_out=(*SENT_ONCE, *VERSION), part_of="course")
keep_history(ActivityFile, part_of="activity")
keep_history(CourseAction, leave_out=SENT_ONCE, part_of="course")

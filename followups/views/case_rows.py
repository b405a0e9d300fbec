"""The rows that a case's page shows, of thirty kinds, fetched together."""

from followups.journal.entries import entries_of
from followups.models import (
    AgreedAction,
    Case,
    Enclosure,
    LogFile,
    LostGround,
    MeetingChange,
    Participant,
    Promise,
    RecordsRequest,
)
from followups.rules.facts import months_with_figures
from followups.timeline import Beside
from followups.words import baseline_rows
from kontakt.together import fetch_of, hand_out
from municipalities.charts import thresholds
from municipalities.models import Assessment

_DOCUMENTS_SHOWN = 10


class CaseRows:
    """The relations of the case hold its steps, letters, deadlines and so on; the rest is here. One query."""

    def __init__(self, case: Case, user) -> None:
        overall = Assessment.objects.filter(scheme=case.scheme, municipality=case.municipality, indicator=None)
        latest = overall.select_related("worst_indicator").order_by("-month")[:1]
        months = months_with_figures(case.scheme)[:1]
        parameters = case.scheme.parameters.filter(known_to=None).order_by("valid_from")
        files = LogFile.objects.filter(entry__case=case)
        enclosures = Enclosure.objects.filter(letter__case=case).select_related("document")
        participants = Participant.objects.filter(meeting__case=case)
        actions = AgreedAction.objects.filter(meeting__case=case).select_related("deadline")
        changes = MeetingChange.objects.filter(meeting__case=case).select_related("by")
        promises = Promise.objects.filter(account__case=case).with_figures().select_related("indicator")
        self.documents = entries_of(case, user).prefetch_related(None)[:_DOCUMENTS_SHOWN]
        self.flags = case.flags.filter(lowered_at=None).select_related("raised_by")
        self.lost_grounds = LostGround.objects.filter(step__case=case, regained_at=None).select_related(
            "step__proposal__rule", "seen_by"
        )
        self.contacts = case.municipality.contacts.all()
        self.access = RecordsRequest.objects.visible_to(user).about(case=case)
        self.at_baseline = baseline_rows(case)
        self.beside = Beside.of(case)
        fetch_of(
            case,
            latest,
            months,
            parameters,
            files,
            enclosures,
            participants,
            actions,
            changes,
            promises,
            self.documents,
            self.flags,
            self.lost_grounds,
            self.contacts,
            self.access,
            self.at_baseline,
            self.beside.activities,
            self.beside.level_changes,
            self.beside.deliveries,
            steps=case.steps.select_related("by", "proposal__rule"),
            letters=case.letters.select_related("drafted_by", "ordered_by"),
            proposals=case.proposals.select_related("rule", "decided_by"),
            deadlines=case.deadlines.select_related("responsible", "done_by", "cancelled_by", "replaced_by"),
            log_entries=case.log_entries.select_related("by", "corrected_by"),
            accounts=case.accounts.select_related("log_entry", "registered_by", "corrected_by"),
            meetings=case.meetings.select_related("ended_by", "planned_by", "log_entry"),
            support_requests=case.support_requests.select_related("answered_by"),
            courses=case.courses.select_related("begun_by", "ended_by"),
        )
        self.latest = next(iter(latest), None)
        self.last_month = next(iter(months), None)
        case.scheme.thresholds = thresholds(parameters)
        accounts, meetings = case.accounts.all(), case.meetings.all()
        entries = [row.log_entry for row in (*accounts, *meetings, *self.documents) if row.log_entry]
        hand_out([*case.log_entries.all(), *entries], "files", files)
        hand_out([entry.letter for entry in self.documents if entry.letter], "enclosures", enclosures)
        hand_out(accounts, "promises", promises)
        hand_out(meetings, "participants", participants)
        hand_out(meetings, "actions", actions)
        hand_out(meetings, "changes", changes)

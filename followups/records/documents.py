"""The documents of a request: what stands in the journal, the rest of the log, and letters not yet sent."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from followups.models import JournalEntry, Letter, LogEntry, MeetingChange, Participant, Promise, RecordKind
from followups.records.items import Item, Text, file_of
from followups.records.scope import Scope
from followups.words import former_plan
from kontakt.ui.templatetags import figures


def log_entries(scope: Scope) -> Iterator[Item]:
    """The log, also what was corrected since; with the account or the meeting that an entry tells of."""
    entries = (
        scope.rows(LogEntry.objects.all(), day="happened_on")
        .select_related(
            "case", "by", "journal_entry", "corrected_by", "corrects", "account", "meeting__ended_by", "meeting__step"
        )
        .defer(*(f"{other}__{name}" for other in ("corrected_by", "corrects") for name in ("text", "words")))
        .prefetch_related(
            "files",
            Prefetch("account__promises", Promise.objects.select_related("indicator")),
            "meeting__participants",
            "meeting__actions",
            Prefetch("meeting__changes", MeetingChange.objects.select_related("by")),
        )
    )
    for entry in entries:
        line = getattr(entry, "journal_entry", None)
        account, meeting = getattr(entry, "account", None), getattr(entry, "meeting", None)
        texts = [Text(_("Text"), entry.text)]
        facts = []
        if account:
            texts += [Text(_("Summary"), account.summary)] if account.summary != entry.text else []
            texts += [Text(_("Promise"), _promised(promise)) for promise in account.promises.all()]
        if meeting:
            facts += meeting_facts(meeting)
            texts += meeting_texts(meeting, also_minutes=meeting.minutes != entry.text)
        yield Item(
            kind=RecordKind.ENTRY,
            pk=entry.pk,
            place=entry.case.journal_number,
            case=entry.case_id,
            number=line and line.number,
            direction=line.get_direction_display() if line else "",
            day=entry.happened_on,
            at=entry.recorded_at,
            title=entry.get_kind_display(),
            theme=entry.theme,
            correspondent=entry.contact_name,
            by=str(entry.by),
            texts=tuple(text for text in texts if text.words),
            facts=tuple(facts),
            files=tuple(file_of(file) for file in entry.files.all()),
            marks=_standing(entry),
        )


def _standing(entry: LogEntry) -> tuple[str, ...]:
    """What was corrected, by which entry; and of a correction, what it took the place of."""
    marks = []
    if entry.is_corrected:
        later = entry.corrected_by
        marks.append(_("corrected on %(day)s") % {"day": figures.day_short(later.recorded_at)})
    if entry.corrects:
        marks.append(_("corrects an entry of %(day)s") % {"day": figures.day_short(entry.corrects.happened_on)})
    return tuple(marks)


def _promised(promise: Promise) -> str:
    target = promise.target_share is not None and _("%(share)s of %(group)s") % {
        "share": figures.share(promise.target_share),
        "group": promise.indicator or _("all together"),
    }
    day = _("by %(day)s") % {"day": figures.day(promise.due_on)}
    return " – ".join(part for part in (promise.measure, promise.responsible, day, target) if part)


def meeting_facts(meeting) -> list[tuple[str, str]]:
    times = f"{figures.time_of_day(meeting.begins_at)}–{figures.time_of_day(meeting.ends_at)}"
    return [(_("Date"), figures.day(meeting.held_on)), (_("Time"), times)]


def meeting_texts(meeting, *, also_minutes: bool) -> list[Text]:
    """What people wrote of a meeting: where, who, about what, what was agreed, and how it was planned before."""
    people = [f"{each} ({each.get_side_display()})" for each in meeting.participants.all()]
    actions = [
        _("%(who)s: %(what)s, by %(day)s")
        % {"who": action.responsible, "what": action.text, "day": figures.day(action.due_on)}
        for action in meeting.actions.all()
    ]
    return [
        Text(_("Place"), meeting.place),
        Text(_("Participants"), "\n".join(people)),
        Text(_("Agenda"), meeting.agenda),
        *([Text(_("Minutes"), meeting.minutes)] if also_minutes else []),
        *(Text(_("Agreed"), action) for action in actions),
        Text(_("Reason for cancelling"), meeting.cancelled_reason),
        *(Text(_("Former plan"), _former_plan(change)) for change in meeting.changes.all()),
    ]


def _former_plan(change: MeetingChange) -> str:
    before = change.before
    people = [
        ", ".join(part for part in (each["name"], each["title"]) if part) + f" ({Participant.Side(each['side']).label})"
        for each in before.get("participants", [])
    ]
    return "\n".join(part for part in (former_plan(change), change.reason, before.get("agenda", ""), *people) if part)


def journalled_letters(scope: Scope) -> Iterator[Item]:
    """Letters that were sent, also those of a round to a municipality without a case; and accesses given in a round."""
    lines = JournalEntry.objects.filter(log_entry=None).select_related("case", "round", "by", "letter__document")
    lines = lines.defer("letter__words")
    lines = lines.filter(case=scope.case) if scope.case else lines.filter(municipality=scope.municipality)
    for line in scope.in_period(lines, day="dated_on").prefetch_related("letter__enclosures__document"):
        letter = line.letter
        yield Item(
            kind=RecordKind.LETTER if letter else RecordKind.JOURNALLED,
            pk=letter.pk if letter else line.pk,
            place=line.journal_number,
            case=line.case_id,
            round=line.round_id,
            number=line.number,
            direction=line.get_direction_display(),
            day=line.dated_on,
            at=line.recorded_at,
            title=_("Letter: %(kind)s") % {"kind": letter.get_kind_display()} if letter else _("Journal entry"),
            theme=line.theme,
            correspondent=line.correspondent,
            by=str(line.by),
            texts=_texts_of(letter) if letter else (),
            facts=_facts_of(letter) if letter else (),
            files=_files_of(letter) if letter else (),
        )


def unsent_letters(scope: Scope) -> Iterator[Item]:
    """Letters that are being written or wait to be sent: internal documents until then (offentlighedsloven § 23)."""
    letters = Letter.objects.live().exclude(status=Letter.Status.SENT).exclude(case=None)
    for letter in scope.rows(letters, day="drafted_at__date").select_related("case", "drafted_by", "approved_by"):
        yield Item(
            kind=RecordKind.DRAFT,
            pk=letter.pk,
            place=letter.case.journal_number,
            case=letter.case_id,
            day=timezone.localdate(letter.drafted_at),
            at=letter.drafted_at,
            title=_("Draft letter: %(kind)s") % {"kind": letter.get_kind_display()},
            theme=letter.subject,
            by=str(letter.drafted_by),
            texts=_texts_of(letter),
            facts=_facts_of(letter),
            marks=(letter.get_status_display(),),
        )


def _texts_of(letter: Letter) -> tuple[Text, ...]:
    texts = (Text(_("Text"), letter.body), Text(_("Reason"), letter.reason))
    return tuple(text for text in texts if text.words)


def _facts_of(letter: Letter) -> tuple[tuple[str, str], ...]:
    facts = [(_("Figures as known"), figures.moment(letter.known_at))]
    facts += [(_("Deadline"), figures.day(letter.due_on))] if letter.due_on else []
    facts += [(_("Sent"), figures.moment(letter.sent_at))] if letter.sent_at else []
    return tuple(facts)


def _files_of(letter: Letter) -> tuple:
    enclosures = (
        file_of(enclosure.document, name=enclosure.document.name, is_enclosure=True)
        for enclosure in letter.enclosures.all()
    )
    return (file_of(letter.document), *enclosures)

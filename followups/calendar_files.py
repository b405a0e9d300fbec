"""A meeting as a calendar file (iCalendar, RFC 5545), to be opened in Outlook and the like."""

from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event

from followups.models import Meeting


def calendar_file(meeting: Meeting) -> bytes:
    """One event, in Danish time. The same event each time: a later file has a higher sequence and takes its place.

    A cancelled meeting cancels the event. The minutes are not in it.
    """
    cancelled = meeting.status == Meeting.Status.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", "-//Kontakt//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    event = Event()
    event.add("uid", f"{meeting.uid}@kontakt")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    zone = timezone.get_default_timezone()
    event.add("dtstart", meeting.starts.astimezone(zone))
    event.add("dtend", meeting.ends.astimezone(zone))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    with override(settings.LANGUAGE_CODE):
        event.add(
            "summary",
            _("Meeting with %(municipality)s (case %(number)s)")
            % {"municipality": meeting.case.municipality, "number": meeting.case.journal_number},
        )
    event.add("location", meeting.place)
    if meeting.agenda:
        event.add("description", meeting.agenda)
    calendar.add_component(event)
    year = meeting.held_on.year
    calendar.add_missing_timezones(first_date=date(year, 1, 1), last_date=date(year + 1, 1, 1))
    return calendar.to_ical()

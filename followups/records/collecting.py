"""All that belongs to a request, whoever it came from: one list, the earliest first."""

from django.conf import settings
from django.utils.translation import override

from followups.models import RecordsRequest
from followups.records import assistance, course, decisions, documents
from followups.records.items import Item, in_order
from followups.records.scope import Scope

_SOURCES = (
    documents.log_entries,
    documents.journalled_letters,
    documents.unsent_letters,
    decisions.steps,
    decisions.decided_proposals,
    decisions.lost_grounds,
    course.deadlines,
    course.other_meetings,
    course.flags,
    course.level_changes,
    assistance.requests,
    assistance.courses,
    assistance.activities,
    assistance.actions,
)


def collect(request: RecordsRequest) -> list[Item]:
    """The material with nothing withheld, in Danish whoever asks: that is what will be given."""
    scope = Scope(request)
    with override(settings.LANGUAGE_CODE):
        return in_order(item for source in _SOURCES for item in source(scope))

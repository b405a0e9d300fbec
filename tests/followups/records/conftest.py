"""Requests for access to the records of a case, made, withheld from and given."""

from datetime import date

import pytest

from followups.log import write
from followups.models import (
    LogEntry,
    RecordsRequest,
    Withholding,
)
from followups.records import requests
from followups.records.giving import give
from followups.records.review import review_of
from tests.followups.making import case_of
from tests.followups.records.reading import DAY


@pytest.fixture
def case(caseworker):
    return case_of("Køge", responsible=caseworker, serial=71)


@pytest.fixture
def note(case, caseworker):
    def written(**more) -> LogEntry:
        said = {"case": case, "kind": "note", "happened_on": DAY, "by": caseworker, "theme": "Aftale om redegørelse"}
        return write(**said | more)

    return written


@pytest.fixture
def asked(case, caseworker):
    """A request for the case, or for what is named."""

    def made(**more) -> RecordsRequest:
        said = {"requester": "Ærlige Åse, Dagbladet", "requested_on": date(2018, 10, 1), "by": caseworker, "case": case}
        return requests.make_request(**said | more)

    return made


@pytest.fixture
def withhold(caseworker):
    def done(request, row, extent="whole", *, kind="entry", ground="offl_30_1", **more) -> Withholding:
        return requests.withhold(
            request.pk, (kind, row.pk), by=caseworker, extent=extent, ground=ground, **more
        )  # fmt: skip

    return done


@pytest.fixture
def given(caseworker):
    """The request as given, after a review of what there is now."""

    def done(request) -> RecordsRequest:
        request.refresh_from_db()
        return give(request.pk, by=caseworker, seen=review_of(request).seen)

    return done

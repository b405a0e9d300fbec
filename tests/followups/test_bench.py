"""The bench measures proposals where there are some, in a small country and in one ten times as large, and a round."""

import pytest

from followups.bench import measurements
from followups.models import Case, Letter, LogEntry, Proposal
from municipalities.assessment.recalculation import Cause, recalculate_pending, request_recalculation
from municipalities.bench.made_up_country import make_country
from municipalities.models import Municipality


@pytest.mark.django_db
def test_proposals_a_round_to_all_and_the_search_are_measured(monkeypatch):
    monkeypatch.setattr("followups.bench.texts.TEXTS", 2000)
    country = make_country(18)
    request_recalculation(Cause.BY_HAND)
    recalculate_pending()
    one, letters, ten, *searches = measurements.measure(country, runs=1)
    assert (one.key, letters.key, ten.key) == ("proposals", "round", "proposals_ten_times")
    assert (Municipality.objects.count(), Case.objects.count()) == (980, 600)
    accepted = Proposal.objects.filter(status=Proposal.Status.ACCEPTED)
    assert accepted.count() == 600
    assert Proposal.objects.standing().count() > 300
    assert [search.key for search in searches] == ["search_rare", "search_named", "search_everywhere"]
    assert LogEntry.objects.count() + Letter.objects.count() >= 2000

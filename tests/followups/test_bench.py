"""The bench measures proposals where there are some, in a small country and in one ten times as large, and a round."""

import json
from contextlib import nullcontext
from io import StringIO

import pytest
from django.core.management import call_command

from followups.bench import measurements
from followups.bench.casework import OPEN_CASES
from followups.bench.first_view import KILOBYTES
from followups.bench.pages import main_pages, percentile
from followups.bench.visiting import Visits
from followups.models import Case, Letter, LogEntry, Proposal
from municipalities.assessment.recalculation import Cause, recalculate_pending, request_recalculation
from municipalities.bench.growing import MOVED
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


@pytest.mark.django_db
def test_the_pages_are_measured_in_a_country_and_in_a_larger_one_with_the_plans_of_their_questions(monkeypatch):
    monkeypatch.setattr("followups.management.commands.bench.scratch_database", nullcontext)
    out = StringIO()
    options = {"months": 13, "runs": 1, "size": "hundredfold", "times": 2, "plans": True, "json": True}
    call_command("bench", only="pages", stdout=out, **options)
    measured = json.loads(out.getvalue())

    pages, larger = measured["pages"], measured["pages_hundredfold"]
    assert [page["page"]["key"] for page in pages] == [page.key for page in main_pages()]
    assert len(pages) == 26
    # No page asks more because there is more.
    assert [page["queries"] for page in larger] == [page["queries"] for page in pages]
    asked = {page["page"]["key"]: page["queries"] for page in pages}

    assert all(queries <= 8 for queries in asked.values()), asked
    large = [page["page"]["key"] for page in pages if page["compressed"] >= 0.3 * page["bytes"]]
    assert large == ["letter"]  # its pages are pictures, compressed already
    assert all(0 < total <= 1000 * KILOBYTES for total in measured["first_view"].values())
    assert Municipality.objects.count() == 196
    assert Case.objects.count() == 2 * Case.objects.filter(pk__gt=MOVED).count() >= 2 * OPEN_CASES
    plans = measured["plans, 2 times as large"]
    assert "/" in plans["assessment_once_per_cell"]
    assert not any(name.endswith("_idx") for name in plans)  # those of the tables of history


def test_the_percentile_is_the_least_value_that_so_many_do_not_exceed():
    assert percentile([float(number) for number in range(1, 101)], 95) == 95
    assert percentile([3.0, 1.0, 2.0], 95) == 3
    assert percentile([3.0, 1.0, 2.0], 50) == 2
    assert Visits("home", [0.2, 0.1], [0.4, 0.3]).as_json() == {
        "key": "home", "count": 2, "errors": 0,
        "worked_50": 0.1, "worked_95": 0.2, "waited_50": 0.3, "waited_95": 0.4,
    }  # fmt: skip

"""The client against a server that speaks the protocol, and misbehaves in every way it is known to."""

from datetime import date

import httpx
import pytest

from municipalities.jobindsats import client as client_module
from municipalities.jobindsats.client import Jobindsats
from municipalities.jobindsats.problems import SourceProblem, in_words
from tests.jobindsats.server import TOKEN, hangs_up, says, silent, status

APRIL = date(2018, 4, 1)
ALL = [("hierarchy._nykom", "*"), ("hierarchy._varighed", "*")]


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def ask(jobindsats, waits):
    with Jobindsats(jobindsats.url, TOKEN, sleep=waits.append) as asking:
        yield asking


def problem_of(work) -> SourceProblem:
    with pytest.raises(SourceProblem) as raised:
        work()
    assert in_words(raised.value.code, raised.value.params)
    return raised.value


def test_a_table_says_its_months_and_hierarchies(ask):
    table = ask.table("y01sam")
    assert (min(table.months), max(table.months), len(table.months)) == (date(2017, 1, 1), date(2018, 6, 1), 18)
    assert table.hierarchies == {"_omrade": ("_nykom",), "_varighed": ("_varighed",)}


def test_a_month_is_asked_for_as_the_protocol_has_it_and_comes_as_it_is(ask, jobindsats):
    text = ask.data("y01sam", APRIL, ALL)
    path, query = jobindsats.asked[-1]
    assert path == "/v3/data/y01sam"
    assert query == {
        "mgroup.*": ["*"], "period.M": ["2018M04"], "hierarchy._nykom": ["*"], "hierarchy._varighed": ["*"],
        "format": ["json"],
    }  # fmt: skip
    assert text.startswith('{"columns": ["Periode", "Kommune"')
    assert text.count('"2018M04"') == 99


@pytest.mark.parametrize("code", [401, 403])
def test_a_refused_token_is_not_tried_again(ask, jobindsats, waits, code):
    jobindsats.misbehave.append(status(code))
    problem = problem_of(lambda: ask.data("y01sam", APRIL, ALL))
    assert (problem.code, problem.params) == ("token_refused", {"status": code})
    assert len(jobindsats.asked) == 1
    assert not waits


def test_another_token_is_refused(jobindsats):
    with Jobindsats(jobindsats.url, "et andet") as asking:
        assert problem_of(lambda: asking.table("y01sam")).code == "token_refused"


def test_without_a_token_nothing_is_asked(jobindsats):
    assert problem_of(lambda: Jobindsats(jobindsats.url, "")).code == "no_token"
    assert not jobindsats.asked


@pytest.mark.parametrize(
    "fault",
    [status(429), status(502), status(503), status(504), hangs_up, says('{"columns": ["Periode"], "rows": [["2018M')],
    ids=["429", "502", "503", "504", "hung up", "cut off"],
)
def test_what_passes_is_tried_again_waiting_longer_each_time(ask, jobindsats, waits, fault):
    jobindsats.misbehave.extend([fault, fault, fault])
    assert '"2018M04"' in ask.data("y01sam", APRIL, ALL)
    assert len(jobindsats.asked) == 4
    assert [0.5 <= waits[0] <= 1, 1.5 <= waits[1] <= 3, 4.5 <= waits[2] <= 9] == [True] * 3


def test_what_does_not_pass_in_five_tries_is_a_problem(ask, jobindsats):
    jobindsats.misbehave.extend([status(503)] * 9)
    problem = problem_of(lambda: ask.table("y01sam"))
    assert (problem.code, problem.params["tries"]) == ("away", 5)
    assert "503" in problem.params["reason"]
    assert len(jobindsats.asked) == 5


def test_it_waits_as_long_as_it_is_asked_to_but_no_longer_than_a_minute(ask, jobindsats, waits):
    jobindsats.misbehave.append(status(429, Retry_After="17"))
    ask.table("y01sam")
    assert waits == [17]
    jobindsats.misbehave.append(status(429, Retry_After="3600"))
    assert problem_of(lambda: ask.table("y01sam")).code == "away"
    assert waits == [17]


def test_one_that_says_nothing_is_not_waited_for(jobindsats, waits, monkeypatch):
    monkeypatch.setattr(client_module, "_TIMEOUT", httpx.Timeout(0.2))
    jobindsats.misbehave.append(silent(1))
    with Jobindsats(jobindsats.url, TOKEN, sleep=waits.append) as asking:
        assert asking.table("y01sam").months
    assert len(waits) == 1


def test_one_that_cannot_be_reached_is_away(waits):
    with Jobindsats("http://127.0.0.1:9/v3", TOKEN, sleep=waits.append) as asking:
        problem = problem_of(lambda: asking.table("y01sam"))
    assert (problem.code, len(waits)) == ("away", 4)


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        (says("<!DOCTYPE html><title>Vedligeholdelse</title>", content_type="text/html"), "Vedligeholdelse"),
        (says("[1, 2]"), "list"),
        (says('{"error": "ukendt"}'), "{error}"),
        (says('{"columns": "Periode", "rows": []}'), "{columns, rows}"),
        (says("For mange celler", code=400), "400: For mange celler"),
        (says("", code=302), "302"),
        (says("Noget andet"), "Noget andet"),
        (says(""), "–"),
        (says("[" * 100_000), "[[["),
    ],
)
def test_anything_else_is_a_problem_that_says_what_was_found(ask, jobindsats, waits, fault, found):
    jobindsats.misbehave.append(fault)
    problem = problem_of(lambda: ask.data("y01sam", APRIL, ALL))
    assert problem.code == "unexpected"
    assert found in problem.params["found"]
    assert len(problem.params["found"]) < 250
    assert not waits


def test_a_byte_order_mark_does_not_matter(ask, jobindsats):
    jobindsats.misbehave.append(says('\ufeff{"columns": ["Periode"], "rows": []}'))
    assert ask.data("y01sam", APRIL, ALL) == '{"columns": ["Periode"], "rows": []}'


def test_a_table_that_is_not_there_has_another_number(ask):
    problem = problem_of(lambda: ask.table("y99sam"))
    assert (problem.code, problem.params) == ("no_table", {"table": "y99sam"})


def test_a_table_described_in_another_way_is_a_problem(ask, jobindsats):
    jobindsats.misbehave.append(says('{"table_id": "y01sam", "periods": []}'))
    assert problem_of(lambda: ask.table("y01sam")).code == "unexpected"


def test_an_answer_larger_than_any_should_be_is_not_read(ask, jobindsats, monkeypatch):
    monkeypatch.setattr(client_module, "_LARGEST_ANSWER", 1000)
    assert problem_of(lambda: ask.data("y01sam", APRIL, ALL)).code == "unexpected"


def test_one_that_drips_is_not_waited_for(ask, jobindsats, monkeypatch):
    monkeypatch.setattr(client_module, "_WHOLE_ANSWER", -1)
    assert problem_of(lambda: ask.table("y01sam")).params["reason"] == "the answer was too slow"

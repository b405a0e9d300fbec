"""The sample deliveries, by command, give the figures of the public story of 2018."""

from collections import Counter

import pytest

from tests.commands import run
from tests.deliveries import SAMPLES, STORY

pytestmark = pytest.mark.django_db


def test_april_2018_is_as_history_had_it(story):
    april = run("compliance", "--month", "2018-04")
    assert round(april["national"]["share"], 2) == 63.99
    assert april["national"]["persons"] == 23172
    rows = april["municipalities"]
    assert Counter(row["level"] for row in rows) == {
        "markedly_below": 3,
        "below": 71,
        "compliant": 10,
        "exempt": 11,
        "too_few": 3,
    }
    assert sum(row["starred"] for row in rows) == 19
    lowest = {row["name"]: round(row["share"], 2) for row in rows if row["level"] == "markedly_below"}
    assert lowest == {"Hillerød": 27.89, "Lejre": 33.63, "Næstved": 39.23}
    assert [row["name"] for row in rows][-3:] == ["Aabenraa", "Aalborg", "Aarhus"]


def test_the_same_content_again_changes_nothing(story):
    again = run("import_statistics", *STORY)
    assert (again["exit"], again["status"]) == (0, "known")


def test_the_spreadsheet_of_april_says_what_is_known_already(story):
    result = run("import_statistics", SAMPLES / "opgoerelse_2018M04.xlsx")
    assert (result["exit"], result["counts"]["new"], result["counts"]["changed"]) == (0, 0, 0)
    assert result["counts"]["unchanged"] > 0


def test_a_file_with_seven_errors_loads_nothing_and_names_each(story):
    result = run("import_statistics", SAMPLES / "fejl.csv")
    assert (result["exit"], result["status"], len(result["errors"])) == (1, "rejected", 7)
    assert sorted(error["row"] for error in result["errors"]) == [3, 4, 5, 7, 8, 9, 12]
    assert all(error["message"] and error["column"] for error in result["errors"])


def test_a_dry_run_leaves_nothing_behind():
    result = run("import_statistics", *STORY, "--dry-run")
    assert (result["exit"], result["status"], result["counts"]["new"]) == (0, "ready", 98 * 6 * 18)
    assert run("compliance", "--month", "2018-04")["municipalities"] == []


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04broken", b'{"columns": [', b"Periode;Kommune\n"])
def test_a_bad_file_is_refused_with_a_message(content, tmp_path):
    file = tmp_path / "tal.csv"
    file.write_bytes(content)
    result = run("import_statistics", file)
    assert (result["exit"], result["status"]) == (1, "rejected")
    assert result["errors"][0]["message"]

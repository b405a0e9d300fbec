"""docs/security.md names tests and files for what it says is met; all of them must be there."""

import re

import pytest

from kontakt.start.installation import PROJECT

PAGE = (PROJECT / "docs" / "security.md").read_text()
_ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (met|partly|not met|n/a) \| (.*?) \| (.*?) \|$", re.MULTILINE)
ROWS = _ROW.findall(PAGE)
NAMED = sorted(set(re.findall(r"`([\w./-]*/[\w.-]+(?:::\w+)?)`", PAGE)))


def test_every_requirement_stands_there_once():
    numbers = [row[0] for row in ROWS]
    assert len(numbers) == len(set(numbers)) == 259  # those of ASVS 4.0.3 that are for level 2
    assert len(numbers) == len(re.findall(r"^\| \d+\.\d+\.\d+ \|", PAGE, re.MULTILINE))


def test_what_is_met_says_where():
    assert [number for number, _, state, _, where in ROWS if state == "met" and "`" not in where] == []


def test_the_counts_are_right():
    states = [row[2] for row in ROWS]
    counted = ", ".join(f"{states.count(state)} {name}" for state, name in (
        ("met", "met"), ("partly", "partly"), ("not met", "not met"), ("n/a", "not applicable"),
    ))  # fmt: skip
    assert f"**{counted}.**" in PAGE


@pytest.mark.parametrize("named", NAMED)
def test_what_is_named_is_there(named):
    path, _, name = named.partition("::")
    assert (PROJECT / path).exists()
    if name:
        assert re.search(rf"(def|class) {name}\b", (PROJECT / path).read_text())

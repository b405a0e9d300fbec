"""`manage.py statement` writes a whole file, or says what is wrong and writes nothing."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from municipalities.deliveries.loading import load
from tests.deliveries import laid_ready

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _figures(db):
    load(laid_ready("2018M01 Varde 30,0", "2018M04 Varde 39,0").pk, by=None, known_at=datetime(2018, 5, 10, tzinfo=UTC))
    load(laid_ready("2018M04 Varde 41,0").pk, by=None, known_at=datetime(2018, 6, 10, tzinfo=UTC))


def statement(*args) -> str:
    out = io.StringIO()
    call_command("statement", *map(str, args), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(("file_format", "start"), [("pdf", b"%PDF-1.7"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")])
def test_a_file_is_written_in_each_format(tmp_path, file_format, start):
    file = tmp_path / f"opgørelse.{file_format}"
    said = statement("--month", "2018-04", "--baseline", "2018-01", "--format", file_format, "-o", file)
    assert file.read_bytes().startswith(start)
    assert str(file) in said
    assert list(tmp_path.iterdir()) == [file]


def test_as_known_on_a_day_and_ranked(tmp_path):
    file = tmp_path / "s.csv"
    statement("--month", "2018M04", "--as-known", "2018-05-31", "--ranked", "--format", "csv", "-o", file)
    _header, _country, *rows = file.read_text(encoding="utf-8-sig").splitlines()
    [varde, *_groups] = [row for row in rows if ";Varde;" in row]
    assert varde.endswith(";Varde;Nej;Markant under;100;39;1")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--month", "2017-04"], "There are no figures for April 2017"),
        (["--month", "2018-04", "--baseline", "2017-12"], "There are no figures for December 2017"),
        (["--month", "2018-04", "--as-known", "2018-05-01"], "No figures for April 2018 were known on 1 May 2018"),
        (["--month", "2018-04", "--as-known", "2199-01-01"], "today or an earlier day"),
        (["--month", "2018-01", "--baseline", "2018-04"], "must be earlier"),
        (["--month", "april"], "“april” is not a month"),
        (["--month", "2018-04", "--as-known", "i går"], "“i går” is not a day"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_written(tmp_path, arguments, message):
    with translation.override("en"), pytest.raises(CommandError, match=message):
        statement(*arguments, "--format", "csv", "-o", tmp_path / "s.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_to_is_said_and_what_was_there_stays(tmp_path):
    folder, file = tmp_path / "folder", tmp_path / "s.csv"
    folder.mkdir()
    file.write_text("before")
    for place, reason in (
        (tmp_path / "missing" / "s.csv", "the folder does not exist"),
        (folder, "it is a folder"),
        (file / "s.csv", "the folder does not exist"),
    ):
        with translation.override("en"), pytest.raises(CommandError, match=f"{place} could not be written: {reason}"):
            statement("--month", "2018-04", "--format", "csv", "-o", place)
    assert sorted(tmp_path.iterdir()) == [folder, file]
    assert file.read_text() == "before"


def test_a_write_that_stops_half_way_leaves_what_was_there(tmp_path, monkeypatch):
    file = tmp_path / "s.csv"
    file.write_text("before")

    def full(self, content):
        with self.open("wb") as out:
            out.write(content[:100])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with translation.override("en"), pytest.raises(CommandError, match="there is no room left"):
        statement("--month", "2018-04", "--format", "csv", "-o", file)
    assert list(tmp_path.iterdir()) == [file]
    assert file.read_text() == "before"

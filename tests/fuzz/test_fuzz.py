"""A small part of `make fuzz`, and what it has found so far."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from followups.attachments import _is
from kontakt.numbers import sent_number, sent_numbers
from municipalities.readers import InputFile
from tests.accounts import user_of
from tests.fuzz import api, readers
from tests.fuzz.mutations import mutated
from tests.fuzz.values import CONTENTS
from tests.readers.making import HEADER
from tests.readers.reference import read_files


def test_changed_files_end_in_figures_or_findings():
    outcome = readers.run(400)
    assert not outcome.failures, outcome.as_text()
    assert {kind for kind, _ in outcome.samples} == {"csv", "json", "xlsx"}
    assert {end for _, end in outcome.samples} == {"figures", "findings", "both"}


def test_a_sample_is_made_from_its_number_alone():
    once, again = readers.run(20, first=40), readers.run(60)
    assert sum(once.samples.values()) == 20
    assert set(once.codes) <= set(again.codes)


@pytest.mark.parametrize("wrong", ["raises", "hangs", "says nothing"])
def test_a_reader_that_fails_is_noticed(monkeypatch, wrong):
    def read(*files, **options):
        if wrong == "raises":
            raise ZeroDivisionError
        while wrong == "hangs":
            pass
        raise AssertionError

    monkeypatch.setattr(readers, "read_files", read if wrong != "says nothing" else lambda *_: _Nothing)
    monkeypatch.setattr(readers, "LONGEST", 0.2)
    outcome = readers.run(5)
    assert outcome.failures


class _Nothing:
    findings = figures = errors = ()


def test_every_kind_of_file_is_changed_by_what_it_means():
    from random import Random

    for original in readers.originals():
        changed = {mutated(original.kind, original.content, Random(number)) for number in range(20)}
        assert len(changed) > 10


class TestFound:
    """Each of these was an error once."""

    def test_quoted_lines_that_are_long_together(self):
        text = ";".join(HEADER) + '\r\n"' + "\r\n".join(["x" * 90_000] * 4) + '"'
        [error] = read_files(InputFile("lang.csv", text.encode())).errors
        assert error.code == "line_too_long"

    @pytest.mark.parametrize("content", [b"\xff", b"\0" * 50, b"<"])
    def test_a_picture_that_is_nothing_known(self, content):
        assert not _is("image/png", content)

    @pytest.mark.parametrize("text", ["9" * 5_000, "", None, "-1", "٣", "²", " 1", "1e3"])
    def test_a_number_that_no_page_sends(self, text):
        assert sent_number(text) is None
        assert sent_numbers([text, "7"]) == [7]

    @pytest.mark.django_db
    @pytest.mark.parametrize("field", ["case", "to"])
    def test_thousands_of_digits_as_a_key(self, client, field):
        client.force_login(user_of("caseworker"))
        assert client.post("/opgaver/fordel/", {"case": "1", field: "9" * 5_000}).status_code == 302

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        "address", ["/kort/?at=a%00b", "/soeg/?q=%00", "/administration/accounts/user/?office=%00"]
    )
    def test_a_nul_in_an_address(self, client, address):
        client.force_login(user_of("administrator"))
        answer = client.get(address)
        assert answer.status_code == 400
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"

    @pytest.mark.django_db
    def test_a_nul_in_a_form(self, client):
        client.force_login(user_of("caseworker"))
        assert client.post("/opgaver/filtre/", {"name": "a\0b", "query": ""}).status_code == 400

    @pytest.mark.django_db
    @pytest.mark.parametrize("chosen", ["²", "", "x", "9" * 5_000])
    def test_an_action_on_what_is_no_number(self, chosen):
        client = Client()
        client.force_login(user_of("administrator"))
        sent = {"action": "deactivate", "_selected_action": chosen, "index": "0", "select_across": "0"}
        assert client.post("/administration/accounts/user/", sent).status_code == 400

    @pytest.mark.django_db
    def test_a_role_that_there_is_not(self):
        client = Client()
        client.force_login(user_of("administrator"))
        answer = client.post("/administration/accounts/user/add/", {"email": "a@b.example", "roles": "king"})
        assert answer.status_code == 200
        assert "roles" in answer.context["adminform"].form.errors


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/kontakter/fil/", "/leverancer/rettelser/fil/", "/leverancer/ny/"])
def test_every_hostile_content_is_answered_where_files_are_taken(client, page):
    """Also with a header that is right, so that the rows are read."""
    client.force_login(user_of("administrator"))
    for number, content in enumerate(CONTENTS):
        for name in ("file", "files"):
            answer = client.post(page, {name: SimpleUploadedFile(f"{number}.csv", content)}, follow=True)
            assert answer.status_code == 200


@pytest.mark.django_db
def test_whatever_the_api_is_asked_it_answers_in_its_own_form():
    outcome = api.run(200)
    assert not outcome.failures, outcome.as_text()
    assert {200, 401, 404, 405, 422} <= set(outcome.answers), outcome.as_text()

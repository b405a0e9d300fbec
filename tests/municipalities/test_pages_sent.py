"""Pages are sent compressed to browsers that take them so; files as they are. And how the rows of tables are written."""

import gzip

import django_tables2
import pytest
from django.template import Context, Template

from kontakt.ui.tables import Table
from tests.accounts import user_of

COMPRESSED = {"accept-encoding": "gzip"}


@pytest.mark.django_db
def test_a_page_is_compressed_and_a_file_is_not(client, story):
    client.force_login(user_of("reader"))
    page = client.get("/kommuner/?month=2018-04", headers=COMPRESSED)
    assert page.headers["Content-Encoding"] == "gzip"
    assert "Albertslund" in gzip.decompress(page.content).decode()
    assert len(page.content) < 0.25 * len(gzip.decompress(page.content))
    file = client.get("/kommuner/?month=2018-04&export=csv", headers=COMPRESSED)
    assert "Content-Encoding" not in file.headers
    assert "Aabenraa" in file.content.decode("utf-8-sig")
    assert "Content-Encoding" not in client.get("/kommuner/?month=2018-04").headers


class Named(Table):
    name = django_tables2.Column()
    count = django_tables2.Column(attrs={"td": {"class": "num"}})
    note = django_tables2.Column(attrs={"td": {"class": lambda value: f"note-{value}"}})

    row_header = "name"


def test_rows_are_escaped_written_in_danish_and_have_their_own_attributes():
    table = Named([{"name": "<b>", "count": 1234, "note": "x"}, {"name": "Ærø", "count": None, "note": "y"}])
    shown = Template("{% load ui %}{% body_rows table %}").render(Context({"table": table}))
    first, second = shown.splitlines()
    assert '<th scope="row" >&lt;b&gt;</th>' in first
    assert '<td class="num">1.234</td>' in first
    assert '<td class="note-x">x</td>' in first
    assert '<td class="num">—</td>' in second
    assert '<td class="note-y">y</td>' in second
    assert first.startswith("<tr ")
    assert first.endswith("</tr>")

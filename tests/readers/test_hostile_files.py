"""Files that are damaged, foreign or meant to harm: each gets one clear error, quickly, and never an exception."""

import io
import json
import random
import re
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from municipalities.readers import InputFile, message
from municipalities.readers.findings import FIELDS, MESSAGES
from municipalities.readers.limits import MAX_SHOWN
from tests.readers.making import HEADER, answer, csv, row, xlsx
from tests.readers.reference import SAMPLES, read_files

SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOOK = xlsx(("Dagpenge", [HEADER, row()])).content
COLUMNS = json.dumps(HEADER).encode()
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (ord("b") + i, b"&%c;" % (ord("a") + i) * 10) for i in range(9))
    + b"]>"
)


def changed(part, change, content=BOOK):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return buffer.getvalue()


def with_rows(xml):
    return changed(SHEET, lambda sheet: sheet.replace(b"</sheetData>", xml + b"</sheetData>"))


def archive(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name, content in parts.items():
            new.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


def elsewhere():
    """Another part than xl/workbook.xml says which sheets there are."""
    types = changed("[Content_Types].xml", lambda types: types.replace(b"/xl/workbook.xml", b"/docProps/core.xml"))
    return changed("docProps/core.xml", lambda _: b"<workbook>" + b"<x/>" * 1_000_000 + b"</workbook>", types)


FILES = {
    "nothing": (b"", "empty_file"),
    "blank lines": (b" \r\n\r\n\t", "empty_file"),
    "a byte order mark alone": (b"\xef\xbb\xbf", "empty_file"),
    "zeros": (bytes(1000), "empty_file"),
    "noise": (random.Random(1).randbytes(5000), "binary"),
    "a NUL in a text file": (csv(row()).content.replace(b"Varde", b"Va\0rde"), "binary"),
    "UTF-16 without a byte order mark": (csv(row()).content.decode().encode("utf-16-le"), "binary"),
    "UTF-16 cut in the middle of a letter": (csv(row(), encoding="utf-16").content[:-1], "bad_encoding"),
    "damaged UTF-8": (csv(row(), row()).content + b"\xc3\x28", "bad_encoding"),
    "damaged UTF-8 with a byte order mark": (csv(row(), row(), encoding="utf-8-sig").content + b"\xc3", "bad_encoding"),
    "a byte order mark and then Windows-1252": (b"\xef\xbb\xbfK\xf8ge;1\n", "bad_encoding"),
    "no known encoding": (b"Kommune;\x81\x8d\n", "bad_encoding"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
    "a PNG": (b"\x89PNG\r\n\x1a\n\0\0", "image"),
    "a JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF", "image"),
    "a web page": (b"<!DOCTYPE html><html><title>502 Bad Gateway</title>", "web_page"),
    "a web page without a doctype": (b"\n<html lang='da'>", "web_page"),
    "XML": (b"<?xml version='1.0'?><data/>", "xml"),
    "XML with entities": (ENTITIES + b"<l>&j;</l>", "xml"),
    "RTF": (b"{\\rtf1 hej}", "document"),
    "gzip": (b"\x1f\x8b\x08\0", "archive"),
    "a ZIP of something": (archive(a__csv="Periode;Kommune"), "archive"),
    "OpenDocument": (archive(mimetype="x", content__xml="<a/>"), "open_document"),
    "an old .xls": (OLE + bytes(3000), "old_workbook"),
    "a workbook with a password": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "workbook_with_password"),
    "half a workbook": (BOOK[: len(BOOK) // 2], "damaged_workbook"),
    "a workbook without its end": (BOOK[:-30], "damaged_workbook"),
    "the first bytes of a workbook": (BOOK[:10], "damaged_workbook"),
    "PK": (b"PK", "damaged_workbook"),
    "a workbook whose sheet is no XML": (changed(SHEET, lambda _: b"hej"), "damaged_workbook"),
    "a workbook without its list of sheets": (changed("xl/workbook.xml", lambda _: b"<workbook/>"), "empty_file"),
    "a workbook without its workbook": (archive(**{"[Content_Types]__xml": "<Types/>"}), "damaged_workbook"),
    "a ZIP bomb": (changed(SHEET, lambda sheet: sheet + b" " * 150_000_000), "unpacks_to_too_much"),
    "a row of millions of cells": (with_rows(b"<row>" + b"<c/>" * 5_000_000 + b"</row>"), "too_many_columns"),
    "millions of things beside the rows": (changed(SHEET, lambda sheet: sheet.replace(b"</sheetData>", b"</sheetData><x>" + b"<y/>" * 5_000_000 + b"</x>")), "too_many_columns"),
    "millions of styles": (changed("xl/styles.xml", lambda styles: styles.replace(b"</cellXfs>", b"<xf/>" * 2_000_000 + b"</cellXfs>")), "unpacks_to_too_much"),
    "millions of names": (changed("xl/workbook.xml", lambda book: book.replace(b"</workbook>", b"<x/>" * 1_000_000 + b"</workbook>")), "unpacks_to_too_much"),
    "a list of sheets that lies elsewhere and is too large": (elsewhere(), "unpacks_to_too_much"),
    "millions of shared texts": (changed("docProps/app.xml", lambda texts: texts + b"<si/>" * 2_000_000), "unpacks_to_too_much"),
    "an encoding in which the limits see nothing": (changed(SHEET, lambda _: b'<?xml version="1.0" encoding="cp037"?>'), "damaged_workbook"),
    "entities in a sheet": (changed(SHEET, lambda sheet: ENTITIES + sheet), "damaged_workbook"),
    "entities in the styles": (changed("xl/styles.xml", lambda styles: ENTITIES + styles), "damaged_workbook"),
    "a row at the end of the world": (with_rows(b'<row r="999999999"><c><v>1</v></c></row>'), "too_many_rows"),
    "millions of rows": (with_rows(b"<row/>" * 1_100_000), "too_many_rows"),
    "a cell in the last column": (with_rows(b'<row r="9"><c r="XFD9"><v>1</v></c></row>'), "too_many_columns"),
    "millions of blank cells": (with_rows(b'<row><c r="XFD1" s="0"/></row>' * 5000), "too_many_columns"),
    "too many sheets": (xlsx(*[(f"Ark{i}", [HEADER, row()]) for i in range(51)]).content, "too_many_sheets"),
    "a workbook of blank sheets": (xlsx(("Ark1", [])).content, "empty_file"),
    "half an answer": (answer(row(), row()).content[:-20], "json_cut_off"),
    "an answer with a stray word": (answer(row()).content.replace(b'"91"', b"91 x"), "not_json"),
    "JSON of another shape": (b'{"error": "quota"}', "unknown_json"),
    "a list": (b"[1, 2]", "unknown_json"),
    "columns that are no labels": (b'{"columns": [1, null], "rows": []}', "unknown_json"),
    "deep JSON": (b"[" * 200_000, "unknown_json"),
    "deep JSON inside an answer": (b'{"columns":' + b"[" * 200_000 + b"]" * 200_000 + b"}", "unknown_json"),
    "rows that are no lists": (b'{"columns": %s, "rows": [{"Periode": 1}]}' % COLUMNS, "json_row_is_no_list"),
    "an answer that is too wide": (answer(columns=[f"k{i}" for i in range(201)]).content, "too_many_columns"),
    "an answer that is too long": (b'{"columns": [], "rows": [%s[]]}' % (b"[]," * 200_001), "too_many_rows"),
    "a header alone": (csv().content, "header_only"),
    "a header and notes": (csv(below=["Kilde: Jobindsats.dk"]).content, "header_only"),
    "an answer without rows": (answer().content, "header_only"),
    "a sheet with a header alone": (xlsx(("Ark1", [HEADER])).content, "header_only"),
    "a lone quote": (csv(row(), row(municipality='"Vejen'), *[row()] * 20).content, "unclosed_quote"),
    "two lone quotes": (csv(row(municipality='"Vejen'), row(municipality='Vejle"')).content, "unclosed_quote"),
    "quotes and nothing else": (b'"\n' * 99_999, "unclosed_quote"),
    "a very long line": (csv(row()).content + b"\n" + b"x" * 5_000_000, "line_too_long"),
    "a very wide line": (csv(row()).content + b"\n" + b";1" * 40_000, "too_many_columns"),
    "a very wide header": (b";1" * 40_000, "too_many_columns"),
    "300 000 lines": (csv(row()).content + b"\n2018M04;Varde;6-9 mdr.;91;4,6;46,2" * 300_000, "too_many_rows"),
    "a letter": ("Kære alle. Her er tallene, som aftalt.".encode(), "no_table"),
    "another table": (b"navn;by;telefon;post\nAnn;Vejle;1;2\n", "no_table"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "code"), FILES.values(), ids=FILES.keys())
def test_a_bad_file_gets_one_clear_error(content, code):
    start = time.process_time()
    reading = read_files(InputFile("fil.csv", content))
    assert [finding.code for finding in reading.errors] == [code]
    assert reading.figures == []
    assert reading.errors[0].file == "fil.csv"
    assert time.process_time() - start < 20


def test_a_file_of_50_mb_is_refused_at_once():
    file = InputFile("stor.csv", b"2018M04;Varde\n" * 3_800_000)
    start = time.perf_counter()
    [error] = read_files(file).errors
    assert time.perf_counter() - start < 0.5
    assert (error.code, error.params) == ("file_too_big", {"size": 50, "limit": 20})


def test_a_bad_file_does_not_keep_the_others_from_being_read():
    reading = read_files(InputFile("tom.csv", b""), csv(row()))
    assert [(finding.code, finding.file) for finding in reading.errors] == [("empty_file", "tom.csv")]
    assert len(reading.figures) == 1


def test_what_a_file_says_of_its_own_size_is_not_believed():
    lying = changed(SHEET, lambda sheet: re.sub(rb'ref="A1:F2"', b'ref="A1:XFD1048576"', sheet))
    assert lying != BOOK
    assert len(read_files(InputFile("dagpenge.xlsx", lying)).figures) == 1


def test_what_findings_quote_can_be_stored():
    rows = [["2018M04", "\ud800\0" + "x" * 1000, "6-9 mdr.", 1, 2, 3]]
    file = InputFile("d\0" + "x" * 1000, json.dumps({"columns": HEADER, "rows": rows}).encode())
    [error] = read_files(file).errors
    for text in (error.file, error.value, error.message, json.dumps(error.params)):
        assert "\0" not in text
        text.encode()
    assert max(len(error.file), len(error.value)) <= MAX_SHOWN


SAMPLE_FILES = [path.read_bytes() for path in sorted(SAMPLES.iterdir()) if not path.name.startswith("v3_y")] + [
    answer(row(), row(municipality="Vejen")).content,
    b'{"columns": %s, "rows": [["2018M04", "Varde", "6-9 mdr.", 91, 4.6, 46.2]]}' % COLUMNS,
    csv(row(municipality='"Vejen"'), encoding="utf-16").content,
]


@given(st.data())
@settings(max_examples=250, deadline=None)
def test_no_change_to_a_sample_makes_reading_fail(data):
    content = bytearray(data.draw(st.sampled_from(SAMPLE_FILES)))
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(content)))
        kind = data.draw(st.sampled_from(["cut", "drop", "put", "repeat"]))
        if kind == "cut":
            del content[start:]
        elif kind == "drop":
            del content[start : start + data.draw(st.integers(1, 50))]
        elif kind == "put":
            content[start:start] = data.draw(
                st.one_of(
                    st.binary(max_size=20),
                    st.sampled_from([b'"', b";", b"\n", b"-", b"\0", b"[", b"}", b"9" * 5000, b"NaN", b"\xef\xbb\xbf"]),
                )
            )
        else:
            content[start:start] = content[start : start + 200]
    reading = read_files(InputFile("dagpenge.csv", bytes(content)))
    assert reading.figures or reading.errors
    assert "unreadable" not in [finding.code for finding in reading.errors]
    for finding in reading.findings:
        assert finding.message
        json.dumps(finding.params).encode()
    for figure in reading.figures:
        assert figure.persons is None or figure.persons >= 0
        assert figure.share is None or 0 <= figure.share <= 100


@given(st.binary(max_size=300))
def test_no_bytes_make_reading_fail(content):
    [*_, error] = read_files(InputFile("fil", content)).errors
    assert error.code != "unreadable"


def test_should_the_readers_fail_themselves_the_file_is_refused_all_the_same(monkeypatch):
    def fail(*args):
        raise ZeroDivisionError

    monkeypatch.setattr("municipalities.readers.reading.sheets", fail)
    assert [finding.code for finding in read_files(csv(row())).errors] == ["unreadable"]


class TestMessages:
    @pytest.mark.parametrize("code", MESSAGES)
    def test_a_message_can_be_made_of_whatever_was_stored(self, code):
        assert message(code, {})
        assert message(code, {"months": ["x"], "month": None, "missing": 3, "expected": 98, "field": []})

    def test_a_code_that_is_no_longer_known_still_says_something(self):
        assert message("gone", {"value": "x"}) == "gone: x"

    def test_messages_read_as_sentences(self, settings):
        settings.LANGUAGE_CODE = "en"
        from django.utils import translation

        with translation.override("en"):
            assert message("unknown_municipality_like", {"value": "Vardee", "suggestions": ["Varde", "Vejen"]}) == (
                "“Vardee” is not a municipality. Did you mean Varde, Vejen?"
            )
            assert message("future_month", {"value": "2031M04", "latest": "2018-09"}) == (
                "“2031M04” is in the future. The latest possible month is September 2018."
            )
            months = [f"2018-{number:02d}" for number in range(1, 7)]
            assert "January 2018 – June 2018 (6)" in message("missing_municipalities", {"months": months})

    def test_every_field_has_a_name(self):
        assert {"month", "municipality", "persons", "average", "share", "meeting", "filter"} == FIELDS.keys()

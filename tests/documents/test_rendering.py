"""Documents are accessible, the same every time, and show what was written – whatever was written."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest
from django.utils import translation

from kontakt.documents import render
from kontakt.documents.characters import printable, unprintable

PLAIN = Path(__file__).with_name("plain.typ")
NEW_YEAR = datetime(2019, 1, 1, 0, 30, 15, tzinfo=UTC)


def rendered(text: str = "", **data) -> bytes:
    return render(PLAIN, {"title": "Opgørelse", "text": text, **data}, dated=NEW_YEAR.replace(microsecond=5))


def opened(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in opened(pdf).pages)


def test_a_document_says_that_it_is_accessible_and_has_title_language_and_tags():
    document = opened(rendered("Tekst"))
    catalogue = document.trailer["/Root"]
    metadata = catalogue["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Opgørelse</rdf:li>' in metadata
    assert catalogue["/Lang"] == "da"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in catalogue


def test_the_language_is_the_readers():
    with translation.override("en"):
        pdf = rendered()
    assert opened(pdf).trailer["/Root"]["/Lang"] == "en"
    assert "Page 1 of 1" in text_of(pdf)


def test_the_same_input_gives_the_same_bytes_and_another_date_does_not():
    assert rendered("Tekst") == rendered("Tekst")
    assert rendered("Tekst") != render(PLAIN, {"title": "Opgørelse", "text": "Tekst"}, dated=None)
    assert opened(rendered()).metadata.creation_date == NEW_YEAR
    assert opened(render(PLAIN, {"title": "Opgørelse", "text": ""})).metadata.creation_date is None


def test_pages_are_a4_and_a_tables_header_is_on_each():
    pages = opened(rendered(rows=[[f"Kommune {number}", "63,9 %"] for number in range(120)])).pages
    assert len(pages) > 2
    for page in pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        assert "Andel" in page.extract_text()
        assert re.search(rf"{page.page_number + 1} \w+ {len(pages)}", page.extract_text())


@pytest.mark.parametrize(
    "text",
    [
        "#panic() #sys.inputs.data = Overskrift",
        "$x^2$ *fed* _kursiv_ `kode` @henvisning <mærke> // ikke en kommentar",
        r"\u{41} \ C:\sti\til 50 % af { } [ ] ~ --- ...",
        "Anførselstegn: \" ' » « „ “",
        "Blandet: æøå ÆØÅ é ü ß ł € § – − ‼ ✓ ▼ 😀 Ω Ж",
    ],
)
def test_text_is_shown_as_it_is_written(text):
    assert text in text_of(rendered(text))


def test_a_word_longer_than_the_page_is_broken_and_lost_nowhere():
    shown = text_of(rendered("Vældig" * 200)).replace("\u200b", "").replace("\n", "")
    assert "Vældig" * 200 in shown


def test_what_no_font_can_show_is_a_square_and_can_be_asked_for():
    text = "a\x00b\x07c\ud800d中e\r\nf\tg👨h\ue000"
    assert printable(text) == "a□b□c□d□e\nf g□h□"
    assert unprintable(text) == ["\x00", "\x07", "\ud800", "中", "👨", "\ue000"]
    assert unprintable("Næstved – 63,9 %\t😀\r\n") == []
    assert "a□b□c□d□e" in text_of(rendered(text))


def test_many_threads_get_each_their_own_document():
    with ThreadPoolExecutor(6) as pool:
        pdfs = list(pool.map(lambda number: rendered(f"Nummer {number}."), range(60)))
    assert all(f"Nummer {number}." in text_of(pdf) for number, pdf in enumerate(pdfs))


def test_only_our_own_typefaces_are_used():
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2].removesuffix("-Identity-H")
        for page in opened(rendered("Hej 😀")).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts == {"IBMPlexSans", "IBMPlexSans-Bold", "IBMPlexSans-SemiBold", "DejaVuSans"}

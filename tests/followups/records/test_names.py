"""Names of files are safe on every system, readable, and each its own."""

import re

import pytest

from followups.models import (
    LogFile,
)
from followups.records.names import LONGEST, Names
from tests.followups.making import pdf
from tests.followups.records.reading import documents, opened

pytestmark = pytest.mark.django_db


def test_names_are_safe_on_every_system_readable_and_each_its_own(note, asked, given):
    for theme in ("../../etc/passwd", "CON", "a" * 120, 'Hvad: "nu"? <ja>|*', "Ærø æøå ÆØÅ", "slut. . ."):
        note(theme=theme, files=[pdf("svar.pdf"), pdf("SVAR.pdf"), pdf("..\\..\\ond.pdf")])
    archive = opened(given(asked()))
    names = archive.namelist()
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        folder, _slash, own = name.rpartition("/")
        assert folder in ("", "dokumenter")
        assert not re.search(r'[<>:"\\|?*\x00-\x1f]|\.\.', own)
        assert not own.endswith((" ", "."))
        assert len(own) <= LONGEST
        assert archive.getinfo(name).flag_bits & 0x800 or name.isascii()
    assert any("Ærø æøå ÆØÅ" in name for name in names)
    assert len(documents(archive)) == LogFile.objects.count()


def test_a_device_of_windows_is_no_name_and_equal_names_are_numbered():
    names = Names()
    assert names.name("CON", like="x.pdf") == "_CON.pdf"
    assert [names.name("Svar", like=like) for like in ("a.pdf", "b.PDF", "c.p/f", "d.docx")] == [
        "Svar.pdf", "Svar (2).pdf", "Svar", "Svar.docx",
    ]  # fmt: skip
    assert names.name("SVAR", like="a.pdf") == "SVAR (3).pdf"
    long = [names.name("b" * 300, like="a.pdf") for _time in range(12)]
    assert len(set(long)) == 12
    assert max(map(len, long)) == LONGEST

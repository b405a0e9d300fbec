"""The interface in Danish: every text translated, with its placeholders, and compiled as it stands."""

import re
import subprocess
from pathlib import Path

import polib
import pytest
from django.conf import settings

CATALOGUE = Path(settings.BASE_DIR) / "locale" / "da" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")


@pytest.fixture(scope="module")
def entries() -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete]


def translations(entry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_text_is_translated(entries):
    assert [entry.msgid for entry in entries if not entry.translated()] == []


def test_every_translation_has_the_placeholders_of_its_text(entries):
    wrong = [
        entry.msgid
        for entry in entries
        for text in translations(entry)
        if not set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
        or (not entry.msgid_plural and set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(entry.msgid)))
    ]
    assert wrong == []


def test_danish_quotation_marks_are_used(entries):
    assert [text for entry in entries for text in translations(entry) if "“" in text or "”" in text] == []


def test_the_compiled_catalogue_is_that_of_the_texts(entries):
    compiled = {entry.msgid: translations(entry) for entry in polib.mofile(str(CATALOGUE.with_suffix(".mo")))}
    assert compiled == {entry.msgid: translations(entry) for entry in entries}


def test_the_catalogue_has_every_text_of_the_code(tmp_path, entries):
    """What makemessages would collect now, it has collected already."""
    sources = [
        str(path.relative_to(settings.BASE_DIR))
        for folder in ("kontakt", "municipalities", "followups")
        for path in sorted((settings.BASE_DIR / folder).rglob("*.py"))
    ]
    try:
        subprocess.run(
            ["xgettext", "--language=Python", "--from-code=UTF-8", "--keyword=gettext_noop", "--keyword=gettext_lazy",
             "--keyword=ngettext_lazy:1,2", "--keyword=pgettext:1c,2", "--keyword=_", f"--output={tmp_path / 'all.pot'}",
             *sources],
            cwd=settings.BASE_DIR, check=True, capture_output=True,
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("xgettext is not on the PATH (Debian: apt-get install gettext).")
    known = {entry.msgid for entry in entries}
    assert [entry.msgid for entry in polib.pofile(str(tmp_path / "all.pot")) if entry.msgid not in known] == []

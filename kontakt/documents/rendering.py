"""From a Typst template and plain data to a PDF file.

Data goes to the template as JSON, so no text is ever read as markup. The same template, data and date give the same
bytes, whatever the machine: only the fonts beside this file are used.
"""

import json
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kontakt.documents.characters import FONTS, printable

# Compilers keep parsed templates and fonts between documents, but serve one thread at a time.
_of_thread = threading.local()
# Typst remembers how it laid out a document until it has made ten others: some 60 MB for one of twenty pages. Making ten
# empty ones (20 ms) after a large one lets that go: a process that makes statements stays at 200 MB; it grew to 600.
_LARGE, _REMEMBERED = 200_000, 10
_PICTURE, _PICTURE_DOTS = Path(__file__).with_name("picture.typ"), 144


def render(template: Path, data: Mapping, *, dated: datetime | None = None) -> bytes:
    """The document as PDF/UA-1, in the active language.

    `template`: a .typ file of the project, which begins as base.typ says. `data`: plain values (texts, numbers, lists,
    dictionaries), among them `title`, which screen readers and windows show. `dated`: the moment the document says it was
    made; None: it says nothing. Raises typst.TypstError if the template is wrong or lacks a value.
    """
    compiler = _compiler()
    content = compiler.compile(
        input=str(template),
        format="pdf",
        sys_inputs=_inputs(data, is_dated=dated is not None),
        pdf_standards=["ua-1"],
        timestamp=int(dated.timestamp()) if dated else 0,  # seconds since 1970
    )
    if len(content) > _LARGE:
        for _time in range(_REMEMBERED):
            compiler.compile(input=b"", format="svg")
    return content


def render_pages(template: Path, data: Mapping, *, dots_per_inch: float = 96) -> list[bytes]:
    """The document's pages as pictures (PNG), set as `render` sets them: for a preview on the screen."""
    pages = _compiler().compile(
        input=str(template), format="png", ppi=dots_per_inch, sys_inputs=_inputs(data, is_dated=False)
    )
    return pages if isinstance(pages, list) else [pages]


def render_picture(svg: str, *, title: str, width: float = 900) -> bytes:
    """A drawing in points (PNG), with its letters in our own fonts. `width`: of the drawing, in points."""
    return render_pages(_PICTURE, {"title": title, "svg": svg, "width": width}, dots_per_inch=_PICTURE_DOTS)[0]


def _inputs(data: Mapping, *, is_dated: bool) -> dict[str, str]:
    words = {"lang": get_language() or "da", "page_of": _("Page {page} of {pages}"), "is_dated": is_dated}
    return {"data": json.dumps(_showable({**data, **words}))}


def _compiler() -> typst.Compiler:
    if not hasattr(_of_thread, "compiler"):
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        _of_thread.compiler = typst.Compiler(root=str(settings.BASE_DIR), font_paths=fonts)
    return _of_thread.compiler


def _showable(value):
    """The data with texts as `printable` makes them; lazy translations and other objects as their words."""
    match value:
        case None | bool() | int() | float():
            return value
        case Mapping():
            return {str(key): _showable(part) for key, part in value.items()}
        case list() | tuple():
            return [_showable(part) for part in value]
        case _:
            return printable(str(value))

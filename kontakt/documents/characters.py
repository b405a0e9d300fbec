"""Which characters our documents can show.

PDF/UA refuses a document with a character that no font has, and a letter must not fail because somebody wrote an
unusual one. So the fonts are asked what they have; what none of them has is shown as □.
"""

import functools
import re
import struct
from collections.abc import Iterator
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
# Every document is set in the first; the second has the characters that the first lacks (symbols, other alphabets).
_FONT_FILES = ("IBMPlexSans-Regular.otf", "DejaVuSans.ttf")
SUBSTITUTE = "□"
# Typst breaks lines at these; a table's cell may hold one. Other control characters have no picture.
_BREAKS = "\n"


def printable(text: str) -> str:
    """The text as a document can show it: characters that no font of ours has as □, tabs and odd line ends as usual ones."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _unshowable().sub(SUBSTITUTE, text)


def unprintable(text: str) -> list[str]:
    """The characters of a text that `printable` replaces, each once, in the order they come."""
    return list(dict.fromkeys(_unshowable().findall(text.replace("\r", "\n").replace("\t", " "))))


@functools.cache
def _unshowable() -> re.Pattern:
    spans = "".join(
        f"{re.escape(chr(max(first, ord(' '))))}-{re.escape(chr(last))}"
        for name in _FONT_FILES
        for first, last in _spans((FONTS / name).read_bytes())
        if last >= ord(" ")  # fonts have empty glyphs for some control characters
    )
    return re.compile(f"[^{_BREAKS}{spans}]")


def _spans(font: bytes) -> Iterator[tuple[int, int]]:
    """The ranges of characters (first and last) that an OpenType font has glyphs for: its `cmap`, format 4 or 12."""
    tables = {
        tag: offset
        for tag, _checksum, offset, _length in struct.iter_unpack(
            ">4sIII", font[12 : 12 + 16 * struct.unpack_from(">H", font, 4)[0]]
        )
    }
    cmap = tables[b"cmap"]
    count = struct.unpack_from(">H", font, cmap + 2)[0]
    for number in range(count):
        start = cmap + struct.unpack_from(">I", font, cmap + 4 + 8 * number + 4)[0]
        match struct.unpack_from(">H", font, start)[0]:
            case 12:
                groups = struct.unpack_from(">I", font, start + 12)[0]
                for group in range(groups):
                    first, last, _glyph = struct.unpack_from(">III", font, start + 16 + 12 * group)
                    yield first, last
            case 4:
                segments = struct.unpack_from(">H", font, start + 6)[0] // 2
                lasts = struct.unpack_from(f">{segments}H", font, start + 14)
                firsts = struct.unpack_from(f">{segments}H", font, start + 16 + 2 * segments)
                # The last segment is 0xFFFF, which closes the list.
                yield from zip(firsts[:-1], lasts[:-1], strict=True)

"""What a browser that has nothing of Kontakt yet fetches to show a page, compressed as it is sent."""

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.test import Client

KILOBYTES = 300
_LINKED = re.compile(r'<(?:script|link|img|use)\b[^>]*?(?:src|href)="([^"]+)"')
_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_URL = re.compile(r'url\("?([^")]+)"?\)')
_OTHER_LETTERS = "U+0100-"
_COMPRESSED_ALREADY = (".woff2", ".png", ".jpg")


@dataclass(frozen=True)
class Fetched:
    """A file, and how many bytes of it come over the wire."""

    name: str
    bytes: int


def first_view(client: Client, address: str, **request) -> list[Fetched]:
    """The page, then its stylesheets, scripts and icons, and the fonts of Western letters and signs: every weight, though
    a page may do with fewer. What a script fetches later is not in it."""
    page = client.get(address, headers={"accept-encoding": "gzip"}, **request)
    html = gzip.decompress(page.content) if page.headers.get("Content-Encoding") == "gzip" else page.content
    names = dict.fromkeys(
        _name(address) for address in _LINKED.findall(html.decode()) if address.startswith(static(""))
    )
    for name in [name for name in names if name.endswith(".css")]:
        names |= dict.fromkeys(_fonts(name))
    return [Fetched(address, len(page.content)), *(Fetched(name, _sent(name)) for name in names)]


def _name(address: str) -> str:
    return address.removeprefix(static("")).partition("#")[0].partition("?")[0]


def _content(name: str) -> bytes:
    return Path(finders.find(name)).read_bytes()


def _fonts(stylesheet: str) -> list[str]:
    """The files of its font faces, as names of static files."""
    faces = _FACE.findall(_content(stylesheet).decode())
    wanted = [face for face in faces if _OTHER_LETTERS not in face]
    folder = Path(stylesheet).parent
    return [_normal(folder / _URL.search(face)[1]) for face in wanted]


def _normal(path: Path) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _sent(name: str) -> int:
    content = _content(name)
    return len(content) if name.endswith(_COMPRESSED_ALREADY) else min(len(content), len(gzip.compress(content, 9)))

"""Files as they are delivered: what a file is, told by its content and never by its name, and the sheets in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from municipalities.readers import csv_files, json_answers, workbooks
from municipalities.readers.limits import MAX_FILE_BYTES, MEGABYTE
from municipalities.readers.tables import Sheet, TableDescription, Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM\x00", "image"),
    (b"II*\x00", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"{\\rtf", "document"),
)
_MARKUP = re.compile(r"<(!doctype html|html|head|body|!--|\?xml|!doctype|[a-z][\w:.-]*[\s/>])", re.IGNORECASE)


@dataclass(frozen=True)
class InputFile:
    name: str
    content: bytes


def sheets(file: InputFile, is_header: Callable[[tuple[str, ...]], bool]) -> list[Sheet | TableDescription]:
    """The sheets of a file. Raises Unreadable, which says what is wrong and what to do."""
    content = file.content
    if len(content) > MAX_FILE_BYTES:
        raise Unreadable("file_too_big", size=len(content) // MEGABYTE, limit=MAX_FILE_BYTES // MEGABYTE)
    if not content.strip(b"\0\t\r\n \xef\xbb\xbf\xfe\xff"):
        raise Unreadable("empty_file")
    if content.startswith(b"PK"):
        return workbooks.sheets(file.name, content)
    if content.startswith(_OLE):
        # Excel keeps an encrypted workbook inside an OLE file, under this name in UTF-16.
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        raise Unreadable("workbook_with_password" if encrypted else "old_workbook")
    for start, code in _FOREIGN:
        if content.startswith(start):
            raise Unreadable(code)
    text = csv_files.decode(content)
    beginning = text[:1000].lstrip()
    if beginning.startswith(("{", "[")):
        return json_answers.sheets(file.name, text)
    if markup := _MARKUP.match(beginning):
        is_page = "html" in beginning.casefold() or markup[1].casefold() in {"head", "body"}
        raise Unreadable("web_page" if is_page else "xml")
    return [csv_files.sheet(file.name, text, is_header)]

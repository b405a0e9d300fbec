"""Files that are attached to the log: which kinds are taken, told by their content and checked against their names."""

import email
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PureWindowsPath

import puremagic
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

from kontakt.cpr import refuse_cpr

MAX_BYTES = 20 * 1024 * 1024

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {
    ".pdf": "application/pdf",
    ".docx": _WORD,
    ".xlsx": _EXCEL,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".txt": "text/plain",
    ".eml": "message/rfc822",
    ".msg": "application/vnd.ms-outlook",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK_STREAM = "__properties_version1.0".encode("utf-16-le")
_NOT_PROSE = re.compile(r"[\x00-\x08\x0e-\x1f]|\A\s*(<[!?a-zA-Z]|%PDF|%!PS|\{\\rtf|#!)")


@dataclass(frozen=True)
class Attachment:
    """A file that may be kept: its name without folders, its content and the type that the content has."""

    name: str
    content: bytes
    content_type: str


def read(file: File) -> Attachment:
    """Read an uploaded file. Raises ValidationError with the reason, which names the file."""
    name = _clean(file.name or "")
    refuse_cpr(name)
    if not name:
        raise ValidationError(_("A file has no name."))
    if file.size > MAX_BYTES:
        raise ValidationError(_("“%(name)s” is larger than 20 MB. Send it in parts or smaller.") % {"name": name})
    extension = PureWindowsPath(name).suffix.lower()
    if extension not in TYPES:
        raise ValidationError(
            _("“%(name)s” is of a kind that is not kept here. Attach PDF, DOCX, XLSX, PNG, JPEG, TXT, EML or MSG.")
            % {"name": name}
        )
    file.seek(0)
    content = file.read()
    if not content:
        raise ValidationError(_("“%(name)s” is empty.") % {"name": name})
    if not _is(TYPES[extension], content):
        raise ValidationError(_("The content of “%(name)s” is not what its name says.") % {"name": name})
    return Attachment(name, content, TYPES[extension])


def _clean(name: str) -> str:
    """Without folders and unprintable characters, and short enough to be kept with its ending."""
    name = "".join(char for char in PureWindowsPath(name).name if char.isprintable()).strip()
    path = PureWindowsPath(name)
    return name if len(name) <= 255 else path.stem[: 255 - len(path.suffix)] + path.suffix


def _is(content_type: str, content: bytes) -> bool:
    if content_type in (_WORD, _EXCEL):
        return _is_office(content, "word/document.xml" if content_type == _WORD else "xl/workbook.xml")
    if content_type == TYPES[".msg"]:
        return content.startswith(_OLE) and _OUTLOOK_STREAM in content
    if content_type == TYPES[".eml"]:
        headers = email.message_from_bytes(content[:100_000]).keys()
        found = {header.lower() for header in headers}
        return _is_prose(content[:1000]) and "from" in found and bool({"date", "subject", "to"} & found)
    if content_type == TYPES[".txt"]:
        return _is_prose(content)
    try:
        return any(found.mime_type == content_type for found in puremagic.magic_string(content)[:1])
    except (puremagic.PureError, ValueError):
        return False


def _is_office(content: bytes, part: str) -> bool:
    """Whether it is a package with that part, and without macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):  # the last two: a damaged version, or name of a part
        return False
    return {"[Content_Types].xml", part} <= names and not any(name.endswith("vbaProject.bin") for name in names)


def _is_prose(content: bytes) -> bool:
    """Whether it is text without markup, in UTF-8, UTF-16 or Windows' Western encoding."""
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if utf_16 else ["utf-8-sig", "cp1252"]:
        try:
            return not _NOT_PROSE.search(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return False

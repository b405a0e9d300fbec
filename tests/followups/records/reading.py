"""Reading an archive as whoever gets it does."""

import csv
import io
import json
import re
import zipfile
from datetime import date

import pypdf

from followups.models import (
    RecordsRequest,
)

DAY = date(2018, 3, 19)
SECRET = "kommunens leverandør Nordisk Jobplan er gået konkurs"


def opened(request: RecordsRequest) -> zipfile.ZipFile:
    with request.archive.file.open("rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def documents(archive: zipfile.ZipFile) -> list[str]:
    return [name.removeprefix("dokumenter/") for name in archive.namelist() if name.startswith("dokumenter/")]


def rows(archive: zipfile.ZipFile, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig")), delimiter=";"))[1:]


def manifest(archive: zipfile.ZipFile) -> dict:
    return json.loads(archive.read("manifest.json"))


def all_text(archive: zipfile.ZipFile) -> str:
    """All that can be read in the archive: names, contents, and the text of its PDF documents; spaces squeezed."""
    parts = []
    for name in archive.namelist():
        content = archive.read(name)
        parts += [name, content.decode("utf-8", errors="replace")]
        if content.startswith(b"%PDF") and len(content) > 500:
            reader = pypdf.PdfReader(io.BytesIO(content))
            parts += [str(reader.metadata), *(page.extract_text() for page in reader.pages)]
    return re.sub(r"\s+", " ", "\n".join(parts).replace("\N{ZERO WIDTH SPACE}", ""))

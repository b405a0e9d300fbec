"""The archive: a ZIP file with the documents, the lists and a manifest. The same material gives the same bytes."""

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from followups.models import RecordsRequest
from followups.records import lists
from followups.records.items import Item, RecordFile
from followups.records.names import Names
from followups.records.words import scope_in_words
from kontakt.documents import render
from kontakt.ui.exports import csv_content
from kontakt.ui.templatetags import figures

_HERE = Path(__file__).parent
FOLDER = "dokumenter"
JOURNAL_LIST, EVENTS = "00 Aktliste.pdf", "01 Hændelser og beslutninger.pdf"
_CHUNK = 1 << 16


def write_archive(to: BinaryIO, request: RecordsRequest, items: list[Item], *, at: datetime, digest: str) -> None:
    """Write the archive of the items, from which all that is withheld has been left out. Say it in Danish.

    Raises ValidationError if a file is not in the storage as it was kept.
    """
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        _Archive(archive, request, items, at=at, digest=digest).write()


class _Archive:
    """An archive being written. `listed`: what is in it, for the manifest."""

    def __init__(self, archive: zipfile.ZipFile, request: RecordsRequest, items: list[Item], *, at, digest) -> None:
        self.archive, self.request, self.items, self.at, self.digest = archive, request, items, at, digest
        self.listed: list[dict] = []
        names = Names()
        self.names = {
            id(file): f"{FOLDER}/{names.name(_called(item, file), like=file.name)}"
            for item in items
            for file in item.files
            if file.is_given
        }

    def write(self) -> None:
        scope = scope_in_words(self.request)
        self.put(JOURNAL_LIST, self.pdf("journal_list", _("Journal list"), lists.journal_document), _("Journal list"))
        self.put(
            EVENTS, self.pdf("events", _("Events and decisions"), lists.events_document), _("Events and decisions")
        )
        self.put("aktliste.csv", csv_content(*lists.journal_list(self.items, self.name_of)), _("Journal list as data"))
        self.put("log.csv", csv_content(*lists.events(self.items, self.name_of)), _("Log and events as data"))
        self.put("beslutninger.csv", csv_content(*lists.decisions(self.items)), _("Decisions with figures as data"))
        self.put(
            "beslutninger.json",
            _json(lists.decisions_in_full(self.items)),
            _("Decisions with all that they rested on, as data"),
        )
        for item in self.items:
            for file in item.files:
                if file.is_given:
                    self.copy(item, file)
        withheld = list(_withheld(self.items))
        about = {
            "scope": scope,
            "requester": self.request.requester,
            "requested_on": self.request.requested_on.isoformat(),
            "given_at": self.at.isoformat(),
            "digest_of_material": self.digest,
        }
        listed = list(self.listed)
        self.put(
            "manifest.json", _json({"request": about, "files": listed, "withheld": withheld}), _("Manifest as data")
        )
        self.put("MANIFEST.txt", self.manifest(scope, withheld).encode(), "")

    def name_of(self, file: RecordFile) -> str:
        return self.names[id(file)]

    def pdf(self, template: str, title: str, data) -> bytes:
        about = f"{_('Access to records')}: {scope_in_words(self.request)}"
        lead = _("%(scope)s. Given to %(requester)s on %(day)s.") % {
            "scope": scope_in_words(self.request),
            "requester": self.request.requester,
            "day": figures.day(self.at),
        }
        words = {"title": title, "about": about, "lead": lead}
        return render(_HERE / f"{template}.typ", words | data(self.items, self.name_of), dated=self.at)

    def put(self, name: str, content: bytes, what: str) -> None:
        with self.archive.open(self._entry(name), "w") as member:
            shutil.copyfileobj(io.BytesIO(content), member, _CHUNK)
        self._list(name, len(content), hashlib.sha256(content).hexdigest(), what)

    def copy(self, item: Item, file: RecordFile) -> None:
        """A document as it was kept, byte for byte."""
        sha256, size = hashlib.sha256(), 0
        try:
            with file.content.open("rb") as source, self.archive.open(self._entry(self.name_of(file)), "w") as member:
                while chunk := source.read(_CHUNK):
                    sha256.update(chunk)
                    size += len(chunk)
                    member.write(chunk)
        except FileNotFoundError:
            raise _not_as_kept(item, file)
        if sha256.hexdigest() != file.sha256:
            raise _not_as_kept(item, file)
        what = f"{item.title}: {item.theme}"
        if item.is_journalled:
            what = _("Document %(number)s: %(theme)s") % {"number": item.document_number, "theme": item.theme}
        if file.is_copy:
            what = _("%(document)s (copy, %(mark)s)") % {"document": what, "mark": file.withheld_by.mark}
        self._list(self.name_of(file), size, file.sha256, what)

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, date_time=timezone.localtime(self.at).timetuple()[:6])
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = 3  # the same on every machine: Unix, whose attributes follow
        entry.external_attr = 0o644 << 16
        return entry

    def _list(self, name: str, size: int, sha256: str, what: str) -> None:
        self.listed.append({"name": name, "size": size, "sha256": sha256, "what": what})

    def manifest(self, scope: str, withheld: list[dict]) -> str:
        """The manifest for people."""
        head = [
            _("Access to records: %(scope)s") % {"scope": scope},
            _("Requested by: %(requester)s, %(day)s")
            % {"requester": self.request.requester, "day": figures.day(self.request.requested_on)},
            _("Given: %(moment)s") % {"moment": figures.moment(self.at)},
            "",
            _("Contents (SHA-256, size in bytes, name, what it is)"),
        ]
        files = [f"{each['sha256']}  {each['size']:>10}  {each['name']}\n    {each['what']}" for each in self.listed]
        left_out = [f"- {each['what']}: {each['extent']}, {each['ground']}" for each in withheld]
        return "\r\n".join(
            line
            for part in (*head, *files, "", _("Withheld"), *(left_out or [_("Nothing is withheld.")]), "")
            for line in part.split("\n")
        )


def _called(item: Item, file: RecordFile) -> str:
    """Number, date and theme; and the file's own name where the document has several, or it is a copy."""
    words = f"{item.document_number or item.place} {item.day.isoformat()} {item.theme or item.title}"
    own = Path(file.name.replace("\\", "/")).stem
    return f"{words} – {own}" if len(item.files) > 1 or file.is_copy else words


def _withheld(items: Iterable[Item]):
    """What is withheld and by which provision, never what it says."""
    for item in items:
        what = f"{item.document_number or item.place} {item.day.isoformat()} {item.title}".strip()
        if item.withheld_by:
            yield {"what": what, "extent": _("All of it"), "ground": item.withheld_by.citation}
            continue
        for withheld in item.partly_by:
            yield {"what": what, "extent": _("A passage"), "ground": withheld.citation}
        for file in item.files:
            if file.withheld_by:
                extent = _("Part of a file") if file.is_copy else _("A file")
                yield {"what": what, "extent": extent, "ground": file.withheld_by.citation}


def _json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str).encode()


def _not_as_kept(item: Item, file: RecordFile) -> ValidationError:
    return ValidationError(
        _("The file “%(name)s” of %(document)s is not there as it was kept. Nothing was given; tell an administrator.")
        % {"name": file.name, "document": item.document_number or item.title}
    )

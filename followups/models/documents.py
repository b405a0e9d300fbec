"""Finished documents: files that are kept for good, with their SHA-256."""

import hashlib
import uuid
from collections.abc import Iterable

import pgtrigger
from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def opaque_name(document: "Document", name: str) -> str:
    """Where a document is stored: nothing of its own name, which is kept in the row."""
    return f"documents/{uuid.uuid4().hex}"


class DocumentManager(models.Manager):
    def keep(self, name: str, content: bytes, content_type: str = "application/pdf") -> "Document":
        """Store a file as it is, for good."""
        [document] = self.keep_all([(name, content)], content_type)
        return document

    def keep_all(self, files: Iterable[tuple[str, bytes]], content_type: str = "application/pdf") -> list["Document"]:
        """Store files (name and content), however many, in one question to the database."""
        return self.bulk_create(
            Document(
                name=name,
                file=ContentFile(content, name=name),
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                content_type=content_type,
            )
            for name, content in files
        )

    def keep_file(self, name: str, file: File, content_type: str) -> "Document":
        """As `keep`, for a file on disk that need not be in memory."""
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
        file.seek(0)
        return self.create(name=name, file=File(file, name), size=size, sha256=sha256, content_type=content_type)


class Document(models.Model):
    """A file that the ministry has made: a letter, a statement, an archive of records. Never changed or deleted.

    Several letters may enclose the same document. Who may read it follows from what it belongs to.
    """

    name = models.CharField(_("file name"), max_length=255)
    file = models.FileField(_("file"), upload_to=opaque_name)
    size = models.PositiveBigIntegerField(_("size (bytes)"))
    sha256 = models.CharField("SHA-256", max_length=64)
    content_type = models.CharField(_("content type"), max_length=100)
    made_at = models.DateTimeField(_("made"), db_default=models.functions.Now())

    objects = DocumentManager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256_is_a_digest"),
            models.CheckConstraint(condition=~Q(name=""), name="document_has_a_name"),
        ]
        triggers = [
            pgtrigger.Protect(name="documents_stay_as_they_were", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.name

    def is_intact(self) -> bool:
        """Whether the stored file is still there, byte for byte."""
        try:
            with self.file.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256
        except FileNotFoundError:
            return False

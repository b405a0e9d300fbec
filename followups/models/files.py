"""Files that somebody attaches: kept as they came."""

import hashlib

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptFile(models.Model):
    """An attached file with its SHA-256; each kind says in `file` where it is stored. Only ever served as a download."""

    name = models.CharField(_("file name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size (bytes)"))
    sha256 = models.CharField("SHA-256", max_length=64)
    content_type = models.CharField(
        _("content type"), max_length=100, help_text=_("As told by the content, not by whoever sent it.")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, attachment, **owner) -> "KeptFile":
        """Store an attachment (followups.attachments) with the row it belongs to."""
        return cls.objects.create(
            name=attachment.name,
            file=ContentFile(attachment.content, name=attachment.name),
            size=len(attachment.content),
            sha256=hashlib.sha256(attachment.content).hexdigest(),
            content_type=attachment.content_type,
            **owner,
        )

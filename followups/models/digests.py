"""Which daily mails have been sent to whom."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestSent(models.Model):
    """A user's mail of a day: claimed before it is sent, so that no day brings two (followups/digest.py)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField(_("date"))
    claimed_at = models.DateTimeField(db_default=models.functions.Now())
    sent_at = models.DateTimeField(
        _("sent"), null=True, help_text=_("Empty: sending broke off, and is not tried again.")
    )

    class Meta:
        verbose_name = _("daily mail")
        verbose_name_plural = _("daily mails")
        ordering = ["-day", "user"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="digest_once_per_user_and_day")]

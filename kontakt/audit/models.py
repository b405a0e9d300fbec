"""Rows of the audit trail. None of them is ever changed or deleted; the database refuses it."""

import pghistory.models
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def only_added_to() -> list[pgtrigger.Trigger]:
    """The triggers of a table whose rows are never changed, deleted or truncated."""
    return [
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name="not_emptied",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
        ),
    ]


class Change(pghistory.models.Event):
    """How a row of a tracked table was when it had been made (insert), changed (update), or just before it went (delete).

    Written by triggers on the tracked table, so that nothing gets around it. `pgh_context` says who, how and why.
    """

    pgh_id = models.BigAutoField(primary_key=True)
    pgh_created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        abstract = True


class Access(models.Model):
    """That somebody signed in (or tried to), fetched a file, or read a letter."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", _("Signed in")
        SIGN_IN_FAILED = "sign_in_failed", _("Sign-in failed")
        SIGNED_OUT = "signed_out", _("Signed out")
        SECOND_FACTOR_ADDED = "factor_added", _("Second factor set up")
        SECOND_FACTOR_REMOVED = "factor_removed", _("Second factor removed")
        SESSIONS_ENDED = "sessions_ended", _("Signed out by an administrator")
        EXPORTED = "exported", _("List exported")
        FETCHED = "fetched", _("File fetched")
        READ = "read", _("Letter read")

    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Empty where the name given at sign-in is nobody's."),
    )
    what = models.CharField(_("object"), max_length=300, blank=True)
    page = models.CharField(_("address"), max_length=500, help_text=_("With all that was asked for."))
    request = models.UUIDField(_("request"), help_text=_("The same in all that one request of the browser led to."))
    ip_address = models.GenericIPAddressField(_("IP address"), null=True)

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("accesses")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "at"], name="access_of_a_user")]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.what}"

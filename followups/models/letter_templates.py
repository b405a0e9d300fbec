"""What letters are written from: senders, and templates whose texts are versions."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from followups.models.cases import Step


class LetterKind(models.TextChoices):
    """What a letter is for. Most kinds belong to a step, which is taken when the letter is sent (STEP_OF)."""

    WARNING = "warning", _("Warning")
    SUPPORT_OFFER = "support_offer", _("Offer of support")
    ACCOUNT_REQUEST = "account_request", _("Request for a written account")
    REMINDER = "reminder", _("Reminder")
    SUMMONS = "summons", _("Summons to a meeting")
    ENQUIRY = "enquiry", _("Enquiry about intensity")
    RECOGNITION = "recognition", _("Recognition")
    CLOSING = "closing", _("Closing of the case")
    INFORMATION = "information", _("For information")


STEP_OF: dict[str, Step] = {
    LetterKind.WARNING: Step.WARN,
    LetterKind.SUPPORT_OFFER: Step.OFFER_SUPPORT,
    LetterKind.ACCOUNT_REQUEST: Step.REQUEST_ACCOUNT,
    LetterKind.SUMMONS: Step.SUMMON,
    LetterKind.ENQUIRY: Step.ENQUIRE,
    LetterKind.CLOSING: Step.CLOSE,
}
KIND_OF: dict[str, str] = {step: kind for kind, step in STEP_OF.items()}


class Sender(models.Model):
    """The authority that a letter comes from and the person who answers for it (forvaltningsloven § 32 b).

    A letter keeps them as they were when it was written. None is written before all but the phone is filled in.
    """

    name = models.CharField(_("name"), max_length=80, unique=True, help_text=_("What it is chosen by."))
    authority = models.CharField(_("authority"), max_length=120)
    address = models.TextField(_("address"), blank=True, help_text=_("One line a line, as in the letterhead."))
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Replies come here."))
    signer_name = models.CharField(_("signed by"), max_length=120, blank=True)
    signer_title = models.CharField(_("title"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("sender")
        verbose_name_plural = _("senders")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_complete(self) -> bool:
        return all((self.authority, self.address, self.email, self.signer_name, self.signer_title))

    def as_kept(self) -> dict[str, str]:
        """What a letter keeps of its sender."""
        fields = ("authority", "address", "phone", "email", "signer_name", "signer_title")
        return {name: getattr(self, name) for name in fields}


class LetterTemplate(models.Model):
    """A letter to be written again and again. Its text is the newest of its versions (LetterText)."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=LetterKind)
    sender = models.ForeignKey(Sender, verbose_name=_("sender"), on_delete=models.PROTECT, related_name="templates")
    deadline_days = models.PositiveSmallIntegerField(
        _("deadline (working days)"),
        null=True,
        blank=True,
        help_text=_(
            "From the day the letter is sent until the municipality must answer. Empty: no answer is asked for."
        ),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("letter template")
        verbose_name_plural = _("letter templates")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def text(self) -> "LetterText | None":
        """The version that new letters are written from."""
        return self.texts.order_by("-version").first()

    @property
    def step(self) -> Step | None:
        """The step that is taken when a letter of the kind is sent."""
        return STEP_OF.get(self.kind)


class LetterText(models.Model):
    """A version of a template's text. Never changed or deleted: each letter tells which one it was written from.

    The text is plain: a blank line between paragraphs, lines that begin with "- " are a list, and names in braces are
    merge fields (followups/letters/fields.py).
    """

    template = models.ForeignKey(LetterTemplate, on_delete=models.PROTECT, related_name="texts")
    version = models.PositiveIntegerField(_("version"))
    subject = models.CharField(_("subject"), max_length=120)
    body = models.TextField(_("text"))
    made_at = models.DateTimeField(_("made"), db_default=models.functions.Now())
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("version of a letter template")
        verbose_name_plural = _("versions of letter templates")
        ordering = ["template", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["template", "version"], name="letter_text_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="letter_text_version_from_one"),
            models.CheckConstraint(
                condition=Q(subject__regex=r"\S", body__regex=r"\S"), name="letter_text_says_something"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="letter_texts_stay_as_they_were", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.version})"

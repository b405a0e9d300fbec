"""Deliveries (leverancer): figures on their way in, what was found in them, and what became of them."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontakt.accounts.access import sees_whole_country
from municipalities.models.indicators import Indicator
from municipalities.readers.findings import message

# Whoever reads a delivery shows a sign of life at each file. One that is silent for so long is taken for dead; should it
# be alive after all, the delivery is read twice, and laid ready once.
SILENCE = timedelta(minutes=2)


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Deliveries hold the figures of the whole country."""
        return self if sees_whole_country(user) else self.none()

    def unattended(self):
        """Waiting to be read, or being read by a worker that has fallen silent."""
        return self.filter(
            Q(status=Delivery.Status.RECEIVED) | Q(status=Delivery.Status.READING, touched_at__lt=Now() - SILENCE)
        )


class Delivery(models.Model):
    """One or more files taken in together: all of it is loaded, or nothing is.

    Received → being read → ready (a preview awaits a person), rejected (errors), or known already (nothing new) →
    loaded → taken back. A delivery is never deleted.
    """

    class Origin(models.TextChoices):
        UPLOAD = "upload", _("Upload")
        COMMAND = "command", _("Command")
        PULL = "pull", _("Fetched from Jobindsats")

    class Status(models.TextChoices):
        RECEIVED = "received", _("Waiting to be read")
        READING = "reading", _("Being read")
        READY = "ready", _("Ready to load")
        REJECTED = "rejected", _("Rejected")
        KNOWN = "known", _("Already loaded")
        DISCARDED = "discarded", _("Discarded")
        LOADED = "loaded", _("Loaded")
        TAKEN_BACK = "taken_back", _("Taken back")

    UNREAD = (Status.RECEIVED, Status.READING)

    origin = models.CharField(_("origin"), max_length=20, choices=Origin)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.RECEIVED)
    is_synthetic = models.BooleanField(_("synthetic"), default=False, help_text=_("Made-up demonstration figures."))
    indicator = models.ForeignKey(
        Indicator,
        verbose_name=_("indicator"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Chosen by hand; empty: recognised from the file."),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("delivered by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("received"), db_default=Now())
    touched_at = models.DateTimeField(db_default=Now(), editable=False)  # sign of life while read
    progress = models.PositiveSmallIntegerField(_("progress (percent)"), default=0)
    counts = models.JSONField(
        _("counts"),
        default=dict,
        help_text="Cells: new, changed, unchanged, withheld, duplicate, left_out; months; what the preview showed.",
    )
    # The state of the observations that the preview was compared with; a later load makes the preview stale.
    preview_basis = models.BigIntegerField(null=True, editable=False)
    loaded_at = models.DateTimeField(_("loaded"), null=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("loaded by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(_("taken back"), null=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("taken back by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_back_reason = models.TextField(_("reason"), blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["loaded", "taken_back"], loaded_at__isnull=False)
                | (~Q(status__in=["loaded", "taken_back"]) & Q(loaded_at__isnull=True)),
                name="delivery_loaded_at_says_it_was_loaded",
            ),
            models.CheckConstraint(
                condition=Q(status="taken_back", taken_back_at__gte=F("loaded_at")) & ~Q(taken_back_reason="")
                | (~Q(status="taken_back") & Q(taken_back_at__isnull=True)),
                name="delivery_taken_back_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="delivery_progress_is_a_percentage"),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(status__in=["received", "reading"]), name="delivery_unread")
        ]

    def __str__(self) -> str:
        return _("Delivery %(number)s") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        return reverse("delivery", args=[self.pk])

    @property
    def delivered_by(self) -> str:
        """The user; else how it came."""
        return str(self.created_by or self.get_origin_display())

    @property
    def file_names(self) -> list[str]:
        return [file.name for file in self.files.all()]

    @property
    def months(self) -> tuple[date | None, date | None]:
        """The first and the last month it has figures of."""
        first, last = (self.counts.get(name) for name in ("first_month", "last_month"))
        return first and date.fromisoformat(first), last and date.fromisoformat(last)

    @property
    def is_being_read(self) -> bool:
        return self.status in self.UNREAD


class DeliveryFile(models.Model):
    """One file of a delivery, kept as it came."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(_("file name"), max_length=255)
    file = models.FileField(_("file"), upload_to="deliveries/%Y/%m/")
    size = models.PositiveBigIntegerField(_("size (bytes)"))
    sha256 = models.CharField("SHA-256", max_length=64)
    # True from loading to taking back: the same content cannot be in force twice.
    in_force = models.BooleanField(_("in force"), default=False)

    class Meta:
        verbose_name = _("delivered file")
        verbose_name_plural = _("delivered files")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"], condition=Q(in_force=True), name="delivery_file_content_in_force_once"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="delivery_file_sha256_is_a_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DeliveryFinding(models.Model):
    """An error or a warning: where in the file, what stood there, and a code whose text is made when shown."""

    class Severity(models.TextChoices):
        ERROR = "error", _("Error")
        WARNING = "warning", _("Warning")

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="findings")
    severity = models.CharField(_("kind"), max_length=10, choices=Severity)
    code = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    file_name = models.CharField(_("file name"), max_length=255, blank=True)
    sheet = models.CharField(_("sheet"), max_length=255, blank=True)
    row = models.PositiveIntegerField(_("row"), null=True)
    column = models.CharField(_("column"), max_length=255, blank=True)
    value = models.CharField(_("value"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["severity", "pk"]

    def __str__(self) -> str:
        return self.message

    @property
    def message(self) -> str:
        """What is wrong and what to do, in the language of whoever reads it."""
        return self.message_with({})

    def message_with(self, indicators: dict[str, str]) -> str:
        """The message with the indicators' names in it, slug → name, instead of their slugs."""
        params = dict(self.params)
        if "indicator" in params:
            params["indicator"] = indicators.get(params["indicator"], params["indicator"])
        if isinstance(params.get("indicators"), list):
            params["indicators"] = [indicators.get(slug, slug) for slug in params["indicators"]]
        return message(self.code, params)

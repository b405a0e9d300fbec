"""What is kept of the running itself: signs of life, how often each task was done, and the work that failed."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontakt.audit.tracking import keep_history
from kontakt.operations import names

# A process shows a sign of life every half minute or so; one that is silent for so long is taken for dead.
SILENCE = timedelta(minutes=3)


class Heartbeat(models.Model):
    """The latest sign of life of a worker, or of a beat that sends what is due."""

    class Kind(models.TextChoices):
        WORKER = "worker", _("Worker")
        BEAT = "beat", _("Beat")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=200)
    since = models.DateTimeField(_("since"), db_default=Now())
    at = models.DateTimeField(_("latest sign of life"), db_default=Now())

    class Meta:
        verbose_name = _("sign of life")
        verbose_name_plural = _("signs of life")
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="heartbeat_one_of_each_process")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"

    @property
    def is_alive(self) -> bool:
        return self.at > timezone.now() - SILENCE


class TaskCount(models.Model):
    """How often a task has been done, and has failed, since it was counted first; `seconds` are all of them together."""

    name = models.CharField(_("task"), max_length=200, primary_key=True)
    runs = models.PositiveBigIntegerField(_("runs"), default=0)
    failures = models.PositiveBigIntegerField(_("failures"), default=0)
    seconds = models.FloatField(_("seconds"), default=0)
    last_at = models.DateTimeField(_("last done"), null=True)
    last_seconds = models.FloatField(_("seconds, the last time"), default=0)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return names.label(self.name)


class TaskFailure(models.Model):
    """Work that failed: a task with its arguments. It is open until it has gone well, is run again, or is put aside.

    The same work that fails again while it is open is the same row, counted.
    """

    class Settled(models.TextChoices):
        WENT_WELL = "went_well", _("Has gone well since")
        RUN_AGAIN = "run_again", _("Run again")
        SET_ASIDE = "set_aside", _("Put aside")

    name = models.CharField(_("task"), max_length=200)
    args = models.JSONField(_("arguments"), default=list)
    kwargs = models.JSONField(_("named arguments"), default=dict)
    work = models.CharField(max_length=64, editable=False)  # a digest of name and arguments
    task_id = models.CharField(_("task id"), max_length=200)
    times = models.PositiveIntegerField(_("times"), default=1)
    first_at = models.DateTimeField(_("first failed"), db_default=Now())
    last_at = models.DateTimeField(_("last failed"), db_default=Now())
    error = models.TextField(_("error"))
    traceback = models.TextField(_("traceback"), blank=True)
    cause = models.CharField(_("caused by request"), max_length=200, blank=True)
    caused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("caused by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled = models.CharField(_("settled"), max_length=10, choices=Settled, blank=True)
    settled_at = models.DateTimeField(_("settled on"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("settled by"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("failed task")
        verbose_name_plural = _("failed tasks")
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["work"], condition=Q(settled=""), name="task_failure_open_once"),
            models.CheckConstraint(
                condition=Q(settled="", settled_at__isnull=True) | ~Q(settled="") & Q(settled_at__isnull=False),
                name="task_failure_settled_with_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.pk})"

    def get_absolute_url(self) -> str:
        return reverse("failed-task", args=[self.pk])

    @property
    def label(self) -> str:
        return names.label(self.name)

    @property
    def is_open(self) -> bool:
        return not self.settled


keep_history(TaskFailure, leave_out=("work", "task_id", "times", "last_at", "error", "traceback"))

"""Pulls (hentninger): figures fetched from Jobindsats, from being asked for to what came of it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kontakt.accounts.access import sees_whole_country
from municipalities.jobindsats.problems import in_words
from municipalities.models.deliveries import Delivery
from municipalities.models.periods import MonthField, month_is_first_day

# Whoever fetches shows a sign of life before each request and each wait; one that is silent for so long is taken for dead.
# Should it be alive after all, it finds that its turn has gone to another, and leaves nothing.
SILENCE = timedelta(minutes=5)


class PullQuerySet(models.QuerySet):
    def visible_to(self, user):
        """They hold the figures of the whole country."""
        return self if sees_whole_country(user) else self.none()

    def under_way(self):
        return self.filter(status__in=Pull.UNDER_WAY)

    def unattended(self):
        """Waiting to be begun, or begun by a worker that has fallen silent."""
        return self.under_way().filter(Q(status=Pull.Status.REQUESTED) | Q(touched_at__lt=Now() - SILENCE))


class Pull(models.Model):
    """Requested → being fetched → delivered (being read, perhaps loaded) → done, or failed. One at a time."""

    class Origin(models.TextChoices):
        SCHEDULE = "schedule", _("By schedule")
        PAGE = "page", _("By a user")
        COMMAND = "command", _("By command")

    class Status(models.TextChoices):
        REQUESTED = "requested", _("Waiting to be fetched")
        FETCHING = "fetching", _("Being fetched")
        DELIVERED = "delivered", _("Being read")
        DONE = "done", _("Fetched")
        FAILED = "failed", _("Not fetched")

    UNDER_WAY = (Status.REQUESTED, Status.FETCHING, Status.DELIVERED)

    origin = models.CharField(_("origin"), max_length=20, choices=Origin)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("requested by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    requested_at = models.DateTimeField(_("requested"), db_default=Now())
    first_month = MonthField(_("first month"), null=True)
    last_month = MonthField(_("last month"), null=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.REQUESTED)
    turn = models.PositiveIntegerField(default=0, editable=False)  # how many times a worker has begun it
    touched_at = models.DateTimeField(db_default=Now(), editable=False)
    progress = models.PositiveSmallIntegerField(_("progress (percent)"), default=0)
    finished_at = models.DateTimeField(_("finished"), null=True)
    # What was fetched, by file name: the newest month there is, and a digest of the answers.
    fetched = models.JSONField(default=dict)
    delivery = models.OneToOneField(
        Delivery, verbose_name=_("delivery"), on_delete=models.PROTECT, null=True, related_name="pull"
    )
    problem = models.CharField(_("problem"), max_length=40, blank=True)
    problem_params = models.JSONField(default=dict)
    # What somebody should do something about, in Danish as it was mailed, and when that was settled.
    news = models.JSONField(default=list)
    told_at = models.DateTimeField(null=True)

    objects = PullQuerySet.as_manager()

    class Meta:
        verbose_name = _("pull")
        verbose_name_plural = _("pulls")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            month_is_first_day("pull", "first_month"),
            month_is_first_day("pull", "last_month"),
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(status__in=["requested", "fetching", "delivered"]),
                name="pull_one_under_way",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["done", "failed"], finished_at__isnull=False)
                | (~Q(status__in=["done", "failed"]) & Q(finished_at__isnull=True)),
                name="pull_finished_at_says_it_is_over",
            ),
            models.CheckConstraint(
                condition=Q(status="failed") & ~Q(problem="") | (~Q(status="failed") & Q(problem="")),
                name="pull_failed_with_a_problem",
            ),
            models.CheckConstraint(
                condition=~Q(status="delivered") | Q(delivery__isnull=False), name="pull_delivered_has_a_delivery"
            ),
        ]

    def __str__(self) -> str:
        return _("Pull %(number)s") % {"number": self.pk}

    @property
    def is_under_way(self) -> bool:
        return self.status in self.UNDER_WAY

    @property
    def problem_in_words(self) -> str:
        """In the language of whoever reads it; empty without one."""
        return in_words(self.problem, self.problem_params) if self.problem else ""

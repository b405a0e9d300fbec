"""Deadlines (frister) of a case. Whether one is overdue follows from its date and is never stored."""

from datetime import date, timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followups.models.cases import Case, CaseStep, Stage
from followups.models.log import LogEntry
from followups.models.of_cases import OfCaseQuerySet
from followups.working_days import add_working_days, working_day_before, working_day_from, working_days_between

# A later date than this is a slip of the keyboard.
LONGEST = timedelta(days=3660)


class DeadlineQuerySet(OfCaseQuerySet):
    """All days are counted in working days; `on` is the day that is asked about."""

    def open(self):
        """Neither done nor cancelled, and in an open case (a reopened case has its deadlines back)."""
        return self.filter(done_at__isnull=True, cancelled_at__isnull=True).exclude(case__stage=Stage.CLOSED)

    def overdue(self, on: date):
        """Open, and the last day has gone by. One that ends on a day off lasts through the next working day."""
        return self.open().filter(due_on__lte=working_day_before(on))

    def overdue_more_than(self, days: int, on: date):
        """Open, and more than so many working days have gone by since the last day."""
        today = add_working_days(on + timedelta(days=1), -1)
        return self.open().filter(due_on__lte=add_working_days(today, -(days + 1)))

    def due_within(self, days: int, on: date):
        """Open, not overdue, and with its last day on `on` or within so many working days after it."""
        return self.open().filter(due_on__gt=working_day_before(on), due_on__lte=add_working_days(on, days))

    def of(self, user):
        """Those that the user answers for: their own, and those of their cases that nobody else was given."""
        return self.filter(Q(responsible=user) | Q(responsible__isnull=True, case__responsible=user))


class Deadline(models.Model):
    """Something that must be there by a day. Open until it is done or cancelled, which happens once.

    A deadline that is moved is cancelled with the reason, and another `replaces` it. `followups.deadlines` is the way
    in. `set_on` is the day it was set, `recorded_at` when that was registered.
    """

    class Kind(models.TextChoices):
        ACCOUNT = "account", _("Written account")
        REPLY = "reply", _("Reply")
        MEETING = "meeting", _("Meeting")
        PROMISE = "promise", _("Promise")
        REVIEW = "review", _("Review")
        OTHER = "other", _("Other")

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="deadlines")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("what must be there"), max_length=200)
    due_on = models.DateField(_("deadline"))
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("responsible"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deadlines",
        help_text=_("Empty: the case's caseworker."),
    )
    set_on = models.DateField(_("set on"))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("set by"), on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded"), db_default=models.functions.Now())
    log_entry = models.ForeignKey(
        LogEntry, verbose_name=_("log entry"), on_delete=models.PROTECT, null=True, related_name="deadlines"
    )
    step = models.ForeignKey(
        CaseStep, verbose_name=_("step"), on_delete=models.PROTECT, null=True, related_name="deadlines"
    )
    replaces = models.OneToOneField(
        "self", verbose_name=_("replaces"), on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    done_at = models.DateTimeField(_("done"), null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("done by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    done_note = models.TextField(_("note"), blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("cancelled by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    cancelled_reason = models.TextField(_("reason for cancelling"), blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(done_at__isnull=True, cancelled_at__isnull=True),
                name="deadline_open_by_day",
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(title__regex=r"\S"), name="deadline_has_a_title"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(cancelled_at__isnull=True), name="deadline_done_or_cancelled"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True, done_note="")
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="deadline_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_reason="")
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False, cancelled_reason__regex=r"\S"),
                name="deadline_cancelled_by_somebody_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("set_on")) & Q(due_on__lte=F("set_on") + LONGEST),
                name="deadline_due_within_ten_years_after_it_was_set",
            ),
            models.UniqueConstraint(
                fields=["step"], condition=Q(replaces__isnull=True), name="deadline_of_a_step_is_set_once"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="deadlines_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="deadline_stays_as_it_was_set",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "case",
                    "kind",
                    "title",
                    "due_on",
                    "set_on",
                    "set_by",
                    "recorded_at",
                    "log_entry",
                    "step",
                    "replaces",
                ),
            ),
            pgtrigger.Protect(
                name="deadline_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__done_at__isnull=False) | pgtrigger.Q(old__cancelled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None and self.case.is_open

    @property
    def answers_for_it(self):
        """The user who answers for it: its own, or the case's caseworker; None if there is none."""
        return self.responsible or self.case.responsible

    @property
    def last_day(self) -> date:
        """The day it lasts through: its own, or the next working day if that is a day off."""
        return working_day_from(self.due_on)

    @property
    def ended_on(self) -> date:
        """The day that lateness is counted to: when it was done or cancelled, or today."""
        ended = self.done_at or self.cancelled_at
        return timezone.localdate(ended) if ended else timezone.localdate()

    @property
    def is_overdue(self) -> bool:
        """Whether it is open and its last day has gone by."""
        return self.is_open and self.last_day < timezone.localdate()

    @property
    def was_late(self) -> bool:
        """Whether it was done after its last day."""
        return self.done_at is not None and self.last_day < self.ended_on

    @property
    def days_left(self) -> int:
        """Working days from today until the last day; 0 on that day and after it."""
        return max(0, working_days_between(timezone.localdate(), self.last_day))

    @property
    def overdue_by(self) -> int:
        """Working days after the last day, until today or until it was done; 0 in the weekend that follows it."""
        return max(0, working_days_between(self.last_day, self.ended_on))

"""Meetings with a municipality: planned, held with minutes and agreed actions, or cancelled."""

import uuid
from datetime import datetime

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followups.models.cases import Case, CaseStep
from followups.models.deadlines import Deadline
from followups.models.log import LogEntry
from followups.models.of_cases import OfCaseQuerySet


class Meeting(models.Model):
    """A meeting in a case. It changes until it is held or cancelled, and not after; `followups.meetings` is the way in.

    Times are Danish. `sequence` grows with every change, so that calendars know the newest (RFC 5545).
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField(_("date"))
    begins_at = models.TimeField(_("begins"))
    ends_at = models.TimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PLANNED)
    agenda = models.TextField(_("agenda"), blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("planned by"), on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded"), db_default=models.functions.Now())
    changed_at = models.DateTimeField(_("last changed"), db_default=models.functions.Now())
    ended_at = models.DateTimeField(_("held or cancelled, recorded"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("held or cancelled by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    cancelled_reason = models.TextField(_("reason for cancelling"), blank=True)
    log_entry = models.OneToOneField(
        LogEntry, verbose_name=_("log entry"), on_delete=models.PROTECT, null=True, related_name="meeting"
    )
    step = models.OneToOneField(
        CaseStep, verbose_name=_("step"), on_delete=models.PROTECT, null=True, related_name="meeting"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-held_on", "-begins_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")),
                name="meeting_ends_after_it_begins",
                violation_error_message=_("The meeting must end after it begins."),
            ),
            models.CheckConstraint(condition=Q(place__regex=r"\S"), name="meeting_has_a_place"),
            models.CheckConstraint(
                condition=Q(status="planned", ended_at__isnull=True, ended_by__isnull=True)
                | (~Q(status="planned") & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="meeting_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(status="cancelled", cancelled_reason__regex=r"\S")
                | (~Q(status="cancelled") & Q(cancelled_reason="")),
                name="meeting_cancelled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status="held", minutes__regex=r"\S", log_entry__isnull=False)
                | (~Q(status="held") & Q(minutes="", log_entry__isnull=True, step__isnull=True)),
                name="meeting_held_has_minutes",
            ),
            models.UniqueConstraint(
                fields=["case", "held_on", "begins_at"],
                condition=Q(status="planned"),
                name="meeting_of_a_case_once_at_a_time",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="meetings_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="meeting_identity_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("case", "planned_by", "recorded_at", "uid"),
            ),
            pgtrigger.Protect(
                name="meeting_ends_once", operation=pgtrigger.Update, condition=~pgtrigger.Q(old__status="planned")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.municipality}, {self.held_on:%d-%m-%Y}"

    @property
    def starts(self) -> datetime:
        """When it begins, as a moment (Danish time)."""
        return timezone.make_aware(datetime.combine(self.held_on, self.begins_at), timezone.get_default_timezone())

    @property
    def ends(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.held_on, self.ends_at), timezone.get_default_timezone())


class OfMeetingQuerySet(OfCaseQuerySet):
    path_to_case = "meeting__case"


class MeetingChange(models.Model):
    """What a planned meeting was before it was changed: who changed it, when and why. Never changed or deleted.

    `before`: held_on, begins_at, ends_at, place, agenda and participants as text.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="changes")
    changed_at = models.DateTimeField(_("changed"), db_default=models.functions.Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("changed by"), on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    before = models.JSONField()

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a meeting")
        verbose_name_plural = _("changes of meetings")
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="meeting_changes_stay_as_they_were", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class Participant(models.Model):
    """Somebody who is asked to a meeting, or was there when it is held; name and title as they were."""

    class Side(models.TextChoices):
        MINISTRY = "ministry", _("The ministry")
        MUNICIPALITY = "municipality", _("The municipality")
        OFFICE = "office", _("Regional office")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="participants")
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title"), max_length=120, blank=True)
    side = models.CharField(_("from"), max_length=20, choices=Side)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(name__regex=r"\S"), name="participant_has_a_name")]
        triggers = [
            pgtrigger.Trigger(
                name="participants_stay_once_the_meeting_has_ended",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM followups_meeting
                        WHERE id IN (NEW.meeting_id, OLD.meeting_id) AND status <> 'planned'
                    ) THEN
                        RAISE EXCEPTION 'participants_stay_once_the_meeting_has_ended' USING ERRCODE = '23514';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.title}" if self.title else self.name


class AgreedAction(models.Model):
    """What was agreed at a meeting: who does what by when. Never changed or deleted; its deadline is followed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="actions")
    text = models.TextField(_("agreed"))
    responsible = models.CharField(_("who does it"), max_length=200)
    due_on = models.DateField(_("due by"))
    deadline = models.OneToOneField(
        Deadline, verbose_name=_("deadline"), on_delete=models.PROTECT, related_name="agreed_action"
    )

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreed action")
        verbose_name_plural = _("agreed actions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="agreed_action_says_what"),
            models.CheckConstraint(condition=Q(responsible__regex=r"\S"), name="agreed_action_says_who"),
        ]
        triggers = [
            pgtrigger.Protect(name="agreed_actions_stay_as_they_were", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.text

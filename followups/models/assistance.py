"""Assistance (støtteforløb): what a municipality is offered or asks for, and the regional office's course of help."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followups.models.cases import Case
from followups.models.searched import SearchedManager, words_index, words_of
from kontakt.accounts.models import RegionalOffice
from municipalities.models import Indicator, Municipality
from municipalities.models.assessments import VisibleQuerySet


def _of_the_cases_municipality(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Q(new__case__isnull=False),
        func=f"""
            IF NOT EXISTS (
                SELECT 1 FROM followups_case WHERE id = NEW.case_id AND municipality_id = NEW.municipality_id
            ) THEN
                RAISE EXCEPTION '{name}' USING ERRCODE = '23514';
            END IF;
            RETURN NEW;
        """,
    )


class SupportRequestQuerySet(VisibleQuerySet):
    def waiting(self):
        return self.filter(status=SupportRequest.Status.WAITING)

    def pending(self):
        """Those that a course may still come of: waiting, or accepted without one."""
        return self.filter(status__in=SupportRequest.UNSETTLED, course=None)


class SupportRequest(models.Model):
    """A request to the regional office to help a municipality; never deleted, and its answer stands.

    The ministry's offer is one, made when the step is taken in a case (`followups.assistance.offering`); a municipality
    may ask by itself, with a case or without. `office` is the municipality's when it was made. What was accepted can
    still be given up, until the course begins. `followups.assistance.answering` is the way in.
    """

    class AskedBy(models.TextChoices):
        MINISTRY = "ministry", _("Offered by the ministry")
        MUNICIPALITY = "municipality", _("The municipality asks")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("Accepted by the office")
        DECLINED = "declined", _("Declined by the office")
        NOT_WANTED = "not_wanted", _("Declined by the municipality")
        WITHDRAWN = "withdrawn", _("Withdrawn by those who asked")

    UNSETTLED = frozenset({Status.WAITING, Status.ACCEPTED})

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="support_requests"
    )
    office = models.ForeignKey(
        RegionalOffice, verbose_name=_("regional office"), on_delete=models.PROTECT, related_name="support_requests"
    )
    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.PROTECT, null=True, related_name="support_requests"
    )
    asked_by = models.CharField(_("from"), max_length=20, choices=AskedBy)
    asked_on = models.DateField(_("date of the request"))
    text = models.TextField(_("what is asked for"), blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("registered by"), on_delete=models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField(_("registered"), db_default=models.functions.Now())
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.WAITING)
    answered_on = models.DateField(_("date of the answer"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("answered by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    course = models.ForeignKey(
        "followups.Course",
        verbose_name=_("course of assistance"),
        on_delete=models.PROTECT,
        null=True,
        related_name="requests",
    )
    # Made with the form: the same one sent twice is one request.
    submission = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    words = words_of(text="A", reason="C")

    objects = SearchedManager.from_queryset(SupportRequestQuerySet)()

    class Meta:
        verbose_name = _("request for support")
        verbose_name_plural = _("requests for support")
        ordering = ["-asked_on", "-pk"]
        indexes = [words_index("support_request_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(status="waiting"),
                name="support_request_one_waiting_per_municipality",
                violation_error_message=_("A request for support to the municipality is waiting already."),
            ),
            models.CheckConstraint(
                condition=Q(asked_by="ministry", case__isnull=False) | Q(asked_by="municipality", text__regex=r"\S"),
                name="support_request_offered_in_a_case_or_says_what",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="waiting", answered_on__isnull=True, answered_by__isnull=True, answered_at__isnull=True,
                    reason="",
                )
                | ~Q(status="waiting")
                & Q(answered_on__isnull=False, answered_by__isnull=False, answered_at__isnull=False)
                & Q(answered_on__gte=F("asked_on")),
                name="support_request_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "accepted"]) | Q(reason__regex=r"\S"),
                name="support_request_declined_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(course__isnull=True) | Q(status="accepted"), name="support_request_with_a_course_stands"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="support_requests_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="support_request_stays_as_it_was_made",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "municipality", "office", "asked_by", "asked_on", "text", "registered_by", "registered_at"
                ),
            ),
            pgtrigger.Protect(
                name="support_request_keeps_its_case",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__case__isnull=False, old__case__df=pgtrigger.F("new__case")),
            ),
            pgtrigger.Protect(
                name="support_request_is_answered_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=["declined", "not_wanted", "withdrawn"])
                | pgtrigger.Q(old__status="accepted", new__status__in=["waiting", "declined"]),
            ),
            pgtrigger.Trigger(
                name="support_request_begins_waiting",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=~pgtrigger.Q(new__status="waiting"),
                func="RAISE EXCEPTION 'support_request_begins_waiting' USING ERRCODE = '23514';",
            ),
            pgtrigger.Protect(
                name="support_request_keeps_its_course",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__course__isnull=False, old__course__df=pgtrigger.F("new__course")),
            ),
            pgtrigger.Trigger(
                name="support_request_of_the_courses_municipality",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__course__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM followups_course WHERE id = NEW.course_id AND municipality_id = NEW.municipality_id
                    ) THEN
                        RAISE EXCEPTION 'support_request_of_the_courses_municipality' USING ERRCODE = '23514';
                    END IF;
                    RETURN NEW;
                """,
            ),
            _of_the_cases_municipality("support_request_of_the_cases_municipality"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.asked_on:%d-%m-%Y}"

    def get_absolute_url(self) -> str:
        return reverse("support-request", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING

    @property
    def waited(self) -> int:
        """Days from it was made until it was answered, or until today."""
        return ((self.answered_on or timezone.localdate()) - self.asked_on).days


class CourseQuerySet(VisibleQuerySet):
    def under_way(self):
        return self.filter(ended_on__isnull=True)


class Course(models.Model):
    """A course of assistance: what the regional office does for a municipality. Never deleted, and ended once.

    It answers a request that was accepted, or several (`requests`). `target_share` is percent (0–100), to be reached by `target_by`, overall or
    for one indicator. One is under way in a municipality at a time. `followups.assistance.courses` is the way in.
    """

    class Outcome(models.TextChoices):
        REACHED = "reached", _("The goal was reached")
        PARTLY = "partly", _("The goal was partly reached")
        NOT_REACHED = "not_reached", _("The goal was not reached")
        BROKEN_OFF = "broken_off", _("The course was broken off")

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="courses"
    )
    office = models.ForeignKey(
        RegionalOffice, verbose_name=_("regional office"), on_delete=models.PROTECT, related_name="courses"
    )
    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, null=True, related_name="courses")
    goal = models.TextField(_("goal"))
    plan = models.TextField(_("plan"), blank=True)
    target_share = models.DecimalField(_("target share (percent)"), max_digits=5, decimal_places=2, null=True)
    target_by = models.DateField(_("target reached by"), null=True)
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    consultant = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("consultant"), on_delete=models.PROTECT, related_name="courses"
    )
    started_on = models.DateField(_("begun"))
    planned_until = models.DateField(_("planned until"), null=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("registered by"), on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField(_("registered"), db_default=models.functions.Now())
    ended_on = models.DateField(_("ended on"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("ended by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("end registered"), null=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    lessons = models.TextField(_("what was learnt"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    words = words_of(goal="A", plan="C", lessons="C")

    objects = SearchedManager.from_queryset(CourseQuerySet)()

    class Meta:
        verbose_name = _("course of assistance")
        verbose_name_plural = _("courses of assistance")
        ordering = ["-started_on", "-pk"]
        indexes = [words_index("course_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(ended_on__isnull=True),
                name="course_one_under_way_per_municipality",
                violation_error_message=_("A course is under way in the municipality already."),
            ),
            models.CheckConstraint(condition=Q(goal__regex=r"\S"), name="course_has_a_goal"),
            models.CheckConstraint(
                condition=Q(target_share__isnull=True, target_by__isnull=True, indicator__isnull=True)
                | Q(target_share__isnull=False, target_share__gte=0, target_share__lte=100)
                & Q(target_by__isnull=False, target_by__gt=F("started_on")),
                name="course_target_is_a_share_by_a_day",
            ),
            models.CheckConstraint(
                condition=Q(planned_until__isnull=True) | Q(planned_until__gte=F("started_on")),
                name="course_planned_until_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, ended_at__isnull=True, outcome="", lessons="")
                | Q(ended_on__isnull=False, ended_by__isnull=False, ended_at__isnull=False)
                & Q(ended_on__gte=F("started_on"))
                & ~Q(outcome=""),
                name="course_ended_with_an_outcome",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="courses_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="course_identity_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "municipality", "office", "started_on", "begun_by", "begun_at"
                ),
            ),
            pgtrigger.Protect(
                name="course_keeps_its_case",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__case__isnull=False, old__case__df=pgtrigger.F("new__case")),
            ),
            pgtrigger.Protect(
                name="course_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_on__isnull=False),
            ),
            _of_the_cases_municipality("course_of_the_cases_municipality"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.municipality}, {self.started_on:%d-%m-%Y}"

    def get_absolute_url(self) -> str:
        return reverse("course", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        return self.ended_on is None


class CourseChange(models.Model):
    """What a course was before it was changed: who changed it, and when. Never changed or deleted.

    `before`: goal, plan, target_share, target_by, indicator, consultant and planned_until, as text.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="changes")
    changed_at = models.DateTimeField(_("changed"), db_default=models.functions.Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("changed by"), on_delete=models.PROTECT, related_name="+"
    )
    before = models.JSONField()

    class Meta:
        verbose_name = _("change of a course")
        verbose_name_plural = _("changes of courses")
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="course_changes_stay_as_they_were", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

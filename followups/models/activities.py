"""What is done in a course of assistance: activities with their hours and files, and what is agreed."""

import uuid
from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Mod
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followups.models.assistance import Course
from followups.models.files import KeptFile
from followups.models.searched import SearchedManager, words_index, words_of
from kontakt.accounts.access import office_limit
from municipalities.models import Municipality

QUARTER = Decimal("0.25")  # of an hour


class OfCourseQuerySet(models.QuerySet):
    """Rows of a course: whoever sees the course's municipality sees them. `path_to_course`: the way to it."""

    path_to_course = "course"

    def visible_to(self, user):
        if office_limit(user) is None:
            return self
        return self.filter(
            **{f"{self.path_to_course}__municipality__in": Municipality.objects.visible_to(user)}
        )  # fmt: skip


def _while_the_course_is_under_way(name: str, course: str = "NEW.course_id") -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF EXISTS (SELECT 1 FROM followups_course WHERE id = {course} AND ended_on IS NOT NULL) THEN
                RAISE EXCEPTION '{name}' USING ERRCODE = '23514';
            END IF;
            RETURN NEW;
        """,
    )


class ActivityQuerySet(OfCourseQuerySet):
    def planned(self):
        return self.filter(status=Activity.Status.PLANNED)

    def held(self):
        return self.filter(status=Activity.Status.HELD)


class Activity(models.Model):
    """Something the office does for the municipality. It changes until it is held or cancelled, and not after.

    `hours` are the office's own time, in quarters of an hour, known once it is held.
    `followups.assistance.activities` is the way in.
    """

    class Kind(models.TextChoices):
        VISIT = "visit", _("Visit")
        WORKSHOP = "workshop", _("Workshop")
        PROCESS = "process", _("Process consultant")
        DATA = "data", _("Data review")
        PHONE = "phone", _("Phone")
        MATERIAL = "material", _("Material")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    course = models.ForeignKey(
        Course, verbose_name=_("course of assistance"), on_delete=models.PROTECT, related_name="activities"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PLANNED)
    held_on = models.DateField(_("date"))
    theme = models.CharField(_("theme"), max_length=120)
    participants = models.TextField(_("participants"), blank=True)
    notes = models.TextField(_("notes"), blank=True)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=2, null=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("planned by"), on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded"), db_default=models.functions.Now())
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("held or cancelled by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    ended_at = models.DateTimeField(_("held or cancelled, recorded"), null=True)
    cancelled_reason = models.TextField(_("reason for cancelling"), blank=True)
    # Made with the form: the same one sent twice is one activity.
    submission = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    words = words_of(theme="A", participants="B", notes="C", cancelled_reason="C")

    objects = SearchedManager.from_queryset(ActivityQuerySet)()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-held_on", "-pk"]
        indexes = [words_index("activity_words")]
        constraints = [
            models.CheckConstraint(condition=Q(theme__regex=r"\S"), name="activity_has_a_theme"),
            models.CheckConstraint(
                condition=Q(status="held", hours__isnull=False, hours__gte=0)
                | ~Q(status="held") & Q(hours__isnull=True),
                name="activity_held_has_hours",
            ),
            models.CheckConstraint(
                condition=Exact(Mod(F("hours"), Value(QUARTER)), Value(Decimal(0))), name="activity_hours_are_quarters"
            ),
            models.CheckConstraint(
                condition=Q(status="planned", ended_at__isnull=True, ended_by__isnull=True)
                | ~Q(status="planned") & Q(ended_at__isnull=False, ended_by__isnull=False),
                name="activity_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(status="cancelled", cancelled_reason__regex=r"\S")
                | ~Q(status="cancelled") & Q(cancelled_reason=""),
                name="activity_cancelled_with_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="activities_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="activity_identity_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("course", "planned_by", "recorded_at"),
            ),
            pgtrigger.Protect(
                name="activity_ends_once", operation=pgtrigger.Update, condition=~pgtrigger.Q(old__status="planned")
            ),
            pgtrigger.Trigger(
                name="activity_held_is_of_the_past",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__status="held"),
                func="""
                    IF NEW.held_on > (now() AT TIME ZONE 'Europe/Copenhagen')::date THEN
                        RAISE EXCEPTION 'activity_held_is_of_the_past: %', NEW.held_on USING ERRCODE = '23514';
                    END IF;
                    RETURN NEW;
                """,
            ),
            _while_the_course_is_under_way("activities_are_fixed_when_the_course_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.theme}"

    @property
    def is_planned(self) -> bool:
        return self.status == self.Status.PLANNED

    @property
    def is_late(self) -> bool:
        """Whether its day has gone, and nobody has said whether it was held."""
        return self.is_planned and self.held_on < timezone.localdate()


def opaque_name(file: "ActivityFile", name: str) -> str:
    """Where a file is stored: nothing of its own name, which is kept in the row."""
    return f"assistance/{uuid.uuid4().hex}"


class ActivityFileQuerySet(OfCourseQuerySet):
    path_to_course = "activity__course"


class ActivityFile(KeptFile):
    """A file of an activity."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="files")
    file = models.FileField(_("file"), upload_to=opaque_name)

    objects = ActivityFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of an activity")
        verbose_name_plural = _("files of activities")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="activity_file_sha256_is_a_digest"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="activity_file_has_a_name"),
        ]
        triggers = [
            pgtrigger.Protect(name="activity_files_stay_as_they_were", operation=pgtrigger.Update | pgtrigger.Delete),
            _while_the_course_is_under_way(
                "activity_files_are_fixed_when_the_course_ends",
                "(SELECT course_id FROM followups_activity WHERE id = NEW.activity_id)",
            ),
        ]


class CourseActionQuerySet(OfCourseQuerySet):
    def open(self):
        """Still to be done, in a course that is under way."""
        return self.filter(status=CourseAction.Status.OPEN, course__ended_on__isnull=True)

    def standing(self):
        """Without those whose deadline was moved: another stands in their place."""
        return self.exclude(status=CourseAction.Status.MOVED)

    def overdue(self, on):
        return self.open().filter(due_on__lt=on)


class CourseAction(models.Model):
    """What was agreed in a course: who does what by when. It is done, dropped or moved once, and never deleted.

    `responsible` is a name or a post, on either side of the table. `activity`: where it was agreed, if at one. Where the
    deadline is moved, another `replaces` it; `note` then says why. `followups.assistance.actions` is the way in.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")
        MOVED = "moved", _("Moved")

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="actions")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="actions")
    text = models.TextField(_("agreed"))
    responsible = models.CharField(_("who does it"), max_length=200)
    due_on = models.DateField(_("due by"))
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.OPEN)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("set by"), on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(_("registered"), db_default=models.functions.Now())
    replaces = models.OneToOneField(
        "self", verbose_name=_("replaces"), on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    ended_on = models.DateField(_("done or dropped"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("ended by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    note = models.TextField(_("note"), blank=True)
    # Made with the form: the same one sent twice is one action.
    submission = models.UUIDField(null=True, unique=True, editable=False)

    words = words_of(text="A", responsible="B", note="C")

    objects = SearchedManager.from_queryset(CourseActionQuerySet)()

    class Meta:
        verbose_name = _("action agreed in a course")
        verbose_name_plural = _("actions agreed in courses")
        ordering = ["due_on", "pk"]
        indexes = [words_index("course_action_words")]
        constraints = [
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="course_action_says_what"),
            models.CheckConstraint(condition=Q(responsible__regex=r"\S"), name="course_action_says_who"),
            models.CheckConstraint(
                condition=Q(status="open", ended_on__isnull=True, ended_by__isnull=True, note="")
                | ~Q(status="open") & Q(ended_on__isnull=False, ended_by__isnull=False),
                name="course_action_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["dropped", "moved"]) | Q(note__regex=r"\S"),
                name="course_action_dropped_or_moved_with_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="course_actions_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="course_action_stays_as_agreed",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "course", "activity", "text", "responsible", "due_on", "set_by", "set_at", "replaces"
                ),
            ),
            pgtrigger.Protect(
                name="course_action_ends_once", operation=pgtrigger.Update, condition=~pgtrigger.Q(old__status="open")
            ),
            _while_the_course_is_under_way("course_actions_are_fixed_when_the_course_ends"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.course.ended_on is None and self.due_on < timezone.localdate()

    @property
    def was_late(self) -> bool:
        return self.status == self.Status.DONE and self.ended_on > self.due_on

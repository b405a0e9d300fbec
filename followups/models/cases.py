"""Cases (sager): one municipality's way through a scheme, from the first sign to closing (DOMAIN.md section 7)."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality, Scheme
from municipalities.models.assessments import VisibleQuerySet
from municipalities.models.periods import MonthField, month_is_first_day


class Stage(models.TextChoices):
    """How far the ministry's formal steps have come. Support runs beside them (Support)."""

    OPENED = "opened", _("Opened")
    WARNED = "warned", _("Warned")
    ACCOUNT_REQUESTED = "account_requested", _("Account requested")
    SUMMONED = "summoned", _("Summoned")
    MEETING_HELD = "meeting_held", _("Meeting held")
    CLOSED = "closed", _("Closed")


class Support(models.TextChoices):
    """The help of the regional office, beside the formal stages."""

    NONE = "none", _("Not offered")
    OFFERED = "offered", _("Offered")
    DECLINED = "declined", _("Declined")
    UNDER_WAY = "under_way", _("Under way")
    ENDED = "ended", _("Ended")


class Step(models.TextChoices):
    """What can be done in a case. The value is also the event's name in the state machine (stages.py)."""

    OPEN = "open", _("Open the case")
    WARN = "warn", _("Warning")
    OFFER_SUPPORT = "offer_support", _("Offer of support")
    START_SUPPORT = "start_support", _("Support under way")
    DECLINE_SUPPORT = "decline_support", _("Support declined")
    END_SUPPORT = "end_support", _("Support ended")
    REQUEST_ACCOUNT = "request_account", _("Request for a written account")
    SUMMON = "summon", _("Summons to a meeting")
    HOLD_MEETING = "hold_meeting", _("Meeting held")
    ENQUIRE = "enquire", _("Enquiry about intensity")
    CLOSE = "close", _("Closing")
    REOPEN = "reopen", _("Reopening")


# What an exempt municipality is never proposed for (DOMAIN.md section 7).
FORMAL_STEPS = frozenset({Step.WARN, Step.REQUEST_ACCOUNT, Step.SUMMON})


class Outcome(models.TextChoices):
    IMPROVED = "improved", _("Improved")
    EXEMPT = "exempt", _("Exempt")
    OPENED_IN_ERROR = "opened_in_error", _("Opened in error")
    OTHER = "other", _("Other")


class Priority(models.IntegerChoices):
    HIGH = 1, _("High")
    NORMAL = 2, _("Normal")
    LOW = 3, _("Low")


class CaseQuerySet(VisibleQuerySet):
    def open(self):
        return self.exclude(stage=Stage.CLOSED)


class Case(models.Model):
    """One municipality's case in a scheme: at most one open at a time. It is never deleted.

    Stage and support change through `followups.stepping` only, which adds a CaseStep each time. `version` grows with
    every change, so that a page opened before it can be told from one opened after.
    """

    scheme = models.ForeignKey(Scheme, verbose_name=_("scheme"), on_delete=models.PROTECT, related_name="cases")
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="cases"
    )
    journal_year = models.PositiveSmallIntegerField(_("journal year"))
    journal_serial = models.PositiveIntegerField(_("journal serial number"))
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.OPENED)
    support = models.CharField(_("support"), max_length=20, choices=Support, default=Support.NONE)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("caseworker"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    baseline_month = MonthField(_("baseline month"), help_text=_("Improvement is measured from this month."))
    checkpoint_month = MonthField(
        _("checkpoint month"),
        null=True,
        blank=True,
        help_text=_("When this month's figures are in, the case is evaluated."),
    )
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    lessons = models.TextField(_("what was learnt"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-journal_year", "-journal_serial"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "scheme"],
                condition=~Q(stage="closed"),
                name="case_one_open_per_municipality_and_scheme",
                violation_error_message=_("The municipality already has an open case in this scheme."),
            ),
            models.UniqueConstraint(fields=["journal_year", "journal_serial"], name="case_journal_number_once"),
            models.CheckConstraint(condition=Q(journal_serial__gte=1), name="case_journal_serial_from_one"),
            month_is_first_day("case", "baseline_month"),
            month_is_first_day("case", "checkpoint_month"),
            models.CheckConstraint(
                condition=Q(checkpoint_month__isnull=True) | Q(checkpoint_month__gt=F("baseline_month")),
                name="case_checkpoint_after_baseline",
                violation_error_message=_("The checkpoint month must come after the baseline month."),
            ),
            models.CheckConstraint(
                condition=Q(stage="closed", closed_at__isnull=False) & ~Q(outcome="")
                | (~Q(stage="closed") & Q(closed_at__isnull=True, outcome="")),
                name="case_closed_with_an_outcome",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="cases_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="case_identity_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("scheme", "municipality", "journal_year", "journal_serial", "opened_at"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.journal_number} {self.municipality}"

    def get_absolute_url(self) -> str:
        return reverse("case", args=[self.journal_number])

    @property
    def journal_number(self) -> str:
        """As in J.nr. 2018-1234."""
        return f"{self.journal_year}-{self.journal_serial:04d}"

    @property
    def age(self) -> int:
        """Days from opening until closing, or until today."""
        last = timezone.localdate(self.closed_at) if self.closed_at else timezone.localdate()
        return (last - timezone.localdate(self.opened_at)).days

    @property
    def is_open(self) -> bool:
        return self.stage != Stage.CLOSED


class JournalSerial(models.Model):
    """The last serial number given in a year. Locked while a case is opened, so that the numbers have no gaps."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


class CaseFlag(models.Model):
    """A mark on a case, with a reason; lowered again, never deleted."""

    class Kind(models.TextChoices):
        MINISTER = "minister", _("The minister follows it")
        DISPUTED = "disputed", _("The figures are disputed")
        PRESS = "press", _("In the press")
        WAITING = "waiting", _("Waits for others")
        OTHER = "other", _("Other")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="flags")
    kind = models.CharField(_("flag"), max_length=20, choices=Kind)
    reason = models.CharField(_("reason"), max_length=300)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("raised by"), on_delete=models.PROTECT, related_name="+"
    )
    raised_at = models.DateTimeField(_("raised"), db_default=models.functions.Now())
    lowered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("removed by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    lowered_at = models.DateTimeField(_("removed"), null=True)

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(lowered_at__isnull=True), name="case_flag_of_a_kind_once"
            ),
            models.CheckConstraint(
                condition=Q(lowered_at__isnull=True, lowered_by__isnull=True)
                | Q(lowered_at__isnull=False, lowered_by__isnull=False),
                name="case_flag_lowered_by_somebody",
            ),
        ]
        triggers = [pgtrigger.Protect(name="flags_are_never_deleted", operation=pgtrigger.Delete)]


class CaseStep(models.Model):
    """A step taken in a case, with what it rested on. Written once, and neither changed nor deleted.

    `grounds` holds the figures and parameters as they were known when the step was taken: `figures` (overall and for
    each target group), `parameters`, `facts`, `conditions` and `sentences` of the rule that proposed it, and `known_at`.
    `outcome` and `lessons` are what a closing said, also when the case is reopened and closed anew.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(_("step"), max_length=20, choices=Step)
    from_stage = models.CharField(_("stage before"), max_length=20, choices=Stage)
    to_stage = models.CharField(_("stage after"), max_length=20, choices=Stage)
    from_support = models.CharField(_("support before"), max_length=20, choices=Support)
    to_support = models.CharField(_("support after"), max_length=20, choices=Support)
    taken_on = models.DateField(_("date"))
    recorded_at = models.DateTimeField(_("recorded"), db_default=models.functions.Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("taken by"), on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    not_proposed = models.BooleanField(_("not proposed"), default=False)
    out_of_order = models.BooleanField(_("out of order"), default=False)
    proposal = models.OneToOneField(
        "followups.Proposal", on_delete=models.PROTECT, null=True, related_name="step_taken"
    )
    month = MonthField(_("month of the figures"), null=True)
    grounds = models.JSONField(default=dict)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    lessons = models.TextField(_("what was learnt"), blank=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(not_proposed=False, out_of_order=False) | ~Q(reason=""),
                name="case_step_departs_with_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="steps_stay_as_they_were", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.get_step_display()

    @property
    def is_departure(self) -> bool:
        """Whether it went against the proposals or out of order."""
        return self.not_proposed or self.out_of_order

    @property
    def checkpoint(self) -> date | None:
        """The case's checkpoint month when the step was taken."""
        written = self.grounds.get("facts", {}).get("checkpoint_month")
        return written and date.fromisoformat(written)

"""Written accounts (redegørelser): what a municipality answers, and what it promises in it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from followups.models.cases import Case
from followups.models.deadlines import Deadline
from followups.models.log import LogEntry
from followups.models.of_cases import OfCaseQuerySet
from followups.models.searched import SearchedManager, words_index, words_of
from municipalities.models import Assessment, Indicator


class WrittenAccountQuerySet(OfCaseQuerySet):
    def standing(self):
        """Those that no later registration corrects."""
        return self.filter(corrected_by__isnull=True)


class WrittenAccount(models.Model):
    """An account that was received. Written once; a wrong one is put right by one that `corrects` it.

    The document itself is in the files of `log_entry`. `followups.accounts.receive_account` is the way in.
    """

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="accounts")
    log_entry = models.OneToOneField(
        LogEntry, verbose_name=_("log entry"), on_delete=models.PROTECT, related_name="account"
    )
    received_on = models.DateField(_("received"))
    summary = models.TextField(_("summary"), blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("registered by"), on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded"), db_default=models.functions.Now())
    corrects = models.OneToOneField(
        "self", verbose_name=_("corrects"), on_delete=models.PROTECT, null=True, related_name="corrected_by"
    )

    objects = WrittenAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("written account")
        verbose_name_plural = _("written accounts")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("pk")), name="account_corrects_another"
            ),
        ]
        triggers = [pgtrigger.Protect(name="accounts_stay_as_they_were", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return str(self.log_entry)


class PromiseQuerySet(OfCaseQuerySet):
    path_to_case = "account__case"

    def standing(self):
        """Those of accounts that no later registration corrects."""
        return self.filter(account__corrected_by__isnull=True)

    def with_figures(self):
        """With `reached_share` and `reached_month`, and `due_month_in`: whether the due month's figures are in.

        What was reached is the latest assessed share up to the month of the due date; figures of months before the
        account was received say nothing of a promise made in it.
        """
        figures = Assessment.objects.filter(
            Q(indicator=OuterRef("indicator_id"))
            | Q(Q(IsNull(OuterRef("indicator_id"), True)), Q(indicator__isnull=True)),
            scheme=OuterRef("account__case__scheme_id"),
            municipality=OuterRef("account__case__municipality_id"),
            month__lte=OuterRef("due_on"),
            month__gte=OuterRef("received_month"),
            share__isnull=False,
        ).order_by("-month")
        country = Assessment.objects.filter(
            scheme=OuterRef("account__case__scheme_id"), indicator=None, month=OuterRef("due_month")
        )
        months = self.annotate(due_month=TruncMonth("due_on"), received_month=TruncMonth("account__received_on"))
        return months.annotate(
            reached_share=Subquery(figures.values("share")[:1]),
            reached_month=Subquery(figures.values("month")[:1]),
            due_month_in=Exists(country),
        )


class Promise(models.Model):
    """A measure that the municipality promises by a day, and perhaps the share (percent 0–100) it shall lead to.

    Whether it was kept is derived from the figures (`followups.accounts.promise_status`). Moving the deadline does not
    move the promise: `due_on` is what was promised.
    """

    account = models.ForeignKey(
        WrittenAccount, verbose_name=_("written account"), on_delete=models.PROTECT, related_name="promises"
    )
    measure = models.TextField(_("measure"))
    responsible = models.CharField(_("responsible in the municipality"), max_length=200, blank=True)
    due_on = models.DateField(_("promised by"))
    target_share = models.DecimalField(
        _("promised share (percent)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    indicator = models.ForeignKey(
        Indicator,
        verbose_name=_("indicator"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: overall."),
    )
    deadline = models.OneToOneField(
        Deadline, verbose_name=_("deadline"), on_delete=models.PROTECT, related_name="promise"
    )

    words = words_of(measure="A", responsible="B")

    objects = SearchedManager.from_queryset(PromiseQuerySet)()

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        ordering = ["due_on", "pk"]
        indexes = [words_index("promise_words")]
        constraints = [
            models.CheckConstraint(condition=Q(measure__regex=r"\S"), name="promise_has_a_measure"),
            models.CheckConstraint(
                condition=Q(target_share__isnull=True) | Q(target_share__gte=0, target_share__lte=100),
                name="promise_share_is_a_percentage",
            ),
        ]
        triggers = [pgtrigger.Protect(name="promises_stay_as_they_were", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.measure

"""Proposals: the next step that the scheme's rules point to, and what became of each."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followups.models.cases import Case, CaseStep
from followups.models.rules import Rule
from followups.rules.sentences import in_words
from municipalities.models import Municipality
from municipalities.models.assessments import VisibleQuerySet
from municipalities.models.periods import MonthField


class ProposalQuerySet(VisibleQuerySet):
    def waiting(self, *, on):
        """Those that a person should look at on a day: open, or postponed until no later than it."""
        return self.filter(
            Q(status=Proposal.Status.OPEN) | Q(status=Proposal.Status.POSTPONED, postponed_until__lte=on),
            ended_at__isnull=True,
        )

    def undecided(self):
        """Those that stand, open or postponed."""
        return self.standing().filter(status__in=[Proposal.Status.OPEN, Proposal.Status.POSTPONED])

    def standing(self):
        """Those whose ground has held without a break since they were made, decided or not."""
        return self.filter(ended_at__isnull=True)


class Proposal(models.Model):
    """The machine proposes; a person decides. One stands for a rule and a municipality while its ground holds.

    `ground` is what the rule rests on, in words (the level, say): when they become others, the proposal ends and a new one
    is made, even if the former was dismissed. A proposal that ends undecided is withdrawn.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        POSTPONED = "postponed", _("Postponed")
        ACCEPTED = "accepted", _("Accepted")
        DISMISSED = "dismissed", _("Dismissed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    rule = models.ForeignKey(Rule, verbose_name=_("rule"), on_delete=models.PROTECT, related_name="proposals")
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="proposals"
    )
    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.PROTECT, null=True, related_name="proposals"
    )
    month = MonthField(_("month"))
    ground = models.TextField(_("ground"), blank=True)
    facts = models.JSONField(default=dict, help_text="What the rule's conditions and sentence were filled with.")
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.OPEN)
    made_at = models.DateTimeField(_("proposed"), db_default=models.functions.Now())
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    postponed_until = models.DateField(_("postponed until"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["rule__position", "municipality__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "municipality"], condition=Q(ended_at__isnull=True), name="proposal_one_stands"
            ),
            models.CheckConstraint(
                condition=~Q(status="dismissed") | ~Q(reason=""), name="proposal_dismissed_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(status="postponed", postponed_until__isnull=False)
                | (~Q(status="postponed") & Q(postponed_until__isnull=True)),
                name="proposal_postponed_until_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "withdrawn"]) | Q(ended_at__isnull=False),
                name="proposal_accepted_or_withdrawn_has_ended",
            ),
        ]
        triggers = [pgtrigger.Protect(name="proposals_are_never_deleted", operation=pgtrigger.Delete)]

    @property
    def stands(self) -> bool:
        """As `standing()` has it."""
        return self.ended_at is None

    def __str__(self) -> str:
        return f"{self.municipality}: {self.rule}"

    def get_absolute_url(self) -> str:
        return reverse("proposal", args=[self.pk])

    @property
    def is_undecided(self) -> bool:
        return self.ended_at is None and self.status in (self.Status.OPEN, self.Status.POSTPONED)

    @property
    def why(self) -> str:
        """One sentence with the figures, in the reader's language."""
        return in_words(self.rule.sentence, self.facts)


class LostGround(models.Model):
    """The ground of a step already taken is gone: figures were revised, or the municipality has been exempted.

    Noticed by the machine, and ended when the ground is there again. `seen_by` has taken note of it.
    """

    step = models.ForeignKey(CaseStep, on_delete=models.PROTECT, related_name="lost_grounds")
    facts = models.JSONField(default=dict)
    noticed_at = models.DateTimeField(_("noticed"), db_default=models.functions.Now())
    regained_at = models.DateTimeField(_("regained"), null=True)
    seen_at = models.DateTimeField(_("seen"), null=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("seen by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("lost ground")
        verbose_name_plural = _("lost grounds")
        constraints = [
            models.UniqueConstraint(
                fields=["step"], condition=Q(regained_at__isnull=True), name="lost_ground_once_at_a_time"
            )
        ]
        triggers = [pgtrigger.Protect(name="lost_grounds_are_never_deleted", operation=pgtrigger.Delete)]

"""The rules of a scheme: when which step is proposed. Data, not code (DOMAIN.md section 2)."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from followups.models.cases import Step
from followups.rules.conditions import BadCondition, parse
from followups.rules.sentences import BadSentence, check_sentence
from municipalities.models import Scheme

PROPOSABLE = [
    Step.WARN, Step.OFFER_SUPPORT, Step.REQUEST_ACCOUNT, Step.SUMMON, Step.ENQUIRE, Step.CLOSE,
]  # fmt: skip


class Rule(models.Model):
    """A step of a scheme that is proposed while its conditions hold for a municipality."""

    scheme = models.ForeignKey(Scheme, verbose_name=_("scheme"), on_delete=models.PROTECT, related_name="rules")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    slug = models.SlugField(_("slug"), max_length=60)
    step = models.CharField(_("step"), max_length=20, choices=[(step.value, step.label) for step in PROPOSABLE])
    label_da = models.CharField(
        _("name in Danish"),
        max_length=80,
        blank=True,
        help_text=_("What the scheme calls the step. Empty: its usual name."),
    )
    label_en = models.CharField(_("name in English"), max_length=80, blank=True)
    conditions = models.TextField(
        _("conditions"),
        help_text=_("One alternative a line; within a line all must hold, joined by “and”."),
    )
    sentence_da = models.TextField(
        _("why, in Danish"), help_text=_("One sentence, with figures in braces: {share}, {month}.")
    )
    sentence_en = models.TextField(_("why, in English"))
    deadline_days = models.PositiveSmallIntegerField(
        _("deadline (working days)"), null=True, blank=True, help_text=_("What the municipality gets to answer in.")
    )
    most_a_year = models.PositiveSmallIntegerField(
        _("at most so many times a year"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["scheme", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["scheme", "slug"], name="rule_slug_once_in_a_scheme")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What the scheme calls the step, in the reader's language."""
        own = self.label_en if (get_language() or "").startswith("en") else self.label_da
        return own or str(Step(self.step).label)

    @property
    def sentence(self) -> str:
        return self.sentence_en if (get_language() or "").startswith("en") else self.sentence_da

    def clean(self) -> None:
        errors = {}
        try:
            parse(self.conditions)
        except BadCondition as bad:
            errors["conditions"] = str(bad)
        for name in ("sentence_da", "sentence_en"):
            try:
                check_sentence(getattr(self, name))
            except BadSentence as bad:
                errors[name] = str(bad)
        if errors:
            raise ValidationError(errors)

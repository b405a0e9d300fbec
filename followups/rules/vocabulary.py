"""The words of the rules' language: facts, comparisons, and the parameters of a scheme that numbers are compared with."""

from dataclasses import dataclass, field
from enum import Enum

from django.utils.translation import gettext_lazy as _

from followups.models.cases import Stage, Step, Support
from municipalities.models import Level


class Kind(Enum):
    """What a fact is, and so what it can be compared with."""

    NUMBER = "number"
    WORD = "word"
    YES_OR_NO = "yes or no"
    SEVERAL = "several words"


COMPARISONS = {
    Kind.NUMBER: ("=", "!=", "<", "<=", ">", ">="),
    Kind.WORD: ("=", "!=", "in"),
    Kind.YES_OR_NO: ("=", "!="),
    Kind.SEVERAL: ("has", "lacks"),
}
NONE = "none"
YES_OR_NO = {"yes": True, "no": False}


@dataclass(frozen=True)
class Fact:
    """`words`: those it can be, besides `none`; empty where any will do (the slugs of indicators)."""

    kind: Kind
    meaning: str
    words: tuple[str, ...] = field(default=())


_LEVELS, _STEPS = tuple(Level.values), tuple(Step.values)

FACTS = {
    # The figures of the latest month that has any.
    "level": Fact(Kind.WORD, _("the overall level"), _LEVELS),
    "share": Fact(Kind.NUMBER, _("the overall share (percent)")),
    "persons": Fact(Kind.NUMBER, _("persons in the groups that are assessed")),
    "months_below": Fact(Kind.NUMBER, _("months running below the requirement")),
    "compliant_months": Fact(Kind.NUMBER, _("assessed months running in which the requirement was met")),
    "worst_level": Fact(Kind.WORD, _("the level of the target group with the lowest share"), _LEVELS),
    "worst_share": Fact(Kind.NUMBER, _("the lowest share of any target group (percent)")),
    "groups_below": Fact(Kind.SEVERAL, _("the indicators (slugs) below or markedly below the requirement")),
    "groups_below_count": Fact(Kind.NUMBER, _("how many indicators those are")),
    "low_intensity": Fact(Kind.YES_OR_NO, _("exempt, with markedly fewer interviews than the others")),
    "exempt": Fact(Kind.YES_OR_NO, _("exempt from all that the scheme follows")),
    # The open case, and what has been done.
    "open_case": Fact(Kind.YES_OR_NO, _("a case is open")),
    "stage": Fact(Kind.WORD, _("the stage of the open case"), tuple(Stage.values)),
    "support": Fact(Kind.WORD, _("the support in the open case"), tuple(Support.values)),
    "warned": Fact(Kind.YES_OR_NO, _("a warning was given in the open case")),
    "after_warning": Fact(Kind.YES_OR_NO, _("the latest month comes after the figures of the warning")),
    "months_since_warning": Fact(Kind.NUMBER, _("months since the figures of the latest warning in the open case")),
    "months_since_account": Fact(Kind.NUMBER, _("months since those of the latest account asked for in the open case")),
    "months_since_offer": Fact(Kind.NUMBER, _("months since those of the latest offer of support, in any case")),
    "months_since_enquiry": Fact(Kind.NUMBER, _("months since those of the latest enquiry, in any case")),
    # The checkpoint of the open case.
    "checkpoint_in": Fact(Kind.YES_OR_NO, _("the figures of the checkpoint month are in")),
    "checkpoint_level": Fact(Kind.WORD, _("the overall level in the checkpoint month"), _LEVELS),
    "checkpoint_share": Fact(Kind.NUMBER, _("the overall share in the checkpoint month (percent)")),
    "improvement": Fact(
        Kind.NUMBER, _("percentage points from the baseline month to the checkpoint month, or else the latest month")
    ),
    "steps_since_checkpoint": Fact(Kind.SEVERAL, _("the steps taken on the figures of the checkpoint or later"), _STEPS),
}  # fmt: skip

# The numbers of a scheme that a fact can be compared with.
PARAMETERS = (
    "target", "marked", "account_below", "min_persons", "persistent_months", "improvement_pp", "close_months",
)  # fmt: skip

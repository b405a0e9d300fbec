"""The language of a rule's conditions: `open_case = no and months_below >= persistent_months`, one alternative a line.

A condition compares a fact (facts.py) with a value: a word, a number, several words with `in`, or the name of one of the
scheme's parameters. A fact that is not known fails every comparison but `= none` and `!= …`.
"""

import operator
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

# What can be compared, and whether it is a number ("n"), a word ("w"), a yes or no ("b"), or several words ("s").
FACTS = {
    "level": "w", "share": "n", "persons": "n", "months_below": "n", "compliant_months": "n",
    "worst_level": "w", "worst_share": "n", "low_intensity": "b", "exempt": "b",
    "open_case": "b", "stage": "w", "support": "w", "warned": "b", "after_warning": "b",
    "checkpoint_in": "b", "checkpoint_level": "w", "checkpoint_share": "n", "improvement": "n",
    "steps_since_checkpoint": "s", "months_since_enquiry": "n",
}  # fmt: skip
PARAMETERS = (
    "target", "marked", "account_below", "min_persons", "persistent_months", "improvement_pp", "close_months",
)  # fmt: skip
_OPERATORS = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "in": lambda fact, values: fact in values, "lacks": lambda fact, value: value not in fact,
}  # fmt: skip
_CONDITION = re.compile(r"(\w+)\s*(!=|<=|>=|=|<|>|\bin\b|\blacks\b)\s*(.+)")
_YES_OR_NO = {"yes": True, "no": False}


class BadCondition(ValueError):
    """A rule's conditions cannot be understood; the message says where and what is expected."""


@dataclass(frozen=True)
class Condition:
    fact: str
    comparison: str
    value: str

    def holds(self, facts: Mapping, parameters: Mapping) -> bool:
        known = facts.get(self.fact)
        if self.value == "none":
            return (known is None) is (self.comparison == "=")
        if known is None:
            return self.comparison == "!="
        if FACTS[self.fact] == "n":
            value = Decimal(str(parameters[self.value])) if self.value in PARAMETERS else Decimal(self.value)
            known = Decimal(str(known))
        elif FACTS[self.fact] == "b":
            value = _YES_OR_NO[self.value]
        else:
            value = self.value.split(", ") if self.comparison == "in" else self.value
        return bool(_OPERATORS[self.comparison](known, value))


type Conditions = tuple[tuple[Condition, ...], ...]


def parse(text: str) -> Conditions:
    """The alternatives of a rule, each a row of conditions that must all hold. Raises BadCondition."""
    alternatives = tuple(
        tuple(_condition(part.strip(), number) for part in re.split(r"\s+and\s+", line.strip()))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    )
    if not alternatives:
        raise BadCondition(_("Write at least one line of conditions."))
    return alternatives


def hold(conditions: Conditions, facts: Mapping, parameters: Mapping) -> bool:
    return any(all(condition.holds(facts, parameters) for condition in line) for line in conditions)


def _condition(text: str, line: int) -> Condition:
    def refuse(message: str) -> BadCondition:
        return BadCondition(_("Line %(line)s: %(message)s") % {"line": line, "message": message})

    match = _CONDITION.fullmatch(text)
    if not match:
        raise refuse(_("“%(text)s” is not a condition. Write a fact, a comparison and a value.") % {"text": text})
    fact, comparison, value = match[1], match[2], ", ".join(part.strip() for part in match[3].split(","))
    kind = FACTS.get(fact)
    if kind is None:
        raise refuse(
            _("“%(fact)s” is not a fact. There are: %(facts)s.") % {"fact": fact, "facts": ", ".join(sorted(FACTS))}
        )
    fitting = {"n": {"=", "!=", "<", "<=", ">", ">="}, "w": {"=", "!=", "in"}, "b": {"=", "!="}, "s": {"lacks"}}[kind]
    if comparison not in fitting:
        raise refuse(
            _("“%(fact)s” cannot be compared with “%(comparison)s”. Use one of: %(fitting)s.")
            % {"fact": fact, "comparison": comparison, "fitting": " ".join(sorted(fitting))}
        )
    if value != "none" and not _fits(kind, value):
        raise refuse(_("“%(value)s” does not fit “%(fact)s”.") % {"value": value, "fact": fact})
    return Condition(fact, comparison, value)


def _fits(kind: str, value: str) -> bool:
    if kind == "b":
        return value in _YES_OR_NO
    if kind == "n":
        try:
            return value in PARAMETERS or Decimal(value).is_finite()
        except InvalidOperation:
            return False
    return re.fullmatch(r"[a-z_]+(, [a-z_]+)*", value) is not None

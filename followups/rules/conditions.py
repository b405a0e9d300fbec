"""The language of a rule's conditions: `open_case = no and months_below >= persistent_months`, one alternative a line.

A condition compares a fact with a value: a word, a number, several words with `in`, or the name of one of the scheme's
parameters (vocabulary.py). A word that is not known is `none`; a number or a yes-or-no that is not known fails every
comparison but `= none` and `!= …`.
"""

import operator
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from followups.rules.vocabulary import COMPARISONS, FACTS, NONE, PARAMETERS, YES_OR_NO, Kind

_OPERATORS = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "in": lambda fact, words: fact in words, "has": operator.contains,
    "lacks": lambda fact, word: word not in fact,
}  # fmt: skip
_CONDITION = re.compile(r"(\w+)\s*(!=|<=|>=|=|<|>|\bin\b|\bhas\b|\blacks\b)\s*(.+)")
_WORD = re.compile(r"[a-z0-9_-]+")


class BadCondition(ValueError):
    """A rule's conditions cannot be understood; the message says where and what is expected."""


@dataclass(frozen=True)
class Condition:
    fact: str
    comparison: str
    value: str

    def holds(self, facts: Mapping, parameters: Mapping) -> bool:
        kind, known = FACTS[self.fact].kind, facts.get(self.fact)
        if kind is Kind.WORD:
            known, value = known or NONE, self.value.split(", ") if self.comparison == "in" else self.value
        elif kind is Kind.SEVERAL:
            known, value = known or (), self.value
        elif self.value == NONE:
            return (known is None) is (self.comparison == "=")
        elif known is None:
            return self.comparison == "!="
        elif kind is Kind.YES_OR_NO:
            value = YES_OR_NO[self.value]
        else:
            value = parameters.get(self.value) if self.value in PARAMETERS else self.value
            if value is None:  # no numbers hold for the month
                return False
            known, value = Decimal(str(known)), Decimal(str(value))
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


def facts_named(conditions: Conditions) -> set[str]:
    return {condition.fact for line in conditions for condition in line}


def _condition(text: str, line: int) -> Condition:
    def refuse(message: str) -> BadCondition:
        return BadCondition(_("Line %(line)s: %(message)s") % {"line": line, "message": message})

    match = _CONDITION.fullmatch(text)
    if not match:
        raise refuse(_("“%(text)s” is not a condition. Write a fact, a comparison and a value.") % {"text": text})
    name, comparison, value = match[1], match[2], ", ".join(part.strip() for part in match[3].split(","))
    fact = FACTS.get(name)
    if fact is None:
        raise refuse(
            _("“%(fact)s” is not a fact. There are: %(facts)s.") % {"fact": name, "facts": ", ".join(sorted(FACTS))}
        )
    fitting = COMPARISONS[fact.kind]
    if comparison not in fitting:
        raise refuse(
            _("“%(fact)s” cannot be compared with “%(comparison)s”. Use one of: %(fitting)s.")
            % {"fact": name, "comparison": comparison, "fitting": " ".join(fitting)}
        )
    if expected := _misfit(name, comparison, value):
        raise refuse(
            _("“%(value)s” does not fit “%(fact)s”. Write %(expected)s.")
            % {"value": match[3].strip(), "fact": name, "expected": expected}
        )
    return Condition(name, comparison, value)


def _misfit(name: str, comparison: str, value: str) -> str:
    """What should have been written instead of the value; nothing if it fits."""
    fact = FACTS[name]
    if fact.kind is Kind.YES_OR_NO:
        return "" if value in (*YES_OR_NO, NONE) else "yes / no / none"
    if fact.kind is Kind.NUMBER:
        if value in PARAMETERS or _is_number(value) or (value == NONE and comparison in ("=", "!=")):
            return ""
        return _("a number such as 12.5, none (with = or !=), or one of: %(names)s") % {"names": ", ".join(PARAMETERS)}
    words = value.split(", ") if comparison == "in" else [value]
    if fact.words:
        allowed = fact.words if fact.kind is Kind.SEVERAL else dict.fromkeys((*fact.words, NONE))
        return "" if set(words) <= set(allowed) else " / ".join(allowed)
    return "" if all(_WORD.fullmatch(word) for word in words) else _("one word")


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False

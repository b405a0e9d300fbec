"""Why a step is proposed, in one sentence: the scheme's words with the municipality's figures filled in."""

import string
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from kontakt.ui.templatetags import figures


def _number(shown):
    return lambda value: shown(None if value is None else Decimal(str(value)))


def _month(value: str | None) -> str:
    return figures.month(value and date.fromisoformat(value))


# What a sentence may name, and how it is shown.
SHOWN = {
    **dict.fromkeys(("share", "worst_share", "checkpoint_share", "baseline_share", "target", "marked", "account_below"),
                    _number(figures.share)),
    **dict.fromkeys(("improvement", "improvement_pp"), _number(figures.pp)),
    **dict.fromkeys(("persons", "min_persons", "groups_below_count", "months_below", "compliant_months",
                     "months_since_warning", "months_since_account", "months_since_offer", "months_since_enquiry",
                     "persistent_months", "close_months"), _number(figures.persons)),
    **dict.fromkeys(("month", "baseline_month", "checkpoint_month", "warned_month"), _month),
}  # fmt: skip


class BadSentence(ValueError):
    """A sentence names what there is not, or is badly written; the message says what."""


class _Shown(dict):
    def __missing__(self, name: str) -> str:
        return figures.MISSING


def check_sentence(text: str) -> None:
    """Raise BadSentence unless every name in braces is one that can be filled in."""
    try:
        fields = [field for field in string.Formatter().parse(text) if field[1] is not None]
    except ValueError:
        raise BadSentence(_("A brace is not closed."))
    if any(spec or conversion for _before, _name, spec, conversion in fields):
        raise BadSentence(_("Write only the name within the braces: the figure is shown as it should be."))
    unknown = sorted({name for _before, name, _spec, _conversion in fields} - set(SHOWN))
    if unknown:
        raise BadSentence(
            _("“{%(name)s}” cannot be filled in. There are: %(names)s.")
            % {"name": unknown[0], "names": ", ".join(sorted(SHOWN))}
        )


def in_words(sentence: str, facts: Mapping) -> str:
    """The sentence with the facts filled in, in the reader's formats."""
    return sentence.format_map(_Shown({name: SHOWN[name](value) for name, value in facts.items() if name in SHOWN}))

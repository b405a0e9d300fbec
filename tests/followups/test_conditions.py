"""The language of the rules: what it says, and what it refuses with the line and what is expected."""

from decimal import Decimal

import pytest
from django.utils import translation

from followups.models import Rule
from followups.rules.conditions import BadCondition, hold, parse
from followups.rules.sentences import SHOWN, BadSentence, check_sentence, in_words
from followups.rules.vocabulary import FACTS

NUMBERS = {"target": "80", "persistent_months": "6", "improvement_pp": "10"}


@pytest.mark.parametrize(
    ("text", "facts", "holds"),
    [
        ("level = below", {"level": "below"}, True),
        ("level = below", {"level": "compliant"}, False),
        ("level in below, markedly_below", {"level": "markedly_below"}, True),
        ("level in below,markedly_below", {"level": "exempt"}, False),
        ("support = none", {"support": "none"}, True),
        ("support = none", {}, True),
        ("support != none", {"support": "offered"}, True),
        ("support in none, declined", {"support": None}, True),
        ("share < 50", {"share": "49.99"}, True),
        ("share < 50", {"share": "50"}, False),
        ("share < 50", {"share": None}, False),
        ("share >= 50", {"share": None}, False),
        ("share != 50", {"share": None}, True),
        ("share = none", {"share": None}, True),
        ("share != none", {"share": "0"}, True),
        ("months_below >= persistent_months", {"months_below": 6}, True),
        ("months_below >= persistent_months", {"months_below": 5}, False),
        ("improvement < improvement_pp", {"improvement": "-3.5"}, True),
        ("months_below >= close_months", {"months_below": 9}, False),  # a number the scheme has none of
        ("open_case = no", {"open_case": False}, True),
        ("open_case = no", {}, False),
        ("steps_since_checkpoint lacks summon", {"steps_since_checkpoint": ["warn"]}, True),
        ("steps_since_checkpoint has warn", {"steps_since_checkpoint": ["warn"]}, True),
        ("groups_below has sygedagpenge", {"groups_below": ["dagpenge"]}, False),
        ("level = below and share < 50", {"level": "below", "share": "60"}, False),
        ("level = below and share < 50\n\nwarned = yes", {"level": "below", "share": "60", "warned": True}, True),
    ],
)
def test_a_condition_holds(text, facts, holds):
    assert hold(parse(text), facts, NUMBERS) is holds


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "at least one line"),
        ("level", "Line 1: “level” is not a condition"),
        ("level = below\nlevl = below", "Line 2: “levl” is not a fact"),
        ("level < below", "cannot be compared with “<”. Use one of: = != in"),
        ("level = markedly", "“markedly” does not fit “level”"),
        ("level = below, compliant", "“below, compliant” does not fit “level”"),
        ("share < 12,5", "“12,5” does not fit “share”"),
        ("share < none", "does not fit"),
        ("share < NaN", "does not fit"),
        ("warned = maybe", "Write yes / no"),
        ("warned in yes", "cannot be compared"),
        ("steps_since_checkpoint lacks sumon", "“sumon” does not fit"),
        ("level = below and", "Line 1"),
        ("level = below or level = compliant", "does not fit"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_the_line_and_what_is_expected(text, said):
    with translation.override("en"), pytest.raises(BadCondition) as refused:
        parse(text)
    assert said in str(refused.value)


@pytest.mark.parametrize("text", ["{shared}", "{share:.2f}", "{share!r}", "{}", "{0}", "{share", "{share.real}"])
def test_a_sentence_that_cannot_be_filled_in_is_refused(text):
    with pytest.raises(BadSentence):
        check_sentence(text)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_shipped_rule_can_be_read_and_says_why_in_both_languages(language):
    known = {name: "2018-04-01" if name.endswith("month") else Decimal("12.5") for name in SHOWN}
    with translation.override(language):
        for rule in Rule.objects.all():
            rule.full_clean()
            why = in_words(rule.sentence, known)
            assert "–" not in why.replace(" – ", " "), rule
            assert "{" not in why
    assert Rule.objects.count() == 13


@pytest.mark.django_db
def test_the_page_of_a_rule_explains_every_fact(client):
    from followups.admin.rules import language_in_full

    text = language_in_full()
    assert [name for name in FACTS if f"<code>{name}</code>" not in text] == []

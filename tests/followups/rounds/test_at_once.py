"""Two at once: one round, one set of letters, one statement."""

import pytest

from followups.models import Case, Document, Letter, Round
from followups.rounds.making import leave_out
from followups.rounds.writing import draft_letters
from kontakt.accounts.models import User
from municipalities.models import Municipality
from tests.at_once import at_once
from tests.followups.rounds.making import january_round

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other(caseworker):
    return User.objects.create(username="en anden", email="anden@kontakt.example")


def test_two_who_write_the_letters_at_once_write_them_once(ready, caseworker, other):
    round_ = january_round(by=caseworker)
    outcomes = at_once(*(lambda by=by: draft_letters(round_.pk, by=by) for by in (caseworker, other)))
    assert sorted(len(letters) for letters in outcomes) == [0, 98]
    assert (Letter.objects.count(), Case.objects.count(), Document.objects.count()) == (98, 78, 1)
    assert len(set(Letter.objects.values_list("drafted_by", flat=True))) == 1


def test_a_round_made_by_two_clicks_at_once_is_one_and_others_get_their_own(ready, caseworker, other):
    outcomes = at_once(*(lambda by=by: january_round(by=by) for by in (caseworker, caseworker, other)))
    assert outcomes[0] == outcomes[1] != outcomes[2]
    assert sorted(Round.objects.values_list("journal_serial", flat=True)) == [1, 2]


def test_whoever_is_left_out_meanwhile_gets_no_letter_or_a_discarded_one(ready, caseworker, other):
    round_ = january_round(by=caseworker)
    naestved = Municipality.objects.get(name="Næstved")
    at_once(
        lambda: draft_letters(round_.pk, by=caseworker),
        lambda: leave_out(round_.pk, naestved, by=other, reason="Et møde er holdt"),
    )
    assert Letter.objects.live().count() == 97
    assert not Letter.objects.live().filter(municipality=naestved).exists()

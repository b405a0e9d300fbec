"""What the load's people do on a working day is shown and taken by the site as it is: every one of them, for every role."""

from random import Random
from types import SimpleNamespace

import pytest

from followups.deciding import accept
from followups.models import Case, Proposal
from followups.proposing import propose
from followups.trials.country import PASSWORD
from followups.trials.load.people import _DAY, Person, places_of, sign_in
from kontakt.accounts.access import Role
from municipalities.models import Correction
from tests.accounts import user_of
from tests.deliveries import APRIL, JANUARY
from tests.story import lay_out


@pytest.mark.django_db(transaction=True)
def test_everything_that_people_do_is_shown_and_taken(live_server):
    lay_out()
    propose()
    caseworker = user_of("caseworker")
    accept(Proposal.objects.undecided().filter(rule__step="warn").first().pk, by=caseworker)
    port = int(live_server.url.rpartition(":")[2])
    for role in _DAY:
        user = (
            caseworker
            if role == Role.CASEWORKER
            else user_of(role, "AMK Øst" if role == Role.REGIONAL_OFFICE else None)
        )
        places = places_of(SimpleNamespace(months=[JANUARY, APRIL]), Random(1))
        person = Person(port, user, role, places, thinking=None, come_in=True, host="localhost")
        for do, _weight in _DAY[role]:
            do(person)
        refused = {key: visits.kinds for key, visits in person.visits.items() if visits.kinds}
        person.connection.close()
        assert not refused, role
    written = Case.objects.get()
    assert written.log_entries.filter(theme="Opkald").count() == 2
    assert Correction.objects.count() == 1
    caseworker.set_password(PASSWORD)
    caseworker.save()
    stranger = Person(port, caseworker, Role.CASEWORKER, places, thinking=None, come_in=False, host="localhost")
    assert sign_in(stranger)

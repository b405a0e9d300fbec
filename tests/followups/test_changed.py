"""The case's log tells who changed its caseworker, priority and months, from what to what."""

from datetime import date

import pytest
from django.utils import translation

from followups.keeping import assign, change_case
from followups.models import Case, LogEntry, Step
from followups.stages import StepRefused
from followups.stepping import take
from kontakt.accounts.models import User
from tests.accounts import user_of
from tests.followups.forms import sent
from tests.followups.making import JANUARY, case_of

pytestmark = pytest.mark.django_db
APRIL = date(2018, 4, 1)


@pytest.fixture
def caseworker(db):
    user = user_of("caseworker")
    User.objects.filter(pk=user.pk).update(first_name="Anne", last_name="Berg")
    user.refresh_from_db()
    return user


@pytest.fixture
def case(caseworker):
    return case_of("Køge", responsible=caseworker)


@pytest.fixture
def change(case, approver):
    def changed(**more):
        before = {name: getattr(case, name) for name in ("version", "responsible", "priority", "baseline_month")}
        return change_case(case.pk, by=approver, **before | {"checkpoint_month": None} | more)

    return changed


def told(case) -> list[str]:
    return case.log_entries.get().text.splitlines()


def test_each_change_is_a_line_in_one_entry_by_whoever_made_it(case, change, approver):
    change(responsible=None, priority=1, baseline_month=date(2018, 2, 1), checkpoint_month=APRIL)
    entry = case.log_entries.get()
    assert (entry.by, entry.kind) == (approver, "note")
    assert told(case) == [
        "Sagsbehandler ændret fra Anne Berg til ingen.",
        "Prioritet ændret fra normal til høj.",
        "Udgangsmåned ændret fra januar 2018 til februar 2018.",
        "Kontrolmåned ændret fra ikke fastsat til april 2018.",
    ]
    assert not hasattr(entry, "journal_entry")


def test_nothing_is_told_where_nothing_changed_or_the_change_was_refused(case, change):
    change()
    for refused in ({"checkpoint_month": JANUARY, "version": 2}, {"priority": 1}):
        with pytest.raises(StepRefused):
            change(**refused)
    assert not LogEntry.objects.exists()


def test_it_is_told_in_danish_whoever_reads(case, change):
    with translation.override("en"):
        change(priority=1)
    assert told(case) == ["Prioritet ændret fra normal til høj."]


def test_each_case_that_changes_hands_tells_so_and_the_others_do_not(case, caseworker, approver):
    own = case_of("Varde", responsible=approver, serial=2)
    assert assign([case.pk, own.pk], by=caseworker, responsible=approver) == 1
    assert told(case) == [f"Sagsbehandler ændret fra Anne Berg til {approver}."]
    assert not own.log_entries.exists()


def test_a_step_tells_of_another_checkpoint_but_not_of_the_first(case, caseworker):
    take(case.pk, Step.WARN, by=caseworker, version=1, reason="Lave tal", checkpoint_month=APRIL)
    assert not case.log_entries.exists()
    take(case.pk, Step.ENQUIRE, by=caseworker, version=2, reason="Lave tal", checkpoint_month=date(2018, 6, 1))
    assert told(case) == ["Kontrolmåned ændret fra april 2018 til juni 2018."]


def test_the_page_of_the_case_shows_it(client, case, caseworker):
    client.force_login(caseworker)
    page = f"{case.get_absolute_url()}aendr/"
    client.post(page, sent(client.get(page), priority="3"))
    assert "Prioritet ændret fra normal til lav." in client.get(case.get_absolute_url()).content.decode()
    assert Case.objects.get().priority == 3
    client.post("/opgaver/fordel/", {"case": [case.pk], "to": ""})
    assert "Sagsbehandler ændret fra Anne Berg til ingen." in client.get(case.get_absolute_url()).content.decode()

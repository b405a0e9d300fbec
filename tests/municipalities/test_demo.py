"""The demonstration adds what is missing, and nothing twice."""

from datetime import date

import pytest

from kontakt.accounts.demo import ensure_demo_accounts
from kontakt.accounts.models import User
from municipalities.demo.figures import answers, file_names
from municipalities.demo.history import add_history
from municipalities.models import Delivery


@pytest.mark.django_db
def test_a_second_run_adds_only_the_month_that_is_new():
    ensure_demo_accounts()
    by = User.objects.get(username="sagsbehandler")
    assert add_history(today=date(2018, 9, 3), by=by) == 3  # the story, July and August
    assert add_history(today=date(2018, 9, 30), by=by) == 0
    assert add_history(today=date(2018, 10, 1), by=by) == 1
    assert set(Delivery.objects.values_list("status", "is_synthetic")) == {("loaded", True)}


@pytest.mark.parametrize("month", [date(2018, 7, 1), date(2019, 12, 1), date(2020, 1, 1), date(2026, 10, 1)])
def test_the_names_of_a_months_files_are_known_before_they_are_made(month):
    assert file_names(month) == list(answers(month))

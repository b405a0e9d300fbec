"""Proposals follow every recalculation: through the queue, or at once where a command has no worker to wait for."""

import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from followups.deciding import accept, postpone
from followups.models import Proposal
from followups.tasks import propose
from kontakt import queue
from kontakt.celery import app
from municipalities.assessment.recalculation import recalculate_pending
from tests.commands import run
from tests.deliveries import HEADER
from tests.followups.figures import figures, known, month, proposal, proposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "tal.csv"
    path.write_text(HEADER + "2018M01;Varde;6-9 mdr.;100;4,6;30\n", encoding="utf-8")
    return path


def test_importing_by_command_proposes_without_a_worker(file):
    assert run("import_statistics", file)["exit"] == 0
    assert proposed("Varde") == ["advarsel"]


def test_recalculating_by_command_proposes_without_a_worker():
    known(figures("Varde", 30))
    assert not Proposal.objects.exists()
    run("recalculate")
    assert proposed("Varde") == ["advarsel"]


def test_a_worker_is_asked_once_for_all_that_was_recalculated(monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr(queue, "_send", lambda task, args: sent.append(task))
    known(figures("Varde", 30))
    known(figures("Lejre", 30))
    with django_capture_on_commit_callbacks(execute=True):
        recalculate_pending()
    assert sent == []  # nothing was asked for
    with django_capture_on_commit_callbacks(execute=True):
        known(figures("Varde", 31))
    assert sent.count("followups.tasks.propose") == 1


def test_the_task_does_it_and_beat_sees_to_what_was_lost():
    known(figures("Varde", 30))
    propose()
    assert proposed("Varde") == ["advarsel"]
    entry = settings.CELERY_BEAT_SCHEDULE["propose"]
    app.loader.import_default_modules()
    assert entry["task"] in app.tasks
    assert {minute % 10 for minute in entry["schedule"].minute} == {0}


def test_the_command_lists_what_stands_undecided(caseworker):
    known(figures("Varde", 30, 30), figures("Lejre", 30, 30), figures("Køge", 30, 30))
    propose()
    accept(proposal("Køge", "advarsel").pk, by=caseworker)
    day = timezone.localdate() + timedelta(days=7)
    postpone(proposal("Lejre", "advarsel").pk, by=caseworker, until=day)
    answer = run("proposals", "--scheme", "minimumskrav")
    lejre, varde = answer["proposals"]
    assert lejre.pop("made_at").startswith(f"{timezone.now():%Y-%m-%d}")
    assert lejre == {
        "municipality_code": "350", "name": "Lejre", "scheme": "minimumskrav", "rule": "advarsel", "step": "warn",
        "month": "2018-02", "status": "postponed", "postponed_until": day.isoformat(), "case": None,
        "why": "30,0\N{NO-BREAK SPACE}% har i februar 2018 fået de samtaler, loven kræver."
               " Måneder i træk under kravet: 2.",
    }  # fmt: skip
    assert (varde["name"], varde["status"]) == ("Varde", "open")
    assert run("proposals", "--scheme", "tidlig-indsats")["proposals"] == []
    known(figures("Køge", 50, first=month(3)))
    propose()
    [offer] = [row for row in run("proposals")["proposals"] if row["name"] == "Køge"]
    assert (offer["rule"], offer["case"]) == ("tilbud-om-stoette", f"{timezone.localdate().year}-0001")


def test_the_command_reads_well_and_knows_its_schemes():
    known(figures("Varde", 30))
    propose()
    out = io.StringIO()
    call_command("proposals", stdout=out)
    assert "573  Varde" in out.getvalue()
    assert out.getvalue().endswith("1 proposals.\n")
    with pytest.raises(CommandError, match="minimumskrav"):
        call_command("proposals", "--scheme", "andet")

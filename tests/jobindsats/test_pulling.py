"""From asking for the figures to levels that rest on them: by itself where nothing speaks against it."""

import json
from datetime import date, timedelta
from decimal import Decimal
from threading import Thread

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from municipalities.assessment.compliance import compliance
from municipalities.assessment.recalculation import recalculate_pending
from municipalities.deliveries.loading import discard, take_back
from municipalities.jobindsats import pulling, telling
from municipalities.jobindsats.pulling import ask, ask_by_schedule, run, run_unattended
from municipalities.models import Delivery, Observation, Pull, Scheme
from municipalities.models.pulls import SILENCE
from tests.accounts import user_of
from tests.commands import run as run_command
from tests.jobindsats.server import says, status

pytestmark = pytest.mark.django_db
APRIL, JUNE = date(2018, 4, 1), date(2018, 6, 1)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr("time.sleep", lambda seconds: None)


@pytest.fixture
def administrator(db):
    user = user_of("administrator")
    user.email = "admin@example.dk"
    user.save()
    return user


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    """How long it waits between tries is test_client.py's."""
    monkeypatch.setattr("municipalities.jobindsats.client._FIRST_WAIT", 0.001)


def pulled(first=APRIL, last=APRIL, **how) -> Pull:
    pull = ask(how.pop("origin", Pull.Origin.PAGE), first_month=first, last_month=last, **how)
    run(pull.pk)
    pull.refresh_from_db()
    return pull


def test_what_comes_without_warnings_is_loaded_and_the_levels_are_those_of_the_samples(jobindsats, sources):
    pull = pulled(date(2017, 1, 1), JUNE)
    assert (pull.status, pull.progress, pull.problem) == ("done", 100, "")
    delivery = pull.delivery
    assert (delivery.status, delivery.origin, delivery.counts["new"]) == ("loaded", "pull", 98 * 6 * 18)
    assert sorted(delivery.file_names)[0] == "y01sam_dagpenge.json"
    assert len(delivery.file_names) == 6
    recalculate_pending()
    national = compliance(Scheme.objects.get(is_default=True), APRIL)["national"]
    assert (round(national["share"], 2), national["persons"]) == (63.99, 23_172)


def test_each_month_of_each_table_is_asked_for_once_and_alone(jobindsats, sources):
    pulled(date(2018, 3, 1), APRIL)
    data = [(path, query) for path, query in jobindsats.asked if "/data/" in path]
    assert len(data) == 6 * 2
    assert {tuple(query["period.M"]) for _path, query in data} == {("2018M03",), ("2018M04",)}
    assert sum("/table/" in path for path, _query in jobindsats.asked) == 4


def test_without_months_the_latest_are_fetched(jobindsats, sources, settings):
    settings.JOBINDSATS_MONTHS = 2
    pull = pulled(None, None)
    assert pull.delivery.months == (date(2018, 5, 1), JUNE)


def test_the_answers_are_kept_as_they_came(jobindsats, sources):
    file = pulled().delivery.files.get(name="y01sam_dagpenge.json")
    kept = json.loads(file.file.read())
    assert kept["answers"][0]["month"] == "2018M04"
    assert kept["answers"][0]["answer"] == jobindsats.answer("y01sam", {"period.M": ["2018M04"]})


def test_the_same_again_makes_no_delivery_and_a_revised_figure_makes_one(jobindsats, sources):
    first = pulled()
    again = pulled()
    assert (again.status, again.delivery) == ("done", None)
    jobindsats.revised["dagpenge", "2018M04", "Varde"] = 12.5
    revised = pulled()
    assert (revised.delivery.status, revised.delivery.counts["changed"]) == ("loaded", 1)
    jobindsats.revised.clear()
    back = pulled()
    assert (back.delivery.status, back.delivery.counts["changed"]) == ("loaded", 1)
    shares = Observation.objects.filter(municipality__name="Varde", indicator__slug="dagpenge").order_by("known_from")
    assert [share != Decimal("12.5") for share in shares.values_list("share", flat=True)] == [True, False, True]
    assert Delivery.objects.count() == 3
    assert first.delivery.pk < revised.delivery.pk < back.delivery.pk


def test_with_a_warning_it_waits_for_a_person(jobindsats, sources, administrator):
    answer = jobindsats.answer

    def without_varde(table_id, query):
        found = answer(table_id, query)
        return found and found | {"rows": [row for row in found["rows"] if row[1] != "Varde"]}

    jobindsats.answer = without_varde
    pull = pulled()
    assert (pull.status, pull.delivery.status) == ("done", "ready")
    assert pull.delivery.counts["warnings"]
    telling.tell()
    assert "venter på, at" in mail.outbox[0].body
    assert pull.delivery.get_absolute_url() in mail.outbox[0].body
    # What comes while it waits is not loaded past it.
    jobindsats.answer = answer
    assert pulled().delivery.status == "ready"


def test_by_setting_nothing_is_loaded_without_asking(jobindsats, sources, settings):
    settings.JOBINDSATS_LOADS = False
    assert pulled().delivery.status == "ready"


@pytest.mark.parametrize("turned_down", ["taken back", "discarded"])
def test_what_was_turned_down_does_not_come_again_by_itself(jobindsats, sources, settings, turned_down):
    settings.JOBINDSATS_LOADS = turned_down == "taken back"
    first = pulled().delivery
    if turned_down == "taken back":
        take_back(first.pk, by=None, reason="Forkerte tal")
    else:
        discard(first.pk)
    assert pulled().delivery is None
    settings.JOBINDSATS_LOADS = True
    jobindsats.revised["dagpenge", "2018M04", "Varde"] = 12.5
    assert pulled().delivery.status == "ready"


def test_a_changed_label_is_refused_and_said_until_the_source_is_corrected(jobindsats, sources, administrator):
    jobindsats.renamed["Antal personer"] = "Antal forløb"
    pull = pulled()
    assert (pull.status, pull.delivery.status) == ("done", "rejected")
    assert Observation.objects.count() == 0
    telling.tell()
    assert "Antal forløb" in mail.outbox[0].body
    assert "kildeopsætningen" in mail.outbox[0].body
    sources.update(persons_column="Antal forløb")
    assert pulled().delivery.status == "loaded"


def test_a_refused_token_is_told_to_the_administrators_once(jobindsats, sources, administrator, settings):
    settings.JOBINDSATS_TOKEN = "et gammelt"
    for _time in range(2):
        pull = pulled()
        assert (pull.status, pull.problem, pull.delivery) == ("failed", "token_refused", None)
        telling.tell()
        telling.tell()
    assert [one.to for one in mail.outbox] == [["admin@example.dk"]]
    assert "JOBINDSATS_TOKEN" in mail.outbox[0].body
    # Another problem is news.
    jobindsats.misbehave.extend([status(503)] * 5)
    pulled()
    telling.tell()
    assert len(mail.outbox) == 2


def test_a_month_that_is_late_is_told(jobindsats, sources, administrator, settings):
    """By this day the figures of the samples' last month are years old."""
    pulled(None, None)
    telling.tell()
    assert "skulle være kommet nu" in mail.outbox[0].body
    assert "y01sam_dagpenge.json" in mail.outbox[0].body


def test_a_mail_server_that_is_away_is_tried_again(jobindsats, sources, administrator, settings, monkeypatch):
    settings.JOBINDSATS_TOKEN = "et gammelt"
    pulled()
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.EmailMessage.send", _refuse)
        telling.tell()
    assert not mail.outbox
    telling.tell()
    assert len(mail.outbox) == 1


def _refuse(*_args, **_kwargs):
    raise ConnectionRefusedError


def test_nothing_is_half_saved_when_an_answer_in_the_middle_is_wrong(jobindsats, sources):
    jobindsats.misbehave.extend([None] * 7 + [says("<html>")])
    pull = pulled()
    assert (pull.status, pull.problem) == ("failed", "unexpected")
    assert not Delivery.objects.exists()


def test_a_mistake_of_ours_is_a_failed_pull_and_no_open_one(jobindsats, sources, monkeypatch):
    monkeypatch.setattr(pulling, "fetch", lambda *args, **options: 1 / 0)
    pull = pulled()
    assert (pull.status, pull.problem) == ("failed", "broke_off")


def test_one_is_under_way_at_a_time(jobindsats, sources):
    first = ask(Pull.Origin.PAGE)
    assert ask(Pull.Origin.SCHEDULE) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Pull.objects.create(origin="page")
    run(first.pk)
    assert ask(Pull.Origin.PAGE) != first


def test_a_double_run_does_it_once(jobindsats, sources):
    pull = ask(Pull.Origin.PAGE, first_month=APRIL, last_month=APRIL)
    run(pull.pk)
    asked = len(jobindsats.asked)
    run(pull.pk)
    run_unattended()
    assert len(jobindsats.asked) == asked
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("killed_in", ["fetch", "stage", "load", "_finish"])
def test_one_whose_worker_was_killed_is_taken_up_and_done_once(jobindsats, sources, monkeypatch, killed_in):
    pull = ask(Pull.Origin.PAGE, first_month=APRIL, last_month=APRIL)

    class Killed(BaseException):
        pass

    def killed(*_args, **_options):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(pulling, killed_in, killed)
        run(pull.pk)
    run_unattended()
    pull.refresh_from_db()
    assert pull.is_under_way  # its worker may be alive
    Pull.objects.update(touched_at=timezone.now() - SILENCE - timedelta(seconds=1))
    run_unattended()
    pull.refresh_from_db()
    assert (pull.status, pull.turn, pull.delivery.status) == ("done", 2, "loaded")
    assert Delivery.objects.count() == 1
    assert Observation.objects.count() == 98 * 6


def test_a_worker_taken_for_dead_leaves_nothing_when_it_comes_back(jobindsats, sources, monkeypatch):
    pull = ask(Pull.Origin.PAGE, first_month=APRIL, last_month=APRIL)
    fetch = pulling.fetch

    def overtaken(*args, **options):
        answered = fetch(*args, **options)
        if Pull.objects.get(pk=pull.pk).turn == 1:
            Pull.objects.update(touched_at=timezone.now() - SILENCE - timedelta(seconds=1))
            run(pull.pk)
        return answered

    monkeypatch.setattr(pulling, "fetch", overtaken)
    run(pull.pk)
    pull.refresh_from_db()
    assert (pull.status, pull.turn) == ("done", 2)
    assert Delivery.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_fetch_it_once(jobindsats, sources):
    pull = ask(Pull.Origin.PAGE, first_month=APRIL, last_month=APRIL)

    def work():
        try:
            run(pull.pk)
        finally:
            connection.close()

    threads = [Thread(target=work) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum("/data/" in path for path, _query in jobindsats.asked) == 6
    assert Pull.objects.get().turn == 1


class TestBySchedule:
    def test_one_a_day_comes_through(self, jobindsats, sources, settings):
        settings.JOBINDSATS_MONTHS = 1
        pull = ask_by_schedule()
        assert ask_by_schedule() is None
        run(pull.pk)
        assert ask_by_schedule() is None
        Pull.objects.update(requested_at=timezone.now() - timedelta(days=1))
        assert ask_by_schedule() is not None

    def test_after_a_passing_problem_it_is_tried_again_within_the_day_but_not_with_a_refused_token(
        self, jobindsats, sources, settings
    ):
        jobindsats.misbehave.extend([status(503)] * 5)
        run(ask_by_schedule().pk)
        again = ask_by_schedule()
        assert again is not None
        settings.JOBINDSATS_TOKEN = "et gammelt"
        run(again.pk)
        assert ask_by_schedule() is None

    def test_without_a_token_nothing_is_asked(self, db, settings):
        settings.JOBINDSATS_TOKEN = ""
        assert ask_by_schedule() is None
        assert not Pull.objects.exists()


class TestCommand:
    def test_it_loads_and_says_what_came(self, jobindsats, sources):
        result = run_command("pull_jobindsats", "--from", "2018-04", "--to", "2018-04")
        assert (result["exit"], result["status"], result["files"]) == (0, "loaded", 6)
        assert result["counts"]["new"] == 98 * 6
        assert Pull.objects.get().origin == "command"

    def test_a_dry_run_changes_nothing(self, jobindsats, sources):
        result = run_command("pull_jobindsats", "--from", "2018-04", "--to", "2018-04", "--dry-run")
        assert (result["exit"], result["status"], result["delivery"]) == (0, "ready", None)
        assert result["counts"]["new"] == 98 * 6
        assert not (Pull.objects.exists() or Delivery.objects.exists() or Observation.objects.exists())

    @pytest.mark.parametrize("dry", [[], ["--dry-run"]])
    def test_a_problem_is_said_and_the_command_fails(self, jobindsats, sources, settings, dry):
        settings.JOBINDSATS_TOKEN = "et gammelt"
        result = run_command("pull_jobindsats", *dry)
        assert (result["exit"], result["status"]) == (1, "failed")
        assert "JOBINDSATS_TOKEN" in result["problem"]


def test_what_a_source_asks_for_must_be_there(jobindsats, sources):
    sources.filter(table_id="y01sam").update(asked_for="_findes_ikke = 3")
    assert pulled().problem == "unknown_choice"
    sources.update(table_id="")
    assert pulled().problem == "no_sources"

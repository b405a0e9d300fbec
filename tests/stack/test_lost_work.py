"""Whatever is killed or lost on the way, the sweep finds the work again, and the result is as if nothing had happened."""

import pytest

from kontakt.start.installation import wait_until
from kontakt.start.servers import free_port
from municipalities.assessment.recalculation import _LOCK
from tests.stack.stack import STORY, Stack


@pytest.fixture
def stack(embedded) -> Stack:
    return embedded


def let_it_fall_silent(stack: Stack) -> None:
    """A minute passes without a sign of life from whoever reads deliveries."""
    with stack.session() as session:
        session.execute("UPDATE municipalities_delivery SET touched_at = touched_at - interval '2 minutes'")


def kill_while_it_waits_for(stack: Stack, table: str, begin) -> None:
    """Kill the worker with -9 in the middle of what `begin` sets going, as it writes to a table; see it rolled back."""
    worker = stack.start_worker()
    with stack.closed_for_writing(table):
        begin()
        stack.until_somebody_waits_for(table)
        stack.kill(worker)
    stack.until_nobody_is_connected()


def lose_all_messages(stack: Stack) -> None:
    assert stack.messages()
    for message in stack.messages():
        message.unlink()


def test_a_worker_killed_while_it_reads_a_delivery(stack, undisturbed_result):
    deliveries = []
    kill_while_it_waits_for(stack, "municipalities_deliveredfigure", lambda: deliveries.extend(stack.deliver(STORY)))
    assert stack.status(deliveries[0]) == "reading"
    assert stack.ask("SELECT count(*) FROM municipalities_deliveredfigure") == [(0,)]

    let_it_fall_silent(stack)
    stack.start_worker()
    stack.sweep()
    stack.until_ready(deliveries[0])
    stack.load(deliveries[0])
    stack.until_recalculated()
    assert stack.everything_known() == undisturbed_result


def test_a_worker_killed_while_it_recalculates(stack, undisturbed_result):
    reader = stack.start_worker()
    [delivery] = stack.deliver(STORY)
    stack.until_ready(delivery)
    stack.kill(reader)
    kill_while_it_waits_for(stack, "municipalities_assessment", lambda: stack.load(delivery))
    assert stack.open_requests() == 1
    assert stack.ask("SELECT count(*) FROM municipalities_levelchange") == [(0,)]

    stack.start_worker()
    stack.sweep()
    stack.until_recalculated()
    assert stack.everything_known() == undisturbed_result


def test_every_message_lost(stack, undisturbed_result):
    [delivery] = stack.deliver(STORY)
    lose_all_messages(stack)
    let_it_fall_silent(stack)
    stack.start_worker()
    stack.sweep()
    stack.until_ready(delivery)
    stack.end()

    stack.load(delivery)
    lose_all_messages(stack)
    stack.start_worker()
    stack.sweep()
    stack.until_recalculated()
    assert stack.everything_known() == undisturbed_result


def test_the_same_message_twice(stack, undisturbed_result):
    [delivery] = stack.deliver(STORY)
    stack.shell("from municipalities.tasks import stage_delivery\nstage_delivery.delay({delivery})", delivery=delivery)
    stack.start_worker(concurrency=2)
    stack.until_ready(delivery)
    stack.load(delivery)
    stack.shell("from municipalities.tasks import recalculate\nrecalculate.delay()")
    stack.until_recalculated()
    assert stack.everything_known() == undisturbed_result


def test_the_broker_away_as_the_delivery_comes(stack, undisturbed_result):
    with_broker = stack.environment
    stack.environment = with_broker | {"CELERY_BROKER_URL": f"redis://127.0.0.1:{free_port()}/0"}
    [delivery] = stack.deliver(STORY)
    assert stack.status(delivery) == "received"
    stack.environment = with_broker

    let_it_fall_silent(stack)
    stack.start_worker()
    stack.sweep()
    stack.until_ready(delivery)
    stack.load(delivery)
    stack.until_recalculated()
    assert stack.everything_known() == undisturbed_result


def test_ten_deliveries_to_two_workers_take_fewer_runs_than_ten(stack, tmp_path):
    header = "Periode;Kommune;Varighed på ydelsen;Antal personer;Gnsn. antal samtaler;Andel med 6 samtaler eller mere (pct.)\n"
    files = [tmp_path / f"varde-{number}.csv" for number in range(10)]
    for number, file in enumerate(files):
        file.write_text(f"{header}2018M04;Varde;6-9 mdr.;91;4,6;{40 + number},2\n")
    numbers = stack.deliver(*([file] for file in files))
    stack.start_worker(concurrency=2)
    stack.start_worker(concurrency=2)
    for number in numbers:
        stack.until_ready(number)
    with stack.closed_for_writing("municipalities_assessment"):
        stack.load(*numbers)
        stack.until_somebody_waits_for("municipalities_assessment")
        wait_until("the others to take their messages", lambda: not stack.messages())
        assert stack.ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s", _LOCK) == [(1,)]
    stack.until_recalculated()
    [(asked, runs)] = stack.ask("SELECT count(*), count(DISTINCT done_at) FROM municipalities_recalculationrequest")
    assert asked == 10
    assert runs < 10
    assert stack.share_of("Varde", "2018-04") == 49.2

"""What breaks: each kind does it, waits until it is over where it lasts, and says what precisely it did."""

import json
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import psutil
import psycopg
import redis

from followups.trials.faults.shifted import set_clock
from followups.trials.supervised import Part, Supervised
from kontakt.schedule import SCHEDULE, crontab
from kontakt.start.installation import wait_until
from kontakt.start.servers import PostgreSQL, Redis

QUEUE, TAKEN = "celery", "unacked"  # where kombu keeps the messages that wait, and those that a worker has
_FULL = "full"
_EVERY_MINUTE = [name for name, entry in SCHEDULE.items() if entry["schedule"] == crontab()]
_USUAL_SECONDS = 75  # in which beat sends each of those once


@dataclass
class Length:
    """How long the lasting faults last, in seconds."""

    away: float
    stopped: float
    full: float = 15.0


class StillBroken(Exception):
    """The fault is over, and something has not come back by itself; the message says what."""


@dataclass(frozen=True)
class Fault:
    """`strike` gives what it did, when it is over, or raises StillBroken. `lacks`: what the machine does not have for it."""

    key: str
    what: str
    strike: Callable[[Supervised, Random, Length], str]
    before: Callable[[Supervised], None] = lambda stack: None
    after: Callable[[Supervised], None] = lambda stack: None
    lacks: Callable[[Supervised], str] = lambda stack: ""


def nothing(stack: Supervised, chance: Random, length: Length) -> str:
    return "nothing"


def kill_worker(stack: Supervised, chance: Random, length: Length) -> str:
    """Its main process, one of those that do the work, or all of them."""
    return _kill_some(stack.parts[chance.choice(["worker1", "worker2"])], chance, ["main", "one", "all"])


def kill_web(stack: Supervised, chance: Random, length: Length) -> str:
    return _kill_some(stack.parts["web"], chance, ["main", "one", "all"])


def kill_beat(stack: Supervised, chance: Random, length: Length) -> str:
    stack.parts["beat"].signal(signal.SIGKILL)
    return "beat"


def kill_redis(stack: Supervised, chance: Random, length: Length) -> str:
    stack.parts[Redis.name].signal(signal.SIGKILL)
    return "Redis, and all messages with it"


def kill_postmaster(stack: Supervised, chance: Random, length: Length) -> str:
    stack.parts[PostgreSQL.name].signal(signal.SIGKILL)
    return "the postmaster"


def kill_backend(stack: Supervised, chance: Random, length: Length) -> str:
    """A session's process, one that has something to do if there is one: the server then ends all sessions, and recovers."""
    with psycopg.connect(stack.address) as session:
        found = session.execute(
            "SELECT pid, state FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        ).fetchall()
    busy = [pid for pid, state in found if state != "idle"]
    os.kill(chance.choice(busy or [pid for pid, _state in found]), signal.SIGKILL)
    return "a session that worked" if busy else "a session"


def broker_away(stack: Supervised, chance: Random, length: Length) -> str:
    part = stack.parts[Redis.name]
    part.held_back = True
    part.signal(signal.SIGTERM)
    time.sleep(length.away)
    part.held_back = False
    return f"Redis stopped, {length.away:g} s"


def broker_hangs(stack: Supervised, chance: Random, length: Length) -> str:
    return _stopped(stack.parts[Redis.name], length.away)


def stop_worker(stack: Supervised, chance: Random, length: Length) -> str:
    return _stopped(stack.parts[chance.choice(["worker1", "worker2"])], length.stopped)


def fill_disk(stack: Supervised, chance: Random, length: Length) -> str:
    full = stack.files / _FULL
    with full.open("wb") as file:
        while True:
            try:
                file.write(bytes(1_000_000))
                file.flush()
            except OSError:
                break
    time.sleep(length.full)
    full.unlink()
    return f"no room for files, {length.full:g} s"


def shift_clock(stack: Supervised, chance: Random, length: Length) -> str:
    """Every process of Kontakt's goes an hour ahead or back, until beat has sent its sweeps by that clock, and then right
    again: beat then sends them as before. PostgreSQL and Redis keep the time."""
    hours = chance.choice([1, -1])
    began = time.monotonic()
    set_clock(_clock(stack), hours * 3600)
    _until_beat_has_sent(stack, "while the clock was wrong")
    seconds = time.monotonic() - began
    set_clock(_clock(stack), 0)
    _until_beat_has_sent(stack, "after the clock was set right")
    return f"{'an hour ahead' if hours > 0 else 'an hour back'}, {seconds:.0f} s"


def duplicate_messages(stack: Supervised, chance: Random, length: Length) -> str:
    """Every message that waits or is being done is put into the queue once more, as it is."""
    client, done = redis.Redis.from_url(stack.broker.address), set()
    until = time.monotonic() + length.full
    while time.monotonic() < until:
        waiting = client.lrange(QUEUE, 0, -1)
        for message in [*waiting, *map(_message_of, client.hvals(TAKEN))]:
            number = _number_of(message)
            if number not in done:
                done.add(number)
                client.lpush(QUEUE, message)
        time.sleep(0.02)
    return f"{len(done)} messages"


def second_beat(stack: Supervised, chance: Random, length: Length) -> str:
    """For a minute and more, so that each sends every sweep."""
    schedule = stack.data_dir / "second-beat-schedule"
    stack.add_part("beat2", "celery", "--app", "kontakt", "beat", "--schedule", str(schedule), "--loglevel", "INFO")
    time.sleep(max(length.away, 5) + 5)
    stack.remove_part("beat2")
    return f"a second beat, {max(length.away, 5) + 5:g} s"


def with_a_clock(stack: Supervised) -> None:
    """Kontakt's processes have a clock that can be set, from now on."""
    set_clock(_clock(stack), 0)
    stack.through = ["followups.trials.faults.shifted", str(_clock(stack))]
    stack.restart_own_parts()


def without_a_clock(stack: Supervised) -> None:
    stack.through = []
    stack.restart_own_parts()


FAULTS = [
    Fault("nothing", "nothing", nothing),
    Fault("worker-killed", "a worker is killed (-9)", kill_worker),
    Fault("web-killed", "the web server is killed (-9)", kill_web),
    Fault("beat-killed", "beat is killed (-9)", kill_beat),
    Fault("redis-killed", "Redis is killed (-9)", kill_redis),
    Fault("postgresql-killed", "PostgreSQL is killed (-9)", kill_postmaster),
    Fault("session-killed", "a session of PostgreSQL is killed (-9)", kill_backend),
    Fault(
        "disk-full",
        "no room for files",
        fill_disk,
        lacks=lambda stack: "" if stack.files.is_mount() else "the right to mount a small disk (root)",
    ),
    Fault("broker-away", "the broker is away", broker_away),
    Fault("broker-hangs", "the broker does not answer", broker_hangs),
    Fault("clock", "the clock jumps an hour, and back", shift_clock, with_a_clock, without_a_clock),
    Fault("duplicates", "every message twice", duplicate_messages),
    Fault("two-beats", "two beats", second_beat),
    Fault("worker-stopped", "a worker stands still, and comes back", stop_worker),
]


def _kill_some(part: Part, chance: Random, choices: list[str]) -> str:
    which = chance.choice(choices)
    if which == "one":
        children = psutil.Process(part.process.pid).children()
        os.kill(chance.choice(children).pid, signal.SIGKILL)
        return "one that works"
    if which == "all":
        part.signal_all(signal.SIGKILL)
        return "all of it"
    part.signal(signal.SIGKILL)
    return "the main process"


def _stopped(part: Part, seconds: float) -> str:
    part.signal_all(signal.SIGSTOP)
    time.sleep(seconds)
    part.signal_all(signal.SIGCONT)
    return f"{part.name}, {seconds:g} s"


def _until_beat_has_sent(stack: Supervised, when: str) -> None:
    """Each of the sweeps once from now on, within beat's usual time. Raises StillBroken."""
    log = stack.data_dir / "beat.log"
    sent_before = log.stat().st_size

    def missing() -> list[str]:
        with log.open("rb") as file:
            file.seek(sent_before)
            said = file.read().decode()
        return [name for name in _EVERY_MINUTE if f"Sending due task {name} " not in said]

    try:
        wait_until("beat to send", lambda: not missing(), seconds=_USUAL_SECONDS)
    except TimeoutError:
        raise StillBroken(f"beat did not send {', '.join(missing())} within {_USUAL_SECONDS} s {when}") from None


def _clock(stack: Supervised) -> Path:
    return stack.data_dir / "clock"


def _message_of(taken: bytes) -> bytes:
    """kombu keeps what a worker has as [message, exchange, routing key]."""
    return json.dumps(json.loads(taken)[0]).encode()


def _number_of(message: bytes) -> str:
    return json.loads(message)["headers"]["id"]

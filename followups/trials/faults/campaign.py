"""The campaign: again and again work is begun, something breaks, and what became of it is looked into."""

import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import psycopg
from django.db import Error, connections
from django.utils import timezone

from followups.bench.casework import open_cases, user_of
from followups.bench.rounds import fill_in
from followups.bench.visiting import kind_of
from followups.proposing import propose
from followups.trials.country import PASSWORD, assessed_country, people
from followups.trials.faults.invariants import Done, broken, files_of_nobody
from followups.trials.faults.kinds import Fault, Length, StillBroken
from followups.trials.faults.works import Import, Letters, Recalculation, Work
from followups.trials.person import Person
from followups.trials.supervised import READY, Supervised
from kontakt.accounts.access import Role
from kontakt.queue import unsent
from municipalities.bench.made_up_country import Country

RECOVERY_SECONDS = 300  # the most that is waited for
LOOKS_EVERY = 0.5  # seconds between the pages of whoever reads meanwhile
_BEGIN_SECONDS = 60
_LATEST = {"import": 1.5, "recalculation": 0.8, "letters": 8.0}  # seconds from the beginning of the work to the fault


@dataclass
class Result:
    """A round: what broke, while what was under way, and what came of it. Seconds."""

    fault: Fault
    aimed_at: str
    did: str = ""
    under_way: list[str] = field(default_factory=list)
    settled: bool = False
    seconds: float = 0.0  # from the end of the fault until everything had settled
    away: float = 0.0  # the longest that a reader got no page
    pages: int = 0
    refused: Counter = field(default_factory=Counter)  # what readers and workers met, by its kind
    letters: int = 0
    interrupted: int = 0
    taken: int = 0
    restarts: int = 0
    proposals_behind: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return self.settled and not self.problems


class Campaign:
    """On one installation, round after round."""

    def __init__(self, stack: Supervised, *, seed: int, months: int, length: Length) -> None:
        self.stack, self.chance, self.length = stack, Random(seed), length
        self.number = 0
        self.country = self._country(months)
        self.delivery: int | None = None  # the last one loaded, which the next round takes back
        self.files_of_nobody = 0

    def _country(self, months: int) -> Country:
        country = assessed_country(months)
        for role in (Role.CASEWORKER, Role.APPROVER):
            people(role, 1)
        with unsent():
            open_cases(country)
            fill_in(country)
            propose()
        return country

    def run(self, faults: Sequence[Fault], *, rounds: int) -> Iterator[Result]:
        """Every fault so many times, each time aimed at another work; in an order of its own."""
        works = ["import", "recalculation", "letters"]
        aims = {fault.key: self.chance.sample(works, len(works)) for fault in faults}
        for turn in range(rounds):
            for fault in faults if turn == 0 else self.chance.sample(faults, len(faults)):
                yield self._round(fault, aims[fault.key][turn % len(works)])

    def _round(self, fault: Fault, aim: str) -> Result:
        self.number += 1
        result = Result(fault, aim)
        try:
            self._try(result, fault, aim)
        except Exception as error:  # the rounds after it are still to be had
            traceback.print_exc()
            connections.close_all()
            result.problems.append(f"{type(error).__name__}: {error}")
        return result

    def _try(self, result: Result, fault: Fault, aim: str) -> None:
        works: dict[str, Work] = {
            "import": Import(self.stack, self.country, self.chance, self.number),
            "recalculation": Recalculation(self.stack, self.country, self.chance, self.delivery),
            "letters": Letters(self.stack, self.country, self.chance, self.number),
        }
        fault.before(self.stack)
        for work in works.values():
            work.prepare()
        began, restarts = timezone.now() - timedelta(seconds=1), self._restarts()
        with Reader(self.stack.url) as reader:
            for work in works.values():
                work.begin()
            self._wait_for(works[aim])
            result.under_way = [
                key for key, work in works.items() if self._known(lambda work=work: _is_under_way(work))
            ]
            try:
                result.did = fault.strike(self.stack, self.chance, self.length)
            except StillBroken as problem:
                result.problems.append(str(problem))
            ended = time.monotonic()
            result.settled = self._settled(works.values(), ended + RECOVERY_SECONDS)
            result.seconds = time.monotonic() - ended
        result.restarts = self._restarts() - restarts
        result.refused = Counter([*reader.refused, *(word for work in works.values() for word in work.refused)])
        result.pages, result.away = reader.pages, reader.longest
        self._look_into(result, works["import"], works["letters"], began)
        fault.after(self.stack)

    def _wait_for(self, work: Work) -> None:
        """Until it is under way, and a random while more."""
        until = time.monotonic() + _BEGIN_SECONDS
        while not self._known(lambda: work.is_begun) and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(self.chance.uniform(0, _LATEST[work.key]))

    def _settled(self, works, until: float) -> bool:
        while time.monotonic() < until:
            if self._known(lambda: all(work.is_done for work in works)) and self._serves():
                return True
            time.sleep(0.25)
        return False

    def _serves(self) -> bool:
        try:
            return Person(self.stack.url).read(READY) != "" and all(part.alive for part in self.stack.parts.values())
        except OSError:
            return False

    @staticmethod
    def _known(question: Callable[[], bool]) -> bool:
        """What the database says; no, while it is away."""
        try:
            return question()
        except (Error, psycopg.Error):
            connections.close_all()
            return False

    def _look_into(self, result: Result, delivery: Import, letters: Letters, began) -> None:
        connections.close_all()  # its session may have ended with the server
        if not result.settled:
            result.problems.append(f"it had not settled after {RECOVERY_SECONDS} s")
        result.letters = len(letters.letters)
        early = Counter(self.stack.mail.message_ids())
        twice = [number for number, count in early.items() if count > 1]
        result.problems += [f"message {number} was taken twice before anybody was asked" for number in twice]
        result.interrupted = letters.settle()
        self._settled([letters], time.monotonic() + RECOVERY_SECONDS)
        result.taken = len(self.stack.mail.taken) - letters.taken_before
        result.problems += broken(Done(self.stack, began, delivery, letters))
        with unsent():
            proposed = propose()
        result.proposals_behind = proposed.made + proposed.withdrawn + proposed.grounds_lost + proposed.grounds_regained
        self.delivery, self.files_of_nobody = delivery.confirmed, files_of_nobody()

    def _restarts(self) -> int:
        return sum(part.restarts for part in self.stack.parts.values())


def _is_under_way(work: Work) -> bool:
    return work.is_begun and not work.is_done


class Reader:
    """A caseworker who reads the front page all the while; `longest`: the most seconds without one."""

    def __init__(self, url: str) -> None:
        self.person = Person(url)
        self.refused: list[str] = []
        self.pages, self.longest = 0, 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> "Reader":
        name = user_of(Role.CASEWORKER).username
        self.person.insist("sign in", lambda: self.person.sign_in(name, PASSWORD), seconds=_BEGIN_SECONDS)
        self._thread.start()
        return self

    def __exit__(self, *exc_info) -> None:
        self._over.set()
        self._thread.join()

    def _read(self) -> None:
        last = time.monotonic()
        while not self._over.wait(LOOKS_EVERY):
            try:
                self.person.read("/opgaver/")
            except Exception as error:
                self.refused.append(kind_of(error))
                self.longest = max(self.longest, time.monotonic() - last)
            else:
                last = time.monotonic()
                self.pages += 1

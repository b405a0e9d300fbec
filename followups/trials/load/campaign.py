"""The same people at the same installation with one, two and four web processes."""

import os
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from django.conf import settings
from django.db import connections

from followups.bench.casework import do_casework, grow_casework
from followups.bench.visiting import Visits, together
from followups.trials.country import assessed_country
from followups.trials.load.people import SIGNED_IN_ALREADY, Person, made_people, places_of
from followups.trials.load.using import Use, Watch
from followups.trials.supervised import Supervised
from kontakt.queue import unsent
from municipalities.assessment.recalculation import Cause, recalculate_pending, request_recalculation
from municipalities.bench.growing import analyse, grow
from municipalities.bench.made_up_country import Country
from municipalities.models import Municipality


@dataclass(frozen=True)
class Asked:
    """People, and seconds: how long all of them are at it, how long they take to come, and to think at least and at most."""

    people: int
    seconds: float
    ramp: float
    thinking: tuple[float, float]
    seed: int


@dataclass(frozen=True)
class Measured:
    """What so many web processes gave. `seconds`: those that were measured in."""

    web_workers: int
    pages: list[Visits]
    seconds: float
    used: dict[str, Use]
    queue: int
    own_processor: float  # seconds that the people themselves cost, in this process

    @property
    def all(self) -> Visits:
        return together(self.pages)

    @property
    def rate(self) -> float:
        """Pages a second."""
        return len(self.all.worked) / self.seconds


def made_country(*, months: int, times: int) -> Country:
    """The country with its casework; so many times as large, if more than once."""
    country = assessed_country(months)
    with unsent():
        do_casework(country)
        if times > 1:
            grow(times)
            grow_casework(times)
            country = replace(country, municipalities=list(Municipality.objects.all()))
            request_recalculation(Cause.BY_HAND)
            recalculate_pending()
    analyse()
    return country


def campaign(stack: Supervised, country: Country, asked: Asked, web_workers: Sequence[int]) -> Iterator[Measured]:
    """A measurement for each number of web processes, one after the other."""
    users = list(made_people(asked.people))
    for count in web_workers:
        places = places_of(country, Random(asked.seed))
        stack.restart_web(workers=count)
        chance = Random(asked.seed)
        persons = [
            Person(
                int(stack.url.rpartition(":")[2]), user, role, places,
                thinking=asked.thinking, come_in=chance.random() < SIGNED_IN_ALREADY, host=settings.ALLOWED_HOSTS[0], turn=count,
            )
            for role, user in users
        ]  # fmt: skip
        connections.close_all()
        yield _measured(stack, persons, asked, count)


def _measured(stack: Supervised, persons: Sequence[Person], asked: Asked, web_workers: int) -> Measured:
    """People come one after the other; what they do is counted from the first on, for all of it is a working day."""
    own = _own_processor()
    began = time.monotonic()
    with Watch(stack) as watch:
        for number, person in enumerate(persons):
            person.until = began + asked.ramp + asked.seconds
            time.sleep(max(0.0, began + asked.ramp * number / len(persons) - time.monotonic()))
            person.start()
        for person in persons:
            person.join()
        seconds = time.monotonic() - began
    by_key: dict[str, list[Visits]] = defaultdict(list)
    for person in persons:
        for key, visits in person.visits.items():
            by_key[key].append(visits)
    pages = [together(found, key) for key, found in sorted(by_key.items())]
    return Measured(web_workers, pages, seconds, dict(watch.used), watch.queue, _own_processor() - own)


def _own_processor() -> float:
    times = os.times()
    return times.user + times.system

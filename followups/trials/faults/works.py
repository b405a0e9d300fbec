"""The work that is under way when something breaks: a delivery on its way in, a recalculation, and a round of letters."""

import threading
import time
from collections.abc import Callable
from random import Random

from django.db import Error, connections
from django.urls import reverse

from followups.bench.casework import user_of
from followups.bench.rounds import new_round
from followups.letters import approving, sending
from followups.letters.refusals import LetterRefused
from followups.models import Dispatch, Letter
from followups.rounds.writing import draft_letters, write_anew
from followups.trials.country import PASSWORD
from followups.trials.person import GaveUp, Person
from followups.trials.supervised import Supervised
from kontakt.accounts.access import Role
from kontakt.queue import unsent
from municipalities.assessment.recalculation import Cause, request_recalculation
from municipalities.bench.made_up_country import Country, values
from municipalities.deliveries.loading import take_back
from municipalities.models import Delivery, RecalculationRequest

PATIENCE = 420  # seconds, until whoever does the work gives up

_HEADER = (
    "Periode;Kommune;Varighed på ydelsen;Antal personer;Gnsn. antal samtaler;Andel med 6 samtaler eller mere (pct.)"
)
_MONTHS = 60  # in a delivery


class Work:
    """Something that takes a while, begun by a person in a thread of its own."""

    key = ""

    def __init__(self, stack: Supervised, country: Country, chance: Random) -> None:
        self.stack, self.country, self.chance = stack, country, chance
        self.refused: list[str] = []  # what went wrong for the person who began it, a word for each time
        self.gave_up = ""
        self.thread = threading.Thread(target=self._run, daemon=True)

    def prepare(self) -> None:
        """What must be there before it can begin."""

    def begin(self) -> None:
        self.thread.start()

    @property
    def is_begun(self) -> bool:
        """Whether it is far enough to be disturbed; asks the database."""
        raise NotImplementedError

    @property
    def is_done(self) -> bool:
        """Whether nobody has anything to do with it any more, but perhaps a person who is asked."""
        raise NotImplementedError

    def _run(self) -> None:
        try:
            self._do()
        except GaveUp as error:
            self.gave_up = str(error)
        finally:
            connections.close_all()

    def _do(self) -> None:
        raise NotImplementedError

    def _insist(self, what: str, do: Callable[[], object]) -> None:
        """In this process, as a person at a page would: again while the database is away."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                do()
                return
            except Error as error:
                connections.close_all()
                self.refused.append(type(error).__name__)
                if time.monotonic() > until:
                    raise GaveUp(f"{what}: {error}") from error
                time.sleep(1)


class Import(Work):
    """A caseworker uploads five years of figures, waits for the preview, and has them loaded."""

    key = "import"

    def __init__(self, stack: Supervised, country: Country, chance: Random, number: int) -> None:
        super().__init__(stack, country, chance)
        self.name = f"leverance-{number}.csv"
        self.content = _file(country, chance, later=number % 2 == 1)
        self.accepted: list[int] = []  # the deliveries that the site told the person of
        self.confirmed: int | None = None  # the one whose figures the site said were loaded

    @property
    def is_begun(self) -> bool:
        return Delivery.objects.filter(files__name=self.name).exists()

    @property
    def is_done(self) -> bool:
        return not self.thread.is_alive() and not Delivery.objects.filter(status__in=Delivery.UNREAD).exists()

    def _do(self) -> None:
        person = Person(self.stack.url)
        self.refused = person.refused
        name = user_of(Role.CASEWORKER).username
        person.insist("sign in", lambda: person.sign_in(name, PASSWORD), seconds=PATIENCE)
        form = reverse("delivery-upload")
        person.insist("open the form", lambda: person.read(form), seconds=PATIENCE)
        address = person.insist("upload", lambda: person.send_file(form, self.name, self.content), seconds=PATIENCE)
        number = int(address.strip("/").split("/")[-1])
        self.accepted.append(number)
        status = reverse("delivery", args=[number])
        until = time.monotonic() + PATIENCE
        ready = reverse("delivery-load", args=[number])
        while ready not in person.insist("see the preview", lambda: person.read(status), seconds=PATIENCE):
            if time.monotonic() > until:
                raise GaveUp(f"delivery {number} was never ready")
            time.sleep(0.5)
        while ready in person.insist("load", lambda: self._load(person, ready, status), seconds=PATIENCE):
            if time.monotonic() > until:
                raise GaveUp(f"delivery {number} could not be loaded")
            time.sleep(0.5)
        self.confirmed = number

    @staticmethod
    def _load(person: Person, ready: str, status: str) -> str:
        person.press(ready)
        return person.read(status)


class Recalculation(Work):
    """The delivery before is taken back, so that five years of every municipality must be calculated anew."""

    key = "recalculation"

    def __init__(self, stack: Supervised, country: Country, chance: Random, delivery: int | None) -> None:
        super().__init__(stack, country, chance)
        self.delivery = delivery
        self.last = 0

    def prepare(self) -> None:
        self.last = RecalculationRequest.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    @property
    def is_begun(self) -> bool:
        return RecalculationRequest.objects.filter(pk__gt=self.last, done_at=None).exists()

    @property
    def is_done(self) -> bool:
        return not self.thread.is_alive() and not RecalculationRequest.objects.filter(done_at=None).exists()

    def _do(self) -> None:
        by = user_of(Role.CASEWORKER)
        if self.delivery is None:
            self._insist("recalculate", lambda: request_recalculation(Cause.BY_HAND))
        else:
            self._insist("take back", lambda: take_back(self.delivery, by=by, reason="Leveret ved en fejl"))


class Letters(Work):
    """A round to every municipality is sent."""

    key = "letters"

    def __init__(self, stack: Supervised, country: Country, chance: Random, number: int) -> None:
        super().__init__(stack, country, chance)
        self.number = number
        self.round = 0
        self.letters: list[int] = []
        self.taken_before = 0

    def prepare(self) -> None:
        caseworker, approver = user_of(Role.CASEWORKER), user_of(Role.APPROVER)
        with unsent():
            made = new_round(self.country, f"Runde {self.number}", by=caseworker)
            self.round = made.pk
            self.letters = [letter.pk for letter in draft_letters(made.pk, by=caseworker)]
            approving.approve_all(self._seen(), by=approver)
        self.taken_before = len(self.stack.mail.taken)

    @property
    def is_begun(self) -> bool:
        return len(self.stack.mail.taken) > self.taken_before

    @property
    def is_done(self) -> bool:
        waiting = Letter.objects.filter(pk__in=self.letters, status=Letter.Status.SENDING)
        asked = waiting.filter(dispatches__outcome=Dispatch.Outcome.INTERRUPTED)
        return not self.thread.is_alive() and waiting.count() == asked.count()

    def _do(self) -> None:
        by = user_of(Role.CASEWORKER)
        self._insist("send", lambda: sending.send(self._seen(), by=by))

    def _seen(self, **which) -> dict[int, int]:
        return dict(Letter.objects.filter(pk__in=self.letters, **which).values_list("pk", "version"))

    def settle(self) -> int:
        """A person looks in the mail server's log for the letters that were interrupted, says so, and has those sent that
        were not; gives how many there were."""
        taken = self.stack.mail.message_ids()
        by = user_of(Role.CASEWORKER)
        interrupted = Dispatch.objects.filter(letter__in=self.letters, outcome=Dispatch.Outcome.INTERRUPTED)
        found = {dispatch.letter_id: str(dispatch.message_id) in taken for dispatch in interrupted}
        for letter, was_sent in found.items():
            sending.settle(letter, by=by, was_sent=was_sent, note="Mailserverens log")
        try:
            sending.send(self._seen(status=Letter.Status.APPROVED), by=by)
        except LetterRefused:  # the figures are others by now
            write_anew(self.round, by=by)
            approving.approve_all(self._seen(status=Letter.Status.DRAFT), by=user_of(Role.APPROVER))
            sending.send(self._seen(status=Letter.Status.APPROVED), by=by)
        return len(found)


def _file(country: Country, chance: Random, *, later: bool) -> bytes:
    """Five years of recipients of unemployment benefit, drawn anew."""
    months = country.months[-_MONTHS:] if later else country.months[:_MONTHS]
    [dagpenge] = [indicator for indicator in country.indicators if indicator.slug == "dagpenge"]
    lines = [_HEADER]
    for month in months:
        for municipality in country.municipalities:
            told = (
                "-" if value is None else str(value).replace(".", ",")
                for value in values(chance, municipality, dagpenge)
            )
            lines.append(f"{month:%YM%m};{municipality.name};6-9 mdr.;{';'.join(told)}")
    return "\n".join(lines).encode()

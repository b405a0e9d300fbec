"""Who uses Kontakt on a working day, and what they do: mostly reading, now and then a note, a deadline, a decision, a correction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from followups.bench.pages import signed_in
from followups.bench.visiting import Shown, Visitor
from followups.models import Case, Proposal
from followups.trials.country import PASSWORD, people
from followups.trials.load.forms import form_with
from kontakt.accounts.access import Role
from kontakt.accounts.models import RegionalOffice, User
from municipalities.bench.made_up_country import Country
from municipalities.models import Level, Municipality

# Of a hundred people.
SHARES: Mapping[Role, int] = {
    Role.CASEWORKER: 50, Role.REGIONAL_OFFICE: 25, Role.APPROVER: 8, Role.READER: 15, Role.ADMINISTRATOR: 2,
}  # fmt: skip
SIGNED_IN_ALREADY = 0.8  # of them; the others sign in as they come
_KNOWN = 400  # so many municipalities, cases and proposals are in use
_WORDS = ("frist", "samtale", "redegørelse", "Notat", "støtte", "plan")


@dataclass(frozen=True)
class Places:
    """What there is to look at. `cases`: their addresses. `proposals`: each is decided by one person, if at all."""

    municipalities: Sequence[str]
    of_office: Mapping[int, Sequence[str]]
    cases: Sequence[str]
    proposals: list[int]
    months: Sequence[str]


def places_of(country: Country, chance: Random) -> Places:
    rows = list(Municipality.objects.values_list("code", "office_id"))
    known = chance.sample(rows, min(_KNOWN, len(rows)))
    offices = {office for _code, office in known}
    cases = list(Case.objects.open().order_by("pk"))
    proposals = list(Proposal.objects.undecided().order_by("pk").values_list("pk", flat=True)[:_KNOWN])
    return Places(
        [code for code, _office in known],
        {office: [code for code, of in known if of == office] for office in offices},
        [case.get_absolute_url() for case in chance.sample(cases, min(_KNOWN, len(cases)))],
        proposals,
        [f"{month:%Y-%m}" for month in country.months[-24:]],
    )


class Person(Visitor):
    """Somebody of a role; comes with a session, or signs in first."""

    def __init__(
        self,
        port: int,
        user: User,
        role: Role,
        places: Places,
        *,
        thinking: tuple[float, float],
        come_in: bool,
        host: str,
        turn: int = 0,
    ) -> None:
        cookies = {}
        if come_in:
            cookies[settings.SESSION_COOKIE_NAME] = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        # Everybody has an address of their own, as they have behind a proxy.
        address = f"10.0.{user.pk // 250 % 250}.{user.pk % 250 + 1}"
        super().__init__(
            port, thinking=thinking, seed=f"{user.username} {turn}", cookies=cookies, **{"X-Forwarded-For": address}
        )
        self.headers["Host"] = host
        self.user, self.places, self.is_in = user, places, come_in
        self.own = (
            places.of_office.get(user.office_id, places.municipalities) if user.office_id else places.municipalities
        )
        self.doings = [(do, weight) for do, weight in _DAY[role] if weight]

    def act(self) -> None:
        if not self.is_in:
            self.is_in = sign_in(self)
            return
        [do] = self.chance.choices([do for do, _weight in self.doings], [weight for _do, weight in self.doings])
        do(self)

    def send(self, key: str, page: Shown | None, name: str, **written: str) -> None:
        """Fill in the page's form that has a field of that name, and send it to where the page came from."""
        form = page and form_with(page.html, name)
        if form is not None:
            sent = self.open(key, page.address, form | written)
            if sent and "error-summary" in sent.html:
                self.visits[key].kinds["the form was refused"] += 1


def sign_in(person: Person) -> bool:
    page = person.open("sign-in page", reverse("account_login"))
    form = page and form_with(page.html, "login")
    if form is None:
        return False
    shown = person.open("sign in", page.address, form | {"login": person.user.username, "password": PASSWORD})
    return shown is not None and settings.SESSION_COOKIE_NAME in person.cookies


def _page(key: str, address: Callable[[Person], str]) -> Callable[[Person], None]:
    return lambda person: person.open(key, address(person)) and None


def _named(name: str, **query) -> Callable[[Person], None]:
    return _page(name, lambda person: reverse(name, query=query))


def _municipality(person: Person) -> str:
    return reverse("municipality", args=[person.chance.choice(person.own)])


def _filtered(person: Person) -> str:
    query = {"month": person.chance.choice(person.places.months), "level": person.chance.choice(Level.values)}
    return reverse("municipalities", query=query)


def _filtered_cases(person: Person) -> str:
    query = person.chance.choice([{"due": "overdue"}, {"level": "markedly_below"}, {"stage": "warned"}, {"q": "Varde"}])
    return reverse("cases", query=query)


def _month(name: str, **more) -> Callable[[Person], str]:
    return lambda person: reverse(name, query={"month": person.chance.choice(person.places.months)} | more)


def write_note(person: Person) -> None:
    page = person.open("log form", f"{person.chance.choice(person.places.cases)}log/ny/")
    person.send("write a note", page, "theme", kind="note", theme="Opkald", text="Kommunen svarer fredag.")


def set_deadline(person: Person) -> None:
    page = person.open("deadline form", f"{person.chance.choice(person.places.cases)}frist/ny/")
    day = timezone.localdate() + timedelta(days=person.chance.randint(5, 40))
    person.send("set a deadline", page, "due_on", title="Svar fra kommunen", due_on=day.isoformat())


def decide(person: Person) -> None:
    """Turn a proposal down, each once."""
    if not person.places.proposals:
        return
    page = person.open("proposal", reverse("proposal", args=[person.places.proposals.pop()]))
    person.send(
        "turn a proposal down", page, "dismiss-reason", decision="dismiss", **{"dismiss-reason": "Afventer nye tal"}
    )


def correct(person: Person) -> None:
    code, month = person.chance.choice(person.own), person.chance.choice(person.places.months)
    page = person.open(
        "correction form", reverse("correct", args=[code], query={"month": month, "indicator": "dagpenge"})
    )
    share = f"{person.chance.randint(300, 900) / 10}".replace(".", ",")
    written = {"share": share, "persons": "120", "average": "4,2", "meeting": "", "reason": "Tastefejl", "save": "1"}
    person.send("correct a figure", page, "seen", **written)


_READING = [
    (_named("home"), 10),
    (_named("map"), 4),
    (_page("municipality", _municipality), 16),
    (_page("municipalities, filtered", _filtered), 10),
    (_page("statement", _month("statements")), 5),
    (_page("search", lambda person: reverse("search", query={"q": person.chance.choice(_WORDS)})), 5),
    (_page("export: municipalities", _month("municipalities", export="xlsx")), 1),
    (_page("export: statement", _month("statements", export="pdf")), 1),
]
_CASEWORK = [
    (_named("my-tasks"), 14),
    (_named("cases"), 4),
    (_page("cases, filtered", _filtered_cases), 6),
    (_page("case", lambda person: person.chance.choice(person.places.cases)), 20),
    (_page("export: cases", lambda person: reverse("cases", query={"export": "csv"})), 1),
    (write_note, 3),
    (set_deadline, 1),
    (decide, 1),
]
_DAY: Mapping[Role, list] = {
    Role.CASEWORKER: [*_READING, *_CASEWORK],
    Role.APPROVER: [*_READING, *_CASEWORK, (_named("letters"), 6), (_named("rounds"), 6)],
    Role.REGIONAL_OFFICE: [
        *_READING,
        (_named("office"), 20),
        (_named("support-requests"), 6),
        (_named("courses"), 6),
    ],
    Role.READER: [*_READING, (_named("cases"), 4), (_named("explore-ranking"), 4), (_named("quality"), 2)],
    Role.ADMINISTRATOR: [(_page("municipality", _municipality), 5), (_named("deliveries"), 5), (correct, 4)],
}


def made_people(count: int) -> Iterator[tuple[Role, User]]:
    """So many users, in the shares of a working day; those of regional offices belong to each in turn."""
    offices = list(RegionalOffice.objects.all())
    for role, share in SHARES.items():
        users = people(role, max(1, round(count * share / 100)))
        if role == Role.REGIONAL_OFFICE:
            for number, user in enumerate(users):
                user.office = offices[number % len(offices)]
            User.objects.bulk_update(users, ["office"])
        yield from ((role, user) for user in users)

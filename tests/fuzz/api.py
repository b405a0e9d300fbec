"""The read API, asked as no program would: whatever is asked, the answer is JSON, and what is refused says why in `detail`."""

import json
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from urllib.parse import quote, urlencode

from django.test import Client

from kontakt.accounts.models import Token
from kontakt.accounts.tokens import new_secret
from tests.accounts import user_of
from tests.fuzz.forms import laid_back
from tests.fuzz.values import DAYS, SHORT

PLACES = (
    *("compliance", "statement", "levels/{}") * 4, "openapi.json", "", "compliance/", "levels", "levels/{}/x", "{}",
)  # fmt: skip
CODES = ("259", "573", "370", "999", "0")
GOOD = {
    "month": ("2018-04", "2018-01"),
    "baseline": ("2018-01", ""),
    "as_known": ("2018-05-01", "2018-05-01T12:00:00Z", ""),
    "scheme": ("",),
}
# Moments at the ends of the calendar, where another zone's clock is in no year.
MOMENTS = (
    "0001-01-01T00:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59", "9999-12-31T23:59:59-12:00", "2018-03-25T02:30:00", "0", "-1", "1e12",
    "253402300799", "-62135596800", "NaN", "now",
)  # fmt: skip
METHODS = ("get",) * 8 + ("post", "put", "patch", "delete", "options", "head", "trace")
ACCEPT = (
    "*/*",
    "application/json",
    "text/html",
    "application/xml;q=9",
    "*",
    ";;;",
    "x" * 2_000,
    "image/webp,*/*;q=0.8",
    "æ",
)


@dataclass
class Outcome:
    answers: Counter = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def as_text(self) -> str:
        counted = ", ".join(f"{status} × {count:,}" for status, count in sorted(self.answers.items()))
        failures = list(dict.fromkeys(self.failures))[:60]
        lines = [
            f"{sum(self.answers.values()):,} questions to the API:",
            f"  {counted}",
            f"  failures: {len(self.failures)}",
        ]
        return "\n".join([*lines, *(f"    {one}" for one in failures)])


def run(count: int, *, seed: int = 1) -> Outcome:
    """Ask `count` times, with the tokens of a reader and of a regional office, and with none that is good."""
    outcome, random, client = Outcome(), Random(f"{seed}:api"), Client(raise_request_exception=False)
    secrets = [_secret("reader", None), _secret("regional_office", "AMK Øst")]
    for _ in range(count):
        place = _place(random)
        method, headers = random.choice(METHODS), _headers(random, secrets)
        with laid_back():
            answer = getattr(client, method)(place, headers=headers)
        outcome.answers[answer.status_code] += 1
        outcome.failures += [f"{fault}: {method} {place[:300]}" for fault in _faults(answer, method)]
    return outcome


def _secret(role: str, office: str | None) -> str:
    user = user_of(role, office)
    token = Token(name=f"fuzz {role}", user=user, made_by=user)
    secret = new_secret(token)
    token.save()
    return secret


def _place(random: Random) -> str:
    code = random.choice(CODES) if random.random() < 0.6 else random.choice(SHORT)
    place = "/api/v1/" + random.choice(PLACES).format(quote(code, safe="/" if random.random() < 0.3 else ""))
    asked = {name: random.choice(values) for name, values in GOOD.items() if name == "month" or random.random() < 0.4}
    for name in random.sample(list(GOOD), k=random.choice((0, 1, 1, 2))):
        match random.randrange(5):
            case 0:
                asked.pop(name, None)
            case 1:
                asked[name] = random.choice(DAYS)
            case 2:
                asked[name] = [random.choice(SHORT), random.choice(GOOD[name])]
            case 3:
                asked[name if name != "month" else "as_known"] = random.choice(MOMENTS)
            case _:
                asked[name] = random.choice(SHORT)
    if random.random() < 0.2:
        asked[random.choice(SHORT)] = random.choice(SHORT)
    query = urlencode(asked, doseq=True)
    return f"{place}?{query}"


def _headers(random: Random, secrets: list[str]) -> dict[str, str]:
    good = random.choice(secrets)
    bad = ("", "Bearer", "Bearer ", f"Bearer {good}x", f"Bearer {good[:-1]}", f"Basic {good}", f"bearer  {good}", "Bearer \x00", "Bearer æ", f"Bearer {'x' * 5_000}",
           f"Bearer {good}, Bearer {good}", f"Token {good}")  # fmt: skip
    headers = {"Authorization": f"Bearer {good}" if random.random() < 0.8 else random.choice(bad)}
    if random.random() < 0.3:
        headers["Accept"] = random.choice(ACCEPT)
    if random.random() < 0.1:
        headers["Accept-Language"] = random.choice(("en", "da", "x" * 500, "*", ";q=", "de-DE;q=nan"))
    return headers


def _faults(answer, method: str) -> list[str]:
    faults = [] if answer.status_code < 500 else [f"{answer.status_code}"]
    if answer.status_code in range(300, 400):
        return [*faults, f"leads to {answer.headers.get('Location', '')[:100]}"]
    if not answer.headers.get("Content-Type", "").startswith("application/json"):
        return [*faults, f"{answer.status_code} is {answer.headers.get('Content-Type')!r}"]
    if method == "head":
        return faults
    try:
        told = json.loads(answer.content)
    except ValueError:
        return [*faults, f"{answer.status_code} is no JSON"]
    if answer.status_code >= 400 and not (set(told) == {"detail"} and isinstance(told["detail"], str | list)):
        faults.append(f"{answer.status_code} says {answer.content[:100]!r}")
    return faults

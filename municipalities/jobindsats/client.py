"""A client for Jobindsats' API v3: tables described, and a month's answer as it came.

Bearer token; one month at a time, for an answer has a limit of cells. What passes (429, 502, 503, 504, a broken
connection, a slow or cut-off answer) is tried again, waiting longer each time; a refused token is not. Anything that is
not the documented shape is a problem that says what was found.
"""

import json
import random
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

import httpx

from municipalities.jobindsats.problems import SourceProblem
from municipalities.months import month_id, parse_month

MUNICIPALITIES = "_nykom"

_TRIES = 5
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0  # seconds
_TIMEOUT = httpx.Timeout(30, connect=10)  # seconds without a word
_WHOLE_ANSWER = 120.0  # seconds
_LARGEST_ANSWER = 50 * 1024 * 1024  # bytes
_REFUSED, _PASSING = (401, 403), (429, 502, 503, 504)
_SHOWN = 200  # characters of an unexpected answer


@dataclass(frozen=True)
class TableInfo:
    """What a table has: its months, and its hierarchies by dimension."""

    table_id: str
    months: frozenset[date]
    hierarchies: dict[str, tuple[str, ...]]


class _Passing(Exception):
    """Worth another try; `wait` is what the answer itself asks for (seconds)."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Jobindsats:
    """`alive` is called before each try and each wait: the sign of life of whoever fetches."""

    def __init__(
        self,
        base_url: str,
        token: str,
        *,
        alive: Callable[[], None] = lambda: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not token:
            raise SourceProblem("no_token")
        self._alive, self._sleep = alive, sleep
        self._http = httpx.Client(
            base_url=base_url.rstrip("/") + "/",
            headers={"Authorization": f"Bearer {token}", "Accept": "application/json", "User-Agent": "Kontakt"},
            timeout=_TIMEOUT,
        )

    def __enter__(self) -> "Jobindsats":
        return self

    def __exit__(self, *_error) -> None:
        self._http.close()

    def table(self, table_id: str) -> TableInfo:
        """What a table has. Raises SourceProblem."""
        asked = f"table/{table_id}"
        _text, answer = self._get(asked, [("format", "json")])
        try:
            periods = next(one["values"] for one in answer["periods"] if one["periodtype_id"] == "M")
            months = frozenset(parse_month(one["period_id"]) for one in periods)
            hierarchies = {
                one["dimension_id"]: tuple(hierarchy["hierarchy_id"] for hierarchy in one["hierarchies"])
                for one in answer["dimensions"]
            }
        except (KeyError, TypeError, ValueError, StopIteration):
            raise SourceProblem("unexpected", asked=asked, found=_what(answer)) from None
        return TableInfo(table_id, months, hierarchies)

    def data(self, table_id: str, month: date, choices: Iterable[tuple[str, str]]) -> str:
        """A month of a table, with every measure and the members of hierarchies that `choices` ask for: the answer's text.

        Raises SourceProblem.
        """
        asked = f"data/{table_id}"
        period = month_id(month)
        params = [("mgroup.*", "*"), ("period.M", period), *choices, ("format", "json")]
        text, answer = self._get(asked, params)
        if not (isinstance(answer, dict) and all(isinstance(answer.get(name), list) for name in ("columns", "rows"))):
            raise SourceProblem("unexpected", asked=f"{asked} ({period})", found=_what(answer))
        return text

    def _get(self, path: str, params: list[tuple[str, str]]) -> tuple[str, object]:
        wait = _FIRST_WAIT
        for number in range(1, _TRIES + 1):
            self._alive()
            try:
                return self._try(path, params)
            except _Passing as passing:
                if number == _TRIES or (passing.wait or 0) > _LONGEST_WAIT:
                    raise SourceProblem("away", tries=number, reason=str(passing)) from None
                # With a part of chance, so that several who were turned away together do not come back together.
                self._sleep(max(passing.wait or 0, wait * random.uniform(0.5, 1)))
                wait = min(wait * 3, _LONGEST_WAIT)
        raise AssertionError("unreachable")

    def _try(self, path: str, params: list[tuple[str, str]]) -> tuple[str, object]:
        try:
            with self._http.stream("GET", path, params=params) as response:
                content = _read(response, path)
        except httpx.TimeoutException:
            raise _Passing("no answer in time") from None
        except httpx.TransportError as error:
            raise _Passing(str(error) or type(error).__name__) from None
        status = response.status_code
        if status in _REFUSED:
            raise SourceProblem("token_refused", status=status)
        if status in _PASSING:
            raise _Passing(f"{status} {response.reason_phrase}".strip(), _asked_to_wait(response))
        if status == 404 and path.startswith("table/"):
            raise SourceProblem("no_table", table=path.removeprefix("table/"))
        text = content.decode("utf-8-sig", errors="replace")
        if status != 200:
            raise SourceProblem("unexpected", asked=path, found=f"{status}: {text[:_SHOWN]}".strip())
        try:
            return text, json.loads(text)
        except json.JSONDecodeError as error:
            if text and (error.pos >= len(text.rstrip()) or "Unterminated" in error.msg):
                raise _Passing("the answer was cut off") from None
            raise SourceProblem("unexpected", asked=path, found=text[:_SHOWN].strip() or "–") from None
        except RecursionError:
            raise SourceProblem("unexpected", asked=path, found=text[:_SHOWN]) from None


def _read(response: httpx.Response, path: str) -> bytes:
    """All of an answer, unless it is slower or larger than any answer should be."""
    content, until = bytearray(), time.monotonic() + _WHOLE_ANSWER
    for part in response.iter_bytes():
        content += part
        if len(content) > _LARGEST_ANSWER:
            raise SourceProblem("unexpected", asked=path, found=f"> {_LARGEST_ANSWER} bytes")
        if time.monotonic() > until:
            raise _Passing("the answer was too slow")
    return bytes(content)


def _asked_to_wait(response: httpx.Response) -> float | None:
    """Retry-After, which is seconds or a moment."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said)
    with suppress(ValueError, TypeError):
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    return None


def _what(answer: object) -> str:
    if isinstance(answer, dict):
        return "{" + ", ".join(list(answer)[:8]) + "}"
    return f"{type(answer).__name__}"

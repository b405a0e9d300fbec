"""How fast the search is when a hundred thousand letters and log entries have been written."""

import random
from collections.abc import Iterator
from datetime import date

from django.db import connection
from django.utils import timezone

from followups.models import Case, Letter, LetterKind, LetterText, LogEntry
from followups.search import Found, Kind, Order, Search
from kontakt.accounts.models import User
from municipalities.bench.measurements import Measurement, timed
from municipalities.models import Municipality

TEXTS = 100_000
SECONDS = 1.0
_WORDS_IN_A_TEXT = 80
_AT_A_TIME = 5000
_STEMS = (
    "samtale", "kontakt", "redegørelse", "jobcenter", "kommune", "borger", "ledig", "sygemeldt", "indsats", "frist",
    "møde", "brev", "plan", "tal", "udvalg", "borgmester", "ydelse", "støtte", "forløb", "vejledning",
)  # fmt: skip
_ENDINGS = ("", "r", "rne", "n", "s", "forløb", "plan", "gruppe", "medarbejder", "chef")
_EVERYWHERE, _RARE = "samtale", "vandrefalk"


def measure_search(*, runs: int) -> Iterator[Measurement]:
    """A word that is in every text, one that is in a few, and one with a municipality's name beside it."""
    user = write_texts(TEXTS)
    name = Municipality.objects.exclude(search_key="").filter(cases__isnull=False).first().name
    for key, what, text, limit in (
        ("search_rare", "a word in one of a thousand", _RARE, SECONDS),
        ("search_named", "a word in all of them, of one municipality", f"{name} {_EVERYWHERE}", None),
        ("search_everywhere", "a word in all of them", _EVERYWHERE, None),
    ):
        yield Measurement(
            key,
            f"Search in {TEXTS:,} texts: {what}",
            timed(runs, lambda run, text=text: first_page(text, user)),
            limit,
        )


def first_page(text: str, user) -> list:
    """What the page asks for: counts, the best 25 and their snippets."""
    search = Search(text, user=user)
    search.counts()
    rows = search.found(kinds=Kind.values, order=Order.BEST)[:25]
    loaded = search.loaded([Found(model, pk) for model, pk, _day, _rank in rows])
    if not loaded:
        raise RuntimeError(f"Nothing was found for {text}, so nothing was measured")
    return loaded


def write_texts(count: int) -> User:
    """Half of them letters, half of them log entries, spread over the cases there are. Gives their writer."""
    user = User.objects.create(username="bench-texts", email="texts@kontakt.example")
    cases = list(Case.objects.values_list("pk", flat=True))
    letter = _a_letter(Case.objects.first(), user)
    chance = random.Random(2018)
    for begun in range(0, count // 2, _AT_A_TIME):
        size = min(_AT_A_TIME, count // 2 - begun)
        LogEntry.objects.bulk_create(
            LogEntry(
                case_id=chance.choice(cases), kind=LogEntry.Kind.NOTE, happened_on=date(2018, 1, 29), by=user,
                theme=_text(chance, 4), text=_text(chance, _WORDS_IN_A_TEXT, begun + number),
            )
            for number in range(size)
        )  # fmt: skip
        _copies(letter, [_text(chance, _WORDS_IN_A_TEXT, begun + number) for number in range(size)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return user


def _text(chance: random.Random, words: int, number: int = 1) -> str:
    """Made-up Danish with a word that is everywhere, and one in a thousand with a rare word."""
    made = [chance.choice(_STEMS) + chance.choice(_ENDINGS) + chance.choice(_ENDINGS) for _word in range(words)]
    return " ".join([*made, _EVERYWHERE, *([] if number % 1000 else [f"{_RARE}e", "redegørelse"])])


def _a_letter(case: Case, user) -> Letter:
    return Letter.objects.create(
        kind=LetterKind.INFORMATION, municipality=case.municipality, scheme=case.scheme, case=case,
        template_text=LetterText.objects.first(), month=case.baseline_month, known_at=timezone.now(), figures={},
        subject="Til orientering", body="Brev", sender={}, drafted_by=user, writers=[user.pk],
    )  # fmt: skip


def _copies(letter: Letter, bodies: list[str]) -> None:
    """The letter once for each text, to one case after the other."""
    columns = ", ".join(
        field.column
        for field in Letter._meta.concrete_fields
        if not (field.primary_key or field.generated or field.name in ("body", "case", "municipality"))
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH cases AS (SELECT id, municipality_id, row_number() OVER (ORDER BY id) - 1 AS place FROM followups_case)
            INSERT INTO followups_letter ({columns}, body, case_id, municipality_id)
            SELECT {columns}, texts.body, cases.id, cases.municipality_id
            FROM unnest(%s::text[]) WITH ORDINALITY AS texts (body, place)
            JOIN cases ON cases.place = texts.place %% (SELECT count(*) FROM cases)
            CROSS JOIN (SELECT {columns} FROM followups_letter WHERE id = %s) AS letter
            """,
            [bodies, letter.pk],
        )

"""What must hold when everything has settled, whatever broke: nothing lost, nothing twice, nothing half."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection

from followups.models import Dispatch, Document, Letter
from followups.trials.faults.works import Import, Letters
from followups.trials.supervised import Supervised
from municipalities.assessment.query import assessment_sql, planned_for_analysis, query_parameters
from municipalities.models import Assessment, Delivery, DeliveryFile, Scheme

_AS_DELIVERED = """
    WITH said AS (
        SELECT DISTINCT ON (f.indicator_id, f.month, f.municipality_id)
               f.municipality_id, f.indicator_id, f.month, f.persons, f.average, f.share, f.meeting
        FROM municipalities_deliveredfigure f
        JOIN municipalities_delivery d ON d.id = f.delivery_id AND d.status = 'loaded'
        ORDER BY f.indicator_id, f.month, f.municipality_id, d.loaded_at DESC
    ), known AS (
        SELECT municipality_id, indicator_id, month, persons, average, share, meeting
        FROM municipalities_observation WHERE known_to IS NULL
    )
    SELECT (SELECT count(*) FROM (TABLE said EXCEPT ALL TABLE known) lost),
           (SELECT count(*) FROM (TABLE known EXCEPT ALL TABLE said) of_nobody)
"""
_SAID_AGAIN = """
    SELECT count(*) FROM (
        SELECT known_from, ROW(persons, average, share, meeting) AS told,
               lag(ROW(persons, average, share, meeting)) OVER cell AS before, lag(known_to) OVER cell AS ended
        FROM municipalities_observation WINDOW cell AS (PARTITION BY municipality_id, indicator_id, month ORDER BY known_from)
    ) versions WHERE known_from > %s AND ended = known_from AND told IS NOT DISTINCT FROM before
"""
_OVERLAPPING = """
    SELECT count(*) FROM (
        SELECT count(*) FROM municipalities_observation WHERE known_to IS NULL
        GROUP BY municipality_id, indicator_id, month HAVING count(*) > 1
    ) cells
"""
# Each change begins with the level that the one before ended with, and the last ends with the level that holds.
_BROKEN_CHAINS = """
    SELECT count(*) FROM (
        SELECT c.from_level, c.to_level, c.is_revision, a.level,
               lag(c.to_level) OVER month AS before, lead(c.id) OVER month IS NULL AS is_last
        FROM municipalities_levelchange c
        LEFT JOIN municipalities_assessment a ON a.scheme_id = c.scheme_id AND a.municipality_id = c.municipality_id
             AND a.month = c.month AND a.indicator_id IS NULL
        WINDOW month AS (PARTITION BY c.scheme_id, c.municipality_id, c.month ORDER BY c.id)
    ) changes
    WHERE before IS NOT NULL AND NOT (is_revision AND from_level = before) OR is_last AND to_level IS DISTINCT FROM level
"""
_JOURNALS_WITH_GAPS = """
    SELECT count(*) FROM (
        SELECT max(number) AS last, count(*) AS entries FROM followups_journalentry GROUP BY case_id, round_id
    ) journals WHERE last <> entries
"""


@dataclass(frozen=True)
class Done:
    """A round of the campaign that has settled, to be looked into."""

    stack: Supervised
    began: datetime
    delivery: Import
    letters: Letters


type Problems = Iterator[str]


def deliveries_have_ended(done: Done) -> Problems:
    """Every delivery that was taken in is read, and what a person was told is so."""
    for delivery in Delivery.objects.filter(status__in=Delivery.UNREAD):
        yield f"delivery {delivery.pk} is not read"
    there = dict(Delivery.objects.filter(pk__in=done.delivery.accepted).values_list("pk", "status"))
    for number in done.delivery.accepted:
        if number not in there:
            yield f"delivery {number}, which was accepted, is gone"
        elif there[number] not in (Delivery.Status.READY, Delivery.Status.LOADED, Delivery.Status.KNOWN):
            yield f"delivery {number} is {there[number]}"
    if done.delivery.gave_up:
        yield done.delivery.gave_up
    elif there.get(done.delivery.confirmed) != Delivery.Status.LOADED:
        yield f"delivery {done.delivery.confirmed}, which a person saw loaded, is not"
    sha256 = hashlib.sha256(done.delivery.content).hexdigest()
    if DeliveryFile.objects.filter(delivery=done.delivery.confirmed, sha256=sha256, in_force=True).count() != 1:
        yield "the file that was loaded is not the one that was sent"


def figures_are_those_delivered(done: Done) -> Problems:
    """What is known of each cell is what the latest delivery still standing says, once."""
    [(lost, of_nobody)] = _ask(_AS_DELIVERED)
    if lost or of_nobody:
        yield f"{lost} delivered figures are not known, {of_nobody} known ones are nobody's"
    for sql, values, what in (
        (_SAID_AGAIN, [done.began], "versions say what the one before said"),
        (_OVERLAPPING, [], "cells have two current versions"),
    ):
        [(count,)] = _ask(sql, values)
        if count:
            yield f"{count} {what}"


def levels_are_those_calculated_afresh(done: Done) -> Problems:
    """The stored assessments are what the query says now, row by row."""
    columns = ", ".join(field.column for field in Assessment._meta.concrete_fields if not field.primary_key)
    for scheme in Scheme.objects.filter(is_active=True):
        with planned_for_analysis(), connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS fresh")
            cursor.execute(
                f"CREATE TEMPORARY TABLE fresh ON COMMIT DROP AS {assessment_sql()}", query_parameters(scheme)
            )
            cursor.execute(
                f"""
                WITH stored AS (SELECT {columns} FROM municipalities_assessment WHERE scheme_id = %s),
                     computed AS (SELECT {columns} FROM fresh)
                SELECT (SELECT count(*) FROM (TABLE computed EXCEPT ALL TABLE stored) missing),
                       (SELECT count(*) FROM (TABLE stored EXCEPT ALL TABLE computed) surplus)
                """,
                [scheme.pk],
            )
            missing, surplus = cursor.fetchone()
        if missing or surplus:
            yield f"{missing} assessments are missing or others than computed afresh, {surplus} are too many"


def level_changes_are_told_once(done: Done) -> Problems:
    [(count,)] = _ask(_BROKEN_CHAINS)
    if count:
        yield f"{count} level changes do not follow from the one before"


def letters_left_once(done: Done) -> Problems:
    """What the mail server took, held against what the letters say, after a person has answered for those interrupted."""
    taken = Counter(done.stack.mail.message_ids())
    yield from (f"message {number} was taken {count} times" for number, count in taken.items() if count > 1)
    tries = Dispatch.objects.filter(letter__in=done.letters.letters).select_related("letter")
    left = Counter(one.letter_id for one in tries if str(one.message_id) in taken)
    sent = Counter(one.letter_id for one in tries if one.outcome == Dispatch.Outcome.SENT)
    for letter in Letter.objects.filter(pk__in=done.letters.letters).select_related("municipality"):
        if letter.status != Letter.Status.SENT:
            yield f"the letter to {letter.municipality} is {letter.status}"
        elif (left[letter.pk], sent[letter.pk]) != (1, 1):
            yield f"the letter to {letter.municipality} left {left[letter.pk]} times, and is sent {sent[letter.pk]} times"
        elif letter.step and not (letter.step_taken_id or letter.step_refused):
            yield f"the letter to {letter.municipality} was sent without its step"
    if len(done.letters.letters) != len(done.letters.country.municipalities):
        yield f"there are {len(done.letters.letters)} letters"


def journals_have_no_gaps(done: Done) -> Problems:
    [(count,)] = _ask(_JOURNALS_WITH_GAPS)
    if count:
        yield f"{count} journals have gaps"
    without = Letter.objects.filter(status=Letter.Status.SENT, journal_entry=None).count()
    if without:
        yield f"{without} sent letters are not in the journal"


def files_are_whole(done: Done) -> Problems:
    """Every file that a row names is there, byte for byte."""
    for row in (*Document.objects.all(), *DeliveryFile.objects.exclude(file="")):
        try:
            with default_storage.open(row.file.name) as file:
                if hashlib.sha256(file.read()).hexdigest() != row.sha256:
                    yield f"the file of {row} is another"
        except FileNotFoundError:
            yield f"the file of {row} is gone"


INVARIANTS: list[Callable[[Done], Problems]] = [
    deliveries_have_ended,
    figures_are_those_delivered,
    levels_are_those_calculated_afresh,
    level_changes_are_told_once,
    letters_left_once,
    journals_have_no_gaps,
    files_are_whole,
]


def broken(done: Done) -> list[str]:
    """What does not hold."""
    return [f"{holds.__name__}: {problem}" for holds in INVARIANTS for problem in holds(done)]


def files_of_nobody() -> int:
    """Files on the disk that no row names: of what was broken off before it was written down. They do no harm."""
    named = {*Document.objects.values_list("file", flat=True), *DeliveryFile.objects.values_list("file", flat=True)}
    root = Path(default_storage.location)
    return sum(path.is_file() and str(path.relative_to(root)) not in named for path in root.rglob("*"))


def _ask(sql: str, values: list | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall()

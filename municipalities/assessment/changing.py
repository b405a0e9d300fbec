"""Changing what the assessments rest on: exemptions, the numbers of a scheme, schemes and indicators.

Exemptions and numbers are versions: a change ends the version that was known and adds another, so that what was
decided can be reproduced (DOMAIN.md section 5). Every change asks for the months it can affect in its own
transaction. All later months are recalculated with them: the star looks back a year, and runs and changes run on.
"""

from collections.abc import Iterable
from copy import copy
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from municipalities.assessment.recalculation import Cause, request_recalculation
from municipalities.models import Exemption, Indicator, Scheme, SchemeParameters

type Version = Exemption | SchemeParameters

_CAUSE = {Exemption: Cause.EXEMPTION, SchemeParameters: Cause.SCHEME}
_NOT_CONTENT = {"id", "known_from", "known_to", "replaces"}


class ChangedMeanwhile(Exception):
    """The version that was to be replaced or ended is no longer the current one; the message says what to do."""

    def __init__(self):
        super().__init__(
            _(
                "Somebody else has changed or ended this since you opened it. Nothing was saved. Open it anew from the list."
            )
        )


class CannotBeDefault(Exception):
    """Only an active scheme can be the one that pages show first."""


@transaction.atomic
def add(version: Version) -> Version:
    """Add an exemption, or numbers of a scheme; numbers take over from those that hold on their first day."""
    former = numbers_taken_over_by(version) if isinstance(version, SchemeParameters) else []
    for numbers in former:
        _replace(locked(numbers), _cut_short(numbers, version))
    return _insert(version, known_from=_now())


@transaction.atomic
def replace(version: Version) -> Version:
    """Put `version` in the place of the stored one with its primary key; it comes out as the new version.

    Nothing happens when it says the same. Raises ChangedMeanwhile.
    """
    former = locked(version)
    return version if _says_the_same(former, version) else _replace(former, version)


@transaction.atomic
def end(version: Version) -> None:
    """Let a version no longer be known; the row is kept. Raises ChangedMeanwhile."""
    _end(locked(version))
    _recalculate(version, version.valid_from)


def locked(version: Version) -> Version:
    """The stored version, which nobody else can replace or end in this transaction. Raises ChangedMeanwhile."""
    stored = type(version).objects.select_for_update().get(pk=version.pk)
    if stored.known_to is not None:
        raise ChangedMeanwhile
    return stored


def numbers_taken_over_by(new: SchemeParameters) -> list[SchemeParameters]:
    """The current numbers of the scheme that end the day before `new` begins, when it is added.

    Those that hold on its first day and go on no longer than it does. None when others stand in its way: then a
    person must decide what is to hold.
    """
    current = new.scheme.parameters.filter(known_to__isnull=True)
    after_its_start = Q(valid_to__isnull=True) | Q(valid_to__gte=new.valid_from)
    overlapping = current.filter(after_its_start)
    if new.valid_to is not None:
        overlapping = overlapping.filter(valid_from__lte=new.valid_to)
    overlapping = list(overlapping)
    give_way = all(
        row.valid_from < new.valid_from
        and (new.valid_to is None or (row.valid_to is not None and row.valid_to <= new.valid_to))
        for row in overlapping
    )
    return overlapping if give_way else []


def numbers_after(new: SchemeParameters) -> list[SchemeParameters]:
    """All current numbers of the scheme as they would be with `new`, unsaved, added or in the place of its former."""
    taken_over = [] if new.pk else numbers_taken_over_by(new)
    others = new.scheme.parameters.filter(known_to__isnull=True).exclude(
        pk__in=[new.pk, *(row.pk for row in taken_over)]
    )
    return [*others, *(_cut_short(row, new) for row in taken_over), new]


def exemptions_after(new: Exemption) -> list[Exemption]:
    """All current exemptions, of every municipality, as they would be with `new`, unsaved, added or in its former's place."""
    return [*Exemption.objects.filter(known_to__isnull=True).exclude(pk=new.pk), new]


@transaction.atomic
def save_scheme(scheme: Scheme, indicators: Iterable[Indicator]) -> None:
    """Store a scheme with its indicators; all its months are recalculated if what is assessed has changed."""
    former = Scheme.objects.select_for_update().filter(pk=scheme.pk).first()
    before = {indicator.pk for indicator in former.indicators.all()} if former else set()
    after = {indicator.pk for indicator in indicators}
    scheme.save()
    scheme.indicators.set(after)
    if before != after or former is None or former.is_active != scheme.is_active:
        request_recalculation(Cause.SCHEME)


@transaction.atomic
def make_default(scheme: Scheme) -> None:
    """Let pages show this scheme first, and no longer the one they did. Raises CannotBeDefault."""
    schemes = list(Scheme.objects.select_for_update().order_by("pk"))
    if not next(row for row in schemes if row.pk == scheme.pk).is_active:
        raise CannotBeDefault(_("Only an active scheme can be the default."))
    Scheme.objects.filter(is_default=True).exclude(pk=scheme.pk).update(is_default=False)
    if Scheme.objects.filter(pk=scheme.pk, is_default=False).update(is_default=True):
        request_recalculation(Cause.SCHEME)


@transaction.atomic
def save_indicator(indicator: Indicator) -> None:
    """Store an indicator; months are recalculated if when it is valid, or whose exemptions cover it, has changed."""
    former = Indicator.objects.select_for_update().filter(pk=indicator.pk).first()
    indicator.save()
    if former and _assessed_by(former) != _assessed_by(indicator):
        first = min(former.valid_from, indicator.valid_from)
        request_recalculation(Cause.SCHEME, from_month=first.replace(day=1))


def _assessed_by(indicator: Indicator) -> tuple:
    return indicator.valid_from, indicator.valid_to, indicator.target_group_id


def _says_the_same(one: Version, other: Version) -> bool:
    content = [field.attname for field in one._meta.concrete_fields if field.name not in _NOT_CONTENT]
    return all(getattr(one, name) == getattr(other, name) for name in content)


def _replace(former: Version, version: Version) -> Version:
    return _insert(version, known_from=_end(former), replaces=former)


def _end(version: Version) -> datetime:
    moment = max(_now(), version.known_from + timedelta(microseconds=1))
    type(version).objects.filter(pk=version.pk).update(known_to=moment)
    return moment


def _insert(version: Version, *, known_from: datetime, replaces: Version | None = None) -> Version:
    version.pk, version.known_from, version.known_to, version.replaces = None, known_from, None, replaces
    version.save(force_insert=True)
    _recalculate(version, min(row.valid_from for row in (version, replaces) if row))
    return version


def _recalculate(version: Version, first_day: date) -> None:
    request_recalculation(_CAUSE[type(version)], from_month=first_day.replace(day=1))


def _cut_short(numbers: SchemeParameters, new: SchemeParameters) -> SchemeParameters:
    shorter = copy(numbers)
    shorter.valid_to = new.valid_from - timedelta(days=1)
    return shorter


def _now() -> datetime:
    """The database's clock, not the transaction's: after whatever was waited for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]

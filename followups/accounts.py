"""Receiving written accounts, and following their promises up against the figures."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models, transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from followups import deadlines, log
from followups.models import Case, Deadline, LogEntry, Promise, WrittenAccount
from kontakt.cpr import refuse_cpr
from municipalities.models import Contact, Indicator


@dataclass(frozen=True)
class NewPromise:
    """What a municipality promises in an account; `target_share` in percent, no `indicator`: overall."""

    measure: str
    due_on: date
    responsible: str = ""
    target_share: Decimal | None = None
    indicator: Indicator | None = None


class PromiseStatus(models.TextChoices):
    WAITING = "waiting", gettext_lazy("Waiting")
    KEPT = "kept", gettext_lazy("Kept")
    BROKEN = "broken", gettext_lazy("Not kept")
    NO_DATA = "no_data", gettext_lazy("No data")
    NOT_MEASURED = "not_measured", gettext_lazy("Not measured by the figures")


@dataclass(frozen=True)
class PromiseStanding:
    """How a promise stands, and the share (percent) and month that say so, as known now; None where none does."""

    status: PromiseStatus
    share: Decimal | None = None
    month: date | None = None


@transaction.atomic
def receive_account(
    case: Case,
    *,
    received_on: date,
    by,
    theme: str,
    summary: str = "",
    files: Iterable[File] = (),
    promises: Iterable[NewPromise] = (),
    contact: Contact | None = None,
    contact_name: str = "",
    corrects: WrittenAccount | None = None,
    submission: uuid.UUID | None = None,
) -> WrittenAccount:
    """Register an account that came: the log entry with its files, and each promise with its deadline.

    The deadlines that waited for an account are met, on the day it came. With `corrects` it takes the place of an account
    that was registered wrongly, whose promises no longer stand and whose deadlines are cancelled.
    `submission` as in `log.write`. Raises ValidationError with a text for the user; then nothing is kept.
    """
    promises = list(promises)
    case = deadlines.open_case_locked(case.pk)
    if submission and (there := WrittenAccount.objects.filter(log_entry__submission=submission, case=case).first()):
        return there
    if corrects and corrects.case_id != case.pk:
        raise ValidationError(_("The account belongs to another case."))
    if corrects and WrittenAccount.objects.filter(corrects=corrects).exists():
        raise ValidationError(_("The account has been registered anew already. Correct the one that took its place."))
    for promise in promises:
        _check(promise, received_on)
    entry = log.write(
        case,
        kind=LogEntry.Kind.DOCUMENT_IN,
        happened_on=received_on,
        by=by,
        theme=theme,
        text=summary,
        contact=contact,
        contact_name=contact_name,
        files=files,
        corrects=_newest(corrects.log_entry) if corrects else None,
        submission=submission,
    )
    account = WrittenAccount.objects.create(
        case=case,
        log_entry=entry,
        received_on=received_on,
        summary=summary.strip(),
        registered_by=by,
        corrects=corrects,
    )
    if corrects:
        _cancel_promises(corrects, by=by)
    for promise in promises:
        deadline = deadlines.add(
            case,
            kind=Deadline.Kind.PROMISE,
            title=_title(promise),
            due_on=promise.due_on,
            by=by,
            log_entry=entry,
            on=received_on,
        )
        Promise.objects.create(
            account=account,
            measure=promise.measure.strip(),
            responsible=promise.responsible.strip(),
            due_on=promise.due_on,
            target_share=promise.target_share,
            indicator=promise.indicator,
            deadline=deadline,
        )
    deadlines.complete_open(case, Deadline.Kind.ACCOUNT, by=by, on=received_on)
    return account


def promise_status(promise: Promise, on: date) -> PromiseStanding:
    """How one promise stands on a day (standing_of)."""
    return standing_of(Promise.objects.with_figures().get(pk=promise.pk), on)


def promise_statuses(case: Case, on: date) -> dict[int, PromiseStanding]:
    """How every promise of a case that was not corrected stands on a day: promise id → standing, in one query."""
    promises = Promise.objects.standing().filter(account__case=case).with_figures()
    return {promise.pk: standing_of(promise, on) for promise in promises}


def standing_of(promise: Promise, on: date) -> PromiseStanding:
    """How a promise (of `with_figures`) stands on a day.

    It waits until its day has gone by and the figures of that day's month are in. Then the municipality's share in that
    month decides; if it was not assessed then, the latest month before it since the account came; if there is none,
    there are no data. A promise without a share is not measured: whoever follows its deadline judges it.
    """
    if promise.target_share is None:
        return PromiseStanding(PromiseStatus.NOT_MEASURED)
    if on <= promise.due_on or not promise.due_month_in:
        return PromiseStanding(PromiseStatus.WAITING, promise.reached_share, promise.reached_month)
    if promise.reached_share is None:
        return PromiseStanding(PromiseStatus.NO_DATA)
    kept = promise.reached_share >= promise.target_share
    status = PromiseStatus.KEPT if kept else PromiseStatus.BROKEN
    return PromiseStanding(status, promise.reached_share, promise.reached_month)


def _title(promise: NewPromise) -> str:
    return Truncator(promise.measure.strip()).chars(200)


def _check(promise: NewPromise, received_on: date) -> None:
    refuse_cpr(promise.measure)
    refuse_cpr(promise.responsible)
    if not promise.measure.strip():
        raise ValidationError(_("State what the municipality promises to do."))
    if len(promise.responsible.strip()) > 200:
        raise ValidationError(_("Who is responsible can be no longer than 200 characters."))
    if promise.due_on < received_on:
        raise ValidationError(_("A promise cannot be due before the account was received."))
    if promise.target_share is not None and not 0 <= promise.target_share <= 100:
        raise ValidationError(_("The promised share must be between 0 and 100 percent."))
    deadlines.check(title=_title(promise), due_on=promise.due_on, set_on=received_on)


def _newest(entry: LogEntry) -> LogEntry:
    """The entry, or the one that has come in its place by corrections."""
    while later := LogEntry.objects.filter(corrects=entry).first():
        entry = later
    return entry


def _cancel_promises(account: WrittenAccount, *, by) -> None:
    with override(settings.LANGUAGE_CODE):
        reason = _("The account was registered anew.")
    open_ones = Deadline.objects.open().filter(log_entry=account.log_entry, kind=Deadline.Kind.PROMISE)
    for deadline_id in list(open_ones.values_list("pk", flat=True)):
        deadlines.cancel(deadline_id, by=by, reason=reason)

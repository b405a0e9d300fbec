"""Making a round: its months, its letters by level, and whom it is to; and changing whom, with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followups.journal_serials import next_serials
from followups.letters.drafting import discard
from followups.models import Letter, LetterTemplate, Round, RoundRecipient, RoundVariant
from followups.moments import moment_of
from followups.rules.facts import overall
from followups.stages import StepRefused
from kontakt.cpr import refuse_cpr
from kontakt.ui.templatetags import figures
from municipalities.models import Level, Municipality, Scheme


class RoundChanged(StepRefused):
    """Somebody else changed the round since the user opened the page; nothing was done."""

    def __init__(self) -> None:
        super().__init__(_("The round has been changed since you opened the page. See what is new, and decide again."))


@dataclass(frozen=True)
class Filter:
    """Which municipalities a round is to; what is not said does not limit it.

    `levels` in the month of the figures; `offices`: ids; `starred`: only those exempt now or in the past year, or only
    the others; `codes`: just these municipalities.
    """

    levels: Sequence[str] = ()
    offices: Sequence[int] = ()
    starred: bool | None = None
    codes: Sequence[str] = ()


@dataclass(frozen=True)
class NewVariant:
    """The letter for the municipalities at some levels."""

    template: LetterTemplate
    levels: Sequence[str]
    takes_step: bool = False
    due_on: date | None = None


@dataclass(frozen=True)
class NewRound:
    """A round to be made. Months are first days."""

    scheme: Scheme
    name: str
    month: date
    baseline_month: date
    variants: Sequence[NewVariant]
    checkpoint_month: date | None = None
    encloses_statement: bool = True
    to: Filter = Filter()


def matching(scheme: Scheme, month: date, to: Filter):
    """The overall assessments, in the month, of the municipalities that a filter chooses."""
    rows = overall(scheme).filter(month=month)
    if to.levels:
        rows = rows.filter(level__in=to.levels)
    if to.offices:
        rows = rows.filter(municipality__office__in=to.offices)
    if to.starred is not None:
        rows = rows.filter(starred=to.starred)
    if to.codes:
        rows = rows.filter(municipality__code__in=to.codes)
    return rows


@transaction.atomic
def make_round(new: NewRound, *, by, on: date | None = None) -> Round:
    """Make a round with a journal number of its own, today or as on a past day; nothing is written or sent yet.

    All the same again by the same user, while no letters are written, is a double click, and gives the round that is there.
    Raises ValidationError with what is wrong.
    """
    refuse_cpr(new.name)
    Scheme.objects.select_for_update(no_key=True).get(pk=new.scheme.pk)  # one round is made after the other
    municipalities = matching(new.scheme, new.month, new.to).values_list("municipality", flat=True)
    if there := _made_before(new, municipalities, by):
        return there
    made_at = moment_of(on)
    made = Round(
        scheme=new.scheme,
        name=new.name.strip(),
        journal_year=timezone.localtime(made_at).year,
        month=new.month,
        baseline_month=new.baseline_month,
        checkpoint_month=new.checkpoint_month,
        encloses_statement=new.encloses_statement,
        made_by=by,
        made_at=made_at,
    )
    made.clean_fields(exclude=["journal_serial", "statement"])
    _refuse_odd_months(made)
    _refuse_odd_variants(new.variants)
    if not municipalities:
        raise ValidationError(
            _("No municipality is chosen: none matches in %(month)s.") % {"month": figures.month(new.month)}
        )
    [made.journal_serial] = next_serials(made.journal_year)
    made.save(force_insert=True)
    _add_variants(made, new.variants)
    RoundRecipient.objects.bulk_create(RoundRecipient(round=made, municipality_id=pk) for pk in municipalities)
    return made


def _made_before(new: NewRound, municipalities: Iterable[int], by) -> Round | None:
    """The user's round that is the same in all, and no letters of which are written."""
    alike = Round.objects.filter(
        scheme=new.scheme, name=new.name.strip(), month=new.month, baseline_month=new.baseline_month, made_by=by,
        checkpoint_month=new.checkpoint_month, encloses_statement=new.encloses_statement,
    ).exclude(letters__isnull=False)  # fmt: skip
    variants = [(one.template.pk, list(one.levels), one.takes_step, one.due_on) for one in new.variants]
    for round_ in alike:
        own = round_.variants.order_by("position").values_list("template", "levels", "takes_step", "due_on")
        recipients = round_.recipients.filter(is_included=True).values_list("municipality", flat=True)
        if list(own) == variants and set(recipients) == set(municipalities):
            return round_
    return None


@transaction.atomic
def change_letters(
    round_id: int,
    *,
    version: int,
    variants: Sequence[NewVariant],
    checkpoint_month: date | None,
    encloses_statement: bool,
    by,
) -> Round:
    """Other letters, another checkpoint, with or without the statement – while no letters are written.

    Raises RoundChanged, StepRefused, or ValidationError with what is wrong.
    """
    changed = locked(round_id, version)
    if Letter.objects.live().filter(round=changed).exists():
        raise StepRefused(_("The letters are written already. Discard them first, or change them one by one."))
    changed.checkpoint_month, changed.encloses_statement = checkpoint_month, encloses_statement
    _refuse_odd_months(changed)
    _refuse_odd_variants(variants)
    changed.variants.all().delete()
    _add_variants(changed, variants)
    changed.version += 1
    changed.save()
    return changed


@transaction.atomic
def add_recipient(round_id: int, municipality: Municipality, *, by, reason: str) -> RoundRecipient:
    """Write to a municipality that the filter did not choose, or that was left out, and why. Twice is the same as once."""
    locked(round_id)
    there = RoundRecipient.objects.filter(round=round_id, municipality=municipality).first()
    if there and there.is_included:
        return there
    recipient = there or RoundRecipient(round_id=round_id, municipality=municipality)
    return _set(recipient, is_included=True, by=by, reason=reason)


@transaction.atomic
def leave_out(round_id: int, municipality: Municipality, *, by, reason: str) -> RoundRecipient:
    """Do not write to a municipality, and why; a letter that has not been sent is discarded. Twice is the same as once.

    Raises StepRefused if the letter is sent or on its way.
    """
    locked(round_id)
    recipient = RoundRecipient.objects.get(round=round_id, municipality=municipality)
    if not recipient.is_included:
        return recipient
    letter = Letter.objects.live().filter(round=round_id, municipality=municipality).first()
    if letter and not letter.may_be_changed:
        raise StepRefused(
            _("The letter to %(name)s is “%(status)s”, so the municipality cannot be left out.")
            % {"name": municipality, "status": letter.get_status_display()}
        )
    if letter:
        discard(letter.pk, version=letter.version, by=by)
    return _set(recipient, is_included=False, by=by, reason=reason)


def locked(round_id: int, version: int | None = None) -> Round:
    """The round, locked until the transaction ends; `version`: as the user saw it. Raises RoundChanged."""
    found = Round.objects.select_for_update(of=("self",), no_key=True).select_related("scheme").get(pk=round_id)
    if version is not None and found.version != version:
        raise RoundChanged
    return found


def _set(recipient: RoundRecipient, *, is_included: bool, by, reason: str) -> RoundRecipient:
    refuse_cpr(reason)
    if not reason.strip():
        raise StepRefused(_("State why: the municipality is not what the filter of the round chose."))
    recipient.is_included, recipient.reason, recipient.variant = is_included, reason.strip(), None
    recipient.changed_by, recipient.changed_at = by, timezone.now()
    recipient.save()
    return recipient


def _add_variants(made: Round, variants: Iterable[NewVariant]) -> None:
    RoundVariant.objects.bulk_create(
        RoundVariant(
            round=made, position=position, template=variant.template, levels=list(variant.levels),
            takes_step=variant.takes_step, due_on=variant.due_on,
        )
        for position, variant in enumerate(variants, start=1)
    )  # fmt: skip


def _refuse_odd_months(round_: Round) -> None:
    if round_.baseline_month > round_.month:
        raise ValidationError({"baseline_month": _("The baseline month cannot come after the month of the figures.")})
    if round_.checkpoint_month and round_.checkpoint_month <= round_.month:
        raise ValidationError({"checkpoint_month": _("The checkpoint month must come after the month of the figures.")})


def _refuse_odd_variants(variants: Sequence[NewVariant]) -> None:
    if not variants:
        raise ValidationError(_("Choose a letter for at least one level."))
    levels = [level for variant in variants for level in variant.levels]
    if len(levels) != len(set(levels)):
        raise ValidationError(_("Each level can have one letter only."))
    for variant in variants:
        if not variant.levels or not set(variant.levels) <= set(Level.values):
            raise ValidationError(_("Choose the levels that get the letter “%(name)s”.") % {"name": variant.template})
        if variant.takes_step and variant.template.step is None:
            raise ValidationError(
                _("The letter “%(name)s” belongs to no step, so none can be taken with it.")
                % {"name": variant.template}
            )

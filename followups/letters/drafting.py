"""Drafting letters: the one way in which a letter comes to be, is changed, and is discarded."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups.deciding import NotStanding, begin_case
from followups.letters.composing import Composed, Composer, Plan
from followups.letters.fields import TABLE, BadLetterText, check_text
from followups.letters.figures import figures_of
from followups.letters.refusals import LetterRefused
from followups.models import Addressee, Case, Document, Enclosure, Letter, Proposal, Step
from followups.rules.facts import latest_month
from followups.stages import StepRefused, is_out_of_order, steps_from
from followups.stepping import is_proposable
from kontakt.cpr import refuse_cpr
from kontakt.ui.templatetags import figures

_LONGEST_SUBJECT = 200
_REWRITTEN = ("template_text", "known_at", "figures", "subject", "body", "sender")
_CHANGED = ("status", "approved_by", "approved_at", "writers", "version", "changed_at")


class LetterChanged(LetterRefused):
    """Somebody else changed the letter since the user opened it; nothing was done."""

    def __init__(self) -> None:
        super().__init__(
            [_("The letter has been changed since you opened the page. See what is new, and decide again.")]
        )


@transaction.atomic
def draft(plan: Plan, *, by, month: date | None = None) -> Letter:
    """Write a letter in a case from its template, with the figures of the month (the latest) as known now.

    Where the plan's proposal is to open a case, it is opened, for the letter must have its journal number; the proposal
    is then accepted, and its step is taken when the letter is sent. Asking twice gives the letter that was begun.
    Raises LetterRefused with everything that is missing, or StepRefused if the step cannot be taken.
    """
    refuse_cpr(plan.reason)
    if plan.case is None and plan.proposal:
        plan.case = begin_case(plan.proposal.pk, by=by, checkpoint_month=plan.checkpoint_month)
    if there := _under_way(plan, by):
        return there
    case = plan.case
    _refuse_impossible(plan)
    month = month or latest_month(case.scheme)
    if month is None:
        raise LetterRefused([_("There are no figures yet, so there is nothing to write about.")])
    composed = Composer(case.scheme, month, case.baseline_month, [plan]).compose(plan, by=by)
    try:
        with transaction.atomic():
            store([composed])
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "letter_one_under_way_for_a_step":
            raise
        raise LetterRefused([_("Somebody else has just begun a letter for this step.")])
    return composed.letter


def store(letters: Sequence[Composed]) -> list[Letter]:
    """Keep composed letters as drafts, however many."""
    stored = Letter.objects.bulk_create([composed.letter for composed in letters])
    Addressee.objects.bulk_create([row for composed in letters for row in composed.addressees])
    Enclosure.objects.bulk_create([row for composed in letters for row in composed.enclosures])
    return stored


@transaction.atomic
def change(letter_id: int, *, version: int, subject: str, body: str, due_on: date | None, by) -> Letter:
    """Change what a letter says; an approval falls, and whoever wrote in it cannot approve it.

    A deadline that is moved is moved in the text too, where it is written out. Raises LetterChanged, LetterRefused, or
    ValidationError by field.
    """
    letter = locked(letter_id, version)
    subject, body = subject.strip(), body.replace("\r\n", "\n").strip()
    if (subject, body, due_on) == (letter.subject, letter.body, letter.due_on):
        return letter
    with override(settings.LANGUAGE_CODE):
        if letter.due_on and due_on and letter.due_on != due_on:
            before, after = figures.day(letter.due_on), figures.day(due_on)
            subject, body = subject.replace(before, after), body.replace(before, after)
    _check(subject, body)
    letter.subject, letter.body, letter.due_on = subject, body, due_on
    return _changed(letter, by)


@transaction.atomic
def write_anew(letter_id: int, *, version: int, by) -> Letter:
    """Write a draft from its template once more, with the figures and contacts as they are now; what was typed is lost."""
    letter = locked(letter_id, version)
    rewrite([letter], by=by)
    return letter


def rewrite(
    letters: Sequence[Letter], *, by, enclosures: Sequence[tuple[str, Document]] | None = None, on: date | None = None
) -> None:
    """Write locked letters that may be changed from their templates once more, all or none; approvals fall.

    `enclosures` take the place of those there are, where given; `on`: the day whose addressees they are to. Raises
    LetterRefused with everything that is missing.
    """
    groups: dict[tuple, list[Letter]] = {}
    for letter in letters:
        baseline = letter.baseline_month or (letter.case and letter.case.baseline_month)
        groups.setdefault((letter.scheme, letter.month, baseline), []).append(letter)
    fresh, problems = [], []
    for (scheme, month, baseline), group in groups.items():
        try:
            composed = Composer(scheme, month, baseline, map(_plan_of, group), on=on).compose_all(by=by)
            fresh += zip(group, composed, strict=True)
        except LetterRefused as refused:
            problems += refused.problems
    if problems:
        raise LetterRefused(problems)
    for letter, anew in fresh:
        for name in _REWRITTEN:
            setattr(letter, name, getattr(anew.letter, name))
        _as_changed(letter, by)
    Letter.objects.bulk_update(letters, [*_REWRITTEN, *_CHANGED], batch_size=200)
    Addressee.objects.filter(letter__in=letters).delete()
    Addressee.objects.bulk_create(
        addressee for letter, anew in fresh for addressee in _belonging(anew.addressees, letter)
    )
    if enclosures is not None:
        Enclosure.objects.filter(letter__in=letters).delete()
        Enclosure.objects.bulk_create(
            Enclosure(letter=letter, position=position, title=title, document=document)
            for letter in letters
            for position, (title, document) in enumerate(enclosures, start=1)
        )


def _plan_of(letter: Letter) -> Plan:
    return Plan(
        template=letter.template_text.template,
        municipality=letter.municipality,
        case=letter.case,
        round=letter.round,
        step=letter.step,
        proposal=letter.proposal,
        reason=letter.reason,
        outcome=letter.outcome,
        due_on=letter.due_on,
        checkpoint_month=letter.checkpoint_month,
        roles=[addressee.role for addressee in letter.addressees.all()],
    )


@transaction.atomic
def discard(letter_id: int, *, version: int, by) -> Letter:
    """Not to be sent. It stays to be read; the step can be begun anew."""
    letter = locked(letter_id, version)
    letter.approved_by = letter.approved_at = None
    letter.status = Letter.Status.DISCARDED
    letter.version += 1
    letter.changed_at = timezone.now()
    letter.save()
    return letter


def locked(letter_id: int, version: int) -> Letter:
    """The letter, locked, if it may still be changed and is as the user saw it."""
    letter = lock(letter_id)
    if letter.version != version:
        raise LetterChanged
    if not letter.may_be_changed:
        raise LetterRefused(
            [_("The letter is “%(status)s” and cannot be changed.") % {"status": letter.get_status_display()}]
        )
    return letter


def lock(letter_id: int) -> Letter:
    return (
        Letter.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case__scheme", "round", "municipality__office", "scheme", "proposal__rule", "template_text")
        .get(pk=letter_id)
    )


def outdated(letters: Iterable[Letter]) -> list[Letter]:
    """Those whose figures have become others since they were written (revised, or the municipality was exempted)."""
    by_months: dict[tuple, list[Letter]] = {}
    for letter in letters:
        by_months.setdefault((letter.scheme, letter.month, letter.baseline_month), []).append(letter)
    changed = []
    for (scheme, month, baseline), group in by_months.items():
        now = figures_of(scheme, month, baseline, [letter.municipality for letter in group])
        changed += [letter for letter in group if now.get(letter.municipality_id) != letter.figures]
    return changed


def _changed(letter: Letter, by) -> Letter:
    _as_changed(letter, by)
    letter.save()
    return letter


def _belonging(rows: Sequence[Addressee], letter: Letter) -> Iterator[Addressee]:
    for row in rows:
        row.letter = letter
        yield row


def _as_changed(letter: Letter, by) -> None:
    letter.status = Letter.Status.DRAFT
    letter.approved_by = letter.approved_at = None
    letter.writers = sorted({*letter.writers, by.pk})
    letter.version += 1
    letter.changed_at = timezone.now()


def _check(subject: str, body: str) -> None:
    errors = {}
    for name, text in (("subject", subject), ("body", body)):
        try:
            refuse_cpr(text)
        except ValidationError as error:
            errors[name] = error
        if not text:
            errors[name] = _("Write a text.")
        if name == "subject" and len(text) > _LONGEST_SUBJECT:
            errors[name] = _("The subject can be no longer than %(most)s characters.") % {"most": _LONGEST_SUBJECT}
        left = text.replace(f"{{{TABLE}}}", "") if name == "body" else text
        if "{" in left or "}" in left:
            errors[name] = _("Write the words themselves: only {tabel} is filled in after the letter has been drafted.")
    try:
        if "body" not in errors:
            check_text(body)
    except BadLetterText as error:
        errors["body"] = str(error)
    if errors:
        raise ValidationError(errors)


def _under_way(plan: Plan, by) -> Letter | None:
    """The letter that the user has begun for the step already: a double click, or a second thought."""
    if not plan.step:
        return None
    Case.objects.select_for_update(no_key=True).get(pk=plan.case.pk)
    there = Letter.objects.live().exclude(status=Letter.Status.SENT).filter(case=plan.case, step=plan.step).first()
    if there and there.drafted_by_id != by.pk:
        raise LetterRefused([_("%(name)s has begun a letter for this step already.") % {"name": there.drafted_by}])
    return there


def _refuse_impossible(plan: Plan) -> None:
    """The step's own refusals, before anything is written; they are asked again when the letter is sent."""
    if not plan.step:
        return
    if plan.proposal and plan.proposal.status in (Proposal.Status.WITHDRAWN, Proposal.Status.DISMISSED):
        raise NotStanding(plan.proposal)
    case, step = plan.case, Step(plan.step)
    if step not in steps_from(case.stage, case.support):
        raise StepRefused(_("“%(step)s” cannot be done in the case as it is now.") % {"step": step.label})
    if plan.reason.strip():
        return
    if is_out_of_order(case, step):
        raise StepRefused(_("The step is out of order: the municipality has not been warned. State why it is taken."))
    if is_proposable(step) and plan.proposal is None:
        raise StepRefused(_("The step is not proposed. State why it is taken."))

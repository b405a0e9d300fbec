"""The decisions of a request, each with its reason and the figures as they were known when it was taken."""

from collections.abc import Iterator, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from followups.models import CaseStep, LostGround, Proposal, RecordKind
from followups.records.items import Item, Text
from followups.records.scope import Scope
from followups.rules.sentences import in_words
from kontakt.ui.templatetags import figures


def steps(scope: Scope) -> Iterator[Item]:
    taken = scope.rows(CaseStep.objects.all(), day="taken_on").select_related("case", "by", "proposal__rule")
    for step in taken:
        yield Item(
            kind=RecordKind.STEP,
            pk=step.pk,
            place=step.case.journal_number,
            case=step.case_id,
            day=step.taken_on,
            at=step.recorded_at,
            title=step.proposal.rule.label if step.proposal else step.get_step_display(),
            by=str(step.by),
            texts=_written((_("Reason"), step.reason), (_("What was learnt"), step.lessons)),
            facts=tuple(_facts_of(step)),
            figures=step.grounds,
            marks=((_("not proposed"),) if step.not_proposed else ())
            + ((_("out of order"),) if step.out_of_order else ()),
        )


def _facts_of(step: CaseStep) -> Iterator[tuple[str, str]]:
    sentence = step.grounds.get("sentences", {}).get("da")
    if sentence:
        yield _("Why it was proposed"), in_words(sentence, step.grounds.get("facts", {}))
    whole = overall(step.grounds)
    if whole:
        level = figures.level_label(whole.get("level") or "no_data").lower()
        said = {"month": figures.month(step.month), "share": _share(whole.get("share")), "level": level}
        yield _("Figures as known"), _("%(month)s: %(share)s, %(level)s") % said
    if step.from_stage != step.to_stage:
        yield _("Stage"), f"{step.get_from_stage_display()} → {step.get_to_stage_display()}"
    if step.from_support != step.to_support:
        yield _("Support"), f"{step.get_from_support_display()} → {step.get_to_support_display()}"
    if step.outcome:
        yield _("What came of the case"), step.get_outcome_display()


def decided_proposals(scope: Scope) -> Iterator[Item]:
    """Those that were dismissed or postponed, also before there was a case; the accepted ones are steps."""
    decided = Proposal.objects.filter(decided_at__isnull=False).exclude(status=Proposal.Status.ACCEPTED)
    if scope.case:
        decided = decided.filter(case=scope.case)
    else:
        decided = scope.in_period(decided.filter(municipality=scope.municipality), day="decided_at__date")
    for proposal in decided.select_related("case", "rule", "decided_by"):
        postponed = proposal.postponed_until and (_("Postponed until"), figures.day(proposal.postponed_until))
        yield Item(
            kind=RecordKind.PROPOSAL,
            pk=proposal.pk,
            place=proposal.case.journal_number if proposal.case else "",
            case=proposal.case_id,
            day=timezone.localdate(proposal.decided_at),
            at=proposal.decided_at,
            title=_("Proposal: %(rule)s") % {"rule": proposal.rule.label},
            by=str(proposal.decided_by),
            texts=_written((_("Reason"), proposal.reason)),
            facts=((_("Why it was proposed"), proposal.why), *((postponed,) if postponed else ())),
            figures={"month": proposal.month.isoformat(), "facts": proposal.facts},
            marks=(proposal.get_status_display(),),
        )


def lost_grounds(scope: Scope) -> Iterator[Item]:
    """Where later figures took away what a step rested on: noticed, taken note of, and perhaps regained."""
    lost = scope.rows(LostGround.objects.all(), day="noticed_at__date", path_to_case="step__case")
    for ground in lost.select_related("step__case", "step__proposal__rule", "seen_by"):
        then = overall(ground.step.grounds).get("share")
        regained = ground.regained_at and (_("Ground regained"), figures.moment(ground.regained_at))
        yield Item(
            kind=RecordKind.LOST_GROUND,
            pk=ground.pk,
            place=ground.step.case.journal_number,
            case=ground.step.case_id,
            day=timezone.localdate(ground.noticed_at),
            at=ground.noticed_at,
            title=_("The ground of a step has gone: %(step)s") % {"step": ground.step.get_step_display()},
            by=str(ground.seen_by or ""),
            texts=_written((_("Note"), ground.note)),
            facts=(
                (_("Share when the step was taken"), _share(then)),
                (_("Share when it was noticed"), _share(ground.facts.get("share"))),
                *((regained,) if regained else ()),
            ),
            figures={"facts": ground.facts},
        )


def _share(text: str | None) -> str:
    return figures.share(figures.number(text and str(text)))


def _written(*texts: tuple[str, str]) -> tuple[Text, ...]:
    return tuple(Text(label, words) for label, words in texts if words)


def is_decision(item: Item) -> bool:
    return item.kind in (RecordKind.STEP, RecordKind.PROPOSAL)


def overall(grounds: Mapping) -> Mapping:
    """The overall figures that a decision rested on."""
    return grounds.get("figures", {}).get("overall", {})

"""Putting a letter together: who it is to, which figures it shows, and the template's text with the fields filled in.

For one municipality or for all at once: what many letters have in common is asked for once.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from followups.letters.fields import Material, fill
from followups.letters.figures import Figures, figures_of
from followups.letters.refusals import LetterRefused, Problem
from followups.models import (
    Addressee,
    Case,
    Deadline,
    Document,
    Enclosure,
    Letter,
    LetterTemplate,
    Meeting,
    Proposal,
    Round,
    Step,
)
from followups.rules.facts import parameters_for
from municipalities.models import Contact, ContactRole, Municipality, Scheme

ALL_ROLES = tuple(ContactRole.values)


@dataclass
class Plan:
    """What a letter is to be. With a `step`, it is taken in the case when the letter is sent; `roles`: who it is to."""

    template: LetterTemplate
    municipality: Municipality
    case: Case | None = None
    round: Round | None = None
    step: Step | str = ""
    proposal: Proposal | None = None
    reason: str = ""
    outcome: str = ""
    due_on: date | None = None
    checkpoint_month: date | None = None
    roles: Sequence[str] = ALL_ROLES
    enclosures: Sequence[tuple[str, Document]] = ()


@dataclass
class Composed:
    """A letter that is not stored yet, with its addressees and enclosures."""

    letter: Letter
    addressees: list[Addressee] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)


class Composer:
    """Composes letters about the figures of a month, compared with a baseline, in a scheme.

    They are to those who hold their posts on the day `on`: today, unless they are registered afterwards.
    """

    def __init__(
        self, scheme: Scheme, month: date, baseline_month: date | None, plans: Iterable[Plan], *, on: date | None = None
    ) -> None:
        self.scheme, self.month, self.baseline_month = scheme, month, baseline_month
        self.plans = list(plans)
        municipalities = [plan.municipality for plan in self.plans]
        self._figures = figures_of(scheme, month, baseline_month, municipalities)
        self._parameters = parameters_for(scheme, month)
        self._contacts = contacts_of(municipalities, on=on or timezone.localdate())
        templates = {plan.template.pk: plan.template for plan in self.plans}
        self._texts = {pk: template.text for pk, template in templates.items()}
        cases = [plan.case for plan in self.plans if plan.case]
        self._meetings = {
            meeting.case_id: meeting
            for meeting in Meeting.objects.filter(case__in=cases, status=Meeting.Status.PLANNED).order_by("-held_on")
        }
        overdue = Deadline.objects.overdue(timezone.localdate()).filter(case__in=cases)
        self._missed = dict(overdue.order_by().values_list("case").annotate(Max("due_on")))
        sent = Letter.objects.filter(case__in=cases, status=Letter.Status.SENT)
        self._former = dict(sent.order_by().values_list("case").annotate(Max("dated_on")))

    def problems(self) -> list[Problem]:
        """All that stands in the way of the letters, as a completeness check shows it."""
        found = []
        for plan in self.plans:
            try:
                self._words(plan)
            except LetterRefused as refused:
                found += refused.problems
        return found

    def compose_all(self, *, by) -> list[Composed]:
        """Every plan's letter, in order. Raises LetterRefused with everything that is missing in any of them."""
        composed, problems = [], []
        for plan in self.plans:
            try:
                composed.append(self.compose(plan, by=by))
            except LetterRefused as refused:
                problems += refused.problems
        if problems:
            raise LetterRefused(problems)
        return composed

    def compose(self, plan: Plan, *, by) -> Composed:
        """The letter as a draft of the user's. Raises LetterRefused with everything that is missing."""
        material, text, (subject, body) = self._words(plan)
        letter = Letter(
            kind=plan.template.kind,
            municipality=plan.municipality,
            scheme=self.scheme,
            case=plan.case,
            round=plan.round,
            template_text=text,
            month=self.month,
            baseline_month=material.baseline_month,
            known_at=timezone.now(),
            figures=material.figures,
            subject=subject,
            body=body,
            sender=material.sender,
            due_on=plan.due_on,
            step=plan.step,
            proposal=plan.proposal,
            reason=plan.reason.strip(),
            outcome=plan.outcome,
            checkpoint_month=plan.checkpoint_month,
            drafted_by=by,
            writers=[by.pk],
        )
        addressees = [
            Addressee(
                letter=letter, position=position, contact=contact, role=contact.role, name=contact.name,
                email=contact.email,
            )
            for position, contact in enumerate(material.addressees, start=1)
        ]  # fmt: skip
        enclosures = [
            Enclosure(letter=letter, position=position, title=title, document=document)
            for position, (title, document) in enumerate(plan.enclosures, start=1)
        ]
        return Composed(letter, addressees, enclosures)

    def _words(self, plan: Plan):
        """The material, the template's version, and its subject and body filled in."""
        municipality = plan.municipality
        own = self._contacts[municipality.pk]
        addressees = [own[role] for role in plan.roles if role in own]
        problems = [_no_contact(municipality, role) for role in plan.roles if role not in own]
        if not plan.roles:
            problems.append(
                Problem(_("%(municipality)s: choose whom the letter is to.") % {"municipality": municipality})
            )
        text = self._texts[plan.template.pk]
        if text is None:
            problems.append(Problem(_("The template “%(name)s” has no text yet.") % {"name": plan.template}))
        sender = plan.template.sender
        if not sender.is_complete:
            problems.append(
                Problem(
                    _("The sender “%(name)s” lacks its address, e-mail or signature. Have an administrator fill it in.")
                    % {"name": sender},
                    reverse("admin:followups_sender_change", args=[sender.pk]),
                )
            )
        figures: Figures | None = self._figures.get(municipality.pk)
        if figures is None:
            problems.append(
                Problem(
                    _("%(municipality)s has no figures for the month.") % {"municipality": municipality},
                    municipality.get_absolute_url(),
                )
            )
        if text and figures:
            case_id = plan.case and plan.case.pk
            material = Material(
                municipality=municipality,
                figures=figures,
                parameters=self._parameters,
                sender=sender.as_kept(),
                addressees=addressees,
                case=plan.case,
                round=plan.round,
                checkpoint_month=plan.checkpoint_month or (plan.case and plan.case.checkpoint_month),
                due_on=plan.due_on,
                meeting=self._meetings.get(case_id),
                missed_on=self._missed.get(case_id),
                former_on=self._former.get(case_id),
            )
            try:
                filled = fill([text.subject, text.body], material)
            except LetterRefused as refused:
                problems += refused.problems
            else:
                problems += _too_long(municipality, filled[0])
        if problems:
            raise LetterRefused(problems)
        return material, text, filled


def contacts_of(municipalities: Iterable[Municipality], *, on: date) -> dict[int, dict[str, Contact]]:
    """Who holds each post on a day: municipality id → role → contact."""
    found = defaultdict(dict)
    for contact in Contact.objects.filter(municipality__in=list(municipalities)):
        if contact.is_valid_on(on):
            found[contact.municipality_id][contact.role] = contact
    return found


def _too_long(municipality: Municipality, subject: str) -> list[Problem]:
    """A subject that has no room for what was filled in: a long place of a meeting, for example."""
    most = Letter._meta.get_field("subject").max_length
    if len(subject) <= most:
        return []
    text = _("%(municipality)s: with the merge fields filled in, the subject is longer than %(most)s characters.")
    return [Problem(text % {"municipality": municipality, "most": most})]


def _no_contact(municipality: Municipality, role: str) -> Problem:
    return Problem(
        _("%(municipality)s has no %(role)s. Have an administrator register one, or leave the role out of the letter.")
        % {"municipality": municipality, "role": ContactRole(role).label.lower()},
        f"{municipality.get_absolute_url()}#contacts",
    )

"""The daily mail: what is overdue, what is due soon and what is proposed, for each who answers for it.

Never two mails to a user for a day: the day is claimed in the database before the mail is sent, by the unique row
`DigestSent`. What breaks off between the claim and the mark is not sent again, for nobody can know whether the mail
server had taken it; the row then stands unmarked, and what the mail would have said comes in the next day's. A mail
server that cannot be reached at all is noticed before anything is claimed, so that can be tried again.
"""

import logging
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from followups.models import Deadline, DigestSent, Proposal, Stage
from followups.working_days import working_days_between
from kontakt.accounts.access import Role, sees_whole_country
from kontakt.accounts.models import User, with_roles
from kontakt.ui.templatetags import figures

logger = logging.getLogger(__name__)

SOON = 5  # working days


@dataclass
class Digest:
    """What a user is told on a day. `others_overdue`: what others are late with, for approvers."""

    user: User
    day: date
    overdue: list[Deadline] = field(default_factory=list)
    due_soon: list[Deadline] = field(default_factory=list)
    others_overdue: list[Deadline] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.overdue or self.due_soon or self.others_overdue or self.proposals)

    @property
    def subject(self) -> str:
        with override(settings.LANGUAGE_CODE):
            return _("Kontakt %(day)s: overdue %(overdue)s, due soon %(soon)s, proposals %(proposals)s") % {
                "overdue": len(self.overdue) + len(self.others_overdue),
                "soon": len(self.due_soon),
                "proposals": len(self.proposals),
                "day": figures.day(self.day),
            }

    @property
    def text(self) -> str:
        """The mail in Danish, as plain text."""
        with override(settings.LANGUAGE_CODE):
            parts = [
                (_("Overdue"), [_late(deadline, self.day) for deadline in self.overdue]),
                (
                    _("Due within %(days)s working days") % {"days": SOON},
                    [_due(deadline, self.day) for deadline in self.due_soon],
                ),
                (_("Proposals that wait for you"), [_proposed(proposal) for proposal in self.proposals]),
                (
                    _("Overdue by more than %(days)s working days at others'")
                    % {"days": settings.FOLLOWUP_ESCALATE_AFTER_DAYS},
                    [f"{_late(deadline, self.day)}. {_answers(deadline)}" for deadline in self.others_overdue],
                ),
            ]
            body = [f"{heading}\n" + "\n".join(f"- {line}" for line in lines) for heading, lines in parts if lines]
            tasks = _("You find it all here: %(link)s") % {"link": settings.BASE_URL + reverse("my-tasks")}
            return "\n\n".join([_("Hello %(name)s") % {"name": self.user}, *body, tasks]) + "\n"


def digests(on: date) -> list[Digest]:
    """What there is to tell on a day, for each active user that there is something to tell.

    Only about municipalities that the user may see. What a user without access or mail is late with reaches the approvers.
    """
    users = {user.pk: user for user in with_roles(User.objects.filter(is_active=True).exclude(email=""))}
    told = {pk: Digest(user, on) for pk, user in users.items()}
    with_case = ("case__municipality", "case__responsible", "responsible")
    for name, deadlines in (
        ("overdue", Deadline.objects.overdue(on)),
        ("due_soon", Deadline.objects.due_within(SOON, on)),
    ):
        for deadline in deadlines.select_related(*with_case):
            digest = told.get(deadline.responsible_id or deadline.case.responsible_id)
            if digest and _sees(digest.user, deadline.case.municipality):
                getattr(digest, name).append(deadline)
    approvers = [digest for digest in told.values() if Role.APPROVER in digest.user.roles]
    late = Deadline.objects.overdue_more_than(settings.FOLLOWUP_ESCALATE_AFTER_DAYS, on).select_related(*with_case)
    for deadline in late if approvers else ():
        for digest in approvers:
            own = digest.user.pk == (deadline.responsible_id or deadline.case.responsible_id)
            if not own and _sees(digest.user, deadline.case.municipality):
                digest.others_overdue.append(deadline)
    waiting = Proposal.objects.waiting(on=on).filter(case__responsible__in=users).exclude(case__stage=Stage.CLOSED)
    for proposal in waiting.select_related("rule", "case", "municipality"):
        digest = told[proposal.case.responsible_id]
        if _sees(digest.user, proposal.municipality):
            digest.proposals.append(proposal)
    return [digest for digest in told.values() if not digest.is_empty]


def send_digests(on: date | None = None) -> list[Digest]:
    """Send the mails of a day (today) that were not sent or claimed before; gives those sent.

    Raises OSError if the mail server cannot be reached: run it again then.
    """
    to_send = digests(on or timezone.localdate())
    sent = []
    server = mail.mailers.default
    try:
        for digest in to_send:
            server.open()
            if not _claim(digest):
                continue
            try:
                server.send_messages([mail.EmailMessage(digest.subject, digest.text, to=[digest.user.email])])
            except Exception:
                logger.exception("The mail of %s to user %s broke off", digest.day, digest.user.pk)
                server.close()  # the next one gets a fresh connection
                continue
            DigestSent.objects.filter(user=digest.user, day=digest.day).update(sent_at=timezone.now())
            sent.append(digest)
    finally:
        server.close()
    return sent


def _claim(digest: Digest) -> bool:
    """Whether the user's day was free, and is now taken: committed before anything is sent."""
    with transaction.atomic(durable=True):
        _row, is_ours = DigestSent.objects.get_or_create(user=digest.user, day=digest.day)
    return is_ours


def _sees(user: User, municipality) -> bool:
    return sees_whole_country(user) or municipality.office_id == user.office_id


def _late(deadline: Deadline, on: date) -> str:
    days = working_days_between(deadline.last_day, on)
    late = ngettext("%(days)s working day overdue", "%(days)s working days overdue", days) % {"days": days}
    return f"{_line(deadline)} ({late})"


def _due(deadline: Deadline, on: date) -> str:
    days = working_days_between(on, deadline.last_day)
    left = ngettext("%(days)s working day left", "%(days)s working days left", days) % {"days": days}
    if days <= 0:
        left = _("last day today")
    return f"{_line(deadline)} ({left})"


def _line(deadline: Deadline) -> str:
    return _("%(day)s: %(title)s – %(municipality)s, case %(number)s") % {
        "day": figures.day(deadline.due_on),
        "title": deadline.title,
        "municipality": deadline.case.municipality,
        "number": deadline.case.journal_number,
    }


def _proposed(proposal: Proposal) -> str:
    return _("%(step)s – %(municipality)s, case %(number)s. %(why)s") % {
        "step": proposal.rule.label,
        "municipality": proposal.municipality,
        "number": proposal.case.journal_number,
        "why": proposal.why,
    }


def _answers(deadline: Deadline) -> str:
    if user := deadline.answers_for_it:
        return _("Responsible: %(name)s") % {"name": user}
    return _("Nobody is responsible")

"""The administrators are told by mail when a pull needs somebody: once, until what it needs is something else."""

import logging
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kontakt.accounts.access import Role
from kontakt.accounts.models import User
from kontakt.ui.templatetags import figures
from municipalities.models import Delivery, Pull
from municipalities.months import parse_month
from municipalities.quality.rules import expected_month

logger = logging.getLogger(__name__)


def news_of(pull: Pull, *, today: date) -> list[str]:
    """What somebody should do something about, in the language of whoever reads it; nothing: all is well."""
    if pull.status == Pull.Status.FAILED:
        return [pull.problem_in_words]
    news = []
    delivery = pull.delivery
    if delivery and delivery.status == Delivery.Status.REJECTED:
        first = delivery.findings.filter(severity="error").first()
        news.append(
            _("What was fetched was refused: %(finding)s If a label has changed, correct the source configuration.")
            % {"finding": first and first.message}
        )
    elif delivery and delivery.status == Delivery.Status.READY:
        news.append(_("What was fetched waits for a person to look at it and load it."))
    late = _late(pull, expected_month(today))
    if late:
        news.append(
            _("Figures for %(month)s should have come by now. They are missing in: %(files)s.")
            % {"month": figures.month(expected_month(today)), "files": ", ".join(late)}
        )
    return news


def tell() -> None:
    """Mail what the finished pulls ask for. A mail server that is away is tried again by the next sweep."""
    for pk in list(_untold().values_list("pk", flat=True)):
        with transaction.atomic():
            pull = _untold().select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
            if pull is None:
                continue
            try:
                _tell(pull)
            except OSError:
                logger.exception("The administrators were not told of pull %s", pk)


def _untold():
    return Pull.objects.filter(told_at=None, finished_at__isnull=False)


def _tell(pull: Pull) -> None:
    with override(settings.LANGUAGE_CODE):
        pull.news = news_of(pull, today=timezone.localdate(pull.finished_at))
        if pull.news and pull.news != _told_before(pull):
            _mail(pull)
    pull.told_at = timezone.now()
    pull.save()


def _told_before(pull: Pull) -> list[str]:
    before = Pull.objects.filter(told_at__isnull=False, pk__lt=pull.pk).first()
    return before.news if before else []


def _mail(pull: Pull) -> None:
    to = User.objects.filter(is_active=True, groups__name=Role.ADMINISTRATOR).exclude(email="")
    addresses = list(to.values_list("email", flat=True))
    if not addresses:
        logger.warning("No administrator has an address: nobody is told of pull %s", pull.pk)
        return
    address = pull.delivery.get_absolute_url() if pull.delivery else reverse("pulls")
    text = "\n\n".join(
        [*pull.news, settings.BASE_URL + address, _("You get this mail because you are an administrator of Kontakt.")]
    )
    # A mail for each: nobody's address is shown to the others.
    for one in addresses:
        EmailMessage(_("Kontakt: the figures from Jobindsats need a look"), text + "\n", to=[one]).send()


def _late(pull: Pull, expected: date) -> list[str]:
    """The files whose newest month is older than the one that should have come; none where older months were asked for."""
    if pull.last_month:
        return []
    return [name for name, one in sorted(pull.fetched.items()) if parse_month(one["last_month"]) < expected]

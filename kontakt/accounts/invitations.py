"""Inviting people: an account without a password, and a link by e-mail with which they choose one.

An invitation is a row, written with the account; whatever of them has not gone out is sent by the task, which the beat
also starts. One that a killed worker had handed over goes out twice, which does no harm.
"""

import logging
import smtplib

from allauth.account.utils import user_pk_to_url_str
from allauth.utils import generate_unique_username
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kontakt.accounts.keeping import save_user
from kontakt.accounts.links import INVITED, LinkTokens
from kontakt.accounts.models import Invitation, User
from kontakt.queue import enqueue

logger = logging.getLogger(__name__)


@transaction.atomic
def invite(user: User, *, roles, by: User) -> Invitation:
    """Make the account of a new user, and ask the user to choose a password. Raises ValidationError as `save_user`.

    Without a user name it becomes the address's part before the @, or one like it.
    """
    user.username = user.username or generate_unique_username([user.email])
    user.set_unusable_password()
    save_user(user, roles=roles)
    return send_invitation(user, by=by)


@transaction.atomic
def send_invitation(user: User, *, by: User) -> Invitation:
    """Invite a user who has never signed in, again if need be: earlier links stop working.

    Raises ValidationError for anybody else.
    """
    if user.last_login:
        raise ValidationError(_("%(user)s has signed in before, and is not invited again.") % {"user": user})
    if not user.is_active:
        raise ValidationError(_("%(user)s is deactivated. Reactivate the account first.") % {"user": user})
    user.invitations.filter(sent_at=None).delete()
    invitation = user.invitations.create(by=by)
    enqueue("kontakt.accounts.tasks.send_invitations")
    return invitation


def send_waiting() -> None:
    """Send the invitations that have not gone out, each by one worker."""
    for pk in list(waiting().values_list("pk", flat=True)):
        with transaction.atomic():
            invitation = waiting().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
            if invitation:
                _send(invitation)


def waiting() -> models.QuerySet:
    return Invitation.objects.filter(
        sent_at=None,
        refusal="",
        made_at__gt=timezone.now() - INVITED,
        user__is_active=True,
        user__last_login=None,
    ).select_related("user", "by")


def _send(invitation: Invitation) -> None:
    """A mail server that is away is tried again with the next task; what it refuses for good is written down."""
    try:
        _mail(invitation).send()
    except smtplib.SMTPRecipientsRefused as error:
        refusal = error.recipients[invitation.user.email]
    except smtplib.SMTPResponseException as error:
        refusal = (error.smtp_code, error.smtp_error)
    except OSError:
        logger.exception("The invitation of user %s was not sent", invitation.user_id)
        return
    else:
        invitation.sent_at = timezone.now()
        invitation.save(update_fields=["sent_at"])
        return
    code, said = refusal
    if code >= 500:
        invitation.refusal = f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"[:500]
        invitation.save(update_fields=["refusal"])


def _mail(invitation: Invitation) -> EmailMessage:
    user = invitation.user
    key = {"uidb36": user_pk_to_url_str(user), "key": LinkTokens().make_token(user)}
    words = {
        "user": user,
        "by": invitation.by,
        "link": settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=key),
        "sign_in": settings.BASE_URL + reverse("account_login"),
        "days": INVITED.days,
        "provider": settings.OIDC_ONLY and settings.OIDC_NAME,
    }
    with override(settings.LANGUAGE_CODE):
        subject = render_to_string("account/email/invitation_subject.txt", words).strip()
        return EmailMessage(subject, render_to_string("account/email/invitation_message.txt", words), to=[user.email])

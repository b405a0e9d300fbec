"""What those who run Kontakt are told of the accounts, and what of them is removed by itself."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from kontakt.accounts import invitations
from kontakt.operations import cleaning, waiting


def tell() -> None:
    waiting.register("invitations", gettext_lazy("Invitations to be sent"), invitations.waiting, since="made_at")
    cleaning.register("sessions", gettext_lazy("Sessions that have ended"), _ended)
    cleaning.register("session_places", gettext_lazy("Where ended sessions were"), _places_of_ended)


def _ended() -> QuerySet:
    return Session.objects.filter(expire_date__lt=timezone.now())


def _places_of_ended() -> QuerySet:
    """Browser and address of sessions that there are no longer."""
    standing = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gte=timezone.now())
    return UserSession.objects.filter(~Exists(standing))

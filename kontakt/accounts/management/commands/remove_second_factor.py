from django.core.management.base import BaseCommand, CommandError

from kontakt.accounts import second_factor
from kontakt.accounts.models import User
from kontakt.accounts.sessions import end_sessions
from kontakt.audit.models import Access
from kontakt.audit.trail import record


class Command(BaseCommand):
    help = "Remove the second factor of a user who has lost it, where no administrator can: the last one, mostly."

    def add_arguments(self, parser) -> None:
        parser.add_argument("username")

    def handle(self, *args, username: str, **options) -> None:
        user = User.objects.filter(username__iexact=username).first()
        if user is None:
            raise CommandError(f"There is no user {username}.")
        second_factor.reset(user)
        end_sessions(user)
        record(None, Access.Kind.SECOND_FACTOR_REMOVED, user.username)
        self.stdout.write(f"{username} has no second factor, and is signed out.")

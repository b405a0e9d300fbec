from django.core.management.base import BaseCommand, CommandError

from kontakt.accounts import second_factor
from kontakt.accounts.models import User
from kontakt.accounts.sessions import end_sessions


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
        self.stdout.write(f"{username} has no second factor, and is signed out.")

import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from kontakt.accounts.access import Role
from kontakt.accounts.keeping import save_user
from kontakt.accounts.models import User


class Command(BaseCommand):
    help = "Make the first administrator of an installation; the password is asked for. Further users: in the administration."

    def add_arguments(self, parser) -> None:
        parser.add_argument("username")
        parser.add_argument("email")

    def handle(self, *args, username: str, email: str, **options) -> None:
        user = User(username=username, email=email)
        password = getpass.getpass("Password: ")
        try:
            user.full_clean(exclude=["password"])
            validate_password(password, user)
            user.set_password(password)
            save_user(user, roles=[Role.ADMINISTRATOR])
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages))
        self.stdout.write(f"{username} is an administrator, and may sign in.")

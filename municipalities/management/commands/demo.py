from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kontakt.accounts.demo import ensure_demo_accounts
from kontakt.accounts.models import User
from municipalities.demo.contacts import add_contacts
from municipalities.demo.history import add_history


class Command(BaseCommand):
    help = (
        "Load the demonstration: accounts, the story of 2018 and made-up figures until last month. Adds only what is "
        "missing. Refuses unless DEBUG or KONTAKT_DEMO is on. Levels are calculated by the worker."
    )

    def handle(self, *args, **options) -> None:
        if not (settings.DEBUG or settings.DEMO):
            raise CommandError("The demonstration is for demonstrations: set KONTAKT_DEMO=1 if this is one.")
        ensure_demo_accounts()
        add_contacts()
        added = add_history(
            today=timezone.localdate(),
            by=User.objects.get(username="sagsbehandler"),
            say=lambda text: self.stdout.write(f"… {text}"),
        )
        self.stdout.write(f"The demonstration is in place; {added} deliveries were added.")

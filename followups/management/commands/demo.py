from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from followups.demo import add_cases
from kontakt.accounts.demo import ensure_demo_accounts
from kontakt.accounts.models import User
from municipalities.demo.contacts import add_contacts


class Command(BaseCommand):
    help = (
        "Load the demonstration: accounts, the story of 2018 with its cases, and made-up figures and cases until today. "
        "Adds only what is missing. Refuses unless DEBUG or KONTAKT_DEMO is on."
    )

    def handle(self, *args, **options) -> None:
        if not (settings.DEBUG or settings.DEMO):
            raise CommandError("The demonstration is for demonstrations: set KONTAKT_DEMO=1 if this is one.")
        ensure_demo_accounts()
        add_contacts()
        add_cases(
            today=timezone.localdate(),
            by=User.objects.get(username="sagsbehandler"),
            say=lambda text: self.stdout.write(f"… {text}"),
        )
        self.stdout.write("The demonstration is in place.")

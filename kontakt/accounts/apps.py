from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "kontakt.accounts"
    verbose_name = _("Users")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from kontakt.accounts import checks, operating  # noqa: F401
        from kontakt.accounts.sessions import note_sign_in

        operating.tell()
        user_logged_in.connect(note_sign_in)

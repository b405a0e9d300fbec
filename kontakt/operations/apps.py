from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "kontakt.operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        from kontakt.operations import sentry, watching  # noqa: F401

        sentry.begin()

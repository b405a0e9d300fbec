from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "kontakt.audit"
    verbose_name = _("Audit trail")

    def ready(self) -> None:
        from kontakt.audit import trail

        trail.follow_sign_ins()

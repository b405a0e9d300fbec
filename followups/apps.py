from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kontakt.queue import enqueue
from municipalities.assessment.signals import recalculated


class FollowupsConfig(AppConfig):
    name = "followups"
    verbose_name = _("Follow-up")

    def ready(self) -> None:
        recalculated.connect(_propose_anew)


def _propose_anew(**_signal) -> None:
    enqueue("followups.tasks.propose")

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kontakt.queue import enqueue
from kontakt.ui import frame
from municipalities.assessment.signals import recalculated
from municipalities.corrections.signals import correction_made


class FollowupsConfig(AppConfig):
    name = "followups"
    verbose_name = _("Follow-up")

    def ready(self) -> None:
        from followups import operating

        operating.tell()
        frame.register_count("tasks", _tasks_waiting_for)
        frame.register_count("support_requests", _requests_waiting_for)
        recalculated.connect(_propose_anew)
        correction_made.connect(_tell_open_cases)


def _tasks_waiting_for(user) -> int:
    from followups.views.tasks import waiting_for

    return waiting_for(user)


def _requests_waiting_for(user) -> int:
    from followups.assistance.standing import requests_waiting_for

    return requests_waiting_for(user)


def _propose_anew(**_signal) -> None:
    enqueue("followups.tasks.propose")


def _tell_open_cases(**signal) -> None:
    from followups.corrected import tell_open_cases

    tell_open_cases(**signal)

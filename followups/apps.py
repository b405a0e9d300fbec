from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kontakt.ui import frame


class FollowupsConfig(AppConfig):
    name = "followups"
    verbose_name = _("Follow-up")

    def ready(self) -> None:
        frame.register_count("tasks", self._tasks_waiting_for)

    def _tasks_waiting_for(self, user) -> int:
        from followups.views.tasks import waiting_for

        return waiting_for(user)

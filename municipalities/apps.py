from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kontakt.ui import frame


class MunicipalitiesConfig(AppConfig):
    name = "municipalities"
    verbose_name = _("Municipalities and figures")

    def ready(self) -> None:
        from municipalities import operating

        operating.tell()
        frame.register("synthetic", self._figures_are_made_up)
        frame.register_count("quality", self._open_findings)

    def _open_findings(self, user) -> int:
        from municipalities.quality.findings import open_count

        return open_count(user)

    def _figures_are_made_up(self) -> bool:
        return self.get_model("Delivery").objects.filter(is_synthetic=True, status="loaded").exists()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "kontakt.ui"
    verbose_name = _("Pieces of screen")

    def ready(self):
        from django.contrib import admin

        admin.site.site_url = None  # the way back has words of its own, in templates/admin/base_site.html
        admin.site.site_header = admin.site.site_title = _("Kontakt – administration")
        admin.site.index_title = _("Administration")

"""Every address of the project."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from kontakt.ui.accessibility import ShortAddressView, StatementView
from kontakt.ui.appearance import set_theme

handler500 = "kontakt.operations.away.answer_error"

urlpatterns = [
    path("", include("municipalities.urls")),
    path("", include("followups.urls")),
    path("", include("kontakt.audit.urls")),
    path("konto/", include("kontakt.accounts.urls")),
    path("sprog/", set_language, name="set_language"),
    path("udseende/", set_theme, name="set_theme"),
    path("tilgaengelighed/", StatementView.as_view(), name="accessibility"),
    path("was/", ShortAddressView.as_view(), name="accessibility-short"),
    path("administration/drift/", include("kontakt.operations.urls")),
    path("administration/", admin.site.urls),
]

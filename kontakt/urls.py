"""Every address of the project."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("municipalities.urls")),
    path("", include("followups.urls")),
    path("", include("kontakt.audit.urls")),
    path("konto/", include("kontakt.accounts.urls")),
    path("sprog/", set_language, name="set_language"),
    path("administration/", admin.site.urls),
]

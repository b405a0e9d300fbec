"""The addresses of the municipalities' pages."""

from django.urls import path

from municipalities.views.listing import MunicipalityListView, home

urlpatterns = [
    path("", home, name="home"),
    path("kommuner/", MunicipalityListView.as_view(), name="municipalities"),
]

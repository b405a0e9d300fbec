"""The addresses of the municipalities' and the deliveries' pages."""

from django.urls import path

from municipalities.views import deliveries
from municipalities.views.listing import MunicipalityListView, home
from municipalities.views.municipality import MunicipalityView
from municipalities.views.statement import StatementView

urlpatterns = [
    path("", home, name="home"),
    path("kommuner/", MunicipalityListView.as_view(), name="municipalities"),
    path("kommuner/<slug:code>/", MunicipalityView.as_view(), name="municipality"),
    path("opgoerelser/", StatementView.as_view(), name="statements"),
    path("leverancer/", deliveries.DeliveryListView.as_view(), name="deliveries"),
    path("leverancer/ny/", deliveries.UploadView.as_view(), name="delivery-upload"),
    path("leverancer/<int:pk>/", deliveries.DeliveryView.as_view(), name="delivery"),
    path("leverancer/<int:pk>/indlaes/", deliveries.load_delivery, name="delivery-load"),
    path("leverancer/<int:pk>/kasser/", deliveries.discard_delivery, name="delivery-discard"),
    path("leverancer/<int:pk>/tag-tilbage/", deliveries.TakeBackView.as_view(), name="delivery-take-back"),
    path("leverancer/<int:pk>/fejl.csv", deliveries.findings_as_csv, name="delivery-findings"),
    path("leverancer/<int:pk>/filer/<int:file_pk>/", deliveries.file_as_it_came, name="delivery-file"),
]

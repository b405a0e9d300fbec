"""The addresses of the municipalities' and the deliveries' pages."""

from django.urls import path

from municipalities.api.endpoints import api
from municipalities.views import (
    contacts,
    correction_conflicts,
    correction_sheets,
    corrections,
    deliveries,
    pulls,
    quality,
)
from municipalities.views.correcting import CorrectView
from municipalities.views.explore.areas import AreasView
from municipalities.views.explore.compare import CompareView
from municipalities.views.explore.distribution import DistributionView
from municipalities.views.explore.heat_map import HeatMapView
from municipalities.views.explore.ranking import RankingView
from municipalities.views.explore.start import StartView
from municipalities.views.listing import MunicipalityListView
from municipalities.views.municipality import MunicipalityView
from municipalities.views.statement import StatementView
from municipalities.views.tile_map import TileMapView

urlpatterns = [
    path("api/v1/", api.urls),
    path("kort/", TileMapView.as_view(), name="map"),
    path("udforsk/", StartView.as_view(), name="explore"),
    path("udforsk/fordeling/", DistributionView.as_view(), name="explore-distribution"),
    path("udforsk/rangering/", RankingView.as_view(), name="explore-ranking"),
    path("udforsk/omraader/", AreasView.as_view(), name="explore-areas"),
    path("udforsk/sammenlign/", CompareView.as_view(), name="explore-compare"),
    path("udforsk/varmekort/", HeatMapView.as_view(), name="explore-heat-map"),
    path("kommuner/", MunicipalityListView.as_view(), name="municipalities"),
    path("kommuner/<slug:code>/", MunicipalityView.as_view(), name="municipality"),
    path("kommuner/<slug:code>/ret/", CorrectView.as_view(), name="correct"),
    path("kontakter/fil/", contacts.ContactsUploadView.as_view(), name="contacts-upload"),
    path("kontakter/fil/tom.csv", contacts.empty_contacts_sheet, name="contacts-empty"),
    path("opgoerelser/", StatementView.as_view(), name="statements"),
    path("datakvalitet/", quality.QualityView.as_view(), name="quality"),
    path("datakvalitet/<slug:key>/", quality.FindingView.as_view(), name="quality-finding"),
    path("leverancer/", deliveries.DeliveryListView.as_view(), name="deliveries"),
    path("leverancer/ny/", deliveries.UploadView.as_view(), name="delivery-upload"),
    path("leverancer/jobindsats/", pulls.PullListView.as_view(), name="pulls"),
    path("leverancer/jobindsats/hent/", pulls.pull_now, name="pull-now"),
    path("leverancer/rettelser/", corrections.CorrectionListView.as_view(), name="corrections"),
    path("leverancer/rettelser/fil/", correction_sheets.SheetUploadView.as_view(), name="correction-sheet-upload"),
    path("leverancer/rettelser/fil/tom.csv", correction_sheets.empty_sheet, name="correction-sheet-empty"),
    path("leverancer/rettelser/fil/<int:pk>/", correction_sheets.SheetView.as_view(), name="correction-sheet"),
    path("leverancer/rettelser/<int:pk>/", corrections.CorrectionView.as_view(), name="correction"),
    path("leverancer/rettelser/<int:pk>/godkend/", corrections.approve_correction, name="correction-approve"),
    path("leverancer/rettelser/<int:pk>/afvis/", corrections.RejectView.as_view(), name="correction-reject"),
    path("leverancer/rettelser/<int:pk>/fortryd/", corrections.UndoView.as_view(), name="correction-undo"),
    path("leverancer/uenigheder/", correction_conflicts.ConflictListView.as_view(), name="correction-conflicts"),
    path("leverancer/uenigheder/<int:pk>/", correction_conflicts.ConflictView.as_view(), name="correction-conflict"),
    path("leverancer/<int:pk>/", deliveries.DeliveryView.as_view(), name="delivery"),
    path("leverancer/<int:pk>/indlaes/", deliveries.load_delivery, name="delivery-load"),
    path("leverancer/<int:pk>/kasser/", deliveries.discard_delivery, name="delivery-discard"),
    path("leverancer/<int:pk>/tag-tilbage/", deliveries.TakeBackView.as_view(), name="delivery-take-back"),
    path("leverancer/<int:pk>/fejl.csv", deliveries.findings_as_csv, name="delivery-findings"),
    path("leverancer/<int:pk>/filer/<int:file_pk>/", deliveries.file_as_it_came, name="delivery-file"),
]

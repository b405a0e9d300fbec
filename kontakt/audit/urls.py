from django.urls import path

from kontakt.audit import views

urlpatterns = [
    path("revision/", views.ChangesView.as_view(), name="audit"),
    path("revision/adgang/", views.AccessesView.as_view(), name="audit-accesses"),
    path("historik/<str:table>/<int:key>/", views.HistoryView.as_view(), name="history"),
]

from django.urls import path

from kontakt.operations import views

urlpatterns = [
    path("", views.OperationsView.as_view(), name="operations"),
    path("fejl/<int:pk>/", views.FailureView.as_view(), name="failed-task"),
    path("fejl/<int:pk>/igen/", views.run_again, name="failed-task-run-again"),
    path("fejl/<int:pk>/laeg-til-side/", views.set_aside, name="failed-task-set-aside"),
]

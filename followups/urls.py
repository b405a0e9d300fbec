"""The addresses of cases, proposals and tasks."""

from django.urls import path, register_converter

from followups.journal_numbers import JournalNumberConverter
from followups.views import cases, proposals, steps, tasks

register_converter(JournalNumberConverter, "journal_number")
CASE = "sager/<journal_number:number>/"

urlpatterns = [
    path("opgaver/", tasks.MyTasksView.as_view(), name="my-tasks"),
    path("opgaver/fordel/", tasks.assign, name="assign-cases"),
    path("opgaver/filtre/", tasks.save_filter, name="save-filter"),
    path("opgaver/filtre/<int:pk>/slet/", tasks.delete_filter, name="delete-filter"),
    path("sager/", cases.CaseListView.as_view(), name="cases"),
    path("kommuner/<slug:code>/ny-sag/", cases.OpenCaseView.as_view(), name="case-open"),
    path(CASE, cases.CaseView.as_view(), name="case"),
    path(f"{CASE}aendr/", cases.ChangeCaseView.as_view(), name="case-change"),
    path(f"{CASE}flag/", cases.FlagView.as_view(), name="case-flag"),
    path(f"{CASE}flag/<int:pk>/fjern/", cases.lower_flag, name="case-flag-lower"),
    path(f"{CASE}grundlag/<int:pk>/set/", cases.ground_seen, name="case-ground-seen"),
    path(f"{CASE}skridt/<slug:step>/", steps.StepView.as_view(), name="case-step"),
    path("forslag/<int:pk>/", proposals.ProposalView.as_view(), name="proposal"),
]

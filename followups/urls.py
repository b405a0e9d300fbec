"""The addresses of cases, proposals and tasks."""

from django.urls import path, register_converter

from followups.journal_numbers import JournalNumberConverter
from followups.views import (
    accounts,
    cases,
    deadlines,
    letter_drafts,
    letter_files,
    letters,
    log,
    meetings,
    proposals,
    records,
    records_withholding,
    steps,
    tasks,
)

register_converter(JournalNumberConverter, "journal_number")
CASE = "sager/<journal_number:number>/"
RECORDS = "aktindsigt/<int:pk>/"

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
    path(f"{CASE}log/ny/", log.WriteView.as_view(), name="case-log-write"),
    path(f"{CASE}log/<int:pk>/ret/", log.CorrectView.as_view(), name="case-log-correct"),
    path(f"{CASE}log/filer/<int:pk>/", log.file_of_log, name="case-file"),
    path(f"{CASE}frist/ny/", deadlines.SetDeadlineView.as_view(), name="case-deadline-set"),
    path(f"{CASE}frist/<int:pk>/udfoert/", deadlines.CompleteView.as_view(), name="case-deadline-done"),
    path(f"{CASE}frist/<int:pk>/flyt/", deadlines.MoveView.as_view(), name="case-deadline-move"),
    path(f"{CASE}frist/<int:pk>/annuller/", deadlines.CancelView.as_view(), name="case-deadline-cancel"),
    path(f"{CASE}redegoerelse/ny/", accounts.RegisterView.as_view(), name="case-account-register"),
    path(f"{CASE}redegoerelse/<int:pk>/ret/", accounts.RegisterAnewView.as_view(), name="case-account-correct"),
    path(f"{CASE}moede/nyt/", meetings.PlanView.as_view(), name="case-meeting-plan"),
    path(f"{CASE}moede/<int:pk>/aendr/", meetings.ChangeView.as_view(), name="case-meeting-change"),
    path(f"{CASE}moede/<int:pk>/afholdt/", meetings.HoldView.as_view(), name="case-meeting-held"),
    path(f"{CASE}moede/<int:pk>/aflys/", meetings.CancelView.as_view(), name="case-meeting-cancel"),
    path(f"{CASE}moede/<int:pk>/kalender.ics", meetings.calendar, name="case-meeting-calendar"),
    path(f"{CASE}brev/nyt/", letter_drafts.DraftInCaseView.as_view(), name="case-letter"),
    path("breve/", letters.LetterListView.as_view(), name="letters"),
    path("breve/<int:pk>/", letters.LetterView.as_view(), name="letter"),
    path("breve/<int:pk>/ret/", letters.EditLetterView.as_view(), name="letter-edit"),
    path("breve/<int:pk>/visning/", letters.preview, name="letter-preview"),
    path("breve/<int:pk>/udkast.pdf", letters.draft_pdf, name="letter-draft-pdf"),
    path("breve/<int:pk>/dokument/", letter_files.letter_document, name="letter-document"),
    path("breve/<int:pk>/bilag/<int:file_pk>/", letter_files.letter_enclosure, name="letter-enclosure"),
    path("breve/<int:pk>/klar.pdf", letters.made_pdf, name="letter-made-pdf"),
    path("forslag/<int:pk>/brev/", letter_drafts.DraftFromProposalView.as_view(), name="proposal-letter"),
    path(f"{CASE}aktindsigt/ny/", records.OfCaseView.as_view(), name="case-records"),
    path("kommuner/<slug:code>/aktindsigt/ny/", records.OfMunicipalityView.as_view(), name="municipality-records"),
    path("aktindsigt/", records.RecordsListView.as_view(), name="records-requests"),
    path(RECORDS, records.RequestView.as_view(), name="records-request"),
    path(f"{RECORDS}undtag/", records_withholding.withhold_chosen, name="records-withhold-chosen"),
    path(
        f"{RECORDS}undtag/<slug:kind>/<int:record>/",
        records_withholding.WithholdView.as_view(),
        name="records-withhold",
    ),
    path(f"{RECORDS}undtagelser/<int:withholding>/fjern/", records_withholding.undo, name="records-undo"),
    path(f"{RECORDS}giv/", records.give_access, name="records-give"),
    path(f"{RECORDS}kasser/", records.discard, name="records-discard"),
    path(f"{RECORDS}arkiv/", records.archive, name="records-archive"),
    path(f"{RECORDS}dokumenter/<int:file_pk>/", records.document, name="records-document"),
    path("forslag/<int:pk>/", proposals.ProposalView.as_view(), name="proposal"),
]

"""The list of cases and the work queue: what is shown to whom, in which order, and at what cost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from followups.deadlines import set_deadline
from followups.models import Case, LostGround, Outcome, SavedFilter, Step
from followups.proposing import propose
from followups.stepping import open_case, take
from municipalities.models import Municipality, Scheme
from tests.accounts import user_of

pytestmark = pytest.mark.django_db
NAMES = ("Lejre", "Køge", "Aabenraa", "Fanø")


@pytest.fixture
def caseworker(client, caseworker):
    client.force_login(caseworker)
    client.user = caseworker
    return client


@pytest.fixture
def cases(story, caseworker) -> dict[str, Case]:
    scheme = Scheme.objects.get(is_default=True)
    return {
        name: open_case(Municipality.objects.get(name=name), scheme, by=caseworker.user, reason="Henvendelse")
        for name in NAMES
    }


def shown(response, table="table") -> list[str]:
    return [row.record.municipality.name for row in response.context[table].rows]


def test_closed_cases_are_shown_only_when_asked_for(caseworker, cases):
    case = cases["Fanø"]
    take(case.pk, Step.CLOSE, by=caseworker.user, version=case.version, outcome=Outcome.OPENED_IN_ERROR, reason="Fejl")
    assert set(shown(caseworker.get("/sager/"))) == {"Lejre", "Køge", "Aabenraa"}
    assert shown(caseworker.get("/sager/?stage=closed")) == ["Fanø"]
    assert len(shown(caseworker.get("/sager/?stage=all"))) == 4


def test_what_is_due_first_comes_first_and_then_danish_order(caseworker, cases):
    today = timezone.localdate()
    for name, days in (("Køge", 5), ("Aabenraa", 2)):
        set_deadline(cases[name], kind="reply", title="Svar", due_on=today + timedelta(days=days), by=caseworker.user)
    assert shown(caseworker.get("/sager/")) == ["Aabenraa", "Køge", "Fanø", "Lejre"]


def test_the_filters_narrow_the_list_and_the_export_alike(caseworker, cases):
    today = timezone.localdate()
    set_deadline(
        cases["Køge"], kind="reply", title="Svar", due_on=today - timedelta(days=1), by=caseworker.user,
        on=today - timedelta(days=3),
    )  # fmt: skip
    LostGround.objects.create(step=cases["Lejre"].steps.first(), facts={"share": None})
    assert shown(caseworker.get("/sager/?due=overdue")) == ["Køge"]
    assert shown(caseworker.get("/sager/?ground=True")) == ["Lejre"]
    assert shown(caseworker.get("/sager/?q=åbenrå")) == ["Aabenraa"]
    assert shown(caseworker.get(f"/sager/?q={cases['Fanø'].journal_number}")) == ["Fanø"]
    assert shown(caseworker.get("/sager/?level=markedly_below")) == ["Lejre"]
    assert shown(caseworker.get("/sager/?age=1")) == []
    lines = caseworker.get("/sager/?due=overdue&export=csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Køge" in lines[1]


def test_lists_cost_the_same_however_many_cases(caseworker, cases, django_assert_max_num_queries):
    propose()
    for page in ("/sager/", "/opgaver/?hvis=alle"):
        caseworker.get(page)
        with django_assert_max_num_queries(10):
            caseworker.get(page)


def test_my_tasks_are_mine_and_nobodys_are_nobodys(caseworker, cases):
    Case.objects.filter(pk=cases["Køge"].pk).update(responsible=caseworker.user)
    assert shown(caseworker.get("/opgaver/"), "case_table") == ["Køge"]
    assert "Køge" not in shown(caseworker.get("/opgaver/?hvis=ingens"), "case_table")
    assert len(shown(caseworker.get("/opgaver/?hvis=alle"), "case_table")) == 4


def test_the_navigation_counts_what_is_overdue_for_me(caseworker, cases):
    today = timezone.localdate()
    Case.objects.filter(pk=cases["Køge"].pk).update(responsible=caseworker.user)
    set_deadline(
        cases["Køge"], kind="reply", title="Svar", due_on=today - timedelta(days=7), by=caseworker.user,
        on=today - timedelta(days=9),
    )  # fmt: skip
    page = caseworker.get("/sager/").content.decode()
    assert '<span class="count"><span class="sr-only">venter: </span>1</span>' in page


def test_several_cases_are_given_to_a_colleague_at_once(caseworker, cases):
    colleague = user_of("approver")
    chosen = [cases["Køge"].pk, cases["Fanø"].pk]
    page = caseworker.post("/opgaver/fordel/", {"case": chosen, "to": colleague.pk, "hvis": "alle"}, follow=True)
    assert "2 sager er fordelt." in page.content.decode()
    assert set(Case.objects.filter(responsible=colleague).values_list("pk", flat=True)) == set(chosen)
    caseworker.post("/opgaver/fordel/", {"case": chosen, "to": ""})
    assert not Case.objects.filter(responsible=colleague).exists()


def test_a_case_is_not_given_to_somebody_who_cannot_work_with_it(caseworker, cases):
    reader = user_of("reader")
    caseworker.post("/opgaver/fordel/", {"case": [cases["Køge"].pk], "to": reader.pk})
    assert not Case.objects.filter(responsible=reader).exists()


def test_a_filter_is_saved_by_name_used_and_deleted_and_is_ones_own(caseworker, cases, client):
    caseworker.post("/opgaver/filtre/", {"name": "Overskredne", "query": "due=overdue&page=3"})
    saved = caseworker.user.saved_filters.get()
    assert saved.query == "due=overdue"
    assert 'href="?due=overdue">Overskredne</a>' in caseworker.get("/sager/").content.decode()
    client.force_login(user_of("reader"))
    client.post(f"/opgaver/filtre/{saved.pk}/slet/")
    assert caseworker.user.saved_filters.exists()
    client.force_login(caseworker.user)
    client.post(f"/opgaver/filtre/{saved.pk}/slet/")
    assert not caseworker.user.saved_filters.exists()


def test_a_filter_too_long_or_one_too_many_is_not_saved_and_the_list_is_as_it_was_chosen(caseworker):
    def refused(query: str) -> str:
        answer = caseworker.post("/opgaver/filtre/", {"name": "Mine", "query": query}, follow=True)
        assert answer.redirect_chain[0][0] == f"/sager/?{query}"
        return " ".join(str(message) for message in answer.context["messages"])

    assert "Filteret er for langt" in refused("q=" + "x" * 600)
    SavedFilter.objects.bulk_create(SavedFilter(user=caseworker.user, name=f"Nr. {n}") for n in range(20))
    assert "Du har 20 gemte filtre." in refused("stage=warned")
    assert SavedFilter.objects.count() == 20


def test_the_municipality_leads_to_its_case_and_the_case_back(caseworker, cases):
    case = cases["Køge"]
    municipality = caseworker.get(case.municipality.get_absolute_url()).content.decode()
    assert case.get_absolute_url() in municipality
    assert case.municipality.get_absolute_url() in caseworker.get(case.get_absolute_url()).content.decode()

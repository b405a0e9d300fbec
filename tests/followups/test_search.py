"""The search finds what is written of cases, as Danish inflects it, and never what a user may not see."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from followups.accounts import NewPromise, receive_account
from followups.log import write
from followups.models import Case, JournalEntry, Letter, LogEntry
from tests.accounts import user_of
from tests.followups.letter_rows import discarded, letter_of, sent
from tests.followups.making import LETTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(case, caseworker):
    """A note in Næstved's case, or another."""

    def entry(theme="Notat", text="", *, of=case, on=LETTER, **more):
        return write(of, **{"kind": "note", "theme": theme, "text": text, "happened_on": on, "by": caseworker, **more})

    return entry


@pytest.fixture
def find(signed_in):
    """The titles that are found, unmarked, in their order."""

    def found(text, client=signed_in, **more) -> list[str]:
        response = client.get("/soeg/", {"q": text, **more})
        assert response.status_code == 200
        return [re.sub("</?mark>", "", hit.title) for hit in response.context.get("hits", [])]

    return found


def page(client, text, **more) -> str:
    return client.get("/soeg/", {"q": text, **more}).content.decode()


# What is found


@pytest.mark.parametrize(
    "typed",
    ["samtaler", "samtalerne", "SAMTALE", "samtalernes", "samtale", '"gennemført samtaler"', "samtalen -findesikke"],
)
def test_danish_inflections_are_found(note, find, typed):
    note("Notat", "Kommunen har gennemført samtalerne til tiden.")
    note("Andet", "Noget helt andet.")
    assert find(typed) == ["Notat"]


def test_the_last_word_is_also_the_beginning_of_a_longer_one(note, find):
    note("Forløb", "Der er aftalt et samtaleforløb.")
    assert find("aftalt samtale") == ["Forløb"]
    assert find("samtale aftalt") == []


def test_every_word_must_be_there_unless_another_is_allowed(note, find):
    note("Jobcenteret", "ringede")
    assert find("jobcenter ringer") == ["Jobcenteret"]
    assert find("jobcenter skriver") == []
    assert find("skriver or ringede") == ["Jobcenteret"]
    assert find("jobcenter -ringede") == []
    assert find('"ringede jobcenteret"') == find("»ringede jobcenteret«") == []
    assert find("»jobcenteret«") == ["Jobcenteret"]


def test_letters_are_found_by_subject_and_text_but_not_those_discarded(case, find):
    sent(letter_of(case, subject="Indskærpelse af reglerne", body="Vi følger tallene tæt."))
    letter_of(case, subject="Kladde", body="Vi følger også denne.")
    discarded(letter_of(case, subject="Kasseret", body="Vi følger."))
    assert find("regler") == ["Indskærpelse af reglerne"]
    assert set(find("følger")) == {"Indskærpelse af reglerne", "Kladde"}
    assert set(find("følger", kind="letter")) == {"Indskærpelse af reglerne", "Kladde"}
    assert find("følger", kind="log") == []


def test_a_letter_is_found_by_what_it_says_now(case, find):
    letter = letter_of(case, body="Først stod der agurk.")
    Letter.objects.filter(pk=letter.pk).update(body="Nu står der tomat.")
    assert find("agurk") == []
    assert find("tomat") == ["Indskærpelse"]


def test_log_entries_are_found_by_theme_text_and_contact(note, find):
    note("Opringning", "Om tallene", contact_name="Ida Lyngholm, jobcenterchef")
    assert find("opringninger") == find("tal") == find("lyngholm") == ["Opringning"]


def test_accounts_are_found_once_and_their_promises_beside_them(case, caseworker, find, signed_in):
    receive_account(
        case, received_on=LETTER, by=caseworker, theme="Redegørelse", summary="Ubesatte stillinger i jobcenteret.",
        promises=[NewPromise("Ansætter vikarer", timezone.localdate() + timedelta(9), "Udvalgsformanden", Decimal(60))],
    )  # fmt: skip
    assert find("ubesat stilling") == ["Redegørelse"]
    assert find("vikar") == ["Ansætter vikarer"]
    assert find("udvalgsformand", kind="account") == ["Ansætter vikarer"]
    assert find("redegørelse", kind="log") == []
    assert f'href="{case.get_absolute_url()}#redegoerelser"' in page(signed_in, "vikar")


def test_a_hit_in_a_theme_comes_before_one_in_a_text_and_the_newest_first_when_asked(note, find):
    note("Møde om frister", on=LETTER)
    note("Andet", "Vi talte om meget, blandt andet om frister.", on=LETTER + timedelta(days=3))
    assert find("frister") == ["Møde om frister", "Andet"]
    assert find("frister", order="newest") == ["Andet", "Møde om frister"]


def test_a_corrected_entry_is_found_and_marked(note, signed_in):
    wrong = note("Forkert måned", "tallene")
    note("Rigtig måned", "tallene", corrects=wrong)
    hits = {hit.title: hit.marks for hit in signed_in.get("/soeg/?q=måned").context["hits"]}
    assert {len(marks) for marks in hits.values()} == {1, 2}
    assert len(hits["Forkert <mark>måned</mark>"]) == 2


def test_a_hit_leads_to_its_place_and_shows_where_it_stands(note, case, signed_in):
    entry = note("Opkald", f"{'Ord ' * 200} Kommunen mangler sagsbehandlere til opgaven. {'Mere ' * 200}")
    shown = page(signed_in, "sagsbehandler")
    assert f'href="{case.get_absolute_url()}#post-{entry.pk}"' in shown
    assert f'href="{case.municipality.get_absolute_url()}"' in shown
    assert case.journal_number in shown
    assert "mangler <mark>sagsbehandlere</mark> til opgaven" in shown
    assert "29-01-2018" in shown
    assert "Mere …</p>" in shown
    assert shown.count("Mere ") < 40
    letter = letter_of(case, body="Sagsbehandlerne mangler.")
    assert f'href="{letter.get_absolute_url()}"' in page(signed_in, "sagsbehandler")


# Numbers and names


def test_a_journal_number_leads_to_its_case_first(case, other_case, note, signed_in):
    note("Se også", f"sag {other_case.journal_number}")
    for typed in (other_case.journal_number, "2018-2", f" {other_case.journal_number} "):
        response = signed_in.get("/soeg/", {"q": typed})
        assert response.context["cases"] == [other_case]
    shown = page(signed_in, other_case.journal_number)
    assert shown.index(f'href="{other_case.get_absolute_url()}"') < shown.index('class="hits"')
    assert signed_in.get("/soeg/?q=2018-0099").context["cases"] == []
    assert signed_in.get("/soeg/?q=2018").context["cases"] == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [("Næstved", "Næstved"), ("næst", "Næstved"), ("høje tåstrup", "Høje-Taastrup"), ("ÅRHUS", "Aarhus"), ("Aarhus", "Aarhus"),
     ("Vardes samtaler", "Varde"), ("svar fra Faaborg-Midtfyn", "Faaborg-Midtfyn")],
)  # fmt: skip
def test_municipalities_are_found_by_name_however_it_is_spelt(signed_in, typed, first):
    found = signed_in.get("/soeg/", {"q": typed}).context["municipalities"]
    assert found[0].name == first


def test_a_municipality_is_shown_with_its_cases(case, signed_in):
    assert f'href="{case.get_absolute_url()}"' in page(signed_in, "Næstved")


def test_a_municipality_named_with_other_words_is_searched_for_in_its_cases(note, other_case, find):
    note("Plan", "Kommunen sender en plan.")
    note("Planen", "Nævner Næstved.", of=other_case)
    note("Planer", "Uden navn.", of=other_case)
    assert set(find("plan Næstved")) == {"Plan", "Planen"}
    assert set(find("Næstveds plan")) == {"Plan", "Planen"}
    assert set(find("plan Lejre")) == {"Planen", "Planer"}
    assert len(find("plan")) == 3
    assert find('"en plan" Næstved') == ["Planen"]


# Whatever is typed


@pytest.mark.parametrize(
    "typed",
    [
        "'", '"', "''", '"" "', "samtale'); DROP TABLE followups_letter; --", ":*", "samtale:*", "a & b | !c", "<->", "(((", "\\",
        "%", "%s %(x)s", "-", "--", "- -", "or", "or or", "og", "og i på", "😀", "æøå", "\u00a0", "x" * 200, "x " * 100,
        "\ue000samtale\ue001", "2018-", "-2018", "9999-999999999", "<script>alert(1)</script>", "e\u0301", "١٢٣٤-١",
    ],
)  # fmt: skip
def test_hostile_and_empty_searches_give_a_page(note, signed_in, typed):
    note("Samtale", "Om samtaler med <script>alert(1)</script> og \ue000mærker\ue001.")
    response = signed_in.get("/soeg/", {"q": typed})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("typed", ["x" * 1000])
def test_what_cannot_be_searched_for_is_said(signed_in, typed):
    response = signed_in.get("/soeg/", {"q": typed})
    assert response.status_code == 200
    assert response.context["form"].errors["q"]
    assert "hits" not in response.context


@pytest.mark.parametrize(
    "query", ["", "q=", "q=++", "q=plan&page=0", "q=plan&page=99&per_page=7", "q=plan&kind=x&order=y"]
)
def test_odd_addresses_give_a_page(note, signed_in, query):
    note("Plan")
    assert signed_in.get(f"/soeg/?{query}").status_code == 200


def test_texts_are_shown_as_text_with_nothing_marked_but_hits(note, signed_in):
    note("<b>Fed</b> & samtale", "Se <img src=x onerror=alert(1)> \ue000falsk\ue001 samtale </mark><mark>også</mark>.")
    shown = page(signed_in, "samtale")
    assert "<b>" not in shown
    assert "<img" not in shown
    assert "\ue000" not in shown
    assert "\ue001" not in shown
    assert set(re.findall("<mark>([^<]*)</mark>", shown)) <= {"samtale", "falsk"}


def test_a_text_too_long_to_be_searched_whole_is_kept_and_found_by_its_beginning(note, find):
    entry = note("Langt", "Begyndelsen " + " ".join(f"ord{number:x}" for number in range(150_000)) + " slutningen")
    assert LogEntry.objects.get(pk=entry.pk).text.endswith("slutningen")
    assert find("begyndelse") == ["Langt"]
    assert find("slutning") == []


def test_nothing_found_says_what_is_searched_and_how(signed_in):
    assert 'class="empty"' in page(signed_in, "findesikke")


# Pages and their cost


def test_results_are_paged_and_counted_by_kind(note, case, find, signed_in):
    for number in range(30):
        note(f"Plan {number}")
    letter_of(case, subject="Plan")
    response = signed_in.get("/soeg/?q=plan")
    assert [count for _kind, _label, count in response.context["counts"]] == [1, 30, 0, 0]
    assert len(find("plan")) == 25
    assert len(find("plan", page=2)) == 6
    assert len(find("plan", per_page=10, kind="log", page=3)) == 10
    assert len(set(find("plan") + find("plan", page=2))) == 31


def test_a_search_costs_the_same_however_much_is_found(note, case, caseworker, signed_in, django_assert_num_queries):
    for number in range(12):
        note(f"Plan {number}", corrects=note("Plan"))
        receive_account(
            case, received_on=LETTER, by=caseworker, theme="Plan", summary="Plan",
            promises=[NewPromise("Plan", timezone.localdate() + timedelta(9))],
        )  # fmt: skip
    sent(letter_of(case, subject="Plan"))
    signed_in.get("/soeg/?q=plan+næstved")
    with django_assert_num_queries(7):
        signed_in.get("/soeg/?q=plan+næstved&per_page=100")


def test_the_words_stay_in_the_database(note, case):
    entry = note("Plan")
    assert "words" in LogEntry.objects.get(pk=entry.pk).get_deferred_fields()
    assert "words" in Letter.objects.get(pk=letter_of(case).pk).get_deferred_fields()
    with connection.cursor() as cursor:
        cursor.execute("SELECT words::text FROM followups_logentry WHERE id = %s", [entry.pk])
        assert cursor.fetchone() == ("'plan':1A",)


# What is not for everybody


def test_nobody_finds_what_they_may_not_see(case, caseworker, note, find, client):
    note("Fortrolig plan", "Kommunens plan")
    sent(letter_of(case, subject="Brev om plan"))
    receive_account(
        case, received_on=LETTER, by=caseworker, theme="Redegørelse med plan",
        promises=[NewPromise("En plan", timezone.localdate() + timedelta(9))],
    )  # fmt: skip
    assert len(find("plan")) == 4
    elsewhere = user_of("approver", "AMK Syd")  # Næstved is in AMK Øst
    client.force_login(elsewhere)
    for text in (
        "plan",
        "Næstved plan",
        "Næstveds",
        case.journal_number,
        "næst",
        "fortrolig",
        '"kommunens plan"',
        "plan or brev",
    ):
        response = client.get("/soeg/", {"q": text})
        assert not response.context["hits"]
        assert not response.context["cases"]
        assert not response.context["municipalities"]
        assert {count for _kind, _label, count in response.context["counts"]} == {0}
        assert case.get_absolute_url() not in response.content.decode()
    client.force_login(user_of("reader", "AMK Øst"))
    assert len(find("plan", client)) == 4


@pytest.mark.parametrize(
    ("role", "office", "pages"),
    [("reader", None, ["/sager/", "/leverancer/", "/journal/?q=redegørelse"]), ("regional_office", "AMK Øst", ["/kontor/", "/anmodninger/"])],
)  # fmt: skip
def test_the_field_stands_on_every_page(client, role, office, pages):
    client.force_login(user_of(role, office))
    for address in ("/kommuner/", *pages):
        shown = client.get(address).content.decode()
        assert shown.count('action="/soeg/"') == 2  # at the top, and in the menu of a narrow screen
        assert 'id="header-search" name="q" type="search" maxlength="200"' in shown
        assert 'value="redegørelse" autocomplete="off"' not in shown
    assert 'value="redegørelse" autocomplete="off"' in page(client, "redegørelse")


def test_the_search_moves_nothing(note, signed_in):
    note("Plan", files=[])
    before = (Case.objects.count(), LogEntry.objects.count(), JournalEntry.objects.count())
    page(signed_in, "plan")
    assert before == (Case.objects.count(), LogEntry.objects.count(), JournalEntry.objects.count())


def test_links_lead_to_their_places_when_there_are_thousands(note, case, signed_in):
    with connection.cursor() as cursor:
        cursor.execute("ALTER SEQUENCE followups_logentry_id_seq RESTART WITH 12345")
    wrong = note("Plan", kind="letter_in")
    note("Ny plan", corrects=wrong)
    links = re.findall(
        r'href="/sager/[^"]*#([^"]*)"', page(signed_in, "plan") + signed_in.get("/journal/").content.decode()
    )
    assert set(links) == {"post-12345", "post-12346"}
    assert set(re.findall(r'id="(post-[^"]*)"', signed_in.get(case.get_absolute_url()).content.decode())) == set(links)

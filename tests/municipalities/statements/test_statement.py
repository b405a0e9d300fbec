"""What a statement says of a month: levels, shares, changes and ranks, as known at one moment."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from municipalities.deliveries.loading import load
from municipalities.models import Indicator, Level
from municipalities.statements import words
from municipalities.statements.statement import NoStatement, make_statement
from tests.accounts import user_of
from tests.deliveries import APRIL, FEBRUARY, JANUARY, laid_ready, loaded

pytestmark = pytest.mark.django_db
MAY_10, JUNE_10 = (datetime(2018, month, 10, 9, tzinfo=UTC) for month in (5, 6))


def rows(section) -> dict:
    return {row.municipality.name: row for row in section.rows}


def names(section) -> list[str]:
    return [row.name for row in section.rows]


def test_april_2018_has_three_municipalities_markedly_below_and_the_country_at_64_percent(story):
    statement = make_statement(APRIL)
    overall, *groups = statement.sections
    assert [row.name for row in overall.rows if row.level == Level.MARKEDLY_BELOW] == ["Hillerød", "Lejre", "Næstved"]
    assert round(overall.national.share, 2) == Decimal("63.99")
    assert overall.national.persons == 23172
    assert [section.indicator.slug for section in groups] == [
        "dagpenge", "kontanthjaelp-jobparat", "kontanthjaelp-aktivitetsparat", "uddannelseshjaelp-uddannelsesparat",
        "uddannelseshjaelp-aktivitetsparat", "sygedagpenge",
    ]  # fmt: skip
    assert all(len(section.rows) == 98 for section in statement.sections)
    assert overall.national.persons == sum(group.national.persons for group in groups)


def test_municipalities_stand_in_danish_order_unless_they_are_ranked(story):
    assert names(make_statement(APRIL).sections[0])[-3:] == ["Aabenraa", "Aalborg*", "Aarhus"]
    ranked = make_statement(APRIL, ranked=True).sections[0]
    assert names(ranked)[:3] == ["Kerteminde", "Herning", "Fredensborg*"]
    assert [row.rank for row in ranked.rows[:84]] == list(range(1, 85))
    assert {row.rank for row in ranked.rows[84:]} == {None}
    assert names(ranked)[84:86] == ["Brønderslev*", "Fanø"]


def test_changes_are_from_the_baseline_in_percentage_points():
    loaded(
        "2018M01 Varde 39,0", "2018M04 Varde 41,5", "2018M01 Greve 60,0 300", "2018M04 Greve 53,0 300",
        "2018M04 Lejre 50,0",
    )  # fmt: skip
    overall, dagpenge = make_statement(APRIL, baseline=JANUARY).sections[:2]
    for section in (overall, dagpenge):
        found = rows(section)
        assert (found["Varde"].change_pp, found["Varde"].baseline_share) == (Decimal("2.5"), 39)
        assert found["Greve"].change_pp == -7
        assert (found["Lejre"].change_pp, found["Lejre"].baseline_share) == (None, None)
        # January: (100 · 39 + 300 · 60) / 400 = 54.75; April: (100 · 41.5 + 300 · 53 + 100 · 50) / 500 = 50.1
        assert section.national.baseline_share == Decimal("54.75")
        assert section.national.share == Decimal("50.1")
        assert section.national.change_pp == Decimal("-4.65")


def test_without_a_baseline_there_are_no_changes():
    loaded("2018M01 Varde 39,0", "2018M04 Varde 41,5")
    section = make_statement(APRIL).sections[0]
    assert (rows(section)["Varde"].change_pp, section.national.change_pp) == (None, None)


def test_what_is_not_assessed_is_shown_as_what_it_is_and_not_counted():
    loaded(
        "2018M01 Fanø 50,0 40", "2018M04 Fanø 50,0 9", "2018M04 Samsø - 12", "2018M04 Aalborg 30,0", "2018M04 Varde 41,0",
        "2018M01 Varde 41,0",
    )  # fmt: skip
    section = make_statement(APRIL, baseline=JANUARY).section("dagpenge")
    found = rows(section)
    shown = {name: (found[name].level, found[name].persons, found[name].share) for name in found}
    assert shown["Fanø"] == (Level.TOO_FEW, 9, None)
    assert shown["Samsø"] == (Level.NO_DATA, 12, None)
    assert shown["Greve"] == (Level.NO_DATA, None, None)
    assert shown["Aalborg"] == (Level.EXEMPT, 100, 30)
    assert found["Aalborg"].name == "Aalborg*"
    assert (found["Fanø"].change_pp, found["Fanø"].baseline_share) == (None, 50)
    assert (section.national.persons, section.national.share) == (100, 41)
    assert dict(section.levels)[Level.BELOW] == 1


def test_it_can_be_had_as_it_was_known_before_a_revision():
    load(laid_ready("2018M01 Varde 30,0", "2018M04 Varde 39,0").pk, by=None, known_at=MAY_10)
    load(laid_ready("2018M01 Varde 35,0", "2018M04 Varde 41,0").pk, by=None, known_at=JUNE_10)

    def varde(as_known=None):
        found = rows(make_statement(APRIL, baseline=JANUARY, as_known=as_known).sections[0])["Varde"]
        return found.level, found.share, found.change_pp

    assert varde(MAY_10) == (Level.MARKEDLY_BELOW, 39, 9)
    assert varde() == varde(JUNE_10) == (Level.BELOW, 41, 6)


def test_months_without_figures_give_no_statement():
    load(laid_ready("2018M01 Varde 30,0", "2018M04 Varde 39,0").pk, by=None, known_at=MAY_10)
    with translation.override("en"):
        for month, baseline in ((date(2020, 1, 1), None), (FEBRUARY, None), (APRIL, FEBRUARY)):
            with pytest.raises(NoStatement, match="There are no figures for"):
                make_statement(month, baseline=baseline)
        with pytest.raises(NoStatement, match="No figures for April 2018 were known on 9 May 2018"):
            make_statement(APRIL, as_known=datetime(2018, 5, 9, 9, tzinfo=UTC))
        with pytest.raises(NoStatement, match="must be earlier"):
            make_statement(APRIL, baseline=APRIL)


def test_a_regional_office_has_its_own_municipalities_and_the_countrys_figures_and_ranks(story):
    whole = make_statement(APRIL)
    limited = make_statement(APRIL, user=user_of("regional_office", "AMK Syd"))
    for all_of_it, its_own in zip(whole.sections, limited.sections, strict=True):
        assert its_own.national == all_of_it.national
        assert its_own.rows == [row for row in all_of_it.rows if row.municipality.office.name == "AMK Syd"]
    assert (len(limited.sections[0].rows), limited.office, whole.office) == (22, "AMK Syd", "")
    assert make_statement(APRIL, user=user_of("reader")).office == ""


def test_a_statement_costs_few_queries_and_no_more_for_the_whole_country(story, django_assert_num_queries):
    # Scheme, its parameters, indicators, municipalities; the assessment for each month.
    with django_assert_num_queries(5):
        make_statement(APRIL)
    with django_assert_num_queries(6):
        make_statement(APRIL, baseline=JANUARY)


def test_other_target_groups_at_the_baseline_are_told():
    loaded("2018M01 Varde 30,0", "2018M04 Varde 39,0")
    with translation.override("en"):
        assert "not the same" not in " ".join(words.about(make_statement(APRIL, baseline=JANUARY)))
        Indicator.objects.filter(slug="sygedagpenge").update(valid_from=date(2018, 3, 1))
        assert "not the same" in " ".join(words.about(make_statement(APRIL, baseline=JANUARY)))


def test_the_schemes_parameters_and_the_marks_are_told_in_words():
    loaded("2018M04 Varde 39,0")
    with translation.override("en"):
        statement = make_statement(APRIL, ranked=True)
        about = " ".join([*words.footnotes(statement), *words.about(statement), words.source(statement)])
    for said in (
        "from 80%", "below 40%", "fewer than 10 persons", "below 50%", "at least 10 pp", "after 6 months",
        "after 3 compliant months", "0.8 times", "* The municipality", "– means", "Number 1", "Source: Jobindsats",
    ):  # fmt: skip
        assert said in about, said

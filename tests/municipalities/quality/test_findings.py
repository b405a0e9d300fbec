"""What is odd about figures, and what is not: each rule just met, and just not."""

from datetime import date
from decimal import Decimal

import pytest

from municipalities.deliveries.loading import load, take_back
from municipalities.deliveries.staging import receive, stage
from municipalities.models import Delivery, FindingKind, Indicator, Municipality
from municipalities.quality.words import what_shows_it
from municipalities.readers import InputFile
from tests.accounts import user_of
from tests.deliveries import HEADER, loaded, staged
from tests.deliveries import TODAY as READ_ON
from tests.municipalities.corrections.making import corrected, person
from tests.municipalities.quality.making import found, months, places

pytestmark = pytest.mark.django_db
GAP, LATE, WARNING, SHARE, PERSONS, SUM = FindingKind


def test_a_month_without_figures_between_two_that_have_them_is_a_gap():
    loaded(*months("Varde", "45", "", "46"), *months("Lejre", "60", "61", "62"), *months("Køge", "", "70", "71"))
    assert places(GAP) == [("Varde", "2018-02")]
    loaded("2018M02 Varde 45")
    assert places(GAP) == []


def test_a_withheld_figure_is_no_gap():
    loaded(*months("Varde", "45", "-", "46"), *months("Lejre", "60", "61", "62"))
    assert places(GAP) == []


def test_a_month_that_no_municipality_has_is_one_gap():
    loaded(*months("Varde", "45", "", "46"), *months("Lejre", "60", "", "62"))
    assert places(GAP) == [(None, "2018-02")]


def test_a_gap_is_looked_for_within_the_indicators_validity_only():
    loaded(*months("Varde", "45", "", "46"), *months("Lejre", "60", "61", "62"))
    Indicator.objects.filter(slug="dagpenge").update(valid_from=date(2018, 3, 1))
    assert places(GAP) == []


def test_a_month_is_late_two_months_after_its_end():
    loaded(*months("Varde", "45", "46", "45", "46"))
    assert places(LATE, today=date(2018, 7, 31)) == []
    assert places(LATE, today=date(2018, 8, 1)) == [(None, "2018-05")]
    (late,) = [f for f in found(LATE, today=date(2018, 9, 1)) if f.indicator.slug == "dagpenge"]
    assert (late.month, late.values) == (date(2018, 5, 1), {"until": "2018-06"})


def test_no_month_is_late_after_the_indicators_end():
    loaded(*months("Varde", "45", "46", "45", "46"))
    Indicator.objects.filter(slug="dagpenge").update(valid_to=date(2018, 4, 30))
    assert places(LATE, today=date(2019, 1, 1)) == []


def test_an_indicator_that_was_never_delivered_is_late_if_it_has_a_source():
    loaded(*months("Varde", "45"))
    indicator = Indicator.objects.get(slug="sygedagpenge")
    assert [f.month for f in found(LATE) if f.indicator == indicator] == [date(2018, 1, 1)]
    indicator.sources.update(is_active=False)
    assert [f for f in found(LATE) if f.indicator == indicator] == []


def test_nothing_is_late_before_anything_was_delivered():
    assert found(LATE) == []


def test_a_municipality_is_late_where_its_figures_stop_before_the_others():
    loaded(*months("Varde", "45", "46"), *months("Lejre", "60", "61", "62", "63", "64"))
    assert places(LATE) == [("Varde", "2018-03")]


@pytest.mark.parametrize(
    ("last", "jumps"),
    [("60/80", True), ("59,9/80", False), ("30/80", True), ("60/67", True), ("60/66", False), ("-/80", False)],
)
def test_a_share_jumps_fifteen_points_from_its_median_if_ten_persons_make_the_difference(last, jumps):
    loaded(*months("Varde", "44", "45", "45", "70", "20", "46", last))
    assert places(SHARE, today=date(2018, 9, 1)) == ([("Varde", "2018-07")] if jumps else []) + (
        [("Varde", "2018-05"), ("Varde", "2018-04")]
    )


def test_a_jump_needs_three_shares_among_the_six_months_before():
    loaded(*months("Varde", "45", "-", "-", "-", "45", "80"))
    assert places(SHARE) == []
    loaded("2018M02 Varde 45")
    assert places(SHARE) == [("Varde", "2018-06")]


def test_where_the_country_moves_too_only_its_own_move_counts():
    names = [row.name for row in Municipality.objects.exclude(name__contains=" ").order_by("pk")[:12]]
    lines = [line for name in names[1:] for line in months(name, "40", "40", "40", "60")]
    loaded(*lines, *months(names[0], "40", "40", "40", "40"))
    assert places(SHARE) == [(names[0], "2018-04")]
    (jump,) = found(SHARE)
    assert Decimal(jump.values["country_moved"]) == 20
    assert "60" not in jump.values["share"]


@pytest.mark.parametrize(
    ("before", "after", "jumps"), [(30, 45, True), (30, 44, False), (40, 20, True), (40, 21, False), (28, 14, False)]
)
def test_persons_jump_by_half_and_by_fifteen(before, after, jumps):
    loaded(*months("Varde", f"45/{before}", f"45/{after}"))
    assert places(PERSONS) == ([("Varde", "2018-02")] if jumps else [])


def test_persons_are_held_against_the_month_before_only():
    loaded(*months("Varde", "45/20", "", "45/80"))
    assert places(PERSONS) == []


@pytest.mark.parametrize(("share", "off"), [("45,5", False), ("45,6", True), ("44,4", True)])
def test_a_share_that_is_not_that_of_its_persons_does_not_add_up(share, off):
    counted = HEADER.replace("(pct.)\n", "(pct.);Antal med 6 samtaler eller mere\n")
    delivery = staged(counted + f"2018M01;Varde;6-9 mdr.;100;4,6;{share};45\n")
    load(delivery.pk, by=None)
    assert places(SUM) == ([("Varde", "2018-01")] if off else [])


def _country(total: int, *, persons: int = 100, name: str = "Varde") -> str:
    rows = [
        f"2018M01;{row.name};6-9 mdr.;{persons if row.name == name else 100};4,6;45\n"
        for row in Municipality.objects.all()
    ]
    return HEADER + "".join(rows) + f"2018M01;Hele landet;6-9 mdr.;{total};-;-\n"


def test_a_national_total_is_off_until_the_figures_or_a_later_delivery_put_it_right():
    load(staged(_country(10_000)).pk, by=None)
    assert places(SUM) == [(None, "2018-01")]
    (finding,) = found(SUM)
    assert (finding.values["params"]["sum"], finding.values["params"]["total"]) == (9_800, 10_000)
    assert found(WARNING) == []
    loaded("2018M01 Varde 45 300")
    assert places(SUM) == []  # 10.000 together


def test_a_later_delivery_of_the_whole_month_settles_an_earlier_total():
    load(staged(_country(10_000)).pk, by=None)
    load(staged(_country(9_801, persons=101)).pk, by=None)
    assert places(SUM) == []


def test_a_warning_stands_until_what_was_missing_has_come():
    names = list(Municipality.objects.values_list("name", flat=True))
    lines = [f"2018M01;{name};6-9 mdr.;100;4,6;45\n" for name in names if name not in ("Varde", "Lejre")]
    load(staged(HEADER + "".join(lines)).pk, by=None)
    (warning,) = found(WARNING)
    assert (warning.municipality, warning.values["params"]["names"]) == (None, ["Lejre", "Varde"])
    loaded("2018M01 Varde 45")
    named = [f for f in found(WARNING) if f.delivery_id == warning.delivery_id]
    assert [(f.municipality.name, f.month, f.values["params"]["count"]) for f in named] == [
        ("Lejre", date(2018, 1, 1), 1)
    ]
    loaded("2018M01 Lejre 45")
    assert found(WARNING) == []


def test_another_warning_stands_while_a_figure_of_the_delivery_is_in_force():
    text = HEADER + "2018M01;Varde;6-9 mdr.;100;4,6;0,45\n"
    delivery = stage(
        receive([InputFile("tal.csv", text.encode())], by=None, origin=Delivery.Origin.UPLOAD).pk, today=READ_ON
    )
    assert delivery.findings.filter(code="shares_look_like_fractions").exists()

    def stands() -> bool:
        return any(finding.values["code"] == "shares_look_like_fractions" for finding in found(WARNING))

    assert not stands()  # it is not loaded
    load(delivery.pk, by=None)
    assert stands()
    loaded("2018M01 Varde 45")
    assert not stands()


def test_a_delivery_that_is_taken_back_warns_no_more():
    delivery = loaded("2018M01 Varde 45")
    assert found(WARNING)
    take_back(delivery.pk, by=person("bo"), reason="Forkert fil")
    assert found(WARNING) == []


def test_a_correction_puts_a_jump_right():
    loaded(*months("Varde", "45", "45", "45", "70"))
    assert places(SHARE) == [("Varde", "2018-04")]
    corrected("Varde", "46", month=date(2018, 4, 1))
    assert places(SHARE) == []


def test_every_finding_is_told_in_words(settings):
    loaded(*months("Varde", "45", "", "45", "45", "70/40"), *months("Lejre", "60", "61"))
    told = {finding.kind: what_shows_it(finding) for kind in FindingKind for finding in found(kind)}
    assert "25,0" in told[SHARE]
    assert "100" in told[PERSONS]
    assert told[GAP] and told[LATE] and told[WARNING]


def test_a_user_with_an_office_sees_findings_about_its_own_municipalities_only():
    loaded(*months("Varde", "45", "", "46"), *months("Lejre", "45", "", "46"), *months("Køge", "60", "61", "62"))
    user = user_of("administrator", "AMK Syd")
    assert places(GAP, user=user) == [("Varde", "2018-02")]
    assert found(LATE, user=user) == []

"""The real-shaped samples, read with the default sources and area names."""

import time
from datetime import date
from decimal import Decimal

import pytest

from tests.readers.reference import AREAS, SAMPLES, read_files, sample

ANSWERS = {
    "v3_y01sam_dagpenge.json": "dagpenge",
    "v3_y07sam_sygedagpenge.json": "sygedagpenge",
    "v3_y36sam_kontanthjaelp-aktivitetsparat.json": "kontanthjaelp-aktivitetsparat",
    "v3_y36sam_kontanthjaelp-jobparat.json": "kontanthjaelp-jobparat",
    "v3_y38sam_uddannelseshjaelp-aktivitetsparat.json": "uddannelseshjaelp-aktivitetsparat",
    "v3_y38sam_uddannelseshjaelp-uddannelsesparat.json": "uddannelseshjaelp-uddannelsesparat",
}
APRIL = date(2018, 4, 1)


def figures(reading):
    return {(f.indicator, f.municipality, f.month): f for f in reading.figures}


@pytest.mark.parametrize(("name", "indicator"), ANSWERS.items())
def test_an_answer_holds_eighteen_months_of_one_indicator_for_every_municipality(name, indicator):
    reading = read_files(sample(name))
    assert reading.findings == []
    assert reading.indicators == [indicator]
    assert len(reading.months) == 18
    assert len(reading.figures) == 18 * 98
    assert reading.left_out == {"Hele landet": 18}
    assert reading.withheld == reading.duplicates == reading.left_out_by_filter == 0


def test_the_answers_say_what_was_published_of_april_2018():
    reading = read_files(*map(sample, ANSWERS))
    april = {(f.indicator, f.municipality): f for f in reading.figures if f.month == APRIL}
    assert sum(f.persons for (indicator, _), f in april.items() if indicator == "dagpenge") == 7470
    varde = april["dagpenge", "573"]
    assert (varde.persons, varde.average, varde.share) == (59, Decimal("6.0"), Decimal("74.6"))
    summoned = {"219": "27.89", "350": "33.63", "370": "39.23"}  # Hillerød, Lejre, Næstved
    for code, percent in summoned.items():
        groups = [f for (_, municipality), f in april.items() if municipality == code and f.persons >= 10]
        meeting, persons = sum(f.persons * f.share for f in groups), sum(f.persons for f in groups)
        assert round(meeting / persons, 2) == Decimal(percent)


def test_the_file_with_title_footnotes_and_danish_numbers_in_windows_1252():
    reading = read_files(sample("dagpenge_apr2018_excel-dansk.csv"))
    assert reading.findings == []
    assert reading.left_out == {"Hele landet": 1}
    assert {f.municipality for f in reading.figures} == set(AREAS.names)
    copenhagen = figures(reading)["dagpenge", "101", APRIL]
    assert (copenhagen.persons, copenhagen.average, copenhagen.share) == (796, Decimal("5.6"), Decimal("66.2"))
    assert (copenhagen.file, copenhagen.sheet, copenhagen.row) == ("dagpenge_apr2018_excel-dansk.csv", "", 5)


def test_the_workbook_has_a_table_on_each_sheet_and_shares_without_the_noise_of_binary_fractions():
    reading = read_files(sample("opgoerelse_2018M04.xlsx"))
    assert reading.findings == []
    assert reading.indicators == ["dagpenge", "sygedagpenge"]
    assert len(reading.figures) == 2 * 98
    dragor = figures(reading)["dagpenge", "155", APRIL]
    assert str(dragor.share) == "71.4"
    assert dragor.sheet == "Dagpenge"
    assert str(figures(reading)["dagpenge", "846", APRIL].share) == "100"


def test_the_samples_agree_so_together_they_are_duplicates():
    files = [sample(path.name) for path in sorted(SAMPLES.iterdir()) if path.name != "fejl.csv"]
    reading = read_files(*files)
    assert reading.errors == []
    assert len(reading.figures) == 6 * 18 * 98
    assert reading.duplicates == 98 + 2 * 98
    assert [finding.code for finding in reading.warnings] == ["table_description"] * 4


def test_the_faulty_file_gets_its_seven_errors_each_with_row_column_and_value():
    reading = read_files(sample("fejl.csv"))
    share = "Andel med 6 samtaler eller mere (pct.)"
    assert [(f.row, f.column, f.value, f.code) for f in reading.errors] == [
        (3, "Kommune", "Vardee", "unknown_municipality_like"),
        (4, "Antal personer", "-4", "negative_number"),
        (5, share, "133,6", "share_out_of_range"),
        (7, share, "48,9", "conflicting_values"),
        (8, "Periode", "2031M04", "future_month"),
        (9, "Periode", "2018M13", "not_a_month"),
        (12, "Antal personer", "31,5", "fractional_persons"),
    ]
    assert {f.file for f in reading.errors} == {"fejl.csv"}
    assert reading.errors[0].params["suggestions"] == ["Varde"]
    assert reading.left_out == {"Christiansø": 1}
    assert reading.withheld == 1
    fano = figures(reading)["dagpenge", "563", APRIL]
    assert (fano.persons, fano.average, fano.share) == (None, None, None)


def test_a_table_description_alone_says_where_the_figures_are():
    reading = read_files(sample("v3_table_y36sam.json"))
    assert [(f.severity, f.code) for f in reading.findings] == [("error", "only_table_description")]
    assert "/data/y36sam" in reading.findings[0].message


def test_progress_goes_from_0_to_100_and_never_back():
    percents = []
    read_files(*map(sample, ANSWERS), on_progress=percents.append)
    assert percents[0] == 0 and percents[-1] == 100
    assert percents == sorted(percents)


def test_reading_is_the_same_every_time():
    files = [sample("fejl.csv"), *map(sample, ANSWERS)]
    assert read_files(*files) == read_files(*files)


def test_eighteen_months_of_six_indicators_are_read_in_two_seconds_of_work():
    files = [*map(sample, ANSWERS)]
    start = time.process_time()
    read_files(*files)
    assert time.process_time() - start < 2  # about 0.4 on the machine it was written on

"""Which indicator a table is about."""

from dataclasses import replace

import pytest

from tests.readers.making import HEADER, answer, csv, row, xlsx
from tests.readers.reference import SOURCES, read_files

FOUR = [*HEADER[:5], "Andel med 4 samtaler eller mere (pct.)"]
TWO = [*HEADER[:5], "Andel med 2 samtaler eller mere (pct.)"]
EARLY = row(filter="0-6 mdr.")


def plain(header):
    """The header without the column that tells seniority."""
    return [*header[:2], *header[3:]]


PLAIN_ROW = plain(row())


def indicator_of(*files, **options):
    reading = read_files(*files, **options)
    assert reading.errors == []
    return reading.indicators


def the_error(*files, **options):
    reading = read_files(*files, **options)
    [error] = reading.errors
    assert reading.figures == []
    return error


def test_six_interviews_are_required_of_nobody_but_unemployment_benefit_recipients():
    assert indicator_of(csv(row(), name="data.csv")) == ["dagpenge"]


@pytest.mark.parametrize(
    ("name", "header", "indicator"),
    [
        ("v3_y36sam_kontanthjaelp-jobparat.json", FOUR, "kontanthjaelp-jobparat"),
        ("Jobparate kontanthjælpsmodtagere april.csv", FOUR, "kontanthjaelp-jobparat"),
        ("KONTANTHJÆLP_AKTIVITETSPARAT.csv", TWO, "kontanthjaelp-aktivitetsparat"),
        ("uddannelseshjælp uddannelsesparat.csv", FOUR, "uddannelseshjaelp-uddannelsesparat"),
        ("uddannelseshjaelp-aktivitetsparat.csv", TWO, "uddannelseshjaelp-aktivitetsparat"),
        ("sygedagpenge.csv", FOUR, "sygedagpenge"),
        ("v3_y07sam.json", FOUR, "sygedagpenge"),
    ],
)
def test_the_name_of_the_file_points_to_the_indicator(name, header, indicator):
    assert indicator_of(csv(row(), header=header, name=name)) == [indicator]


def test_the_name_of_the_sheet_and_the_title_do_too():
    assert indicator_of(xlsx(("Sygedagpenge", [FOUR, row()]), name="april.xlsx")) == ["sygedagpenge"]
    assert indicator_of(csv(row(), header=FOUR, name="a.csv", above=["Sygedagpenge. Antal samtaler"])) == [
        "sygedagpenge"
    ]
    assert indicator_of(answer(row(), columns=FOUR, name="a.json", subject_name="Sygedagpenge")) == ["sygedagpenge"]


def test_what_stands_at_the_table_counts_for_more_than_the_files_name():
    book = xlsx(("Sygedagpenge", [FOUR, row()]), name="kontanthjælp-jobparat og andre.xlsx")
    assert indicator_of(book) == ["sygedagpenge"]


def test_unless_the_files_name_says_the_same_and_more():
    book = xlsx(("Sygedagpenge", [plain(FOUR), PLAIN_ROW]), name="tidlig sygedagpenge.xlsx")
    assert indicator_of(book) == ["tidlig-sygedagpenge"]


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        ("tidlig-dagpenge.csv", "tidlig-dagpenge"),
        ("A-dagpenge.csv", "tidlig-dagpenge"),
        ("tidlig-sygedagpenge.csv", "tidlig-sygedagpenge"),
        ("sygedagpenge.csv", "tidlig-sygedagpenge"),
        ("tidlig indsats kontanthjælp.csv", "tidlig-kontanthjaelp"),
        ("uddannelseshjaelp-tidlig.csv", "tidlig-uddannelseshjaelp"),
        ("v3_y36sam.csv", "tidlig-kontanthjaelp"),
    ],
)
def test_rows_for_the_first_six_months_are_early_effort(name, indicator):
    assert indicator_of(csv(EARLY, header=FOUR, name=name)) == [indicator]


def test_rows_with_other_values_of_the_filter_are_left_out_and_counted():
    reading = read_files(csv(row(), row(filter="0-6 mdr."), row(filter="Over 9 mdr.", share="x")))
    assert reading.errors == []
    assert len(reading.figures) == 1
    assert reading.left_out_by_filter == 2


@pytest.mark.parametrize("value", ["6-9 mdr.", "6–9 måneder", "6 - 9 Mdr", "6-9"])
def test_ways_to_write_the_filter(value):
    assert indicator_of(csv(row(filter=value))) == ["dagpenge"]


def test_a_filter_that_no_row_meets_is_an_error_that_lists_the_values():
    error = the_error(csv(row(filter="9-12 mdr."), row(filter="12+ mdr.")))
    assert (error.code, error.row) == ("filter_not_met", 1)
    assert error.params["found"] == ["12+ mdr.", "9-12 mdr."]
    assert error.params["column"] == "Varighed på ydelsen"


def test_a_table_that_could_be_several_indicators_is_not_guessed_at():
    error = the_error(csv(row(), header=FOUR, name="data.csv"))
    assert error.code == "several_indicators"
    assert error.params["indicators"] == [
        "kontanthjaelp-jobparat", "sygedagpenge", "uddannelseshjaelp-uddannelsesparat",
    ]  # fmt: skip


def test_the_table_id_narrows_but_does_not_decide_between_two_of_the_same_table():
    both = "y36sam"
    assert indicator_of(csv(row(), header=TWO, name=f"v3_{both}.csv")) == ["kontanthjaelp-aktivitetsparat"]
    error = the_error(csv(PLAIN_ROW, header=plain(FOUR), name=f"v3_{both}.csv"))
    assert error.params["indicators"] == ["kontanthjaelp-jobparat", "tidlig-kontanthjaelp"]


def test_a_title_of_another_benefit_than_the_columns_is_not_overheard():
    error = the_error(csv(row(), above=["Sygedagpenge, 6-9 måneder"], name="april.csv"))
    assert error.code == "title_of_another_indicator"
    assert error.params == {"titled": ["sygedagpenge"], "indicators": ["dagpenge"]}
    assert indicator_of(csv(row(), above=["Sygedagpenge, 6-9 måneder"]), indicator="dagpenge") == ["dagpenge"]


def test_an_indicator_that_was_chosen_decides():
    assert indicator_of(csv(row(), header=FOUR, name="sygedagpenge.csv"), indicator="kontanthjaelp-jobparat") == [
        "kontanthjaelp-jobparat"
    ]


def test_the_chosen_indicators_columns_must_be_there():
    error = the_error(csv(row(), header=FOUR), indicator="dagpenge")
    assert (error.code, error.row) == ("missing_columns", 1)
    assert error.params["missing"] == ["share"]
    assert error.params["found"] == FOUR
    assert "Andel m… 6 samtaler" in error.message


def test_the_chosen_indicators_filter_must_be_met():
    assert the_error(csv(row()), indicator="tidlig-dagpenge").code == "missing_columns"
    assert the_error(csv(row(), header=FOUR), indicator="tidlig-dagpenge").code == "filter_not_met"


def test_an_indicator_without_a_source_cannot_be_read():
    assert the_error(csv(row()), indicator="ukendt").code == "no_source"
    assert the_error(csv(row()), sources=[]).code == "no_source"


@pytest.mark.parametrize("missing", [0, 1, 3, 5])
def test_a_missing_column_is_named(missing):
    fields = {0: "month", 1: "municipality", 3: "persons", 5: "share"}
    header = [label if i != missing else "Andet" for i, label in enumerate(HEADER)]
    error = the_error(csv(row(), header=header))
    assert error.code == "missing_columns"
    assert error.params["missing"] == [fields[missing]]


def test_a_share_of_those_with_fewer_interviews_is_not_the_share():
    header = [*HEADER[:5], "Andel med mindre end 6 samtaler"]
    assert the_error(csv(row(), header=header)).code == "missing_columns"


def test_two_columns_that_could_both_be_the_share_are_not_guessed_at():
    header = [*HEADER, "Andel med 6 samtaler eller mere, mænd (pct.)"]
    error = the_error(csv([*row(), "50"], header=header))
    assert error.code == "doubtful_column"
    assert error.params == {"field": "share", "labels": header[5:]}


def test_labels_are_compared_without_case_and_doubled_blanks():
    header = ["PERIODE", " kommune ", "varighed  på ydelsen", "Antal\u00a0personer", *HEADER[4:]]
    assert indicator_of(csv(row(), header=header)) == ["dagpenge"]


def test_a_table_that_holds_several_requirements_is_read_for_the_one_it_is_titled():
    header = [*HEADER, TWO[5], FOUR[5]]
    reading = read_files(csv([*row(), "90", "70"], header=header, name="sygedagpenge.csv"))
    assert [(f.indicator, f.share) for f in reading.figures] == [("sygedagpenge", 70)]


def test_a_source_that_an_administrator_adds_is_used_like_the_others():
    mine = replace(SOURCES[0], indicator="nyt", share_column=("Dækningsgrad",), hints=("*nyt*",))
    header = [*HEADER[:5], "Dækningsgrad"]
    assert indicator_of(csv(row(), header=header), sources=[*SOURCES, mine]) == ["nyt"]

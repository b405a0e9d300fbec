"""Every row of the handling table, and how tables and rows are found: files in, figures or findings out."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from municipalities.readers import InputFile
from tests.readers.making import HEADER, answer, csv, row, xlsx
from tests.readers.reference import AREAS, read_files

APRIL = date(2018, 4, 1)


def codes(reading):
    return [finding.code for finding in reading.errors]


def only(reading):
    assert reading.errors == []
    [figure] = reading.figures
    return figure


def whole_country(persons=10, **changed):
    return [row(municipality=name, persons=str(persons), **changed) for name in AREAS.names.values()]


class TestWithheld:
    @pytest.mark.parametrize("mark", ["-", "–", "..", "...", ".", "*", "", " "])
    def test_a_withheld_figure_is_kept_as_withheld(self, mark):
        reading = read_files(csv(row(persons=mark, average=mark, share=mark)))
        figure = only(reading)
        assert (figure.persons, figure.average, figure.share, figure.meeting) == (None, None, None, None)
        assert reading.withheld == 1

    def test_null_in_an_answer_is_withheld(self):
        assert only(read_files(answer(["2018M04", "Varde", "6-9 mdr.", None, 4.6, None]))).persons is None

    def test_zero_is_not_withheld(self):
        reading = read_files(csv(row(persons="0", average="0,0", share="0,0")))
        assert only(reading).persons == 0
        assert reading.withheld == 0


class TestErrors:
    @pytest.mark.parametrize(
        ("changed", "code", "column"),
        [
            ({"share": "100,1"}, "share_out_of_range", HEADER[5]),
            ({"share": "-1"}, "share_out_of_range", HEADER[5]),
            ({"share": "mange"}, "not_a_share", HEADER[5]),
            ({"persons": "-4"}, "negative_number", HEADER[3]),
            ({"persons": "31,5"}, "fractional_persons", HEADER[3]),
            ({"persons": "få"}, "not_a_whole_number", HEADER[3]),
            ({"persons": "99.999.999"}, "too_large", HEADER[3]),
            ({"average": "-0,1"}, "negative_number", HEADER[4]),
            ({"average": "fire"}, "not_a_number", HEADER[4]),
            ({"month": "2018M10"}, "future_month", HEADER[0]),
            ({"month": "2018M13"}, "not_a_month", HEADER[0]),
            ({"month": ""}, "blank_month", HEADER[0]),
            ({"municipality": "Vardee"}, "unknown_municipality_like", HEADER[1]),
            ({"municipality": "Xqzw"}, "unknown_municipality", HEADER[1]),
            ({"filter": ""}, "blank_filter", HEADER[2]),
            ({"municipality": ""}, "blank_municipality", HEADER[1]),
            ({"municipality": "101 Varde"}, "code_and_name_differ", HEADER[1]),
        ],
    )
    def test_each_error_names_file_row_column_and_value(self, changed, code, column):
        reading = read_files(csv(row(municipality="Vejen"), row(**changed), above=["A-dagpenge", ""]))
        [error] = reading.errors
        assert (error.code, error.file, error.row, error.column) == (code, "dagpenge.csv", 5, column)
        assert error.value == next(iter(changed.values()))
        assert len(reading.figures) == 1

    def test_the_month_that_is_now_is_not_in_the_future(self):
        assert only(read_files(csv(row(month="2018M09")))).month == date(2018, 9, 1)

    def test_every_error_of_a_row_is_told(self):
        wrong = row(month="2018M13", municipality="Vardee", persons="-4", average="x", share="133")
        assert len(codes(read_files(csv(wrong)))) == 5

    def test_the_row_of_a_workbook_is_the_spreadsheets_own(self):
        wrong = xlsx(("Dagpenge", [["Dagpenge"], [], [], HEADER, ["2018M04", "Varde", "6-9 mdr.", 9.5, 4.6, 46]]))
        [error] = read_files(wrong).errors
        assert (error.sheet, error.row, error.value) == ("Dagpenge", 5, "9.5")

    def test_the_row_of_an_answer_is_its_place_in_rows(self):
        [error] = read_files(answer(row(municipality="Vejen"), row(share="133"))).errors
        assert error.row == 2

    def test_no_more_persons_can_meet_the_requirement_than_there_are(self):
        header = [*HEADER, "Antal personer med 6 samtaler eller mere"]
        assert only(read_files(csv([*row(), "42"], header=header))).meeting == 42
        [error] = read_files(csv([*row(), "92"], header=header)).errors
        assert (error.code, error.column, error.params["persons"]) == ("meeting_exceeds_persons", header[6], 91)

    def test_a_thousand_errors_are_listed_and_the_rest_are_counted(self):
        reading = read_files(csv(*[row(persons="-1")] * 1500))
        assert len(reading.errors) == 1001
        assert reading.errors[-1].code == "more_errors"
        assert reading.errors[-1].params == {"count": 500}

    def test_no_file_at_all(self):
        assert codes(read_files()) == ["no_files"]


class TestTheSameCellTwice:
    def test_with_the_same_value_it_is_one_cell_and_a_duplicate(self):
        reading = read_files(csv(row(), row(share="46,20", municipality="Varde Kommune")))
        assert only(reading).row == 2
        assert reading.duplicates == 1

    def test_with_different_values_each_column_that_differs_is_an_error_on_the_later_row(self):
        reading = read_files(csv(row(), row(persons="92", share="48,9")))
        assert [(e.code, e.row, e.column, e.value) for e in reading.errors] == [
            ("conflicting_values", 3, HEADER[3], "92"),
            ("conflicting_values", 3, HEADER[5], "48,9"),
        ]
        assert reading.errors[1].params["first_value"] == "46,2"
        assert reading.errors[1].params["first_row"] == 2

    def test_withheld_is_not_the_same_as_a_figure(self):
        assert codes(read_files(csv(row(), row(share="-")))) == ["conflicting_values"]

    def test_files_of_one_delivery_are_compared_too(self):
        assert read_files(csv(row()), answer(["apr 2018", "0573", "6-9 mdr.", 91, 4.6, 46.2])).duplicates == 1
        [error] = read_files(csv(row()), csv(row(share="48,9"), name="dagpenge-2.csv")).errors
        assert error.file == "dagpenge-2.csv"
        assert error.params["first_place"] == "dagpenge.csv"

    def test_a_file_without_a_column_says_nothing_against_one_that_has_it(self):
        short = csv([*row()[:4], "46,2"], header=[*HEADER[:4], HEADER[5]], name="dagpenge-2.csv")
        for files in ([csv(row()), short], [short, csv(row())]):
            reading = read_files(*files)
            assert only(reading).average == Decimal("4.6")
            assert reading.duplicates == 1


class TestAreas:
    def test_areas_that_are_no_municipality_are_left_out_and_counted_as_written(self):
        names = ["Hele landet", "Region Hovedstaden", "Christiansø", "Uoplyst område", "Christiansø"]
        reading = read_files(csv(row(), *[row(municipality=name) for name in names]))
        assert reading.errors == []
        assert reading.left_out == {"Hele landet": 1, "Region Hovedstaden": 1, "Christiansø": 2, "Uoplyst område": 1}
        assert len(reading.figures) == 1

    def test_a_table_of_the_whole_country_alone_has_no_figures(self):
        assert codes(read_files(csv(row(municipality="Hele landet")))) == ["no_municipalities"]

    def test_what_is_left_out_is_not_judged(self):
        assert read_files(csv(row(), row(municipality="Christiansø", persons="x", share="-5"))).errors == []


class TestWarnings:
    def test_missing_municipalities_are_listed_once_for_all_the_months_that_lack_the_same(self):
        rows = [*whole_country(month="2018M03"), *whole_country(month="2018M04")]
        reading = read_files(csv(*[cells for cells in rows if cells[1] not in ("Ærø", "Aabenraa", "Fanø")]))
        assert reading.errors == []
        [warning] = reading.warnings
        assert warning.code == "missing_municipalities"
        assert warning.params == {
            "indicator": "dagpenge",
            "months": ["2018-03", "2018-04"],
            "count": 3,
            "expected": 98,
            "names": ["Fanø", "Ærø", "Aabenraa"],  # in Danish order
        }

    def test_a_municipality_whose_figures_are_wrong_is_not_missing_as_well(self):
        rows = whole_country()
        rows[0][3] = "-1"
        assert [finding.code for finding in read_files(csv(*rows)).findings] == ["negative_number"]

    @pytest.mark.parametrize(("total", "warns"), [("980", False), ("984", False), ("985", True), ("900", True)])
    def test_a_sum_that_is_more_than_half_a_percent_from_the_whole_country(self, total, warns):
        reading = read_files(csv(*whole_country(), row(municipality="Hele landet", persons=total)))
        assert [finding.code for finding in reading.findings] == ["total_differs"] * warns
        if warns:
            assert reading.warnings[0].params | {"name": ""} == {
                "indicator": "dagpenge", "month": "2018-04", "sum": 980, "total": int(total), "name": "",
                "value": total,
            }  # fmt: skip
            assert reading.warnings[0].row == 100

    def test_no_sum_is_made_where_a_municipality_is_withheld_or_missing(self):
        total = row(municipality="Hele landet", persons="5000")
        rows = whole_country()
        rows[5][3] = "-"
        assert read_files(csv(*rows, total)).findings == []
        assert [f.code for f in read_files(csv(*whole_country()[1:], total)).findings] == ["missing_municipalities"]

    def test_shares_that_look_like_fractions(self):
        reading = read_files(csv(*whole_country(share="0,462")))
        [warning] = reading.findings
        assert (warning.code, warning.column) == ("shares_look_like_fractions", HEADER[5])
        assert reading.figures[0].share == Decimal("0.462")

    def test_small_shares_that_are_marked_as_percent_are_no_fractions(self):
        assert read_files(csv(*whole_country(share="0,5 %"))).findings == []
        assert read_files(csv(*whole_country(share="0,0"))).findings == []


class TestTextFiles:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    @pytest.mark.parametrize("delimiter", [";", "\t"])
    def test_encodings_and_delimiters(self, encoding, delimiter):
        file = csv(row(municipality="Brønderslev"), encoding=encoding, delimiter=delimiter)
        assert only(read_files(file)).municipality == "810"

    def test_commas_between_cells(self):
        assert only(read_files(csv(row(average="4.6", share="46.2"), delimiter=","))).share == Decimal("46.2")
        assert only(read_files(csv(row(average='"4,6"', share='"46,2"'), delimiter=","))).share == Decimal("46.2")

    def test_decimal_commas_between_commas_are_an_error_and_never_shifted_figures(self):
        [error] = read_files(csv(row(), delimiter=",")).errors
        assert (error.code, error.row, error.params) == ("long_row", 2, {"cells": 8, "columns": 6})

    def test_the_content_tells_the_format_and_not_the_name(self):
        assert only(read_files(csv(row(), name="dagpenge.xlsx"))).share == Decimal("46.2")
        assert only(read_files(answer(row(), name="dagpenge.csv"))).share == Decimal("46.2")
        assert only(read_files(xlsx(("Ark1", [HEADER, row()]), name="dagpenge.json"))).share == Decimal("46.2")

    @pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
    def test_line_ends(self, end):
        file = InputFile("f", end.join([";".join(HEADER), ";".join(row()), ""]).encode())
        assert only(read_files(file)).row == 2

    def test_a_quoted_cell_may_hold_delimiters_and_line_ends(self):
        header = ["Periode", '"Kommune"', "Varighed på ydelsen", '"Antal\npersoner"', *HEADER[4:]]
        assert only(read_files(csv(row(municipality='"Varde"'), header=header))).row == 3

    def test_trailing_delimiters_do_not_count(self):
        assert only(read_files(csv([*row(), ""], header=[*HEADER, ""]))).persons == 91
        assert only(read_files(csv([*row(), "", ""]))).persons == 91

    def test_a_row_that_breaks_off_is_an_error_and_not_withheld(self):
        [error] = read_files(csv(row(municipality="Vejen"), row()[:4])).errors
        assert (error.code, error.row) == ("short_row", 3)

    def test_title_lines_and_notes_are_no_rows(self):
        reading = read_files(
            csv(
                row(),
                above=["sep=;", "A-dagpenge. Antal samtaler pr. person", "", "Udtrukket 1. juni 2018;;;;;"],
                below=[
                    "", "Kilde: Jobindsats.dk", "Anm.: Pga. efterregistreringer; vil; måneden; 12; 4,6; 12",
                    "* Frikommune", "1) Foreløbige tal", "Note 1: se bilag", "Tabellen er foreløbig;;;;;",
                ],
            )
        )  # fmt: skip
        assert only(reading).row == 6
        assert reading.left_out == {}

    def test_a_note_with_commas_in_a_file_with_commas(self):
        below = ["Tallene er foreløbige, og de kan ændre sig", "* Frikommune, se bilag 2"]
        assert len(read_files(csv(row(average="4.6", share="46"), delimiter=",", below=below)).figures) == 1

    @pytest.mark.parametrize(
        "line", ["2018M04", "2018M04;Varde", "2018M13", "Varde", ";;;91", ";Varde;;;;", "2018M04;;;;;", "2018M13;;;;;"]
    )
    def test_what_is_left_of_a_row_of_figures_is_no_note(self, line):
        assert read_files(csv(row(municipality="Vejen"), below=[line])).errors

    def test_a_broken_month_or_name_does_not_make_a_row_a_note(self):
        wrong = [row(month="*"), row(municipality="* Frikommune"), row(month="1) apr"), row(month="Tabel")]
        assert len(read_files(csv(*wrong)).errors) == 4

    def test_tables_below_each_other_are_told_apart_by_their_titles(self):
        header = ["Periode", "Kommune", "Antal personer", "Andel med 4 samtaler eller mere"]
        lines = [
            "Sygedagpenge", ";".join(header), "2018M04;Varde;91;46,2", "",
            "Kontanthjælp, jobparate", ";".join(header), "2018M04;Varde;40;50,0", "Kilde: Jobindsats.dk",
        ]  # fmt: skip
        reading = read_files(InputFile("april.csv", "\n".join(lines).encode()))
        assert reading.errors == []
        assert [(f.indicator, f.persons, f.row) for f in reading.figures] == [
            ("sygedagpenge", 91, 3),
            ("kontanthjaelp-jobparat", 40, 7),
        ]

    def test_a_header_that_is_repeated_is_no_row(self):
        reading = read_files(csv(row(), HEADER, row(municipality="Vejen")))
        assert reading.errors == []
        assert [f.row for f in reading.figures] == [2, 4]


class TestWorkbooks:
    def test_shares_with_a_percent_format_are_fractions_of_one(self):
        def change(book):
            book.active["F2"].number_format = "0.0%"
            book.active["F3"].number_format = '0.0" %"'  # shows a percent sign that means nothing

        rows = [
            HEADER,
            ["2018M04", "Varde", "6-9 mdr.", 91, 4.6, 0.7140000000000001],
            [*row(municipality="Vejen")[:5], 71.4],
        ]
        reading = read_files(xlsx(("Dagpenge", rows), change=change))
        assert reading.errors == []
        assert [str(f.share) for f in reading.figures] == ["71.4", "71.4"]

    def test_numbers_are_without_the_noise_of_binary_fractions(self):
        figure = only(read_files(xlsx(("Dagpenge", [HEADER, ["2018M04", 573, "6-9 mdr.", 91.0, 0.1 + 0.2, 46.2]]))))
        assert (figure.municipality, figure.persons, str(figure.average)) == ("573", 91, "0.3")

    def test_date_cells_are_months(self):
        assert only(read_files(xlsx(("Dagpenge", [HEADER, [date(2018, 4, 1), *row()[1:]]])))).month == APRIL

    def test_hidden_sheets_are_read_too(self):
        def change(book):
            book["Sygedagpenge"].sheet_state = "hidden"

        header = ["Periode", "Kommune", "Antal personer", "Andel m. 4 samtaler eller mere"]
        sheets = [("Dagpenge", [HEADER, row()]), ("Sygedagpenge", [header, ["2018M04", "Varde", 50, 60]])]
        assert read_files(xlsx(*sheets, change=change)).indicators == ["dagpenge", "sygedagpenge"]

    def test_a_sheet_without_a_table_is_left_out_with_a_warning(self):
        reading = read_files(
            xlsx(("Forside", [["Opgørelse"], ["Til ministeren"]]), ("Dagpenge", [HEADER, row()]), ("Tom", []))
        )
        assert only(reading).sheet == "Dagpenge"
        assert [(w.code, w.sheet) for w in reading.warnings][:1] == [("sheet_left_out", "Forside")]

    def test_a_sheet_that_lacks_a_column_is_an_error_even_beside_one_that_is_right(self):
        header = ["Periode", "Kommune", "Antal personer", "Andel i alt"]
        [error] = read_files(xlsx(("Dagpenge", [HEADER, row()]), ("Syge", [header, ["2018M04", "Varde", 1, 2]]))).errors
        assert (error.code, error.sheet, error.row) == ("missing_columns", "Syge", 1)

    def test_a_formula_without_a_value_is_an_error_and_not_withheld(self):
        [error] = read_files(xlsx(("Dagpenge", [HEADER, [*row()[:5], "=D2/2"]]))).errors
        assert (error.code, error.value, error.column) == ("formula_without_value", "=D2/2", HEADER[5])

    def test_the_value_that_a_formula_had_is_read(self):
        file = xlsx(("Dagpenge", [HEADER, [*row()[:5], "=40+6.2"]]))
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(file.content)) as old, zipfile.ZipFile(buffer, "w") as new:
            for part in old.namelist():
                content = old.read(part)
                content = content.replace(b"<v></v>", b"<v>46.2</v>").replace(b"<v />", b"<v>46.2</v>")
                new.writestr(part, content.replace(b"<v/>", b"<v>46.2</v>"))
        assert only(read_files(InputFile(file.name, buffer.getvalue()))).share == Decimal("46.2")

    def test_rows_of_a_sheet_may_end_early_and_begin_late(self):
        def change(book):
            book.active.insert_cols(1, 2)
            book.active.insert_rows(1, 5)

        figure = only(read_files(xlsx(("Dagpenge", [HEADER, [*row()[:4]]]), change=change)))
        assert (figure.row, figure.persons, figure.share) == (7, 91, None)

    def test_the_errors_that_excel_writes_are_no_figures(self):
        assert codes(read_files(xlsx(("Dagpenge", [HEADER, [*row()[:5], "#DIV/0!"]])))) == ["not_a_share"]
        assert codes(read_files(xlsx(("Dagpenge", [HEADER, [*row()[:4], date(2018, 6, 5), 46]])))) == ["not_a_number"]
        assert codes(read_files(xlsx(("Dagpenge", [HEADER, [*row()[:3], True, 4.6, 46]])))) == ["not_a_whole_number"]


class TestAnswers:
    def test_decimals_are_exact(self):
        assert str(only(read_files(answer(["2018M04", "Varde", "6-9 mdr.", 91, 4.6, 33.1]))).share) == "33.1"

    def test_words_that_are_no_numbers_are_errors_where_they_stand(self):
        content = answer(["2018M04", "Varde", "6-9 mdr.", 1, 2, 3]).content
        for before, after, code in [
            (b"1, 2, 3", b"NaN, 2, 3", "not_a_whole_number"),
            (b"1, 2, 3", b"1, Infinity, 3", "not_a_number"),
            (b"1, 2, 3", b"1, 2, -Infinity", "not_a_share"),
            (b"1, 2, 3", b"true, 2, 3", "not_a_whole_number"),
            (b"1, 2, 3", b"[1], 2, 3", "not_a_whole_number"),
            (b"1, 2, 3", b"1e999999, 2, 3", "too_large"),
            (b"1, 2, 3", b"1, 2, 1e99999999999999999999", "not_a_share"),
        ]:
            assert codes(read_files(InputFile("dagpenge.json", content.replace(before, after)))) == [code]

    @pytest.mark.parametrize("cells", [[], ["2018M04"], row()[:5]])
    def test_every_row_of_an_answer_is_whole(self, cells):
        assert codes(read_files(answer(row(municipality="Vejen"), cells))) == ["short_row"]

    def test_nothing_in_an_answer_is_a_note(self):
        assert len(codes(read_files(answer(["Kilde: x", "", "6-9 mdr.", "", "", ""])))) == 2


def test_a_cpr_number_in_a_cell_is_not_repeated():
    reading = read_files(csv(row(municipality="010190-1234")))
    (error,) = reading.errors
    assert "010190" not in error.message + error.value
    assert "XXXXXX-XXXX" in error.message

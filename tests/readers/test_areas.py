"""Municipalities by whatever a file calls them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from municipalities.readers.areas import AreaNames, LeftOut, Municipality, NationalTotal, Unknown
from tests.readers.reference import AREAS

names = AreaNames(AREAS)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Århus", "751"), ("Aarhus", "751"), ("AARHUS", "751"), ("Høje Taastrup", "169"), ("Høje-Tåstrup", "169"),
        ("Nordfyn", "480"), ("Nordfyns Kommune", "480"), ("Vesthimmerland", "820"), ("Vesthimmerlands", "820"),
        ("Brønderslev-Dronninglund", "810"), ("Bornholms Regionskommune", "400"), ("Bornholm", "400"), ("Mors", "773"),
        ("Morsø", "773"), ("Københavns Kommune", "101"), ("KØBENHAVN", "101"), ("  Lyngby -  Tårbæk  ", "173"),
        ("Gentofte*", "157"), ("Gentofte *", "157"), ("Varde\u00a0Kommune", "573"), ("Ikast–Brande", "756"),
        ("Ringkøbing  Skjern", "760"), ("0101", "101"), ("101", "101"), (101, "101"), ("101 København", "101"),
        ("0101 København", "101"), ("751 - Århus Kommune", "751"), ("Åbenrå", "580"), ("Ålborg", "851"),
        ("Faxe kommune*", "320"), ("Samsø", "741"), ("Stevn", "336"), ("Horsens Kommune", "615"),
    ],
)  # fmt: skip
def test_names_that_files_use_for_a_municipality(written, code):
    assert names.find(written) == Municipality(code)


def spoken(name):
    genitive = name if name.endswith("s") else name + "s"
    return st.sampled_from(
        [name, name.upper(), name.lower(), f"{name} Kommune", f"{genitive} Kommune", f"{name}*", f"  {name} ",
         name.replace("-", " "), name.replace("å", "aa").replace("Å", "Aa"), unicodedata.normalize("NFD", name)]
    )  # fmt: skip


@given(st.sampled_from(sorted(AREAS.names.items())).flatmap(lambda item: st.tuples(st.just(item[0]), spoken(item[1]))))
def test_every_municipality_is_recognised_by_each_way_of_writing_its_name(case):
    code, written = case
    assert names.find(written) == Municipality(code)


@pytest.mark.parametrize("code", sorted(AREAS.names))
def test_every_municipality_is_recognised_by_its_number(code):
    assert {names.find(code), names.find(f"0{code}"), names.find(int(code))} == {Municipality(code)}


@pytest.mark.parametrize("written", ["Hele landet", "HELE LANDET", "I alt", "Danmark"])
def test_the_national_total_is_never_a_municipality(written):
    assert names.find(written) == NationalTotal()


@pytest.mark.parametrize(
    "written",
    [
        "Christiansø", "411", "0411", "411 Christiansø", "Uoplyst", "Uoplyst kommune", "Uoplyst område", "Ukendt",
        "Udlandet", "Region Hovedstaden", "Hovedstaden", "Region Sjælland", "Sjælland", "Syddanmark",
        "Region Midtjylland", "Nordjylland", "RAR Bornholm", "RAR Fyn",
        "Østjylland", "AMK Øst", "AMK Syd", "AMK Midt-Nord",
    ],
)  # fmt: skip
def test_known_areas_that_are_no_municipality_are_left_out(written):
    assert names.find(written) == LeftOut()


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("Vardee", "Varde"), ("Koebenhavn", "København"), ("Hillerod", "Hillerød"), ("Næsved Kommune", "Næstved")],
)
def test_an_unknown_name_gets_the_nearest_suggestions(written, nearest):
    assert names.find(written) == Unknown("unknown_municipality")
    suggestions = names.suggestions(written)
    assert suggestions[0] == nearest
    assert len(suggestions) <= 3


def test_a_name_like_no_other_gets_no_suggestion():
    assert names.suggestions("Xqzw") == []


def test_a_number_and_a_name_that_disagree_are_not_guessed_at():
    assert names.find("101 Aarhus") == Unknown("code_and_name_differ", "København")
    assert names.find("999 Aarhus") == Unknown("code_and_name_differ", "999")
    assert names.find("101 Kobenhavn") == Unknown("unknown_municipality")


@pytest.mark.parametrize("written", ["999", "1", "10101", "", " ", "*", None, "Kommune", "s"])
def test_what_is_no_area(written):
    assert isinstance(names.find(written), Unknown)

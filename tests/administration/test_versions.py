"""Exemptions and the numbers of a scheme: a change adds a version, and what was known stays."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import ProgrammingError, connection, transaction

from municipalities.assessment import changing
from municipalities.assessment.query import end_of_day, known_at
from municipalities.assessment.recalculation import recalculate_pending
from municipalities.models import Assessment, Exemption, Municipality, RecalculationRequest, Scheme, SchemeParameters
from tests.administration.making import as_sent, errors, page
from tests.municipalities.test_samples import STORY, run

pytestmark = pytest.mark.django_db

IN_2018 = end_of_day(date(2018, 9, 28))


@pytest.fixture
def aalborg():
    """Aalborg's exemption, 2017 to 2020, for all target groups."""
    return Exemption.objects.get(municipality__name="Aalborg")


def requests():
    return list(RecalculationRequest.objects.filter(done_at=None).values_list("cause", "from_month"))


def save(administration, version, **changes):
    address = page(type(version), "change", version.pk)
    return administration.post(address, as_sent(administration.get(address)) | changes)


def test_what_was_known_in_2018_is_there_from_the_start():
    assert Exemption.objects.filter(known_at(IN_2018)).count() == 20
    assert SchemeParameters.objects.get(known_at(IN_2018)).marked == 40


def test_a_changed_exemption_is_known_from_now_and_the_former_until_now(administration, aalborg):
    response = save(administration, aalborg, valid_to="31-03-2018", legal_basis="Rettet")
    assert response.headers["Location"] == page(Exemption, "changelist")
    now = Exemption.objects.get(municipality=aalborg.municipality, known_to=None)
    former = Exemption.objects.get(pk=aalborg.pk)
    assert (now.valid_from, now.valid_to, now.legal_basis) == (date(2017, 1, 1), date(2018, 3, 31), "Rettet")
    assert (former.valid_to, former.legal_basis) == (aalborg.valid_to, aalborg.legal_basis)
    assert (now.replaces, former.known_to) == (former, now.known_from)
    assert Exemption.objects.get(known_at(IN_2018), municipality=aalborg.municipality) == former
    assert requests() == [("exemption", date(2017, 1, 1))]


def test_the_levels_follow_from_the_changed_exemption(administration, aalborg):
    run("import_statistics", *STORY)
    recalculate_pending()

    def level(month):
        return Assessment.objects.get(municipality=aalborg.municipality, indicator=None, month=month).level

    assert (level(date(2018, 3, 1)), level(date(2018, 4, 1))) == ("exempt", "exempt")
    save(administration, aalborg, valid_to="2018-03-31")
    recalculate_pending()
    assert level(date(2018, 3, 1)) == "exempt"
    assert level(date(2018, 4, 1)) in ("compliant", "below", "markedly_below")


def test_moving_the_first_day_recalculates_from_the_earlier_of_the_two(administration, aalborg):
    save(administration, aalborg, valid_from="2016-05-20")
    save(administration, Exemption.objects.get(replaces=aalborg), valid_from="2017-02-01")
    assert requests() == [("exemption", date(2016, 5, 1)), ("exemption", date(2016, 5, 1))]


def test_saving_what_is_there_already_changes_nothing(administration, aalborg):
    assert save(administration, aalborg).status_code == 302
    assert Exemption.objects.get(municipality=aalborg.municipality) == aalborg
    assert requests() == []


def test_the_second_of_two_who_change_the_same_is_told_and_overwrites_nothing(administration, aalborg):
    address = page(Exemption, "change", aalborg.pk)
    form = as_sent(administration.get(address))
    administration.post(address, form | {"valid_to": "2019-12-31"})
    second = administration.post(address, form | {"valid_to": "2018-12-31"})
    assert "Somebody else has changed or ended this" in errors(second)
    assert Exemption.objects.get(municipality=aalborg.municipality, known_to=None).valid_to == date(2019, 12, 31)


def test_nor_does_any_other_caller_overwrite(aalborg):
    changing.end(Exemption.objects.get(pk=aalborg.pk))
    aalborg.legal_basis = "Rettet"
    with pytest.raises(changing.ChangedMeanwhile):
        changing.replace(aalborg)
    with pytest.raises(changing.ChangedMeanwhile):
        changing.end(aalborg)


def test_a_deleted_exemption_ends_and_is_kept(administration, aalborg):
    response = administration.post(page(Exemption, "delete", aalborg.pk), {"post": "yes"})
    assert response.status_code == 302
    aalborg.refresh_from_db()
    assert aalborg.known_to is not None
    assert Exemption.objects.get(known_at(IN_2018), municipality=aalborg.municipality) == aalborg
    assert requests() == [("exemption", date(2017, 1, 1))]


def test_a_former_version_is_shown_and_cannot_be_deleted(administration, aalborg):
    save(administration, aalborg, legal_basis="Rettet")
    shown = administration.get(page(Exemption, "change", aalborg.pk))
    assert not shown.context["has_change_permission"]
    assert page(Exemption, "change", aalborg.replaced_by.pk) in shown.content.decode()
    assert administration.get(page(Exemption, "delete", aalborg.pk)).status_code == 403
    listed = administration.get(page(Exemption, "changelist"), {"known": "former"}).context["cl"].result_list
    assert list(listed) == [aalborg]


def test_ending_what_another_has_ended_meanwhile_says_so(administration, aalborg):
    changing.end(aalborg)
    answer = administration.post(page(Exemption, "delete", aalborg.pk), {"post": "yes"}, follow=True)
    assert "Somebody else has changed or ended this" in " ".join(map(str, answer.context["messages"]))
    assert len(requests()) == 1


def test_a_new_exemption_recalculates_from_its_first_month(administration):
    lejre = Municipality.objects.get(name="Lejre")
    form = {"municipality": lejre.pk, "valid_from": "2018-05-17", "legal_basis": "Forsøg"}
    assert administration.post(page(Exemption, "add"), form).status_code == 302
    assert Exemption.objects.get(municipality=lejre).replaces is None
    assert requests() == [("exemption", date(2018, 5, 1))]
    again = administration.post(page(Exemption, "add"), form | {"valid_from": "2019-01-01"})
    assert "already exempt" in errors(again)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE {} SET valid_to = '2018-01-31'",
        "UPDATE {} SET known_from = '2020-01-01'",
        "UPDATE {} SET known_to = now(), valid_to = '2018-01-31'",
        "DELETE FROM {}",
    ],
)
@pytest.mark.parametrize("model", [Exemption, SchemeParameters])
def test_the_database_lets_nobody_overwrite_or_delete_a_version(model, sql):
    with pytest.raises(ProgrammingError, match=r"Cannot (update|delete) rows"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(sql.format(model._meta.db_table))


@pytest.mark.parametrize("another_end", [end_of_day(date(2030, 1, 1)), None])
@pytest.mark.parametrize("model", [Exemption, SchemeParameters])
def test_the_database_lets_a_version_end_once(model, another_end):
    version = model.objects.first()
    changing.end(version)
    with pytest.raises(ProgrammingError, match="Cannot update rows"), transaction.atomic():
        model.objects.filter(pk=version.pk).update(known_to=another_end)


def test_new_numbers_from_a_day_take_over_from_those_that_hold_on_it(administration):
    old = SchemeParameters.objects.get(scheme__is_default=True)
    form = as_sent(administration.get(page(SchemeParameters, "add")))
    form |= {"valid_from": "2019-01-01", "target": "85"}
    assert administration.post(page(SchemeParameters, "add"), form).status_code == 302
    current = SchemeParameters.objects.filter(known_to=None, scheme=old.scheme).order_by("valid_from")
    assert [(row.valid_from, row.valid_to, row.target) for row in current] == [
        (date(2015, 7, 1), date(2018, 12, 31), Decimal(80)),
        (date(2019, 1, 1), None, Decimal(85)),
    ]
    assert SchemeParameters.objects.get(known_at(IN_2018)) == old
    assert ("scheme", date(2015, 7, 1)) in requests()


def test_numbers_in_the_midst_of_others_are_refused(administration):
    form = as_sent(administration.get(page(SchemeParameters, "add")))
    form |= {"valid_from": "2018-01-01", "valid_to": "2018-12-31"}
    assert "overlaps" in errors(administration.post(page(SchemeParameters, "add"), form))
    assert SchemeParameters.objects.filter(scheme__is_default=True).count() == 1


def test_a_corrected_number_keeps_the_former_and_recalculates(administration):
    old = SchemeParameters.objects.get(scheme__is_default=True)
    assert save(administration, old, marked="45.5").status_code == 302
    assert SchemeParameters.objects.get(known_to=None, scheme=old.scheme).marked == Decimal("45.5")
    assert SchemeParameters.objects.get(known_at(IN_2018)).marked == 40
    assert requests() == [("scheme", date(2015, 7, 1))]


def test_numbers_are_read_and_written_the_danish_way(administration):
    administration.cookies["django_language"] = "da"
    form = as_sent(administration.get(page(SchemeParameters, "add")))
    shown = administration.get(
        page(SchemeParameters, "change", SchemeParameters.objects.get(scheme__is_default=True).pk)
    ).content.decode()
    assert 'name="intensity_ratio" value="0,8"' in shown
    form |= {"valid_from": "01-01-2019", "intensity_ratio": "0,75"}
    assert administration.post(page(SchemeParameters, "add"), form).status_code == 302
    assert SchemeParameters.objects.get(valid_from=date(2019, 1, 1)).intensity_ratio == Decimal("0.75")


def test_a_scheme_recalculates_when_what_it_follows_changes_and_not_for_its_name(administration):
    scheme = Scheme.objects.get(is_default=True)
    save(administration, scheme, name_da="Mindstekrav")
    assert requests() == []
    save(administration, scheme, indicators=[scheme.indicators.first().pk])
    assert requests() == [("scheme", None)]
    assert scheme.indicators.count() == 1


def test_the_default_scheme_stays_active_and_another_takes_over_in_one_step(administration):
    scheme = Scheme.objects.get(is_default=True)
    form = as_sent(administration.get(page(Scheme, "change", scheme.pk)))
    form.pop("is_active")
    assert "skal være aktiv" in errors(administration.post(page(Scheme, "change", scheme.pk), form))
    other = Scheme.objects.create(slug="nyt-tilsyn", name_da="Nyt tilsyn", name_en="New supervision")
    chosen = {"action": "make_default", "_selected_action": [other.pk]}
    administration.post(page(Scheme, "changelist"), chosen)
    assert list(Scheme.objects.filter(is_default=True)) == [other]
    Scheme.objects.filter(pk=scheme.pk).update(is_active=False)
    administration.post(page(Scheme, "changelist"), chosen | {"_selected_action": [scheme.pk]})
    assert list(Scheme.objects.filter(is_default=True)) == [other]


def test_an_indicator_recalculates_when_its_validity_or_target_group_changes(administration):
    indicator = Scheme.objects.get(is_default=True).indicators.get(slug="dagpenge")
    save(administration, indicator, name_en="Benefit recipients")
    assert requests() == []
    save(administration, indicator, valid_from="2016-01-01")
    assert requests() == [("scheme", date(2015, 7, 1))]

"""Municipalities, the names that files use, contacts and sources."""

from datetime import date

import pytest
from django.contrib import admin
from django.forms import CharField

from municipalities.models import AreaName, Contact, Delivery, Indicator, Municipality, Scheme, Source
from tests.administration.making import as_sent, errors, page
from tests.deliveries import HEADER, staged

pytestmark = pytest.mark.django_db


def test_a_municipality_is_neither_added_nor_deleted_and_keeps_its_code(administration):
    næstved = Municipality.objects.get(name="Næstved")
    address = page(Municipality, "change", næstved.pk)
    assert administration.post(page(Municipality, "delete", næstved.pk), {"post": "yes"}).status_code == 403
    assert administration.post(page(Municipality, "add"), {"name": "Ny"}).status_code == 403
    administration.post(address, as_sent(administration.get(address)) | {"code": "999", "name": "Nestved"})
    næstved.refresh_from_db()
    assert (næstved.code, næstved.name, næstved.search_key) == ("370", "Nestved", "nestved")


def test_the_list_of_municipalities_is_in_danish_order_and_found_by_any_spelling(administration):
    def listed(**query):
        return [
            str(row) for row in administration.get(page(Municipality, "changelist"), query).context["cl"].result_list
        ]

    assert listed(p=2)[-3:] == ["Aabenraa", "Aalborg", "Aarhus"]
    assert listed(q="århus") == listed(q="AARHUS") == ["Aarhus"]
    assert listed(q="høje taastrup") == ["Høje-Taastrup"]
    assert listed(q="370") == ["Næstved"]


@pytest.mark.parametrize("name", ["NÆSTVED", " næstved ", "Ærø", "Høje Tåstrup", "370", "0370"])
def test_a_name_in_files_cannot_be_a_municipalitys_own(administration, name):
    lejre = Municipality.objects.get(name="Lejre")
    response = administration.post(
        page(AreaName, "add"), {"name": name, "kind": "municipality", "municipality": lejre.pk}
    )
    assert "own name or code" in errors(response)


def test_a_name_in_files_stands_for_one_area(administration):
    taken = AreaName.objects.first()
    form = {"kind": "left_out", "municipality": ""}
    assert "findes allerede" in errors(administration.post(page(AreaName, "add"), form | {"name": taken.name.upper()}))
    assert "Skriv et navn" in errors(administration.post(page(AreaName, "add"), form | {"name": "- -"}))
    for name in ("å" * 80, "999"):
        assert administration.post(page(AreaName, "add"), form | {"name": name}).status_code == 302


def test_a_municipality_cannot_take_a_name_that_is_in_use(administration):
    address = page(Municipality, "change", Municipality.objects.get(name="Næstved").pk)
    form = as_sent(administration.get(address))
    assert "En anden kommune" in errors(administration.post(address, form | {"name": "Høje Taastrup"}))
    left_out = AreaName.objects.filter(kind="left_out").first()
    assert "noget andet" in errors(administration.post(address, form | {"name": left_out.name}))


def test_a_second_mayor_at_the_same_time_is_refused(administration):
    lejre = Municipality.objects.get(name="Lejre")
    Contact.objects.create(municipality=lejre, role="borgmester", name="Bo Berg", valid_from=date(2018, 1, 1))
    form = {"municipality": lejre.pk, "role": "borgmester", "name": "Eva Eg", "valid_from": "2019-01-01"}
    assert "End that one first" in errors(administration.post(page(Contact, "add"), form))
    assert administration.post(page(Contact, "add"), form | {"role": "jobcenterchef"}).status_code == 302


def test_no_text_takes_a_cpr_number(administration, rf):
    request = rf.get("/")
    texts = 0
    for model_admin in admin.site._registry.values():
        if not model_admin.has_add_permission(type("R", (), {"user": AlwaysMay()})()):
            continue
        request.user = AlwaysMay()
        form = model_admin.get_form(request)
        for name in (field.name for field in model_admin.opts.fields):
            field = form.base_fields.get(name)
            if isinstance(field, CharField):
                texts += 1
                assert "refuse_cpr" in [getattr(v, "__name__", "") for v in field.validators], (model_admin, name)
    assert texts > 30
    lejre = Municipality.objects.get(name="Lejre")
    form = {"municipality": lejre.pk, "role": "borgmester", "name": "Bo 010170-1234", "valid_from": "2019-01-01"}
    assert "CPR-nummer" in errors(administration.post(page(Contact, "add"), form))


class AlwaysMay:
    is_active = is_authenticated = True

    def has_perm(self, perm, obj=None):
        return True


def test_a_source_is_changed_in_lines(administration):
    source = Source.objects.first()
    address = page(Source, "change", source.pk)
    form = as_sent(administration.get(address)) | {"hints": "*dagpenge*\r\n*a-dagpenge*"}
    assert administration.post(address, form).status_code == 302
    source.refresh_from_db()
    assert source.hints.split() == ["*dagpenge*", "*a-dagpenge*"]


def test_an_indicator_that_a_scheme_follows_is_not_deleted(administration):
    indicator = Indicator.objects.first()
    assert administration.get(page(Indicator, "delete", indicator.pk)).status_code == 403
    Scheme.objects.get(is_default=True).indicators.remove(indicator)
    assert administration.get(page(Indicator, "delete", indicator.pk)).status_code == 200


def test_a_source_asks_for_one_choice_a_line(administration):
    source = Source.objects.first()
    address = page(Source, "change", source.pk)
    form = as_sent(administration.get(address))
    for wrong in ("_varighed 4", "_varighed = 4\n%(line)s = 4 %", "a = b = c"):
        assert "som et hierarki" in errors(administration.post(address, form | {"asked_for": wrong}))
    assert administration.post(address, form | {"asked_for": "_varighed = 4\n\n_ydelse = 2"}).status_code == 302


def test_one_scheme_is_made_the_default_and_only_one_that_is_active(administration):
    default, new = Scheme.objects.get(is_default=True), Scheme.objects.create(slug="ny", name_da="Ny", is_active=False)
    for chosen in ([default.pk, new.pk], [new.pk]):
        form = {"action": "make_default", "_selected_action": chosen}
        answer = administration.post(page(Scheme, "changelist"), form, follow=True)
        assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert Scheme.objects.get(is_default=True) == default


def test_a_delivery_shows_its_counts_also_of_what_stood_twice_and_was_left_out(administration):
    line = "2018M04;Varde;6-9 mdr.;91;4,6;46,2\n"
    delivery = staged(HEADER + line + line + "2018M04;Region Sjælland;6-9 mdr.;10;3,1;30,0\n")
    shown = administration.get(page(Delivery, "change", delivery.pk)).content.decode()
    for count in ("new: 1", "duplicates: 1", "left out: Region Sjælland (1)"):
        assert f"<div>{count}</div>" in shown, count

"""Several questions in one message: each answered as by itself."""

import pghistory
import pytest
from django.db.models import Count

from kontakt.accounts.models import RegionalOffice
from kontakt.together import counted, fetch_of, fetch_together, hand_out
from municipalities.models import Exemption, Indicator, Municipality

pytestmark = pytest.mark.django_db
A_TO_B = [Municipality.objects.filter(name__startswith=letter).order_by("code") for letter in "AB"]


def test_each_queryset_is_counted_as_by_itself_in_one_query(django_assert_num_queries):
    some = Municipality.objects.filter(name__startswith="A").select_related("office").order_by("name")
    with django_assert_num_queries(1):
        counts = counted(
            all=Municipality.objects.all(), some=some, none=Municipality.objects.none(), kinds=Indicator.objects.all()
        )
    assert counts == {"all": 98, "some": some.count(), "none": 0, "kinds": Indicator.objects.count()}
    assert 0 < counts["some"] < 98


def questions():
    """One of each kind that our pages ask: with relations, annotated, values, flat, a slice, none, with a % in it."""
    return [
        Municipality.objects.select_related("office").order_by("code"),
        RegionalOffice.objects.annotate(many=Count("municipality")).order_by("pk"),
        Municipality.objects.values("office").annotate(many=Count("pk")).order_by("office"),
        Municipality.objects.order_by("-code").values_list("code", flat=True)[2:5],
        Municipality.objects.none(),
        Municipality.objects.filter(name__contains="%"),
        Indicator.objects.filter(name_da__contains="d").order_by("slug"),
    ]


def test_every_kind_of_question_is_answered_as_by_itself_in_one_query(django_assert_num_queries):
    alone = [list(queryset) for queryset in questions()]
    together = questions()
    with django_assert_num_queries(1):
        counts = fetch_together(*together, counts={"offices": RegionalOffice.objects.all()})
        found = [list(queryset) for queryset in together]
        names = [municipality.office.name for municipality in found[0]]
    assert found == alone
    assert [office.many for office in found[1]] == [office.many for office in alone[1]]
    assert names == [municipality.office.name for municipality in alone[0]]
    assert counts == {"offices": len(alone[1])}


@pytest.mark.parametrize("begins", [Municipality.objects.none, lambda: A_TO_B[0].union(A_TO_B[1])])
def test_it_holds_in_a_request_that_may_change_something(begins):
    """What notes down who changes it adds a statement to a message, if it does not begin as a question does."""
    first, *together = begins(), *questions()
    with pghistory.context(user=1):
        counts = fetch_together(first, *together, counts={"offices": RegionalOffice.objects.all()})
    assert list(first) == list(begins())
    assert [list(queryset) for queryset in together] == [list(queryset) for queryset in questions()]
    assert counts == {"offices": RegionalOffice.objects.count()}


def test_what_is_made_of_a_fetched_queryset_asks_for_itself():
    every = Municipality.objects.order_by("code")
    fetch_together(every)
    assert [municipality.name for municipality in every.filter(name="Køge")] == ["Køge"]
    assert every.count() == 98


def test_what_is_fetched_already_is_not_asked_for_again(django_assert_num_queries):
    every = Municipality.objects.order_by("code")
    fetch_together(every)
    first = every[0]
    with django_assert_num_queries(0):
        fetch_together(every)
        fetch_together()
    assert every[0] is first


@pytest.fixture
def exempt():
    """Municipalities that have been exempt, by code."""
    found = Municipality.objects.filter(exemptions__isnull=False).distinct().order_by("code")
    assert len(found) > 1
    return found


def test_what_belongs_to_a_row_is_at_hand_with_it(exempt, django_assert_num_queries):
    row = exempt[0]
    alone = list(row.exemptions.order_by("-valid_from"))
    with django_assert_num_queries(1):
        fetch_of(row, exemptions=row.exemptions.order_by("-valid_from"))
        assert list(row.exemptions.all()) == alone
        assert all(exemption.municipality is row for exemption in row.exemptions.all())
    assert row.exemptions.filter(pk=alone[0].pk).count() == 1


def test_children_are_handed_out_to_their_parents_each_its_own(exempt, django_assert_num_queries):
    every = Exemption.objects.order_by("pk")
    alone = {row.pk: list(row.exemptions.order_by("pk")) for row in exempt}
    with django_assert_num_queries(1):
        fetch_together(every)
        hand_out(exempt, "exemptions", every)
        hand_out([], "exemptions", every)
        assert {row.pk: list(row.exemptions.all()) for row in exempt} == alone
        assert all(exemption.municipality is row for row in exempt for exemption in row.exemptions.all())

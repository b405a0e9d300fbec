"""Counts of different things in one question."""

import pytest

from kontakt.counting import counted
from municipalities.models import Indicator, Municipality


@pytest.mark.django_db
def test_each_queryset_is_counted_as_by_itself_in_one_query(django_assert_num_queries):
    some = Municipality.objects.filter(name__startswith="A").select_related("office").order_by("name")
    with django_assert_num_queries(1):
        counts = counted(
            all=Municipality.objects.all(), some=some, none=Municipality.objects.none(), kinds=Indicator.objects.all()
        )
    assert counts == {"all": 98, "some": some.count(), "none": 0, "kinds": Indicator.objects.count()}
    assert 0 < counts["some"] < 98

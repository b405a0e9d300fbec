"""The effect of a course, worked out by hand.

Køge's course runs from 14 May to 10 July 2018. Shares in percent, 100 persons in every municipality:

| month     | Køge | Lejre | Fanø | the country (the mean, as all have as many) |
|-----------|------|-------|------|------|
| April     | 40   | 50    | 60   | 50   |
| May       | 42   | 50    | 61   | 51   |
| June      | 50   | 53    | 62   | 55   |
| July      | 55   | 50    | 63   | 56   |
| August    | –    | 60    | 60   | 60   |
| September | 60   | 60    | 60   | 60   |
| October   | 70   | 50    | 60   | 60   |
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from followups.assistance.courses import begin, end
from followups.assistance.effect import as_shares, country_of, effect_of, own_effect_of, with_figures
from followups.models import Course
from municipalities.models import Indicator
from tests.followups.assistance.conftest import START
from tests.followups.figures import figures, known

pytestmark = pytest.mark.django_db
APRIL = date(2018, 4, 1)


@pytest.fixture
def seven_months(db):
    known(
        figures("Køge", 40, 42, 50, 55, None, 60, 70, first=APRIL),
        figures("Lejre", 50, 50, 53, 50, 60, 60, 50, first=APRIL),
        figures("Fanø", 60, 61, 62, 63, 60, 60, 60, first=APRIL),
    )


def measured(**more):
    [course] = with_figures(Course.objects.select_related("indicator").filter(**more))
    return course, as_shares(country_of([course]))


def ended(course, by, day) -> None:
    end(course.pk, by=by, version=course.version, outcome="reached", ended_on=day)


def test_before_at_the_end_and_three_months_after_beside_the_country(seven_months, course, consultant):
    ended(course, consultant, date(2018, 7, 10))
    effect = effect_of(*measured())
    assert [(each.month.month, each.share, each.country) for each in (effect.before, effect.latest, effect.after)] == [
        (4, 40, 50), (7, 55, 56), (10, 70, 60),
    ]  # fmt: skip
    assert (effect.change, effect.country_change, effect.beyond, effect.change_after) == (15, 6, 9, 30)


def test_while_it_is_under_way_the_latest_figure_counts(seven_months, course):
    effect = effect_of(*measured())
    assert (effect.latest.month, effect.change, effect.country_change, effect.after) == (
        date(2018, 10, 1),
        30,
        10,
        None,
    )


def test_a_month_without_a_figure_gives_the_one_before_it(seven_months, course, consultant):
    ended(course, consultant, date(2018, 8, 31))
    assert effect_of(*measured()).latest.month == date(2018, 7, 1)


def test_without_a_figure_for_the_month_before_there_is_no_change(course, consultant):
    known(figures("Køge", 42, 50, first=date(2018, 5, 1)))
    course, country = measured()
    effect = effect_of(course, country)
    assert (effect.before, effect.change, effect.country_change, course.change_pp) == (None, None, None, None)
    assert effect.latest.share == 50


def test_the_indicator_that_is_aimed_at_has_an_effect_of_its_own(seven_months, asked, aim, consultant):
    known(
        figures("Køge", 20, 20, 80, first=APRIL, indicator="sygedagpenge"),
        figures("Lejre", 40, 40, 40, first=APRIL, indicator="sygedagpenge"),
    )
    sick = replace(
        aim, target_share=Decimal(80), target_by=date(2019, 1, 1), indicator=Indicator.objects.get(slug="sygedagpenge")
    )
    course = begin(asked.pk, sick, by=consultant, version=1, started_on=START)
    ended(course, consultant, date(2018, 6, 20))
    course, country = measured()
    own = own_effect_of(course, country)
    # The country's own: April (20 + 40) / 2 = 30, June (80 + 40) / 2 = 60. Overall, Køge: April (40 + 20) / 2, June (50 + 80) / 2.
    assert (own.change, own.country_change, own.beyond) == (60, 30, 30)
    assert effect_of(course, country).change == 35


def test_without_an_indicator_there_is_none_of_its_own(seven_months, course):
    assert own_effect_of(*measured()) is None


def test_the_figures_of_many_courses_take_two_queries(seven_months, course, django_assert_num_queries):
    with django_assert_num_queries(2):
        courses = list(with_figures(Course.objects.all()))
        country = as_shares(country_of(courses))
        assert [effect_of(each, country).beyond for each in courses] == [20]


def test_courses_are_sorted_by_their_change(seven_months, course):
    assert with_figures(Course.objects.all()).order_by("change_pp").get().change_pp == 30

"""Where things stand in a drawing, by hand."""

from itertools import combinations

from municipalities.explore.scales import Scale, every, spread, swarm


def test_percent_are_places_between_two_ends():
    across, up = Scale(20, 220), Scale(100, 0)
    assert (across(0), across(50), across(100)) == (20, 120, 220)
    assert up(25) == 75


def test_dots_of_a_swarm_never_meet_and_lie_as_near_the_middle_as_they_can():
    places = [10, 10, 11, 15, 30, 31]
    heights = swarm(places, 8)
    assert heights[0] == heights[4] == 0
    for (x, y), (other_x, other_y) in combinations(zip(places, heights, strict=True), 2):
        assert (x - other_x) ** 2 + (y - other_y) ** 2 >= 7.9**2
    assert max(map(abs, heights)) < 20


def test_labels_are_moved_clear_of_one_another_and_stay_within():
    assert spread([50, 10, 90], 16, 0, 100) == [50, 10, 90]
    assert spread([50, 50], 16, 0, 100) == [50, 66]
    assert spread([98, 99], 16, 0, 100) == [84, 100]


def test_as_many_months_are_named_as_there_is_room_for_and_the_last_always():
    assert every(24, 900, 90) == [2, 5, 8, 11, 14, 17, 20, 23]
    assert every(3, 900, 90) == [0, 1, 2]
    assert every(1, 900, 90) == [0]

"""Spots that crowd are moved apart, and no others."""

import itertools
import math

from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from pilotzones.pictures.spreading import spread


def test_a_crowd_is_never_left_waiting():
    """Forty spots in one place are moved for a while and no longer; the middle stays where it was."""
    moved = spread([(0, 0)] * 40, 1)
    assert len(set(moved)) == 40
    assert math.isclose(sum(x for x, _ in moved), 0, abs_tol=1e-6)


NUMBERS = st.integers(0, 40).map(lambda number: number / 4)


def test_two_spots_at_one_place_go_east_and_west():
    """Each by half of the distance."""
    assert spread([(1, 1), (1, 1)], 2) == [(0, 1), (2, 1)]


def test_two_spots_move_along_the_line_between_them():
    """Each by half of what lacks."""
    assert spread([(1, 3), (1, 4)], 2) == [(1, 2.5), (1, 4.5)]
    assert spread([(3, 7), (4, 7)], 3) == [(2, 7), (5, 7)]


def test_a_spot_is_not_pushed_into_the_next():
    """The next one is moved too, though it was further away than the distance."""
    moved = spread([(0, 0), (0.2, 0), (2.5, 0)], 2)
    assert all(math.dist(one, other) > 1.9 for one, other in itertools.combinations(moved, 2))
    assert moved[2][0] > 2.5


def test_what_is_apart_stays():
    """To the last digit."""
    spots = [(0.1, 0.2), (5.3, 0.7), (0.3, 9.9)]
    assert spread(spots, 2) == spots
    assert spread([], 1) == []


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=12))
@examples(60)
def test_afterwards_none_covers_another(spots):
    """Up to a hundredth of the distance, and the middle of all stays where it was."""
    moved = spread(spots, 1)
    assert len(moved) == len(spots)
    assert all(math.dist(one, other) > 0.9 for one, other in itertools.combinations(moved, 2))
    for axis in (0, 1):
        assert math.isclose(sum(spot[axis] for spot in spots), sum(spot[axis] for spot in moved), abs_tol=1e-6)

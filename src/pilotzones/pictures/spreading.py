"""Dots that would cover each other, moved apart as little as needed."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

_ROUNDS = 60
_ENOUGH = 1e-3

Spot = tuple[float, float]


def spread(spots: Sequence[Spot], distance: float) -> list[Spot]:
    """Move spots apart that are nearer to each other than a distance; others stay where they are.

    Each pair moves by half of what it lacks, along the line between the two, again and again until nothing lacks.

    Args:
        spots: where they belong; those at one spot are moved to east and west in their order.
        distance: the least one between two spots afterwards, or nearly so where very many crowd.

    >>> spread([(0, 0), (0, 1), (5, 5)], 2)
    [(0.0, -0.5), (0.0, 1.5), (5, 5)]
    """
    moved = list(spots)
    # What was further apart than this is not pushed into each other.
    pairs = [
        (one, two)
        for one, two in itertools.combinations(range(len(spots)), 2)
        if math.dist(spots[one], spots[two]) < 4 * distance
    ]
    for _ in range(_ROUNDS):
        crowded = False
        for one, two in pairs:
            (x, y), (other_x, other_y) = moved[one], moved[two]
            apart = math.hypot(other_x - x, other_y - y)
            if distance - apart > _ENOUGH:
                crowded = True
                east, north = ((other_x - x) / apart, (other_y - y) / apart) if apart else (1.0, 0.0)
                step = (distance - apart) / 2
                moved[one] = (x - east * step, y - north * step)
                moved[two] = (other_x + east * step, other_y + north * step)
        if not crowded:
            break
    return moved

"""The levels of places."""

from __future__ import annotations

from typing import Literal, get_args

PlaceLevel = Literal["province", "special", "prefecture", "county"]
"""From the top down; ``special`` is a zone that is not a division. A municipality is a province."""

LEVELS: tuple[PlaceLevel, ...] = get_args(PlaceLevel)


def level_of(code: str) -> PlaceLevel:
    """Read the level of a division from its GB/T 2260 code.

    >>> level_of("330000"), level_of("330100"), level_of("330106")
    ('province', 'prefecture', 'county')
    """
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"

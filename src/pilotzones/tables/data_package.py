"""What a Frictionless package of the tables says beside their columns: licences, origins, foreign keys.

``NOTICE`` says what is under which licence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MIT = {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License"}
CC_BY = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International: the coordinates from GeoNames, rounded to four decimals",
}
CC0 = {
    "name": "CC0-1.0",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
    "title": "CC0 1.0 Universal: the divisions through time, from areacodes",
}
LICENCES = (MIT, CC_BY, CC0)
"""Of the tables together."""

ORIGINS = (
    {"title": "GeoNames", "path": "https://www.geonames.org/"},
    {"title": "areacodes", "path": "https://github.com/yescallop/areacodes"},
)
"""Whose data is in the tables; the pages that all other facts are from are in sources.csv."""

_OTHERS = {
    "zones": (MIT, CC_BY),
    "divisions_history": (CC0,),
    "crosswalk": (MIT, CC0),
}


def licences_of(table: str) -> dict[str, list[Mapping[str, str]]]:
    """Give the entry ``licenses`` of a table that has others than the MIT License alone; nothing for all others."""
    return {"licenses": [*_OTHERS[table]]} if table in _OTHERS else {}


def reference(table: str, column: str, other: str, key: str) -> dict[str, object]:
    """Write that a column has the values of a column of another table; a table's own name is written empty."""
    return {"fields": [column], "reference": {"resource": "" if other == table else other, "fields": [key]}}

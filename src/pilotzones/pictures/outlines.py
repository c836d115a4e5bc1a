"""The outlines of provinces, over which maps are drawn: for orientation, they say nothing of any border.

``tools/make_outlines.py`` writes ``province_outlines.json``, and ``NOTICE`` says what it is made of.
"""

from __future__ import annotations

import functools
import importlib.resources
import itertools
import json
from typing import Any

Corner = tuple[float, float]
"""Longitude and latitude in degrees."""


@functools.cache
def province_outlines() -> dict[str, tuple[tuple[Corner, ...], ...]]:
    """Read the outlines.

    Returns:
        By the GB/T 2260 code of each province, the rings of its parts; the last corner of a ring is the first. The
        neighbours of a border have the same corners there.
    """
    text = (importlib.resources.files("pilotzones.pictures") / "province_outlines.json").read_text("utf-8")
    topology = json.loads(text)
    lines = [_line(arc, topology["transform"]) for arc in topology["arcs"]]
    return {
        shape["id"]: tuple(_ring(numbers, lines) for (numbers,) in shape["arcs"])
        for shape in topology["objects"]["provinces"]["geometries"]
    }


def _line(arc: list[list[int]], transform: dict[str, Any]) -> tuple[Corner, ...]:
    """Read a line of TopoJSON: each corner is the distance from the one before."""
    (scale, _), (west, south) = transform["scale"], transform["translate"]
    axes = (itertools.accumulate(steps) for steps in zip(*arc, strict=True))
    return tuple((round(west + x * scale, 2), round(south + y * scale, 2)) for x, y in zip(*axes, strict=True))


def _ring(numbers: list[int], lines: list[tuple[Corner, ...]]) -> tuple[Corner, ...]:
    """Join lines into a ring; a negative number is a line from its end to its beginning."""
    parts = [lines[number] if number >= 0 else lines[~number][::-1] for number in numbers]
    return (parts[0][0], *(corner for part in parts for corner in part[1:]))

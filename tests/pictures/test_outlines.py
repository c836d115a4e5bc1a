"""The outlines of provinces: borders are the same line for both, and the provinces have their known areas and places."""

import collections
import itertools
import json
import math
import pathlib

import pytest
from pictured import DATA

import pilotzones
from pilotzones.pictures.outlines import province_outlines

FILE = pathlib.Path(pilotzones.__file__).parent / "pictures" / "province_outlines.json"
AREAS = {
    # Thousands of square kilometres, from the provinces' own pages and yearbooks; Heilongjiang without Jiagedaqi and
    # Songling, which lie in Inner Mongolia, and Ningxia as surveyed.
    "110000": 16.4,
    "140000": 156.7,
    "150000": 1183,
    "230000": 454,
    "340000": 140,
    "360000": 166.9,
    "410000": 167,
    "420000": 185.9,
    "430000": 211.8,
    "500000": 82.4,
    "510000": 486,
    "520000": 176,
    "530000": 394,
    "610000": 205.6,
    "630000": 697,
    "640000": 51.95,
    "650000": 1664,
}
INSIDE = {"110000", "140000", "340000", "360000", "410000", "420000", "430000", "500000", "510000", "520000", "610000"}
INSIDE |= {"630000", "640000"}
"""Provinces without a coast and without a border of the country."""


def area(ring):
    """Give the area of a ring in thousands of square kilometres, on a sphere (an equal-area cylinder)."""
    flat = [(math.radians(x) * 6371, math.sin(math.radians(y)) * 6371) for x, y in ring]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(flat))) / 2 / 1000


def contains(ring, x, y):
    """Tell whether a ring goes around a point, by the lines that a ray from it to the east crosses."""
    crossed = 0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossed += 1
    return crossed % 2 == 1


def away(ring, x, y):
    """Give the least distance of a point from a ring in degrees."""
    found = []
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        share = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)
        share = min(max(share, 0), 1)
        found.append(math.dist((x, y), (x1 + share * (x2 - x1), y1 + share * (y2 - y1))))
    return min(found)


def test_the_file_is_small_and_says_what_it_is():
    """At most 60 KiB; the Apache License asks that changes are said."""
    assert FILE.stat().st_size < 30 * 1024
    topology = json.loads(FILE.read_text("utf-8"))
    assert topology["type"] == "Topology"
    for part in ("Apache ECharts 4.9.0", "Apache License 2.0", "Changed:", "For orientation only"):
        assert part in topology["notice"]


def test_every_province_has_an_outline():
    """The 31 of the data, and Taiwan, Hong Kong and Macao, which the source has too."""
    assert set(province_outlines()) == {province.adcode for province in DATA.provinces()} | {
        "710000",
        "810000",
        "820000",
    }
    for rings in province_outlines().values():
        for ring in rings:
            assert ring[0] == ring[-1]
            assert len(ring) >= 4


def test_borders_are_shared():
    """A side belongs to one province or two, and inside the country always to two: no gaps and no overlaps."""
    owners = collections.defaultdict(list)
    for adcode, rings in province_outlines().items():
        for side in (side for ring in rings for side in itertools.pairwise(ring)):
            owners[frozenset(side)].append(adcode)
    for names in owners.values():
        assert len(names) == len(set(names)) <= 2
        assert len(names) == 2 or names[0] not in INSIDE
    assert sum(len(names) == 2 for names in owners.values()) > 1000


@pytest.mark.parametrize("adcode", AREAS)
def test_a_province_has_about_its_area(adcode):
    """Within four percent: simplified, and not distorted."""
    assert sum(map(area, province_outlines()[adcode])) == pytest.approx(AREAS[adcode], rel=0.04)


def test_every_zone_lies_in_its_province():
    """Or within a sixth of a degree of it, on a coast or an island that is left out."""
    for zone in DATA.zones():
        rings = province_outlines()[zone.province.adcode]
        where = zone.longitude, zone.latitude
        assert any(contains(ring, *where) for ring in rings) or min(away(ring, *where) for ring in rings) < 1 / 6, (
            zone.id
        )


def test_the_lines_are_those_of_a_reader_of_topojson():
    """Read as the specification says, by sums from the first point, without the package's own code."""
    topology = json.loads(FILE.read_text("utf-8"))
    arc = topology["arcs"][0]
    (scale, _), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    points, x, y = [], 0, 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((round(x * scale + west, 2), round(y * scale + south, 2)))
    first = next(shape["id"] for shape in topology["objects"]["provinces"]["geometries"] if shape["arcs"][0][0][0] == 0)
    assert province_outlines()[first][0][: len(points)] == tuple(points)


def test_the_licence_and_the_notice_of_the_source_are_kept():
    """The Apache License asks for both, and the wheel has what pyproject.toml names."""
    root = pathlib.Path(__file__).parents[2]
    assert 'license-files = ["LICENSE", "LICENSE-APACHE", "NOTICE"]' in (root / "pyproject.toml").read_text("utf-8")
    assert "Version 2.0, January 2004" in (root / "LICENSE-APACHE").read_text("utf-8")
    notice = (root / "NOTICE").read_text("utf-8")
    for part in ("Copyright 2017-2020 The Apache Software Foundation", "LICENSE-APACHE", "Changed by"):
        assert part in notice

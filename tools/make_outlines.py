"""Write ``province_outlines.json``, the outlines that maps are drawn over, or compare with ``--check``.

    npm pack echarts@4.9.0
    python tools/make_outlines.py echarts-4.9.0.tgz

The source is ``map/json/china.json`` of that npm package (Apache-2.0). In it most borders of two provinces are the same
points twice, and the others run a few hundred metres apart. Here they are made one line, and then lines are simplified
(Visvalingam and Whyatt, "Line generalisation by repeated elimination of points", 1993): a point is taken out of all
provinces that have it at once, and one where three lines meet stays, so what was one line is one line after it.
The file is TopoJSON: each line once, in hundredths of a degree from the point before.
"""

from __future__ import annotations

import argparse
import hashlib
import heapq
import itertools
import json
import math
import pathlib
import sys
import tarfile
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Point = tuple[int, int]
Ring = list[Point]
"""The corners of an outline in order; the last is joined to the first."""
Rings = dict[str, list[Ring]]
"""The outlines of each province, by its GB/T 2260 code."""

OUTLINES = pathlib.Path(__file__).parent.parent / "src" / "pilotzones" / "pictures" / "province_outlines.json"
MEMBER = "package/map/json/china.json"
SHA256 = "d392f651a48e6213c9bfc83f406711069de296c17f426cffc0ad1148078ee226"
UNIT = 1024
"""Parts of a degree in the source."""
HUNDREDTH = 100
SAME = 4
"""Hundredths of a degree within which a corner belongs to the border of a neighbour."""
SMALLEST = 300
"""Square hundredths of a degree: smaller islands are left out, unless a province has no larger part."""
CELL = 50
"""Hundredths of a degree: how large the squares are in which corners are looked for."""
DETAIL = 80
"""Square hundredths of a degree: a corner stays if it makes a triangle of this area with its neighbours."""
OF_A_BORDER, ON_A_LINE, FEWEST = 2, 2, 4
"""How many provinces have a border, how many neighbours a corner has that is no end, how few corners an outline has."""
NOTICE = (
    "Derived from map/json/china.json of Apache ECharts 4.9.0, Copyright 2017-2020 The Apache Software Foundation, "
    "Apache License 2.0. Changed: borders joined, simplified, small islands left out. "
    "For orientation only: this says nothing about any border."
)


def read(source: pathlib.Path) -> Rings:
    """Read the outlines, in hundredths of a degree.

    Raises:
        ValueError: if it is another file.
    """
    with tarfile.open(source) as archive:
        member = archive.extractfile(MEMBER)
        text = member.read() if member else b""
    if hashlib.sha256(text).hexdigest() != SHA256:
        message = f"{source} is not echarts-4.9.0.tgz: {MEMBER} has another SHA-256."
        raise ValueError(message)
    return {feature["properties"]["id"]: rings_of(feature["geometry"]) for feature in json.loads(text)["features"]}


def rings_of(geometry: dict[str, Any]) -> list[Ring]:
    """Read the rings of a province that has one part or several; the source has no holes."""
    texts, offsets = geometry["coordinates"], geometry["encodeOffsets"]
    if geometry["type"] == "MultiPolygon":
        texts, offsets = itertools.chain(*texts), itertools.chain(*offsets)
    return [decode(text, offset) for text, offset in zip(texts, offsets, strict=True)]


def decode(text: str, offset: list[int]) -> Ring:
    """Read a ring as ECharts writes it: each number is one character, and the distance from the one before."""
    x, y = offset
    ring = []
    for first, second in zip(text[::2], text[1::2], strict=True):
        x, y = x + signed(first), y + signed(second)
        ring.append((round(x * HUNDREDTH / UNIT), round(y * HUNDREDTH / UNIT)))
    return tidy(ring)


def signed(character: str) -> int:
    """Read a number: the last bit is its sign."""
    number = ord(character) - 64
    return (number >> 1) ^ -(number & 1)


def tidy(ring: Ring) -> Ring:
    """Take out corners that stand twice, and lines that go somewhere and straight back; nothing is left of a line."""
    ring = list(ring)
    while True:
        befores, afters = [*ring[-1:], *ring], [*ring[1:], *ring[:1]]
        wrong = (at for at, corner in enumerate(ring) if befores[at] in {corner, afters[at]})
        at = next(wrong, None)
        if at is None:
            return ring
        del ring[at]


def join(provinces: Rings) -> Rings:
    """Make one line of borders that run beside each other: first corners, then corners and lines."""
    same = nearest_corners(provinces)
    joined = {
        name: [left for ring in rings if (left := tidy([same[corner] for corner in ring]))]
        for name, rings in provinces.items()
    }
    for change in (bend, bend, bend, mend, mend, mend):
        joined = change(joined)
    return joined


def nearest_corners(provinces: Rings) -> dict[Point, Point]:
    """Choose for each corner the one that stands for all around it; corners of several provinces are chosen first."""
    owners = defaultdict(set)
    for name, rings in provinces.items():
        for corner in (corner for ring in rings for corner in ring):
            owners[corner].add(name)
    around = [(x, y) for x in range(-SAME, SAME + 1) for y in range(-SAME, SAME + 1) if math.hypot(x, y) <= SAME]
    around.sort(key=lambda step: (math.hypot(*step), step))
    chosen: dict[Point, Point] = {}
    standing = set()
    for corner in sorted(owners, key=lambda corner: (-len(owners[corner]), corner)):
        near = ((corner[0] + x, corner[1] + y) for x, y in around)
        chosen[corner] = next((other for other in near if other in standing), corner)
        standing.add(chosen[corner])
    return chosen


class Corners:
    """Corners by where they are, so that those near a line are found."""

    def __init__(self, corners: Iterable[Point]) -> None:
        self.cells: dict[Point, set[Point]] = defaultdict(set)
        for x, y in corners:
            self.cells[x // CELL, y // CELL].add((x, y))

    def near(self, points: Iterable[Point]) -> Iterator[Point]:
        """Go through the corners around some points."""
        xs, ys = zip(*points, strict=True)
        for x in range((min(xs) - SAME) // CELL, (max(xs) + SAME) // CELL + 1):
            for y in range((min(ys) - SAME) // CELL, (max(ys) + SAME) // CELL + 1):
                yield from self.cells.get((x, y), ())


def bend(provinces: Rings) -> Rings:
    """Put into each line the corners of other provinces that it passes by."""
    corners = Corners(corner for rings in provinces.values() for ring in rings for corner in ring)
    return {name: [bent(ring, corners) for ring in rings] for name, rings in provinces.items()}


def bent(ring: Ring, corners: Corners) -> Ring:
    """Put into the lines of a ring the corners that they pass by, unless the ring has them anyway."""
    own = set(ring)
    found: Ring = []
    for before, after in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        passed = [
            (along, corner)
            for corner in corners.near((before, after))
            if corner not in own and (along := passes(before, after, corner)) is not None
        ]
        found += [before, *(corner for _, corner in sorted(passed))]
    return tidy(found)


def passes(before: Point, after: Point, corner: Point) -> float | None:
    """Tell where along a line it passes by a corner, from 0 to 1; None if it does not."""
    along = (after[0] - before[0], after[1] - before[1])
    share = ((corner[0] - before[0]) * along[0] + (corner[1] - before[1]) * along[1]) / (along[0] ** 2 + along[1] ** 2)
    foot = (before[0] + share * along[0], before[1] + share * along[1])
    return share if 0 < share < 1 and math.dist(foot, corner) <= SAME else None


def mend(provinces: Rings) -> Rings:
    """Make one corner of the small gaps and overlaps that are left where three provinces meet."""
    owners: dict[frozenset[Point], list[str]] = defaultdict(list)
    for name, rings in provinces.items():
        for ring in rings:
            for side in zip([*ring[-1:], *ring], ring, strict=False):
                owners[frozenset(side)].append(name)
    groups: dict[Point, set[Point]] = {}
    for corners in (side for side, names in owners.items() if len(names) != OF_A_BORDER):
        group = set().union(*(groups.get(corner, {corner}) for corner in corners))
        groups |= dict.fromkeys(group, group)
    moved: dict[Point, Point] = {}
    for corner, group in groups.items():
        own = (
            {name for side, names in owners.items() if group.issuperset(side) for name in names} if small(group) else ()
        )
        if len(own) > 1:
            moved[corner] = min(group)
    return {
        name: [left for ring in rings if (left := tidy([moved.get(corner, corner) for corner in ring]))]
        for name, rings in provinces.items()
    }


def small(group: set[Point]) -> bool:
    """Tell whether corners are within a quarter of a degree, unlike those of a coast."""
    return all(max(numbers) - min(numbers) <= HUNDREDTH // 4 for numbers in zip(*group, strict=True))


def dissolve(provinces: Rings) -> Rings:
    """Make one part of parts of a province that have a side in common."""
    return {name: one_part(rings) for name, rings in provinces.items()}


def one_part(rings: list[Ring]) -> list[Ring]:
    """Leave out sides that two rings have, and go around what is left."""
    turned = [ring if turns_left(ring) else ring[::-1] for ring in rings]
    sides = [side for ring in turned for side in zip([*ring[-1:], *ring], ring, strict=False)]
    onwards: dict[Point, list[Point]] = defaultdict(list)
    for corner, after in sorted(sides):
        if (after, corner) not in sides:
            onwards[corner].append(after)
    joined = []
    for start in sorted(onwards):
        way = [start]
        while onwards[way[-1]]:
            corner = onwards[way[-1]].pop()
            if corner in way:  # a part is closed; another may begin where it ends
                first = way.index(corner)
                joined.append(way[first:])
                del way[first:]
            way.append(corner)
    return joined


def simplify(provinces: Rings) -> Rings:
    """Leave out small islands, then corners that change little, each from all rings that have it."""
    kept = {
        name: [ring for ring in rings if area(ring) >= SMALLEST] or [max(rings, key=area)]
        for name, rings in provinces.items()
    }
    lines = Lines(ring for rings in kept.values() for ring in rings)
    queue = [(lines.worth(corner), corner) for corner in lines.around]
    heapq.heapify(queue)
    while queue:
        worth, corner = heapq.heappop(queue)
        if worth > DETAIL:
            break
        if worth == lines.worth(corner):
            for neighbour in lines.take_out(corner):
                heapq.heappush(queue, (lines.worth(neighbour), neighbour))
    return {
        name: [[corner for corner in ring if corner in lines.around] for ring in rings] for name, rings in kept.items()
    }


class Lines:
    """Which corners a corner is joined to: two, or three where lines meet."""

    def __init__(self, rings: Iterable[Ring]) -> None:
        self.around: dict[Point, set[Point]] = defaultdict(set)
        self.sizes: dict[int, int] = {}
        self.rings_of: dict[Point, list[int]] = defaultdict(list)
        for number, ring in enumerate(rings):
            self.sizes[number] = len(ring)
            for before, corner in zip([ring[-1], *ring], ring, strict=False):
                self.around[before].add(corner)
                self.around[corner].add(before)
                self.rings_of[corner].append(number)
        self.corners = Corners(self.around)

    def worth(self, corner: Point) -> float:
        """Give the area of the triangle that would go with a corner; without end where it must stay."""
        neighbours = sorted(self.around.get(corner, ()))
        if len(neighbours) != ON_A_LINE or min(self.sizes[ring] for ring in self.rings_of[corner]) <= FEWEST:
            return math.inf
        one, two = neighbours
        # A line that is there already must not be drawn twice, and no corner may get to the other side of a line.
        if two in self.around[one] or any(
            other in self.around and inside(other, (one, corner, two))
            for other in self.corners.near((one, corner, two))
        ):
            return math.inf
        return area([one, corner, two])

    def take_out(self, corner: Point) -> list[Point]:
        """Take a corner out and join its neighbours."""
        one, two = sorted(self.around.pop(corner))
        self.around[one] = self.around[one] - {corner} | {two}
        self.around[two] = self.around[two] - {corner} | {one}
        for ring in self.rings_of[corner]:
            self.sizes[ring] -= 1
        return [one, two]


def area(ring: Ring) -> float:
    """Give the area inside a ring."""
    return abs(signed_area(ring))


def turns_left(ring: Ring) -> bool:
    """Tell whether a ring goes around its area against the clock."""
    return signed_area(ring) > 0


def signed_area(ring: Ring) -> float:
    """Give the area inside a ring; below zero if it goes around it with the clock."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True)) / 2


def inside(point: Point, triangle: tuple[Point, Point, Point]) -> bool:
    """Tell whether a point lies in a triangle, and is not one of its corners."""
    if point in triangle:
        return False
    turns = [
        (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
        for a, b in zip(triangle, (*triangle[1:], triangle[0]), strict=True)
    ]
    return min(turns) >= 0 or max(turns) <= 0


def topology(provinces: Rings) -> dict[str, Any]:
    """Write rings as TopoJSON: each line between two corners where others begin is written once."""
    around = Lines(ring for rings in provinces.values() for ring in rings).around
    ends = {corner for corner, neighbours in around.items() if len(neighbours) > ON_A_LINE}
    arcs: dict[tuple[Point, ...], int] = {}

    def number(line: list[Point]) -> int:
        """Give the number of a line; of one that goes the other way, its complement."""
        there, back = tuple(line), tuple(reversed(line))
        if back in arcs:
            return ~arcs[back]
        return arcs.setdefault(there, len(arcs))

    shapes = []
    for name in sorted(provinces):
        outlines = []
        for ring in sorted(provinces[name], key=lambda ring: (-area(ring), ring)):
            start = next((at for at, corner in enumerate(ring) if corner in ends), ring.index(min(ring)))
            turned = [*ring[start:], *ring[:start], ring[start]]
            cuts = [at for at, corner in enumerate(turned) if corner in ends or at in {0, len(ring)}]
            outlines.append([[number(turned[a : b + 1]) for a, b in itertools.pairwise(cuts)]])
        shapes.append({"type": "MultiPolygon", "id": name, "arcs": outlines})
    corners = [corner for arc in arcs for corner in arc]
    low = [min(corner[axis] for corner in corners) for axis in (0, 1)]
    return {
        "type": "Topology",
        "notice": NOTICE,
        "transform": {"scale": [1 / HUNDREDTH] * 2, "translate": [value / HUNDREDTH for value in low]},
        "objects": {"provinces": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": [deltas(arc, low) for arc in arcs],
    }


def deltas(arc: tuple[Point, ...], low: list[int]) -> list[list[int]]:
    """Write a line as TopoJSON does: each corner as the distance from the one before."""
    befores = [(low[0], low[1]), *arc]
    return [[x - before[0], y - before[1]] for (x, y), before in zip(arc, befores, strict=False)]


def main() -> int:
    """Write the file, or tell whether it is what would be written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=pathlib.Path, help="echarts-4.9.0.tgz")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    text = json.dumps(topology(dissolve(mend(simplify(join(read(asked.source)))))), separators=(",", ":")) + "\n"
    if not asked.check:
        OUTLINES.write_text(text, "utf-8")
    elif OUTLINES.read_text("utf-8") != text:
        print(f"{OUTLINES.name} is not what {pathlib.Path(__file__).name} writes.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

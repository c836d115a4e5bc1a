"""``zone_map``: the zones in force on a day as dots by batch, over the outlines of provinces."""

from __future__ import annotations

import datetime
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.font_manager import FontProperties

from pilotzones.dataset import Dataset
from pilotzones.dates import DateLike, as_date
from pilotzones.pictures.canvas import GREY, PALE, RULE, canvas, check_axes, write_source, write_title
from pilotzones.pictures.captions import CAPTIONS
from pilotzones.pictures.fonts import find_font
from pilotzones.pictures.legends import Corner, Legended, Spots, draw_marks, numbered_mark, plain_mark, write_legends
from pilotzones.pictures.outlines import province_outlines
from pilotzones.pictures.palette import SIGNS, colours
from pilotzones.pictures.spreading import Spot, spread
from pilotzones.records.languages import Language, as_language
from pilotzones.substitution import asked

if TYPE_CHECKING:
    from pilotzones.records.zones import Batch, Zone

_LATITUDE = 36
"""Where a degree of longitude is drawn as long as it is: the middle of the map."""
_SIZE = 62
"""The area of a dot in square points."""
_APART = 0.58
"""The least distance of two dots in degrees of latitude: as wide as one, in a figure of its own."""
_FEW = 3
"""How many zones that are no divisions are named."""


class _Words(NamedTuple):
    """What a map says."""

    title: str
    source: str
    batches: dict[int, str]
    levels: dict[str, str]
    headings: tuple[str, str]

    def all(self) -> list[str]:
        return [self.title, self.source, *self.headings, *self.batches.values(), *self.levels.values()]


def zone_map(
    date: DateLike | None = None, *, ax: Axes | None = None, lang: Language = "en", dataset: Dataset | None = None
) -> Axes:
    """Draw the zones in force on a day as dots over the outlines of provinces.

    The colour of a dot and the number in it are its batch, its shape tells cities from counties and from areas that
    are no division. The legends count them. One degree of longitude and latitude is one unit of the Axes.

    Args:
        date: the day (China calendar); None for the last verified one.
        ax: the Axes of matplotlib to draw into; None for one in a new figure, ten inches wide. In a much smaller one
            dots cover each other.
        lang: ``"en"`` or ``"zh"``.
        dataset: the dataset to ask; None for the default one.

    Returns:
        The Axes; ``save`` makes a file of it.

    Raises:
        InvalidDateError: if ``date`` is not valid.
        ArgumentTypeError: if ``ax`` is not an Axes, or ``lang`` not one of the words.
        MissingFontError: if no font has the characters; says what to install.

    Source:
        The replies of the State Council; see ``batches()``.

    >>> zone_map("2019-12-31").get_title(loc="left")
    'Cross-border e-commerce pilot zones in force on 2019-12-31: 59'
    """
    check_axes(ax)
    lang = as_language(lang)
    data = asked(dataset)
    verified = data.verified_through("zones")
    day = verified if date is None else as_date(date)
    zones = data.zones(date=day)
    words = _write(zones, day, verified, data.data_version(), lang)
    font = find_font(words.all())
    with canvas(ax, 10, 8.25) as axes:
        _draw_outlines(axes)
        shades = dict(zip((batch.number for batch in data.batches()), colours(len(data.batches())), strict=True))
        _draw_dots(axes, zones, shades, font)
        batches = [numbered_mark(number, shades[number], font) for number in words.batches]
        levels = [plain_mark(sign, GREY) for sign in words.levels]
        legends: dict[Corner, Legended] = {
            "upper left": (words.headings[1], levels, [*words.levels.values()]),
            "lower left": (words.headings[0], batches, [*words.batches.values()]),
        }
        write_legends(axes, legends, font)
        write_title(axes, words.title, font)
        write_source(axes, words.source, font, 4)
    return axes


def _write(zones: Sequence[Zone], day: datetime.date, verified: datetime.date, version: str, lang: Language) -> _Words:
    """Write the words of a map."""
    captions = CAPTIONS[lang]
    late = captions["late"].format(day=day) if day > verified else ""
    batches = {zone.batch.number: zone.batch for zone in zones}
    counts = Counter(zone.batch.number for zone in zones)
    return _Words(
        title=captions["map title"].format(day=day, count=len(zones)),
        source=captions["map source"].format(version=version, verified=verified, late=late),
        batches={
            number: captions["map batch"].format(number=number, day=write_day(batch, lang), count=counts[number])
            for number, batch in sorted(batches.items())
        },
        levels=_write_levels(zones, lang),
        headings=(captions["map batches"], captions["map levels"]),
    )


def write_day(batch: Batch, lang: Language) -> str:
    """Write the day of a reply, and that it is the day of its publication where that of the signature is not known."""
    day = batch.established_on
    return str(day) if batch.approved_on else CAPTIONS[lang]["published"].format(day=day)


def _write_levels(zones: Sequence[Zone], lang: Language) -> dict[str, str]:
    """Write how many zones have each shape, by the shape."""
    captions = CAPTIONS[lang]
    counts = Counter(SIGNS[zone.level] for zone in zones)
    names = {"o": "cities", "s": "county", "D": "special"}
    written = {sign: captions[name].format(count=counts[sign]) for sign, name in names.items() if counts[sign]}
    special = [
        captions["name"].format(name_en=zone.name_en, name_zh=zone.name_zh) for zone in zones if zone.level == "special"
    ]
    if 0 < len(special) <= _FEW:
        written["D"] = captions["names"].format(level=written["D"], names="\n".join(special))
    return written


def _draw_outlines(axes: Axes) -> None:
    """Draw the provinces, and make a degree as long to the east as it is to the north in the middle of the map."""
    rings = [ring for parts in province_outlines().values() for ring in parts]
    axes.add_collection(PolyCollection(rings, facecolors=PALE, edgecolors=RULE, linewidths=0.6, zorder=1))
    axes.set_aspect(1 / math.cos(math.radians(_LATITUDE)))
    axes.set_xlim(72.5, 136)
    axes.set_ylim(17.2, 54.4)
    axes.set_axis_off()


def _draw_dots(axes: Axes, zones: Sequence[Zone], shades: dict[int, str], font: FontProperties) -> None:
    """Draw the zones by batch and shape."""
    east = math.cos(math.radians(_LATITUDE))
    spots = spread([(zone.longitude * east, zone.latitude) for zone in zones], _APART)
    marks: dict[tuple[int, str], list[Spot]] = defaultdict(list)
    for zone, (x, y) in zip(zones, spots, strict=True):
        marks[zone.batch.number, SIGNS[zone.level]].append((x / east, y))
    for (batch, sign), where in sorted(marks.items()):
        xs, ys = zip(*where, strict=True)
        draw_marks(axes, Spots(xs, ys, _SIZE, sign), batch, shades[batch], font)

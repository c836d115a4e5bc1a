"""``zone_map``: the zones in force on a day as dots by batch, over the outlines of provinces."""

from __future__ import annotations

import datetime
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, get_args

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D

from pilotzones.arguments import check_word
from pilotzones.dataset import Dataset
from pilotzones.dates import DateLike, as_date
from pilotzones.pictures.canvas import GREY, INK, PALE, RULE, canvas, check_axes, sized, write_source, write_title
from pilotzones.pictures.captions import CAPTIONS
from pilotzones.pictures.fonts import find_font
from pilotzones.pictures.outlines import province_outlines
from pilotzones.pictures.palette import SIGNS, colours, ink_on, number_sign
from pilotzones.pictures.spreading import Spot, spread
from pilotzones.records.languages import Language
from pilotzones.substitution import asked

if TYPE_CHECKING:
    from pilotzones.records.zones import Batch, Zone

_LATITUDE = 36
"""Where a degree of longitude is drawn as long as it is: the middle of the map."""
_SIZE, _NUMBER = 62, 13
"""Areas of a dot and of the number in it, in square points."""
_APART = 0.58
"""The least distance of two dots in degrees of latitude: as wide as one, in a figure of its own."""
_LETTERS = 8
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
        ax: the Axes of matplotlib to draw into; None for one in a new figure.
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
    check_word("lang", lang, get_args(Language))
    data = asked(dataset)
    verified = data.verified_through("zones")
    day = verified if date is None else as_date(date)
    zones = data.zones(date=day)
    words = _write(zones, day, verified, data.data_version(), lang)
    font = find_font(words.all())
    with canvas(ax, 10, 8.2) as axes:
        _draw_outlines(axes)
        shades = dict(zip((batch.number for batch in data.batches()), colours(len(data.batches())), strict=True))
        _draw_dots(axes, zones, shades, font)
        _write_legends(axes, words, shades, font)
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
            number: captions["map batch"].format(
                number=number, day=write_day(batch, lang), count=counts[number]
            )
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
    special = [captions["name"].format(name_en=zone.name_en, name_zh=zone.name_zh) for zone in zones if zone.level == "special"]
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
        axes.scatter(xs, ys, s=_SIZE, marker=sign, color=shades[batch], edgecolors="white", linewidths=0.6, zorder=2)
        axes.scatter(xs, ys, s=_NUMBER, marker=number_sign(batch, font), color=ink_on(shades[batch]), linewidths=0, zorder=2)


def _write_legends(axes: Axes, words: _Words, shades: dict[int, str], font: FontProperties) -> None:
    """Write what colours, numbers and shapes mean."""
    batches = [
        (
            Line2D([], [], linestyle="", marker="o", markersize=_SIZE**0.5, color=shades[number], markeredgecolor="white"),
            Line2D([], [], linestyle="", marker=number_sign(number, font), markersize=_NUMBER**0.5, color=ink_on(shades[number]), markeredgewidth=0),
        )
        for number in words.batches
    ]
    levels = [
        Line2D([], [], linestyle="", marker=sign, markersize=_SIZE**0.5, color=GREY, markeredgecolor="white")
        for sign in words.levels
    ]
    legends = []
    for heading, handles, texts, corner in (
        (words.headings[1], levels, words.levels.values(), "upper left"),
        (words.headings[0], batches, words.batches.values(), "lower left"),
    ):
        if handles:
            legend = axes.legend(
                handles, [*texts], loc=corner, title=heading, alignment="left", frameon=False,
                prop=sized(font, _LETTERS), title_fontproperties=sized(font, _LETTERS + 0.5), labelcolor=INK, borderaxespad=0,
            )
            legends.append(legend)
    # An Axes has one legend of its own, the last.
    for legend in legends[:-1]:
        axes.add_artist(legend)

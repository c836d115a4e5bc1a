"""``growth``: the zones in force through time as a step line, with each reply marked."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties

from pilotzones.dataset import Dataset
from pilotzones.pictures.canvas import INK, canvas, check_axes, write_source, write_title
from pilotzones.pictures.captions import CAPTIONS
from pilotzones.pictures.fonts import find_font
from pilotzones.pictures.legends import LETTERS, Spots, draw_marks, numbered_mark, write_legends
from pilotzones.pictures.palette import colours
from pilotzones.pictures.zones_on_map import write_day
from pilotzones.records.languages import Language, as_language
from pilotzones.substitution import asked

if TYPE_CHECKING:
    from pilotzones.records.zones import Batch, Zone

_MARK = 110
"""The area of a mark in square points."""
_DOCUMENT = re.compile(r"国函〔(\d+)〕(\d+)号")


class _Reply(NamedTuple):
    """A reply in the picture: what it says of itself, and how many zones there were after it."""

    batch: Batch
    text: str
    after: int


def growth(*, ax: Axes | None = None, lang: Language = "en", dataset: Dataset | None = None) -> Axes:
    """Draw how many zones were in force through time, up to the last verified day, with each reply marked.

    A mark has the number and the colour that the batch has on the map; the legend gives the reply's document number,
    its day, how many zones it made and ended, and how many were then in force.

    Args:
        ax: the Axes of matplotlib to draw into; None for one in a new figure.
        lang: ``"en"`` or ``"zh"``.
        dataset: the dataset to ask; None for the default one.

    Returns:
        The Axes, with days from left to right; ``save`` makes a file of it.

    Raises:
        ArgumentTypeError: if ``ax`` is not an Axes, or ``lang`` not one of the words.
        MissingFontError: if no font has the characters; says what to install.

    Source:
        The replies of the State Council; see ``batches()``.

    >>> growth().get_title(loc="left")
    'Cross-border e-commerce pilot zones in force: 178 on 2026-11-25'
    """
    check_axes(ax)
    lang = as_language(lang)
    data, captions = asked(dataset), CAPTIONS[lang]
    verified = data.verified_through("zones")
    steps = _steps(data.zones(), verified)
    replies = _replies(data, verified, lang)
    title = captions["growth title"].format(day=verified, count=steps[-1][1])
    source = captions["growth source"].format(version=data.data_version(), verified=verified)
    names = captions["growth axis"], captions["growth batches"]
    font = find_font([title, source, *names, *(reply.text for reply in replies), "0123456789"])
    with canvas(ax, 10, 6.4) as axes:
        days, counts = zip(*steps, strict=True)
        axes.step(_days(days), counts, where="post", color=INK, linewidth=1.4, zorder=2)
        marks = []
        for reply, shade in zip(replies, colours(len(data.batches())), strict=False):
            number, day = reply.batch.number, _days([reply.batch.established_on])
            draw_marks(axes, Spots(day, [reply.after], _MARK), number, shade, font)
            marks.append(numbered_mark(number, shade, font))
        write_legends(axes, {"upper left": (names[1], marks, [reply.text for reply in replies])}, font, "white")
        _lay_out(axes, steps, names[0], font)
        write_title(axes, title, font)
        write_source(axes, source, font, 26)
    return axes


def _steps(zones: Sequence[Zone], last: datetime.date) -> list[tuple[datetime.date, int]]:
    """Count the zones in force from each day on which that changes, and before from the first of January on."""
    changes: Counter[datetime.date] = Counter()
    for zone in zones:
        changes[zone.established_on] += 1
        if zone.revoked_on:
            changes[zone.revoked_on] -= 1
    days = sorted(day for day in changes if day <= last)
    steps = [(datetime.date(days[0].year if days else last.year, 1, 1), 0)]
    for day in days:
        steps.append((day, steps[-1][1] + changes[day]))
    return [*steps, (last, steps[-1][1])]


def _replies(data: Dataset, last: datetime.date, lang: Language) -> list[_Reply]:
    """Write what each reply did: how many zones it made and ended, and how many were then in force."""
    captions = CAPTIONS[lang]
    replies = []
    for batch in data.batches():
        if batch.established_on <= last:
            ended = sum(zone.revoked_by == batch.document_no for zone in data.zones())
            after = len(data.zones(date=batch.established_on))
            text = captions["growth batch"].format(
                document=_write_document(batch.document_no, lang),
                day=write_day(batch, lang),
                change=f"+{batch.zone_count}" + (f" -{ended}" if ended else ""),
                after=after,
            )
            replies.append(_Reply(batch, text, after))
    return replies


def _write_document(document_no: str, lang: Language) -> str:
    """Write the number of a reply; one of another form as it stands."""
    found = _DOCUMENT.fullmatch(document_no)
    return CAPTIONS[lang]["document"].format(year=found[1], serial=found[2]) if found else document_no


def _days(days: Sequence[datetime.date]) -> npt.NDArray[np.datetime64]:
    """Give days as matplotlib takes them on an axis of days."""
    return np.array(days, "datetime64[D]")


def _lay_out(axes: Axes, steps: Sequence[tuple[datetime.date, int]], name: str, font: FontProperties) -> None:
    """Give the axes years and round numbers, and room above the line for the legend."""
    years = range(steps[0][0].year, steps[-1][0].year + 2)
    days = _days([datetime.date(year, 1, 1) for year in years])
    axes.set_xticks(days, [str(year) for year in years], fontproperties=font, fontsize=LETTERS)
    axes.set(xlim=(days[0], days[-1]))
    most = max(count for _, count in steps)
    every = next(size for size in (1, 2, 5, 10, 20, 50, 100, 10**6) if most <= 10 * size)
    heights = range(0, most + every, every)
    axes.set_yticks(heights, [str(height) for height in heights], fontproperties=font, fontsize=LETTERS)
    axes.set_ylim(0, max(heights[-1], 1) * 1.02)
    axes.set_ylabel(name, color=INK, fontproperties=font, fontsize=LETTERS + 1)
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)

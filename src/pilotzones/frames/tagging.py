"""``tag_zones``: of which pilot zone the place of every row is, and in whose territory it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import narwhals as nw

from pilotzones.frames.callers_frame import taken
from pilotzones.frames.days import stretches
from pilotzones.frames.expressions import first_true
from pilotzones.frames.tags import COLUMNS, TAG, tags_of
from pilotzones.frames.texts import MALFORMED, places
from pilotzones.substitution import asked

if TYPE_CHECKING:
    from pilotzones.dataset import Dataset
    from pilotzones.frames.days import ColumnOrDay

FrameT = TypeVar("FrameT")

_PLACE, _STRETCH, _KEY, _NUMBER = "places", "stretch", "places_key", "tag_number"
_PLACES = "text: a place is its name, such as '杭州市' or 'Hangzhou', or its GB/T 2260 code, such as '330100'."


def tag_zones(
    frame: FrameT,
    place: str = "place",
    date: ColumnOrDay = "date",
    *,
    prefix: str = "",
    dataset: Dataset | None = None,
) -> FrameT:
    """Tell of every row of which pilot zone its place was on its day, as ``is_zone`` and ``covering_zone`` do.

    Args:
        frame: a frame of pandas, Polars (DataFrame or LazyFrame), PyArrow (Table), DuckDB
            (relation) or PySpark. Lazy frames, relations and Spark frames are not run.
        place: the column of places: any of a city's names, or its GB/T 2260 code (text or integer).
        date: the column of days, or one day for all rows, as for ``screen``.
        prefix: what the new columns' names begin with.
        dataset: what to answer from; None for the default one.

    Returns:
        The same kind of frame with all its rows, in their order where the engine keeps
        one, its columns, and five more:

        - ``place_status``: ``"known"``; or, where nothing can be said, ``"no place"``, ``"unknown place"``
          (a province too), ``"no date"``, ``"invalid date"``, or ``"ambiguous place"``: several places
          of that name have different answers that day, as Suzhou in Jiangsu and in Anhui.
        - ``zone``: the id of the zone that was ever made of exactly this place; null if the name
          may mean several places.
        - ``batch``: the number of the batch that approved that zone.
        - ``in_force``: whether it was in force on the day; false where there is no such zone.
        - ``covering_zone``: the id of the zone in whose territory the place lay on the day.

        On DuckDB and Spark names are folded by SQL, which does not know every form of Unicode:
        a name in another is an unknown place there.

    Raises:
        FrameTypeError: for what is no such frame.
        FrameColumnError: for a column that is missing, of another type, there twice, or
            named as one of the new ones.
        InvalidDateError: for a day that there is not.

    Source:
        The replies of the State Council, and GB/T 2260 codes for what contains what.

    >>> import polars
    >>> cities = polars.DataFrame({"place": ["Kunshan", "海口"]})
    >>> tag_zones(cities, date="2026-01-01")["covering_zone"].to_list()
    ['suzhou-jiangsu', 'hainan']
    """
    handed = taken(frame)
    column, _ = handed.holding(place, ("text", "integer", "object", "null"), _PLACES)
    handed.check_new(f"{prefix}{column.name}" for column in COLUMNS)
    tags = tags_of(asked(dataset))
    days = stretches(handed, date, tags.turning_days)
    read = handed.engine.read(days.frame, column, places(tags.find, tags.names), _PLACE)
    placed = read.with_columns(nw.when(days.is_day).then(days.place).alias(_STRETCH))
    keyed = placed.with_columns((nw.col(_PLACE) * tags.span + nw.col(_STRETCH)).alias(_KEY))
    joined = handed.engine.join(keyed, tags.times, _KEY)
    why_without = (
        nw.col(column).is_null(),
        nw.col(_PLACE) == MALFORMED,
        days.is_missing,
        nw.col(_STRETCH).is_null(),
    )
    number = first_true(*((reason, number) for number, reason in enumerate(why_without)), otherwise=nw.col(TAG))
    told = handed.engine.join(joined.with_columns(number.alias(_NUMBER)), tags.tags, _NUMBER)
    result: FrameT = handed.with_new(told, [column.name for column in COLUMNS], prefix)
    return result

"""``tag_zones``: the pilot zone of the place of every row, and the zone in whose territory the place lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pilotzones.frames.callers_frame import accept
from pilotzones.frames.tags import answers_about_places
from pilotzones.substitution import asked

if TYPE_CHECKING:
    from pilotzones.dataset import Dataset
    from pilotzones.frames.days import ColumnOrDay

FrameT = TypeVar("FrameT")

_PLACES = "text: a place is its name, such as '杭州市' or 'Hangzhou', or its GB/T 2260 code, such as '330100'."


def tag_zones(
    frame: FrameT,
    place: str = "place",
    date: ColumnOrDay = "date",
    *,
    prefix: str = "",
    dataset: Dataset | None = None,
) -> FrameT:
    """Add to every row the pilot zone of its place on its day, as ``is_zone`` and ``covering_zone`` answer.

    Args:
        frame: a frame of pandas, Polars (DataFrame or LazyFrame), PyArrow (Table), DuckDB
            (relation) or PySpark. Lazy frames, relations and Spark frames are not run.
        place: the column of places: any of a city's names, or its GB/T 2260 code (text or integer).
        date: the column of days, or one day for all rows, as for ``screen``.
        prefix: what the names of the new columns begin with.
        dataset: the dataset to ask; None for the default one.

    Returns:
        The same kind of frame with all its rows, in their order if the engine keeps an
        order, its columns, and five more:

        - ``place_status``: ``"known"``; or why there is no answer: ``"no place"``, ``"unknown place"``
          (also for a province), ``"no date"``, ``"invalid date"``, or ``"ambiguous place"``: several
          places of that name have different answers that day, as Suzhou in Jiangsu and in Anhui.
        - ``zone``: the id of the zone that was ever made of exactly this place; null if the name
          may mean several places.
        - ``batch``: the number of the batch that approved that zone.
        - ``in_force``: whether the zone was in force on the day; false where there is no zone.
        - ``covering_zone``: the id of the zone in whose territory the place lay on the day.

        On DuckDB and Spark names are compared by SQL, which does not know every form of Unicode:
        there a name in one of the other forms is an unknown place.

    Raises:
        FrameTypeError: for anything that is not such a frame.
        FrameColumnError: if a column is missing, has another type, appears twice, or has the
            name of a new column.
        InvalidDateError: if the day is not valid.

    Source:
        The replies of the State Council; GB/T 2260 for which division contains which.

    >>> import polars
    >>> cities = polars.DataFrame({"place": ["Kunshan", "海口"]})
    >>> tag_zones(cities, date="2026-01-01")["covering_zone"].to_list()
    ['suzhou-jiangsu', 'hainan']
    """
    callers = accept(frame)
    names, _ = callers.find_column(place, ("text", "integer", "object", "null"), _PLACES)
    answers = answers_about_places(asked(dataset))
    result: FrameT = answers.join_to(callers, names, date, prefix)
    return result

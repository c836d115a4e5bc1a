"""``tag_zones``: the pilot zone of the place of every row, and the zone in whose territory the place lies."""

from __future__ import annotations

from typing import TypeVar

import narwhals as nw

from pilotzones.arguments import as_text
from pilotzones.dataset import Dataset
from pilotzones.frames.callers_frame import accept
from pilotzones.frames.days import ColumnOrDay
from pilotzones.frames.engines.engine import Content, Engine, Frame
from pilotzones.frames.expressions import first_true
from pilotzones.frames.tags import ELSEWHERE, NEAR_MISSES, NO_PROVINCE, PlaceAnswers, answers_about_places
from pilotzones.frames.texts import MALFORMED
from pilotzones.substitution import asked

FrameT = TypeVar("FrameT")

_NAMES: tuple[Content, ...] = ("text", "integer", "object", "null")
_PROVINCES = "text: a province is its name, such as '浙江省' or 'Zhejiang', or its GB/T 2260 code, such as '330000'."
_PROVINCE, _KEY = "province_digits", "narrowing_key"
_PLACES = "text: a place is its name, such as '杭州市' or 'Hangzhou', or its GB/T 2260 code, such as '330100'."


def tag_zones(  # noqa: PLR0913 - each choice is a keyword
    frame: FrameT,
    place: str = "place",
    date: ColumnOrDay = "date",
    *,
    province: str | None = None,
    max_age: int | None = None,
    prefix: str = "",
    dataset: Dataset | None = None,
) -> FrameT:
    """Add to every row the pilot zone of its place on its day, as ``is_zone`` and ``covering_zone`` answer.

    Args:
        frame: a frame of pandas, Polars (DataFrame or LazyFrame), PyArrow (Table), DuckDB
            (relation) or PySpark. Lazy frames, relations and Spark frames are not run.
        place: the column of places: any name of a city, of today or since 2000, or its GB/T 2260
            code (text or integer).
        date: the column of days, or one day for all rows, as for ``screen``.
        province: the column of provinces, for names that several places have; null where the
            name alone decides. None for no such column.
        max_age: the days after the last verified one that a row's day may be; a later row has no
            answer. None for any.
        prefix: what the names of the new columns begin with.
        dataset: the dataset to ask; None for the default one.

    Returns:
        The same kind of frame with all its rows, in their order if the engine keeps an
        order, its columns, and twelve more:

        - ``place_status``: ``"known"``; or why there is no answer: ``"no place"``, ``"unknown place"``
          (also for a province, and for a place that did not exist on the day), ``"outside the
          mainland"``, ``"no date"``, ``"invalid date"``, ``"beyond max_age"``, or ``"ambiguous place"``: several
          places of that name have different answers that day, as Suzhou in Jiangsu and in Anhui.
        - ``zone``: the id of the zone that was ever made of exactly this place; null if the name
          may mean several places.
        - ``batch``: the number of the batch that approved that zone.
        - ``in_force``: whether the zone was in force on the day; false where there is no zone.
        - ``covering_zone``: the id of the zone in whose territory the place lay on the day.
        - ``adcode``, ``place_name``: the GB/T 2260 code and full name of the place on the day, the
          key to join other tables on; in the year of a change whose day is not known those of 31
          December. Null if the name may mean several places.
        - ``prefecture``, ``province``: the codes of the prefecture (a municipality is its own) and
          the province that it lies in; ``prefecture`` is null directly below a province.
        - ``reason``: why there is no answer, and which places the name may mean.
        - ``beyond_verified``: whether the day is after the last one on which zones and divisions were
          checked (``verified_through``); null without a valid day.
        - ``near_misses``: places with names like a name that no place has; null on lazy frames, DuckDB
          and Spark, where no Python runs now (``match`` has them), and from the 2,001st such name on.

        On DuckDB and Spark names are compared by SQL, which knows the usual forms: names and codes,
        with the province or prefecture before them, with 市辖区 behind, ``Hangzhou, Zhejiang``. In
        another form, such as an address with a street, a name is an unknown place there.

    Raises:
        FrameTypeError: for anything that is not such a frame.
        FrameColumnError: if a column is missing, has another type, appears twice, or has the
            name of a new column.
        FrameError: if the frame's own library cannot evaluate it, as where a file that it reads is missing.
        ArgumentTypeError: if ``max_age`` or ``prefix`` is not valid.
        InvalidDateError: if the day is not valid.

    Source:
        The replies of the State Council; the GB/T 2260 codes of the day for which division
        contains which.

    >>> import polars
    >>> cities = polars.DataFrame({"place": ["Kunshan", "海口", "莱芜市"]})
    >>> tag_zones(cities, date="2018-12-31")["prefecture"].to_list()
    ['320500', '460100', '370100']
    """
    prefix = as_text("prefix", prefix)
    callers = accept(frame)
    names, _ = callers.find_column(place, _NAMES, _PLACES)
    answers = answers_about_places(asked(dataset))
    in_provinces = callers.find_column(province, _NAMES, _PROVINCES)[0] if province is not None else None

    def narrow(frame: Frame, subject: str) -> Frame:
        described = answers.add_near_misses(frame, callers.engine, names)
        return _narrow(answers, callers.engine, in_provinces, described, subject) if in_provinces else described

    result: FrameT = answers.layout.join_to(
        callers, names, date, prefix, max_age=max_age, narrow=narrow, also=(NEAR_MISSES.name,)
    )
    return result


def _narrow(answers: PlaceAnswers, engine: Engine, column: str, frame: Frame, subject: str) -> Frame:
    """Keep, of the places that a name may mean, those in the province of the row."""
    read = engine.read(frame, column, answers.provinces, _PROVINCE)
    number, province = nw.col(subject), nw.col(_PROVINCE)
    joined = engine.join(read.with_columns((number * 100 + province).alias(_KEY)), answers.narrowed, _KEY)
    narrowed = nw.col(answers.narrowed.names[1])
    inside = first_true(
        (number < 0, number),
        (province.is_null(), number),
        (province == MALFORMED, NO_PROVINCE),
        (~narrowed.is_null(), narrowed),
        otherwise=nw.lit(ELSEWHERE),
    )
    return joined.with_columns(inside.alias(subject))

"""``match``: how well a column of places is understood, before anything is joined to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast, get_args

import attrs
import narwhals as nw

from pilotzones.arguments import as_word
from pilotzones.dataset import Dataset
from pilotzones.frames.callers_frame import accept
from pilotzones.frames.days import ColumnOrDay
from pilotzones.frames.evaluation import evaluating
from pilotzones.frames.tagging import tag_zones
from pilotzones.frames.tags import PlaceStatus, answers_about_places
from pilotzones.substitution import asked

_PREFIX = "pilotzones_match_"
_SHOWN = 20


@attrs.frozen
class Spelling:
    """A spelling of a place in a column: its status, in how many ``rows``, and the place it means.

    ``province`` is what the column of provinces has beside it. ``adcode`` and ``place_name``
    are None where the status is not ``"known"``, or the name means several places.
    """

    text: str | None
    province: str | None
    status: PlaceStatus
    rows: int
    adcode: str | None
    place_name: str | None
    reason: str | None
    near_misses: str | None

    def __str__(self) -> str:
        said = self.place_name or self.reason or ""
        near = f" Near misses: {self.near_misses}." if self.near_misses else ""
        return f"{self.rows:>9,}  {self.status:<20}  {self.text or '(null)'}  {self.adcode or ''} {said}{near}".rstrip()


@attrs.frozen
class MatchReport:
    """How well a column of places is understood; prints as a table. ``spellings`` has the commonest first."""

    spellings: tuple[Spelling, ...]

    @property
    def rows(self) -> int:
        """All rows."""
        return sum(spelling.rows for spelling in self.spellings)

    @property
    def matched(self) -> int:
        """The rows whose place is known on their day."""
        return self.count("known")

    @property
    def ambiguous(self) -> int:
        """The rows whose name may mean several places with different answers."""
        return self.count("ambiguous place")

    @property
    def unknown(self) -> int:
        """The rows whose name no place has, or none that is a city of the mainland on that day."""
        return self.count("unknown place", "outside the mainland")

    def count(self, *statuses: PlaceStatus) -> int:
        """Count the rows of some statuses.

        Raises:
            ArgumentTypeError: for what is not a status.
        """
        return sum(spelling.rows for spelling in self.of(*statuses))

    def of(self, *statuses: PlaceStatus) -> tuple[Spelling, ...]:
        """List the spellings of some statuses.

        Raises:
            ArgumentTypeError: for what is not a status.
        """
        asked = {as_word("status", status, get_args(PlaceStatus)) for status in statuses}
        return tuple(spelling for spelling in self.spellings if spelling.status in asked)

    def __str__(self) -> str:
        rest = self.rows - self.matched - self.ambiguous - self.unknown
        counts = f"{self.matched:,} matched, {self.ambiguous:,} ambiguous, {self.unknown:,} unknown"
        lines = [f"{self.rows:,} rows: {counts}, {rest:,} without a place or a valid day."]
        open_ones = [spelling for spelling in self.spellings if spelling.status != "known"]
        lines += map(str, open_ones[:_SHOWN])
        if len(open_ones) > _SHOWN:
            lines.append(f"and {len(open_ones) - _SHOWN:,} more spellings that are not matched.")
        return "\n".join(lines)


def match(
    frame: Any,  # noqa: ANN401 - any frame
    place: str = "place",
    date: ColumnOrDay = "date",
    *,
    province: str | None = None,
    dataset: Dataset | None = None,
) -> MatchReport:
    """Report how well a column of places is understood, as ``tag_zones`` reads it. Lazy frames are run.

    Args:
        frame: a frame, as for ``tag_zones``.
        place: the column of places.
        date: the column of days, or one day for all rows.
        province: the column of provinces; None for no such column.
        dataset: the dataset to ask; None for the default one.

    Returns:
        The report: rows matched, ambiguous and unknown, and every distinct spelling with its
        status, count and place; for what is not matched also the reason and near misses.

    Raises:
        FrameTypeError, FrameColumnError, FrameError, InvalidDateError: as for ``tag_zones``; the frame is run.

    Source:
        As for ``tag_zones``.

    >>> import polars
    >>> report = match(polars.DataFrame({"place": ["莱芜市", "Shenzen", "Hangzhou"]}), date="2026-01-01")
    >>> report.matched, report.unknown
    (2, 1)
    >>> report.of("unknown place")[0].near_misses.partition(";")[0]
    'Shenzhen 深圳市 (440300, Guangdong)'
    """
    accept(frame)
    data = asked(dataset)
    tagged = nw.from_native(tag_zones(frame, place, date, province=province, prefix=_PREFIX, dataset=data))
    columns = [str.__str__(column) for column in (place, province) if column is not None]
    added = [f"{_PREFIX}{name}" for name in ("place_status", "adcode", "place_name", "reason")]
    counted = tagged.group_by(*columns, *added).agg(nw.len().alias(f"{_PREFIX}rows"))
    with evaluating(counted):
        eager = counted.collect() if isinstance(counted, nw.LazyFrame) else counted
    near_misses = answers_about_places(data).near_misses
    found = (_spelling(row, near_misses, has_province=province is not None) for row in eager.rows())
    return MatchReport(spellings=tuple(sorted(found, key=_order)))


def _spelling(row: tuple[Any, ...], near_misses: Callable[[str], str | None], *, has_province: bool) -> Spelling:
    """Make a record of a row of counts: the text, perhaps the province, and what was answered."""
    cells = [None if _is_missing(value) else value for value in row]
    status, adcode, place_name, reason, count = cells[-5:]
    text = None if cells[0] is None else str(cells[0])
    return Spelling(
        text=text,
        province=str(cells[1]) if has_province and cells[1] is not None else None,
        status=cast("PlaceStatus", status),
        rows=cast("int", count),
        adcode=adcode,
        place_name=place_name,
        reason=reason,
        near_misses=near_misses(text) if status == "unknown place" and text is not None else None,
    )


def _is_missing(value: object) -> bool:
    """Tell whether a cell is null: pandas has NaN for it, or NA, which is neither equal to itself nor not."""
    return type(value).__name__ == "NAType" or value != value  # noqa: PLR0124 - as NaN alone is


def _order(spelling: Spelling) -> tuple[int, str, str]:
    return -spelling.rows, spelling.text or "", spelling.status

"""Read ranges of codes, such as 04029100-04029900, as the lines of the tariff of the announcement's year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from pilotzones.hscode import LINE

if TYPE_CHECKING:
    from pilotzones.annex.records import Extract, RangeRow, Row
    from pilotzones.dataset import Dataset
    from pilotzones.records.announcements import Announcement
    from pilotzones.records.tariff_lines import Tariff


def find_tariff_of_year(announcement: Announcement, data: Dataset) -> Tariff | None:
    """Find the tariff of exactly the year that an annex follows; None if the data does not have it."""
    tariff = data.tariff.on(announcement.effective_from)
    return tariff if tariff is not None and str(announcement.tariff_year) in tariff.as_of else None


def expand_ranges(announcement: Announcement, extract: Extract, data: Dataset) -> Extract:
    """Read the ranges of an annex as lines of the tariff.

    Args:
        announcement: the one whose annex it is.
        extract: what was read of the annex.
        data: the dataset with the tariffs.

    Returns:
        The same, with a row for each line of a range, marked by its ``code_range``. A range stays left out
        if the tariff of the year is not known, or an end of the range is not in it.
    """
    tariff = find_tariff_of_year(announcement, data) if extract.ranges else None
    if tariff is None:
        return extract
    codes = sorted(map(str, data.tariff.codes(tariff.id)))
    rows: list[Row] = []
    kept: list[RangeRow] = []
    read: set[tuple[int, int | None, str]] = set()
    start = 0
    for one in extract.ranges:
        rows += extract.rows[start : one.index]
        start = one.index
        lines = _list_lines(one, codes)
        rows += (attrs.evolve(one.row, hs_code=code) for code in lines)
        if lines:
            read.add((one.row.page, one.row.row, one.row.code_range))
        else:
            kept.append(one)
    rows += extract.rows[start:]
    left_out = tuple(left for left in extract.left_out if (left.page, left.row, left.cell) not in read)
    return attrs.evolve(extract, rows=tuple(rows), ranges=tuple(kept), left_out=left_out)


def _list_lines(one: RangeRow, codes: list[str]) -> list[str]:
    """List the lines of a range; none if one of its ends is not in the tariff."""
    lines = [code for code in codes if f"{one.first:0<{LINE}}" <= code <= f"{one.last:9<{LINE}}"]
    has_ends = bool(lines) and lines[0].startswith(one.first) and lines[-1].startswith(one.last)
    return lines if has_ends else []

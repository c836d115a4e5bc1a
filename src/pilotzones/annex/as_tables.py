"""Write a checked annex as rows in the format of the bundled tables, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from pilotzones.annex.checks import find_known_lines, has_known_name
from pilotzones.code_ranges import FIRST_CODE, LAST_CODE
from pilotzones.tables.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pilotzones.annex.records import AnnexLine, Download, Reading
    from pilotzones.records.announcements import Announcement, Change, Covers
    from pilotzones.tables.formats import TableName

    Tables = Mapping[TableName, list[Mapping[str, str]]]


def write_tables(reading: Reading, *, complete: bool, page: str = "", download: Download | None = None) -> Tables:
    """Write an annex as tables: its announcement, its lines, their known range, and the file as their source.

    Args:
        reading: the annex.
        complete: whether the known range is all codes.
        page: the web address of the file; by default the announcement's own pages.
        download: how the file was downloaded; None if the user named it.

    Returns:
        The rows of each table; each row is a text for each column.
    """
    if reading.covers == "list":
        return _write_list(reading, complete=complete, page=page)
    announcement = reading.announcement
    source = source_of(announcement.id, "annex")
    known = {str(change.hs_code): change for change in find_known_lines(announcement)}
    came_from = page or " ".join(announcement.official_pages)
    file = f"{reading.file}, {download}" if download else reading.file
    description = f"{file}, sha256 {reading.sha256}, the annex of {announcement.document_no}"
    positions = {code: position for position, code in enumerate(sorted(line.row.hs_code for line in reading.lines), 1)}
    basis = f"All {len(reading.lines):,} lines of the annex were read from {reading.file}."
    whole = {"announcement": announcement.id, "code_from": FIRST_CODE, "code_to": LAST_CODE, "basis": basis}
    whole["covers"] = "annex"
    return {
        "announcements": [_write_announcement(announcement, source)],
        "list_changes": [
            _write_line(line, announcement, source, known.get(line.row.hs_code), positions[line.row.hs_code])
            for line in reading.lines
        ],
        "list_coverage": [whole] if complete else [],
        "sources": [{"id": source, "source": f"{description}{' ' if came_from else ''}{came_from}"}],
    }


def source_of(announcement: str, covers: Covers) -> str:
    """Give the id of the source that an installed annex, or a consolidated list, is."""
    return f"{covers}-{announcement}"


def _write_list(reading: Reading, *, complete: bool, page: str) -> Tables:
    """Write a consolidated list."""
    after = reading.announcement
    source = source_of(after.id, "list")
    basis = f"by a consolidated list that you installed ({reading.file}, sha256 {reading.sha256[:12]}...)"
    whole = {"announcement": after.id, "code_from": FIRST_CODE, "code_to": LAST_CODE, "basis": basis, "covers": "list"}
    description = f"{reading.file}, sha256 {reading.sha256}, a list of all lines in force after {after.document_no}"
    return {
        "announcements": [_write_announcement(after, source)],
        "list_changes": [
            {
                "announcement": after.id,
                "change": line.change,
                "hs_code": line.row.hs_code,
                "name_zh": line.row.name,
                "remark_zh": line.remark,
                "remark_known": line.remark_known,
                "evidence": "single",
                "sources": ";".join([*(line.remark_of.sources if line.remark_of else ()), source]),
                "note": line.row.where,
            }
            for line in reading.lines
        ],
        "list_coverage": [whole] if complete else [],
        "sources": [{"id": source, "source": f"{description} {page}".rstrip()}],
    }


def _write_announcement(announcement: Announcement, source: str) -> Mapping[str, str]:
    """Write an announcement as a row of its table, with one more source."""
    values = attrs.asdict(announcement, recurse=False)
    sources = dict.fromkeys([*announcement.sources, source])
    return {
        column: ";".join(sources)
        if column == "sources"
        else " ".join(values[column])
        if column == "official_pages"
        else _write_value(values[column])
        for column in FORMATS["announcements"].columns
    }


def _write_line(
    line: AnnexLine, announcement: Announcement, source: str, known: Change | None, position: int
) -> Mapping[str, str]:
    """Write a line; it is confirmed if another page prints it too."""
    row = line.row
    printed = known is not None and known.evidence in ("confirmed", "single") and has_known_name(known, line)
    also = known.sources if known and printed else ()
    remark_of = line.remark_of
    also = remark_of.sources if remark_of else also
    copied = f"remark from {' and '.join(remark_of.sources)}" if remark_of else ""
    # The numbers of a whole list must have no gap, so an accepted number out of order goes into the note.
    origin = f"read from the range {row.code_range}" if row.code_range else ""
    in_order = announcement.kind == "amends" or row.seq in (None, position)
    number = "" if in_order else f"number {row.seq}"
    return {
        "announcement": announcement.id,
        "seq": _write_value(row.seq) if in_order else "",
        "change": line.change,
        "hs_code": row.hs_code,
        "name_zh": row.name,
        "remark_zh": line.remark,
        "remark_known": line.remark_known,
        "evidence": "confirmed" if printed else "single",
        "sources": ";".join([*also, source]),
        "note": ", ".join(filter(None, [row.where, number, origin, copied])),
    }


def _write_value(value: object) -> str:
    return "" if value is None else str(value)

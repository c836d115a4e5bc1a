"""A checked annex -> rows of the bundled tables' format, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from pilotzones.annex.checks import agrees, known_lines
from pilotzones.code_ranges import FIRST_CODE, LAST_CODE
from pilotzones.tables.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pilotzones.annex.records import AnnexLine, Reading
    from pilotzones.records.announcements import Announcement, Change

    Tables = Mapping[str, list[Mapping[str, str]]]


def tables_of(reading: Reading, *, complete: bool, page: str = "") -> Tables:
    """Write an annex as tables: its announcement, its lines, what they settle, and the file as their source.

    Args:
        reading: the annex.
        complete: whether it settles every code.
        page: the address the file came from; by default the announcement's own.

    Returns:
        Rows by table, each row its texts by column.
    """
    announcement = reading.announcement
    source = f"annex-{announcement.id}"
    known = {str(change.hs_code): change for change in known_lines(announcement)}
    came_from = page or " ".join(announcement.official_pages)
    described = f"{reading.file}, sha256 {reading.sha256}, the annex of {announcement.document_no}"
    places = {code: place for place, code in enumerate(sorted(line.row.hs_code for line in reading.lines), 1)}
    basis = f"All {len(reading.lines):,} lines of the annex were read from {reading.file}."
    whole = {"announcement": announcement.id, "code_from": FIRST_CODE, "code_to": LAST_CODE, "basis": basis}
    return {
        "announcements": [_announcement(announcement, source)],
        "list_changes": [
            # A list's numbers say that none is lost, so one that was accepted out of order stands in the note.
            _line(line, announcement, source, known.get(line.row.hs_code), places[line.row.hs_code])
            for line in reading.lines
        ],
        "list_coverage": [whole] if complete else [],
        "sources": [{"id": source, "source": f"{described}{' ' if came_from else ''}{came_from}"}],
    }


def _announcement(announcement: Announcement, source: str) -> Mapping[str, str]:
    """Write an announcement as its table has it, with one source more."""
    values = attrs.asdict(announcement, recurse=False)
    sources = dict.fromkeys([*announcement.sources, source])
    return {
        column: ";".join(sources)
        if column == "sources"
        else " ".join(values[column])
        if column == "official_pages"
        else _text(values[column])
        for column in FORMATS["announcements"].columns
    }


def _line(
    line: AnnexLine, announcement: Announcement, source: str, known: Change | None, place: int
) -> Mapping[str, str]:
    """Write a line; where another page prints it too, two do."""
    row = line.row
    printed = known is not None and known.evidence in ("confirmed", "single") and agrees(known, line)
    also = known.sources if known and printed else ()
    in_place = announcement.kind == "amends" or row.seq in (None, place)
    return {
        "announcement": announcement.id,
        "seq": _text(row.seq) if in_place else "",
        "change": line.change,
        "hs_code": row.hs_code,
        "name_zh": row.name,
        "remark_zh": row.remark,
        "remark_known": "yes",
        "evidence": "confirmed" if printed else "single",
        "sources": ";".join([*also, source]),
        "note": row.where if in_place else f"{row.where}, number {row.seq}",
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)

"""Write a reading in words: what was read, what was left out and why, which checks failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.records.stated_counts import stated_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilotzones.annex.records import Reading

_SHOWN = 20


def write_report(reading: Reading, shown: int | None = _SHOWN) -> str:
    """Write the report of a reading.

    Args:
        reading: the annex, read and checked.
        shown: the most entries of each list to write; None for all.

    Returns:
        Its lines, joined.
    """
    return "\n".join(_write_lines(reading, shown))


def _write_lines(reading: Reading, shown: int | None) -> Iterator[str]:
    extract, announcement = reading.extract, reading.announcement
    yield f"File          {reading.file} ({extract.kind}, sha256 {reading.sha256[:12]}...)"
    for line in extract.title[:4]:
        yield f"Title         {line}"
    if reading.covers == "list":
        yield f"List after    {announcement.id} {announcement.document_no}, as you say"
    else:
        yield f"Announcement  {announcement.id} {announcement.document_no}, chosen by {reading.chosen_by}"
    yield f"Read          {extract.pages:,} pages, {extract.tables:,} tables, {len(extract.rows):,} rows"
    first, last = extract.rows[0], extract.rows[-1]
    yield f"First, last   {first.hs_code} {first.name} ... {last.hs_code} {last.name}"
    yield f"Remarks       {_describe_remarks(reading)}"
    if reading.covers == "list":
        stated = announcement.list_total_after
        total = "no number is stated" if stated is None else f"{stated:,} are in force, as stated"
        yield f"Total         {len(reading.lines):,} lines; {total}"
    elif announcement.kind == "amends":
        actions = [line.change for line in reading.lines]
        counts = (
            f"{action} {actions.count(action):,} of {stated}" for action, stated in stated_counts(announcement).items()
        )
        yield f"Changes       {', '.join(counts)}"
        yield f"Total         {announcement.list_total_after} lines in force after it, as stated"
    yield from _write_list("Notes", extract.notes, shown)
    yield from _write_list("Left out", extract.left_out, shown)
    yield from _write_list("Look at", reading.hints, shown)
    yield from _write_list("Differences", reading.differences, shown)
    if reading.is_sound:
        yield "All checks pass."


def _describe_remarks(reading: Reading) -> str:
    """Say how many rows have a remark, and for how many none could be read."""
    rows = reading.extract.rows
    unknown = sum(line.lacks_remark for line in reading.lines)
    if unknown and all(row.remark_known == "no" for row in rows):
        return f"no column of remarks (备注) was found, so they are unknown for {unknown:,} lines"
    end = f"; no column of remarks (备注) was found for {unknown:,} lines" if unknown else ""
    return f"{sum(bool(row.remark) for row in rows):,} rows have one{end}"


def _write_list(title: str, entries: Sequence[object], shown: int | None) -> Iterator[str]:
    if entries:
        yield f"{title} ({len(entries):,}):"
        yield from (f"  {entry}" for entry in entries[:shown])
        if shown is not None and len(entries) > shown:
            yield f"  ... and {len(entries) - shown:,} more"

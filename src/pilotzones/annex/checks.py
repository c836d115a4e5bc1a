"""What must be true of an annex before it is installed, rule by rule."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from pilotzones.annex.announced import find_total_before
from pilotzones.annex.expansion import find_tariff_of_year
from pilotzones.annex.grids.vocabulary import squeeze
from pilotzones.annex.records import AFTER, Difference
from pilotzones.dataset import Dataset
from pilotzones.hscode import LINE
from pilotzones.records.actions import ACTIONS, WHOLE_LIST
from pilotzones.records.stated_counts import net_change, stated_counts, wrong_counts, wrong_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pilotzones.annex.records import AnnexLine, Extract, Row
    from pilotzones.records.announcements import Announcement, Change

_CUT_SHORT = "cut short"
_SHOWN = 8
_LONG = 50
"""Lines of a list of which some surely have a remark; of the first 36 of the first list, 8 have one."""


def find_differences(
    announcement: Announcement, lines: Sequence[AnnexLine], extract: Extract, data: Dataset
) -> Iterator[Difference]:
    """Check every rule on an annex."""
    yield from check_whole_file(lines, extract)
    for section in _split_sections(announcement, lines):
        yield from _check_order(section)
    yield from _check_numbers(announcement, lines)
    yield from _check_counts(announcement, lines)
    yield from _check_total(announcement, lines, data)
    yield from _check_known_lines(announcement, lines)
    yield from check_tariff_of_year(announcement, lines, data)


def check_whole_file(lines: Sequence[AnnexLine], extract: Extract) -> Iterator[Difference]:
    """Check that all of a file was understood, and that each row has one tariff line, once."""
    yield from _check_pages(extract)
    yield from _check_unread(extract)
    yield from _check_digits(lines)
    yield from _check_repeats(lines)


def check_tariff_of_year(announcement: Announcement, lines: Iterable[AnnexLine], data: Dataset) -> Iterator[Difference]:
    """Check the codes against the tariff of the announcement's year, if the data has it."""
    if find_tariff_of_year(announcement, data):
        yield from _check_tariff(announcement, lines, data)


def find_hints(
    announcement: Announcement, lines: Sequence[AnnexLine], extract: Extract, data: Dataset
) -> Iterator[str]:
    """Say what could not be checked, and what to look at."""
    if not any(line.row.seq for line in lines):
        yield "The table has no row numbers (序号), so only the count shows whether a row is missing."
    yield from list_hints(announcement, lines, extract, data)


def list_hints(
    announcement: Announcement, lines: Sequence[AnnexLine], extract: Extract, data: Dataset
) -> Iterator[str]:
    """Say what could not be checked in any file with the codes of an announcement."""
    if extract.padded:
        yield f"{extract.padded:,} codes got back the leading zero that the file had lost."
    ranges = {(line.row.page, line.row.row) for line in lines if line.row.code_range}
    if ranges:
        expanded = sum(bool(line.row.code_range) for line in lines)
        yield f"{expanded:,} lines were read from {len(ranges):,} ranges of codes, as the tariff has them."
    yield from _look_at_remarks(lines)
    if extract.hidden:
        yield f"Hidden sheets were not read: {', '.join(extract.hidden)}. If they belong to it, use --hidden-sheets."
    rows_left_out = sum(left.row is not None and not left.is_row for left in extract.left_out)
    if rows_left_out:
        yield f"{rows_left_out:,} rows of tables were left out; they are listed above."
    if find_tariff_of_year(announcement, data):
        return
    absent = [difference.about for difference in _check_tariff(announcement, lines, data)]
    tariff = data.tariff.on(announcement.effective_from)
    if tariff is None:
        yield f"The tariff of {announcement.tariff_year} is not known, so the codes were not checked against it."
    elif absent:
        shown = ", ".join(absent[:_SHOWN]) + (" ..." if len(absent) > _SHOWN else "")
        yield (
            f"{len(absent):,} codes are not lines of {tariff}, which is not the tariff of "
            f"{announcement.tariff_year}: {shown}."
        )


def _look_at_remarks(lines: Sequence[AnnexLine]) -> Iterator[str]:
    """Say for which lines the remark (备注) is not known, and whether a whole list has none."""
    lacking = [line for line in lines if line.lacks_remark]
    if lacking:
        count = "these lines" if len(lacking) == len(lines) else f"{len(lacking):,} lines"
        yield (
            f"No column of remarks (备注) was found for {count} (the first is on {lacking[0].row.where}), so direct "
            "shipment stays unknown for them. If the file has the remarks, "
            "name their column with --columns remark=TITLE (in Python: columns)."
        )
    read = [line for line in lines if line.row.remark_known == "yes"]
    if len(read) >= _LONG and not any(line.row.remark for line in read):
        yield (
            f"The column of remarks (备注) is blank in all {len(read):,} lines, so that direct shipment is allowed for "
            "each of them. Compare it with the attachment itself."
        )


def _check_pages(extract: Extract) -> Iterator[Difference]:
    for left in extract.left_out:
        if left.row is None and not left.text:
            yield Difference(
                rule="page",
                about=str(left.page),
                where=f"page {left.page}",
                problem=left.reason,
                accepted="incomplete",
            )


def _check_unread(extract: Extract) -> Iterator[Difference]:
    """Report the rows that were not understood: each may be a line of the list."""
    ranges = {(one.row.page, one.row.row) for one in extract.ranges}
    for left in extract.unread:
        yield Difference(
            rule="range" if (left.page, left.row) in ranges else "unread",
            about=squeeze(left.cell) or f"row-{left.row}",
            where=left.where,
            problem=left.problem if left.cell else f"{left.text!r}: {left.problem}",
            accepted="incomplete",
        )


def _check_digits(lines: Iterable[AnnexLine]) -> Iterator[Difference]:
    for line in lines:
        code = line.row.hs_code
        if len(code) != LINE:
            problem = f"{code} has {len(code)} digits, and a tariff line has {LINE}"
            if len(code) > LINE:
                problem = f"{problem}; write the first {LINE} digits of each code, and each line once"
            yield Difference(rule="code", about=code, where=line.row.where, problem=problem, accepted="never")


def _check_repeats(lines: Iterable[AnnexLine]) -> Iterator[Difference]:
    first: dict[str, AnnexLine] = {}
    for line in lines:
        code = line.row.hs_code
        earlier = first.setdefault(code, line)
        if earlier is not line:
            problem = f"{code} appears already on {earlier.row.where}"
            yield Difference(rule="repeated", about=code, where=line.row.where, problem=problem, accepted="never")


def _split_sections(announcement: Announcement, lines: Sequence[AnnexLine]) -> list[list[AnnexLine]]:
    """Split an adjustment by section and change, inside which codes ascend; a list is one section."""
    if announcement.kind != "amends":
        return [list(lines)]
    sections: dict[tuple[str, str, str], list[AnnexLine]] = {}
    for line in lines:
        sections.setdefault((line.change, line.row.section, line.row.group), []).append(line)
    return list(sections.values())


def _check_order(lines: Iterable[AnnexLine]) -> Iterator[Difference]:
    for above, below in pairwise(lines):
        code = below.row.hs_code
        if code < above.row.hs_code:
            problem = f"{code} follows {above.row.hs_code}, and codes must ascend"
            yield Difference(rule="order", about=code, where=below.row.where, problem=problem)


def _check_numbers(announcement: Announcement, lines: Sequence[AnnexLine]) -> Iterator[Difference]:
    """Check that the row numbers (序号) run from 1 without a gap."""
    if not any(line.row.seq for line in lines):
        return
    for run in _split_runs(announcement, lines):
        for index, due in wrong_numbers(line.row.seq for line in run):
            row = run[index].row
            if row.seq is None:
                about, problem = row.hs_code, f"{row.hs_code} has no number (序号)"
            else:
                above = due - 1 or "the beginning"
                about, problem = str(row.seq), f"number {row.seq} follows {above}, but {due} must follow"
            yield Difference(rule="number", about=about, where=row.where, problem=problem)


def _split_runs(announcement: Announcement, lines: Sequence[AnnexLine]) -> list[list[AnnexLine]]:
    """Split lines into runs of numbers: each section of an adjustment may begin again at 1.

    A row with several codes has one number, which counts once: one of a range, of a list of codes, or of both
    sides of a change (调整前, 调整后).
    """
    runs: list[list[AnnexLine]] = [[]]
    above: AnnexLine | None = None
    for line in lines:
        row = line.row
        if above and announcement.kind == "amends" and row.seq == 1 and row.section != above.row.section:
            runs.append([])
        if not (above and _share_number(above.row, row)):
            runs[-1].append(line)
        above = line
    return runs


def _share_number(above: Row, row: Row) -> bool:
    is_same = (row.page, row.row, row.section) == (above.page, above.row, above.section)
    return is_same and (row.group == AFTER or row.seq == above.seq)


def _check_counts(announcement: Announcement, lines: Sequence[AnnexLine]) -> Iterator[Difference]:
    """Compare the numbers of lines with those that the announcement states."""
    actions = [line.change for line in lines]
    for action, stated, found in wrong_counts(stated_counts(announcement), actions, is_complete=True):
        about = "" if action == WHOLE_LIST else action
        what = f"lines to {about}" if about else "lines"
        yield Difference(
            rule="count",
            about=about,
            where="",
            problem=f"{found:,} {what} were read, and the announcement states {stated:,}",
            accepted="never" if found > stated else "incomplete",
        )


def _check_total(announcement: Announcement, lines: Sequence[AnnexLine], data: Dataset) -> Iterator[Difference]:
    """Compare the lines in force before, with those that an adjustment adds and removes, with the stated total."""
    start, stated = find_total_before(announcement, data), announcement.list_total_after
    if announcement.kind != "amends" or start is None or stated is None:
        return
    change = net_change(line.change for line in lines)
    if start + change != stated:
        problem = (
            f"{start:,} lines before and {change:+,} make {start + change:,}, and the announcement states {stated:,}"
        )
        yield Difference(rule="count", about="total", where="", problem=problem, accepted="incomplete")


def _check_known_lines(announcement: Announcement, lines: Iterable[AnnexLine]) -> Iterator[Difference]:
    """Compare the annex with the lines of it that are known."""
    rows = {line.row.hs_code: line for line in lines}
    for change in find_known_lines(announcement):
        code, line = str(change.hs_code), rows.get(str(change.hs_code))
        if line is None:
            problem = f"{code} {change.name_zh} is known to be in the annex ({change.where}), and was not read"
            yield Difference(rule="known-code", about=code, where="", problem=problem)
        else:
            yield from _compare_with_known(change, line)


def _compare_with_known(change: Change, line: AnnexLine) -> Iterator[Difference]:
    code, row = str(change.hs_code), line.row
    if line.change != change.action:
        known, read = ACTIONS[change.action].words, ACTIONS[line.change].words
        problem = f"the announcement {known} ({change.where}), but this file says that it {read}"
        yield Difference(rule="known-change", about=code, where=row.where, problem=problem)
    if not has_known_name(change, line):
        problem = f"its name is {row.name!r} here, and {change.name_zh!r} in {change.where}"
        yield Difference(rule="known-name", about=code, where=row.where, problem=problem)
    if change.remark_known == row.remark_known == "yes" and fold(change.remark) != fold(row.remark):
        problem = f"its remark is {row.remark!r} here, and {change.remark!r} in {change.where}"
        yield Difference(rule="known-remark", about=code, where=row.where, problem=problem)


def fill_in_remarks(lines: Iterable[AnnexLine], changes: Iterable[Change]) -> tuple[AnnexLine, ...]:
    """Give the lines whose remark was not read the one that is known of the same code, so that it is not lost."""
    known = {str(change.hs_code): change for change in changes if change.remark_known != "no"}
    return tuple(
        attrs.evolve(line, remark_of=known.get(line.row.hs_code)) if line.lacks_remark else line for line in lines
    )


def find_known_lines(announcement: Announcement, *, stated: bool = False) -> list[Change]:
    """List the lines of an announcement's annex that the bundled data knows, or what is stated of the list after it."""
    annexes = [annex for annex in Dataset.bundled().positive_list.annexes if annex.announcement.id == announcement.id]
    found = (
        annex.change(code, stated=stated) for annex in annexes for code in (annex.statements if stated else annex.lines)
    )
    return [change for change in found if change]


def has_known_name(change: Change, line: AnnexLine) -> bool:
    """Decide whether a line has the known name, or begins with it if the known name was cut short."""
    known, read = fold(change.name_zh), fold(line.row.name)
    return not known or known == read or (_CUT_SHORT in change.note and read.startswith(known))


def _check_tariff(announcement: Announcement, lines: Iterable[AnnexLine], data: Dataset) -> Iterator[Difference]:
    """Check that the codes on the list afterwards are lines of the tariff; codes taken out belong to an older one."""
    tariff = data.tariff.on(announcement.effective_from)
    codes = data.tariff.codes(tariff.id) if tariff else frozenset()
    for line in lines:
        code = line.row.hs_code
        if tariff and len(code) == LINE and ACTIONS[line.change].after and code not in codes:
            problem = f"{code} is not a line of {tariff}"
            yield Difference(rule="tariff", about=code, where=line.row.where, problem=problem)


def fold(text: str) -> str:
    """Fold everything in which copies of one text differ: width, white space, case."""
    return squeeze(text).casefold()

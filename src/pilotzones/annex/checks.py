"""What must hold of an annex before it is installed, each rule by itself."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from pilotzones.annex.announced import COUNTS, total_before
from pilotzones.annex.records import Difference
from pilotzones.dataset import Dataset
from pilotzones.hscode import LINE, HSCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pilotzones.annex.records import AnnexLine, Extract
    from pilotzones.records.actions import Action
    from pilotzones.records.announcements import Announcement, Change

_CUT_SHORT = "cut short"
_ENTERING: tuple[Action, ...] = ("add", "convert_in")
_LEAVING: tuple[Action, ...] = ("delete", "convert_out")


def differences_of(
    announcement: Announcement, lines: Sequence[AnnexLine], extract: Extract, data: Dataset
) -> Iterator[Difference]:
    """Go through everything that does not hold of an annex."""
    yield from _pages(extract)
    yield from _codes(lines)
    yield from _repeated(lines)
    for part in _parts(announcement, lines):
        yield from _order(part)
    yield from _numbers(announcement, lines)
    yield from _counts(announcement, lines)
    yield from _total(announcement, lines, data)
    yield from _known(announcement, lines)
    if _tariff_is_exact(announcement, data):
        yield from _tariff(announcement, lines, data)


def hints_of(announcement: Announcement, lines: Sequence[AnnexLine], extract: Extract, data: Dataset) -> Iterator[str]:
    """Say what could not be checked, or is only worth a look."""
    if extract.padded:
        yield f"{extract.padded:,} codes were given the leading zero that the file had lost."
    if not any(line.row.seq for line in lines):
        yield "The table has no numbers (序号), so that none is missing rests on the count alone."
    outside = [leaving for leaving in extract.left_out if leaving.row is not None]
    if outside:
        yield f"{len(outside):,} rows of tables were left out; they are listed above."
    if _tariff_is_exact(announcement, data):
        return
    absent = [difference.about for difference in _tariff(announcement, lines, data)]
    tariff = data.tariff.on(announcement.effective_from)
    if tariff is None:
        yield f"The tariff of {announcement.tariff_year} is not known, so codes were not held against it."
    elif absent:
        shown = ", ".join(absent[:8]) + (" ..." if len(absent) > 8 else "")  # noqa: PLR2004 - enough to look up
        yield (
            f"{len(absent):,} codes are no lines of {tariff}, which is not the tariff of "
            f"{announcement.tariff_year}: {shown}."
        )


def _pages(extract: Extract) -> Iterator[Difference]:
    for leaving in extract.left_out:
        if leaving.row is None and not leaving.text:
            yield Difference("page", str(leaving.page), f"page {leaving.page}", leaving.reason, "incomplete")


def _codes(lines: Iterable[AnnexLine]) -> Iterator[Difference]:
    for line in lines:
        code = line.row.hs_code
        if len(code) != LINE:
            problem = f"{code} has {len(code)} digits, and a tariff line has {LINE}"
            yield Difference("code", code, line.row.where, problem, "never")


def _repeated(lines: Iterable[AnnexLine]) -> Iterator[Difference]:
    first: dict[str, AnnexLine] = {}
    for line in lines:
        earlier = first.setdefault(line.row.hs_code, line)
        if earlier is not line:
            problem = f"{line.row.hs_code} stands already on {earlier.row.where}"
            yield Difference("repeated", line.row.hs_code, line.row.where, problem, "never")


def _parts(announcement: Announcement, lines: Sequence[AnnexLine]) -> list[list[AnnexLine]]:
    """Split an adjustment by section and change, within each of which codes ascend; a list is one part."""
    if announcement.kind != "amends":
        return [list(lines)]
    parts: dict[tuple[str, str, str], list[AnnexLine]] = {}
    for line in lines:
        parts.setdefault((line.change, line.row.section, line.row.group), []).append(line)
    return list(parts.values())


def _order(lines: Iterable[AnnexLine]) -> Iterator[Difference]:
    for above, below in pairwise(lines):
        if below.row.hs_code < above.row.hs_code:
            problem = f"{below.row.hs_code} stands below {above.row.hs_code}; codes ascend"
            yield Difference("order", below.row.hs_code, below.row.where, problem)


def _numbers(announcement: Announcement, lines: Sequence[AnnexLine]) -> Iterator[Difference]:
    """Check that the numbers run from 1 without a gap; in an adjustment each section may begin anew."""
    previous = 0
    if not any(line.row.seq for line in lines):
        return
    for above, line in pairwise([None, *lines]):
        assert line is not None  # noqa: S101 - only the first of all is
        number, row = line.row.seq, line.row
        if above and announcement.kind == "amends" and number == 1 and above.row.section != row.section:
            previous = 0
        if row.group == "after" and above and above.row.row == row.row:
            continue
        if number is None:
            yield Difference("number", row.hs_code, row.where, f"{row.hs_code} has no number (序号)")
        elif number != previous + 1:
            problem = f"number {number} follows {previous or 'the beginning'}, where {previous + 1} is due"
            yield Difference("number", str(number), row.where, problem)
        previous = previous + 1 if number is None else number


def _counts(announcement: Announcement, lines: Sequence[AnnexLine]) -> Iterator[Difference]:
    """Hold the number of rows against those that the announcement states."""
    actions = [line.change for line in lines]
    if announcement.kind != "amends":
        yield from _count("", announcement.stated_count, len(lines))
        return
    for action, field in COUNTS.items():
        yield from _count(action, getattr(announcement, field), actions.count(action))


def _total(announcement: Announcement, lines: Sequence[AnnexLine], data: Dataset) -> Iterator[Difference]:
    """Hold the lines in force before, with what the annex adds and takes away, against the stated total."""
    start, stated = total_before(announcement, data), announcement.list_total_after
    if announcement.kind != "amends" or start is None or stated is None:
        return
    actions = [line.change for line in lines]
    change = sum(actions.count(action) for action in _ENTERING) - sum(actions.count(action) for action in _LEAVING)
    if start + change != stated:
        problem = (
            f"{start:,} lines before and {change:+,} make {start + change:,}, and the announcement states {stated:,}"
        )
        yield Difference("count", "total", "", problem, "incomplete")


def _count(about: str, stated: int | None, read: int) -> Iterator[Difference]:
    if stated is not None and read != stated:
        what = f"lines to {about}" if about else "lines"
        problem = f"{read:,} {what} were read, and the announcement states {stated:,}"
        yield Difference("count", about, "", problem, "never" if read > stated else "incomplete")


def _known(announcement: Announcement, lines: Iterable[AnnexLine]) -> Iterator[Difference]:
    """Hold the annex against the lines of it that are known."""
    rows = {line.row.hs_code: line for line in lines}
    for change in known_lines(announcement):
        if change.action == "listed":  # in the list afterwards; the annex need not name it
            continue
        code, line = str(change.hs_code), rows.get(str(change.hs_code))
        if line is None:
            problem = f"{code} {change.name_zh} is known to be in the annex ({change.where}), and was not read"
            yield Difference("known-code", code, "", problem)
            continue
        if line.change != change.action:
            problem = f"the annex is known to {change.action} it ({change.where}), and here it is to {line.change}"
            yield Difference("known-change", code, line.row.where, problem)
        if not agrees(change, line):
            problem = f"its name is {line.row.name!r}, and known as {change.name_zh!r} ({change.where})"
            yield Difference("known-name", code, line.row.where, problem)
        if change.remark_known == "yes" and _bare(change.remark) != _bare(line.row.remark):
            problem = f"its remark is {line.row.remark!r}, and known as {change.remark!r} ({change.where})"
            yield Difference("known-remark", code, line.row.where, problem)


def known_lines(announcement: Announcement) -> list[Change]:
    """List what the bundled data knows of an announcement's annex."""
    annexes = [annex for annex in Dataset.bundled().positive_list.annexes if annex.announcement.id == announcement.id]
    return [change for annex in annexes for code in annex.lines if (change := annex.change(HSCode(code)))]


def agrees(change: Change, line: AnnexLine) -> bool:
    """Tell whether a known line's name is the annex's; one that was cut short is its beginning."""
    known, read = _bare(change.name_zh), _bare(line.row.name)
    return not known or known == read or (_CUT_SHORT in change.note and read.startswith(known))


def _tariff_is_exact(announcement: Announcement, data: Dataset) -> bool:
    """Tell whether the lines are known of the very tariff that the annex follows."""
    tariff = data.tariff.on(announcement.effective_from)
    return tariff is not None and str(announcement.tariff_year) in tariff.as_of


def _tariff(announcement: Announcement, lines: Iterable[AnnexLine], data: Dataset) -> Iterator[Difference]:
    """Hold the codes against the tariff of their day; those taken out are of the one before."""
    tariff = data.tariff.on(announcement.effective_from)
    codes = data.tariff.codes(tariff.id) if tariff else frozenset()
    for line in lines:
        code = line.row.hs_code
        if tariff and len(code) == LINE and line.change not in ("delete", "convert_out") and code not in codes:
            problem = f"{code} is no line of {tariff}"
            yield Difference("tariff", code, line.row.where, problem)


def _bare(text: str) -> str:
    """Fold what copies of one text differ in: width, white space, case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()

"""A consolidated list: the whole list as it stands after an announcement, from a broker, a platform or a spreadsheet.

It is not an annex, so its order and its row numbers say nothing. What must be true of it: the stated total, the lines
that are known to be on that list or not, the tariff of the year, and each line once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.annex.checks import (
    check_tariff_of_year,
    check_whole_file,
    fill_in_remarks,
    find_known_lines,
    fold,
    list_hints,
)
from pilotzones.annex.expansion import expand_ranges
from pilotzones.annex.records import AnnexLine, Difference, Reading
from pilotzones.dataset import Dataset
from pilotzones.hscode import LINE, HSCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pilotzones.annex.records import Extract
    from pilotzones.positive_list.states import Finding
    from pilotzones.records.announcements import Announcement

CONTRADICTION = "contradiction"
"""The rule about a code of which an annex says otherwise; where that is accepted, the annex answers."""


def check_list(after: Announcement, extract: Extract, data: Dataset, *, file: str, sha256: str) -> Reading:
    """Compare a file with what is known of the list after an announcement."""
    extract = expand_ranges(after, extract, data)
    lines = fill_in_remarks(
        [AnnexLine(change="listed", row=row) for row in extract.rows], find_known_lines(after, stated=True)
    )
    return Reading(
        announcement=after,
        chosen_by="you",
        file=file,
        sha256=sha256,
        extract=extract,
        lines=lines,
        differences=tuple(_find_differences(after, lines, extract, data)),
        hints=tuple(list_hints(after, lines, extract, data)),
        covers="list",
    )


def _find_differences(
    after: Announcement, lines: tuple[AnnexLine, ...], extract: Extract, data: Dataset
) -> Iterator[Difference]:
    yield from check_whole_file(lines, extract)
    yield from _check_total(after, len(lines))
    yield from _check_known(after, {line.row.hs_code: line for line in lines}, data)
    yield from check_tariff_of_year(after, lines, data)


def _check_total(after: Announcement, found: int) -> Iterator[Difference]:
    stated = after.list_total_after
    if stated is not None and found != stated:
        yield Difference(
            rule="count",
            about="",
            where="",
            problem=f"{found:,} lines were read, and {stated:,} are in force after {after.id} as the ministry states",
            accepted="never" if found > stated else "incomplete",
        )


def _check_known(after: Announcement, lines: Mapping[str, AnnexLine], data: Dataset) -> Iterator[Difference]:
    """Compare the list with every code of which something else is known: by an annex, or stated outside it."""
    known, bundled = data.positive_list, Dataset.bundled().positive_list
    index = data.edition_index(after.id)
    is_bundled = index < len(bundled.annexes) and bundled.annexes[index].announcement.id == after.id
    for code in sorted({*known.named_codes(), *(HSCode(code) for code in lines if len(code) == LINE)}):
        line, found, decision = lines.get(code), known.find(index, code), known.states[index].decided.get(code)
        if found and _is_of_a_list(found, code):  # the new list replaces it
            found = bundled.find(index, code) if is_bundled else None
            decision = bundled.states[index].decided.get(code) if is_bundled else None
        if found is None:
            continue
        if found.listed != (line is not None):
            is_of_annexes = not found.stated and (decision is None or decision.rests_on_annexes)
            yield _contradiction(after, code, found, line, rule=CONTRADICTION if is_of_annexes else "known-code")
        elif line and decision and not (decision.kept or found.backwards):
            yield from _compare_remark(found, line)


def _is_of_a_list(found: Finding, code: HSCode) -> bool:
    """Tell whether an answer comes from a consolidated list that was installed before."""
    return found.stated and found.decided_by.list_range(code) is not None


def _contradiction(
    after: Announcement, code: HSCode, found: Finding, line: AnnexLine | None, *, rule: str
) -> Difference:
    """Report a code that the file has and the data knows to be off the list, or the other way round."""
    by = found.change.where if found.change else f"the known codes of {found.decided_by.announcement.id}"
    known = f"{code} is {'' if found.listed else 'not '}on the list after {after.id} by {by}"
    return Difference(
        rule=rule,
        about=str(code),
        where=line.row.where if line else "",
        problem=f"{known}, and this file {'has' if line else 'does not have'} it"
        + ("; if you accept that, the annex answers" if rule == CONTRADICTION else ""),
    )


def _compare_remark(found: Finding, line: AnnexLine) -> Iterator[Difference]:
    change = found.change
    if (
        change
        and change.remark_known == line.row.remark_known == "yes"
        and fold(change.remark) != fold(line.row.remark)
    ):
        problem = f"its remark is {line.row.remark!r} here, and {change.remark!r} in {change.where}"
        yield Difference(rule="known-remark", about=str(change.hs_code), where=line.row.where, problem=problem)

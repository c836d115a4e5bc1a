"""What an announcement does to each line of its annex: told by headings, columns, sides and counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilotzones.annex.announced import COUNTS
from pilotzones.annex.records import AnnexLine, Difference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilotzones.annex.records import Row
    from pilotzones.records.actions import Action
    from pilotzones.records.announcements import Announcement

_CONVERTED = re.compile(
    r"转版|转换|税则(税目|调整|变化|修订|转)|税目(调整|变化|变动|转)|税则号列(调整|变化)|conver", re.IGNORECASE
)
_OUT = re.compile(r"删除|删减|移除|取消|剔除|调出|转出|移出|减少|delet|remov|\bout\b", re.IGNORECASE)
_IN = re.compile(r"新增|增加|增列|增补|添加|调入|转入|移入|纳入|列入|\badd|\bin\b", re.IGNORECASE)
_REMARK = re.compile(r"备注|remark", re.IGNORECASE)


def lines_of(announcement: Announcement, rows: Sequence[Row]) -> tuple[tuple[AnnexLine, ...], tuple[Difference, ...]]:
    """Tell what the announcement does to each row's code.

    Args:
        announcement: of a kind that lists lines, or that changes them.
        rows: of its annex.

    Returns:
        The lines in order, and a difference for each section of which it cannot be told.
        Codes on both sides of a conversion table are lines of the list before and after;
        such a pair is a new remark where the remarks differ, and otherwise no line.
    """
    if announcement.kind != "amends":
        return tuple(AnnexLine("list", row) for row in rows), ()
    parts: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        parts.setdefault((row.section, row.group, row.change), []).append(row)
    actions: dict[tuple[str, str, str], Action | None] = {key: _action(*key) for key in parts}
    left: dict[Action, int | None] = {
        action: getattr(announcement, field) for action, field in COUNTS.items() if action not in actions.values()
    }
    differences: list[Difference] = []
    for key, part in parts.items():
        if actions[key] is None:
            actions[key] = _by_count(left, len(part))
        if actions[key] is None:
            differences.append(_untold(key, part))
    told: list[AnnexLine] = []
    for row in rows:
        action: Action | None = actions[row.section, row.group, row.change]
        if action is not None:
            told.append(AnnexLine(action, row))
    return tuple(_without_pairs(told)), tuple(differences)


def _action(section: str, group: str, change: str) -> Action | None:
    """Tell the change by its own column where there is one, and by the heading and the side."""
    said = _said(change) if change else None
    if said:
        return _converted(said) if _CONVERTED.search(section) else said
    if group:
        return "convert_out" if group == "before" else "convert_in"
    return _said(section)


def _said(text: str) -> Action | None:
    """Read the change out of some words; None where they say none, or several."""
    outward, inward = bool(_OUT.search(text)), bool(_IN.search(text))
    if outward and inward:
        return None
    action: Action | None = "delete" if outward else "add" if inward else None
    if _CONVERTED.search(text):
        return _converted(action) if action else None
    if _REMARK.search(text) and not outward:
        return "remark"
    return action


def _converted(action: Action) -> Action:
    return {"add": "convert_in", "delete": "convert_out"}.get(action, action)  # type: ignore[return-value]


def _by_count(left: dict[Action, int | None], count: int) -> Action | None:
    """Tell a section's change by the only stated count that its rows have."""
    found: list[Action] = [action for action, stated in left.items() if stated == count]
    if len(found) != 1:
        return None
    del left[found[0]]
    return found[0]


def _untold(key: tuple[str, str, str], part: Sequence[Row]) -> Difference:
    heading = " / ".join(filter(None, key)) or "no heading"
    problem = f"what the announcement does to these {len(part):,} rows is not told by {heading!r}"
    return Difference("change", "", part[0].where, problem, "never")


def _without_pairs(lines: Sequence[AnnexLine]) -> Iterator[AnnexLine]:
    """Leave out codes that a conversion table has on both sides, or make them new remarks."""
    before = {line.row.hs_code: line.row for line in lines if line.row.group == "before"}
    after = {line.row.hs_code: line.row for line in lines if line.row.group == "after"}
    for line in lines:
        code = line.row.hs_code
        if line.row.group and code in before and code in after:
            if line.row.group == "after" and line.row.remark != before[code].remark:
                yield AnnexLine("remark", line.row)
        else:
            yield line

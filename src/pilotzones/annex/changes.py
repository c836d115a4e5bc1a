"""What an announcement does to each line of its annex: by headings, columns, sides and counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilotzones.annex.records import AFTER, BEFORE, AnnexLine, Difference
from pilotzones.records.actions import WHOLE_LIST
from pilotzones.records.stated_counts import stated_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pilotzones.annex.records import Row
    from pilotzones.records.actions import Action
    from pilotzones.records.announcements import Announcement

    SectionKey = tuple[str, str, str]

_CONVERTED = re.compile(
    r"转版|转换|税则(税目|调整|变化|修订|转)|税目(调整|变化|变动|转)|税则号列(调整|变化)|conver", re.IGNORECASE
)
_OUT = re.compile(r"删除|删减|移除|取消|剔除|调出|转出|移出|减少|delet|remov|\bout\b", re.IGNORECASE)
_IN = re.compile(r"新增|增加|增列|增补|添加|调入|转入|移入|纳入|列入|\badd|\bin\b", re.IGNORECASE)
_NEW_REMARK = re.compile(r"备注|remark", re.IGNORECASE)


_BY_CONVERSION: Mapping[Action, Action] = {"add": "convert_in", "delete": "convert_out"}
"""What an addition or deletion is called if a change of the tariff causes it."""


def decide_changes(
    announcement: Announcement, rows: Sequence[Row]
) -> tuple[tuple[AnnexLine, ...], tuple[Difference, ...]]:
    """Decide what the announcement does to each row's code.

    Args:
        announcement: the one whose annex has the rows.
        rows: all rows of the annex.

    Returns:
        The lines in order, and a difference for each section that is undecided. Codes on both
        sides of a conversion table are on the list before and after it; such a pair is a new
        remark if the remarks differ, and otherwise not a line.
    """
    if announcement.kind != "amends":
        return tuple(AnnexLine(change=WHOLE_LIST, row=row) for row in rows), ()
    sections: dict[SectionKey, list[Row]] = {}
    for row in rows:
        sections.setdefault(_find_section(row), []).append(row)
    actions: dict[SectionKey, Action | None] = {key: _find_action(*key) for key in sections}
    left: dict[Action, int | None] = {
        action: count for action, count in stated_counts(announcement).items() if action not in actions.values()
    }
    differences: list[Difference] = []
    for key, section in sections.items():
        if actions[key] is None:
            actions[key] = _find_by_count(left, len(section))
        if actions[key] is None:
            differences.append(_report_undecided(key, section))
    lines: list[AnnexLine] = []
    for row in rows:
        action: Action | None = actions[_find_section(row)]
        if action is not None:
            lines.append(AnnexLine(change=action, row=row))
    return tuple(_drop_pairs(lines)), tuple(differences)


def _find_section(row: Row) -> SectionKey:
    return row.section, row.group, row.change


def _find_action(section: str, group: str, change: str) -> Action | None:
    """Find the action by the row's own column of changes if there is one, else by its side or its heading."""
    said = _read_action(change) if change else None
    if said:
        return _BY_CONVERSION.get(said, said) if _CONVERTED.search(section) else said
    if group:
        return "convert_out" if group == BEFORE else "convert_in"
    return _read_action(section)


def _read_action(text: str) -> Action | None:
    """Read the action from some words; None if they name no action, or several."""
    outward, inward = bool(_OUT.search(text)), bool(_IN.search(text))
    if outward and inward:
        return None
    action: Action | None = "delete" if outward else "add" if inward else None
    if _CONVERTED.search(text):
        return _BY_CONVERSION[action] if action else None
    if _NEW_REMARK.search(text) and not outward:
        return "remark"
    return action


def _find_by_count(left: dict[Action, int | None], count: int) -> Action | None:
    """Find a section's action by its number of rows, if only one stated count is the same; use that count up."""
    found: list[Action] = [action for action, stated in left.items() if stated == count]
    if len(found) != 1:
        return None
    del left[found[0]]
    return found[0]


def _report_undecided(key: SectionKey, section: Sequence[Row]) -> Difference:
    named = repr(" / ".join(filter(None, key))) if any(key) else "the file"
    return Difference(
        rule="change",
        about="",
        where=section[0].where,
        problem=f"{named} does not say what the announcement does to these {len(section):,} rows",
        accepted="never",
    )


def _drop_pairs(lines: Sequence[AnnexLine]) -> Iterator[AnnexLine]:
    """Drop codes on both sides of a conversion table, or make them new remarks."""
    before = {line.row.hs_code: line.row for line in lines if line.row.group == BEFORE}
    after = {line.row.hs_code: line.row for line in lines if line.row.group == AFTER}
    for line in lines:
        code = line.row.hs_code
        if line.row.group and code in before and code in after:
            if line.row.group == AFTER and line.row.remark != before[code].remark:
                yield AnnexLine(change="remark", row=line.row)
        else:
            yield line

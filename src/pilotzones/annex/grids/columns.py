"""Which column of a grid is the number, the code, the name and the remark: by its header, or by what it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.annex.grids.code_cells import read_code_cell
from pilotzones.annex.grids.contents import (
    SAMPLE,
    ColumnBlock,
    find_coded_columns,
    is_known_line,
    is_line,
    is_numbering,
    is_text,
    list_distinct,
    recognise_columns,
)
from pilotzones.annex.grids.roles import CHANGE, CODE, KNOWN, NAME, OTHER, REMARK, ROW_ROLES, SEQ
from pilotzones.annex.grids.vocabulary import is_heading, read_codes, read_number, squeeze
from pilotzones.annex.records import AFTER, BEFORE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotzones.annex.grids.contents import Positions
    from pilotzones.annex.grids.roles import Role, Titles
    from pilotzones.annex.readers.document import Cell, Grid, GridRow

_BEFORE = re.compile(r"前|^原|^旧|\bbefore\b|\bold\b", re.IGNORECASE)
_AFTER = re.compile(r"后|^现|^新|\bafter\b|\bnew\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FOREIGN = re.compile("英文|外文|俄文|日文|法文")


class Header(NamedTuple):
    """The header rows of a grid.

    Attributes:
        start: the first of them.
        stop: the first row behind them.
        blocks: the columns that they head.
        titles: the titles of all columns.
        rivals: the titles of several columns with codes, of which the file does not say which one counts.
    """

    start: int
    stop: int
    blocks: tuple[ColumnBlock, ...]
    titles: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


class _TitledColumn(NamedTuple):
    positions: Positions
    title: str
    role: Role | None


def find_headers(grid: Grid, titles: Titles = KNOWN) -> tuple[Header, ...]:
    """Find the headers of a grid, in order: a list may begin again within it."""
    found: list[Header] = []
    at = 0
    while at < len(grid.rows):
        if not _is_header(grid.rows[at], titles):
            at += 1
            continue
        stop = at + 1
        while stop < len(grid.rows) and _continues_header(grid.rows[stop], titles):
            stop += 1
        start = at - 1 if at and _is_upper_header(grid.rows[at - 1], grid.rows[at], titles) else at
        body = grid.rows[stop : stop + SAMPLE]
        columns = _read_titles(grid.rows[start:stop], titles)
        blocks = _split_into_blocks(columns, body)
        is_named = CODE in titles.named.values()
        rivals = () if is_named or len(blocks) > 1 else _find_rivals(columns, body)
        found.append(Header(start, stop, blocks, tuple(column.title for column in columns), rivals))
        at = stop
    return tuple(found)


def find_unknown_header(grid: Grid, titles: Titles = KNOWN) -> Header | None:
    """Find a header with too few known words: which of its columns has the codes is known by what they hold."""
    found = _find_title_of_codes(grid, titles) or _find_first_code(grid)
    if not found:
        return None
    at, code = found
    cells = list_distinct(grid.rows[at].cells)
    is_row = any(read_number(cell.text) or read_codes(cell.text) or is_heading(cell.text) for cell in cells)
    if len(cells) < 2 or is_row:  # noqa: PLR2004 - titles
        return None
    body = grid.rows[at + 1 : at + 1 + SAMPLE]
    columns = [
        column._replace(role=CODE if code in column.positions else None if column.role == CODE else column.role)
        for column in _read_titles([grid.rows[at]], titles)
    ]
    names = tuple(column.title for column in columns)
    coded = {code, *find_coded_columns(grid)}
    rivals = tuple(column.title for column in columns if coded.intersection(column.positions))
    block = _make_block(columns, max(len(row.cells) for row in grid.rows), body)
    return Header(at, at + 1, (block,), names, rivals if len(rivals) > 1 else ())


def _find_title_of_codes(grid: Grid, titles: Titles) -> tuple[int, int] | None:
    """Find a title of codes with codes below it; its row and its column."""
    for at, row in enumerate(grid.rows):
        if any(map(is_line, row.cells)):
            return None
        head = next((place for place, cell in enumerate(row.cells) if titles.find_role(cell.text) == CODE), None)
        if head is not None:
            below = [other.cells[head].text for other in grid.rows[at + 1 : at + 1 + SAMPLE] if head < len(other.cells)]
            if 2 * sum(bool(read_code_cell(text).codes) for text in below) > sum(map(bool, below)):
                return at, head
    return None


def _find_first_code(grid: Grid) -> tuple[int, int] | None:
    """Find the row above the first code, if one column alone has codes; that row and the column."""
    blocks = recognise_columns(grid)
    if len(blocks) != 1:
        return None
    (code,) = blocks[0].positions[CODE]
    first = next(
        at for at, row in enumerate(grid.rows) if code < len(row.cells) and read_code_cell(row.cells[code].text).codes
    )
    return (first - 1, code) if first else None


def _is_header(row: GridRow, titles: Titles) -> bool:
    """Decide whether a row is a header: it has a title for the codes and one more, whatever else it has."""
    cells = list_distinct(row.cells)
    if any(map(is_line, cells)):
        return False
    if any(titles.names_code(cell.text) for cell in cells):
        return True
    roles = [titles.find_role(cell.text) for cell in cells]
    known = len(roles) - roles.count(None)
    is_worded = 2 * known >= len(roles) or not any(read_number(cell.text) for cell in cells)
    return CODE in roles and is_worded and (known > 1 or len(row.cells) == 1)


def _continues_header(row: GridRow, titles: Titles) -> bool:
    """Decide whether a row below a header is one more row of it: another language, units, lower titles."""
    cells = list_distinct(row.cells)
    return _is_header(row, titles) or (
        len(cells) > 1
        and all(titles.find_role(cell.text) is not None and not read_codes(cell.text) for cell in cells)
        and not any(read_number(cell.text) for cell in cells)
    )


def _is_upper_header(row: GridRow, below: GridRow, titles: Titles) -> bool:
    """Decide whether a row holds titles over several columns of the header below it, or some of its titles."""
    cells = list_distinct(row.cells)
    shared = {id(cell) for cell in cells} & {id(cell) for cell in list_distinct(below.cells)}
    upper = [cell for cell in cells if titles.find_role(cell.text) or _find_group(cell.text)]
    has_titles = bool(shared) or len(upper) == len(cells)
    return len(cells) > 1 and has_titles and not any(map(is_line, cells))


def _read_titles(rows: Sequence[GridRow], titles: Titles) -> list[_TitledColumn]:
    """Read the title of each column from all header rows; the columns under one merged cell are one column."""
    columns: list[_TitledColumn] = []
    ends: list[Cell | None] = []
    for position in range(max(len(row.cells) for row in rows)):
        cells = list_distinct(row.cells[position] for row in rows if position < len(row.cells))
        lowest = cells[-1] if cells else None
        if lowest is not None and ends and ends[-1] is lowest:
            columns[-1] = columns[-1]._replace(positions=(*columns[-1].positions, position))
            continue
        roles: list[Role] = [role for cell in reversed(cells) if (role := titles.find_role(cell.text)) is not None]
        title = " ".join(dict.fromkeys(cell.text for cell in cells))
        ends.append(lowest)
        columns.append(_TitledColumn(positions=(position,), title=title, role=roles[0] if roles else None))
    return columns


def _split_into_blocks(columns: Sequence[_TitledColumn], body: Sequence[GridRow]) -> tuple[ColumnBlock, ...]:
    """Split the columns into blocks, each with a code: rows side by side, or before and after a change."""
    width = max(column.positions[-1] for column in columns) + 1
    codes = [column for column in columns if column.role == CODE]
    groups = _find_groups(codes)
    if len(codes) > 1 and len(set(groups)) == len(codes):
        return _split_before_and_after(columns, codes, groups, width, body)
    first = next(column.role for column in columns if column.role not in (None, OTHER))
    starts = [at for at, column in enumerate(columns) if column.role == first]
    parts = [columns[start:stop] for start, stop in zip(starts, [*starts[1:], len(columns)], strict=True)]
    roles = [{column.role for column in part} - {None, OTHER} for part in parts]
    alike = all(own == roles[0] for own in roles) or all(len(own) > 1 for own in roles)
    heads = {squeeze(column.title).casefold() for column in codes}
    if len(parts) > 1 and alike and all(CODE in own for own in roles) and len(heads) == 1:
        head = columns[: starts[0]]
        return tuple(_make_block([*head, *part], width, body) for part in parts)
    return (_make_block(columns, width, body),)


def _find_rivals(columns: Sequence[_TitledColumn], body: Sequence[GridRow]) -> tuple[str, ...]:
    """Find the columns with codes if there are several of them, which are neither side by side nor before and after."""
    rivals = [" ".join(column.title.split()) for column in columns if _holds_codes(column, body)]
    return tuple(rivals) if len(rivals) > 1 else ()


def _holds_codes(column: _TitledColumn, body: Sequence[GridRow]) -> bool:
    """Decide whether a column has codes under a title of codes, or most of all tariff lines under one not known."""
    cells = _list_cells(column, body)
    if column.role == CODE:
        return any(read_code_cell(cell.text).codes for cell in cells)
    is_unknown = column.role is None and bool(column.title)
    return is_unknown and 2 * sum(map(is_known_line, cells)) > len(cells)


def _find_groups(codes: Sequence[_TitledColumn]) -> list[str]:
    """Decide which of several code columns is before a change and which after: by word, or by the tariff's year."""
    groups = [_find_group(column.title) for column in codes]
    years = [max(_YEAR.findall(column.title), default="") for column in codes]
    if len(codes) == 2 and not all(groups) and all(years) and years[0] != years[1]:  # noqa: PLR2004 - before and after
        return [BEFORE, AFTER] if years[0] < years[1] else [AFTER, BEFORE]
    return groups if all(groups) else []


def _find_group(title: str) -> str:
    return BEFORE if _BEFORE.search(title) else AFTER if _AFTER.search(title) else ""


def _split_before_and_after(
    columns: Sequence[_TitledColumn],
    codes: Sequence[_TitledColumn],
    groups: Sequence[str],
    width: int,
    body: Sequence[GridRow],
) -> tuple[ColumnBlock, ...]:
    """Give each code the columns of its own side, and those that belong to both."""
    own: dict[str, list[_TitledColumn]] = {group: [] for group in groups}
    side = ""
    shared: list[_TitledColumn] = []
    for column in columns:
        if column in codes:
            side = groups[codes.index(column)]
        group = _find_group(column.title) or ("" if column.role in (SEQ, CHANGE) else side)
        own.get(group, shared).append(column)
    for group in groups:
        have = {column.role for column in own[group]}
        others = [column for column in columns if column not in own[group] and column.role in (NAME, SEQ)]
        own[group] += [column for column in others if column.role not in have]
        own[group] += [column for column in shared if column not in own[group]]
    return tuple(_make_block(own[group], width, body)._replace(group=group) for group in groups)


def _make_block(columns: Sequence[_TitledColumn], width: int, body: Sequence[GridRow]) -> ColumnBlock:
    """Give each role its column; what remains is kept with its title."""
    chosen: dict[Role, _TitledColumn] = {}
    role: Role
    for role in ROW_ROLES:
        candidates = [column for column in columns if column.role == role]
        if candidates:
            chosen[role] = max(candidates, key=lambda column: _rank(role, column, body))
    if NAME not in chosen:
        untitled = [column for column in columns if not column.title and is_text(_list_texts(column, body))]
        if untitled:
            chosen[NAME] = untitled[0]
    if SEQ not in chosen:
        untitled = [column for column in columns if not column.title and is_numbering(_list_texts(column, body))]
        if untitled:
            chosen[SEQ] = untitled[0]
    positions: dict[Role, Positions] = {role: column.positions for role, column in chosen.items()}
    taken = list(chosen.values())
    if REMARK in chosen:  # remarks may be in several columns, such as 备注一 and 备注二
        best = _rank(REMARK, chosen[REMARK], body)
        alike = [column for column in columns if column.role == REMARK and _rank(REMARK, column, body) == best]
        positions[REMARK] = tuple(at for column in alike for at in column.positions)
        taken += alike
    rest = ((column.title, column.positions) for column in columns if column not in taken)
    return ColumnBlock(width=width, positions=positions, other=tuple(rest))


def _rank(role: Role, column: _TitledColumn, body: Sequence[GridRow]) -> tuple[float, bool]:
    """Rank the columns of one role: those with codes, a name in Chinese and a remark called 备注 come first."""
    if role == CODE:
        texts = _list_texts(column, body)
        return sum(bool(read_code_cell(text).codes) for text in texts) / (len(texts) or 1), False
    is_chinese = bool(_HAN.search(column.title)) and not _FOREIGN.search(column.title)
    return float(is_chinese), bool(re.search(r"备\s*注|備\s*註", column.title))


def _list_texts(column: _TitledColumn, body: Sequence[GridRow]) -> list[str]:
    return [cell.text for cell in _list_cells(column, body)]


def _list_cells(column: _TitledColumn, body: Sequence[GridRow]) -> list[Cell]:
    return [
        cell for row in body for cell in list_distinct(row.cells[at] for at in column.positions if at < len(row.cells))
    ]

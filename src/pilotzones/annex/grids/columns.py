"""Which column of a grid is the number, the code, the name and the remark: told by its header, or by what it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.annex.grids.vocabulary import codes_in, is_line_code, role_of, sequence_of
from pilotzones.hscode import LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pilotzones.annex.grids.vocabulary import Role
    from pilotzones.annex.readers.document import Cell, Grid, GridRow

Places = tuple[int, ...]

_BEFORE = re.compile(r"前|^原|^旧|\bbefore\b|\bold\b", re.IGNORECASE)
_AFTER = re.compile(r"后|^现|^新|\bafter\b|\bnew\b", re.IGNORECASE)
_YEAR = re.compile(r"20\d\d")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_SAMPLE = 60
"""Rows that are looked at to tell a column by what it holds."""


class Columns(NamedTuple):
    """Where the cells of one block of columns stand; empty where the table has no such column."""

    width: int
    seq: Places
    code: Places
    name: Places
    remark: Places
    change: Places
    other: tuple[tuple[str, Places], ...]
    group: str = ""


class Header(NamedTuple):
    """The header rows of a grid: the first of them, the first row behind them, and the blocks they head."""

    start: int
    stop: int
    blocks: tuple[Columns, ...]


class _Column(NamedTuple):
    places: Places
    title: str
    role: Role | None
    above: str


def headers_of(grid: Grid) -> tuple[Header, ...]:
    """Find the headers of a grid, in order: a list may begin anew within it."""
    found: list[Header] = []
    at = 0
    while at < len(grid.rows):
        if not _is_header(grid.rows[at]):
            at += 1
            continue
        stop = at + 1
        while stop < len(grid.rows) and _goes_on(grid.rows[stop]):
            stop += 1
        start = at - 1 if at and _is_upper_header(grid.rows[at - 1], grid.rows[at]) else at
        body = grid.rows[stop : stop + _SAMPLE]
        found.append(Header(start, stop, _blocks(_columns(grid.rows[start:stop]), body)))
        at = stop
    return tuple(found)


def columns_by_content(grid: Grid) -> tuple[Columns, ...]:
    """Tell the columns of a grid without a header by what they hold; none if none holds codes."""
    rows = [row.cells for row in grid.rows[:_SAMPLE]]
    width = max(map(len, rows), default=0)
    held = [[row[place].text for row in rows if place < len(row) and row[place].text] for place in range(width)]
    lines = [sum(map(is_line_code, texts)) for texts in held]
    if not any(lines):
        return ()
    if all(count == len(texts) for count, texts in zip(lines, held, strict=True)):  # codes and nothing else
        return tuple(Columns(width, (), (place,), (), (), (), ()) for place in range(width))
    code = lines.index(max(lines))
    numbers = [place for place in range(width) if place != code and _is_numbering(held[place])]
    seq = numbers[:1]
    texts = [place for place in range(width) if place not in {code, *seq} and held[place] and not lines[place]]
    name = next((place for place in texts if place > code and _is_text(held[place])), texts[0] if texts else None)
    remark = next((place for place in texts if name is not None and place > name and _is_text(held[place])), None)
    rest = [place for place in range(width) if place not in {code, *seq, name, remark}]
    return (
        Columns(
            width,
            tuple(seq),
            (code,),
            () if name is None else (name,),
            () if remark is None else (remark,),
            (),
            tuple(("", (place,)) for place in rest),
        ),
    )


def fits(columns: Sequence[Columns], grid: Grid) -> bool:
    """Tell whether a grid without a header goes on with the columns of the one before it."""
    if any(columns[0].width != len(row.cells) for row in grid.rows):
        return False
    # Broken cells and notes have no code, so a single one in place is enough where no other column has more.
    own = columns_by_content(grid)
    return not own or any(own[0].code[0] in block.code for block in columns)


def distinct(cells: Iterable[Cell]) -> list[Cell]:
    """Take each cell that is not blank once, merged ones too, in order."""
    return list({id(cell): cell for cell in cells if cell.text.strip()}.values())


def _is_header(row: GridRow) -> bool:
    cells = distinct(row.cells)
    roles = [role_of(cell.text) for cell in cells]
    if "code" not in roles or any(is_line_code(cell.text) for cell in cells):
        return False
    named = len(roles) - roles.count(None)
    return 2 * named >= len(roles) and (named > 1 or len(row.cells) == 1)


def _goes_on(row: GridRow) -> bool:
    """Tell whether a row below a header is one more row of it: another language, units, lower titles."""
    cells = distinct(row.cells)
    return _is_header(row) or (
        len(cells) > 1
        and all(role_of(cell.text) is not None and not codes_in(cell.text) for cell in cells)
        and not any(sequence_of(cell.text) for cell in cells)
    )


def _is_upper_header(row: GridRow, below: GridRow) -> bool:
    """Tell whether a row holds titles over several columns of the header below it, or some of its titles."""
    cells = distinct(row.cells)
    shared = {id(cell) for cell in cells} & {id(cell) for cell in distinct(below.cells)}
    titled = [cell for cell in cells if role_of(cell.text) or _group(cell.text)]
    return len(cells) > 1 and (bool(shared) or len(titled) == len(cells)) and not any(map(is_line_code, _texts(cells)))


def _texts(cells: Iterable[Cell]) -> list[str]:
    return [cell.text for cell in cells]


def _columns(rows: Sequence[GridRow]) -> list[_Column]:
    """Read the title of each column out of all header rows; one that a merged cell heads is one column."""
    columns: list[_Column] = []
    ends: list[Cell | None] = []
    for place in range(max(len(row.cells) for row in rows)):
        cells = distinct(row.cells[place] for row in rows if place < len(row.cells))
        lowest = cells[-1] if cells else None
        if lowest is not None and ends and ends[-1] is lowest:
            columns[-1] = columns[-1]._replace(places=(*columns[-1].places, place))
            continue
        roles: list[Role] = [role for cell in reversed(cells) if (role := role_of(cell.text)) is not None]
        title = " ".join(_texts(cells))
        ends.append(lowest)
        columns.append(_Column((place,), title, roles[0] if roles else None, title))
    return columns


def _blocks(columns: Sequence[_Column], body: Sequence[GridRow]) -> tuple[Columns, ...]:
    """Split the columns into blocks, each with a code: rows side by side, or before and after a change."""
    width = max(column.places[-1] for column in columns) + 1
    codes = [column for column in columns if column.role == "code"]
    groups = _groups(codes)
    if len(codes) > 1 and len(set(groups)) == len(codes):
        return _before_and_after(columns, codes, groups, width, body)
    first = next(column.role for column in columns if column.role not in (None, "other"))
    starts = [at for at, column in enumerate(columns) if column.role == first]
    parts = [columns[start:stop] for start, stop in zip(starts, [*starts[1:], len(columns)], strict=True)]
    roles = [{column.role for column in part} - {None, "other"} for part in parts]
    alike = all(own == roles[0] for own in roles) or all(len(own) > 1 for own in roles)
    if len(parts) > 1 and alike and all("code" in own for own in roles):
        head = columns[: starts[0]]
        return tuple(_block([*head, *part], width, body) for part in parts)
    return (_block(columns, width, body),)


def _groups(codes: Sequence[_Column]) -> list[str]:
    """Tell which of several code columns is before a change and which after: by word, or by the tariff's year."""
    groups = [_group(column.above) for column in codes]
    years = [max(_YEAR.findall(column.above), default="") for column in codes]
    if len(codes) == 2 and not all(groups) and all(years) and years[0] != years[1]:  # noqa: PLR2004 - before and after
        return ["before", "after"] if years[0] < years[1] else ["after", "before"]
    return groups if all(groups) else []


def _group(title: str) -> str:
    return "before" if _BEFORE.search(title) else "after" if _AFTER.search(title) else ""


def _before_and_after(
    columns: Sequence[_Column], codes: Sequence[_Column], groups: Sequence[str], width: int, body: Sequence[GridRow]
) -> tuple[Columns, ...]:
    """Give each code the columns of its own side, and those that belong to no side."""
    own: dict[str, list[_Column]] = {group: [] for group in groups}
    side = ""
    shared: list[_Column] = []
    for column in columns:
        if column in codes:
            side = groups[codes.index(column)]
        group = _group(column.above) or ("" if column.role in ("seq", "change") else side)
        own.get(group, shared).append(column)
    for group in groups:
        have = {column.role for column in own[group]}
        others = [column for column in columns if column not in own[group] and column.role in ("name", "seq")]
        own[group] += [column for column in others if column.role not in have]
        own[group] += [column for column in shared if column not in own[group]]
    return tuple(_block(own[group], width, body)._replace(group=group) for group in groups)


def _block(columns: Sequence[_Column], width: int, body: Sequence[GridRow]) -> Columns:
    """Give each role its column; what is left over is kept with its title."""
    chosen: dict[str, _Column] = {}
    for role in ("seq", "code", "name", "remark", "change"):
        candidates = [column for column in columns if column.role == role]
        if candidates:
            chosen[role] = max(candidates, key=lambda column: _preference(role, column, body))
    if "name" not in chosen:
        untitled = [column for column in columns if column.role is None and _holds_text(column, body)]
        if untitled:
            chosen["name"] = untitled[0]
    if "seq" not in chosen:
        untitled = [column for column in columns if not column.title and _is_numbering(_held(column, body))]
        if untitled:
            chosen["seq"] = untitled[0]
    places = {role: column.places for role, column in chosen.items()}
    rest = [(column.title, column.places) for column in columns if column not in chosen.values()]
    seq, code, name, remark, change = (places.get(role, ()) for role in ("seq", "code", "name", "remark", "change"))
    return Columns(width, seq, code, name, remark, change, tuple(rest))


def _preference(role: str, column: _Column, body: Sequence[GridRow]) -> tuple[float, bool]:
    """Rank columns of one role: a code with eight digits, a name in Chinese, a remark so called."""
    if role == "code":
        held = _held(column, body)
        return sum(len(code) == LINE for text in held for code in codes_in(text)) / (len(held) or 1), False
    return float(bool(_CJK.search(column.title))), "备注" in column.title.replace(" ", "")


def _held(column: _Column, body: Sequence[GridRow]) -> list[str]:
    return [
        cell.text
        for row in body
        for cell in distinct(row.cells[place] for place in column.places if place < len(row.cells))
    ]


def _holds_text(column: _Column, body: Sequence[GridRow]) -> bool:
    return _is_text(_held(column, body))


def _is_text(held: Sequence[str]) -> bool:
    """Tell whether words stand in a column, and not rates or units."""
    words = [text for text in held if re.search(rf"[^\W\d_]{{2}}|{_CJK.pattern}", text)]
    return 2 * len(words) >= max(len(held), 1)


def _is_numbering(held: Sequence[str]) -> bool:
    """Tell whether a column counts its rows."""
    numbers = [sequence_of(text) for text in held]
    counted = [number for number in numbers if number is not None]
    return 2 * len(counted) > len(held) > 0 and counted == sorted(set(counted))

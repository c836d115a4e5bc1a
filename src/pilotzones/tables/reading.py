"""Reading of CSV tables into rows of typed cells; every fault has file, line and column."""

from __future__ import annotations

# What csv reads with. The rest of csv, which writes tables and guesses dialects, takes longer to load than a table.
import _csv as csv
import functools
import io
import itertools
import operator
from typing import TYPE_CHECKING, Any

from pilotzones.tables.faults import Faults
from pilotzones.tables.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pilotzones.tables.folders import Folder
    from pilotzones.tables.formats import RuleTableName, TableFormat, TableName


Records = list[list[str]]

LARGEST = 64 << 20
"""The most bytes a table may have: a hundred times the largest one shipped."""
_MOST_WRONG = 10_000
"""A table with so many wrong rows is another file."""
_AT_ONCE = 5_000
"""The rows whose cells are looked at together; each wrong one takes ten kilobytes meanwhile."""


class File:
    """What the rows of one file share.

    ``layer`` is the index of its folder among those laid over each other, 0 for the lowest.
    ``values`` has the value of each distinct text of a column, if any is not the text
    itself, ``indices`` the index of the column.
    """

    __slots__ = ("indices", "layer", "shown", "values")

    def __init__(self, shown: str, layer: int, values: dict[str, dict[str, Any]], indices: dict[str, int]) -> None:
        self.shown = shown
        self.layer = layer
        self.values = values
        self.indices = indices


class TableRow:
    """One record of a table: ``row[column]`` is a cell's value, ``row.text(column)`` its text."""

    __slots__ = ("cells", "file", "line")

    def __init__(self, file: File, line: int, cells: Sequence[str]) -> None:
        self.file = file
        self.line = line
        self.cells = cells

    @property
    def where(self) -> str:
        """File and line, as an error names them."""
        return f"{self.file.shown}, line {self.line}"

    def text(self, column: str) -> str:
        """Give the text of a cell."""
        return self.cells[self.file.indices[column]]

    def __getitem__(self, column: str) -> Any:  # noqa: ANN401 - the format says what it is
        text = self.cells[self.file.indices[column]]
        values = self.file.values.get(column)
        return text if values is None else values[text]

    def values_of(self, columns: Iterable[str]) -> dict[str, Any]:
        """Give the values of some columns by their names."""
        cells, indices, values = self.cells, self.file.indices, self.file.values
        return {
            column: values[column][cells[indices[column]]] if column in values else cells[indices[column]]
            for column in columns
        }


def read_table(folders: Sequence[Folder], name: TableName | RuleTableName, faults: Faults) -> list[TableRow]:
    """Read a table from folders laid one over the other.

    Args:
        folders: the first must hold the table, the later ones may.
        name: the table's name, without ``.csv``.
        faults: takes what is wrong with it; a row with a wrong cell is left out.

    Returns:
        Its rows in the order of the files. Rows of a later folder replace all
        rows with the same first column.
    """
    first, *others = read_layers(folders, name, faults)
    return functools.reduce(_laid_over, filter(None, others), first)


def read_sound_table(folders: Sequence[Folder], name: TableName | RuleTableName) -> list[TableRow]:
    """Read a table that nothing else is checked with, as ``read_table`` does.

    Raises:
        DataIntegrityError: if it is damaged; names every fault.
    """
    faults = Faults()
    rows = read_table(folders, name, faults)
    faults.raise_all()
    return rows


def read_layers(folders: Sequence[Folder], name: TableName | RuleTableName, faults: Faults) -> list[list[TableRow]]:
    """Read a table from each folder that has it, as ``read_table`` does, without laying one over the other.

    Returns:
        The rows of each folder, in the order of the folders and of the file; none for a folder without the table.
    """
    layers: list[list[TableRow]] = []
    for layer, folder in enumerate(folders):
        file = file_of(folder, name)
        shown = f"{folder.name}/{file.name}" if layer else file.name
        layers.append(_read_file(file, shown, name, layer, faults) if layer == 0 or file.is_file() else [])
    return layers


def read_own_table(folder: Folder, name: TableName | RuleTableName, faults: Faults) -> list[TableRow]:
    """Read a table of a user's own folder, not laid over any other."""
    file = file_of(folder, name)
    return _read_file(file, f"{folder.name}/{file.name}", name, 1, faults)


def file_of(folder: Folder, name: TableName | RuleTableName) -> Folder:
    """Find a table's file: ``name.csv``, or a zip file that holds it."""
    zipped = folder / f"{name}.zip"
    return zipped if zipped.is_file() else folder / f"{name}.csv"


def content_of(file: Folder) -> bytes:
    """Read a table's CSV text, out of the zip file if it lies in one.

    Raises:
        OSError: if the file cannot be read.
        ValueError: if it is not a zip file with that table, or is larger than a table can be.
    """
    if not file.name.endswith(".zip"):
        return file.read_bytes()
    # Only here: one table alone is so large.
    import zipfile  # noqa: PLC0415

    packed = io.BytesIO(file.read_bytes())
    name = f"{file.name.removesuffix('.zip')}.csv"
    try:
        with zipfile.ZipFile(packed) as archive, archive.open(name) as member:
            unpacked = member.read(LARGEST + 1)
    except Exception as error:  # noqa: BLE001 - a damaged file raises whatever its decompressor does
        message = f"it is not a zip file with {name} in it ({type(error).__name__}: {error})."
        raise ValueError(message) from None
    if len(unpacked) > LARGEST:
        message = f"{name} in it is larger than {LARGEST >> 20} MiB."
        raise ValueError(message)
    return unpacked


def _laid_over(below: list[TableRow], above: list[TableRow]) -> list[TableRow]:
    """Replace rows by those of the same key, at the position of the first of them; append the rest."""
    groups: dict[str, list[TableRow]] = {}
    for row in below:
        groups.setdefault(row.cells[0], []).append(row)
    for key in {row.cells[0] for row in above} & groups.keys():
        groups[key] = []
    for row in above:
        groups.setdefault(row.cells[0], []).append(row)
    return [row for group in groups.values() for row in group]


def _read_file(file: Folder, shown: str, name: TableName | RuleTableName, layer: int, faults: Faults) -> list[TableRow]:
    """Read one CSV file, strictly."""
    found = len(faults.found)
    form = format_of(name)
    lines, records = _records(_text(file, shown, faults), shown, form, faults, may_be_older=layer > 0)
    values = _values(form, records)
    if values is None:
        lines, records = _without_wrong_cells(form, shown, lines, records, faults)
        values = _values(form, records) or {}
    if len(faults.found) > found:
        faults.unreadable.add(name)
    indices = {column: index for index, column in enumerate(form.columns)}
    about = File(shown=shown, layer=layer, values=values, indices=indices)
    return list(map(TableRow, itertools.repeat(about), lines, records))


def format_of(name: Any) -> TableFormat:  # noqa: ANN401 - a name of one kind of table or of the other
    """Give the format of a table."""
    if name in FORMATS:
        return FORMATS[name]
    # Only here: few questions need the tables of dated rules.
    from pilotzones.tables.rule_formats import RULE_FORMATS  # noqa: PLC0415

    return RULE_FORMATS[name]


def _text(file: Folder, shown: str, faults: Faults) -> str | None:
    """Read a file as text, or note why that cannot be."""
    try:
        text = content_of(file).decode().removeprefix("\ufeff")
    except OSError as error:
        problem = f"it cannot be read ({type(error).__name__}). Install the package again, or put the file there."
        faults.add(shown, problem)
    except UnicodeDecodeError as error:
        faults.add(shown, f"byte {error.start} is not UTF-8. Save the table as UTF-8.")
    except ValueError as error:
        faults.add(shown, str(error))
    else:
        if "\0" not in text:
            return text
        faults.add(f"{shown}, line {text[: text.index(chr(0))].count(chr(10)) + 1}", "it has a NUL character.")
    return None


def _records(
    text: str | None, shown: str, form: TableFormat, faults: Faults, *, may_be_older: bool
) -> tuple[Sequence[int], Records]:
    """Split a table into records, each with the line it ends on; columns that an older table lacks are blank."""
    if text is None:
        return (), []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: Records = []
    lines: Sequence[int] = ()
    try:
        header = next(reader, [])
        is_older = may_be_older and _is_older(header, form)
        if header != list(form.columns) and not is_older:
            faults.add(f"{shown}, line 1", _wrong_header(header, form))
            return (), []
        records = list(reader)
        lines = range(2, len(records) + 2)
        if reader.line_num != len(records) + 1 or any(len(cells) != len(header) for cells in records):
            lines, records = _one_by_one(text, shown, len(header), faults)
    except csv.Error as error:
        faults.add(f"{shown}, line {reader.line_num}", f"{error}.")
        return (), []
    return lines, _widened(records, header, form) if is_older else records


def _is_older(header: Sequence[str], form: TableFormat) -> bool:
    """Tell whether a header is the table's, in order, without some columns that may be blank."""
    missing = [column for name, column in form.columns.items() if name not in header]
    return list(header) == [name for name in form.columns if name in header] and all(
        column.may_be_blank for column in missing
    )


def _widened(records: Records, header: Sequence[str], form: TableFormat) -> Records:
    """Add a blank cell to each record for each missing column."""
    blank = len(header)
    indices = [header.index(name) if name in header else blank for name in form.columns]
    return [[cells[index] for index in indices] for cells in ([*cells, ""] for cells in records)]


def _one_by_one(text: str, shown: str, width: int, faults: Faults) -> tuple[Sequence[int], Records]:
    """Split a table of which a record spans several lines, or has too few or too many cells."""
    lines: list[int] = []
    records: Records = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    next(reader)
    for cells in reader:
        if len(cells) == width:
            lines.append(reader.line_num)
            records.append(cells)
        else:
            faults.add(f"{shown}, line {reader.line_num}", f"{len(cells)} cells where the header has {width}.")
    return lines, records


def _wrong_header(header: Sequence[str], form: TableFormat) -> str:
    """Say which columns are missing or unknown, or that only their order is wrong."""
    missing = ", ".join(column for column in form.columns if column not in header)
    unknown = ", ".join(column or "(blank)" for column in header if column not in form.columns)
    parts = [f"missing: {missing}" if missing else "", f"unknown: {unknown}" if unknown else ""]
    what = "; ".join(part for part in parts if part) or "in another order, or twice"
    newer = " If a newer release of pilotzones wrote the table, install that release." if unknown else ""
    return f"the columns are {list(header)}, not {list(form.columns)} ({what}).{newer}"


def _values(form: TableFormat, records: Records) -> dict[str, dict[str, Any]] | None:
    """Read every distinct text of every column once, and keep what is not the text itself; None if any is wrong."""
    values: dict[str, dict[str, Any]] = {}
    try:
        for (name, column), texts in zip(form.columns.items(), zip(*records)):  # noqa: B905 - there may be no record
            read = {text: column.cell.read(text) for text in set(texts)} if column.cell.read else {}
            if not all(map(operator.is_, read, read.values())):
                values[name] = read
    except ValueError:
        return None
    return values


def _without_wrong_cells(
    form: TableFormat, shown: str, lines: Sequence[int], records: Records, faults: Faults
) -> tuple[Sequence[int], Records]:
    """Note every wrong cell, and leave out the rows that hold one."""
    # Only here: cattrs takes longer to import than a first answer, and only a fault needs its detail.
    from pilotzones.tables.cell_faults import wrong_cells  # noqa: PLC0415

    wrong: set[int] = set()
    for start in range(0, len(records), _AT_ONCE):
        if len(wrong) >= _MOST_WRONG:
            problem = f"{len(wrong):,} rows have wrong cells; nothing from line {lines[start]} on was looked at."
            faults.add(shown, problem)
            records = records[:start]
            break
        for index, column, problem in wrong_cells(form, records[start : start + _AT_ONCE]):
            faults.add(f"{shown}, line {lines[start + index]}", problem, column)
            wrong.add(start + index)
    kept = [index for index in range(len(records)) if index not in wrong]
    return [lines[index] for index in kept], [records[index] for index in kept]

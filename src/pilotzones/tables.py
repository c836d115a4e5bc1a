"""CSV tables -> rows that read their own cells and name file, line and column of a fault."""

from __future__ import annotations

import csv
import datetime
import io
from typing import TYPE_CHECKING, Literal, NoReturn, TypeVar, get_args

from pilotzones.errors import DataIntegrityError
from pilotzones.quoting import quoted
from pilotzones.records.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilotzones.resources import Folder

Choice = TypeVar("Choice", bound=str)

TableName = Literal[
    "announcements",
    "batches",
    "divisions",
    "list_changes",
    "list_coverage",
    "place_names",
    "province_names",
    "provinces",
    "sources",
    "territories",
    "zones",
]

COLUMNS: dict[TableName, tuple[str, ...]] = {
    "announcements": tuple(
        "id kind amends document_no title_zh title_en issued_on published_on effective_from stated_count "
        "list_total_after added deleted converted_in converted_out remarks_changed tariff_year official_pages "
        "evidence sources note".split()
    ),
    "batches": tuple(
        "number document_no title_zh approved_on published_on zone_count ever_approved in_force_after "
        "unsourced_fields evidence sources".split()
    ),
    "divisions": ("adcode", "name_zh", "level", "parent"),
    "list_changes": tuple(
        "announcement seq change hs_code name_zh remark_zh remark_known evidence sources note".split()
    ),
    "list_coverage": ("announcement", "code_from", "code_to", "basis"),
    "place_names": ("place", "short_zh", "traditional", "pinyin", "spellings"),
    "province_names": ("place", "short_zh", "traditional", "pinyin", "spellings"),
    "provinces": ("iso", "adcode", "name_zh", "short_zh", "abbreviation_zh", "name_en", "kind"),
    "sources": ("id", "source"),
    "territories": ("zone", "adcode", "evidence", "sources", "note"),
    "zones": tuple(
        "id batch name_zh name_en province adcode level longitude latitude coordinates_from geonames_id "
        "revoked_by evidence sources note".split()
    ),
}
"""The tables that answers are read from, with their columns. The first column is the key: what a later
folder's rows replace."""


class Row:
    """One record of a table, whose cells are read by type.

    ``layer`` is the place of its folder among those that lie over each other, the
    undermost being 0.
    """

    __slots__ = ("cells", "layer", "line", "table")

    def __init__(self, table: str, layer: int, line: int, cells: dict[str, str]) -> None:
        self.table = table
        self.layer = layer
        self.line = line
        self.cells = cells

    @property
    def where(self) -> str:
        """File and line, as an error names them."""
        return f"{self.table}, line {self.line}"

    def wrong(self, column: str, problem: str) -> NoReturn:
        """Raise the error that names this row and one of its columns."""
        msg = f"{self.where}, column {column}: {problem}"
        raise DataIntegrityError(msg, table=self.table, line=self.line, column=column)

    def text(self, column: str) -> str:
        """Read a cell that may be blank."""
        return self.cells[column]

    def required(self, column: str) -> str:
        """Read a cell that may not be blank."""
        return self.cells[column] or self.wrong(column, "the cell is blank.")

    def digits(self, column: str, count: int) -> str:
        """Read a code of so many digits."""
        text = self.cells[column]
        if len(text) != count or not (text.isascii() and text.isdecimal()):
            self.wrong(column, f"{quoted(text)} is no code of {count} digits.")
        return text

    def count(self, column: str) -> int | None:
        """Read a number of things, None where the cell is blank."""
        text = self.cells[column]
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) <= len("999999999")):
            self.wrong(column, f"{quoted(text)} is no count.")
        return int(text)

    def required_count(self, column: str) -> int:
        """Read a number of things that must be there."""
        self.required(column)
        return self.count(column) or 0

    def degrees(self, column: str, limit: int) -> float:
        """Read a coordinate, at most so many degrees either way."""
        try:
            value = float(self.cells[column])
        except ValueError:
            self.wrong(column, f"{quoted(self.cells[column])} is no number of degrees.")
        if not -limit <= value <= limit:
            self.wrong(column, f"{value} is not between -{limit} and {limit} degrees.")
        return value

    def day(self, column: str) -> datetime.date | None:
        """Read an ISO date, None where the cell is blank."""
        text = self.cells[column]
        if not text:
            return None
        try:
            if len(text) == len("2016-04-08"):
                return datetime.date.fromisoformat(text)
        except ValueError:
            pass
        return self.wrong(column, f"{quoted(text)} is no date like 2016-04-08.")

    def required_day(self, column: str) -> datetime.date:
        """Read an ISO date that must be there."""
        self.required(column)
        return self.day(column) or datetime.date.min

    def choice(self, column: str, allowed: tuple[Choice, ...]) -> Choice:
        """Read one of a few words."""
        text = self.cells[column]
        for word in allowed:
            if word == text:
                return word
        return self.wrong(column, f"{quoted(text)} is none of {', '.join(allowed)}.")

    def evidence(self) -> Evidence:
        """Read how well the record is known."""
        return self.choice("evidence", EVIDENCE)

    def ids(self, column: str, separator: str | None = ";") -> tuple[str, ...]:
        """Read a list joined by semicolons (or white space, for None)."""
        return tuple(self.cells[column].split(separator)) if self.cells[column] else ()


def fault(where: str, problem: str) -> DataIntegrityError:
    """Make the error for a place as ``Row.where`` gives it, or for a whole table."""
    table, _, line = where.partition(", line ")
    return DataIntegrityError(f"{where}: {problem}", table=table, line=int(line) if line else None)


EVIDENCE: tuple[Evidence, ...] = get_args(Evidence)


def read(folders: Sequence[Folder], name: TableName) -> list[Row]:
    """Read a table from folders laid one over the other.

    Args:
        folders: the first must hold the table, the later ones may.
        name: the table's name, without ``.csv``.

    Returns:
        Its rows in the order of the files. Rows of a later folder take the place of
        all rows with the same first column.

    Raises:
        DataIntegrityError: if the table is missing or damaged; names file and line.
    """
    rows = list(_read_file(folders[0] / f"{name}.csv", name, 0))
    for layer, folder in enumerate(folders[1:], 1):
        file = folder / f"{name}.csv"
        if file.is_file():
            rows = _laid_over(rows, list(_read_file(file, name, layer)), COLUMNS[name][0])
    return rows


def _laid_over(below: list[Row], above: list[Row], key: str) -> list[Row]:
    """Replace rows by those of the same key, where the first of them stood; append the rest."""
    groups: dict[str, list[Row]] = {}
    for row in below:
        groups.setdefault(row.cells[key], []).append(row)
    replaced: set[str] = set()
    for row in above:
        value = row.cells[key]
        if value not in replaced:
            groups[value] = []
            replaced.add(value)
        groups[value].append(row)
    return [row for group in groups.values() for row in group]


def _read_file(file: Folder, name: TableName, layer: int) -> Iterator[Row]:
    """Read one CSV file, strictly."""
    try:
        text = file.read_bytes().decode().removeprefix("\ufeff")
    except OSError as error:
        problem = f"it cannot be read ({type(error).__name__}). Install the package again, or put it there."
        raise fault(file.name, problem) from None
    except UnicodeDecodeError as error:
        raise fault(file.name, f"byte {error.start} is not UTF-8. Save the table as UTF-8.") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns = COLUMNS[name]
    try:
        header = next(reader, [])
        if tuple(header) != columns:
            raise fault(f"{file.name}, line 1", f"the columns are {header}, not {list(columns)}.")
        for values in reader:
            if len(values) != len(columns):
                problem = f"{len(values)} cells where the header has {len(columns)}."
                raise fault(f"{file.name}, line {reader.line_num}", problem)
            yield Row(file.name, layer, reader.line_num, dict(zip(columns, values, strict=True)))
    except csv.Error as error:
        raise fault(f"{file.name}, line {reader.line_num}", f"{error}.") from None

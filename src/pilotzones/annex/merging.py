"""The tables of a folder of installed annexes and lists: their rows, with one of them taken out or added."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from pilotzones.annex.as_tables import source_of
from pilotzones.annex.errors import AnnexInstallError
from pilotzones.tables.formats import FORMATS
from pilotzones.tables.installed_tables import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pilotzones.annex.as_tables import Tables
    from pilotzones.annex.records import Installed
    from pilotzones.tables.folders import Folder
    from pilotzones.tables.formats import TableName


def merge(folder: Folder, one: Installed, new: Tables) -> dict[TableName, list[Mapping[str, str]]]:
    """Read a folder's tables without the rows of an annex or list, and add its new rows.

    Raises:
        AnnexInstallError: for a column that would be lost.
    """
    merged: dict[TableName, list[Mapping[str, str]]] = {}
    for name in WRITTEN:
        merged[name] = [*_keep(name, _read_rows(folder, name), one), *new.get(name, ())]
    merged["announcements"] = _join_announcements(merged["announcements"])
    return merged


def _keep(name: TableName, rows: Iterable[Mapping[str, str]], one: Installed) -> Iterator[Mapping[str, str]]:
    """Keep the rows of a table that do not come from an annex or list; an announcement stays while another gives it."""
    source = source_of(one.announcement, one.covers)
    for row in rows:
        if name == "announcements":
            others = [other for other in row["sources"].split(";") if other != source]
            if source not in row["sources"].split(";") or any(map(_is_installed, others)):
                yield {**row, "sources": ";".join(others)}
        elif name == "list_coverage":
            if (row["announcement"], row.get("covers") or "annex") != (one.announcement, one.covers):
                yield row
        elif source not in (row["id"] if name == "sources" else row["sources"]).split(";"):
            yield row


def _is_installed(source: str) -> bool:
    """Tell whether a source is an annex or list that was installed."""
    return source.startswith(("annex-", "list-"))


def _join_announcements(rows: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Join the two rows that an announcement has of its annex and of a list after it: the later, with all sources."""
    joined: dict[str, Mapping[str, str]] = {}
    for row in rows:
        before = joined.get(row["id"], row)["sources"].split(";")
        sources = dict.fromkeys([*before, *row["sources"].split(";")])
        joined[row["id"]] = {**row, "sources": ";".join(sources)}
    return list(joined.values())


def _read_rows(folder: Folder, name: TableName) -> list[dict[str, str]]:
    """Read the rows of an installed table; a table of an older format lacks some columns.

    Raises:
        AnnexInstallError: for a column that would be lost.
    """
    file = folder / f"{name}.csv"
    if not file.is_file():
        return []
    table = csv.DictReader(io.StringIO(file.read_bytes().decode(), newline=""))
    unknown = set(table.fieldnames or ()) - set(FORMATS[name].columns)
    if unknown:
        columns = ", ".join(sorted(unknown))
        msg = (
            f"{folder} has columns of {name}.csv that this release does not know ({columns}); it is unchanged. "
            "Install a newer release."
        )
        raise AnnexInstallError(msg)
    return list(table)

"""The Frictionless package that describes exported tables: types, keys, where each lies, and the licences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotzones.tables.data_package import LICENCES, ORIGINS, licences_of, reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pilotzones.frames.tables.table import Table


def describe(files: Sequence[tuple[str, Table]], version: str, verified: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Describe tables.

    Args:
        files: the name of each table's file, with the table.
        version: of the data.
        verified: each subject of the data with the last day on which it was checked.
    """
    return {
        "name": "pilotzones-export",
        "title": "Chinese cross-border e-commerce pilot zones and the retail-import positive list",
        "version": version,
        "verified_through": dict(verified),
        "licenses": [*LICENCES],
        "sources": [*ORIGINS],
        "resources": [_resource(file, table) for file, table in files],
    }


def _resource(file: str, table: Table) -> dict[str, Any]:
    suffix = file.rpartition(".")[2]
    return {
        "name": table.name,
        "path": file,
        "format": suffix,
        # A workbook and a database hold all tables.
        **({"dialect": {"excel": {"sheet": table.name}}} if suffix == "xlsx" else {}),
        **({"dialect": {"sql": {"table": table.name}}} if suffix in {"sqlite", "duckdb"} else {}),
        "description": table.description,
        **licences_of(table.name),
        "encoding": "utf-8",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    types = {"text": "string"}
    fields = [
        {"name": column.name, "type": types.get(column.type, column.type), "description": column.description}
        for column in table.columns
    ]
    keys = [reference(table.name, *key) for key in table.references]
    described = {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}
    return described | ({"foreignKeys": keys} if keys else {})

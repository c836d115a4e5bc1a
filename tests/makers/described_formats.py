"""The formats of the tables as the shipped datapackage.json describes them, and as the package has them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pilotzones import Dataset

if TYPE_CHECKING:
    from pilotzones.tables.formats import TableFormat

PACKAGE: dict[str, Any] = json.loads((Dataset.bundled().folders[0] / "datapackage.json").read_bytes())
RESOURCES: dict[str, Any] = {resource["name"]: resource for resource in PACKAGE["resources"]}


def described(name: str) -> dict[str, object]:
    """Give what is described of a table: what a record is and is unique by, its columns, and what they refer to."""
    schema = RESOURCES[name]["schema"]
    references = [
        (key["fields"], key["reference"]["resource"] or name, key["reference"]["fields"])
        for key in schema.get("foreignKeys", ())
    ]
    return {
        "about": RESOURCES[name]["description"],
        "key": tuple(schema["primaryKey"]),
        "fields": schema["fields"],
        "references": references,
    }


def as_described(form: TableFormat) -> dict[str, object]:
    """Give the same of a format that the package has."""
    columns = form.columns.items()
    fields = [
        {"name": name, "type": column.cell.type, "description": column.about}
        | ({"constraints": dict(column.cell.constraints)} if column.cell.constraints else {})
        for name, column in columns
    ]
    references = [([name], column.refers_to[0], [column.refers_to[1]]) for name, column in columns if column.refers_to]
    return {"about": form.about, "key": form.key, "fields": fields, "references": references}

"""Write ``datapackage.json`` and the tables of ``docs/reference/data-format.md``, or compare them with ``--check``.

    python tools/make_datapackage.py

Run it after ``make_manifest.py``: the version of the data comes from ``manifest.json``.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import sys
from typing import TYPE_CHECKING, Any

from pilotzones.tables.data_package import LICENCES, ORIGINS, licences_of, reference
from pilotzones.tables.formats import FORMAT_VERSION, FORMATS
from pilotzones.tables.rule_formats import RULE_FORMATS

if TYPE_CHECKING:
    from pilotzones.tables.formats import ColumnFormat, TableFormat

ROOT = pathlib.Path(__file__).parent.parent
DATA = ROOT / "src" / "pilotzones" / "data"
PACKAGE = DATA / "datapackage.json"
PAGE = ROOT / "docs" / "reference" / "data-format.md"
ALL: dict[Any, TableFormat] = {**FORMATS, **RULE_FORMATS}
BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"


def package_text() -> str:
    """Describe every table of the data folder as a Frictionless Tabular Data Package."""
    version = json.loads((DATA / "manifest.json").read_text("utf-8"))["data_version"]
    package = {
        "profile": "tabular-data-package",
        "name": "pilotzones",
        "title": "Chinese cross-border e-commerce pilot zones and the retail-import positive list",
        "version": version,
        "format_version": FORMAT_VERSION,
        "licenses": [*LICENCES],
        "sources": [*ORIGINS],
        "contributors": [{"title": "The pilotzones authors", "role": "author"}],
        "resources": [_resource(name, form) for name, form in ALL.items()],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(name: str, form: TableFormat) -> dict[str, object]:
    zipped = not (DATA / f"{name}.csv").exists()
    return {
        "name": name,
        "path": f"{name}.zip" if zipped else f"{name}.csv",
        **({"compression": "zip", "innerpath": f"{name}.csv"} if zipped else {}),
        "profile": "tabular-data-resource",
        "description": form.about,
        **licences_of(name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(name, form),
    }


def _schema(table: str, form: TableFormat) -> dict[str, object]:
    schema: dict[str, object] = {
        "fields": [_field(name, column) for name, column in form.columns.items()],
        "missingValues": [""],
        "primaryKey": list(form.key),
    }
    keys = [reference(table, name, *column.refers_to) for name, column in form.columns.items() if column.refers_to]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(name: str, column: ColumnFormat) -> dict[str, object]:
    field: dict[str, object] = {"name": name, "type": column.cell.type, "description": column.about}
    return field | ({"constraints": dict(column.cell.constraints)} if column.cell.constraints else {})


def page_text() -> str:
    """Write a section for each table between the two marks of the page."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{''.join(map(_section, ALL))}{END}{after}"


def _section(name: str) -> str:
    form = ALL[name]
    rows = [f"| `{column}` | {_kind(about)} | {about.about} |" for column, about in form.columns.items()]
    header = ["| Column | Holds | Meaning |", "| --- | --- | --- |"]
    return f"### {name}.csv\n\n{form.about} Unique by {', '.join(form.key)}.\n\n" + "\n".join([*header, *rows]) + "\n\n"


def _kind(column: ColumnFormat) -> str:
    """Say in a few words what a cell holds."""
    constraints = column.cell.constraints
    words = constraints.get("enum")
    kind = " \\| ".join(words) if isinstance(words, list) else f"{constraints.get('pattern', column.cell.type)}"
    refers = f" of {column.refers_to[0]}.{column.refers_to[1]}" if column.refers_to else ""
    return f"{kind if words else f'`{kind}`'}{refers}{'' if constraints.get('required') else ', or blank'}"


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--check", action="store_true", help="only compare the two files; exit 1 if one is not up to date"
    )
    arguments = parser.parse_args()
    texts = {PACKAGE: package_text(), PAGE: page_text()}
    if arguments.check:
        old = [file.name for file, text in texts.items() if file.read_text("utf-8") != text]
        if old:
            print(f"{' and '.join(old)}: not up to date. Run python tools/make_datapackage.py.", file=sys.stderr)
        return int(bool(old))
    for file, text in texts.items():
        file.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

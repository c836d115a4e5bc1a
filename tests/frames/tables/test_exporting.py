"""Exported tables: read back by other readers they are the package's own, and a failure leaves nothing behind."""

import contextlib
import csv
import datetime
import importlib.util
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import textwrap

import draws as makers
import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from draws import draws

from pilotzones import Dataset, InvalidPathError, cli, strategies
from pilotzones.arguments import ArgumentTypeError
from pilotzones.frames import export
from pilotzones.frames.errors import ExportError
from pilotzones.frames.tables import exporting
from pilotzones.frames.tables.exported_tables import TABLES
from pilotzones.frames.tables.writers import EXPORT_FORMATS

DATA = Dataset.bundled()
RECORDS = ("batches", "zones", "announcements", "editions", "items", "intervals", "known_ranges")
SHIPPED = tuple(
    """
    announcement_pages list_changes list_coverage list_inferences tariffs tariff_lines territories provinces divisions
    divisions_history division_changes former_names place_names province_names sources
    tax_parameters tax_examples supervision_codes zone_benefits import_cities import_lists import_grounds
    """.split()
)
NAMES = (*RECORDS, "crosswalk", *SHIPPED)
FEW = (*RECORDS, "provinces")  # and what they refer to
FORMATS = tuple(form for form in EXPORT_FORMATS if form != "excel")  # test_workbook.py has that one
ONE_FILE = {"sqlite": "sqlite", "duckdb": "duckdb", "excel": "xlsx"}
DATABASES = ("sqlite", "duckdb")


def files(form, names=FEW):
    """List the files that a format comes to."""
    tables = [f"pilotzones.{ONE_FILE[form]}"] if form in ONE_FILE else [f"{name}.{form}" for name in names]
    return sorted([*tables, "datapackage.json", "zones.geojson"])


@pytest.fixture
def few(monkeypatch):
    """Export a few tables alone: where it is written does not depend on what."""
    monkeypatch.setattr(exporting, "TABLES", {name: TABLES[name] for name in FEW})


@pytest.fixture(scope="module")
def tables():
    """Make every table."""
    assert sorted(TABLES) == sorted(NAMES)
    return {name: make(DATA) for name, make in TABLES.items()}


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """Export the bundled tables in every format but Excel's, each into a folder that is not there yet."""
    home = tmp_path_factory.mktemp("exported")
    for form in FORMATS:
        written = export(home / form, form, dataset=DATA)
        assert [file.name for file in written] == files(form, NAMES)
        assert [*written] == sorted((home / form).iterdir())
    assert sorted(path.name for path in home.iterdir()) == sorted(FORMATS)
    return home


@pytest.fixture(scope="module")
def small():
    """Draw a dataset of few lines, which is quickly exported."""
    return draws(strategies.datasets(), 1)[0]


@pytest.fixture(scope="module", params=FORMATS)
def package(request, exported):
    """Read the description of each format's folder."""
    return request.param, json.loads((exported / request.param / "datapackage.json").read_text("utf-8"))


@contextlib.contextmanager
def opened(database):
    """Open an exported database of either kind."""
    connect = sqlite3.connect if database.suffix == ".sqlite" else duckdb.connect
    with contextlib.closing(connect(database)) as connection:
        yield connection


def selected(database, what, name):
    """Select something from an exported table."""
    return database.execute(f"SELECT {what} FROM {name}").fetchall()  # noqa: S608 - names of the package


# Read back


def test_parquet_is_what_it_was(exported, tables):
    """PyArrow and Polars read the same rows, with the types of the columns and a sentence on each."""
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "date": pa.date32(),
        "boolean": pa.bool_(),
    }
    for name, table in tables.items():
        file = exported / "parquet" / f"{name}.parquet"
        found = pq.read_table(file)
        assert list(zip(*found.to_pydict().values(), strict=True)) == list(table.rows)
        assert pl.read_parquet(file).rows() == list(table.rows)
        assert found.schema.names == list(table.names)
        assert found.schema.metadata[b"description"].decode() == table.description
        for field, column in zip(found.schema, table.columns, strict=True):
            assert field.type == types[column.type]
            assert field.metadata[b"description"].decode() == column.description


def cell(text, kind):
    """Read a cell of a CSV file: a blank is null, as the page on SQL says."""
    read = {
        "integer": int,
        "number": float,
        "date": datetime.date.fromisoformat,
        "boolean": {"true": True, "false": False}.get,
    }
    return read.get(kind, str)(text) if text else None


def test_csv_is_what_it_was(exported, tables):
    """The csv module reads the same rows: a blank is null, but a remark is empty where it is known."""
    for name, table in tables.items():
        with (exported / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file, strict=True)
        assert tuple(header) == table.names
        kinds = [column.type for column in table.columns]
        rows = [[cell(text, kind) for text, kind in zip(line, kinds, strict=True)] for line in lines]
        if "remark_known" in table.names:
            known = table.names.index("remark_known")
            remark = known - 1
            for row in rows:
                if row[remark] is None and row[known] not in {"no", None}:
                    row[remark] = ""
        assert [tuple(row) for row in rows] == list(table.rows)


def test_sqlite_is_what_it_was(exported, tables):
    """The rows are the same, days as ISO text and truth values as 1 and 0; keys are declared, and comments kept."""
    types = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "DATE", "boolean": "BOOLEAN"}
    held = {"text": "text", "integer": "integer", "number": "real", "date": "text", "boolean": "integer"}
    with opened(exported / "sqlite" / "pilotzones.sqlite") as database:
        assert {name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")} == {*NAMES}
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for name, table in tables.items():
            found = {row[: len(table.columns)] for row in selected(database, "*", name)}
            as_kept = [
                tuple(str(value) if isinstance(value, datetime.date) else value for value in row) for row in table.rows
            ]
            assert found == {*as_kept}
            assert len(found) == len(table.rows)
            columns = database.execute(f"PRAGMA table_info({name})").fetchall()
            assert [(column, kind) for _, column, kind, *_ in columns] == [
                (c.name, types[c.type]) for c in table.columns
            ]
            keys = {place: column for _, column, *_, place in columns if place}
            assert [keys[place] for place in sorted(keys)] == list(table.key)
            foreign = {
                (own, other, key) for _, _, other, own, key, *_ in database.execute(f"PRAGMA foreign_key_list({name})")
            }
            assert foreign == {key for key in table.references if tables[key.table].key == (key.key,)}
            (schema,) = database.execute("SELECT sql FROM sqlite_schema WHERE name = ?", [name]).fetchone()
            assert f"-- {table.description}\n" in schema
            for column in table.columns:
                assert f'"{column.name}" {types[column.type]}, -- {column.description}\n' in schema
                kinds = {kind for (kind,) in selected(database, f"DISTINCT typeof({column.name})", name)}
                assert kinds <= {held[column.type], "null"}


def test_duckdb_is_what_it_was(exported, tables):
    """The rows are the same and in their order, with types, and a comment on every table and column."""
    types = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}
    with opened(exported / "duckdb" / "pilotzones.duckdb") as database:
        assert dict(database.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall()) == {
            name: table.description for name, table in tables.items()
        }
        for name, table in tables.items():
            assert selected(database, "*", name) == list(table.rows)
            about = "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index"
            expected = [(column.name, types[column.type], column.description) for column in table.columns]
            assert database.execute(about, [name]).fetchall() == expected


def test_keys_tell_all_rows_apart(tables):
    """No key comes twice, and none has a null."""
    for table in tables.values():
        keys = list(zip(*(table.values(table.names.index(name)) for name in table.key), strict=True))
        assert len(set(keys)) == len(keys) > 0
        assert not any(None in key for key in keys)


def test_foreign_keys_hold(tables):
    """Every value is one of the table referred to; these are all the references that a single column can have."""
    found = set()
    for table in tables.values():
        for column, other, key in table.references:
            known = set(tables[other].values(tables[other].names.index(key)))
            assert {*table.values(table.names.index(column))} - {None} <= known, (table.name, column)
            found.add(f"{table.name}.{column} {other}.{key}")
    assert found == {
        "zones.province provinces.iso",
        "zones.batch batches.number",
        "zones.revoked_by batches.document_no",
        "announcements.amends announcements.id",
        "editions.id announcements.id",
        "items.edition editions.id",
        "items.announcement announcements.id",
        "intervals.edition editions.id",
        "intervals.announcement announcements.id",
        "known_ranges.edition editions.id",
        "announcement_pages.announcement announcements.id",
        "list_changes.announcement announcements.id",
        "list_coverage.announcement announcements.id",
        "list_inferences.announcement announcements.id",
        "list_inferences.tariff tariffs.id",
        "territories.zone zones.id",
        "territories.adcode divisions.adcode",
        "division_changes.adcode divisions_history.adcode",
        "former_names.place divisions_history.adcode",
        "province_names.place provinces.adcode",
        "tax_examples.source sources.id",
        "import_cities.adcode divisions_history.adcode",
        "import_cities.province_zh provinces.name_zh",
    }


def test_the_description_has_the_foreign_keys(package, tables):
    """Of each table; a reference to itself names no table, as Frictionless has it."""
    for resource in package[1]["resources"]:
        keys = resource["schema"].get("foreignKeys", [])
        assert [
            (*key["fields"], key["reference"]["resource"] or resource["name"], *key["reference"]["fields"])
            for key in keys
        ] == [tuple(key) for key in tables[resource["name"]].references]


def test_every_column_is_described(package, tables):
    """The package has every table with its file, and every column with its type and a sentence."""
    form, described = package
    assert described["version"] == DATA.data_version()
    assert [resource["name"] for resource in described["resources"]] == list(tables)
    assert [licence["name"] for licence in described["licenses"]] == ["MIT", "CC-BY-4.0", "CC0-1.0"]
    assert [origin["title"] for origin in described["sources"]] == ["GeoNames", "areacodes"]
    others = {of["name"]: [one["name"] for one in of["licenses"]] for of in described["resources"] if "licenses" in of}
    assert others == {"zones": ["MIT", "CC-BY-4.0"], "divisions_history": ["CC0-1.0"], "crosswalk": ["MIT", "CC0-1.0"]}
    for resource, table in zip(described["resources"], tables.values(), strict=True):
        assert resource["path"] == (f"pilotzones.{form}" if form in DATABASES else f"{table.name}.{form}")
        assert (resource["format"], resource["description"]) == (form, table.description)
        assert resource["schema"]["primaryKey"] == list(table.key)
        dialects = {"sqlite": {"sql": {"table": table.name}}, "duckdb": {"sql": {"table": table.name}}}
        assert resource.get("dialect") == dialects.get(form)
        assert [(field["name"], field["type"], field["description"]) for field in resource["schema"]["fields"]] == [
            (column.name, {"text": "string"}.get(column.type, column.type), column.description)
            for column in table.columns
        ]
        assert all(field["description"].endswith(".") for field in resource["schema"]["fields"])


FRICTIONLESS = """
    import json, sys, frictionless
    for form in ("parquet", "csv", "sqlite", "duckdb"):
        faults = list(frictionless.Package.metadata_validate(json.load(open(f"{form}/datapackage.json", encoding="utf-8"))))
        assert not faults, (form, faults)
    report = frictionless.validate("csv/datapackage.json")
    assert report.valid, report.flatten(["title", "message"])
    package = frictionless.Package("csv/datapackage.json")
    print({resource.name: len(resource.read_rows()) for resource in package.resources})
"""


def test_the_description_is_valid(exported, tables):
    """Frictionless finds no fault with any description, nor with the CSV files held against theirs."""
    if importlib.util.find_spec("frictionless") is None:
        pytest.skip("frictionless is not installed")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", textwrap.dedent(FRICTIONLESS)],
        cwd=exported,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"{ {name: len(table.rows) for name, table in tables.items()} }\n"), (
        done.stderr
    )


# The command line


@pytest.mark.parametrize("form", [None, *EXPORT_FORMATS])
@pytest.mark.usefixtures("few")
def test_the_command_prints_the_files(form, small, tmp_path, capsys):
    """``pilotzones export`` writes Parquet unless told otherwise, lists the files and ends with 0."""
    folder = tmp_path / "new" / "tables"
    with small.as_default():
        assert cli.main(["export", str(folder), *(["--format", form] if form else [])]) == 0
    printed = capsys.readouterr()
    first, *lines = printed.out.splitlines()
    assert first.startswith(f"Written into {folder}: {len(lines)} file")
    assert lines == [str(folder / name) for name in files(form or "parquet")]
    assert printed.err == ""
    assert sorted(path.name for path in folder.iterdir()) == files(form or "parquet")


@pytest.mark.usefixtures("few")
def test_the_call_writes_parquet_unless_told_otherwise(small, tmp_path):
    """As the command does."""
    assert [file.name for file in export(tmp_path / "tables", dataset=small)] == files("parquet")


@pytest.mark.usefixtures("few")
def test_the_command_writes_a_workbook_too(small, tmp_path, capsys):
    """``--excel`` is short for ``--format excel``; both at once are refused."""
    with small.as_default():
        assert cli.main(["export", str(tmp_path / "tables"), "--excel"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [str(tmp_path / "tables" / name) for name in files("excel")]
    assert cli.main(["export", str(tmp_path / "more"), "--excel", "--format", "csv"]) == 2
    assert "not allowed with argument --excel" in capsys.readouterr().err


@pytest.mark.usefixtures("few")
def test_the_command_exports_the_tables_of_a_folder_of_ones_own(tmp_path, folder, line, capsys):
    """With ``--data`` the tables are those of the overlaid dataset."""
    own = folder(list_changes=[line("2018-157", "list", "02032190", name_zh="made up", remark_zh="仅限网购保税商品")])
    status = cli.main(["--data", str(own), "export", str(tmp_path / "tables"), "--format", "csv"])
    assert (status, capsys.readouterr().err) == (0, "")
    items = (tmp_path / "tables" / "items.csv").read_text("utf-8")
    assert "2018-157,02032190,made up,仅限网购保税商品,yes,true,2018-157,single,S074,\n" in items


def test_the_command_refuses_a_format_that_there_is_not(tmp_path, capsys):
    """An unknown format ends with 2 and names those that there are."""
    assert cli.main(["export", str(tmp_path / "tables"), "--format", "xlsx"]) == 2
    refused = capsys.readouterr().err
    assert all(form in refused for form in EXPORT_FORMATS)
    assert not any(tmp_path.iterdir())


def test_the_command_says_in_a_line_what_is_wrong_with_a_folder(tmp_path, capsys):
    """A folder that holds files ends with 2, one line on the error stream, and is as it was."""
    (tmp_path / "mine").write_text("mine", "utf-8")
    assert cli.main(["export", str(tmp_path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"pilotzones: {tmp_path} is not an empty folder: give a new or empty folder.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_no_control_character_of_a_folders_name_is_told(tmp_path, capsys):
    """Neither where it is refused nor where it is written."""
    folder = tmp_path / "f\x1b[31m"
    shown = rf"{tmp_path}/f\x1b[31m"
    assert cli.main(["export", str(folder), "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"Written into {shown}: ")
    assert all(line.startswith(f"{shown}/") for line in lines[1:])
    assert len(lines) == len(list(folder.iterdir())) + 1
    assert cli.main(["export", str(folder)]) == 2
    assert capsys.readouterr().err.startswith(f"pilotzones: {shown} is not an empty folder")
    with pytest.raises(ExportError) as raised:
        export(folder / "zones.csv" / "below", "csv")
    assert str(raised.value).startswith(f"{shown}/zones.csv/below cannot be written (")
    assert str(raised.value).isprintable()


# Where it is written


def content(folder):
    """List all that lies in a folder, hidden or not, at any depth."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("form", EXPORT_FORMATS)
@pytest.mark.usefixtures("few")
def test_an_empty_folder_is_taken(form, small, tmp_path):
    """A folder that is there and empty is filled."""
    (tmp_path / "tables").mkdir()
    export(tmp_path / "tables", form, dataset=small)
    assert content(tmp_path) == ["tables", *(f"tables/{name}" for name in files(form))]


@pytest.mark.usefixtures("few")
def test_a_path_may_be_a_text_and_lie_in_folders_that_are_not_there(small, tmp_path):
    """The folders above are made."""
    written = export(str(tmp_path / "a" / "b"), "csv", dataset=small)
    assert written == tuple(tmp_path / "a" / "b" / name for name in files("csv"))


@pytest.mark.parametrize("here", [".", "../here"])
@pytest.mark.usefixtures("few")
def test_the_folder_one_is_in_may_be_named(here, small, tmp_path, monkeypatch):
    """An empty working folder is filled, and is still the working folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    written = export(here, "csv", dataset=small)
    assert [file.name for file in written] == files("csv")
    assert all(file.is_file() for file in written)
    assert sorted(path.name for path in pathlib.Path().iterdir()) == files("csv")


@pytest.mark.usefixtures("few")
def test_a_link_to_an_empty_folder_is_followed(small, tmp_path):
    """The folder that a link leads to is filled, and the link stays."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder", target_is_directory=True)
    export(tmp_path / "link", "csv", dataset=small)
    assert (tmp_path / "link").is_symlink()
    assert sorted(path.name for path in (tmp_path / "folder").iterdir()) == files("csv")


@pytest.mark.usefixtures("few")
def test_an_empty_folder_keeps_its_permissions(small, tmp_path):
    """A folder that its owner has closed to others stays closed."""
    (tmp_path / "tables").mkdir(mode=0o700)
    (tmp_path / "tables").chmod(0o700)
    export(tmp_path / "tables", "csv", dataset=small)
    assert (tmp_path / "tables").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("form", ["xlsx", "PARQUET", "", None])
def test_a_format_that_there_is_not_is_refused(form, tmp_path):
    """The error names the formats, and nothing is made."""
    with pytest.raises(
        ArgumentTypeError, match=r"^format must be 'parquet' or 'csv' or 'sqlite' or 'duckdb' or 'excel'"
    ):
        export(tmp_path / "tables", form)
    assert content(tmp_path) == []


REFUSED = {
    "a folder with a file": ("full", "not an empty folder"),
    "a folder with a hidden file": ("hidden", "not an empty folder"),
    "a file": ("full/file", "not an empty folder"),
    "a folder in a file": ("full/file/tables", "cannot be written"),
    "a link to a file": ("link", "not an empty folder"),
    "a link to nothing": ("nowhere", "cannot be written|not an empty folder"),
}


@pytest.mark.parametrize("form", EXPORT_FORMATS)
@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.usefixtures("few")
def test_where_nothing_can_be_written_all_stays_as_it_was(case, form, small, tmp_path):
    """Whatever is there already is untouched, and nothing comes beside it."""
    for folder in ("full", "hidden"):
        (tmp_path / folder).mkdir()
    (tmp_path / "full" / "file").write_text("mine", "utf-8")
    (tmp_path / "hidden" / ".file").write_text("mine", "utf-8")
    (tmp_path / "link").symlink_to("full/file")
    (tmp_path / "nowhere").symlink_to("nothing")
    before = content(tmp_path)
    name, problem = REFUSED[case]
    with pytest.raises(ExportError, match=problem):
        export(tmp_path / name, form, dataset=small)
    assert content(tmp_path) == before
    assert (tmp_path / "full" / "file").read_text("utf-8") == "mine"


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (sqlite3.OperationalError("disk I/O error"), "disk I/O error"),
    ],
    ids=["system", "database"],
)
def test_what_was_made_is_removed_where_the_tables_cannot_be_written(fault, why, exists, small, tmp_path, monkeypatch):
    """Also the folders above that were not there; an empty folder that was there stays."""

    def fill(_, folder):
        (folder / "zones.csv").write_text("half", "utf-8")
        raise fault

    monkeypatch.setattr(exporting, "TABLES", {})
    monkeypatch.setitem(exporting.WRITERS, "csv", fill)
    target = tmp_path / "2026" / "november" / "tables"
    if exists:
        target.mkdir(parents=True)
    before = content(tmp_path)
    with pytest.raises(ExportError) as raised:
        export(target, "csv", dataset=small)
    assert str(raised.value) == f"{target} cannot be written ({why}). Nothing was left there."
    assert content(tmp_path) == before


def test_the_description_is_written_for_people_too(small, tmp_path, monkeypatch):
    """A line for each of its entries, and Chinese as it is."""
    monkeypatch.setattr(exporting, "TABLES", {"editions": TABLES["editions"]})
    export(tmp_path / "tables", "csv", dataset=small)
    text = (tmp_path / "tables" / "datapackage.json").read_text("utf-8")
    assert text.startswith('{\n  "name": "pilotzones-export",\n  "title": ')
    assert text.endswith("\n}\n")
    assert "\\u" not in text


@pytest.mark.parametrize("place", ["/proc", "/sys"])
@pytest.mark.usefixtures("few")
def test_where_even_root_may_not_write_the_error_says_so(place, small):
    """A file system of the kernel's own takes no folder."""
    if not pathlib.Path(place).is_dir():
        pytest.skip(f"there is no {place}")
    with pytest.raises(ExportError, match=rf"{place}/pilotzones/tables cannot be written \(.*Nothing was left there"):
        export(pathlib.Path(place, "pilotzones", "tables"), "csv", dataset=small)


@pytest.mark.usefixtures("few")
def test_a_folder_that_is_closed_to_writing_is_refused(small, tmp_path):
    """Its owner's read-only folder holds nothing afterwards."""
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ExportError, match="Permission denied"):
            export(tmp_path / "tables", "csv", dataset=small)
        assert content(tmp_path) == []
    finally:
        tmp_path.chmod(0o700)


def in_python(script, *arguments, before=()):
    """Run a script in a process of its own, after a command, and give what it prints."""
    paths = [str(pathlib.Path(makers.__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    done = subprocess.run(
        [*before, sys.executable, "-X", "utf8", "-c", textwrap.dedent(script), *map(str, arguments)],
        env=os.environ | {"PILOTZONES_DATA": "", "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


# A process may be told how long a file may grow: then writing fails as it does on a full disk. Each limit cuts off at
# another place: the first file, a later one, the description, or what a database writes when it is closed.
LIMITED = """
    import json, pathlib, resource, shutil, signal, sys
    from draws import draws
    from pilotzones import strategies
    from pilotzones.frames.errors import ExportError
    from pilotzones.frames import export
    from pilotzones.frames.tables import exporting

    exporting.TABLES = {name: exporting.TABLES[name] for name in sys.argv[2].split()}
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    home = pathlib.Path(sys.argv[1])
    data = draws(strategies.datasets(), 1)[0]
    no_limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    told = []
    for form in ("parquet", "csv", "sqlite", "duckdb", "excel"):
        sizes = {file.stat().st_size for file in export(home / "whole", form, dataset=data)}
        shutil.rmtree(home / "whole")
        (home / "empty").mkdir()
        limits = sorted({0, 4096, 50_000, max(sizes) // 2, *(size - 1 for size in sizes)})
        limits = limits[:3] if form == "excel" else limits
        for limit in (limit for limit in limits if limit < max(sizes)):
            for name in ("above/new", "empty"):
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, no_limit[1]))
                try:
                    outcome = str([str(file) for file in export(home / name, form, dataset=data)])
                except ExportError as error:
                    outcome = str(error)
                finally:
                    resource.setrlimit(resource.RLIMIT_FSIZE, no_limit)
                left = sorted(str(path.relative_to(home)) for path in home.rglob("*"))
                told.append([form, f"{limit} bytes, {name}", outcome, left])
                shutil.rmtree(home)
                (home / "empty").mkdir(parents=True)
        shutil.rmtree(home / "empty")
    print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def limited(tmp_path_factory):
    """Export in every format to a disk that is full at one place or another."""
    return json.loads(in_python(LIMITED, tmp_path_factory.mktemp("limited"), " ".join(FEW)))


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_a_full_disk_leaves_nothing(form, limited):
    """However far the writing comes, the error says that it failed, and no file and no folder is left."""
    told = [case for tried, *case in limited if tried == form]
    assert len(told) >= (6 if form == "excel" else 8)
    for case, outcome, left in told:
        assert left == ["empty"], (case, outcome)
        assert "cannot be written (" in outcome, (case, outcome)
        assert outcome.endswith("Nothing was left there."), case


MOUNTED = """
    import json, pathlib, subprocess, sys
    from draws import draws
    from pilotzones import strategies
    from pilotzones.frames.errors import ExportError
    from pilotzones.frames import export
    from pilotzones.frames.tables import exporting

    home, options = pathlib.Path(sys.argv[1]), sys.argv[2]
    exporting.TABLES = {name: exporting.TABLES[name] for name in sys.argv[3].split()}
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", home], check=True)
    data = draws(strategies.datasets(), 1)[0]
    told = []
    for form in ("parquet", "csv", "sqlite", "duckdb", "excel"):
        for name in ("new", "above/new", "."):
            try:
                outcome = str([str(file) for file in export(home / name, form, dataset=data)])
            except ExportError as error:
                outcome = str(error)
            told.append([f"{form} {name}", outcome, sorted(str(path.relative_to(home)) for path in home.rglob("*"))])
    print(json.dumps(told))
"""
FULL = "No space left|disk is full|disk I/O error"
READ_ONLY = "Read-only file system|unable to open database file"


@pytest.mark.parametrize(("options", "problem"), [("size=16k", FULL), ("ro", READ_ONLY)])
def test_a_disk_that_is_really_full_or_read_only_is_left_as_it_was(options, problem, tmp_path):
    """A small file system in memory, mounted where this process alone sees it."""
    apart = ["unshare", "--mount"]
    may_mount = [*apart, "mount", "-t", "tmpfs", "tmpfs", tmp_path]
    if (
        os.geteuid()
        or not shutil.which("unshare")
        or subprocess.run(may_mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("only a root that may mount can do this")
    told = json.loads(in_python(MOUNTED, tmp_path, options, " ".join(FEW), before=apart))
    assert len(told) == 15
    for case, outcome, left in told:
        assert left == [], (case, outcome)
        assert "cannot be written (" in outcome, (case, outcome)
        assert re.search(problem, outcome), (case, outcome)


# What is not installed


BLOCKED = """
    import json, pathlib, sys
    home, blocked = pathlib.Path(sys.argv[1]), sys.argv[2].split()
    sys.modules.update(dict.fromkeys(blocked))
    import pilotzones, pilotzones.cli
    from pilotzones.frames import export

    from pilotzones.frames.tables import exporting

    exporting.TABLES = {name: exporting.TABLES[name] for name in sys.argv[3].split()}
    told = {}
    for form in ("parquet", "csv", "sqlite", "duckdb", "excel"):
        try:
            told[form] = len(export(home / form, form))
        except ImportError as error:
            told[form] = str(error)
    told["command"] = pilotzones.cli.main(["export", str(home / "above" / "new"), "--format", "duckdb"])
    print(json.dumps(told))
"""


def test_a_format_whose_library_is_missing_names_the_extra(tmp_path):
    """Parquet, DuckDB and Excel say what to install and leave nothing; CSV and SQLite need no library."""
    libraries = "narwhals pyarrow pyarrow.parquet duckdb pandas polars pyspark openpyxl"
    told = json.loads(in_python(BLOCKED, tmp_path, libraries, " ".join(FEW)))
    assert told == {
        "parquet": "This needs pyarrow: pip install 'pilotzones[pyarrow]'.",
        "csv": len(FEW) + 2,
        "sqlite": 3,
        "duckdb": "This needs duckdb: pip install 'pilotzones[duckdb]'.",
        "excel": "This needs openpyxl: pip install 'pilotzones[excel]'.",
        "command": 2,
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == ["csv", "sqlite"]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("folder", ["s3:/x", "s3://x", "md:x", "file:x", "hdfs:/x/y"])
@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_a_folder_named_like_an_address_is_a_folder(tmp_path, monkeypatch, folder, form, small):
    """No writer takes it for an address on the network."""
    monkeypatch.chdir(tmp_path)
    written = export(folder, form, dataset=small)
    assert [file.name for file in written] == files(form)
    assert all(file.stat().st_size > 0 for file in (tmp_path / pathlib.Path(folder)).iterdir())


@pytest.mark.parametrize("folder", [None, 5, b"folder"])
def test_what_is_not_a_path(folder):
    """Before any table is made."""
    with pytest.raises(ArgumentTypeError, match="folder must be a path"):
        export(folder)


@pytest.mark.parametrize("folder", ["", "a\0b", "\ud800", "x" * 300])
def test_what_no_folder_can_be_called(folder):
    """Nothing is written."""
    with pytest.raises(InvalidPathError, match=r"folder .* cannot be used as a path: .* Nothing was read or written"):
        export(folder)

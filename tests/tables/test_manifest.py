"""The manifest, and tables that are not what was shipped."""

import hashlib
import json

import pytest

from pilotzones import DataIntegrityError, Dataset
from pilotzones.tables.formats import FORMATS, RULE_TABLES
from pilotzones.tables.manifest import describe_table, hash_folder, read_manifest, read_verified_days


def test_the_tables_are_as_shipped(dataset, tables):
    """Every table of the folder is in the manifest, also the one that is zipped."""
    stated = {table.file for table in dataset.verify()}
    assert stated == {file.name for file in tables.iterdir() if file.suffix in {".csv", ".zip"}}
    assert "tariff_lines.zip" in stated


def test_a_changed_cell_is_found(dataset, tables):
    """One digit of one code, which no other check can see."""
    file = tables / "list_changes.csv"
    file.write_text(file.read_text("utf-8").replace("95061100", "95061101"), "utf-8")
    with pytest.raises(DataIntegrityError, match=r"list_changes\.csv differs \(104 records, manifest\.json says 104\)"):
        dataset.verify()


def test_every_fault_is_named_at_once(dataset, tables):
    """Missing, changed and unknown tables."""
    (tables / "zones.csv").unlink()
    (tables / "batches.csv").write_text("", "utf-8")
    (tables / "more.csv").write_text("a\n", "utf-8")
    says = r"more\.csv is not in manifest\.json; batches\.csv differs \(0 records.*; zones\.csv is missing"
    with pytest.raises(DataIntegrityError, match=says) as caught:
        dataset.verify()
    assert caught.value.table == "more.csv"


def edited(folder, /, **changes):
    """Change the manifest."""
    file = folder / "manifest.json"
    manifest = {**json.loads(file.read_text("utf-8")), **changes}
    file.write_text(json.dumps(manifest), "utf-8")


def test_a_manifest_that_miscounts_is_found(dataset, tables):
    """The number of records is checked besides the hash."""
    stated = json.loads((tables / "manifest.json").read_text("utf-8"))["tables"]
    edited(tables, tables=[{**table, "records": table["records"] + 1} for table in stated])
    with pytest.raises(DataIntegrityError, match=r"manifest\.json says that zones\.csv has 182 records; it has 181"):
        dataset.verify()


def test_a_manifest_with_one_day_for_all_is_read(dataset, tables):
    """As manifests were written at first."""
    edited(tables, verified_through="2026-11-24")
    assert {str(dataset.verified_through(of)) for of in ("zones", "list", "rules", "divisions")} == {"2026-11-24"}


@pytest.mark.parametrize(
    "damage",
    [
        lambda tables: (tables / "manifest.json").unlink(),
        lambda tables: (tables / "manifest.json").write_text("{", "utf-8"),
        lambda tables: (tables / "manifest.json").write_text("[]", "utf-8"),
        lambda tables: edited(tables, verified_through="soon"),
        lambda tables: edited(tables, verified_through=["2026-11-25"] * 4),
        lambda tables: edited(tables, verified_through={"zones": "2026-11-25", "list": "2026-11-25"}),
        lambda tables: edited(tables, tables=[{"file": "zones.csv"}]),
        lambda tables: edited(tables, tables=None),
    ],
)
def test_a_damaged_manifest_is_one_clear_error(dataset, tables, damage):
    """Whatever is wrong with it."""
    damage(tables)
    with pytest.raises(DataIntegrityError, match=r"manifest\.json is missing or damaged"):
        dataset.zones_in("浙江")


def test_a_damaged_zip_file_is_found(dataset, tables):
    """It holds no records that could be counted."""
    (tables / "tariff_lines.zip").write_bytes(b"PK")
    with pytest.raises(DataIntegrityError, match=r"tariff_lines\.zip differs \(0 records, manifest\.json says 9333\)"):
        dataset.verify()


def test_two_tables_that_are_missing_are_both_named(dataset, tables):
    """And one behind them that has changed."""
    for name in ("announcement_pages", "batches"):
        (tables / f"{name}.csv").unlink()
    (tables / "zones.csv").write_text("", "utf-8")
    says = r"shipped: announcement_pages\.csv is missing; batches\.csv is missing; zones\.csv differs \(0 records"
    with pytest.raises(DataIntegrityError, match=says):
        dataset.verify()


@pytest.mark.parametrize(
    ("content", "records"),
    [
        (b"", 0),
        (b"id,source\n", 0),
        (b"id,source\nS1,x\n", 1),
        (b'\xef\xbb\xbfid,source\r\nS1,"two\r\nlines"\r\nS2,\xff\r\n', 2),
        (b"id,source\n" + b"x" * 140_000, 0),  # a cell longer than any table has
    ],
)
def test_records_are_counted_without_the_header(tmp_path, content, records):
    """Also in a table that is damaged; the hash is that of the bytes."""
    file = tmp_path / "sources.csv"
    file.write_bytes(content)
    found = describe_table(file)
    assert (found.file, found.records, found.sha256) == ("sources.csv", records, hashlib.sha256(content).hexdigest())


def test_the_digest_of_a_folder_is_that_of_its_tables(folder):
    """By name and content, so that two machines whose versions agree have the same tables, whatever the release."""
    own = folder(zones=[], sources=[{"id": "X1", "source": "made up"}], tax_parameters=[])
    names = [name for name in (*FORMATS, *RULE_TABLES) if name in {"zones", "sources", "tax_parameters"}]
    lines = [f"{name} {hashlib.sha256((own / f'{name}.csv').read_bytes()).hexdigest()}\n" for name in names]
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    assert hash_folder(own) == digest
    assert Dataset.load(own).data_version() == f"2026.2+{digest[:8]}"


@pytest.mark.parametrize("written", [None, "json"])
def test_the_verified_days_are_those_of_the_manifest(tables, written):
    """Whether the manifest is as the project writes it, which is read without json, or as another program does."""
    stated = json.loads((tables / "manifest.json").read_text("utf-8"))["verified_through"]
    if written:
        edited(tables)
    found = {subject: day.isoformat() for subject, day in read_verified_days(tables).items()}
    assert (
        found
        == stated
        == {subject: str(getattr(read_manifest(tables).verified_through, subject)) for subject in stated}
    )


def test_a_manifest_as_the_project_writes_it_is_read_without_json(tables, monkeypatch):
    """A first answer would load that library for these days alone."""
    monkeypatch.setattr("pilotzones.tables.manifest.read_manifest", None)
    assert read_verified_days(tables)["divisions"].isoformat() == "2024-12-31"

"""The manifest, and tables that are not what was shipped."""

import json

import pytest

from pilotzones import DataIntegrityError


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

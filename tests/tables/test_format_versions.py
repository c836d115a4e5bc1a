"""Folders of an older format go on loading; one of a later format is refused."""

import csv
import datetime
import json
import pathlib
import shutil

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from tables import read, write

from pilotzones import DataIntegrityError, Dataset
from pilotzones.tables.formats import FORMAT_VERSION, FORMATS

FORMAT_1 = pathlib.Path(__file__).parent / "format_1"
"""A folder of version 1 of the format, as users have it. It never changes: a release that cannot load it is wrong."""

TABLES = sorted(file.stem for file in FORMAT_1.glob("*.csv"))
BLANK = {name: [column for column, about in FORMATS[name].columns.items() if about.may_be_blank] for name in TABLES}


def test_a_folder_of_version_1_loads_for_ever():
    """Every table of it that a user may have, and all that it says."""
    data = Dataset.load(FORMAT_1)
    zone = data.zone("横琴")
    assert (zone.id, zone.established_on, zone.note) == ("hengqin", datetime.date(2027, 1, 12), "Made up.")
    assert data.batch_of("Hengqin Cooperation Zone").unsourced_fields == "approved_on"
    verdict = data.eligibility("0409.00.00", "2027-01-01")
    assert (verdict.status, verdict.remark, verdict.item.name_zh) == ("listed", "仅限网购保税商品", "天然蜂蜜")
    assert data.is_eligible("0409.00.00", "2027-01-01", shipment="direct") is False
    assert data.eligibility("9506.11.00", "2027-01-01").remark is None
    assert data.is_eligible("9506.12.00", "2027-01-01") is False
    assert data.announcements()[-1].official_pages == ("https://example.org/a", "https://example.org/b")
    assert [source.source for source in data.sources(of=zone)] == ["made up"]


def without(folder, table, columns):
    """Take columns out of a table, as if they had come with a later format."""
    rows = read(folder, table)
    kept = [column for column in FORMATS[table].columns if column not in columns]
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, kept, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def blanked(folder, table, columns):
    """Blank the cells of some columns instead."""
    write(folder, **{table: [{**row, **dict.fromkeys(columns, "")} for row in read(folder, table)]})


def answers(folder):
    """Give everything that a folder's tables answer, or every fault of them."""
    try:
        data = Dataset.load(folder)
        return (
            data.zones(),
            data.batches(),
            data.announcements(),
            data.sources(),
            data.items("2027-01-01"),
            data.zone("hengqin"),
            str(data.coverage()).replace(str(folder), ""),
        )
    except DataIntegrityError as error:
        return str(error)


@pytest.mark.long
@examples(30)
@given(
    st.sampled_from(TABLES).flatmap(
        lambda name: st.tuples(st.just(name), st.sets(st.sampled_from(BLANK[name] or [""])))
    )
)
def test_a_column_that_may_be_blank_may_be_missing(tmp_path_factory, drawn):
    """A table without it says what the same table with blank cells says; versions differ, since the files do."""
    table, columns = drawn
    columns = columns - {""}
    lacking, blank = (tmp_path_factory.mktemp("own") / "tables" for _ in range(2))
    shutil.copytree(FORMAT_1, lacking)
    shutil.copytree(FORMAT_1, blank)
    without(lacking, table, columns)
    blanked(blank, table, columns)
    assert without_version(answers(lacking)) == without_version(answers(blank))


def without_version(found):
    """Leave the first line of the coverage out, which shows the digest of the files."""
    return found if isinstance(found, str) else (*found[:-1], found[-1].partition("\n")[2])


@pytest.mark.parametrize("column", ["id", "kind", "effective_from", "evidence"])
def test_a_column_that_must_not_be_blank_is_missed(tmp_path, column):
    """The error names it, and no newer release, which would not lack it."""
    shutil.copytree(FORMAT_1, tmp_path / "own")
    without(tmp_path / "own", "announcements", {column})
    says = rf"announcements\.csv, line 1: the columns are .*missing: {column}\)"
    with pytest.raises(DataIntegrityError, match=says) as caught:
        Dataset.load(tmp_path / "own")
    assert "newer release" not in str(caught.value)


def test_a_column_of_a_later_format_is_named(tmp_path):
    """With what to do: an unknown column may change what a row means."""
    shutil.copytree(FORMAT_1, tmp_path / "own")
    file = tmp_path / "own" / "sources.csv"
    file.write_text("id,source,archived_on\nX1,made up,2027-01-01\n", "utf-8")
    with pytest.raises(DataIntegrityError, match=r"unknown: archived_on\)\. If a newer release of pilotzones wrote"):
        Dataset.load(tmp_path / "own")


@pytest.mark.parametrize("version", [FORMAT_VERSION + 1, 99])
def test_a_folder_of_a_later_format_is_refused(tmp_path, version):
    """Its version is in its datapackage.json."""
    shutil.copytree(FORMAT_1, tmp_path / "own")
    (tmp_path / "own" / "datapackage.json").write_text(json.dumps({"format_version": version}), "utf-8")
    says = (
        rf"own/datapackage\.json: the tables have format {version}, and this release of pilotzones reads formats up to "
        rf"{FORMAT_VERSION}\. Install a newer release\."
    )
    with pytest.raises(DataIntegrityError, match=says):
        Dataset.load(tmp_path / "own")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format_version": "2"}', '{"format_version": null}', "[" * 100_000])
def test_a_damaged_data_package_is_one_clear_error(tmp_path, text):
    """Whatever is wrong with it."""
    shutil.copytree(FORMAT_1, tmp_path / "own")
    (tmp_path / "own" / "datapackage.json").write_text(text, "utf-8")
    with pytest.raises(
        DataIntegrityError, match=r"own/datapackage\.json: it is not a data package .*Repair or remove it"
    ):
        Dataset.load(tmp_path / "own")


def test_a_data_package_that_is_larger_than_any_table_is_not_read(tmp_path):
    """It could be larger than memory."""
    shutil.copytree(FORMAT_1, tmp_path / "own")
    with (tmp_path / "own" / "datapackage.json").open("wb") as opened:
        opened.truncate(1 << 40)
    with pytest.raises(
        DataIntegrityError, match=r"own/datapackage\.json: it has more than 64 MiB, .* Repair or remove it"
    ):
        Dataset.load(tmp_path / "own")


@pytest.mark.parametrize("text", ["{}", '{"name": "mine"}', '{"format_version": 0}'])
def test_a_data_package_without_a_version_is_of_any(tmp_path, text):
    """A folder need not have one at all."""
    shutil.copytree(FORMAT_1, tmp_path / "own")
    (tmp_path / "own" / "datapackage.json").write_text(text, "utf-8")
    assert len(Dataset.load(tmp_path / "own").zones()) == 182


def test_the_bundled_tables_state_their_version(tables):
    """In the data package that describes them."""
    assert json.loads((tables / "datapackage.json").read_text("utf-8"))["format_version"] == FORMAT_VERSION

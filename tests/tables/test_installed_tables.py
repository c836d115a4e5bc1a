"""The tables of installed annexes: what the pointer and the index say, and what is not as it was installed."""

import hashlib
import json
import os
import pathlib

import pytest
from tables import line

from pilotzones import DataIntegrityError, Dataset
from pilotzones.tables import installed_tables
from pilotzones.tables.formats import FORMAT_VERSION
from pilotzones.tables.installed_tables import (
    has_only_leftovers,
    list_names,
    list_outranked,
    name_tables,
    read_installation,
    write_pointer,
)
from pilotzones.tables.user_folder import read_folder
from pilotzones.tables.writing import as_csv

LINES = as_csv("list_changes", [line("2018-157", "list", "99999999")])
CONTENT = {
    "list_changes.csv": LINES,
    "sources.csv": as_csv("sources", [{"id": "X1", "source": "made up"}]),
    "datapackage.json": json.dumps({"format_version": FORMAT_VERSION}).encode(),
}
INDEX = json.dumps(
    {
        "annexes": [],
        "tables": {name[:-4]: hashlib.sha256(CONTENT[name]).hexdigest() for name in CONTENT if ".csv" in name},
    }
).encode()
SHA256 = hashlib.sha256(INDEX).hexdigest()
NAME = f"tables-{SHA256[:16]}"


@pytest.fixture
def older(tmp_path):
    """Write index and tables into a folder, as releases did at first."""
    folder = tmp_path / "annexes"
    folder.mkdir()
    for name, content in {**CONTENT, "annexes.json": INDEX}.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def installed(older):
    """Write index and tables into a folder of their own, and the pointer beside it."""
    tables = older / NAME
    files = list(older.iterdir())
    tables.mkdir()
    for file in files:
        file.rename(tables / file.name)
    (older / "current.json").write_text(json.dumps({"tables": NAME, "sha256": SHA256}), "utf-8")
    return older


def test_installed_tables_are_read_as_they_were_installed(installed):
    """Every file by its name, and the index; what a folder gives is read once."""
    found = read_installation(installed)
    assert (found.folder, found.shown, found.problems) == (installed / NAME, f"annexes/{NAME}", ())
    assert (found.files, found.index) == ({**CONTENT, "annexes.json": INDEX}, json.loads(INDEX))
    folder = read_folder(installed)
    assert (folder.name, os.fspath(folder), str(folder)) == (f"annexes/{NAME}", str(installed), str(installed))
    assert sorted(file.name for file in folder.iterdir()) == sorted({**CONTENT, "annexes.json": INDEX})
    (installed / NAME / "list_changes.csv").unlink()
    assert (folder / "list_changes.csv").read_bytes() == LINES


def test_the_layout_of_earlier_releases_is_read(older):
    """Index and tables in the folder itself; a table that the user added there is none that has changed."""
    (older / "zones.csv").write_bytes(b"")
    found = read_installation(older)
    assert (found.folder, found.shown, found.problems) == (older, "annexes", ())
    assert found.index == json.loads(INDEX)
    (older / "sources.csv").write_bytes(b"id,source\n")
    assert read_installation(older).problems == ("sources.csv has changed",)


def grow(file):
    """Make a file larger than a table may be, by one byte."""
    with file.open("r+b") as opened:
        opened.truncate((64 << 20) + 1)


DAMAGES = {
    "sources.csv has changed": ("sources.csv", lambda file: file.write_bytes(b"id,source\n")),
    "sources.csv is missing": ("sources.csv", lambda file: file.unlink()),
    "zones.csv was not installed": ("zones.csv", lambda file: file.write_bytes(b"")),
    "ZONES.CSV was not installed": ("ZONES.CSV", lambda file: file.write_bytes(b"")),
    "more.zip was not installed": ("more.zip", lambda file: file.write_bytes(b"")),
    "sources.csv is not a file": ("sources.csv", lambda file: (file.unlink(), file.mkdir())),
    "sources.csv leads nowhere": ("sources.csv", lambda file: (file.unlink(), file.symlink_to("none"))),
    "list_changes.csv has more than 64 MiB": ("list_changes.csv", grow),
    "annexes.json is damaged or missing": ("annexes.json", lambda file: file.write_bytes(INDEX + b" ")),
}


@pytest.mark.parametrize("says", DAMAGES)
def test_what_is_not_as_it_was_installed_is_said(installed, says):
    """And the folder refused: nothing of it is used."""
    name, damage = DAMAGES[says]
    damage(installed / NAME / name)
    found = read_installation(installed)
    assert found.problems[0] == says
    assert (found.index is None) is (name == "annexes.json")
    with pytest.raises(DataIntegrityError) as caught:
        read_folder(installed)
    first = (caught.value.faults or (caught.value,))[0]
    assert str(first).startswith(f"annexes/{NAME}: {says}, not as it was installed. Nothing of the folder is used.")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"1", b"{}", b'{"tables": []}', b"[" * 100_000])
def test_an_index_that_is_none_is_damaged(installed, content):
    """Also where the pointer has its hash."""
    (installed / NAME / "annexes.json").write_bytes(content)
    (installed / "current.json").write_bytes(write_pointer(NAME, content))
    assert read_installation(installed).problems == ("annexes.json is damaged or missing",)


@pytest.mark.parametrize(
    "pointer",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"tables": 1}',
        b'{"tables": "mine"}',
        b'{"tables": "tables-/../.."}',
        b'{"tables": "tables-"}',
    ],
)
def test_a_pointer_that_names_no_tables_of_an_installation_is_damaged(installed, pointer):
    """It leads to no other folder."""
    (installed / "current.json").write_bytes(pointer)
    found = read_installation(installed)
    assert (found.shown, found.files, found.index) == ("annexes/current.json", {}, None)
    assert found.problems == ("current.json is damaged",)


def test_a_pointer_without_the_hash_of_the_index_is_of_another(installed):
    """Whoever wrote it did not install these tables."""
    (installed / "current.json").write_text(json.dumps({"tables": NAME}), "utf-8")
    assert read_installation(installed).problems == ("annexes.json is damaged or missing",)


def test_a_pointer_to_no_tables_says_that_nothing_is_installed(installed):
    """As after the last annex is removed; then the folder counts as empty."""
    (installed / "current.json").write_bytes(write_pointer(None, b""))
    assert read_installation(installed) is None
    assert read_folder(installed) is None


def test_a_pointer_is_json_with_the_name_of_the_tables_and_the_hash_of_their_index():
    """Other programs may read it; the name has the first digits of the hash."""
    assert json.loads(write_pointer(NAME, INDEX)) == {"tables": NAME, "sha256": SHA256}
    assert json.loads(write_pointer(None, b""))["tables"] is None
    assert write_pointer(NAME, INDEX).endswith(b"}\n")
    assert name_tables(INDEX) == NAME


@pytest.mark.parametrize(
    ("names", "alone"),
    [
        ([], True),
        ([".lock", "current.json", ".new", ".newcurrent.json", NAME, "damaged-1f0c32d8"], True),
        (["annexes.json", "current.json", "list_changes.csv", "datapackage.json"], True),
        (["annexes.json", "list_changes.csv"], False),
        (["current.json", "list_changes.csv"], False),
        (["annexes.json", "current.json", "zones.csv"], False),
        ([".lock", "notes.txt"], False),
        (["my-tables-1"], False),
    ],
)
def test_what_the_next_change_of_the_folder_deletes(names, alone):
    """What it needs no more, and what it put aside; anything else is the user's."""
    assert has_only_leftovers(names) is alone


def test_files_of_the_older_layout_are_outranked_by_a_pointer():
    """The index last: while it is there, the others are known to be an installation's."""
    outranked = list_outranked(["annexes.json", "current.json"])
    assert sorted(outranked[:-1]) == [
        "announcements.csv",
        "datapackage.json",
        "list_changes.csv",
        "list_coverage.csv",
        "sources.csv",
    ]
    assert outranked[-1] == "annexes.json"
    assert list_outranked(["annexes.json"]) == list_outranked(["current.json"]) == ()


def test_names_of_a_folder_that_is_not_there(tmp_path):
    """None, also below a file; a file is no folder."""
    (tmp_path / "file").touch()
    assert list_names(tmp_path) == {"file"}
    assert list_names(tmp_path / "none") == list_names(tmp_path / "file" / "none") == set()
    with pytest.raises(NotADirectoryError):
        list_names(tmp_path / "file")


def test_tables_that_another_program_replaces_meanwhile_are_read_again(installed, monkeypatch):
    """The pointer that was read first leads to tables that are gone; the new one counts, or that there is none."""
    read, changes = installed_tables._read_tables, []

    def read_late(folder, pointer):
        if changes:
            changes.pop()()
        return read(folder, pointer)

    def replace():
        (installed / NAME).rename(installed / "tables-0123")
        (installed / "current.json").write_text(json.dumps({"tables": "tables-0123", "sha256": SHA256}), "utf-8")

    def remove():
        (installed / "tables-0123" / "annexes.json").unlink()
        (installed / "current.json").unlink()

    monkeypatch.setattr(installed_tables, "_read_tables", read_late)
    changes.append(replace)
    found = read_installation(installed)
    assert (found.folder, found.problems) == (installed / "tables-0123", ())
    changes.append(remove)
    assert read_installation(installed) is None


@pytest.mark.parametrize(
    ("beside", "inside", "found"),
    [
        (".annexes-a1b2", ["annexes"], True),
        (".annexes-a1b2", [], False),
        (".annexes-a1b2", ["notes"], False),
        ("annexes-a1b2", ["annexes"], False),
    ],
)
def test_what_an_earlier_release_left_between_its_renamings(older, beside, inside, found):
    """The old folder counts only while the new one is there, in a folder beside."""
    old = older.rename(older.with_name(".annexes.old"))
    for name in inside or ["."]:
        (older.with_name(beside) / name).mkdir(parents=True)
    installation = read_installation(older)
    assert (installation and (installation.folder, installation.problems)) == ((old, ()) if found else None)
    older.mkdir()
    (older / "notes.txt").touch()
    assert read_installation(older) is None


def test_the_format_of_installed_tables_is_looked_at_first(installed):
    """A newer release has other checks, so nothing else is said of its tables."""
    (installed / NAME / "datapackage.json").write_text(json.dumps({"format_version": FORMAT_VERSION + 1}), "utf-8")
    (installed / NAME / "sources.csv").unlink()
    with pytest.raises(DataIntegrityError, match=r"datapackage\.json: the tables have format") as caught:
        read_folder(installed)
    assert caught.value.faults == ()


def test_a_table_beside_installed_ones_is_named(installed):
    """Nothing would read it; the files of an older layout are known to be left-overs, whatever their content."""
    (installed / "zones.csv").write_bytes(b"")
    with pytest.raises(DataIntegrityError) as caught:
        Dataset.load(installed)
    assert str(caught.value) == (
        "annexes/zones.csv: it lies beside installed annexes and is not read. Move it to a folder of its own, and load both."
    )
    (installed / "zones.csv").unlink()
    for name, content in {**CONTENT, "annexes.json": INDEX}.items():
        (installed / name).write_bytes(content)
    assert pathlib.Path(read_folder(installed)) == installed


def test_a_table_of_the_older_layout_is_checked_as_any_other(older):
    """A name that is no table's is a fault there too, and a table of the user's own is not."""
    (older / "zones.csv").write_bytes(b"")
    assert pathlib.Path(read_folder(older)) == older
    (older / "zone.csv").write_bytes(b"")
    with pytest.raises(DataIntegrityError, match=r"^annexes/zone\.csv: it is not a table\. Did you mean zones\.csv\?"):
        read_folder(older)

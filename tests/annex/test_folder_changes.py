"""A folder of installed annexes: killed, full, damaged, linked, empty or changed at once, it is the old or the new one."""

import errno
import json
import os
import pathlib
import pickle
import shutil
import subprocess
import sys
import threading
from unittest.mock import Mock

import filelock
import pytest
from installed_folders import tables_of, to_older_layout
from lists import TITLES, lists

from pilotzones import DataIntegrityError, Dataset, annex
from pilotzones.annex import AnnexInstallError, folder_changes
from pilotzones.tables import installed_tables
from pilotzones.tables.user_folder import read_folder
from pilotzones.tables.writing import as_csv

MAKERS = pathlib.Path(__file__).parents[1] / "makers"
KILLS = os.environ.get("PILOTZONES_KILLS", "50")
"""How often a change is killed; half as often a call fails."""
ROUNDS = os.environ.get("PILOTZONES_ROUNDS", "4")
"""How often several processes change the folder at once."""


@pytest.fixture
def first(reading):
    """Read the made-up list of 2019."""
    return reading(lists()["2019-96"])


@pytest.fixture
def older(reading):
    """Read the made-up list of 2018."""
    return reading(lists()["2018-157"], title=TITLES["2018-157"])


@pytest.fixture
def folder(first, older, tmp_path):
    """Install both."""
    annex.install(older, tmp_path / "annexes")
    annex.install(first, tmp_path / "annexes")
    return tmp_path / "annexes"


def names_in(folder):
    """Name what is in a folder, without the digits that a content gives."""
    return sorted(entry.name.partition("-")[0] for entry in folder.iterdir())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the processes are forked")
@pytest.mark.parametrize(("kills", "rounds"), [(KILLS, "0"), ("0", ROUNDS)], ids=["kills and failures", "at once"])
def test_no_third_state(kills, rounds, tmp_path):
    """Killed or failing at every step, and with several at once: the old or the new state, and the next command works."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(MAKERS), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, MAKERS / "crashes.py", tmp_path, kills, rounds, os.environ.get("PILOTZONES_SEED", "1")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    said = json.loads(done.stdout)
    assert said["wrong"] == []
    assert said["done"] == int(kills) + int(kills) // 2 + 2 * int(rounds)


DAMAGES = {
    "a table is cut off": ("list_changes.csv", lambda file: file.write_bytes(file.read_bytes()[:-1]), "has changed"),
    "a table is lost": ("sources.csv", lambda file: file.unlink(), "is missing"),
    "a folder": ("sources.csv", lambda file: (file.unlink(), file.mkdir()), "is not a file"),
    "one more table": ("zones.csv", lambda file: file.write_text("mine", "utf-8"), "was not installed"),
    "the index is cut off": ("annexes.json", lambda file: file.write_text("{", "utf-8"), "is damaged or missing"),
    "the index is changed": (
        "annexes.json",
        lambda file: file.write_bytes(file.read_bytes() + b" "),
        "is damaged or missing",
    ),
    "the index is lost": ("annexes.json", lambda file: file.unlink(), "is damaged or missing"),
    "the pointer is cut off": ("../current.json", lambda file: file.write_text("{", "utf-8"), "is damaged"),
    "the pointer is empty": ("../current.json", lambda file: file.write_text("{}", "utf-8"), "is damaged"),
    "the pointer leads out": (
        "../current.json",
        lambda file: file.write_text('{"tables": "tables-/../..", "sha256": ""}', "utf-8"),
        "is damaged",
    ),
}


LINKS = {
    "folder": lambda file: file.mkdir(),
    "nowhere": lambda file: file.symlink_to("none"),
    "itself": lambda file: file.symlink_to(file),
}


@pytest.mark.parametrize("kind", LINKS)
def test_a_pointer_that_is_no_file_is_damaged_and_replaced(kind, tmp_path, annex_file):
    """A folder cannot be replaced by a file, and a link that leads nowhere does not say that nothing was installed."""
    folder, new = tmp_path / "annexes", annex.NewAnnouncement(id="2027-3", effective_from="2027-01-01")
    read = annex.read(annex_file([["1", "04029100", "乳", ""]], title=""), new=new)
    annex.install(read, folder)
    (folder / "current.json").unlink()
    LINKS[kind](folder / "current.json")
    with pytest.raises(AnnexInstallError, match=r"current\.json is damaged\. Nothing of it is used for answers\."):
        annex.verify(folder)
    annex.install(read, folder)
    assert [one.name for one in annex.verify(folder)] == ["2027-3"]
    assert set(names_in(folder)) == {".lock", "current.json", "damaged", "tables"}


def test_a_pointer_that_was_lost_is_told_and_the_tables_are_kept(folder, first):
    """As by a copy without it: that nothing is installed would be wrong, and the tables are somebody's annexes."""
    tables = {path.name: path.read_bytes() for path in folder.glob("tables-*/*")}
    (folder / "current.json").unlink()
    with pytest.raises(AnnexInstallError, match=r"current\.json is missing\. Nothing of it is used for answers\."):
        annex.verify(folder)
    with pytest.raises(DataIntegrityError, match=r"current\.json is missing, not as it was installed"):
        Dataset.load(folder)
    annex.install(first, folder)
    assert [one.name for one in annex.verify(folder)] == ["2019-96"]
    assert {path.name: path.read_bytes() for path in folder.glob("damaged-*/*")} == tables


def test_what_is_wrong_with_a_table_is_told_once(folder):
    """One that is too large is not missing."""
    (table,) = folder.glob("tables-*/sources.csv")
    with table.open("r+b") as opened:
        opened.truncate(1 << 40)
    with pytest.raises(AnnexInstallError, match=r"installed: sources\.csv has more than 64 MiB\. Nothing"):
        annex.verify(folder)


def test_what_damaged_tables_had_is_not_said_to_be_nothing(folder):
    """To remove one of them says what is damaged."""
    (folder / "current.json").write_bytes(b"?")
    with pytest.raises(AnnexInstallError, match=r"current\.json is damaged\. Nothing of it is used for answers\."):
        annex.remove("2019-96", folder)


def test_tables_that_are_written_while_somebody_looks_are_found(folder, monkeypatch):
    """The pointer was not there, and then the tables are: it is looked for again."""
    read = installed_tables._read
    first_look = iter([None])
    monkeypatch.setattr(installed_tables, "_read", lambda file: next(first_look, read(file)))
    assert installed_tables.read_installation(folder).problems == ()


@pytest.mark.parametrize("kind", ["folder", "link", "link to nowhere"])
def test_a_lock_that_is_no_file_is_named(kind, first, tmp_path):
    """Nothing is installed, and what to remove is said; then all is well."""
    folder = tmp_path / "annexes"
    folder.mkdir()
    (tmp_path / "elsewhere").write_bytes(b"")
    LEFT_OVERS[kind](folder / ".lock", tmp_path / "elsewhere")
    with pytest.raises(AnnexInstallError, match=r"\.lock is not a file that can be locked\. .* remove it\."):
        annex.install(first, folder)
    assert [path.name for path in folder.iterdir()] == [".lock"]
    folder_changes._delete(folder / ".lock")
    assert annex.install(first, folder).is_complete


def test_a_disk_without_a_place_for_the_lock_is_full(first, tmp_path, monkeypatch):
    """What the system says is told: nothing is wrong with the file."""
    opened = os.open

    def refuse(path, *rest):
        if os.fspath(path).endswith(".lock"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return opened(path, *rest)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(AnnexInstallError, match=r"annexes could not be written \(No space left on device\)"):
        annex.install(first, tmp_path / "annexes")


def test_a_damaged_table_that_is_larger_than_memory_is_not_kept(folder, first):
    """A file of a terabyte of nothing, as a broken disk or copy may leave one."""
    (table,) = folder.glob("tables-*/sources.csv")
    with table.open("r+b") as opened:
        opened.truncate(1 << 40)
    annex.install(first, folder)
    assert [one.name for one in annex.verify(folder)] == ["2019-96"]
    (aside,) = folder.glob("damaged-*")
    assert "list_changes.csv" in {path.name for path in aside.iterdir()}
    assert "sources.csv" not in {path.name for path in aside.iterdir()}


LEFT_OVERS = {
    "file": lambda path, _: path.write_text("?", "utf-8"),
    "folder": lambda path, _: (path / "folder").mkdir(parents=True),
    "link": lambda path, other: path.symlink_to(other),
    "link to nowhere": lambda path, other: path.symlink_to(other / "none"),
}


@pytest.mark.parametrize("is_damaged", [False, True])
@pytest.mark.parametrize("kind", LEFT_OVERS)
def test_what_has_the_name_of_a_left_over_is_deleted(kind, is_damaged, older, adjustment_reading, tmp_path):
    """Whatever it is, the next change works without help, and nothing is written where a link leads."""
    folder, other, last = tmp_path / "annexes", tmp_path / "other", adjustment_reading(lists()["2022-7"])
    annex.install(older, folder)
    with_both = shutil.copytree(folder, tmp_path / "both")
    annex.install(last, with_both)
    other.mkdir()
    (other / "file").write_bytes(b"mine")
    for name in (".new", ".newcurrent.json", "tables-0a", tables_of(with_both).name):
        LEFT_OVERS[kind](folder / name, other)
    if is_damaged:
        (tables_of(folder) / "sources.csv").write_bytes(b"")
    annex.install(last, folder)
    assert [one.name for one in annex.verify(folder)] == (["2022-7"] if is_damaged else ["2018-157", "2022-7"])
    assert set(names_in(folder)) == {".lock", "current.json", "tables", *(["damaged"] if is_damaged else [])}
    assert [(file.name, file.read_bytes()) for file in other.iterdir()] == [("file", b"mine")]


def test_a_folder_of_nearly_the_name_of_tables_stays(tmp_path, annex_file):
    """A user keeps a copy of the tables beside them."""
    new = annex.NewAnnouncement(id="2027-3", effective_from="2027-01-01")
    annex.install(annex.read(annex_file([["1", "04029100", "乳", ""]], title=""), new=new), tmp_path / "annexes")
    (tmp_path / "annexes" / "tables-backup").mkdir()
    (tmp_path / "annexes" / "tables-backup" / "sources.csv").write_bytes(b"mine")
    annex.remove("2027-3", tmp_path / "annexes")
    assert (tmp_path / "annexes" / "tables-backup" / "sources.csv").read_bytes() == b"mine"


def test_an_empty_folder_beside_is_not_deleted(tmp_path, annex_file):
    """Its name may be chance; one with the staged tables of an earlier release in it is a left-over."""
    folder, new = tmp_path / "annexes", annex.NewAnnouncement(id="2027-3", effective_from="2027-01-01")
    mine, staged = tmp_path / ".annexes-mine", tmp_path / ".annexes-a1b2c3d4"
    mine.mkdir()
    (staged / "annexes").mkdir(parents=True)
    annex.install(annex.read(annex_file([["1", "04029100", "乳", ""]], title=""), new=new), folder)
    assert (mine.exists(), staged.exists()) == (True, False)


@pytest.mark.long
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_tables_are_not_used_and_can_be_installed_again(damage, folder, first, older):
    """Questions and verify say what is wrong and what to do; an installation puts the damaged tables aside."""
    name, change, says = DAMAGES[damage]
    change(tables_of(folder) / name)
    with pytest.raises(DataIntegrityError, match=rf"{says}.*, not as it was installed\. Nothing of the folder"):
        Dataset.load(folder)
    with pytest.raises(AnnexInstallError, match=rf"{says}.*\. Nothing of it is used for answers\. Install again: "):
        annex.verify(folder)
    known = [one.name for one in annex.installed(folder)]
    assert known == ([] if "index" in damage or "pointer" in damage else ["2018-157", "2019-96"])
    done = annex.install(first, folder)
    assert done.damaged == tuple(known[:1])
    assert [one.name for one in annex.verify(folder)] == ["2019-96"]
    assert len(Dataset.load(folder).items("2020-06-01")) == 1413
    assert names_in(folder) == [".lock", "current.json", "damaged", "tables"]
    assert annex.install(older, folder).damaged == ()
    assert [one.name for one in annex.verify(folder)] == ["2019-96", "2018-157"]


def test_removing_from_damaged_tables_removes_all_and_says_so(folder):
    """None of them can be used; their files are kept aside."""
    lost = tables_of(folder) / "list_changes.csv"
    lost.write_bytes(b"")
    kept = (tables_of(folder) / "sources.csv").read_bytes()
    assert annex.remove("2019-96", folder).damaged == ("2018-157",)
    assert annex.installed(folder) == annex.verify(folder) == ()
    (aside,) = folder.glob("damaged-*")
    assert (aside / "sources.csv").read_bytes() == kept
    assert sorted(entry.name for entry in folder.iterdir()) == [".lock", aside.name]


def test_an_index_that_does_not_describe_annexes_is_damaged(folder):
    """Also where its hash is right: nobody but another program has written it."""
    index = tables_of(folder) / "annexes.json"
    content = json.loads(index.read_bytes())
    content["annexes"] = [{"announcement": 1}]
    index.write_text(json.dumps(content), "utf-8")
    pointer = installed_tables.write_pointer(tables_of(folder).name, index.read_bytes())
    (folder / "current.json").write_bytes(pointer)
    with pytest.raises(AnnexInstallError, match=r"annexes\.json is damaged\. .* Install again: your annexes\."):
        annex.verify(folder)
    assert annex.installed(folder) == ()


def test_a_table_beside_installed_ones_is_a_fault(folder):
    """Nothing would read it."""
    (folder / "zones.csv").write_text("id\n", "utf-8")
    with pytest.raises(DataIntegrityError, match=r"annexes/zones\.csv: it lies beside installed annexes and is not"):
        Dataset.load(folder)
    assert [one.name for one in annex.installed(folder)] == ["2018-157", "2019-96"]


def test_a_table_that_is_too_large_is_not_read(folder, monkeypatch):
    """The list of 2019 alone has more than 100 KB."""
    monkeypatch.setattr(installed_tables, "LARGEST", 100_000)
    with pytest.raises(DataIntegrityError, match=r"list_changes\.csv has more than 0 MiB"):
        Dataset.load(folder)


def test_a_reader_takes_the_tables_that_have_replaced_those_it_found(folder, monkeypatch):
    """Between the pointer and the tables another program may install: the reader sees the new state."""
    parse, changes = installed_tables._parse, [lambda: annex.remove("2018-157", folder)]

    def parse_late(content):
        plain = parse(content)
        if changes:
            changes.pop()()
        return plain

    monkeypatch.setattr(installed_tables, "_parse", parse_late)
    assert Dataset.load(folder).eligibility("99999999", "2019-06-01").status == "unknown"
    changes.append(lambda: annex.remove("2019-96", folder))
    with pytest.raises(DataIntegrityError, match="is not a folder"):
        Dataset.load(folder)


def test_the_layout_of_earlier_releases_is_read_and_taken_over(folder, adjustment_reading):
    """It answers as it is; the next installation writes the new one."""
    to_older_layout(folder)
    before = Dataset.load(folder)
    assert [one.name for one in annex.verify(folder)] == ["2018-157", "2019-96"]
    annex.install(adjustment_reading(lists()["2022-7"]), folder)
    assert names_in(folder) == [".lock", "current.json", "tables"]
    after = Dataset.load(folder)
    assert [after.items(day) for day in ("2019-06-01", "2020-06-01")] == [
        before.items(day) for day in ("2019-06-01", "2020-06-01")
    ]
    assert len(after.items("2022-06-01")) == 1476


def test_tables_of_a_users_own_in_the_layout_of_earlier_releases(folder):
    """They were read there, so they go on answering; when the layout is taken over they stay, and that is said."""
    to_older_layout(folder)
    bundled = pathlib.Path(Dataset.bundled().folders[0])
    (folder / "provinces.csv").write_bytes((bundled / "provinces.csv").read_bytes())
    assert len(Dataset.load(folder).provinces()) == 31
    (folder / "list_change.csv").write_bytes(b"")
    with pytest.raises(DataIntegrityError, match=r"list_change\.csv: it is not a table\. Did you mean list_changes"):
        Dataset.load(folder)
    (folder / "list_change.csv").unlink()
    annex.remove("2018-157", folder)
    with pytest.raises(DataIntegrityError, match=r"provinces\.csv: it lies beside"):
        Dataset.load(folder)


def test_a_damaged_layout_of_earlier_releases_is_put_aside(folder, first):
    """As in the new one."""
    to_older_layout(folder)
    (folder / "sources.csv").unlink()
    lines = (folder / "list_changes.csv").read_bytes()
    with pytest.raises(DataIntegrityError, match=r"sources\.csv is missing, not as it was installed"):
        Dataset.load(folder)
    assert annex.install(first, folder).damaged == ("2018-157",)
    assert names_in(folder) == [".lock", "current.json", "damaged", "tables"]
    (aside,) = folder.glob("damaged-*")
    assert (aside / "list_changes.csv").read_bytes() == lines


def test_what_an_earlier_release_left_between_its_renamings_is_found(folder):
    """Its old folder stood beside, with the new one in a third; without the new one it was to be deleted."""
    to_older_layout(folder)
    old, beside = folder.with_name(".annexes.old"), folder.with_name(".annexes-a1b2c3d4")
    folder.rename(old)
    assert annex.installed(folder) == ()
    (beside / "annexes").mkdir(parents=True)
    assert [one.name for one in annex.installed(folder)] == ["2018-157", "2019-96"]
    assert Dataset.load(folder).is_eligible("99999999", "2020-06-01") is False
    assert annex.remove("2018-157", folder).name == "2018-157"
    assert [one.name for one in annex.verify(folder)] == ["2019-96"]
    assert list(folder.parent.iterdir()) == [folder]
    annex.remove("2019-96", folder)
    assert annex.installed(folder) == ()


def test_an_old_folder_that_was_to_be_deleted_does_not_come_back(folder, first):
    """An earlier release was killed after its renamings, and its next command removed the annexes: they stay removed."""
    to_older_layout(folder)
    folder.rename(folder.with_name(".annexes.old"))
    with pytest.raises(AnnexInstallError, match="which has nothing"):
        annex.remove("2019-96", folder)
    with pytest.raises(DataIntegrityError, match="is not a folder"):
        Dataset.load(folder)
    annex.install(first, folder)
    assert [one.name for one in annex.installed(folder)] == ["2019-96"]
    assert list(folder.parent.iterdir()) == [folder]


def test_a_folder_beside_that_is_of_somebody_else_stays(folder):
    """An earlier release left folders of nearly this name; what has something else in it is not one of them."""
    to_older_layout(folder)
    (folder.parent / ".annexes-mine").mkdir()
    (folder.parent / ".annexes-mine" / "notes.txt").touch()
    annex.remove("2018-157", folder)
    assert sorted(entry.name for entry in folder.parent.iterdir()) == [".annexes-mine", "annexes"]


def test_the_same_annex_again_changes_nothing(first, tmp_path):
    """Not even the files are written again."""
    folder = tmp_path / "annexes"
    done = annex.install(first, folder)
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.name != ".lock"}
    assert annex.install(first, folder) == done
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.name != ".lock"} == before


def test_a_dataset_has_its_tables_in_memory(folder):
    """It answers on when the folder is gone, in another process too, and shows where it came from."""
    data = Dataset.load(folder)
    annex.remove("2018-157", folder)
    annex.remove("2019-96", folder)
    assert not folder.exists()
    assert repr(data) == f"Dataset.load({str(folder)!r})"
    assert os.fspath(data.folders[1]) == data.coverage().folders[0] == str(folder)
    again = pickle.loads(pickle.dumps(data))  # noqa: S301 - our own
    assert again.is_eligible("99999999", "2020-06-01") is False
    assert again.data_version() == data.data_version()


def test_a_link_as_folder_stays_a_link(first, older, tmp_path):
    """What it leads to is changed, as often as one likes."""
    (tmp_path / "real").mkdir()
    link = tmp_path / "annexes"
    link.symlink_to(tmp_path / "real")
    for one in (first, older):
        annex.install(one, link)
    annex.remove("2019-96", link)
    assert link.is_symlink()
    assert [one.name for one in annex.verify(tmp_path / "real")] == ["2018-157"]
    link.unlink()
    link.symlink_to(tmp_path / "nothing")
    with pytest.raises(AnnexInstallError, match=r"annexes is a link that leads nowhere\. Nothing was done; remove it"):
        annex.install(first, link)


def test_another_program_that_does_not_finish(first, tmp_path, monkeypatch):
    """After a minute the installation gives up; here after a moment."""
    held = "import sys, filelock; lock = filelock.FileLock(sys.argv[1]); lock.acquire(); print('held', flush=True); input()"
    (tmp_path / "annexes").mkdir()
    monkeypatch.setattr(folder_changes, "PATIENCE", 0.2)
    command = [sys.executable, "-c", held, tmp_path / "annexes" / ".lock"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(
            AnnexInstallError, match=r"Another program has been changing .* Nothing was done; try again"
        ):
            annex.install(first, tmp_path / "annexes")
        other.communicate("\n")
    assert annex.install(first, tmp_path / "annexes").is_complete


def test_another_program_that_finishes_in_time_is_waited_for(first, tmp_path):
    """Nobody has to ask again."""
    (tmp_path / "annexes").mkdir()
    other = filelock.FileLock(tmp_path / "annexes" / ".lock", thread_local=False)
    other.acquire()
    ends = threading.Timer(0.3, other.release)
    ends.start()
    assert annex.install(first, tmp_path / "annexes").is_complete
    ends.join()


def test_a_parent_that_is_gone_again_and_again(first, tmp_path, monkeypatch):
    """Another program removes the empty folder whenever it is made: given up in time."""
    monkeypatch.setattr(pathlib.Path, "mkdir", lambda *_, **__: None)
    monkeypatch.setattr(folder_changes, "PATIENCE", 0.1)
    with pytest.raises(AnnexInstallError, match=r"could not be written \(No such file or directory\)"):
        annex.install(first, tmp_path / "annexes")


def test_without_the_library_that_locks(first, tmp_path, monkeypatch):
    """The error names the extra, and nothing is written."""
    monkeypatch.setitem(sys.modules, "filelock", None)
    with pytest.raises(ImportError, match=r"pip install 'pilotzones\[annex\]'"):
        annex.install(first, tmp_path / "annexes")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_does_not_confirm_is_said(first, tmp_path, monkeypatch):
    """The tables are in their place, and the error does not claim that nothing happened."""
    sync, folder = os.fsync, tmp_path / "annexes"

    def fail_at_last(opened):
        if (folder / "current.json").exists() and b"tables-" in (folder / "current.json").read_bytes():
            raise OSError(errno.EIO, "Input/output error")
        sync(opened)

    monkeypatch.setattr(os, "fsync", fail_at_last)
    with pytest.raises(AnnexInstallError, match=r"was written, but the system does not confirm .*\(Input/output error"):
        annex.install(first, folder)
    monkeypatch.undo()
    assert [one.name for one in annex.verify(folder)] == ["2019-96"]


def test_what_cannot_be_read_is_noticed_before_anything_is_written(first, tmp_path, monkeypatch):
    """The bundled tables of a broken installation: the error is not about an annex that is installed all the same."""
    damaged = DataIntegrityError("manifest.json is missing or damaged.", table="manifest.json")
    monkeypatch.setattr("pilotzones.tables.manifest.read_manifest", Mock(side_effect=damaged))
    with pytest.raises(DataIntegrityError, match=r"manifest\.json is missing"):
        annex.install(first, tmp_path / "annexes")
    assert not (tmp_path / "annexes").exists()


def test_an_interruption_while_left_overs_are_deleted_holds_up_nobody(first, older, tmp_path, monkeypatch):
    """In a notebook the program goes on, and keeps the error: the folder can be changed all the same."""
    monkeypatch.setattr(folder_changes, "_collect", Mock(side_effect=KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt) as kept:
        annex.install(first, tmp_path / "annexes")
    monkeypatch.undo()
    monkeypatch.setattr(folder_changes, "PATIENCE", 0.2)
    annex.install(older, tmp_path / "annexes")
    assert [one.name for one in annex.verify(tmp_path / "annexes")] == ["2019-96", "2018-157"]
    assert kept.tb


def test_a_lock_that_the_system_does_not_give_back_changes_nothing(first, tmp_path, monkeypatch):
    """A network drive was lost after the change: the annex is installed, and that is said."""
    fcntl = pytest.importorskip("fcntl")
    lock = fcntl.flock

    def flock(file, operation):
        if operation == fcntl.LOCK_UN:
            raise OSError(errno.ENOLCK, "No locks available")
        lock(file, operation)

    monkeypatch.setattr(fcntl, "flock", flock)
    assert annex.install(first, tmp_path / "annexes").is_complete
    monkeypatch.undo()
    assert [one.name for one in annex.verify(tmp_path / "annexes")] == ["2019-96"]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_a_file_system_that_cannot_write_names_down(tmp_path):
    """It says EINVAL, which is no failure of the disk."""
    folder_changes._sync_folder(pathlib.Path("/proc"))
    with pytest.raises(FileNotFoundError):
        folder_changes._sync_folder(tmp_path / "nothing")


def test_a_folder_that_cannot_be_read(tmp_path, monkeypatch):
    """The user's own data folder has a name of 300 letters, as no file system has it."""
    monkeypatch.setattr("pilotzones.annex.store.user_folder", lambda: tmp_path / ("x" * 300))
    with pytest.raises(AnnexInstallError, match=r"cannot be read \(File name too long\)\. Nothing was changed"):
        annex.installed()
    with pytest.raises(DataIntegrityError, match=r"cannot be read \(File name too long\)"):
        read_folder(tmp_path / ("x" * 300))


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="XDG_DATA_HOME is Linux's")
def test_the_default_dataset_recovers_by_the_next_installation(tmp_path):
    """An empty data folder is nothing; damaged tables stop questions, but neither reading nor installing."""
    environment = {name: value for name, value in os.environ.items() if name != "PILOTZONES_DATA"}
    environment["XDG_DATA_HOME"] = str(tmp_path)
    folder = tmp_path / "pilotzones" / "annexes"
    folder.mkdir(parents=True)
    rows = ["序号,税则号列,货品名称,备注"] + [
        ",".join(f'"{cell or ""}"' for cell in line[:4]) for line in lists()["2019-96"]
    ]
    (tmp_path / "list.csv").write_text("\n".join(rows), "utf-8")

    def run(code):
        command = [sys.executable, "-c", f"from pilotzones import *; from pilotzones import annex; {code}"]
        return subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)

    ask = "print(eligibility('99999999', '2020-06-01').status)"
    put = "reading = annex.read('list.csv', '2019-96'); print(reading.hints); print(annex.install(reading).lines)"
    assert run(ask).stdout == "unknown\n"
    assert run(put).stdout.splitlines()[-1] == "1413"
    assert run(ask).stdout == "not listed\n"
    (tables_of(folder) / "list_changes.csv").write_bytes(b"")
    assert "run 'pilotzones annex verify'" in run(ask).stderr
    assert "verify" in run(ask).stderr
    again = run(put).stdout
    assert "Only the bundled tables are used: The installed annexes (" in again
    assert again.splitlines()[-1] == "1413"
    assert run(ask).stdout == "not listed\n"


def files_of(*annexes):
    """Make the files of an installation of no lines."""
    tables = {name: as_csv(name, []) for name in installed_tables.WRITTEN}
    hashes = {name: installed_tables.hash_content(content) for name, content in tables.items()}
    return {f"{name}.csv": content for name, content in tables.items()} | {
        "annexes.json": json.dumps({"tables": hashes, "annexes": annexes}).encode(),
        "datapackage.json": b'{"format_version": 1}',
    }


FILES = files_of()


def put(folder, files=FILES):
    """Put files into a folder as new tables; the name of the folder that they are in."""
    with folder_changes.changing(folder):
        folder_changes.replace_tables(folder, files, installed_tables.read_installation(folder))
    return installed_tables.name_tables(files["annexes.json"])


def test_whatever_an_interrupted_change_left_is_deleted_by_the_next(tmp_path):
    """Staged tables, a staged pointer, and tables that no pointer names; a folder that is then empty goes too."""
    folder = tmp_path / "annexes"
    name = put(folder)
    for left in (".new", "tables-0123abcd"):
        (folder / left).mkdir()
        (folder / left / "sources.csv").write_bytes(b"half")
    (folder / ".newcurrent.json").write_bytes(b"{}")
    with folder_changes.changing(folder):
        pass
    assert sorted(entry.name for entry in folder.iterdir()) == sorted([".lock", "current.json", name])
    for _ in range(2):  # a second time nothing is there any more
        with folder_changes.changing(folder):
            folder_changes.remove_tables(folder, installed_tables.read_installation(folder))
        assert list(tmp_path.iterdir()) == []


def test_tables_of_the_same_name_that_are_not_in_use_are_replaced(tmp_path):
    """They may be a part of what an interrupted change wrote."""
    folder = tmp_path / "annexes"
    name = installed_tables.name_tables(FILES["annexes.json"])
    (folder / name).mkdir(parents=True)
    (folder / name / "more.csv").write_bytes(b"half")
    assert put(folder) == name
    assert {file.name: file.read_bytes() for file in (folder / name).iterdir()} == FILES


def test_a_change_that_fails_holds_on_to_nothing(tmp_path, monkeypatch):
    """Though its error is kept, the next one need not wait."""
    folder = tmp_path / "annexes"
    put(folder)
    with pytest.raises(RuntimeError) as kept, folder_changes.changing(folder):
        raise RuntimeError
    monkeypatch.setattr(folder_changes, "PATIENCE", 0.2)
    assert put(folder, files_of("another")).startswith("tables-")
    assert kept.type is RuntimeError


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_everything_is_on_the_disk_before_the_pointer_is_replaced(tmp_path, monkeypatch):
    """Each file with all its bytes, the folder that they are in, the pointer, and the names of the folders around."""
    sync, folder, written = os.fsync, tmp_path / "annexes", []

    def note(opened):
        path = pathlib.Path(f"/proc/self/fd/{opened}").readlink()
        size = None if path.is_dir() else os.fstat(opened).st_size
        pointed = (folder / "current.json").exists() and (folder / "current.json").read_bytes()
        written.append((str(path.relative_to(tmp_path)), size, pointed == pointer))
        sync(opened)

    monkeypatch.setattr(os, "fsync", note)
    pointer = installed_tables.write_pointer(installed_tables.name_tables(FILES["annexes.json"]), FILES["annexes.json"])
    put(folder)
    assert written == [
        ("annexes/.newcurrent.json", len(installed_tables.write_pointer(None, b"")), False),
        *((f"annexes/.new/{file}", len(content), False) for file, content in FILES.items()),
        ("annexes/.new", None, False),
        ("annexes/.newcurrent.json", len(pointer), False),
        ("annexes", None, False),
        (".", None, False),
        ("annexes", None, True),
    ]

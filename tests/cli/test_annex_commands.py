"""The command line on annexes: what it prints, what it writes, and how it ends."""

import csv
import io
import os
import sys

import pytest
from installed_folders import tables_of
from lists import lists

import pilotzones
from pilotzones import annex
from pilotzones.cli import main
from pilotzones.dataset import DefaultDataset

LINES = lists()["2019-96"]


@pytest.fixture
def run(capsys):
    """Run a command on annexes: its exit status, and what it printed."""

    def command(*arguments):
        status = main(["annex", *map(str, arguments)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


@pytest.fixture
def sound(annex_file):
    """The made-up list of 2019 as a file."""
    return annex_file(LINES, "2019.csv")


@pytest.fixture
def lacking(annex_file):
    """The same without a row."""
    return annex_file([*LINES[:99], *LINES[100:]], "lacking.csv")


def test_read_shows_what_was_read_and_writes_nothing(run, sound, tmp_path):
    """Kind, announcement and how it was told, pages, tables, rows, first and last code, remarks."""
    status, out, err = run("read", sound)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("File          2019.csv (CSV, sha256 ")
    assert lines[1:6] == [
        "Title         跨境电子商务零售进口商品清单（2019年版）",
        "Announcement  2019-96 财政部等公告2019年第96号, chosen by the file's title",
        "Read          1 pages, 1 tables, 1,413 rows",
        f"First, last   {LINES[0].hs_code} {LINES[0].name} ... {LINES[-1].hs_code} {LINES[-1].name}",
        f"Remarks       {sum(bool(line.remark) for line in LINES):,} rows have one",
    ]
    assert lines[-1] == "All checks pass."
    assert list(tmp_path.iterdir()) == [sound]


def test_read_ends_with_1_where_a_check_does_not_hold(run, lacking):
    """Each difference has its name, page and row."""
    status, out, err = run("read", lacking, "--announcement", "2019-96")
    assert (status, err) == (1, "")
    assert "chosen by you" in out
    assert "  number:101: page 1, row 102: number 101 follows 99, but 100 must follow" in out


def test_the_report_is_saved_beside_the_file(run, lacking):
    """The whole of it, on request."""
    status, out, _ = run("read", lacking, "--report")
    saved = lacking.with_name("lacking.csv.report.txt")
    assert status == 1
    assert out.startswith(f"Report        {saved}\n")
    assert saved.read_text("utf-8") == out.split("\n", 1)[1]


def test_a_report_is_saved_of_what_is_installed_too(run, sound, tmp_path):
    """Where it is stands first."""
    status, out, _ = run("install", sound, "--output", tmp_path / "annexes", "--report")
    assert (status, out.splitlines()[0]) == (0, f"Report        {sound}.report.txt")


def test_a_report_that_cannot_be_saved(run, sound):
    """One clear error."""
    sound.with_name("2019.csv.report.txt").mkdir()
    status, _, err = run("read", sound, "--report")
    assert status == 2
    assert "the report could not be saved" in err


def test_rows_are_written_as_csv(run, sound):
    """Any table of codes, unchecked."""
    status, out, _ = run("rows", sound)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert [(int(row["seq"]), row["hs_code"], row["name"], row["remark"]) for row in rows] == [
        tuple(line[:4]) for line in LINES
    ]
    assert (rows[0]["page"], rows[0]["row"]) == ("1", "3")


def test_a_limit_of_time_is_so_many_seconds(run, sound):
    """Of 600 the sound file needs few."""
    assert run("rows", sound, "--time-limit", "600") == run("rows", sound)


def test_install_list_verify_remove(run, sound, tmp_path):
    """In a folder of one's own."""
    folder = tmp_path / "annexes"
    assert run("list", "--output", folder) == (0, "No annex is installed.\n", "")
    status, out, _ = run("install", sound, "--output", folder, "--page", "http://example.org/a.pdf")
    assert status == 0
    assert "All checks pass.\nInstalled     2019-96: 1,413 lines, complete, from 2019.csv (sha256 " in out
    status, out, _ = run("list", "--output", folder)
    assert (status, out.splitlines()[0]) == (0, "Installed annexes: 1")
    assert out.splitlines()[3].split() == ["2019-96", "annex", "1,413", "yes", "0", "2019.csv"]
    assert "\n2019-96: 1,413 lines, complete, from 2019.csv (sha256 " in run("list", "-v", "--output", folder)[1]
    out = run("verify", "--output", folder)[1]
    assert out.splitlines()[0] == "Annexes that are unchanged since they were installed: 1"
    assert run("remove", "2019-96", "--output", folder)[1].startswith("Removed       2019-96: 1,413 lines")
    assert run("remove", "2019-96", "--output", folder)[0] == 2


def test_what_else_must_be_installed_again_is_named(run, sound, tmp_path):
    """An installation over damaged tables puts them aside, with what they had of other announcements."""
    own = tmp_path / "annexes"
    file = tmp_path / "add.csv"
    file.write_text("一、增加的商品\n税则号列,货品名称\n10019900,小麦\n", "utf-8")
    new = ("--new", "2027-3", "--effective-from", "2027-01-01", "--kind", "amends", "--amends", "2022-7")
    assert run("install", sound, "--output", own)[0] == 0
    assert run("install", file, *new, "--output", own)[0] == 0
    (tables_of(own) / "sources.csv").unlink()
    status, out, err = run("install", sound, "--output", own)
    assert (status, "Installed     2019-96: 1,413 lines" in out) == (0, True)
    said = "pilotzones: The tables of 2027-3 were damaged and have been put aside. Install it again.\n"
    assert said in err
    assert run("install", file, *new, "--output", own)[0] == 0
    (tables_of(own) / "sources.csv").unlink()
    status, out, err = run("remove", "2019-96", "--output", own)
    assert (status, "Removed       2019-96: 1,413 lines" in out, err) == (0, True, said)


@pytest.mark.parametrize(
    "words", [("rows", "2019.csv"), ("list",), ("remove", "2019-96"), ("verify",)], ids=lambda words: words[0]
)
def test_a_command_that_asks_no_tables_refuses_data(words, tmp_path, capsys):
    """It would be of no use, and nothing is done."""
    assert main(["--data", str(tmp_path), "annex", *words]) == 2
    assert capsys.readouterr() == (
        "",
        f"pilotzones: --data is not used by 'annex {words[0]}', which asks no tables. Leave it out.\n",
    )


def test_read_and_install_look_at_the_folder_that_is_named(run, sound, tmp_path):
    """A line that an adjustment in it takes off the list must be on the list before; --data names other tables."""
    own = tmp_path / "annexes"
    assert run("read", sound, "--output", own)[0] == 0
    file = tmp_path / "delete.csv"
    file.write_text("一、删除的商品\n税则号列,货品名称\n10019900,小麦\n", "utf-8")
    new = ("--new", "2021-3", "--effective-from", "2021-01-01", "--kind", "amends", "--amends", "2019-96")
    assert run("install", file, *new, "--output", own)[0] == 0
    assert "10019900" not in {line.hs_code for line in LINES}
    for command in ("read", "install"):
        status, out, _ = run(command, sound, "--output", own)
        assert (status, "contradiction:10019900" in out) == (1, True)
    assert pilotzones.cli.main(["--data", str(own), "annex", "read", str(sound), "--output", str(tmp_path / "b")]) == 1
    assert run("read", sound)[0] == 0


@pytest.mark.skipif(sys.platform != "linux", reason="the user's data folder is moved as Linux does it")
def test_the_users_data_folder_is_the_default(run, sound, monkeypatch, tmp_path):
    """Where nothing else is named."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    assert run("install", sound)[0] == 0
    assert [one.announcement for one in annex.installed()] == ["2019-96"]
    assert (tmp_path / "home" / "pilotzones" / "annexes" / "current.json").is_file()


def test_install_refuses_differences_until_they_are_accepted(run, lacking, tmp_path):
    """The error names those that are left."""
    folder = tmp_path / "annexes"
    status, out, err = run("install", lacking, "--output", folder)
    assert status == 1
    assert "Differences (2):" in out
    assert "pilotzones: lacking.csv fails the checks for the annex of 2019-96; nothing was installed:" in err
    assert not folder.exists()
    status, out, _ = run("install", lacking, "--output", folder, "--accept", "number", "--accept", "count")
    assert status == 0
    assert "1,412 lines, in part" in out


def test_a_new_announcement(run, sound, tmp_path):
    """From its attachment alone."""
    folder = tmp_path / "annexes"
    status, out, _ = run(
        "install", sound, "--output", folder, "--new", "2027-3", "--effective-from", "2027-01-01", "--kind", "replaces"
    )
    assert status == 0
    assert "Announcement  2027-3 公告2027年第3号, chosen by you" in out
    data = pilotzones.Dataset.load(folder)
    assert data.is_eligible(LINES[0].hs_code, "2027-01-01")
    assert data.coverage().annexes[-1].announcement.id == "2027-3"


def test_a_new_announcement_states_how_many_lines_it_has(run, sound):
    """It is compared with what was read."""
    new = ("--new", "2027-3", "--effective-from", "2027-01-01", "--stated-count")
    assert run("read", sound, *new, "1413")[0] == 0
    status, out, _ = run("read", sound, *new, "1414")
    assert status == 1
    assert "  count: 1,413 lines were read, " in out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--new", "2027-3"], "--new needs --effective-from"),
        (["--new", "2027-3", "--effective-from", "2027-13-01"], "2027-13-01"),
        (["--new", "27-3", "--effective-from", "2027-01-01"], "is not the id of an announcement"),
        (["--announcement", "2020-1"], "is not an announcement of the data, which has 2016-40"),
        (["--new", "2027-3", "--effective-from", "2027-01-01", "--announcement", "2019-96"], "Name only one"),
    ],
)
def test_bad_arguments_are_one_clear_error(run, sound, arguments, problem):
    """Exit status 2, and nothing else is printed."""
    status, out, err = run("read", sound, *arguments)
    assert (status, out) == (2, "")
    assert problem in err
    assert "Traceback" not in err


def test_a_missing_extra_is_named(run, sound, monkeypatch):
    """Without platformdirs there is no user's folder; without tqdm no command."""
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    status, _, err = run("list")
    assert status == 2
    assert "needs the extra 'annex': pip install 'pilotzones[annex]'" in err
    monkeypatch.setitem(sys.modules, "tqdm", None)
    status, _, err = run("read", sound)
    assert status == 2
    assert "needs the extra 'annex': pip install 'pilotzones[annex]'" in err


def test_progress_is_shown_on_a_terminal(sound):
    """And nowhere else."""
    if sys.platform == "win32":
        pytest.skip("there is no pseudo-terminal")
    import fcntl
    import pty
    import struct
    import subprocess
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    command = [sys.executable, "-m", "pilotzones", "annex", "read", str(sound)]
    subprocess.run(command, stderr=theirs, stdout=subprocess.DEVNULL, check=True)
    os.close(theirs)
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        shown = terminal.read(10_000).decode(errors="replace")
    assert "2019.csv: " in shown
    assert "1/1" in shown


@pytest.fixture
def damaged(run, sound, monkeypatch, tmp_path):
    """An annex in the user's data folder, every table of which has lost its end."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PILOTZONES_DATA", raising=False)
    assert run("install", sound)[0] == 0
    folder = tmp_path / "home" / "pilotzones"
    for table in folder.rglob("*.csv"):
        table.write_bytes(table.read_bytes()[:-9])
    # The default dataset of this process may be loaded already, and stays as it is.
    monkeypatch.setattr("pilotzones.dataset._DEFAULT", DefaultDataset())
    assert pilotzones.cli.main(["coverage"]) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="the user's data folder is moved as Linux does it")
@pytest.mark.usefixtures("damaged")
def test_damaged_tables_do_not_stop_the_commands_that_need_none(run, sound):
    """What is there is listed, checked and removed, and any file is read."""
    assert run("list")[1].startswith("Installed annexes: 1\n")
    status, _, err = run("verify")
    assert status == 2
    assert "list_changes.csv has changed" in err
    assert run("rows", sound)[0] == 0
    assert run("remove", "2019-96")[0] == 0
    assert run("list")[1] == "No annex is installed.\n"


@pytest.mark.skipif(sys.platform != "linux", reason="the user's data folder is moved as Linux does it")
@pytest.mark.usefixtures("damaged")
def test_the_commands_that_ask_the_web_use_the_bundled_tables_then(run):
    """They say so; here nothing is asked, because the announcement is unknown."""
    status, out, err = run("fetch", "2016-48")
    assert (status, out) == (2, "")
    assert "cannot be loaded" in err
    assert "Only the bundled tables are used: The installed annexes (" in err
    assert "'2016-48' is not an announcement of the data" in err


def test_a_damaged_folder_of_ones_own_can_be_read_over(run, sound, tmp_path):
    """The file is compared with the bundled tables, and the command says so."""
    own = tmp_path / "annexes"
    assert run("install", sound, "--output", own)[0] == 0
    for table in own.rglob("list_changes.csv"):
        table.write_bytes(table.read_bytes()[:-9])
    status, out, err = run("read", sound, "--output", own)
    assert status == 0
    assert out.endswith("All checks pass.\n")
    assert err.startswith("pilotzones: Only the bundled tables are used: ")


def test_a_report_is_whole_or_not_there(run, lacking):
    """A longer one that was there before leaves no end."""
    saved = lacking.with_name("lacking.csv.report.txt")
    saved.write_text("before\n" * 10_000)
    _, out, _ = run("read", lacking, "--report")
    assert saved.read_text("utf-8") == out.split("\n", 1)[1]
    assert sorted(path.name for path in saved.parent.iterdir()) == ["lacking.csv", "lacking.csv.report.txt"]

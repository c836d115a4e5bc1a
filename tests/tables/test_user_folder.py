"""A user's own folder: one error names all its faults, and nothing is half loaded."""

import os
import pathlib
import sys
import zipfile
from unittest.mock import Mock

import attrs
import pytest
from tables import announcement, known_range, line, read

from pilotzones import DataIntegrityError, Dataset
from pilotzones.cli import main
from pilotzones.dataset import DefaultDataset
from pilotzones.tables.formats import FORMATS, RULE_TABLES
from pilotzones.tables.user_folder import read_folder, user_folder


def refused(*folders):
    """Check that folders are refused, and give the faults by what they say."""
    with pytest.raises(DataIntegrityError) as caught:
        Dataset.load(*folders)
    assert Dataset.default().is_eligible("04090000", "2017-01-01") is True
    return [str(fault) for fault in caught.value.faults or (caught.value,)]


def test_every_fault_of_a_folder_is_in_one_error(folder):
    """Cells, sources and lines of several tables; the error counts and lists them, each with its file and line."""
    own = folder(
        announcements=[
            announcement("2027-1"),
            announcement("2028-1", "amends", "2026-9"),
            announcement("2029-1", "amends", "2030-1"),
            announcement("2030-1", "amends", "2029-1"),
            announcement("2031-1", issued_on="2031-03-01", published_on="2031-02-01"),
            announcement("2032-1", effective_from="soon"),
        ],
        list_changes=[
            line("2027-1", "list", "10000000"),
            line("2027-1", "list", "10000000"),
            line("2027-1", "lists", "1000000", evidence="sure"),
            line("2027-1", "list", "20000000", sources="S999"),
            line("2022-7", "convert_out", "09083200"),
        ],
        list_coverage=[known_range("2019-96", "00000000", "10000000")],
        batches=[{"number": "9", "document_no": "x"}],
    )
    says = refused(own)
    assert "own/announcements.csv, line 7, column effective_from: 'soon' is not a date like 2016-04-08." in says
    assert "own/list_changes.csv, line 4, column change: 'lists' is not one of list, add, " in "\n".join(says)
    assert "own/list_changes.csv, line 4, column hs_code: '1000000' is not a code of 8 digits." in says
    assert "own/list_changes.csv, line 4, column evidence: 'sure' is not one of " in "\n".join(says)
    assert "own/batches.csv, line 2, column published_on: the cell is blank." in says
    assert (
        "own/list_changes.csv, line 5, column sources: the record names 'S999' as its source, and sources.csv does not have it."
        in says
    )
    assert any(
        "line 3, column hs_code: 10000000 appears already in own/list_changes.csv, line 2" in text for text in says
    )
    with pytest.raises(DataIntegrityError, match=rf"^{len(says)} faults; none of these tables was loaded:\n- "):
        Dataset.load(own)


def test_relations_are_checked_where_the_rows_can_be_read(folder):
    """An announcement that amends nothing, a circle, days out of order, and a code that was never listed."""
    says = refused(
        folder(
            announcements=[
                announcement("2027-1"),
                announcement("2028-1", "amends", "2026-9"),
                announcement("2029-1", "amends", "2030-1"),
                announcement("2030-1", "supplements", "2029-1"),
                announcement("2031-1", issued_on="2031-03-01", published_on="2031-02-01"),
                announcement("2032-1", amends="2031-1"),
            ],
            list_changes=[line("2022-7", "convert_out", "09083200"), line("2022-7", "delete", "93070090")],
            list_coverage=[known_range("2019-96", "00000000", "10000000")],
        )
    )
    text = "\n".join(says)
    assert "2028-1 amends '2026-9', which is not an announcement in force before it." in text
    assert "2029-1 amends 2030-1 amends 2029-1: a circle" in text
    assert "line 6, column effective_from: the days of issue, publication and effect are out of order." in text
    assert "2032-1 replaces the whole list, so it cannot amend '2031-1'." in text
    assert (
        "09083200 after 2019-96: the known range of 2019-96, which does not list it, contradicts "
        "own/list_changes.csv, line 2 (convert_out)." in text
    )
    assert len(says) == 5


def test_an_unreadable_row_makes_no_faults_of_rows_that_depend_on_it(folder):
    """The announcement's wrong kind is one fault; its lines and count are not checked against it."""
    says = refused(
        folder(
            announcements=[announcement("2027-1", "replace", stated_count="5")],
            list_changes=[line("2027-1", "list", "10000000")],
            list_coverage=[known_range("2027-1")],
        )
    )
    assert says == [
        "own/announcements.csv, line 2, column kind: 'replace' is not one of replaces, supplements, amends."
    ]


def test_an_annex_that_miscounts_is_named(folder):
    """Wholly covered, it has one line where 1,321 are stated, in the annex and after it."""
    says = refused(folder(list_changes=[line("2018-157", "list", "10000000")], list_coverage=[known_range("2018-157")]))
    assert says == [
        "announcements.csv: 2018-157 states 1,321 lines to list; list_changes.csv has 1.",
        "list_changes.csv: 2018-157 states 1,321 lines in force after it; its annexes give 1.",
    ]


def damaged(own, table, content):
    """Write the bytes of a table's file."""
    own.mkdir(exist_ok=True)
    (own / f"{table}.csv").write_bytes(content)
    return own


HEADER = ",".join(FORMATS["list_changes"].columns)
ROW = "2018-157,1,list,04090000,天然蜂蜜,,yes,single,,"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", r"line 1: the columns are \[\], not"),
        (HEADER.encode(), "its tables have a header but no rows"),
        (f"{HEADER}\r\n".encode(), "its tables have a header but no rows"),
        (HEADER.replace("hs_code,", "").encode() + b"\n", r"line 1: .*\(missing: hs_code\)"),
        (HEADER.replace("hs_code", "hscode").encode() + b"\n", r"missing: hs_code; unknown: hscode"),
        (HEADER.replace("hs_code", "hs\x1b[2Jcode").encode() + b"\n", r"unknown: hs\\x1b\[2Jcode"),
        (HEADER.replace("seq,change", "change,seq").encode() + b"\n", "in another order, or twice"),
        (f"{HEADER}\n{ROW}".encode("gb18030"), r"byte \d+ is not UTF-8"),
        (f"{HEADER}\n".encode() + "café".encode("latin-1"), r"byte \d+ is not UTF-8"),
        (f"{HEADER}\n{ROW}".encode("utf-16"), "byte 0 is not UTF-8"),
        (f"{HEADER}\n{ROW}\n{ROW[:20]}\0\n".encode(), "line 3: it has a NUL character"),
        (f"{HEADER}\n{ROW}\n2018-157,1\n".encode(), "line 3: 2 cells where the header has 10"),
        (f'{HEADER}\n{ROW}\n"2018'.encode(), "line 3: unexpected end of data"),
        (f"{HEADER}\n{ROW}{'x' * 140_000}\n".encode(), r"line 2: field larger than field limit"),
        (f"{HEADER}\n{ROW};;\n".replace(",single,,", ",single,S074;;S075,").encode(), "column sources: 'S074;;S075'"),
    ],
)
def test_a_damaged_file_is_named(tmp_path, content, says):
    """With the line, and what to do about it."""
    own = damaged(tmp_path / "own", "list_changes", content)
    with pytest.raises(DataIntegrityError, match=says):
        Dataset.load(own)


@pytest.mark.parametrize("table", [*FORMATS, *RULE_TABLES])
def test_no_table_has_a_row_twice(folder, table):
    """Whichever of the two an answer took, it would say nothing of the other: the whole table is refused."""
    rows = read(Dataset.bundled().folders[0], table)
    assert f"{table}.csv" in "\n".join(refused(folder(**{table: [*rows, rows[0]]})))


def test_rows_of_one_key_are_named_both(folder):
    """Though they say different things."""
    rows = read(Dataset.bundled().folders[0], "territories")
    own = folder(territories=[*rows, {**rows[1], "note": "another note"}, {**rows[0], "evidence": "unsourced"}])
    key = "zone {zone!r}, adcode {adcode!r}"
    says = (
        "own/territories.csv, line {}: the row of {} is already in own/territories.csv, line {}. Remove one of the two."
    )
    last = len(rows) + 2
    assert refused(own) == [
        says.format(last, key.format(**rows[1]), 3),
        says.format(last + 1, key.format(**rows[0]), 2),
    ]


@pytest.mark.parametrize(("name", "shown"), [("own\x1b[2J", r"own\\x1b\[2J"), (os.fsdecode(b"own\xff"), r"own\\udcff")])
def test_the_name_of_a_folder_is_shown_without_control_characters(tmp_path, name, shown):
    """Nor bytes that are no text: a terminal would obey the former, and no file takes the latter."""
    own = damaged(tmp_path / name, "list_changes", b"")
    with pytest.raises(DataIntegrityError, match=f"^{shown}/list_changes") as caught:
        Dataset.load(own)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_the_ends_of_lines_do_not_matter(tmp_path, mark, end):
    """Spreadsheets of all systems write the same table."""
    own = damaged(tmp_path / "own", "list_changes", f"{mark}{HEADER}{end}{ROW}{end}".encode())
    assert Dataset.load(own).is_eligible("04090000", "2019-06-01") is True


def test_tables_of_one_s_own_may_stand_where_annexes_are_installed(folder):
    """Where nobody names a folder: what lies there is checked, and read."""
    own = folder(list_changes=[line("2018-157", "list", "04090000")])
    assert read_folder(own) == own
    (own / "list_change.csv").write_text("", "utf-8")
    with pytest.raises(DataIntegrityError, match="is not a table"):
        read_folder(own)


def test_a_table_with_an_unknown_name_is_refused(folder, tmp_path):
    """It would change nothing without a word; other files may stay."""
    own = folder(list_changes=[line("2018-157", "list", "04090000")])
    (own / "README.md").write_text("mine", "utf-8")
    Dataset.load(own)
    (own / "list_change.csv").write_text("", "utf-8")
    (own / "annex.zip").write_bytes(b"")
    says = refused(own, tmp_path / "nowhere")
    assert "own/list_change.csv: it is not a table. Did you mean list_changes.csv?" in says[1]
    assert "own/annex.zip: it is not a table. The tables are" in says[0]
    assert "is not a folder" in says[2]


def test_a_file_elsewhere_is_not_read(folder, tmp_path):
    """A symbolic link may lead anywhere; one within the folder is harmless."""
    outside = folder("outside", list_changes=[line("2018-157", "list", "04090000")])
    own = tmp_path / "linked"
    own.mkdir()
    (own / "list_changes.csv").symlink_to(outside / "list_changes.csv")
    assert "it is a symbolic link to a file outside the folder" in refused(own)[0]
    (tmp_path / "also").symlink_to(outside)
    assert Dataset.load(tmp_path / "also").is_eligible("04090000", "2019-06-01") is True


def test_a_file_too_large_is_not_read(tmp_path):
    """200 MB of nothing are refused by their size."""
    own = tmp_path / "own"
    own.mkdir()
    with (own / "list_changes.csv").open("wb") as file:
        file.truncate(200_000_000)
    assert refused(own) == ["own/list_changes.csv: it has 190 MiB, and a table has at most 64."]


def test_what_is_not_a_file_is_not_read(tmp_path):
    """A directory or a pipe of a table's name."""
    own = tmp_path / "own"
    (own / "zones.csv").mkdir(parents=True)
    os.mkfifo(own / "sources.csv")
    assert refused(own)[:2] == ["own/sources.csv: it is not a file.", "own/zones.csv: it is not a file."]


def zipped(own, name, content, method=zipfile.ZIP_LZMA):
    """Write a zip file that holds one table."""
    own.mkdir(exist_ok=True)
    with zipfile.ZipFile(own / f"{name}.zip", "w", method) as archive:
        archive.writestr(f"{name}.csv", content)
    return own


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_table_may_be_zipped(tmp_path, method):
    """By any method the standard library knows."""
    data = Dataset.load(zipped(tmp_path / "own", "list_changes", f"{HEADER}\n{ROW}\n", method))
    assert data.is_eligible("04090000", "2019-06-01") is True
    assert data.data_version() == Dataset.load(tmp_path / "own").data_version()


def test_a_zip_file_that_is_damaged_or_holds_too_much_is_refused(tmp_path):
    """Also one that unpacks to a thousand times its size."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "list_changes.zip").write_bytes(b"PK")
    assert "it is not a zip file with list_changes.csv in it (BadZipFile" in refused(own)[0]
    (own / "list_changes.zip").rename(own / "sources.zip")
    zipped(own, "sources", b"\n" * (65 << 20), zipfile.ZIP_DEFLATED)
    assert refused(own) == ["own/sources.zip: sources.csv in it is larger than 64 MiB."]
    (own / "sources.csv").write_text("id,source\n", "utf-8")
    assert "sources.csv is in the same folder" in refused(own)[0]


def test_more_faults_than_can_be_read_are_counted(folder):
    """The message shows a hundred; all are in the error."""
    lines = [line("2018-157", "lost", f"{code:08}") for code in range(10_000_000, 10_000_150)]
    with pytest.raises(DataIntegrityError) as caught:
        Dataset.load(folder(list_changes=lines))
    assert len(caught.value.faults) == 150
    assert str(caught.value).endswith("- and 50 more, in the error's faults.")
    assert [fault.line for fault in caught.value.faults[:3]] == [2, 3, 4]
    assert {fault.column for fault in caught.value.faults} == {"change"}


def test_a_line_break_inside_a_cell_is_part_of_it(tmp_path):
    """A remark may span lines; what comes after is still named by its line in the file."""
    text = f"{HEADER}\n{ROW.replace(',,yes', ',' + chr(34) + '仅限' + chr(10) + '网购保税商品' + chr(34) + ',yes')}\n"
    data = Dataset.load(damaged(tmp_path / "own", "list_changes", text.encode()))
    assert data.eligibility("04090000", "2019-06-01").remark == "仅限\n网购保税商品"
    wrong = f"{text}{ROW.replace('list,', 'lists,')}\n"
    with pytest.raises(DataIntegrityError, match=r"list_changes\.csv, line 4, column change"):
        Dataset.load(damaged(tmp_path / "own", "list_changes", wrong.encode()))


def test_the_order_of_the_rows_does_not_matter(folder):
    """The bundled tables, all rows reversed, answer the same."""
    bundled = Dataset.bundled().folders[0]
    tables = {name: read(bundled, name)[::-1] for name in ("announcements", "list_changes", "list_coverage")}
    data = Dataset.load(folder(**tables))
    for edition in Dataset.bundled().editions():
        assert data.items(edition.effective_from) == Dataset.bundled().items(edition.effective_from)
    version = data.data_version()  # that of the folder is in it
    assert [span.verdict for span in data.history("01012100")] == [
        attrs.evolve(span.verdict, data_version=version) for span in Dataset.bundled().history("01012100")
    ]


def test_rules_are_checked_against_provinces_of_another_name(folder):
    """The tables of rules name them, too."""
    [zhejiang] = [row for row in read(Dataset.bundled().folders[0], "provinces") if row["iso"] == "CN-ZJ"]
    with pytest.raises(DataIntegrityError, match=r"import_cities.csv, line .*'浙江省' is not the province of code 330"):
        Dataset.load(folder(provinces=[{**zhejiang, "name_zh": "浙"}]))


def test_a_separator_too_many_names_no_folder(folder, monkeypatch):
    """As a script writes that puts two variables together, one of them unset."""
    own = folder(list_changes=[line("2018-157", "list", "04090000")])
    monkeypatch.setenv("PILOTZONES_DATA", f"{os.pathsep}{own}{os.pathsep}")
    assert DefaultDataset().is_eligible("04090000", "2019-06-01") is True


def test_the_users_folder_is_platformdirs(monkeypatch):
    """In the folder of the package's name; nothing is installed where there is none."""
    platformdirs = pytest.importorskip("platformdirs")
    assert user_folder() == platformdirs.user_data_path("pilotzones", appauthor=False) / "annexes"
    monkeypatch.setenv("XDG_DATA_HOME", os.devnull)
    if sys.platform == "linux":
        assert read_folder(user_folder()) is None
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    assert user_folder() is None


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system names a home folder in other ways")
@pytest.mark.parametrize("home", [None, "relative"])
def test_a_user_without_a_home(home, monkeypatch, capsys):
    """As in a container that runs under any number: there are no installed annexes, and questions have answers."""
    pytest.importorskip("platformdirs")
    for name in ("HOME", "XDG_DATA_HOME", "PILOTZONES_DATA"):
        monkeypatch.delenv(name, raising=False)
    if home:
        monkeypatch.setenv("HOME", home)
    monkeypatch.setattr("pwd.getpwuid", Mock(side_effect=KeyError("uid not found")))
    assert user_folder() is None
    assert DefaultDataset().is_eligible("93070090", "2021-01-01")
    assert main(["annex", "list"]) == 2
    assert "You have no home folder to keep annexes in" in capsys.readouterr().err


def test_a_home_that_an_earlier_release_of_platformdirs_does_not_find(monkeypatch):
    """It names a folder "~" in the working folder."""
    platformdirs = pytest.importorskip("platformdirs")
    named = pathlib.Path("~/.local/share/pilotzones")
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: named)
    assert user_folder() is None


def test_a_folder_without_tables_is_refused_with_those_that_there_are(tmp_path):
    """It would change nothing without a word; an empty one counts as none where annexes are looked for."""
    own = tmp_path / "own"
    own.mkdir()
    assert read_folder(own) is None
    for _ in range(2):
        (says,) = refused(own)
        before, _, names = says.partition("it has none of the tables ")
        assert before == f"{own}: "
        assert sorted(names.rstrip(".").split(", ")) == sorted(f"{name}.csv" for name in (*FORMATS, *RULE_TABLES))
        (own / "notes.txt").touch()


def test_a_file_is_not_a_folder(tmp_path):
    """Of tables, or of what is installed."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DataIntegrityError, match="is not a folder"):
        read_folder(tmp_path / "file")

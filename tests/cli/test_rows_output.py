"""The rows of a file as data: bytes of UTF-8 with every column, whatever the terminal is."""

import csv
import errno
import io
import json
import os
import pathlib
import subprocess
import sys

import pytest
from office_files import xlsx

from pilotzones.cli import main

HEADER = ("序号", "税则号列", "货品名称", "計量單位", "备注", "调整类型")
ROWS = [
    ("清单一", "", "", "", "", ""),
    HEADER,
    ("1", "04029100", "滑轮，鞋", "千克", "除外", "增加"),
    ("2", "O4029900", "其他", "", "", ""),
]
COLUMNS = "seq hs_code name remark page row section group change other sheet code_range remark_known".split()
ONE = {
    "seq": "1",
    "hs_code": "04029100",
    "name": "滑轮，鞋",
    "remark": "除外",
    "page": "1",
    "row": "3",
    "section": "清单一",
    "group": "",
    "change": "增加",
    "other": '[["計量單位", "千克"]]',
    "sheet": "Sheet",
    "code_range": "",
    "remark_known": "yes",
}


@pytest.fixture
def file(tmp_path):
    """A workbook with a section, a column of units, a change, and a code with a letter."""
    return xlsx(tmp_path / "a.xlsx", ROWS)


@pytest.fixture
def run(capfdbinary):
    """Run the command on rows: its exit status, and the bytes that it wrote."""

    def command(*arguments):
        status = main(["annex", "rows", *map(str, arguments)])
        written = capfdbinary.readouterr()
        return status, written.out, written.err.decode()

    return command


def read(content):
    """Read CSV text."""
    return list(csv.DictReader(io.StringIO(content)))


def test_every_column_is_written(run, file):
    """Section, group, change, sheet, and all other columns with their titles."""
    status, out, _ = run(file)
    [row] = read(out.decode("utf-8"))
    assert (status, list(row)) == (0, COLUMNS)
    assert row == ONE
    assert json.loads(row["other"]) == [["計量單位", "千克"]]


def test_what_was_left_out_is_counted_on_standard_error(run, file):
    """With each row that was not understood."""
    err = run(file)[2].splitlines()
    assert err == [
        "pilotzones: a.xlsx: 1 texts were left out, 1 of them rows that were not understood",
        (
            "  sheet Sheet, row 4: 2 O4029900 其他 ('O4029900' is not read as a code: it has characters that are not digits; "
            "correct it in the file, or take it out, and read the file again)"
        ),
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "cp936", "ascii"])
def test_data_are_utf_8_whatever_the_terminal_is(file, encoding):
    """Nothing is escaped or written in a code page."""
    command = [sys.executable, "-m", "pilotzones", "annex", "rows", str(file)]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert read(done.stdout.decode("utf-8")) == [ONE]


def test_a_file_instead_of_standard_output(run, file, tmp_path):
    """With a mark for Excel if asked for."""
    assert run(file, "--output", tmp_path / "a.csv")[:2] == (0, b"")
    plain = (tmp_path / "a.csv").read_bytes()
    assert read(plain.decode("utf-8")) == [ONE]
    assert run(file, "--excel", "--output", tmp_path / "b.csv")[0] == 0
    assert (tmp_path / "b.csv").read_bytes() == b"\xef\xbb\xbf" + plain
    assert run(file, "--excel")[1] == b"\xef\xbb\xbf" + plain


def test_json_has_everything(run, file):
    """The rows, and what was left out with its reason."""
    status, out, _ = run(file, "--json")
    found = json.loads(out)
    assert status == 0
    assert "滑轮，鞋".encode() in out
    [row] = found["rows"]
    assert {name: row[name] for name in ("seq", "hs_code", "name", "change", "other")} == {
        "seq": 1,
        "hs_code": "04029100",
        "name": "滑轮，鞋",
        "change": "增加",
        "other": [["計量單位", "千克"]],
    }
    assert [(left["sheet"], left["row"], left["cell"]) for left in found["left_out"]] == [("Sheet", 4, "O4029900")]


def test_excel_and_json_exclude_each_other(run, file):
    """A mark is no part of JSON."""
    status, out, err = run(file, "--excel", "--json")
    assert (status, out) == (2, b"")
    assert "--json: not allowed with argument --excel" in err


def test_the_file_itself_is_never_overwritten(run, file):
    """Nor is a folder written."""
    before = file.read_bytes()
    status, _, err = run(file, "--output", file)
    assert status == 2
    assert "is the file that is read. Name another one with --output." in err
    assert file.read_bytes() == before
    status, _, err = run(file, "--output", file.parent)
    assert status == 2
    assert "the rows could not be written" in err


def test_titles_by_hand(run, tmp_path):
    """In one option or in several."""
    korean = xlsx(tmp_path / "b.xlsx", [("HS부호", "한글품목명"), ("04029100", "우유"), ("04029900", "기타")])
    for options in (
        ["--columns", "code=HS부호,name=한글품목명"],
        ["--columns", "code=HS부호", "--columns", "name=한글품목명"],
    ):
        status, out, err = run(korean, *options)
        assert (status, err) == (0, "")
        assert [(row["hs_code"], row["name"]) for row in read(out.decode())] == [
            ("04029100", "우유"),
            ("04029900", "기타"),
        ]


@pytest.mark.parametrize("words", ["HS부호", "code=a,code=b"])
def test_titles_by_hand_that_are_not_clear(run, file, words):
    """One sentence shows how to write them."""
    status, out, err = run(file, "--columns", words)
    assert (status, out) == (2, b"")
    assert "--columns takes ROLE=TITLE, each role once, like code=HS부호,name=한글품목명, not " in err


def test_hidden_sheets(run, tmp_path):
    """They are named, and read on request."""
    import openpyxl

    book = openpyxl.Workbook()
    for at, code in enumerate(("04029100", "04029900")):
        sheet = book.create_sheet(f"第{at}表")
        sheet.append(("税则号列", "货品名称"))
        sheet.append((code, "乳"))
        sheet.sheet_state = ("visible", "hidden")[at]
    book.save(tmp_path / "c.xlsx")
    status, out, err = run(tmp_path / "c.xlsx")
    assert [row["hs_code"] for row in read(out.decode())] == ["04029100"]
    assert (status, err) == (0, "pilotzones: c.xlsx: hidden sheets were not read: 第1表. Use --hidden-sheets.\n")
    status, out, err = run(tmp_path / "c.xlsx", "--hidden-sheets")
    assert [row["hs_code"] for row in read(out.decode())] == ["04029100", "04029900"]
    assert (status, err) == (0, "")


def test_lines_end_as_on_unix_and_nothing_is_written_for_nothing(run, tmp_path):
    """No mark comes first unless it is asked for; a row without other columns has a blank cell for them."""
    plain = xlsx(tmp_path / "b.xlsx", [("税则号列", "货品名称"), ("04029100", "乳")])
    _, out, _ = run(plain)
    titles, row = (",".join(COLUMNS), ",04029100,乳,,1,2,,,,,Sheet,,no")
    assert out.decode() == f"{titles}\n{row}\n"
    assert run(plain, "--excel")[1] == b"\xef\xbb\xbf" + out
    assert run(plain, "--json")[1].endswith(b"\n}\n")


@pytest.mark.skipif(
    not pathlib.Path("/dev/full").exists(), reason="only some systems have a device that is always full"
)
@pytest.mark.parametrize("option", [[], ["--output", "/dev/full"]])
def test_a_full_disk_is_one_sentence(file, option):
    """On standard output too, where nothing of Python is shown."""
    command = [sys.executable, "-m", "pilotzones", "annex", "rows", str(file), *option]
    with pathlib.Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    where = option[-1] if option else "standard output"
    assert done.stderr.decode().splitlines()[:1] == [
        (
            f"pilotzones: {where}: the rows could not be written (No space left on device). Name a file in a folder with room "
            "for it, with --output."
        )
    ]


def test_a_file_that_cannot_be_written_stays_as_it_was(run, file, tmp_path, monkeypatch):
    """Half of the rows would look like all of them."""
    old = tmp_path / "old.csv"
    old.write_text("before")

    def fill(path, content):
        with path.open("wb") as half:
            half.write(content[:20])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pathlib.Path, "write_bytes", fill)
    status, out, err = run(file, "--output", old)
    assert (status, out, old.read_text()) == (2, b"", "before")
    assert "old.csv: the rows could not be written (No space left on device)" in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "old.csv"]


def test_a_title_with_a_comma_by_hand(run, tmp_path):
    """The comma before a role is another one."""
    made = xlsx(tmp_path / "b.xlsx", [("Ref, 8 digits", "Ware, Land"), ("04029100", "Milch"), ("04029900", "x")])
    status, out, _ = run(made, "--columns", "code=Ref, 8 digits,name=Ware, Land")
    assert (status, [row["name"] for row in read(out.decode())]) == (0, ["Milch", "x"])


def test_a_device_is_written_directly(run, file):
    """There is nothing to replace."""
    assert run(file, "--output", os.devnull)[:2] == (0, b"")
    assert not pathlib.Path(os.devnull).is_file()

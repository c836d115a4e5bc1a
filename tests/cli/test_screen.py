"""``pilotzones screen``: a whole file of goods, its counts, and what would settle the rest."""

import codecs
import csv
import os
import pathlib
import re
import subprocess
import sys

import pytest

import pilotzones.frames
from pilotzones.cli import main

GOODS = pathlib.Path(__file__).parent / "goods.csv"
ASKED = ["screen", str(GOODS), "--code", "hs_code", "--date", "declared"]


def test_the_first_line_counts_and_the_table_says_which_annexes_to_get(capsys):
    """By hand: seven rows; both annexes of 2019 and 2022 settle two of them, that of 2019 alone one."""
    assert main([*ASKED, "--value", "usd"]) == 3
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert (
        lines[0] == "goods.csv: 7 rows: 1 listed, 1 not listed, 2 unknown, 1 no code, 1 invalid code, 1 invalid date."
    )
    assert [re.split("  +", line) for line in lines[2:5]] == [
        ["Missing annexes, all needed", "Rows settled", "Value settled"],
        ["2019-96, 2022-7", "2", "37.25"],
        ["2019-96", "1", "7.25"],
    ]
    assert "To get them: pilotzones annex fetch 2019-96 2022-7" in lines
    assert (
        "Sum of usd: 1,256.75: listed 1,200.50, not listed 7, unknown 37.25, no code 5, invalid code 0, invalid date 7."
        in lines
    )
    assert "Cells of usd that are not numbers, and are in no sum: 1." in lines
    assert "Codes without their leading zero: 1. Use --lost-zeros to put it back." in lines
    assert [line for line in lines if line.startswith("Line ")] == [
        "Line 5, invalid code: '4029100'. The code has one digit too few; a spreadsheet may have dropped its leading zero.",
        "Line 6, no code. The row has no HS code.",
        "Line 8, invalid date: '31/12/2022'. The date is not written with the year first, like 2019-01-31.",
    ]
    assert err == ""


def test_chinese_has_the_same_numbers(capsys):
    """And codes, dates and amounts, in the same order."""
    numbers = []
    for lang in ("en", "zh"):
        assert main([*ASKED, "--value", "usd", "--lang", lang]) == 3
        out = capsys.readouterr().out
        numbers.append(sorted(re.findall(r"[0-9][0-9,.]*[0-9]|[0-9]", out)))
    assert numbers[0] == numbers[1]


def test_every_option_reaches_the_rows(tmp_path, capsys):
    """The copy has what was asked for, in the language that was asked for."""
    out = tmp_path / "out.csv"
    words = ["--lost-zeros", "--prefix", "x_", "--lang", "zh", "-o", str(out)]
    assert main([*ASKED, *words, "--shipment", "direct", "--minimum-evidence", "confirmed", "--max-age", "0"]) == 3
    rows = list(csv.reader(out.read_text("utf-8").splitlines()))
    assert rows[0] == [
        "hs_code",
        "declared",
        "usd",
        *(f"x_{name}" for name in ("状态", "理由", "备注", "版本", "缺少附件", "补零税则号列")),
    ]
    assert rows[4][8] == "04029100"
    assert f"已写入：{out}" in capsys.readouterr().out


def test_the_status_is_0_where_every_row_is_settled(tmp_path, capsys):
    """A list of rows that are listed or not listed; a file without rows has nothing that is open."""
    file = tmp_path / "goods.csv"
    file.write_text("hs_code\n04090000\n", "utf-8")
    assert main(["screen", str(file), "--code", "hs_code", "--date", "2018-12-31"]) == 0
    file.write_text("hs_code\n", "utf-8")
    assert main(["screen", str(file), "--code", "hs_code", "--date", "2018-12-31"]) == 0
    assert "goods.csv: no rows." in capsys.readouterr().out


def test_rows_that_no_annex_settles_and_many_that_cannot_be_read(tmp_path, capsys):
    """An answer whose evidence is too weak stays unknown; of the others the first ten are named, and the rest counted."""
    data = pilotzones.Dataset.bundled()
    weak = next(
        code
        for code in sorted(data.positive_list.named_codes())
        if (verdict := data.eligibility(code, "2021-01-01", evidence="confirmed")).status == "unknown"
        and not verdict.missing
    )
    file = tmp_path / "goods.csv"
    file.write_text(f"hs_code\n{weak}\n" + "milk\n" * 12, "utf-8")
    words = ["screen", str(file), "--code", "hs_code", "--date", "2021-01-01", "--minimum-evidence", "confirmed"]
    assert main(words) == 3
    out = capsys.readouterr().out
    assert "Unknown rows that no annex would settle: 1. The column of reasons says why." in out
    assert out.count("Line ") == 10
    assert "More rows that could not be read: 2." in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--code", "HS-code"], "has no column 'HS-code'. Near misses: 'hs_code'."),
        (["--value", "eur"], "has no column 'eur'. Its columns: 'hs_code', 'declared', 'usd'."),
        (["--date", "declare"], "has no column 'declare'. Near misses: 'declared'."),
        (["--date", "2019-13-01"], "the calendar does not have that day."),
        (["--sheet", "x"], "has no sheets."),
        (["-o", str(GOODS)], "is the file that is read. Name another one, or allow that with --overwrite."),
        (["-o", "out.xlsx"], "needs an ending of the same kind: .csv."),
        (
            ["-o", "there.csv"],
            "'there.csv' is there already. Name another file, or allow that it is replaced with --ov",
        ),
        (["-o", "nowhere/x.csv"], "'nowhere/x.csv': No such file or directory. No file is half written;"),
        (
            ["--value", "declared"],
            "no cell of the column 'declared' is a number. Name a column of amounts, or leave --v",
        ),
        (["--shipment", "air"], "Argument --shipment: 'air' is not one of bonded, direct. See"),
    ],
)
def test_wrong_use_is_one_sentence(words, said, capsys, tmp_path, monkeypatch):
    """On standard error, with the status 2."""
    monkeypatch.chdir(tmp_path)
    pathlib.Path("there.csv").write_text("there", "utf-8")
    assert main([*ASKED, *words]) == 2
    assert pathlib.Path("there.csv").read_text("utf-8") == "there"
    assert [file.name for file in tmp_path.iterdir()] == ["there.csv"]
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert said in err


def test_a_file_that_is_replaced_may_be_the_one_that_cannot_be_written(capsys, tmp_path, monkeypatch):
    """Which of both failed the system does not say, so neither does the message."""
    monkeypatch.chdir(tmp_path)
    assert main(["screen", "a.csv", "--code", "hs_code", "--date", "2022-03-01", "-o", "a.csv", "--overwrite"]) == 2
    err = capsys.readouterr().err
    assert "'a.csv': No such file or directory." in err
    assert "cannot be read" not in err


def test_a_column_that_is_there_already_asks_for_another_prefix(tmp_path, capsys):
    """As where a copy is screened again."""
    out = tmp_path / "out.csv"
    assert main([*ASKED, "-o", str(out)]) == 3
    assert main(["screen", str(out), *ASKED[2:]]) == 2
    assert "Choose another prefix for the columns that are added, with --prefix." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--code", "HS-code"], "没有列'HS-code'。相近的列：'hs_code'。"),
        (["--value", "eur"], "没有列'eur'。现有的列：'hs_code', 'declared', 'usd'。"),
        (["-o", str(GOODS)], "就是所读的文件。请指定其他文件，或用--overwrite允许覆盖。"),
        (["-o", "out.xlsx"], "扩展名须为同一类：.csv。"),
        (["-o", "."], "'.'是文件夹。请指定其中的文件。"),
        (["-o", "nowhere/x.csv"], "'nowhere/x.csv': 没有这个文件或文件夹。没有任何文件只写了一半；"),
        (["--value", "declared"], "没有一个单元格是数字。请指定金额所在的列，或不写--value。"),
        (["--sheet", "x"], "没有工作表。请不写工作表的名称。"),
    ],
)
def test_errors_about_files_are_told_in_chinese(words, said, capsys):
    """Where a user meets them most."""
    assert main([*ASKED, *words, "--lang", "zh"]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "en", "zh"),
    [
        ("none.csv", None, "'none.csv' cannot be read: No such file or directory.", "无法读取'none.csv'：没有这个文件"),
        ("a.xlsx", b"no book", "'a.xlsx' is not a workbook that can be read. Open", "'a.xlsx'不是可读取的工作簿。"),
        ("a.parquet", b"nothing", "'a.parquet' is not a Parquet file that can", "'a.parquet'不是可读取的Parquet文件。"),
        ("a.csv", b"%PDF-1", "'a.csv' is a PDF, and no table.", "'a.csv'是PDF，而不是表格。"),
        ("a.csv", b"\n", "'a.csv' has no row with the names of columns.", "'a.csv'没有写有列名的行。"),
        (
            "a.csv",
            ",".join(f"c{number}" for number in range(14)).encode(),
            "Its columns: 'c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9', 'c10', 'c11' and 2 more.",
            "'c11'，另有2列。",
        ),
        ("a.csv", b",\n,\n", "a.csv has no column 'hs_code'. Its columns: none.", "没有列'hs_code'。现有的列：无。"),
    ],
)
def test_what_cannot_be_read_is_said_in_both_languages(name, content, en, zh, capsys, tmp_path, monkeypatch):
    """No file is half written by reading one, and no name of Python's is told."""
    monkeypatch.chdir(tmp_path)
    if content is not None:
        pathlib.Path(name).write_bytes(content)
    for lang, said in (("en", en), ("zh", zh)):
        assert main(["screen", name, "--code", "hs_code", "--date", "2020-01-01", "--lang", lang]) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert said in err


def test_for_excel_the_copy_has_a_mark(tmp_path, capsysbinary):
    """As the answer itself; without the option it has the bytes of the file alone."""
    for words, mark in ((["--excel"], codecs.BOM_UTF8), (["--csv"], b"")):
        out = tmp_path / "out.csv"
        assert main([*ASKED, *words, "-o", str(out), "--overwrite"]) == 3
        assert capsysbinary.readouterr().out.startswith(mark + b"kind,name,rows,value,text,reason")
        assert out.read_bytes().startswith(mark + b"hs_code,declared,usd,list_status")


def test_csv_has_every_count(capsys):
    """As the table and the notes for people have them, and the rows that could not be read."""
    assert main([*ASKED, "--value", "usd", "--csv"]) == 3
    rows = list(csv.reader(capsys.readouterr().out.splitlines()))
    assert [row[:4] for row in rows[1:]] == [
        ["file", "goods.csv", "7", "1256.75"],
        ["status", "listed", "1", "1200.50"],
        ["status", "not listed", "1", "7"],
        ["status", "unknown", "2", "37.25"],
        ["status", "no code", "1", "5"],
        ["status", "invalid code", "1", "0"],
        ["status", "invalid date", "1", "7"],
        ["annexes", "2019-96;2022-7", "2", "37.25"],
        ["annexes", "2019-96", "1", "7.25"],
        ["no annex settles", "", "0", ""],
        ["lost zeros", "", "1", ""],
        ["unread values", "", "1", ""],
        ["row not read", "line 5", "1", ""],
        ["row not read", "line 6", "1", ""],
        ["row not read", "line 8", "1", ""],
    ]
    assert rows[-1][4:] == ["31/12/2022", "The date is not written with the year first, like 2019-01-31."]


def test_one_row_is_a_row(tmp_path, capsys):
    """On the command line, and as the record prints."""
    file = tmp_path / "goods.csv"
    file.write_text("hs_code\n04090000\n", "utf-8")
    assert main(["screen", str(file), "--code", "hs_code", "--date", "2018-12-31"]) == 0
    assert capsys.readouterr().out == "goods.csv: 1 row: 1 listed.\n"
    assert str(pilotzones.frames.screen_file(file, date="2018-12-31")) == "goods.csv: 1 row: 1 listed."


def test_csv_needs_no_library(tmp_path):
    """Nothing is imported that an extra brings; nor without tqdm is there a bar."""
    script = (
        "import sys\n"
        "for name in ('narwhals', 'pandas', 'polars', 'pyarrow', 'openpyxl', 'numpy', 'tqdm', 'rich'):\n"
        "    sys.modules[name] = None\n"
        "from pilotzones.cli import main\n"
        f"assert main({[*ASKED, '-o', str(tmp_path / 'out.csv')]!r}) == 3\n"
        f"assert main(['panel', '--start', '2015', '--end', '2016', '--csv']) == 0\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, timeout=60)
    assert done.stderr == b""
    assert done.returncode == 0
    assert (tmp_path / "out.csv").read_bytes().count(b"\n") == 8


def test_one_day_long_after_the_data_is_told(capsys):
    """Below the counts; beside them for programs."""
    words = ["screen", str(GOODS), "--code", "hs_code", "--date", "2035-01-01"]
    assert main(words) == 3
    out, err = capsys.readouterr()
    assert out.splitlines()[-1].startswith(
        "2035-01-01 is after 2026-11-25, the last day on which the data about the positive list was"
    )
    assert err == ""
    assert main([*words, "--json"]) == 3
    assert capsys.readouterr().err.startswith("pilotzones: 2035-01-01 is after 2026-11-25,")


def test_a_file_without_rows_has_a_sum_of_nothing(tmp_path, capsys):
    """In a sentence that ends there."""
    file = tmp_path / "empty.csv"
    file.write_text("hs_code,date,v\n", "utf-8")
    words = ["screen", str(file), "--code", "hs_code", "--date", "date", "--value", "v"]
    for lang, said in (("en", "Sum of v: 0.\n"), ("zh", "v合计0。\n")):
        assert main([*words, "--lang", lang]) == 0
        assert said in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_no_control_character_of_a_copys_name_is_told(tmp_path, capsys):
    """Of the file that was written."""
    out = tmp_path / "f\x1b[31m.csv"
    assert main([*ASKED, "-o", str(out)]) == 3
    assert rf"Written: {tmp_path}/f\x1b[31m.csv" in capsys.readouterr().out
    assert out.exists()


@pytest.mark.skipif(not pathlib.Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_disk_that_is_full_names_the_copy(tmp_path, capsys, lang):
    """As the user named it; a device may have a part of it, and a file has not."""
    out = tmp_path / "full.csv"
    out.symlink_to("/dev/full")
    assert main([*ASKED, "-o", str(out), "--overwrite", "--lang", lang]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"'{out}': " in said
    assert ("but a pipe or a device may have a part" in said) is (lang == "en")


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let a file that is open be replaced")
def test_a_file_that_is_written_to_meanwhile_is_refused(tmp_path, capsys, monkeypatch):
    """In both languages, and nothing is written."""
    from pilotzones.frames.files import open_files

    monkeypatch.setattr(open_files, "_is_changed", lambda *_: True)
    for lang, said in (("en", "was written to while it was read. Nothing was written."), ("zh", "在读取时被写入。")):
        assert main([*ASKED, "-o", str(tmp_path / "out.csv"), "--lang", lang]) == 2
        assert f"'goods.csv'{' ' * (lang == 'en')}{said}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []

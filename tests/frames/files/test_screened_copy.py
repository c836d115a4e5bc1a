"""``screen_file``: what is refused before anything is read, and how a copy is written."""

import codecs
import datetime
import os

import pytest
from goods_files import BUNDLED, write_text

from pilotzones import ArgumentTypeError, InvalidDateError, InvalidPathError
from pilotzones.frames import FrameColumnError, TableFileAccessError, TableFileError, screen_file

ROWS = [("", "04090000", "2018-12-31", "3"), ("", "22042100", "2022-03-01", "4")]
ASKED = {"hs_code": "HS Code", "date": "declared", "dataset": BUNDLED}


@pytest.fixture
def goods(tmp_path):
    """A file of goods."""
    file = tmp_path / "goods.csv"
    file.write_bytes(write_text(ROWS))
    return file


def test_without_a_copy_only_the_counts_are_given(goods):
    """Nothing is written."""
    done = screen_file(goods, **ASKED)
    assert (done.file, done.out, done.rows, done.value) == ("goods.csv", None, 2, None)
    assert str(done) == "goods.csv: 2 rows: 1 listed, 1 unknown."
    assert list(goods.parent.iterdir()) == [goods]


def test_the_file_itself_is_overwritten_only_if_that_is_asked_for(goods):
    """Also by another name of it."""
    before = goods.read_bytes()
    other = goods.with_name("link.csv")
    os.link(goods, other)
    for out in (goods, other):
        with pytest.raises(TableFileError, match="is the file that is read"):
            screen_file(goods, out, **ASKED)
    assert goods.read_bytes() == before
    done = screen_file(goods, goods, overwrite=True, **ASKED)
    assert (done.out, goods.read_text("utf-8").count("list_status")) == ("goods.csv", 1)
    with pytest.raises(FrameColumnError, match=r"already has a column 'list_status'[.] Choose another prefix"):
        screen_file(goods, goods, overwrite=True, **ASKED)
    assert screen_file(goods, goods, overwrite=True, prefix="second_", **ASKED).rows == 2


def test_another_file_is_replaced_as_a_whole_or_not_at_all(goods):
    """What was there stays where something goes wrong."""
    out = goods.with_name("out.csv")
    out.write_text("old", "utf-8")
    with pytest.raises(TableFileError, match=r"out[.]csv' is there already[.] Name another file.* with overwrite=True"):
        screen_file(goods, out, **ASKED)
    with pytest.raises(FrameColumnError):
        screen_file(goods, out, overwrite=True, **{**ASKED, "hs_code": "code"})
    assert out.read_text("utf-8") == "old"
    screen_file(goods, out, overwrite=True, **ASKED)
    assert out.read_text("utf-8").startswith("名称,HS Code")
    assert {file.name for file in goods.parent.iterdir()} == {"goods.csv", "out.csv"}


@pytest.mark.parametrize(
    ("name", "said"),
    [("out.xlsx", "needs an ending of the same kind: .csv"), ("out", "same kind"), ("folder.csv", "is a folder")],
)
def test_a_copy_is_of_the_kind_of_the_file(goods, name, said):
    """And a file."""
    goods.with_name("folder.csv").mkdir()
    with pytest.raises(TableFileError, match=said):
        screen_file(goods, goods.with_name(name), **ASKED)


def test_a_day_for_all_rows_is_no_title(goods):
    """Above the titles may stand the day on which the file was made."""
    goods.write_bytes(b"2022-03-01,,,\r\n" + goods.read_bytes())
    assert screen_file(goods, **{**ASKED, "date": datetime.date(2022, 3, 1)}).rows == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes with a name")
@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_a_pipe_and_a_device_are_refused(ending, tmp_path):
    """Nothing waits for a program that writes, and nothing is read without end."""
    pipe, device = tmp_path / f"pipe.{ending}", tmp_path / f"device.{ending}"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    for file in (pipe, device):
        with pytest.raises(TableFileError, match="is not a file, but a pipe or a device, which cannot be read twice"):
            screen_file(file, **ASKED)


def test_a_copy_of_another_ending_of_the_same_kind(goods):
    """The bytes are those of the file."""
    assert screen_file(goods, goods.with_name("out.TSV"), **ASKED).out == "out.TSV"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"hs_code": None}, ArgumentTypeError),
        ({"value": 3}, ArgumentTypeError),
        ({"date": "\ud800"}, ArgumentTypeError),
        ({"date": "1900-01-01"}, InvalidDateError),
        ({"shipment": "air"}, ArgumentTypeError),
        ({"evidence": "some"}, ArgumentTypeError),
        ({"max_age": -1}, ArgumentTypeError),
        ({"lost_zeros": 1}, ArgumentTypeError),
        ({"prefix": 1}, ArgumentTypeError),
        ({"lang": "fr"}, ArgumentTypeError),
        ({"overwrite": "yes"}, ArgumentTypeError),
        ({"with_mark": "yes"}, ArgumentTypeError),
        ({"sheet": 1}, ArgumentTypeError),
        ({"sheet": "货物"}, TableFileError),
        ({"progress": 1}, ArgumentTypeError),
        ({"out": ""}, InvalidPathError),
        ({"file": None}, ArgumentTypeError),
        ({"file": "goods.pdf"}, TableFileError),
        ({"file": "missing.csv"}, TableFileAccessError),
    ],
)
def test_what_is_not_valid_is_refused(goods, changed, error):
    """Before anything is read or written."""
    with pytest.raises(error):
        screen_file(**{"file": goods, **ASKED, **changed})
    assert list(goods.parent.iterdir()) == [goods]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("hs_code", None),
            ("value", 3),
            ("date", "\ud800"),
            ("shipment", "air"),
            ("evidence", "some"),
            ("max_age", -1),
        ),
        *(("lost_zeros", 1), ("prefix", 1), ("lang", "fr"), ("overwrite", "yes"), ("with_mark", "yes"), ("sheet", 1)),
        *(("progress", 1), ("file", 3), ("out", 3)),
    ],
)
def test_what_is_not_valid_is_named_before_a_file_is_looked_for(name, value):
    """By the name of the argument."""
    with pytest.raises(ArgumentTypeError, match=f"(?i)\\b{name}\\b"):
        screen_file(**{"file": "nowhere.csv", **ASKED, name: value})


def test_titles_and_choices_that_are_not_named_are_those_of_the_documentation(goods):
    """The columns hs_code and date; English; a zero that is lost is not put back, and a file that is there stays."""
    goods.write_text("hs_code,date\n4090000,2018-12-31\n04090000,2018-12-31\n", "utf-8")
    out = goods.with_name("out.csv")
    done = screen_file(goods, out, dataset=BUNDLED)
    assert [(found.status, found.rows) for found in done.statuses] == [("listed", 1), ("invalid code", 1)]
    assert out.read_text("utf-8").startswith("hs_code,date,list_status,list_reason,list_remark,")
    with pytest.raises(TableFileError, match="is there already"):
        screen_file(goods, out, dataset=BUNDLED)


def test_a_place_that_cannot_be_written_is_named_as_the_user_named_it(goods):
    """Not the new file beside it; nothing is left there."""
    out = goods.with_name("nowhere") / "out.csv"
    with pytest.raises(TableFileAccessError) as raised:
        screen_file(goods, out, **ASKED)
    assert raised.value.filename == str(out)
    assert list(goods.parent.iterdir()) == [goods]


def test_a_column_of_values_without_a_number_is_refused(goods):
    """A sum of 0 would be no answer, and no copy is written; blank cells alone are no words."""
    goods.write_text("HS Code,declared,sku\n04090000,2018-12-31,A-1\n04090000,2018-12-31,\n", "utf-8")
    with pytest.raises(FrameColumnError) as raised:
        screen_file(goods, goods.with_name("out.csv"), value="sku", **ASKED)
    assert str(raised.value) == (
        "goods.csv: no cell of the column 'sku' is a number. Name a column of amounts, or leave value= out."
    )
    assert raised.value.column == "sku"
    assert list(goods.parent.iterdir()) == [goods]
    goods.write_text("HS Code,declared,sku\n04090000,2018-12-31,A-1\n04090000,2018-12-31,0\n", "utf-8")
    assert screen_file(goods, value="sku", **ASKED).unread_values == 1
    goods.write_text("HS Code,declared,sku\n04090000,2018-12-31,\n", "utf-8")
    assert screen_file(goods, value="sku", **ASKED).value == 0


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_a_copy_with_a_mark_is_one_that_excel_opens(goods, encoding):
    """UTF-8 with a mark; what has a mark keeps its own. Every text is as it was."""
    text = write_text(ROWS).decode()
    goods.write_bytes(text.encode(encoding))
    out = goods.with_name("out.csv")
    screen_file(goods, out, with_mark=True, **ASKED)
    copied = out.read_bytes()
    assert copied.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) if encoding == "utf-16" else codecs.BOM_UTF8)
    lines = copied.decode("utf-16" if encoding == "utf-16" else "utf-8-sig").splitlines()
    assert [line.startswith(was) for line, was in zip(lines, text.splitlines(), strict=True)] == [True] * 3

"""CSV files: whatever they are written like, the copy has every row and cell as it was, and the answers behind."""

import codecs
import csv
import io
import os
import pathlib
import tempfile

import pytest
from goods_files import BUNDLED, TITLES, goods_rows, read_text, told, write_text
from hypothesis import given
from hypothesis import strategies as st

from pilotzones.frames import FrameColumnError, TableFileError, screen_file

ASKED = {"hs_code": "HS Code", "date": "declared", "dataset": BUNDLED}
ADDED = ["list_status", "list_reason", "list_remark", "list_edition", "list_missing_annexes"]


def screened(content, name="goods.csv", **asked):
    """Screen a file with some content; gives what became of it, and the bytes of the copy."""
    with tempfile.TemporaryDirectory() as folder:
        file, out = pathlib.Path(folder, name), pathlib.Path(folder, f"out{pathlib.Path(name).suffix}")
        file.write_bytes(content)
        done = screen_file(file, out, **{**ASKED, **asked})
        assert sorted(each.name for each in pathlib.Path(folder).iterdir()) == sorted([name, out.name])
        assert file.read_bytes() == content
        return done, out.read_bytes()


@given(
    rows=goods_rows(),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"]),
)
def test_every_row_and_cell_is_as_it_was(rows, delimiter, end, quoting, encoding):
    """Against the standard library: the bytes of each row begin as they did, and its status is that of one question."""
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    form = {"delimiter": delimiter, "encoding": encoding}
    content = mark + write_text(rows, end=end, quoting=quoting, **form)
    done, copied = screened(content)
    assert copied.startswith(mark)
    before = read_text(content[len(mark) :], **form)
    after = read_text(copied[len(mark) :], **form)
    assert [row[:4] for row in after] == before
    assert after[0][4:] == ADDED
    assert [row[4] for row in after[1:]] == [told(code, day)[0] for _, code, day, _ in rows]
    assert done.rows == len(rows)
    assert sum(count.rows for count in done.statuses) == len(rows)
    # Nothing but the new cells was written, behind the bytes of each row.
    expected = [
        line_of(row, delimiter, quoting) + delimiter + line_of(added[4:], delimiter) + end
        for row, added in zip([TITLES, *rows], after, strict=True)
    ]
    assert copied == mark + "".join(expected).encode(encoding)


def line_of(cells, delimiter, quoting=csv.QUOTE_MINIMAL):
    """Write cells as the standard library does, without the end of the line."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting).writerow(cells)
    return out.getvalue().removesuffix("\r\n")


def test_the_answer_is_that_of_one_question():
    """Reason, remark, edition and missing annexes, too."""
    rows = [
        ("a", "33049900", "2022-03-01", ""),
        ("b", "04090000", "2018-12-31", ""),
        ("c", "22042100", "2022-03-01", ""),
    ]
    _, copied = screened(write_text(rows))
    for row in read_text(copied)[1:]:
        verdict = told(row[1], row[2])[1]
        missing = " ".join(announcement.id for announcement in verdict.missing)
        assert row[4:] == [verdict.status, verdict.why, verdict.remark or "", verdict.edition.id, missing]


@pytest.mark.parametrize("evidence", ["confirmed", "single", "derived"])
@pytest.mark.parametrize("shipment", ["bonded", "direct"])
def test_shipment_and_evidence_are_asked_for(shipment, evidence):
    """As in a single question."""
    codes = sorted(BUNDLED.positive_list.named_codes())[::40]
    rows = [("", code, str(edition.effective_from), "") for code in codes for edition in BUNDLED.editions()]
    _, copied = screened(write_text(rows), shipment=shipment, evidence=evidence)
    expected = [told(code, day, shipment=shipment, evidence=evidence)[0] for _, code, day, _ in rows]
    assert [row[4] for row in read_text(copied)[1:]] == expected


def test_blank_lines_notes_above_and_the_last_line_without_an_end_stay():
    """The titles may stand below notes; what is not a row of goods is not marked."""
    content = "货物清单,,\n\nHS Code,declared\n04090000,2018-12-31\n\n22042100,2022-03-01".encode()
    done, copied = screened(content)
    lines = copied.decode().split("\n")
    assert lines[:2] == ["货物清单,,", ""]
    assert lines[2] == f"HS Code,declared,{','.join(ADDED)}"
    assert lines[4] == ""
    assert not copied.endswith(b"\n")
    assert done.rows == 2


def test_the_line_that_tells_excel_the_delimiter_is_taken_at_its_word():
    """Excel writes "sep=;" and hides it."""
    done, copied = screened(b"sep=;\r\nHS Code;declared\r\n04090000;2018-12-31\r\n")
    assert copied.startswith(b"sep=;\r\nHS Code;declared;list_status;")
    assert done.count("listed") == 1


@pytest.mark.parametrize("delimiter", [";", "|", ",", "^"])
def test_the_delimiter_that_is_told_needs_no_guess(delimiter):
    """Also where another would find the columns too, and one that is never looked for."""
    titles, cells = delimiter.join(["HS Code", "declared", "x"]), delimiter.join(["04090000", "2018-12-31", "x"])
    other = ";" if delimiter == "," else ","
    text = f"sep={delimiter}\n{titles}{other}HS Code{other}declared\n{cells}{other}y{other}z\n"
    done, copied = screened(text.encode())
    assert (done.rows, done.count("listed")) == (1, 1)
    assert copied.startswith(f"sep={delimiter}\n{titles}{other}HS Code{other}declared{delimiter}list_status".encode())


def test_short_rows_are_filled_and_rows_with_more_cells_have_no_answer():
    """A delimiter inside a cell without quotation marks moves the cells, so nobody knows which one is the code."""
    content = b"HS Code,declared,name\n04090000,2018-12-31\n04090000,2018-12-31,honey, pure\n04090000\n04090000,2018-12-31,x,\n"
    done, copied = screened(content)
    rows = read_text(copied)
    assert {len(row) for row in rows} == {4 + len(ADDED)}
    assert [row[4] for row in rows] == ["list_status", "listed", "broken row", "no date", "listed"]
    assert [(row.line, row.status, row.text) for row in done.rejected] == [
        (3, "broken row", "04090000"),
        (4, "no date", ""),
    ]


def test_rows_that_could_not_be_read_are_named_by_their_lines():
    """The first ten; a cell with a line end takes two lines."""
    rows = [("two\nlines", "milk", "2022-03-01", ""), *([("", "04090000", "soon", "")] * 12)]
    done, _ = screened(write_text(rows, end="\n"))
    assert [row.line for row in done.rejected] == [2, *range(4, 13)]
    assert done.rejected[0].text == "milk"
    assert done.rejected[1].status == "invalid date"
    assert done.rejected_rows == 13


def test_codes_that_lost_their_zero_are_reported_and_put_back():
    """One more column says which line was meant."""
    content = write_text([("", "4090000", "2018-12-31", ""), ("", "04090000", "2018-12-31", "")])
    done, _ = screened(content)
    assert (done.lost_zeros, done.count("invalid code"), done.zeros_put_back) == (1, 1, False)
    done, copied = screened(content, lost_zeros=True)
    assert (done.lost_zeros, done.count("listed"), done.zeros_put_back) == (1, 2, True)
    assert [row[9] for row in read_text(copied)] == ["list_restored_code", "04090000", ""]


def test_chinese_is_written_in_chinese():
    """Titles, statuses and reasons, with the same facts."""
    _, copied = screened(write_text([("", "33049900", "2022-03-01", ""), ("", "milk", "", "")]), lang="zh")
    rows = read_text(copied)
    assert rows[0][4:] == ["清单状态", "清单理由", "清单备注", "清单版本", "清单缺少附件"]
    verdict = told("33049900", "2022-03-01")[1]
    assert rows[1][5] in verdict.explain("zh")
    assert rows[2][4:6] == ["税则号列无效", "税则号列含有数字、点和空格以外的字符。"]


def test_a_day_for_all_rows_and_how_old_it_may_be():
    """A row after the last verified day has no answer where that is not accepted."""
    content = write_text([("", "04090000", "", "")])
    assert screened(content, date="2018-12-31")[0].count("listed") == 1
    done, copied = screened(content, date="2027-01-01", max_age=0)
    assert done.count("beyond max_age") == 1
    assert "2026-11-25" in read_text(copied)[1][5]
    assert screened(content, date="2027-01-01", max_age=37)[0].count("beyond max_age") == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04rest", "is a workbook or an archive"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel"),
        (b"a,b\n\xff\xff\xff\n", "is not text in UTF-8"),
        (b"HS Code,declared\n0409\0", "is not text"),
        (b"", "no row with the names of columns"),
        (b"\n\n", "no row with the names of columns"),
        (b'HS Code,declared\n04090000,2019-01-01\n"x,2019-01-01\n', "in line 3 a quotation mark"),
        (b'HS Code;declared;note\n04090000;2019-01-01;"a";"b\n', "in line 2 a quotation mark"),
        (
            b'HS Code,declared\n"' + b"x" * 140_000,
            (
                "'goods.csv': the row that begins in line 2 has a cell of more than 131,072 characters. Perhaps the "
                "quotation mark that closes it is missing. Correct the row, and ask again."
            ),
        ),
        (b'HS Code,declared\n"\n' + b"x" * 131_072 + b'",2019-01-01\n', "that begins in line 2 has a cell of more"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(content, said):
    """Nothing is written."""
    with pytest.raises(TableFileError, match=said) as raised:
        screened(content)
    assert raised.value.file == "goods.csv"


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        ("hscode,declared", None),
        ("ＨＳ code,DECLARED", None),
        ("HS Code,HS Code,declared", "has 2 columns 'HS Code'. Give each a name of its own."),
        ("hs codes,declared", "Near misses: 'hs codes'."),
        ("x,declared", "has no column 'HS Code'. Its columns: 'x', 'declared'."),
        ("HS Code,x", "has no column 'declared'. Its columns: 'HS Code', 'x'."),
        (
            "HS Code,declared,List_Status",
            ("already has a column 'list_status'. Choose another prefix for the columns that are added, with prefix=."),
        ),
        (",".join(f"c{number}" for number in range(14)), "'c11' and 2 more."),
        (",".join(f"c{number}" for number in range(12)), "'c10', 'c11'."),
    ],
)
def test_columns_are_found_by_their_names(titles, said):
    """Case, width and blanks do not matter; a missing one names what is near."""
    content = f"{titles}\n".encode()
    if said is None:
        assert screened(content)[0].rows == 0
    else:
        with pytest.raises(FrameColumnError) as raised:
            screened(content)
        assert str(raised.value).endswith(said)


def test_a_cell_may_be_as_long_as_the_standard_library_takes_it():
    """In a file as in a program."""
    longest = b'"' + b"x" * csv.field_size_limit() + b'"'
    assert screened(b"HS Code,declared,note\n04090000,2018-12-31," + longest + b"\n")[0].count("listed") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("asked", [{"hs_code": "code"}, {"prefix": ""}, {"value": "status"}])
def test_an_error_has_no_control_character_of_a_files_name(asked, tmp_path):
    """They are written as Python writes them."""
    file = tmp_path / "f\x1b[31m\n.csv"
    file.write_text("HS Code,HS code,declared,status\n04090000,,2018-12-31,x\n", "utf-8")
    with pytest.raises(FrameColumnError) as raised:
        screen_file(file, **{**ASKED, **asked})
    assert str(raised.value).startswith(r"f\x1b[31m\n.csv")
    assert str(raised.value).isprintable()


@pytest.mark.parametrize("notes", [49, 50])
def test_the_titles_are_looked_for_among_the_first_50_rows(notes):
    """As the documentation has it: notes may stand above them."""
    content = b"note\n" * notes + b"HS Code,declared\n04090000,2018-12-31\n"
    if notes < 50:
        assert screened(content)[0].count("listed") == 1
    else:
        with pytest.raises(FrameColumnError, match="has no column 'HS Code'"):
            screened(content)


def test_a_file_with_one_column_is_written_with_commas():
    """Nothing in it tells the delimiter."""
    _, copied = screened(b"HS Code\n04090000\n", date="2018-12-31")
    assert copied.decode().splitlines()[0] == ",".join(["HS Code", *ADDED])


def test_how_far_the_work_is_is_told(tmp_path, monkeypatch):
    """Every so many lines, with the number of all rows; at last all are done."""
    monkeypatch.setattr("pilotzones.frames.files.delimited_copy._OFTEN", 2)
    file, seen = tmp_path / "goods.csv", []
    file.write_bytes(write_text([("", "04090000", "2018-12-31", "")] * 5))
    screen_file(file, progress=lambda done, of: seen.append((done, of)), **ASKED)
    assert seen == [(0, 5), (2, 5), (4, 5), (5, 5)]


def test_what_was_written_is_forgotten_beyond_a_number(monkeypatch):
    """A column of rubbish must not fill the memory; the copy is the same."""
    content = write_text([("", code, "2022-03-01", "") for code in ("04090000", "95061100", "93070090", "04090000")])
    _, expected = screened(content)
    monkeypatch.setattr("pilotzones.frames.files.delimited_copy._MOST_WRITTEN", 1)
    assert screened(content)[1] == expected


def test_a_quotation_mark_inside_the_last_cell_is_taken_as_it_is():
    """Only one that is not closed is refused."""
    content = b'HS Code,declared,name\n04090000,2018-12-31,"honey" pure'
    done, copied = screened(content)
    assert done.count("listed") == 1
    assert copied.splitlines()[1].startswith(content.splitlines()[1] + b",listed,")

"""Bad input through the public functions: one clear error, and what is installed stays as it was."""

import pathlib

import pytest
from installed_folders import read_all
from lists import lists
from pdf_files import printed, save, table

from pilotzones import annex
from pilotzones.annex.errors import AnnexCheckError, AnnexError, AnnexFileError
from pilotzones.arguments import ArgumentTypeError

LINES = lists()["2019-96"]


@pytest.mark.parametrize("path", [5, None, b"a.pdf", ["a.pdf"]])
def test_what_is_no_path(path):
    """It is said what to pass."""
    with pytest.raises(ArgumentTypeError, match=r"path must be a path \(a str or pathlib\.Path\)"):
        annex.rows(path)


def test_a_file_without_codes(tmp_path):
    """The error shows what stands in it."""
    (tmp_path / "a.html").write_text("<p>现将有关事项公告如下</p><p>附件另附</p>", "utf-8")
    with pytest.raises(
        AnnexFileError, match=r"'a\.html' has no row with a tariff code .*现将有关事项公告如下.* Is it the annex"
    ):
        annex.rows(tmp_path / "a.html")


def test_neither_a_name_nor_a_description(annex_file):
    """Both at once are refused; none at all is told by the file."""
    new = annex.NewAnnouncement("2027-3", "2027-01-01")
    file = annex_file(LINES)
    with pytest.raises(AnnexError, match="Name only one of the three: announcement, new"):
        annex.read(file, "2019-96", new=new)
    assert annex.read(file).announcement.id == "2019-96"
    assert annex.read(str(file), new=new).announcement.id == "2027-3"


def damaged(tmp_path):
    """Write the files that a user may hold by mistake, each with what is said of it."""
    whole = save(tmp_path / "whole.pdf", table(printed(LINES[:100]))).read_bytes()
    return {
        "empty.pdf": (b"", "is empty"),
        "cut.pdf": (whole[: len(whole) // 2], "is cut off"),
        "error.pdf": (b"<html><head><title>404 Not Found</title></head><body>Not Found</body></html>", "404 Not Found"),
        "letter.txt": ("财政部公告".encode(), "is text, but not a table of tariff codes"),
        "picture.png": (b"\x89PNG\r\n\x1a\n" + b"x" * 99, "picture"),
    }


@pytest.mark.long
def test_what_cannot_be_read_changes_nothing(tmp_path, annex_file):
    """Nor does what does not hold: a row missing, rows swapped, a digit lost, the wrong announcement."""
    folder = tmp_path / "annexes"
    annex.install(annex.read(annex_file(LINES)), folder)
    before = read_all(folder)
    for name, (content, problem) in damaged(tmp_path).items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(AnnexFileError, match=problem) as caught:
            annex.read(tmp_path / name, "2019-96")
        assert name in str(caught.value)
        assert caught.value.file == name
    swapped = list(LINES)
    swapped[9], swapped[10] = swapped[10], swapped[9]
    short = list(LINES)
    short[50] = short[50]._replace(hs_code=short[50].hs_code[:7])
    for lines, announcement in (
        ([*LINES[:99], *LINES[100:]], "2019-96"),
        (swapped, "2019-96"),
        (short, "2019-96"),
        (LINES, "2018-157"),
    ):
        reading = annex.read(annex_file(lines), announcement)
        with pytest.raises(AnnexCheckError) as caught:
            annex.install(reading, folder)
        assert any(difference.where.startswith("page 1, row ") for difference in caught.value.differences) or (
            caught.value.differences[0].rule == "announcement"
        )
    assert read_all(folder) == before


def test_a_file_may_be_named_in_any_way(annex_file, tmp_path, monkeypatch):
    """Relative, with spaces, quotes and Chinese characters."""
    file = annex_file(LINES[:5], "附件 1'\"（终稿）.csv")
    monkeypatch.chdir(tmp_path)
    assert len(annex.rows(file.name)) == len(annex.rows(pathlib.Path(file.name))) == 5

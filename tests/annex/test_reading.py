"""Bad input through the public functions: one clear error, and what is installed stays as it was."""

import pathlib

import attrs
import pytest
from installed_folders import read_all
from lists import lists
from pdf_files import printed, save, table

from pilotzones import Dataset, annex
from pilotzones.annex import reading
from pilotzones.annex.announced import make_announcement
from pilotzones.annex.errors import AnnexCheckError, AnnexError, AnnexFileError
from pilotzones.annex.own_process import ReadFile
from pilotzones.annex.records import Extract, LeftOut, Row
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


MILK = Row(seq=1, hs_code="04029100", name="浓缩但未加糖的非固状乳及奶油", remark="", page=1, row=2, remark_known="yes")
SMALL = Extract(
    kind="PDF",
    pages=1,
    tables=1,
    title=("商品目录（2027年版）", "单位：千克", "货单"),
    rows=(MILK,),
    notes=(),
    left_out=(),
)
NEW = annex.NewAnnouncement("2027-3", "2027-01-01")


@pytest.fixture
def reads(monkeypatch):
    """Read an extract instead of any file, and note how the file would be read."""
    noted = []

    def give(extract):
        def take(path, progress, columns, *, with_hidden=None, time_limit=None):
            noted.append((path, progress, columns, with_hidden, time_limit))
            return ReadFile(extract, "1" * 64)

        monkeypatch.setattr(reading, "extract_apart", take)
        return noted

    return give


@pytest.mark.parametrize("question", [annex.rows, annex.extract, annex.read])
def test_a_file_is_read_as_the_caller_says(reads, question):
    """Without hidden sheets and within five minutes, unless the caller says otherwise."""
    noted = reads(SMALL)
    new = {"new": NEW, "data": Dataset.bundled()} if question is annex.read else {}
    question("a.pdf", **new)
    question("a.pdf", columns={"code": "Ref"}, hidden_sheets=True, time_limit=7, **new)
    assert noted == [
        (pathlib.Path("a.pdf"), None, {}, False, 300),
        (pathlib.Path("a.pdf"), None, {"code": "Ref"}, True, 7),
    ]
    with pytest.raises(ArgumentTypeError, match=r"^hidden_sheets must be True or False"):
        question("a.pdf", hidden_sheets="yes", **new)


def test_the_answers_of_one_file(reads):
    """Its rows, everything that was read, and the reading with the hash of what was read."""
    reads(SMALL)
    assert annex.rows("a.pdf") == (MILK,)
    assert annex.extract("a.pdf") == SMALL

    def progress(page, pages):
        """Take no notice."""

    noted = reads(SMALL)
    found = annex.read("in/a.pdf", new=NEW, data=Dataset.bundled(), progress=progress)
    assert noted[-1][1] is progress
    assert (found.file, found.sha256, found.chosen_by, found.covers, found.is_new) == (
        "a.pdf",
        "1" * 64,
        "you",
        "annex",
        True,
    )
    assert (found.announcement.id, found.announcement.stated_count) == ("2027-3", 1)
    assert found.rows == SMALL.rows
    known = annex.read("a.pdf", "2018-157", data=Dataset.bundled())
    assert (known.announcement.id, known.is_new, known.chosen_by) == ("2018-157", False, "you")
    of_list = annex.read("a.pdf", list_after="2019-96", data=Dataset.bundled())
    assert (of_list.announcement.id, of_list.covers) == ("2019-96", "list")


def test_what_is_to_know_of_the_data_comes_first_among_the_hints(reads, monkeypatch):
    """Before what the file itself gives to look at."""
    reads(attrs.evolve(SMALL, hidden=("旧",)))
    monkeypatch.setattr(reading, "find_data", lambda _: (Dataset.bundled(), ("Only the bundled tables are used.",)))
    hints = annex.read("a.pdf", new=NEW).hints
    assert hints[0] == "Only the bundled tables are used."
    assert any(hint.startswith("Hidden sheets were not read: 旧.") for hint in hints[1:])


def test_arguments_of_another_type_are_refused_by_their_names(reads):
    """Before the file is read."""
    noted = reads(SMALL)
    with pytest.raises(ArgumentTypeError, match=r"^new must be a NewAnnouncement"):
        annex.read("a.pdf", new="2027-3")
    with pytest.raises(ArgumentTypeError, match=r"^progress must be"):
        annex.read("a.pdf", new=NEW, progress=5)
    assert noted == []


def test_a_file_without_rows_says_what_is_in_it(reads):
    """A row that was not understood, or the beginning of what there is; and sheets that are hidden."""
    unread = LeftOut(page=2, row=3, text="1 O4029100 乳", reason="x" * 400, cell="O4029100", is_row=True)
    bare = attrs.evolve(SMALL, rows=(), pages=1200)
    end = "Is it the annex itself, and not the announcement's text?"
    none = "'a.pdf' has no row with a tariff code (税则号列)"
    hidden = " Its hidden sheets were not read: 旧, 新."
    not_read = f"'O4029100' is not read as a code: {'x' * 400}"[:300]
    left = (LeftOut(page=1, row=None, text="印发", reason="text outside the rows"),)
    for extract, message, page in (
        (bare, f"it is a PDF file of 1,200 pages, with '商品目录（2027年版）; 单位：千克; 货单'. {end}", None),
        (attrs.evolve(bare, title=()), f"it is a PDF file of 1,200 pages, with 'no text at all'. {end}", None),
        (
            attrs.evolve(bare, left_out=left),
            f"it is a PDF file of 1,200 pages, with 'page 1: 印发 (text outside the rows)'. {end}",
            None,
        ),
        (
            attrs.evolve(bare, hidden=("旧", "新")),
            f"it is a PDF file of 1,200 pages, with '商品目录（2027年版）; 单位：千克; 货单'.{hidden} {end}",
            None,
        ),
        (
            attrs.evolve(bare, left_out=(unread,)),
            f"1 rows were not understood, the first of them page 2, row 3: '1 O4029100 乳' ({not_read}).",
            2,
        ),
        (
            attrs.evolve(bare, left_out=(unread,), hidden=("旧", "新")),
            f"1 rows were not understood, the first of them page 2, row 3: '1 O4029100 乳' ({not_read}).{hidden}",
            2,
        ),
    ):
        reads(extract)
        with pytest.raises(AnnexFileError) as caught:
            annex.rows("in/a.pdf")
        assert str(caught.value) == f"{none}: {message}"
        assert (caught.value.file, caught.value.page) == ("a.pdf", page)
        if extract.unread:
            assert annex.extract("a.pdf") == extract
        else:
            with pytest.raises(AnnexFileError):
                annex.extract("a.pdf")


def test_the_title_of_a_new_announcement_is_that_of_its_file():
    """Its last line that is one of a list; the user's own comes first."""
    data = Dataset.bundled()

    def titled(new, *lines):
        extract = attrs.evolve(SMALL, title=lines)
        return reading.check_against(
            make_announcement(new, data), extract, data, file="a.pdf", sha256="", new=new
        ).announcement.title_zh

    assert titled(NEW, "附件", "商品目录（2027年版）", "单位：千克") == "商品目录（2027年版）"
    assert titled(NEW, "商品目录", "进口清单", "货单") == "进口清单"
    assert titled(NEW, "附件") == "跨境电子商务零售进口商品清单"
    assert titled(attrs.evolve(NEW, title_zh="清单"), "商品目录") == "清单"


def test_the_first_lists_title_is_not_held_against_another_announcement():
    """It is the beginning of every other one; with the number of its announcement it is."""
    data = Dataset.bundled()
    chosen = next(one for one in data.announcements() if one.id == "2019-96")

    def wrong(*title):
        found = reading.check_against(chosen, attrs.evolve(SMALL, title=title), data, file="a.pdf", sha256="")
        return [one.name for one in found.differences if one.rule == "announcement"]

    assert wrong("跨境电子商务零售进口商品清单") == []
    assert wrong("公告2016年第40号", "跨境电子商务零售进口商品清单") == ["announcement:2016-40"]
    assert wrong("跨境电子商务零售进口商品清单（2018年版）") == ["announcement:2018-157"]
    assert wrong("跨境电子商务零售进口商品清单（2019年版）") == []

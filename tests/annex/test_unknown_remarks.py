"""A remark (备注) that was not read is unknown, never blank: what the reading says, what is installed, what is answered."""

import pathlib
import tempfile

import pytest
from drawn_tables import WRITERS, DrawnTable, Entry
from hypothesis import given, settings
from lists import lists
from office_files import HEADER, xlsx

from pilotzones import Dataset, UnknownEligibilityError, annex, strategies
from pilotzones.annex.grids.contents import recognise_columns
from pilotzones.annex.reading import check_against
from pilotzones.annex.records import Installed, Row
from pilotzones.frames.code_answers import edition_answers

FIRST_DAY = "2027-01-01"
NEW = annex.NewAnnouncement("2027-3", FIRST_DAY)
CODES = ("04029100", "04029900", "04031000", "04039000")


def install(folder, *sheets, columns=None, suffix="a"):
    """Install the sheets of a workbook as a new list."""
    reading = annex.read(xlsx(folder / f"{suffix}.xlsx", *sheets), new=NEW, columns=columns, data=Dataset.bundled())
    done = annex.install(reading, folder / suffix)
    return reading, done, Dataset.load(folder / suffix)


def direct(data):
    """Ask for direct shipment of each code."""
    return [data.eligibility(code, FIRST_DAY, shipment="direct").status for code in CODES]


@pytest.mark.long
@pytest.mark.parametrize("suffix", WRITERS)
@settings(max_examples=2, deadline=None)  # each example reads a file, in a process of its own
@given(world=strategies.complete_positive_list(max_size=30))
def test_without_a_column_of_remarks_direct_shipment_is_unknown(suffix, world):
    """In every format: each line is listed, and for direct shipment unknown, whatever its remark really is."""
    items = world.items(world.editions()[0].effective_from)
    entries = [Entry("line", str(seq), item.hs_code, "", item.name_zh or "其他") for seq, item in enumerate(items, 1)]
    drawn = DrawnTable((tuple(entries),), numbered=True, remarked=False, headed=True, wide=False)
    with tempfile.TemporaryDirectory() as home:
        file = pathlib.Path(home, f"a.{suffix}")
        WRITERS[suffix](file, drawn)
        reading = annex.read(file, new=NEW, data=Dataset.bundled())
        done = annex.install(reading, pathlib.Path(home, "installed"))
        data = Dataset.load(pathlib.Path(home, "installed"))
        assert done.remarks_unknown == len(items)
        for item in items:
            plain, shipped = (data.eligibility(item.hs_code, FIRST_DAY, shipment=how) for how in (None, "direct"))
            assert (plain.status, plain.is_unconditional, plain.remark) == ("listed", None, None)
            assert shipped.status == "unknown"


def test_the_report_and_the_summary_say_so(tmp_path):
    """How many lines, where they begin, what follows and what to do."""
    rows = [HEADER[:3], *((str(at), code, "乳") for at, code in enumerate(CODES, 1))]
    reading, done, data = install(tmp_path, rows)
    assert "Remarks       no column of remarks (备注) was found, so they are unknown for 4 lines\n" in str(reading)
    (hint,) = (hint for hint in reading.hints if "remarks" in hint)
    assert hint == (
        "No column of remarks (备注) was found for these lines (the first is on sheet Sheet, row 2), so direct shipment "
        "stays unknown for them. If the file has the remarks, name their column with --columns remark=TITLE (in Python: "
        "columns)."
    )
    assert reading.is_sound
    assert "4 lines, complete, remarks of 4 lines unknown, from a.xlsx" in str(done)
    assert annex.installed(tmp_path / "a") == (done,)
    with pytest.raises(UnknownEligibilityError, match=r"Its remark \(备注\) is not known"):
        data.is_eligible(CODES[0], FIRST_DAY, shipment="direct")
    assert data.is_eligible(CODES[0], FIRST_DAY)


def test_every_other_question_knows_that_the_remark_is_unknown(tmp_path):
    """Lines, history, the comparison with the next edition, frames."""
    _, _, data = install(tmp_path, [HEADER[:3], *((str(at), code, "乳") for at, code in enumerate(CODES, 1))])
    items = data.items(FIRST_DAY)
    assert {(item.remark, item.remark_known, item.is_unconditional, item.is_bonded_only) for item in items} == {
        (None, "no", None, None)
    }
    assert data.history(CODES[0])[-1].remark is None
    answers = edition_answers(data, "direct", None)[-1]
    assert {(answers.answer(code).status, answers.answer(code).remark) for code in CODES} == {("unknown", None)}
    assert answers.answer("99999999").status == "not listed"


def test_a_title_that_is_not_known_can_be_named(tmp_path):
    """Its texts are kept under the title until the user says that they are the remarks."""
    rows = [
        ("序号", "税则号列", "货品名称", "Bedingung"),
        *((str(at), code, "乳", "仅限网购保税商品" if at == 1 else "") for at, code in enumerate(CODES, 1)),
    ]
    reading, _, unknown = install(tmp_path, rows)
    assert reading.rows[0].other == (("Bedingung", "仅限网购保税商品"),)
    assert direct(unknown) == ["unknown"] * 4
    _, done, known = install(tmp_path, rows, columns={"remark": "Bedingung"}, suffix="b")
    assert done.remarks_unknown == 0
    assert direct(known) == ["not listed", "listed", "listed", "listed"]


def test_each_sheet_has_its_own_columns(tmp_path):
    """One with remarks and one without them: unknown for the lines of the second alone."""
    first = [HEADER, ("1", CODES[0], "乳", ""), ("2", CODES[1], "乳", "仅限网购保税商品")]
    second = [HEADER[:3], ("3", CODES[2], "乳"), ("4", CODES[3], "乳")]
    reading, done, data = install(tmp_path, first, second)
    assert "Remarks       1 rows have one; no column of remarks (备注) was found for 2 lines\n" in str(reading)
    assert any("was found for 2 lines (the first is on sheet Sheet1, row 2)" in hint for hint in reading.hints)
    assert (done.remarks_unknown, direct(data)) == (2, ["listed", "not listed", "unknown", "unknown"])


def test_a_sheet_that_ends_before_the_remarks_of_the_one_above(tmp_path):
    """Without a header it continues the table; whether its remarks are blank or cut off, nothing says."""
    first = [HEADER, ("1", CODES[0], "乳", ""), ("2", CODES[1], "乳", "仅限网购保税商品")]
    reading, _, data = install(tmp_path, first, [("3", CODES[2], "乳")], [("4", CODES[3], "乳", "人参除外")])
    assert [row.remark_known for row in reading.rows] == ["yes", "yes", "no", "yes"]
    assert direct(data) == ["listed", "not listed", "unknown", "listed"]


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        ([("1", CODES[0], "乳"), ("2", CODES[1], "乳")], "no"),
        ([("1", CODES[0], "乳", "千克"), ("2", CODES[1], "乳", "")], "no"),
        ([("1", CODES[0], "乳", "仅限网购保税商品"), ("2", CODES[1], "乳", "")], "yes"),
        ([("1", CODES[0], "乳", "仅限网购保税商品", "人参除外"), ("2", CODES[1], "乳", "", "")], "no"),
    ],
)
def test_a_table_whose_header_was_never_seen(extracted, grid, rows, known):
    """What is right of the names is the remark only if one column alone states conditions."""
    found = extracted(grid(*rows))
    assert [row.hs_code for row in found.rows] == [CODES[0], CODES[1]]
    assert {row.remark_known for row in found.rows} == {known}
    assert bool(recognise_columns(grid(*rows))[0].positions.get("remark")) == (known == "yes")


def test_remarks_in_two_columns_are_read_together(extracted, grid):
    """备注一 and 备注二: none of them is lost; one that is called 备注 comes before a column of explanations."""
    two = extracted(
        grid(("税则号列", "货品名称", "备注一", "备注二"), (CODES[0], "乳", "人参除外；", "仅限网购保税商品"))
    )
    assert [(row.remark, row.other) for row in two.rows] == [("人参除外；仅限网购保税商品", ())]
    one = extracted(grid(("税则号列", "货品名称", "说明", "备注"), (CODES[0], "乳", "一", "仅限网购保税商品")))
    assert [(row.remark, row.other) for row in one.rows] == [("仅限网购保税商品", (("说明", "一"),))]


def test_a_row_that_goes_on_where_no_column_of_remarks_was_found(extracted, grid):
    """The end of a page cuts it, and the rest of its remark may be in any column."""
    above = grid(HEADER, ("1", CODES[0], "浓缩的", "仅限"))
    below = grid(("税则号列", "货品名称"), ("", "乳"), (CODES[1], "乳"), page=2)
    found = extracted(above, below)
    assert [(row.hs_code, row.remark_known) for row in found.rows][-1] == (CODES[1], "no")


def test_a_column_of_remarks_without_one_remark_is_read_but_looked_at(reading):
    """A list of 1,413 lines surely has some, so a person should look."""
    lines = [line._replace(remark="") for line in lists()["2019-96"]]
    found = reading(lines)
    assert {row.remark_known for row in found.rows} == {"yes"}
    (hint,) = (hint for hint in found.hints if "remarks" in hint)
    assert hint == (
        "The column of remarks (备注) is blank in all 1,413 lines, so that direct shipment is allowed for each of them. "
        "Compare it with the attachment itself."
    )


@pytest.fixture
def first_list(extracted, grid):
    """The made-up first list, without its column of remarks."""
    rows = [(str(line.seq), line.hs_code, line.name) for line in lists()["2016-40"]]
    data = Dataset.bundled()
    found = extracted("跨境电子商务零售进口商品清单", grid(HEADER[:3], *rows))
    return check_against(data.announcements()[0], found, data, file="a.pdf", sha256="0" * 64)


def test_a_remark_that_the_bundled_data_knows_is_not_lost(first_list, tmp_path):
    """36 lines of the first list are printed with their remarks elsewhere: those are taken over, with their source."""
    assert first_list.is_sound
    done = annex.install(first_list, tmp_path / "annexes")
    data, bundled = Dataset.load(tmp_path / "annexes"), Dataset.bundled()
    known = [item for item in bundled.items("2016-04-10") if item.remark_known == "yes"]
    assert (len(known), done.remarks_unknown) == (36, 1142 - 36)
    for item in known:
        found = data.eligibility(item.hs_code, "2016-04-10", shipment="direct")
        assert (found.status, found.remark, found.conditions) == ("listed", item.remark, item.conditions)
        assert found.item.sources == (*item.sources, "annex-2016-40")
    assert data.eligibility("04029100", "2016-04-10").item.note == "page 1, row 2, remark from S089 and S088"
    others = data.items("2016-04-10")
    assert {item.remark_known for item in others if item.hs_code not in {one.hs_code for one in known}} == {"no"}


def test_what_was_stored_without_the_new_fields_still_loads():
    """A row and an index of an earlier release say nothing of remarks."""
    row = Row(seq=1, hs_code=CODES[0], name="乳", remark="", page=1, row=1)
    assert row.remark_known == "no"
    done = Installed(announcement="2019-96", file="a.pdf", sha256="0" * 64, lines=1, is_complete=True)
    assert (done.remarks_unknown, "unknown" in str(done)) == (0, False)

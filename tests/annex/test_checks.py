"""What must hold of an annex, rule by rule, on made-up lists of the official sizes with one thing wrong."""

import re

import pytest
from lists import HEADINGS, SIZES, TITLES, lists

from pilotzones import Dataset, annex
from pilotzones.annex.announced import find_announcement, make_announcement
from pilotzones.annex.checks import fill_in_remarks, find_known_lines
from pilotzones.annex.readers.document import Unread
from pilotzones.annex.reading import check_against
from pilotzones.annex.records import AnnexLine


def renumbered(lines):
    """Number lines anew."""
    return [line._replace(seq=seq) for seq, line in enumerate(lines, 1)]


def shown(reading):
    """Write the differences as a user sees them."""
    return [str(difference) for difference in reading.differences]


@pytest.mark.parametrize("announcement", SIZES)
def test_a_sound_list_has_no_difference(reading, announcement):
    """Each is told by its title, and all checks pass."""
    found = reading(lists()[announcement], title=TITLES[announcement])
    assert (found.announcement.id, shown(found)) == (announcement, [])
    assert found.is_sound
    assert "All checks pass." in str(found)


def test_a_sound_adjustment_has_no_difference(adjustment_reading):
    """Five sections, each counted."""
    found = adjustment_reading(lists()["2022-7"])
    assert (found.announcement.id, shown(found)) == ("2022-7", [])
    assert "add 29 of 29, delete 1 of 1, convert_in 115 of 115, convert_out 80 of 80, remark 206 of 206" in str(found)
    assert "Total         1476 lines in force after it" in str(found)


def test_one_missing_row(reading):
    """Number and count both tell; accepting it leaves the annex incomplete."""
    lines = lists()["2019-96"]
    found = reading([*lines[:99], *lines[100:]])
    assert shown(found) == [
        "number:101: page 1, row 101: number 101 follows 99, but 100 must follow",
        "count: 1,412 lines were read, and the announcement states 1,413; accepting it leaves the annex incomplete",
    ]


def test_two_swapped_rows(reading):
    """Order and numbers tell, with the rows."""
    lines = list(lists()["2019-96"])
    lines[9], lines[10] = lines[10], lines[9]
    found = reading(lines)
    low, high = lists()["2019-96"][9].hs_code, lists()["2019-96"][10].hs_code
    assert shown(found) == [
        f"order:{low}: page 1, row 12: {low} follows {high}, and codes must ascend",
        "number:11: page 1, row 11: number 11 follows 9, but 10 must follow",
        "number:10: page 1, row 12: number 10 follows 11, but 12 must follow",
        "number:12: page 1, row 13: number 12 follows 10, but 11 must follow",
    ]


def test_a_code_with_seven_digits(reading):
    """It names page and row, and cannot be accepted."""
    lines = list(lists()["2019-96"])
    lines[1000] = lines[1000]._replace(hs_code=lines[1000].hs_code[:7])
    found = reading(lines)
    code = lines[1000].hs_code
    assert f"code:{code}: page 1, row 1002: {code} has 7 digits, and a tariff line has 8; cannot be accepted" in shown(
        found
    )


def test_a_code_twice(reading):
    """It names where the code stands first."""
    lines = list(lists()["2019-96"])
    lines[5] = lines[5]._replace(hs_code=lines[4].hs_code)
    found = reading(lines)
    code = lines[4].hs_code
    assert shown(found) == [
        f"repeated:{code}: page 1, row 7: {code} appears already on page 1, row 6; cannot be accepted"
    ]


def test_more_lines_than_stated_cannot_be_accepted(reading):
    """A list of 1,414 rows is not the one of 1,413."""
    lines = [*lists()["2019-96"], lists()["2019-96"][-1]._replace(seq=1414, hs_code="98039999")]
    assert shown(reading(lines)) == [
        "count: 1,414 lines were read, and the announcement states 1,413; cannot be accepted"
    ]


def test_a_total_off_by_one(adjustment_reading):
    """Each change is counted by itself."""
    lines = [line for line in lists()["2022-7"] if not (line.change == "remark" and line.seq == 206)]
    assert shown(adjustment_reading(lines)) == [
        (
            "count:remark: 205 lines to remark were read, and the announcement states 206; "
            "accepting it leaves the annex incomplete"
        )
    ]


def test_the_total_after_an_adjustment(adjustment_reading):
    """1,413 lines and 29 - 1 + 115 - 80 of them make 1,476; one fewer added make 1,475."""
    lines = [line for line in lists()["2022-7"] if not (line.change == "add" and line.seq == 29)]
    assert shown(adjustment_reading(lines))[:2] == [
        "count:add: 28 lines to add were read, and the announcement states 29; accepting it leaves the annex incomplete",
        (
            "count:total: 1,413 lines before and +62 make 1,475, and the announcement states 1,476; "
            "accepting it leaves the annex incomplete"
        ),
    ]


def test_known_lines_must_agree(reading):
    """Code, name and remark of the lines that are known, each by a name of its own."""
    lines = list(lists()["2016-40"])
    lines[0] = lines[0]._replace(name="鲜奶")
    lines[1] = lines[1]._replace(remark="仅限网购保税商品")
    lines[2] = lines[2]._replace(hs_code="04029910")
    found = reading(lines, title=TITLES["2016-40"])
    assert shown(found) == [
        (
            "known-name:04029100: page 1, row 2: its name is '鲜奶' here, and '浓缩但未加糖的非固状乳及奶油' "
            "in list_changes.csv, line 2"
        ),
        (
            "known-remark:04029900: page 1, row 3: its remark is '仅限网购保税商品' here, and '' "
            "in list_changes.csv, line 3"
        ),
        "known-code:04031000: 04031000 酸乳 is known to be in the annex (list_changes.csv, line 4), and was not read",
    ]


def test_width_and_white_space_are_no_difference_and_a_name_cut_short_is_its_beginning(reading):
    """The pages that the known lines come from print other brackets, and one name in part."""
    lines = list(lists()["2016-40"])
    assert lines[8].name == "鲜乳酪(未熟化或未固化的)"
    lines[8] = lines[8]._replace(name="鲜乳酪（未熟化 或未固化的）")
    assert reading(lines, title=TITLES["2016-40"]).is_sound
    second = list(lists()["2016-47"])
    assert second[18].name == "脂肪量>1.5%未加糖"
    second[18] = second[18]._replace(name="脂肪量>1.5%未加糖固状乳及奶油")
    assert reading(second, title=TITLES["2016-47"]).is_sound


def test_a_known_change_must_agree(adjustment_reading):
    """93070090 is known to be deleted."""
    lines = [line._replace(change="add") if line.change == "delete" else line for line in lists()["2022-7"]]
    assert (
        "known-change:93070090: page 1, row 31: the announcement deletes it (list_changes.csv, line 99), "
        "but this file says that it adds it"
    ) in shown(adjustment_reading(lines))


def test_every_known_change_is_compared(adjustment_reading):
    """Also behind lines of which nothing is known, and behind the first that is wrong: six of 2022 are."""
    wrong = {"delete": "add", "add": "remark", "convert_in": "add"}
    known = {change.hs_code: change for change in find_known_lines(find_announcement("2022-7", Dataset.bundled()))}
    assert sorted(change.action for change in known.values()) == ["add"] * 3 + ["convert_in"] * 3 + ["delete"]
    lines = [line._replace(change=wrong[line.change]) if line.hs_code in known else line for line in lists()["2022-7"]]
    found = adjustment_reading(lines)
    differing = [difference for difference in found.differences if difference.rule == "known-change"]
    assert sorted(difference.about for difference in differing) == sorted(known)


def test_what_an_adjustment_takes_out_belongs_to_an_older_tariff(extracted, grid):
    """A line of HS 2017 alone that is deleted or converted out is right; in any other part of an adjustment it is not.

    The tariff of HS 2022 is known as it was in 2024.
    """
    data = Dataset.bundled()
    new = annex.NewAnnouncement("2024-1", "2024-01-01", "amends")
    abolished = sorted(data.tariff.codes("hs2017") - data.tariff.codes("hs2022"))
    codes = dict(zip(HEADINGS, abolished, strict=False))
    blocks = []
    for action, heading in HEADINGS.items():
        blocks += [heading, grid(("序号", "税则号列", "货品名称", "备注"), ("1", codes[action], "货", ""))]
    found = check_against(make_announcement(new, data), extracted(*blocks), data, file="x", sha256="", new=new)
    tariff = [difference.about for difference in found.differences if difference.rule == "tariff"]
    assert tariff == [codes[action] for action in ("add", "convert_in", "remark")]


def test_codes_are_lines_of_the_tariff_of_the_year(reading):
    """The tariff of 2018 is known as it was that year, so a code that it lacks is a difference."""
    lines = list(lists()["2018-157"])
    lines[-1] = lines[-1]._replace(hs_code="99999999")
    found = reading(lines, title=TITLES["2018-157"])
    assert shown(found) == [
        "tariff:99999999: page 1, row 1322: 99999999 is not a line of HS 2017 (lines of April 2018)"
    ]


def test_codes_of_other_years_are_only_looked_at(reading):
    """Lines are split and joined every year, so another year's tariff proves nothing."""
    lines = list(lists()["2019-96"])
    lines[-1] = lines[-1]._replace(hs_code="99999999")
    found = reading(lines)
    assert found.is_sound
    assert found.hints == (
        "1 codes are not lines of HS 2017 (lines of April 2018), which is not the tariff of 2020: 99999999.",
    )
    first = reading(lists()["2016-40"], title=TITLES["2016-40"])
    assert first.hints == ("The tariff of 2016 is not known, so the codes were not checked against it.",)


def test_the_wrong_announcement(reading):
    """The file's own title is held against the one named."""
    found = reading(lists()["2018-157"], "2019-96", title=TITLES["2018-157"])
    assert shown(found)[0] == (
        "announcement:2018-157: the file has the title of 2018-157 "
        "(跨境电子商务零售进口商品清单（2018年版）), not of 2019-96"
    )
    assert any(difference.rule == "count" for difference in found.differences)


def test_numbers_may_be_missing(reading):
    """Without any it is a hint, without one a difference."""
    lines = [line._replace(seq=None) for line in lists()["2019-96"]]
    found = reading(lines)
    assert found.is_sound
    assert found.hints[0].startswith("The table has no row numbers (序号)")
    lines = list(lists()["2019-96"])
    lines[7] = lines[7]._replace(seq=None)
    assert shown(reading(lines)) == [
        f"number:{lines[7].hs_code}: page 1, row 9: {lines[7].hs_code} has no number (序号)"
    ]


def test_a_page_that_could_not_be_read(extracted, grid):
    """It leaves the annex incomplete."""
    from pilotzones import Dataset
    from pilotzones.annex.reading import check_against

    rows = [(str(line.seq), *line[1:4]) for line in lists()["2019-96"]]
    found = extracted(
        TITLES["2019-96"], grid(("序号", "税则号列", "货品名称", "备注"), *rows), Unread(2, "it is a picture")
    )
    assert shown(check_against(None, found, Dataset.bundled(), file="x", sha256="")) == [
        "page:2: page 2: it is a picture; accepting it leaves the annex incomplete"
    ]


def test_lost_zeros_and_rows_left_out_are_hints(extracted, grid):
    """They are shown, and the count decides."""
    from pilotzones import Dataset
    from pilotzones.annex.readers.document import Cell
    from pilotzones.annex.reading import check_against

    rows = [(str(line.seq), Cell(line.hs_code.lstrip("0"), is_number=True), *line[2:4]) for line in lists()["2019-96"]]
    rows.append(("", "合计", "1413项", ""))
    found = extracted(TITLES["2019-96"], grid(("序号", "税则号列", "货品名称", "备注"), *rows))
    held = check_against(None, found, Dataset.bundled(), file="x", sha256="")
    lost = sum(line.hs_code.startswith("0") for line in lists()["2019-96"])
    assert held.is_sound
    assert held.hints[:2] == (
        f"{lost:,} codes got back the leading zero that the file had lost.",
        "1 rows of tables were left out; they are listed above.",
    )


def test_only_rows_that_were_left_out_are_counted_as_such(extracted, grid):
    """Not a page that could not be read, which has no row number; not a row that may be a line, which is a difference."""
    rows = [(str(line.seq), *line[1:4]) for line in lists()["2019-96"]]
    rows += [("", "合计", "1413项", ""), ("", "以下空白", "", ""), ("1414", "O4O29100", "乳", "")]
    found = extracted(
        TITLES["2019-96"], grid(("序号", "税则号列", "货品名称", "备注"), *rows), Unread(2, "it is a picture")
    )
    held = check_against(None, found, Dataset.bundled(), file="x", sha256="")
    assert [hint for hint in held.hints if "left out" in hint] == [
        "2 rows of tables were left out; they are listed above."
    ]
    assert [(difference.rule, difference.about, difference.accepted) for difference in held.differences] == [
        ("page", "2", "incomplete"),
        ("unread", "O4O29100", "incomplete"),
    ]


def test_the_report_lists_everything_or_the_beginning(reading):
    """A long list of differences is cut, but not in the whole report."""
    from pilotzones.annex.report import write_report

    found = reading([line._replace(seq=line.seq + line.seq // 10) for line in lists()["2019-96"]])
    count = len(found.differences)
    assert count > 100
    assert f"  ... and {count - 20:,} more" in str(found)
    assert write_report(found, shown=None).count("\n  number:") == count


def test_two_sides_of_one_row_share_its_number(extracted, grid):
    """Before and after stand beside each other."""
    from pilotzones import Dataset
    from pilotzones.annex.announced import NewAnnouncement, make_announcement
    from pilotzones.annex.readers.document import Cell
    from pilotzones.annex.reading import check_against

    data = Dataset.bundled()
    seq, before, after = Cell("序号"), Cell("调整前"), Cell("调整后")
    found = extracted(
        grid(
            (seq, before, before, after, after),
            (seq, "税则号列", "货品名称", "税则号列", "货品名称"),
            ("1", "04029100", "乳", "04029200", "新乳"),
            ("2", "04029900", "糖乳", "04029300", "新糖乳"),
        )
    )
    new = NewAnnouncement("2027-3", "2027-01-01", "amends")
    held = check_against(make_announcement(new, data), found, data, file="x", sha256="", new=new)
    assert held.is_sound
    assert held.rows == found.rows


@pytest.mark.parametrize(("count", "shown"), [(8, "99000001, .*, 99000008"), (9, "99000001, .*, 99000008 ...")])
def test_eight_codes_that_are_no_lines_are_shown(reading, count, shown):
    """With dots behind them if there are more."""
    lines = list(lists()["2019-96"])
    for number in range(1, count + 1):
        lines[-count + number - 1] = lines[-count + number - 1]._replace(hs_code=f"990000{number:02}")
    [hint] = reading(lines).hints
    pattern = f"{count} codes are not lines of HS 2017 .*: {re.escape(shown).replace(re.escape('.*'), '[0-9, ]+')}"
    assert re.fullmatch(rf"{pattern}\.", hint)


@pytest.mark.parametrize(("count", "is_said"), [(49, False), (50, True), (51, True)])
def test_a_long_list_without_a_remark_is_a_hint(reading, count, is_said):
    """Of the first 36 lines of the first list 8 have a remark, so that of fifty lines one should have one."""
    new = annex.NewAnnouncement("2027-3", "2027-01-01")
    blank = [line._replace(remark="") for line in lists()["2019-96"][:count]]
    says = f"The column of remarks (备注) is blank in all {count} lines"
    assert [hint.startswith(says) for hint in reading(blank, new=new).hints if "blank" in hint] == [True] * is_said
    blank[-1] = blank[-1]._replace(remark="仅限网购保税商品")
    assert not [hint for hint in reading(blank, new=new).hints if "blank" in hint]


def test_each_side_may_have_numbers_of_its_own(extracted, grid):
    """The number of a row is that of the side before; the one after it is not missed, nor counted twice."""
    data = Dataset.bundled()
    titles = ("调整前序号", "调整前税则号列", "调整前货品名称", "调整后序号", "调整后税则号列", "调整后货品名称")
    rows = [("1", "04029100", "乳", "7", "04029200", "新乳"), ("2", "04029900", "糖乳", "8", "04029300", "新糖乳")]
    new = annex.NewAnnouncement("2027-3", "2027-01-01", "amends")
    found = extracted(grid(titles, *rows))
    held = check_against(make_announcement(new, data), found, data, file="x", sha256="", new=new)
    assert [(row.hs_code, row.seq) for row in found.rows] == [
        ("04029100", 1),
        ("04029200", 7),
        ("04029900", 2),
        ("04029300", 8),
    ]
    assert [difference.rule for difference in held.differences if difference.rule == "number"] == []


def test_remarks_that_were_not_read_are_those_that_are_known(extracted, grid):
    """Of the lines that lack one alone, and not one that is not known either."""
    data = Dataset.bundled()
    [stated] = [
        change
        for change in find_known_lines(find_announcement("2022-7", data), stated=True)
        if change.hs_code == "33042000"
    ]
    assert (stated.action, stated.remark_known) == ("listed", "yes")
    unknown = [change for change in find_known_lines(find_announcement("2022-7", data)) if change.remark_known == "no"]
    codes = ["33042000", *(str(change.hs_code) for change in unknown[:1])]
    without = extracted(
        grid(("序号", "税则号列", "货品名称"), *((str(at), code, "货") for at, code in enumerate(codes, 1)))
    )
    found = fill_in_remarks([AnnexLine(change="list", row=row) for row in without.rows], [stated, *unknown])
    assert [line.remark_of for line in found] == [stated, None]
    with_remark = extracted(
        grid(("序号", "税则号列", "货品名称", "备注"), ("1", "33042000", "货", "每人每年2千克以内"))
    )
    [kept] = fill_in_remarks([AnnexLine(change="list", row=row) for row in with_remark.rows], [stated])
    assert (kept.remark_of, kept.row.remark) == (None, "每人每年2千克以内")

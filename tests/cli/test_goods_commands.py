"""The questions about the lines of the list, and about the list: short first, what is known first, the rest counted."""

import csv
import io
import logging

import pytest
from tables import announcement, known_range

import pilotzones
from pilotzones.cli import main
from pilotzones.logs import _TOLD


def ask(capsys, *words):
    """Ask a question that has an answer; give its lines."""
    assert main(list(words)) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.splitlines()


def table(lines, columns=2):
    """Give the first cells of the rows of a table, which two blanks divide."""
    rows = [line.split("  ") for line in lines[3:] if "  " in line and not line.startswith(" ")]
    return [tuple([cell.strip() for cell in row if cell.strip()][:columns]) for row in rows]


def test_history_says_since_when_the_code_is_what_it_is(capsys):
    """Then each edition, from day to day."""
    lines = ask(capsys, "history", "93070090")
    assert (
        lines[0]
        == "93070090 其他剑、短弯刀、刺刀、长矛和类似的武器及其零件；其他刀鞘、剑鞘: not listed since 2022-03-01."
    )
    assert table(lines) == [
        ("2016-04-08", "2016-04-16"),
        ("2016-04-16", "2019-01-01"),
        ("2019-01-01", "2020-01-01"),
        ("2020-01-01", "2022-03-01"),
        ("2022-03-01", "not listed"),
    ]
    assert lines[-1].startswith("To decide all codes, run: pilotzones annex fetch 2016-40 2016-47 2018-157 (")
    verbose = ask(capsys, "history", "93070090", "-v")
    assert any(line.startswith("93070090 on 2022-03-01: not listed. 财政部等8部门公告2022年第7号") for line in verbose)
    assert "Sources:" in verbose


def test_history_of_a_code_that_never_changed(capsys):
    """It is what it is since the first list."""
    assert ask(capsys, "history", "77010000")[0] == "77010000: unknown since 2016-04-08."
    assert ask(capsys, "history", "88010090")[0].endswith(": unknown since 2016-04-08.")


@pytest.mark.parametrize(("words", "says"), [(["04"], "'04' is a chapter"), (["20220301"], "is a day, and not an HS")])
def test_history_of_no_code(words, says, capsys):
    """One sentence."""
    assert main(["history", *words]) == 2
    assert says in capsys.readouterr().err


def test_items_says_how_many_lines_are_known_of_how_many(capsys):
    """So nobody takes nine lines for the list."""
    lines = ask(capsys, "items", "--date", "2022-03-01")
    assert lines[0] == "9 known to be listed on 2022-03-01; others are not known."
    codes = [item.hs_code for item in pilotzones.items("2022-03-01")]
    assert [row[0] for row in table(lines)] == codes
    assert lines[-2:] == [
        "9 of the 1,476 lines in force under 2022-7 are known.",
        "Other codes may be listed too. To decide all codes, run: pilotzones annex fetch 2019-96 2022-7",
    ]
    lines = ask(capsys, "items", "--under", "9307", "--status", "not listed", "--date", "2022-03-01")
    assert lines[0] == "1 known to be not listed on 2022-03-01 under 9307; others are not known."
    assert "lines in force" not in "\n".join(lines)
    assert ask(capsys, "items", "--under", "95", "--date", "2022-03-01", "-v").count("Sources:") == 1


def test_no_line_that_is_known_is_not_no_line(capsys):
    """The exit status is that of what cannot be told; of a range that is wholly known it is an answer."""
    assert main("items --under 04.02 --date 2022-03-01".split()) == 3
    first = "0 known to be listed on 2022-03-01 under 04.02; others are not known."
    assert capsys.readouterr().out.splitlines()[0] == first
    assert main("items --under 04.02 --date 2022-03-01 --lang zh".split()) == 3
    first = "2022-03-01，04.02项下已知在清单内的税则号列：0个；其他的无法确定。"
    assert capsys.readouterr().out.splitlines()[0] == first
    # The first lines of both annexes of 2016 are known, and begin with chapter 02.
    assert ask(capsys, "items", "--under", "01", "--date", "2016-05-01") == ["0 listed on 2016-05-01 under 01."]
    unknown = ask(capsys, "items", "--under", "99", "--status", "unknown", "--date", "2022-03-01")
    assert unknown[0] == "0 unknown on 2022-03-01 under 99."


@pytest.fixture
def whole(folder, line):
    """Lay an edition over the bundled ones of which everything is known."""
    return folder(
        announcements=[announcement("2030-1", stated_count="2", list_total_after="2")],
        list_changes=[line("2030-1", "list", "33049900", seq="1"), line("2030-1", "list", "95061100", seq="2")],
        list_coverage=[known_range("2030-1")],
    )


def test_items_of_an_edition_that_is_wholly_known_has_no_gap(capsys, whole):
    """Nor a command to close it."""
    lines = ask(capsys, "--data", str(whole), "items", "--date", "2030-01-01")
    assert lines[0] == "2 listed on 2030-01-01."
    assert not any("known" in line or "fetch" in line for line in lines)


def test_a_long_remark_is_cut_for_people_alone(capsys):
    """With -v, and in CSV, it is whole; a remark that is not known is not a line without one."""
    remark = pilotzones.eligibility("33042000", "2022-03-01").remark
    words = ("items", "--under", "3304", "--date", "2022-03-01")
    assert f"{remark[:29]}…  2022-7" in "\n".join(ask(capsys, *words))
    assert f"{remark}  2022-7" in "\n".join(ask(capsys, *words, "-v"))
    (row,) = csv.DictReader(ask(capsys, *words, "--csv"))
    assert row["remark"] == remark
    assert "(not known)" in "\n".join(ask(capsys, "items", "--under", "9506", "--date", "2022-03-01"))
    assert "(none)" in "\n".join(ask(capsys, "items", "--under", "0409", "--date", "2016-05-01"))
    assert {
        row["remark"]
        for row in csv.DictReader(ask(capsys, "items", "--under", "9506", "--date", "2022-03-01", "--csv"))
    } == {""}


def test_diff_shows_what_is_known_and_counts_the_rest(capsys):
    """The 93 undecided codes are no table of their own, but with -v and in CSV."""
    lines = ask(capsys, "diff", "2019-96", "2022-7")
    assert (
        lines[0] == "Known from 2019-96 to 2022-7: 3 added, 1 removed, 3 converted in, 0 converted out, 0 new remark."
    )
    assert table(lines) == [
        ("added", "95061100"),
        ("added", "95061200"),
        ("added", "95061900"),
        ("removed", "93070090"),
        ("converted in", "95045020"),
        ("converted in", "95045030"),
        ("converted in", "95045080"),
    ]
    assert lines[-2:] == [
        "Codes of which it is not known whether they changed: 93 (-v lists them).",
        "Ranges of codes where other changes are not known: 00000000-99999999.",
    ]
    verbose = ask(capsys, "diff", "2019-96", "2022-7", "-v")
    undecided = [line for line in verbose if line.startswith("undecided")]
    assert len(undecided) == 93
    assert not any("(not known)" in line for line in undecided)  # the whole line is not known
    assert "Sources:" in verbose
    rows = list(csv.DictReader(ask(capsys, "diff", "2019-96", "2022-7", "--csv")))
    assert [row["hs_code"] for row in rows if row["change"] == "undecided"] == [
        one.hs_code for one in pilotzones.diff("2019-96", "2022-7").undecided
    ]
    assert {(row["older"], row["newer"]) for row in rows if row["hs_code"] == "21069090"} == {("unknown", "listed")}


def test_diff_of_an_edition_with_itself(capsys):
    """Nothing changed, in no range, even where the status of a code is not known."""
    lines = ask(capsys, "diff", "2022-7", "2022-03-01")
    assert lines[0].startswith("Known from 2022-7 to 2022-7: 0 added, 0 removed, 0 converted in, 0 converted out, ")
    assert lines[1:] == []


def test_diff_shows_the_new_remark(capsys, folder, line):
    """And the old one in CSV."""
    own = folder(
        list_changes=[
            line("2019-96", "list", "33049900", remark_zh="仅限面膜", remark_known="yes"),
            line("2022-7", "remark", "33049900", remark_zh="仅限网购保税商品", remark_known="yes"),
        ]
    )
    lines = ask(capsys, "--data", str(own), "diff", "2019-96", "2022-7")
    assert lines[0].endswith(", 1 new remark.")
    assert any(line.startswith("new remark") and line.endswith("仅限网购保税商品") for line in lines)
    rows = list(csv.DictReader(ask(capsys, "--data", str(own), "diff", "2019-96", "2022-7", "--csv")))
    assert [(row["remark"], row["older_remark"]) for row in rows if row["change"] == "remark"] == [
        ("仅限网购保税商品", "仅限面膜")
    ]


def test_diff_in_the_wrong_order_shows_the_right_one(capsys):
    """As it is typed here."""
    assert main(["diff", "2022-7", "2019-96"]) == 2
    assert capsys.readouterr().err == (
        "pilotzones: 2019-96 comes before 2022-7: write 'pilotzones diff 2019-96 2022-7'.\n"
    )
    assert main(["diff", "2022-7", "2019-96", "--lang", "zh"]) == 2
    assert capsys.readouterr().err == "pilotzones: 2019-96早于2022-7：请写作'pilotzones diff 2019-96 2022-7'。\n"


def test_a_remark_that_is_not_known_is_not_none(capsys, folder, line):
    """Of a line without a remark it is known that there is none."""
    own = folder(
        list_changes=[
            line("2019-96", "list", "33049900", remark_known="no"),
            line("2019-96", "list", "33049100", remark_known="yes"),
        ]
    )
    lines = ask(capsys, "--data", str(own), "changes", "--year", "2020")
    shown = {code: row for row in lines for code in ("33049900", "33049100") if code in row}
    assert [("not known" in shown[code], "none" in shown[code]) for code in ("33049900", "33049100")] == [
        (True, False),
        (False, True),
    ]


def test_pages_are_shown_where_they_are_asked_for(capsys):
    """Below the lines."""
    words = ("items", "--under", "0402", "--date", "2016-05-01")
    assert ["Sources:" in ask(capsys, *words, *more) for more in ((), ("-v",))] == [False, True]


def test_changes_of_a_year(capsys):
    """What the announcement states, and what is known of it."""
    lines = ask(capsys, "changes", "--year", "2022")
    assert lines[0] == "Announcements of 2022: 1. Known: 7 lines of annexes, 6 others."
    assert [row[2] for row in table(lines, 3)] == [change.hs_code for change in pilotzones.changes(2022)]
    assert {row[1] for row in table(lines, 3)} >= {"on the list after it", "deletes"}
    assert lines[-1] == (
        "2022-7 (in force from 2022-03-01) states: 29 added, 1 deleted, 115 converted in, 80 converted out, 206 remarks "
        "changed."
    )
    assert ask(capsys, "changes", "--year", "2019") == [
        "Announcements of 2019: 1. Known: 0 lines of annexes, 0 others.",
        "2018-157 (in force from 2019-01-01) states: 1,321 lines, 63 added.",
    ]
    assert ask(capsys, "changes", "--year", "2023") == ["No announcement is known that came into force in 2023."]
    assert ask(capsys, "changes", "--year", "2026")[1].startswith(
        "2026-12-31 is after 2026-11-25, the last day on which"
    )
    assert ask(capsys, "changes")[0] == "Announcements: 5. Known: 95 lines of annexes, 9 others."
    assert "Sources:" in ask(capsys, "changes", "--year", "2022", "-v")


def test_an_announcement_that_states_no_number(capsys, folder):
    """It is not left out."""
    own = folder(announcements=[announcement("2030-1")])
    lines = ask(capsys, "--data", str(own), "changes", "--year", "2030")
    assert lines[1] == "2030-1 (in force from 2030-01-01) states: no numbers."
    lines = ask(capsys, "--data", str(own), "coverage")
    assert "0 lines in force under 2030-1 are known; their number is not stated." in lines
    assert f"With {own} laid over it." in lines
    assert main(["--data", str(own), "items", "--date", "2030-01-01"]) == 3
    lines = capsys.readouterr().out.splitlines()
    assert "0 lines in force under 2030-1 are known; their number is not stated." in lines


@pytest.mark.parametrize("year", ["22", "1948", "2100", "x", "٢٠٢٢", "2022.0"])
def test_a_year_is_a_year(year, capsys):
    """From 1949 to 2099."""
    assert main(["changes", "--year", year]) == 2
    assert capsys.readouterr().err == (
        f"pilotzones: Argument --year: {year!r} is not a year from 1949 to 2099. See 'pilotzones changes --help'.\n"
    )


def test_the_documents_in_order(capsys):
    """Replies and announcements, with their titles in the language."""
    lines = ask(capsys, "timeline")
    assert lines[0] == "13 documents from 2015-03-07 to 2025-04-25."
    assert table(lines)[0] == ("2015-03-07", "pilot zones")
    assert table(lines)[2] == ("2016-04-08", "positive list")
    chinese = ask(capsys, "timeline", "--lang", "zh")
    assert any(line.endswith("跨境电子商务零售进口商品清单（2018年版）") for line in chinese)
    assert [sum("2018 edition" in line for line in shown) for shown in (lines, chinese)] == [1, 0]
    assert [sum("（2018年版）" in line for line in shown) for shown in (lines, chinese)] == [0, 1]
    assert "Sources:" in ask(capsys, "timeline", "-v")


def test_editions_and_announcements(capsys):
    """What is in force comes first."""
    lines = ask(capsys, "editions")
    assert lines[0] == "5 editions; 2022-7 has been in force since 2022-03-01."
    assert [row[0] for row in table(lines)] == ["2016-40", "2016-47", "2018-157", "2019-96", "2022-7"]
    lines = ask(capsys, "announcements", "-v")
    assert lines[0] == "5 announcements; the last is 2022-7, in force since 2022-03-01."
    assert ("2016-47", "supplements", "2016-04-16", "151", "1,293", "财政部等13部门公告2016年第47号") in table(lines, 6)
    assert "Sources:" in lines
    assert "Sources:" in ask(capsys, "editions", "-v")


def test_coverage_is_a_table_and_the_way_to_close_the_gap(capsys):
    """The list in force first; the others with -v."""
    lines = ask(capsys, "coverage")
    assert lines[0] == "Data 2026.2, verified through 2026-11-25."
    assert lines[-2:] == [
        "9 of the 1,476 lines in force under 2022-7 are known.",
        "Other codes may be listed too. To decide all codes, run: pilotzones annex fetch 2019-96 2022-7",
    ]
    verbose = ask(capsys, "coverage", "-v")
    assert (
        "2016-40, from 2016-04-08: every code in 00000000-09083200 has an answer; any other is unknown, unless a known "
        "line names it."
    ) in verbose
    assert "2022-7, from 2022-03-01: a code is unknown, unless a known line names it." in verbose
    by_hand = verbose.index("By hand: open the page, save the attachment, and run: pilotzones annex install FILE")
    known = pilotzones.announcements()
    pages = [" ".join(one.official_pages) or f"{one.document_no}《{one.title_zh}》" for one in known]
    assert verbose[by_hand + 1 : by_hand + 6] == [f"  {one.id} {page}" for one, page in zip(known, pages, strict=True)]
    assert pages[1].startswith("财政部等13部门公告2016年第47号《")


def test_coverage_of_what_is_wholly_known(capsys, whole):
    """No gap, and no command to close it."""
    lines = ask(capsys, "--data", str(whole), "coverage", "-v")
    assert "2030-1, from 2030-01-01: no code is unknown." in lines
    assert "2 of the 2 lines in force under 2030-1 are known." in lines
    assert not any(line.startswith("Other codes may be listed too.") for line in lines)


def test_two_things_that_are_known_and_differ(capsys, folder, line):
    """Counted, and shown with -v; a later folder answers."""
    first = folder("first", list_changes=[line("2019-96", "listed", "33049900", remark_known="no")])
    second = folder("second", list_changes=[line("2019-96", "not_listed", "33049900", remark_known="no")])
    data = ["--data", str(first), "--data", str(second)]
    lines = ask(capsys, *data, "coverage", "-v")
    assert "Codes of which two things are known that differ: 1 (-v shows them)." in lines
    assert sum(line.startswith("33049900 after 2019-96: ") for line in lines) == 1
    assert main([*data, "eligible", "33049900", "95061100", "--date", "2021-01-01"]) == 1
    assert "Codes of which two things are known that differ: 1 (-v shows them).\n" in capsys.readouterr().out


def test_people_are_told_once_how_old_an_answer_is(capsys, caplog):
    """Below the answer, or beside it for programs, and never by the log, which is of the program around the command."""
    before = _TOLD.pop("age", None)
    try:
        with caplog.at_level(logging.WARNING, logger="pilotzones"):
            ask(capsys, "items", "--date", "2030-01-01")
            assert caplog.records == []
            assert "age" not in _TOLD
            assert main(["items", "--date", "2030-01-01", "--csv"]) == 0
            out, err = capsys.readouterr()
            assert err.startswith("pilotzones: 2030-01-01 is after ")
            assert err.count("\n") == 1
            assert list(csv.DictReader(io.StringIO(out)))
            assert main(["items", "--date", "2026-11-26", "--json"]) == 0
            assert capsys.readouterr().err == ""
            assert caplog.records == []
            assert "age" not in _TOLD
    finally:
        _TOLD.pop("age", None)
        if before:
            _TOLD["age"] = before

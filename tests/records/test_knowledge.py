"""Where a source can be opened, and how coverage is told."""

import datetime

import attrs
import pytest

import pilotzones
from pilotzones.records.announcements import KnownRange

DATA = pilotzones.Dataset.bundled()


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("http://ecns.cn/business/2016/04-16/206972.shtml", "http://ecns.cn/business/2016/04-16/206972.shtml"),
        ("https://nikihou.jp/news_list.html?id=1&page=30 (16 zones)", "https://nikihou.jp/news_list.html?id=1&page=30"),
        ("中国政府网（https://www.gov.cn/）", "https://www.gov.cn/"),
        ("https://www.gov.cn/a.htm; read on 2024-12-31", "https://www.gov.cn/a.htm"),
        ("a.pdf, from https://www.gov.cn/a.pdf, archived", "https://www.gov.cn/a.pdf"),
        ("The annex (https://www.gov.cn/a.htm).", "https://www.gov.cn/a.htm"),
        ("https://a.example/b_(c)/d, read on a day", "https://a.example/b_(c)/d"),
        ("网页https://a.example/b，2024年读取", "https://a.example/b"),
        ("网页https://a.example/b；2024年读取", "https://a.example/b"),
        ("https://a.example/X.", "https://a.example/X"),
        ("https:/a.example", None),
        ("a research record; not online", None),
        ("2019.pdf, sha256 f9a2e2e0f4a7", None),
    ],
)
def test_the_address_of_a_source_is_the_one_in_its_text(source, address):
    """As the shipped table, an annex from a page, and a folder of a user write it."""
    assert pilotzones.Source("S1", source).address == address


ANNOUNCED = DATA.announcements()
FIRST, SECOND = (
    attrs.evolve(ANNOUNCED[0], title_en="First list", official_pages=("http://www.mof.gov.cn/a", "http://b/c")),
    attrs.evolve(ANNOUNCED[1], title_en="Second list", official_pages=()),
)
OF_ANNEX = KnownRange("2016-40", "00000000", "09083200", "so", where="")
OF_LIST = KnownRange("2016-47", "10000000", "19999999", "so", covers="list", where="")
DIFFERING = pilotzones.Disagreement("2016-47", "09083200", "a.csv, line 2", "b.csv, line 3")


def edition(**changed):
    """Take the edition of the first list with something else."""
    return attrs.evolve(DATA.editions()[0], **changed)


COVERED = pilotzones.EditionCoverage(edition(), (("00000000", "09083200"), ("95000000", "95999999")), (FIRST, SECOND))
WHOLE = pilotzones.EditionCoverage(edition(lines_known=0, lines_stated=1142), (("00000000", "99999999"),), ())
UNSTATED = pilotzones.EditionCoverage(edition(lines_stated=None), (), (SECOND,))
PRINTED = """\
Data 2026.2, verified through 2026-11-25
with own (0123abcd) laid over it

announcement  in force from  known  stated  share  outside  known codes                                             title
2016-40       2016-04-08     1,142   1,142  100.0%        0  00000000-09083200                                         First list
2016-47       2016-04-16         0     151    0.0%    1,001  00000000-09083200, 10000000-19999999 of the list after it  Second list
2016-47       2016-04-16         7       ?       ?        2  none                                                      Second list

From 2016-04-08 until 2016-04-16, exclusive: no code is unknown.
From 2016-04-08 until 2016-04-16, exclusive: every code in 00000000-09083200 and 95000000-95999999 has an answer; any \
other code is unknown, unless a known line names it. To decide every code, run: pilotzones annex fetch 2016-40 2016-47

By hand: open the page, save the attachment, and run: pilotzones annex install FILE
2016-40  http://www.mof.gov.cn/a http://b/c
2016-47  财政部等13部门公告2016年第47号 《跨境电子商务零售进口商品清单（第二批）》, on gss.mof.gov.cn/gzdt/zhengcefabu

What is known differs:
09083200 after 2016-47: a.csv, line 2 answers; b.csv, line 3 says otherwise"""


def coverage(**changed):
    """Make what is known of two lists."""
    return pilotzones.Coverage(
        **{
            "data_version": "2026.2",
            "verified_through": datetime.date(2026, 11, 25),
            "folders": ("own (0123abcd)",),
            "annexes": (
                pilotzones.AnnexCoverage(FIRST, 1142, 1142, (OF_ANNEX,)),
                pilotzones.AnnexCoverage(SECOND, 0, 151, (OF_ANNEX,), 1001, (OF_LIST,)),
                pilotzones.AnnexCoverage(SECOND, 7, None, (), outside=2),
            ),
            "editions": (WHOLE, COVERED),
            "disagreements": (DIFFERING,),
            **changed,
        }
    )


def test_coverage_prints_as_a_table():
    """Numbers to the right, everything else to the left; then what follows, what to do, and what differs."""
    lines = str(coverage()).splitlines()
    assert [line.split() for line in lines] == [line.split() for line in PRINTED.splitlines()]
    table = lines[3:7]
    # The ends of the columns of numbers, and the beginnings of the other ones.
    for title in ("known ", "stated", "share", "outside"):
        end = table[0].index(title) + len(title.rstrip())
        assert all(line[end - 1] != " " == line[end] for line in table), title
    for title in ("announcement", "in force from", "known codes", "title"):
        start = table[0].index(title)
        assert all(start == 0 or line[start - 1] == " " != line[start] for line in table), title
    assert len(lines) == len(PRINTED.splitlines())
    assert [line for line in lines if line != line.rstrip()] == []


def test_coverage_that_is_whole_has_nothing_to_do():
    """No page to open, and nothing that differs."""
    lines = str(coverage(editions=(WHOLE,), disagreements=(), folders=())).splitlines()
    assert lines[0] == "Data 2026.2, verified through 2026-11-25"
    assert lines[1] == lines[-2] == ""
    assert lines[-1] == "From 2016-04-08 until 2016-04-16, exclusive: no code is unknown."


def test_what_is_known_of_an_edition():
    """Its share of the stated lines, where a number is stated, and the command that closes the gap."""
    assert (WHOLE.is_complete, WHOLE.share, WHOLE.command) == (True, 0.0, "")
    assert (COVERED.is_complete, COVERED.share) == (False, 69 / 1142)
    assert COVERED.command == "pilotzones annex fetch 2016-40 2016-47"
    assert (UNSTATED.stated, UNSTATED.share) == (None, None)
    assert UNSTATED.consequence == (
        "a code is unknown, unless a known line names it. To decide every code, run: pilotzones annex fetch 2016-47"
    )


def test_what_is_known_of_an_annex():
    """Nothing is stated from outside of it unless it is said."""
    [first, second, unstated] = coverage().annexes
    assert (first.share, second.share, unstated.share) == (1.0, 0.0, None)
    assert (first.outside, first.list_ranges) == (0, ())

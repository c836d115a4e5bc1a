"""Which announcement a file is the annex of, and how a new one is described."""

import datetime

import attrs
import pytest
from lists import lists

from pilotzones import Dataset, annex
from pilotzones.annex.announced import (
    fill_in_counts,
    find_announcement,
    find_total_before,
    make_announcement,
    recognise_announcement,
)
from pilotzones.annex.errors import AnnexCheckError, AnnexError
from pilotzones.annex.records import AnnexLine, Extract, Row
from pilotzones.arguments import ArgumentTypeError
from pilotzones.dates import InvalidDateError

NEW = annex.NewAnnouncement("2027-3", "2027-01-01")


@pytest.mark.parametrize("text", ["2019-96", " 2019-96 ", "财政部等公告2019年第96号", "公告２０１９年第９６号"])
def test_an_announcement_is_named_by_id_or_number(text):
    """In any width."""
    data = Dataset.bundled()
    assert find_announcement(text, data).id == "2019-96"
    assert find_announcement(find_announcement(text, data), data).id == "2019-96"


@pytest.mark.parametrize("text", ["2019", "2020-96", "", 2019, None, "..", "2019-96/.."])
def test_what_names_none_is_an_error_that_lists_them(text):
    """And says how to describe a newer one."""
    with pytest.raises(
        AnnexError, match=r"is not an announcement of the data, which has 2016-40, .*2022-7\. If it is a newer one"
    ):
        find_announcement(text, Dataset.bundled())


@pytest.mark.parametrize(
    ("title", "announcement", "how"),
    [
        ("跨境电子商务零售进口商品清单（2019年版）", "2019-96", "the file's title"),
        ("跨境电子商务零售进口商品清单(2018年版)", "2018-157", "the file's title"),
        ("跨境电子商务零售进口商品清单（2019年版）调整表", "2022-7", "the file's title"),
        ("跨境电子商务零售进口商品清单（第二批）", "2016-47", "the file's title"),
        ("财政部等公告2018年第157号附件", "2018-157", "the number in the file's title"),
        ("跨境电子商务零售进口商品清单", "2019-96", "its 1,413 rows"),
        ("无题", "2019-96", "its 1,413 rows"),
    ],
)
def test_title_and_count_tell_the_announcement(reading, title, announcement, how):
    """The first list's title is the beginning of every other one, so there the count decides."""
    found = reading(lists()["2019-96"], title=title)
    assert (found.announcement.id, found.chosen_by) == (announcement, how)
    assert f"chosen by {how}" in str(found)


def test_the_first_lists_title_tells_where_the_count_does_not(reading):
    """A list of 1,141 rows under it lacks one."""
    found = reading(lists()["2016-40"][:-1], title="跨境电子商务零售进口商品清单")
    assert (found.announcement.id, found.chosen_by) == ("2016-40", "the file's title")


def test_where_nothing_tells_the_user_must(reading):
    """The error lists what there is."""
    with pytest.raises(
        AnnexError, match=r"is not clear from its title or its 10 rows\. Name it with --announcement: 2016-40"
    ):
        reading(lists()["2019-96"][:10], title="无题")
    assert reading(lists()["2019-96"], "2019-96", title="无题").chosen_by == "you"


def test_a_new_whole_list(reading, tmp_path):
    """Counts, number and title come from its id and its file; its edition answers from its first day."""
    found = reading(lists()["2019-96"], new=NEW, title="跨境电子商务零售进口商品清单（2027年版）")
    announcement = found.announcement
    assert found.is_new
    assert found.is_sound
    assert (announcement.document_no, announcement.title_zh) == (
        "公告2027年第3号",
        "跨境电子商务零售进口商品清单（2027年版）",
    )
    assert (announcement.stated_count, announcement.list_total_after, announcement.tariff_year) == (1413, 1413, 2027)
    annex.install(found, tmp_path / "annexes")
    data = Dataset.load(tmp_path / "annexes")
    assert data.edition_on("2027-01-01").id == "2027-3"
    assert data.edition_on("2026-12-31").id == "2022-7"
    assert data.eligibility(lists()["2019-96"][0].hs_code, "2027-01-01").status == "listed"
    assert data.eligibility("99999999", "2027-01-01").status == "not listed"


def test_a_new_list_may_state_its_count(reading, tmp_path):
    """Then a missing row is found, and accepted it leaves the rest unknown."""
    new = annex.NewAnnouncement(
        "2027-3", datetime.date(2027, 1, 1), stated_count=1414, title_zh="清单", document_no="号"
    )
    found = reading(lists()["2019-96"], new=new)
    assert [difference.name for difference in found.differences] == ["count"]
    assert (found.announcement.title_zh, found.announcement.document_no) == ("清单", "号")
    with pytest.raises(AnnexCheckError):
        annex.install(found, tmp_path / "annexes")
    assert not annex.install(found, tmp_path / "annexes", accept=["count"]).is_complete


@pytest.mark.long
@pytest.mark.parametrize("stated", [None, 151])
def test_a_new_supplement(reading, tmp_path, stated):
    """It adds its lines to those in force: 1,476 and 151."""
    new = annex.NewAnnouncement("2027-3", "2027-01-01", "supplements", stated_count=stated)
    found = reading(lists()["2016-47"], new=new, title="无题")
    assert (found.announcement.amends, found.announcement.list_total_after) == ("2019-96", 1627)
    assert annex.install(found, tmp_path / "annexes").lines == 151
    data = Dataset.load(tmp_path / "annexes")
    assert data.eligibility("02101900", "2027-01-01").status == "listed"
    assert data.eligibility("02101900", "2026-12-31").status == "not listed"


def test_a_new_adjustment(extracted, grid, tmp_path):
    """Its changes are counted: one more and two fewer than 1,476."""
    from pilotzones.annex.announced import make_announcement
    from pilotzones.annex.reading import check_against

    header = ("序号", "税则号列", "货品名称", "备注")
    data = Dataset.bundled()
    new = annex.NewAnnouncement("2027-3", "2027-01-01", "amends", amends="2019-96", tariff_year=2027)
    blocks = [
        "一、新增", grid(header, ("1", "04029100", "乳", "")),
        "二、删除", grid(header, ("1", "95061100", "滑雪屐", ""), ("2", "95061200", "扣件", "")),
    ]  # fmt: skip
    found = check_against(make_announcement(new, data), extracted(*blocks), data, file="x", sha256="", new=new)
    announcement = found.announcement
    assert (announcement.added, announcement.deleted, announcement.converted_in) == (1, 2, 0)
    assert announcement.list_total_after == 1475
    annex.install(found, tmp_path / "annexes")
    loaded = Dataset.load(tmp_path / "annexes")
    assert loaded.is_eligible("04029100", "2027-01-01")
    assert not loaded.is_eligible("95061100", "2027-01-01")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": "2027"}, r"'2027' is not the id of an announcement: write year and number, like '2027-3'\."),
        ({"id": "../../2027-3"}, "is not the id of an announcement"),
        ({"id": "2019-96"}, "2019-96 is known already: read it with --announcement 2019-96 instead of --new"),
        (
            {"kind": "amends", "amends": "2027-1"},
            "'2027-1' is not an announcement that can be amended: the data has 2016-40",
        ),
        ({"kind": "amends", "effective_from": "2010-01-01"}, "'' is not an announcement that can be amended"),
    ],
)
def test_a_new_announcement_described_wrongly(reading, changes, problem):
    """Each says what is wrong."""
    with pytest.raises(AnnexError, match=problem):
        reading(lists()["2019-96"], new=attrs.evolve(NEW, **changes))


def test_a_new_announcement_needs_a_real_day():
    """The date's own error says so, where the announcement is described."""
    with pytest.raises(InvalidDateError):
        annex.NewAnnouncement("2027-3", "2027-02-30")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"kind": "ends"}, "kind must be 'replaces' or 'supplements' or 'amends', not 'ends'"),
        ({"id": 5}, "id must be text"),
        ({"title_zh": "\ud800"}, "title_zh must be text"),
        ({"stated_count": "2"}, "stated_count must be a whole number from 0 to 1,000,000, not '2'"),
        ({"stated_count": -1}, "stated_count must be a whole number"),
        ({"tariff_year": 0}, "tariff_year must be a whole number from 1992 to 2099, not 0"),
        ({"tariff_year": 1991}, "not 1991"),
        ({"tariff_year": 2100}, "not 2100"),
        ({"tariff_year": 10**20}, "tariff_year must be a whole number"),
    ],
)
def test_the_values_of_a_new_announcement_are_checked_when_it_is_described(changes, problem):
    """China's tariff has followed the Harmonized System since 1992; dates end in 2099."""
    with pytest.raises(ArgumentTypeError, match=problem):
        attrs.evolve(NEW, **changes)
    for year in (1992, 2099):
        assert attrs.evolve(NEW, tariff_year=year).tariff_year == year


def test_a_new_announcement_has_nothing_that_nobody_said():
    """Number and year come from its id and its day; the rest is blank or the usual."""
    made = make_announcement(NEW, Dataset.bundled())
    assert attrs.asdict(made, recurse=False) == {
        "id": "2027-3",
        "kind": "replaces",
        "amends": "",
        "document_no": "公告2027年第3号",
        "title_zh": "跨境电子商务零售进口商品清单",
        "title_en": "2027-3 announcement",
        "issued_on": None,
        "published_on": None,
        "effective_from": datetime.date(2027, 1, 1),
        "stated_count": None,
        "list_total_after": None,
        "added": None,
        "deleted": None,
        "converted_in": None,
        "converted_out": None,
        "remarks_changed": None,
        "tariff_year": 2027,
        "official_pages": (),
        "evidence": "single",
        "sources": (),
        "note": "",
    }


@pytest.mark.parametrize("kind", ["supplements", "amends"])
@pytest.mark.parametrize(
    ("day", "amended"), [("2027-01-01", "2019-96"), ("2019-06-01", "2018-157"), ("2018-06-01", "2016-40")]
)
def test_a_new_change_is_one_of_the_last_whole_list_before_it(kind, day, amended):
    """Unless the user says of which; supplements and adjustments are no whole lists."""
    new = annex.NewAnnouncement("2027-3", day, kind)
    assert make_announcement(new, Dataset.bundled()).amends == amended
    assert make_announcement(attrs.evolve(new, amends="2022-7"), Dataset.bundled()).amends == "2022-7"


def lines(*changes):
    """Make a line of each change."""
    return [
        AnnexLine(change=change, row=Row(seq=at, hs_code=f"0402910{at}", name="乳", remark="", page=1, row=at))
        for at, change in enumerate(changes)
    ]


def test_the_counts_of_a_new_announcement_are_those_of_its_lines():
    """And the total after it is that of the list before it, 1,476 lines in 2022, with what it changes."""
    data = Dataset.bundled()

    def counted(kind, *changes, day="2027-01-01", stated=None):
        made = make_announcement(
            annex.NewAnnouncement("2027-3", day, kind, amends="2019-96", stated_count=stated), data
        )
        found = fill_in_counts(made, lines(*changes), data)
        counts = (found.added, found.deleted, found.converted_in, found.converted_out, found.remarks_changed)
        return found.stated_count, found.list_total_after, counts

    none = (None,) * 5
    assert counted("replaces", "list", "list") == (2, 2, none)
    assert counted("replaces", "list", "list", stated=3) == (3, 3, none)
    assert counted("supplements", "list", "list") == (2, 1478, (2, None, None, None, None))
    assert counted("supplements", "list", "list", stated=3) == (3, 1479, (3, None, None, None, None))
    changes = ("add", "add", "add", "delete", "convert_in", "convert_out", "convert_out", "remark")
    assert counted("amends", *changes) == (None, 1477, (3, 1, 1, 2, 1))
    assert counted("amends", "delete", day="2019-06-01") == (None, 1320, (0, 1, 0, 0, 0))
    assert counted("amends", "delete", day="2010-01-01") == (None, None, (0, 1, 0, 0, 0))
    assert counted("supplements", "list", day="2010-01-01") == (1, None, (1, None, None, None, None))


def test_the_total_before_an_announcement_is_that_of_the_last_one_before_its_day():
    """1,142 lines in April 2016, and 151 more a week later."""
    known = {one.id: one for one in Dataset.bundled().announcements()}
    assert {id_: find_total_before(one, Dataset.bundled()) for id_, one in known.items()} == {
        "2016-40": None,
        "2016-47": 1142,
        "2018-157": 1293,
        "2019-96": 1321,
        "2022-7": 1413,
    }


def test_a_number_or_a_title_may_be_broken_over_lines():
    """As a narrow page prints it."""

    def recognised(*title):
        extract = Extract(kind="made", pages=1, tables=1, title=title, rows=(), notes=(), left_out=())
        found, how = recognise_announcement(extract, Dataset.bundled())
        return found.id, how

    assert recognised("财政部等公告2018年", "第157号", "附件") == ("2018-157", "the number in the file's title")
    assert recognised("跨境电子商务零售进口商品", "清单（2018年版）") == ("2018-157", "the file's title")
    assert recognised("公告2018年第157号和2019年第96号", "跨境电子商务零售进口商品清单（2019年版）") == (
        "2019-96",
        "the file's title",
    )

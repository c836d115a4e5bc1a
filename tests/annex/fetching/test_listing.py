"""The ministry's list of announcements, page by page, and what is found in it."""

import datetime

import pytest
from ministry_site import listing, page
from tables import announcement as make_row
from tables import write as write_tables

from pilotzones import Dataset
from pilotzones.annex.fetching.candidates import list_candidates
from pilotzones.annex.fetching.errors import DownloadError
from pilotzones.annex.fetching.listing import (
    MinistryList,
    date_of,
    earliest_day,
    find_entries,
    is_on_the_list,
    read_day,
)
from pilotzones.annex.fetching.records import ListedAnnouncement
from pilotzones.annex.fetching.settings import Web
from pilotzones.annex.fetching.web_client import Answer

HOME = "http://gss.mof.gov.cn/gzdt/zhengcefabu/"
LIST = "跨境电子商务零售进口商品清单"
DAY = datetime.date(2016, 4, 15)
"""The day of the second list, as the ministry has it."""


class Client:
    """Answers with pages by their number; another one is not there."""

    def __init__(self, folder, pages, missing=404, list_pages=120):
        self.web = Web(list_pages=list_pages)
        self.asked = []
        self._folder, self._pages, self._missing = folder, pages, missing

    def get(self, address):
        """Give a page."""
        self.asked.append(address.removeprefix(HOME))
        number = len(set(self.asked)) - 1
        if number >= len(self._pages):
            raise DownloadError("it is not there", address=address, status=self._missing)
        file = self._folder / f"{number}.htm"
        file.write_bytes(self._pages[number])
        return Answer(address, file, "text/html", "utf-8", len(self._pages[number]), "")


def entries(*days):
    """Write a page of the list with an entry for each day."""
    return listing([(f"{at}.htm", "关于税收的公告", day) for at, day in enumerate(days)])


def read(client, day="2016-01-01", ministry=None):
    """Read the list back to a day: the days of its entries."""
    made = ministry or MinistryList(client)
    return [str(entry.day) for entry in made.read_back_to(datetime.date.fromisoformat(day))]


def test_the_list_is_read_page_by_page(tmp_path):
    """To the end of the page on which it becomes older than the day; each page is asked for once."""
    pages = [entries("2026-01-05", "2025-01-05"), entries("2016-04-15", "2016-01-01"), entries("2015-12-31", "")]
    client = Client(tmp_path, pages)
    ministry = MinistryList(client)
    assert ministry.address == HOME
    assert read(client, "2020-01-01", ministry) == ["2026-01-05", "2025-01-05", "2016-04-15", "2016-01-01"]
    assert client.asked == ["index.htm", "index_1.htm"]
    assert read(client, "2025-01-06", ministry) == ["2026-01-05", "2025-01-05"]
    assert read(client, "2016-01-01", ministry)[-2:] == ["2015-12-31", "None"]
    assert client.asked == ["index.htm", "index_1.htm", "index_2.htm"]


def test_the_list_ends(tmp_path):
    """With the first page that is not there, or with as many as are wanted; it is not asked for beyond."""
    client = Client(tmp_path, [entries("2026-01-05"), entries("2025-01-05")])
    ministry = MinistryList(client)
    assert read(client, ministry=ministry) == ["2026-01-05", "2025-01-05"]
    assert client.asked == ["index.htm", "index_1.htm", "index_2.htm"]
    few = Client(tmp_path, [entries("2026-01-05")] * 5, list_pages=2)
    assert read(few) == ["2026-01-05"] * 2
    assert few.asked == ["index.htm", "index_1.htm"]


@pytest.mark.parametrize(
    ("pages", "missing", "address", "says"),
    [
        ([], 404, "index.htm", "it is not there"),
        ([entries("2026-01-05")], 403, "index_1.htm", "it is not there"),
        ([page("无")], 404, "index.htm", "it does not have the list of announcements that it had: its layout may be"),
        (
            [b"<html>\xff\xfe\xfd\x81\x81\x81</html>"],
            404,
            "index.htm",
            "it cannot be read: '0.htm' is neither a kind of",
        ),
    ],
)
def test_a_list_that_cannot_be_read(tmp_path, pages, missing, address, says):
    """The address of its page is said, and why."""
    with pytest.raises(DownloadError, match=says) as caught:
        read(Client(tmp_path, pages, missing))
    assert caught.value.address == HOME + address


def test_an_entry_has_a_title_a_day_and_an_address(tmp_path):
    """The title is that of the link, whole even if it is shown shortened; the day is the last one of the entry."""
    items = (
        '<li><a href="a.htm" title="关于\n很长的公告">关于...</a><span>2016-04-15</span></li>'
        '<li><a name="x">y</a><a href="../b.htm">短的<b>公告</b></a><span>第1号</span><span>2016年4月15日</span>'
        "<span>2016年5月1日</span></li><li><a href='c.htm'>没有日期</a><span>x</span></li>"
        '<li><a href="mailto:a@b.cn">邮件</a><span>2016-04-15</span></li><li>没有链接<span>2016-04-15</span></li>'
    )
    expected = [
        ListedAnnouncement("关于 很长的公告", DAY, f"{HOME}a.htm"),
        ListedAnnouncement("短的公告", datetime.date(2016, 5, 1), "http://gss.mof.gov.cn/gzdt/b.htm"),
        ListedAnnouncement("没有日期", None, f"{HOME}c.htm"),
    ]
    for marked in (
        page(f'<ul class="a liBox">{items}</ul><ul><li><a href="z.htm">z</a><span>x</span></li></ul>'),
        page(f"<ul>{items}</ul>"),
    ):
        client = Client(tmp_path, [marked])
        assert list(MinistryList(client).read_back_to(DAY)) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019-12-27", "2019-12-27"), ("2019年12月27日", "2019-12-27"), ("[2019.1.5]", "2019-01-05"),
        ("发布日期：2019/1/05 2020-01-01", "2019-01-05"), ("2019 年 1 月 5 日", "2019-01-05"), ("2019-13-27", None),
        ("1999-12-27", None), ("12-27", None), ("", None),
    ],
)  # fmt: skip
def test_a_day_is_read_from_a_text(text, day):
    """The first one in it; a day that does not exist is none."""
    found = read_day(text)
    assert (found and found.isoformat()) == day


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        (f"关于公布{LIST}的公告", True), ("关于调整跨境电商零售进口商品清单的公告", True),
        ("关于 跨境电子商务 零售进口商品清单", True), ("关于跨境电子商务零售进口税收政策的通知", False), ("关于进口商品清单", False),
    ],
)  # fmt: skip
def test_an_announcement_is_on_the_positive_list_by_its_title(title, is_one):
    """Electronic commerce is written in full or short; white space does not matter."""
    assert is_on_the_list(title) is is_one


def second_list():
    """Take the second announcement."""
    (found,) = (one for one in Dataset.bundled().announcements() if one.id == "2016-47")
    return found


def entry(page_, days, title=LIST):
    """Make an entry so many days after the announcement; None is without a day."""
    return ListedAnnouncement(title, None if days is None else DAY + datetime.timedelta(days=days), page_)


def test_entries_that_may_be_an_announcement():
    """By subject or number, within 60 days; the three nearest, those without a day last."""
    announcement = second_list()
    assert date_of(announcement) == DAY
    assert earliest_day(announcement) == datetime.date(2016, 2, 15)
    listed = [
        entry("none", None), entry("far", -60), entry("later", 60), entry("no", 0, "关于税收的公告"), entry("out", 61),
        entry("before", -61), entry("number", 24, "财政部 公告2016年 第47号"), entry("other", 0, "财政部公告2016年第4号"),
    ]  # fmt: skip
    found = find_entries(announcement, iter(listed))
    assert [one.page for one in found] == ["number", "far", "later"]
    assert [one.page for one in find_entries(announcement, iter(listed[:2]))] == ["far", "none"]
    assert find_entries(announcement, iter([entry("out", 61), entry("before", -61)])) == []
    near = [entry("b", 2), entry("a", -1), entry("c", 3), entry("d", 4)]
    assert [one.page for one in find_entries(announcement, iter(near))] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("title", "pages", "noted"),
    [
        (LIST, ["a.htm", "b.htm"], []),
        ("关于税收的公告", ["a.htm"], [(HOME, "its list has no announcement on the positive list around 2016-04-15")]),
    ],
)
def test_pages_of_the_list_come_after_the_known_ones(tmp_path, title, pages, noted):
    """Each once, and copies of all of them at the end; a list without the announcement is told."""
    listed = listing([("a.htm", title, "2016-04-15"), ("b.htm", title, "2016-04-16"), ("c.htm", "x", "2016-01-01")])
    told = []
    known = (f"{HOME}a.htm",)
    ministry = MinistryList(Client(tmp_path, [listed]))
    found = list_candidates(second_list(), known, ministry, Web(), lambda *facts: told.append(facts))
    assert [(one.page.removeprefix(HOME), one.found_by) for one in found] == [
        ("a.htm", "known page"),
        *((page_, "ministry's list") for page_ in pages[1:]),
        *((page_, "archived copy") for page_ in pages),
    ]
    assert told == noted


def test_the_day_of_an_announcement_that_is_known_in_part(tmp_path):
    """When it was published, or else issued, or else comes into force."""
    days = {"published_on": "2026-01-03", "issued_on": "2026-01-02"}
    for expected in ("2026-01-03", "2026-01-02", "2026-02-01"):
        row = make_row("2026-1", effective_from="2026-02-01", **{"published_on": "", "issued_on": "", **days})
        data = Dataset.load(write_tables(tmp_path / expected, announcements=[row]))
        assert date_of(data.announcements()[-1]).isoformat() == expected
        days.pop(next(iter(days)), None) if days else None

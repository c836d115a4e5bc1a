"""Pages as they are laid out: links of every kind, lists in the page itself, lists of several pages, copies."""

import csv
import datetime
import io
import pathlib
import subprocess
import sys
from types import SimpleNamespace

import pytest
from installed_folders import read_all
from lists import lists
from ministry_site import Reply, annex_page, attachment, listing, page, table
from pdf_files import HEADER, printed

from pilotzones import Dataset, PilotZonesError, annex
from pilotzones.annex.fetching import asking
from pilotzones.annex.fetching.candidates import list_known_pages
from pilotzones.annex.fetching.file_names import name_file

ROWS = printed(lists()["2016-47"])[1:]


def as_csv():
    """The second list as a CSV file."""
    file = io.StringIO()
    csv.writer(file).writerows([HEADER, *ROWS])
    return file.getvalue().encode("utf-8-sig")


@pytest.mark.long
@pytest.mark.parametrize(
    ("link", "address", "head"),
    [
        ("./files/P1.csv", "/a/files/P1.csv", ""),
        ("P1.CSV", "/a/P1.CSV", ""),
        (" P1.csv\n", "/a/P1.csv", ""),
        ("附件 1.csv", "/a/%E9%99%84%E4%BB%B6%201.csv", ""),
        ("/down?file=P1.csv&id=3", "/down?file=P1.csv&id=3", ""),
        ("/down?id=3#top", "/down?id=3", ""),
        ("P1.csv", "/b/P1.csv", '<base href="../b/">'),
        ("P1.csv", "/a/P1.csv", '<base href="http://[">'),
        ("list.html", "/a/list.html", ""),
    ],
)
def test_links_of_every_kind(site, known, get, link, address, head):
    """Relative, in capitals, with blanks and Chinese characters, with a query, under a base."""
    found = site.put(
        address, as_csv() if ".html" not in address else annex_page("2016-47"), media="application/octet-stream"
    )
    again = attachment(link, "附件：清单.csv" if "down" in link else "附件：清单")
    done = get(known(site.put("/a/b.htm", page("公告", again, again, attachment("http://[", "附件.xls"), head=head))))
    assert done.installed.download.address == found
    assert done.tried == ()
    assert site.asked.count(found) == 1


def test_the_one_that_looks_like_the_annex_is_tried_first(site, known, get):
    """A text, an explanation and another file come after it, and are not even asked for."""
    site.put("/2.csv", as_csv())
    links = [
        ("0.pdf", "财政部公告"),
        ("1.doc", "附件清单解读"),
        ("2.csv", "附件：清单"),
        ("3.xls", "附件"),
        ("a.htm", "清单解读"),
    ]
    address = site.put("/a.htm", page("公告", *(attachment(*link) for link in links)))
    get(known(address))
    assert [asked.removeprefix(site.home) for asked in site.asked] == ["/robots.txt", "/a.htm", "/2.csv"]


def test_no_more_attachments_than_a_dozen(site, fails):
    """A page of a hundred files is not an announcement."""
    address = site.put("/a.htm", page("公告", *(attachment(f"{number}.pdf", "附件") for number in range(100))))
    assert len([attempt for attempt in fails(address).tried if attempt.address.endswith(".pdf")]) == 12


@pytest.mark.long
@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
@pytest.mark.parametrize("declared", [True, False])
def test_a_list_of_several_pages(site, known, get, charset, declared):
    """Each leads to the next; what is not text of the page is left out; the pages are joined in their order."""
    for index in range(4):
        links = attachment(f"list_{index + 1}.htm" if index < 3 else "list.htm", "下一页" if index < 3 else "[1]")
        part = page(table([HEADER, *ROWS[index * 40 : (index + 1) * 40]]), links, encoding=charset)
        part = part if declared else part.replace(f'<meta charset="{charset}">'.encode(), b"")
        site.put(f"/list{f'_{index}' if index else ''}.htm", part, media=f"text/html; charset={charset}")
    done = get(known(f"{site.home}/list.htm")).installed
    assert (done.file, done.lines, done.download.pages) == ("joined-list.htm", 151, 4)
    assert str(done).endswith(f"joined from 4 pages, {site.home}/list.htm")


def test_numbered_links_in_any_order(site, known, get):
    """The numbers of the addresses are the order; a link without words counts too."""
    links = "".join(attachment(f"list_{index}.htm", f"[{index + 1}]") for index in (2, 1))
    for index in range(3):
        part = page(table([HEADER, *ROWS[index * 60 : (index + 1) * 60]]), links)
        site.put(f"/list{f'_{index}' if index else ''}.htm", part)
    installed = get(known(f"{site.home}/list.htm")).installed
    assert (installed.lines, installed.download.pages) == (151, 3)


def test_a_further_page_that_is_not_there(site, fails):
    """The list is not taken for whole."""
    script = "createPageHTML(3, 0, 'a', 'htm');"
    address = site.put("/a.htm", page(table([HEADER, *ROWS]), script=script))
    (first, *_) = fails(address).tried
    missing = f"{site.home}/a_1.htm, could not be read: there is nothing at this address (HTTP 404)"
    assert str(first) == f"{address}: a further page of its list, {missing}"


def test_a_list_without_an_end(site, fails):
    """Pages that lead on for ever are left."""
    for index in range(9):
        site.put(f"/{index}.htm", page(table([HEADER, ROWS[index]]), attachment(f"{index + 1}.htm", "下一页")))
    (first, *_) = fails(f"{site.home}/0.htm", parts=5).tried
    assert first.outcome == "its list is spread over more than 5 pages"


def test_a_list_that_is_too_large_for_its_links_to_be_read(site, known, get, small_annex):
    """It is read as a file, in a process of its own."""
    address = site.put("/a.htm", small_annex)
    assert get(known(address), largest_page=100).installed.lines == 151


def test_an_attachment_beside_a_table(site, known, get):
    """The page has both; the attachment cannot be read, so the page is."""
    site.put("/a.xls", b"damaged")
    address = site.put("/a.htm", page(attachment("a.xls", "附件"), table([HEADER, *ROWS])))
    done = get(known(address))
    assert (done.installed.file, len(done.tried)) == ("a.htm", 1)


def test_a_page_of_ones_own(site, known, get, output):
    """It is asked first and alone, on whatever host it is; also the file itself; the known page is left."""
    known_page = site.put("/known.htm", annex_page("2016-47"))
    own = site.put("/own.csv", as_csv())
    done = get(known(known_page), page=f" {own} ", hosts=("gov.cn",))
    assert (done.found_by, done.installed.download.address) == ("your page", own)
    assert known_page not in site.asked
    assert done.installed.download.pages == 1
    assert any(own.encode() in content for name, content in read_all(output).items() if "sources" in str(name))


def test_a_file_of_ones_own_that_is_not_the_annex(site, fails):
    """It is read, not searched for links."""
    own = site.put("/own.csv", as_csv())
    (attempt,) = fails(site.home, page=own).tried
    assert attempt.outcome.startswith("it fails the checks for the annex: announcement: ") or "count" in attempt.outcome


def test_the_pages_that_an_older_folder_names():
    """An announcement that a user added before the table of pages existed has its official pages."""
    data = Dataset.load(pathlib.Path(__file__).parents[2] / "tables" / "format_1")
    assert list_known_pages(data.announcements()[-1], data) == ("https://example.org/a", "https://example.org/b")


def test_a_page_of_ones_own_that_fails(site, fails):
    """Nothing else is asked; it is the page to open by hand."""
    own = f"{site.home}/own.htm"
    error = fails(site.put("/known.htm", annex_page("2016-40")), page=own)
    assert [attempt.address for attempt in error.tried] == [own]
    assert f"Open {own} in a browser" in str(error)


@pytest.mark.usefixtures("before")
def test_what_is_installed_is_not_downloaded_again(known, get, site):
    """Nothing is asked."""
    done = get(known(f"{site.home}/a.htm"))
    assert done.was_installed
    assert str(done).endswith(", installed already")
    assert site.asked == []


def test_an_archived_copy(site, known, get):
    """Of the known page, and of its attachment under the original's address; both through the archive."""
    original = f"{site.home}/a/b.htm"
    site.put(f"/web/2016id_/{original}", page("公告", attachment("/c/清单.csv", "附件")))
    copy = site.put(f"/web/2016id_/{site.home}/c/%E6%B8%85%E5%8D%95.csv", as_csv())
    done = get(known(original))
    assert done.found_by == "archived copy"
    assert (done.installed.download.address, done.installed.download.is_archived) == (copy, True)
    assert str(done).endswith(f", an archived copy, {copy}, archived copy")


# The ministry's list


def test_the_list_is_searched(site, known, get, small_annex):
    """By subject and by number, around the day; the nearest day first; a known page that failed is not asked twice."""
    address = f"{site.home}/list/known.htm"
    entries = [
        ("a.htm", "关于跨境电子商务零售进口商品清单的说明", "2016-05-20"),
        ("known.htm", "关于公布跨境电子商务零售进口商品清单的公告", "2016-04-15"),
        ("b.htm", "财政部公告2016年第47号", "2016-04-16"),
        ("c.htm", "关于跨境电子商务零售进口商品清单的公告", ""),
        ("d.htm", "关于跨境电子商务零售进口商品清单的公告", "2014-13-45"),
        ("mailto:a@b.cn", "关于跨境电子商务零售进口商品清单的公告", "2016-04-15"),
    ]
    site.put("/list/index.htm", listing(entries))
    wanted = site.put("/list/b.htm", small_annex)
    done = get(known(address))
    assert (done.found_by, done.installed.download.address) == ("ministry's list", wanted)
    assert site.asked.count(address) == 1


def test_a_list_in_another_layout(site, get, small_annex):
    """Any list whose items have a link and a day."""
    item = f"<li>{attachment('b.htm', '跨境电子商务零售进口商品清单')}<span>[2016年4月15日]</span></li>"
    site.put("/list/index.htm", page(f"<ul>{item}<li>没有链接</li></ul>"))
    site.put("/list/b.htm", small_annex)
    assert get(Dataset.bundled()).found_by == "ministry's list"


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (
            Reply(page("无")),
            "it does not have the list of announcements that it had: its layout may be another one now",
        ),
        (Reply(b"<html>\xff\xfe\xfd\x81\x81\x81</html>"), "it cannot be read: 'index.htm' is neither a kind of file"),
        (Reply(status=412), "the server wants a browser (HTTP 412)"),
        (
            Reply(listing([("a.htm", "关于税收的公告", "2026-01-01")])),
            "its list has no announcement on the positive list around 2016-04-15",
        ),
    ],
)
def test_a_list_that_does_not_help(site, get, reply, says):
    """It is said with the others; the list is the page to open by hand, as no other is known."""
    site.put("/list/index.htm", reply)
    with pytest.raises(annex.AnnexFetchError) as caught:
        get(Dataset.bundled())
    assert caught.value.tried[0].outcome.startswith(says)
    assert f"Open {site.home}/list/ in a browser" in str(caught.value)


def test_a_later_page_of_the_list_that_fails(site, get):
    """The search is not taken for complete."""
    site.put("/list/index.htm", listing([("a.htm", "关于税收的公告", "2026-01-01")]))
    site.put("/list/index_1.htm", status=403)
    with pytest.raises(annex.AnnexFetchError) as caught:
        get(Dataset.bundled())
    assert str(caught.value.tried[0]) == f"{site.home}/list/index_1.htm: the server refuses programs (HTTP 403)"


def test_the_page_that_the_list_has_is_the_one_to_open_by_hand(site, get):
    """Where no page is known."""
    entry = ("a.htm", "跨境电子商务零售进口商品清单", "2016-04-15")
    site.put("/list/index.htm", listing([entry]))
    with pytest.raises(annex.AnnexFetchError, match=f"Open {site.home}/list/a.htm in a browser"):
        get(Dataset.bundled())


def test_the_first_of_several_known_pages_is_the_one_to_open_by_hand(site, known, get):
    """Whatever else was asked."""
    first, second = f"{site.home}/a.htm", f"{site.home}/b.htm"
    with pytest.raises(annex.AnnexFetchError, match=f"Open {first} in a browser"):
        get(known(first, second))


def test_no_more_pages_of_the_list_than_wanted(site, get):
    """A list that does not end is left."""
    for index in range(9):
        site.put(f"/list/index{f'_{index}' if index else ''}.htm", listing([("a.htm", "关于税收的公告", "2026-01-01")]))
    with pytest.raises(annex.AnnexFetchError):
        get(Dataset.bundled(), list_pages=3)
    assert len([asked for asked in site.asked if "/list/" in asked]) == 3


# What the caller passes in


@pytest.mark.parametrize(
    "address", ["", "a.htm", "ftp://gov.cn/a", "http://", "http://[", "http://a:b/", "http://a b/", None, 3]
)
def test_a_page_that_is_not_an_address(address):
    """It is refused before anything is asked; None means no page."""
    if address is None:
        address = b"http://a.gov.cn"
    with pytest.raises(annex.AnnexError, match="is not the address of a page: write it like https"):
        annex.fetch("2016-47", page=address, data=Dataset.bundled())


def test_an_announcement_that_is_not_known():
    """The known ones are named."""
    with pytest.raises(annex.AnnexError, match="'2016-48' is not an announcement of the data, which has 2016-40"):
        annex.fetch("2016-48", data=Dataset.bundled())


def test_an_error_of_the_public_function_is_raised(site, output):
    """With all its facts."""
    own = f"{site.home}/own.htm"
    with pytest.raises(annex.AnnexFetchError) as caught:
        annex.fetch("2016-47", page=own, output=output)
    assert caught.value.tried == (annex.Attempt(own, "there is nothing at this address (HTTP 404)"),)
    assert not output.exists()


@pytest.mark.parametrize(("name", "value"), [("progress", 3), ("output", 3), ("data", "2016-47")])
def test_an_argument_of_another_type(name, value):
    """It is named before anything is asked."""
    with pytest.raises(PilotZonesError, match=name) as caught:
        annex.fetch(**{"announcement": "2016-47", name: value})
    assert isinstance(caught.value, TypeError)


@pytest.mark.parametrize(("hour", "day"), [(15, "2026-03-01"), (16, "2026-03-02")])
def test_the_day_of_a_download_is_that_of_china(site, known, get, small_annex, monkeypatch, hour, day):
    """It begins at four in the afternoon of the day before, in universal time."""

    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.datetime(2026, 3, 1, hour, 59, tzinfo=datetime.timezone.utc).astimezone(tz)

    facts = {name: getattr(datetime, name) for name in ("timezone", "timedelta", "date")}
    monkeypatch.setattr(asking, "datetime", SimpleNamespace(datetime=Clock, **facts))
    assert get(known(site.put("/a.htm", small_annex))).installed.download.day == day


def test_nothing_is_loaded_before_it_is_used():
    """Those who read files need no client of the web; a name that is not there is an error as ever."""
    code = (
        "import sys; from pilotzones import annex; "
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'httpx', 'tenacity', 'lxml'}), "
        "'fetch' in dir(annex), annex.fetch.__module__)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said == "[] True pilotzones.annex.fetching.asking\n"
    with pytest.raises(AttributeError, match=r"module 'pilotzones.annex' has no attribute 'fetches'"):
        annex.fetches  # noqa: B018


def test_progress_is_reported(site, output, small_annex):
    """The name of each file, the bytes so far, and their number."""
    reported = []
    own = site.put("/own.htm", small_annex)
    done = annex.fetch("2016-47", page=own, output=output, progress=lambda *facts: reported.append(facts))
    assert reported[-1] == ("own.htm", len(small_annex), len(small_annex))
    assert done.installed == annex.installed(output)[0]
    assert annex.installed(output)[0].download.size == len(small_annex)


@pytest.mark.parametrize(
    ("disposition", "address", "name"),
    [
        ("", "https://a.gov.cn/b/P1.pdf?c=d.xls", "P1.pdf"),
        ("", "https://a.gov.cn/", "page"),
        ("", "https://a.gov.cn/%E6%B8%85%E5%8D%95.xls", "清单.xls"),
        ("", "https://a.gov.cn/..%2F..%2Fetc%2Fpasswd", "passwd"),
        ('attachment; filename="a/b\\c.xls"', "https://a.gov.cn/", "c.xls"),
        ("attachment; filename*=UTF-8''%E6%B8%85%E5%8D%95.xls", "https://a.gov.cn/", "清单.xls"),
        ("attachment; filename=清单.xls", "https://a.gov.cn/", "清单.xls"),
        ('attachment; filename=".."', "https://a.gov.cn/", "page"),
        ("attachment", "https://a.gov.cn/P1.pdf", "P1.pdf"),
        ("", "https://a.gov.cn/%1b%5b2J=%E6%B8%85.xls", "[2J=清.xls"),
        ("", "https://a.gov.cn/=HYPERLINK(1).xls", "HYPERLINK(1).xls"),
        (f'attachment; filename="{"长" * 300}.xls"', "https://a.gov.cn/", "长" * 60 + ".xls"),
        (f'attachment; filename="a.{"长" * 80}.xls"', "https://a.gov.cn/", "长" * 60 + ".xls"),
        ("", "https://a.gov.cn/a.abcdefghijklm", "a.abcdefghij"),
        ("", "https://a.gov.cn/list/", "list"),
        ("", "https://a.gov.cn/list%5C", "list"),
        ("", "https://a.gov.cn/INDEX", "INDEX"),
        ("", "https://a.gov.cn/a%3C%3E%3A%22%7C%3F*b.xls", "ab.xls"),
        ("", "https://a.gov.cn/.xls", "xls"),
    ],
)
def test_the_name_of_a_file(disposition, address, name):
    """As the server or its address gives it, in UTF-8 or GBK, without folders and not too long."""
    assert name_file(disposition.encode(), address) == name
    assert name_file(disposition.encode("gbk"), address) == name


def test_the_name_of_a_file_in_no_encoding():
    """What is not a character is shown as such."""
    assert name_file(b'attachment; filename="\xff\xff\xffa.xls"', "https://a.gov.cn/").endswith("\ufffda.xls")

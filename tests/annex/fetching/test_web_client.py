"""Downloads by themselves: what is saved, under which name, and whom the client asks."""

import pytest
from ministry_site import Reply

from pilotzones import Dataset
from pilotzones.annex.fetching.candidates import Candidate, list_candidates, list_known_pages
from pilotzones.annex.fetching.errors import DownloadError
from pilotzones.annex.fetching.listing import MinistryList
from pilotzones.annex.fetching.settings import Web
from pilotzones.annex.fetching.web_client import open_client


@pytest.fixture
def client(tmp_path, web):
    """A client of the server on loopback."""
    with open_client(tmp_path, web(largest=9), None) as opened:
        yield opened


def test_a_file_is_saved_under_its_own_name(site, client):
    """As the server names it, or its address; two of the same name are two files; with what the server states."""
    named = {"Content-Disposition": "attachment; filename=list.xls"}
    facts = {"media": "Application/PDF; charset=GBK", "headers": named}
    one = client.get(site.put("/down?id=1", b"1", **facts))
    other = client.get(site.put("/down?id=2", b"22", media="", headers=named))
    assert (one.file.name, one.file.read_bytes(), one.media, one.charset, one.size) == (
        "list.xls", b"1", "application/pdf", "gbk", 1,
    )  # fmt: skip
    assert (other.file.name, other.file.read_bytes(), other.media, other.charset) == ("list.xls", b"22", "", "")
    assert one.file != other.file
    assert client.get(site.put("/P1.pdf", b"3")).file.name == "P1.pdf"


def test_the_largest_file(site, client):
    """One of the largest size is taken, whether its size is stated or not."""
    assert client.get(site.put("/a", b"123456789")).size == 9
    with pytest.raises(DownloadError, match="the most that is taken"):
        client.get(site.put("/b", b"1234567890"))


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (404, "there is nothing at this address (HTTP 404)"), (410, "there is nothing at this address (HTTP 410)"),
        (411, "the server gives no file (HTTP 411)"), (500, "the server fails (HTTP 500)"),
        (499, "the server gives no file (HTTP 499)"),
    ],
)  # fmt: skip
def test_what_a_status_means(site, tmp_path, web, status, says):
    """Whether there is nothing, or the server fails."""
    with open_client(tmp_path, web(attempts=1), None) as client, pytest.raises(DownloadError) as caught:
        client.get(site.put("/a", Reply(status=status)))
    assert (str(caught.value), caught.value.status, caught.value.address) == (says, status, f"{site.home}/a")


def test_hosts_that_nobody_named_are_not_asked(site, tmp_path, web):
    """Nor their robots.txt; those that the user names are, besides those of the settings."""
    address = site.put("/a", b"1")
    with open_client(tmp_path, web(hosts=("gov.cn",)), None) as client:
        with pytest.raises(
            DownloadError, match=r"it leads to 127\.0\.0\.1, which is not within gov\.cn\. If you trust"
        ):
            client.get(address)
        assert site.asked == []
        assert client.get(address, ("127.0.0.1",)).size == 1


def test_known_pages_may_be_on_any_host():
    """Each with its own host; then the list's, and then copies of all of them, none twice."""
    (announcement,) = (one for one in Dataset.bundled().announcements() if one.id == "2016-47")
    noted = []

    class Nowhere:
        web = Web()

        @staticmethod
        def get(address):
            raise DownloadError("it is not there", address=address)

    known = ("https://a.cn/1", "http://b.cn:80/2")
    found = list_candidates(announcement, known, MinistryList(Nowhere), Web(), lambda *facts: noted.append(facts))
    copies = "http://web.archive.org/web/2016id_/"
    assert list(found) == [
        Candidate("https://a.cn/1", "known page", ("a.cn",), ""),
        Candidate("http://b.cn:80/2", "known page", ("b.cn",), ""),
        Candidate("https://a.cn/1", "archived copy", (), copies),
        Candidate("http://b.cn:80/2", "archived copy", (), copies),
    ]
    assert noted == [(f"{Web().announcements}index.htm", "it is not there")]
    assert list_known_pages(announcement, Dataset.bundled()) == announcement.official_pages

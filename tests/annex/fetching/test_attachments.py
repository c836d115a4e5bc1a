"""From a page to the files that may be the annex: a client that answers from memory, and no file that is one."""

import pytest

from pilotzones import Dataset
from pilotzones.annex.fetching import attachments
from pilotzones.annex.fetching.attachments import find_annex
from pilotzones.annex.fetching.candidates import Candidate
from pilotzones.annex.fetching.errors import DownloadError
from pilotzones.annex.fetching.settings import Web
from pilotzones.annex.fetching.web_client import Answer

HOME = "https://www.gov.cn/"
COPY = "https://web.archive.org/web/2016id_/"
CODES = "<table><tr><td>04029100<td>乳</table>"


@pytest.fixture
def find(tmp_path, monkeypatch):
    """Look for an annex on a page: what was noted, by the end of each address, and which files were read."""
    read = []

    own = Dataset.bundled()

    def refuse(file, announcement, *, data):
        assert (announcement.id, data) == ("2016-47", own)
        read.append((file.name, file.read_bytes()))
        raise attachments.AnnexFileError("it is none", file=file.name)

    monkeypatch.setattr(attachments, "read", refuse)

    def run(files, candidate=None, **limits):
        class Client:
            web = Web(**limits)

            @staticmethod
            def get(address, hosts):
                assert hosts == ("a.cn",)
                name = address.removeprefix(HOME)
                if name not in files:
                    raise DownloadError("it is not there", address=address)
                asked.append(name)
                content, media, *last = files[name] if isinstance(files[name], tuple) else (files[name], "")
                file = tmp_path / name.replace("/", "-")
                file.write_bytes(content.encode() if isinstance(content, str) else content)
                return Answer(*last or (address,), file, media, "utf-8", file.stat().st_size, "")

        (announcement,) = (one for one in own.announcements() if one.id == "2016-47")
        noted, asked = [], []
        page = candidate or Candidate(f"{HOME}a.htm", "known page", hosts=("a.cn",))
        found = find_annex(announcement, page, Client, own, lambda *facts: noted.append(facts))
        assert found is None
        assert len(asked) == len(set(asked))
        return [(address.removeprefix(HOME), why) for address, why in noted], read

    return run


NONE = "it cannot be read as the annex: it is none"


@pytest.mark.parametrize(
    "tag", ["<!DOCTYPE html>", "<HTML>", "<head>", "<body>", "<meta a>", "<script>a()</script>", "<table>", "<div>"]
)
def test_a_file_with_a_tag_is_a_page(find, tag):
    """At its beginning; it is searched for links, and if it has none, it says so."""
    noted, read = find({"a.htm": f"{' ' * 4000}{tag}"})
    what = (
        "it is a page of scripts only, which a browser has to run"
        if "a()" in tag
        else "it has no attachment and no table of tariff codes"
    )
    assert (noted, read) == ([("a.htm", what)], [])


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.4 <html>", b"PK\x03\x04<html>", b"\xd0\xcf\x11\xe0<html>", b"a,b", b"<htmlx>", b" " * 5000 + b"<html>"],
)
def test_other_files_are_read_as_they_are(find, content):
    """Files of a kind that may have an annex, whatever is in them."""
    assert find({"a.htm": content}) == ([("a.htm", NONE)], [("a.htm", content)])


def test_a_page_that_is_too_large_is_read_as_a_file(find):
    """Its links are not looked for."""
    page = f"<html><a href='1.xls'>附件</a>{' ' * 100}"
    assert find({"a.htm": page, "1.xls": "x"}, largest_page=len(page.encode()) - 1)[1] == [("a.htm", page.encode())]
    assert find({"a.htm": page, "1.xls": "x"}, largest_page=len(page.encode()))[0] == [("1.xls", NONE)]


@pytest.mark.parametrize(
    "media",
    [
        "image/png", "audio/mpeg", "video/mp4", "font/woff2", "application/json", "application/javascript",
        "text/javascript", "text/css",
    ],
)  # fmt: skip
def test_files_that_are_never_an_annex(find, media):
    """By what the server says they are."""
    says = f"it is {media}, and neither a page nor a file with a table"
    assert find({"a.htm": ("<html>", media)}) == ([("a.htm", says)], [])
    for other in ("text/html", "application/pdf", "application/octet-stream", ""):
        assert find({"a.htm": ("a,b", other)})[0] == [("a.htm", NONE)]


def test_each_attachment_is_tried_and_then_the_page(find):
    """One that fails does not stop the others; no more than are wanted."""
    links = "".join(f"<a href='{number}.xls'>附件{number}</a>" for number in range(1, 5))
    files = {"a.htm": f"<html>{links}{CODES}", "1.xls": "1", "3.xls": "3", "4.xls": ("4", "image/gif")}
    noted, read = find(files)
    assert noted == [
        ("1.xls", NONE), ("2.xls", "it is not there"), ("3.xls", NONE),
        ("4.xls", "it is image/gif, and neither a page nor a file with a table"), ("a.htm", NONE),
    ]  # fmt: skip
    assert [name for name, _ in read] == ["1.xls", "3.xls", "a.htm"]
    assert [address for address, _ in find(files, attachments=2)[0]] == ["1.xls", "2.xls", "a.htm"]
    assert [address for address, _ in find(files | {"a.htm": f"<html>{links}"})[0]] == [
        "1.xls",
        "2.xls",
        "3.xls",
        "4.xls",
    ]


def test_a_page_without_anything(find):
    """Of scripts alone; in no encoding; not there."""
    assert find({"a.htm": "<html><script>a()</script>"})[0] == [
        ("a.htm", "it is a page of scripts only, which a browser has to run")
    ]
    ((address, why),) = find({"a.htm": b"<html>\xff\xfe\xfd\x81\x81\x81"})[0]
    assert (address, why.partition(" nor text")[0]) == (
        "a.htm", "it cannot be read: 'a.htm' is neither a kind of file that can be read",
    )  # fmt: skip
    assert find({})[0] == [("a.htm", "it is not there")]


def test_a_list_on_several_pages_is_joined(find):
    """In the order of their numbers, as one file; a page that is missing is said of the first one."""
    files = {
        "a.htm": f"<html><title>清 &amp; 单</title><p>先{CODES}<a href='a_2.htm'>[3]</a><a href='a_1.htm'>[2]</a>",
        "a_1.htm": f"<html><div id=zoom>中{CODES}</div>尾<a href='a.htm'>[1]</a><a href='a_3.htm'>下一页</a>",
        "a_2.htm": f"<html>后{CODES}<a href='a.htm'>[1]</a><a href='a_1.htm'>[2]</a>",
        "a_3.htm": f"<html>末{CODES}",
    }
    noted, read = find(files)
    assert (noted, [name for name, _ in read]) == ([("a.htm", NONE)], ["joined-a.htm"])
    text = read[0][1].decode()
    assert text.startswith(
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>清 &amp; 单</title></head><body>\n'
    )
    assert text.endswith("\n</body></html>\n")
    assert text.count("04029100") == 4
    assert text.index("先") < text.index("中") < text.index("后") < text.index("末")
    assert "尾" not in text
    assert find(files, parts=2)[0] == [("a.htm", "its list is spread over more than 2 pages")]
    del files["a_2.htm"]
    says = f"a further page of its list, {HOME}a_2.htm, could not be read: it is not there"
    assert find(files)[0] == [("a.htm", says)]


def test_links_are_those_of_the_page_that_was_redirected_to(find):
    """Relative to where it is, and not to where it was looked for."""
    files = {"a.htm": ("<html><a href='1.xls'>附件</a>", "text/html", f"{HOME}b/c.htm"), "b/1.xls": "1"}
    assert find(files)[0] == [("b/1.xls", NONE)]


def test_an_archived_copy_has_the_links_of_the_original(find):
    """All of them are asked for in the archive."""
    files = {f"{COPY}{HOME}a/b.htm": "<html><a href='../1.xls'>附件</a>", f"{COPY}{HOME}1.xls": "1"}
    candidate = Candidate(f"{HOME}a/b.htm", "archived copy", hosts=("a.cn",), prefix=COPY)
    assert find(files, candidate)[0] == [(f"{COPY}{HOME}1.xls", NONE)]


@pytest.mark.parametrize(("count", "more"), [(1, ""), (2, " (and 1 more)"), (1201, " (and 1,200 more)")])
def test_a_file_that_fails_the_checks_says_the_first(count, more):
    """And how many more there are."""
    assert (
        attachments._describe(["first", *["other"] * (count - 1)]) == f"it fails the checks for the annex: first{more}"
    )

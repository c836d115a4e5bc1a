"""A page of an official site: its text, its attachments, its further pages."""

import pytest

from pilotzones.annex.fetching.web_client import Answer
from pilotzones.annex.fetching.web_pages import WebPage, split_number

ADDRESS = "http://gss.mof.gov.cn/a/b.htm"


@pytest.fixture
def read(tmp_path):
    """Read a page from its text."""

    def make(text, address=ADDRESS):
        file = tmp_path / "b.htm"
        file.write_text(text, "utf-8")
        return WebPage(Answer(address, file, "text/html", "utf-8", file.stat().st_size, ""), address)

    return make


@pytest.fixture
def attached(read):
    """List the attachments of a page with these links, by the end of their addresses."""

    def make(*links):
        page = read("".join(f'<p><a href="{address}">{text}</a></p>' for address, text in links))
        return [link.address.removeprefix("http://gss.mof.gov.cn/a/") for link in page.list_attachments()]

    return make


@pytest.mark.parametrize(
    "suffix", ["xls", "xlsx", "pdf", "doc", "docx", "ods", "csv", "et", "wps", "ofd", "zip", "rar"]
)
def test_files_are_attachments(attached, suffix):
    """By the end of the address, of a value in it, or of the text, in any case; with a bracket or not."""
    assert attached((f"1.{suffix}", "x")) == [f"1.{suffix}"]
    assert attached((f"1.{suffix.upper()}", "x")) == [f"1.{suffix.upper()}"]
    assert attached((f"down?f=1.{suffix}&amp;id=3", "x")) == [f"down?f=1.{suffix}&id=3"]
    assert attached(("down?id=3", f"（清单.{suffix} ）")) == ["down?id=3"]
    assert attached(("down?id=3", f"清单.{suffix} 说明"), (f"{suffix}", "x"), ("1.exe", "x")) == []


@pytest.mark.parametrize("end", ["c.htm", "c.html", "c.shtml", "c.jhtml", "c.jsp", "c.asp", "c.aspx", "c.php", "c/"])
def test_pages_that_are_called_an_annex_are_attachments(attached, end):
    """By their text; other pages are not."""
    named = ("附件1", "附表", "跨境电子商务零售进口商品清单", "跨境电商零售进口商品清单（2019年版）")
    for text in named:
        assert attached((end, text)) == [end]
    assert (
        attached((end, "公告"), (end, "关于附件的说明"), (end, "零售进口商品清单的解读和有关问题的回答以及其他")) == []
    )


def test_addresses_of_no_kind_are_attachments_if_they_are_called_so(attached):
    """A download by number; a list by its name alone may be anything."""
    assert attached(("down?id=3", "附件：清单"), ("down?id=4", "零售进口商品清单")) == ["down?id=3"]


def test_the_page_itself_is_no_attachment(attached):
    """Nor is a link to a place in it, or to what is not on the web."""
    assert attached(("b.htm#1", "附件1"), ("mailto:a@b.cn", "附件1"), ("c.htm", "附件2")) == ["c.htm"]


def test_attachments_that_look_most_like_the_annex_come_first(attached):
    """Those that are called annex, list or table, before explanations; files before pages; else in their order."""
    links = [
        ("0.pdf", "公告"), ("1.doc", "附件清单解读"), ("2.doc", "附件答记者问"), ("3.doc", "附件问答"), ("4.doc", "附件新闻稿"),
        ("5.htm", "附件新清单"), ("6.xls", "附件新清单"), ("7.xls", "附表"), ("8.xls", "清单"), ("9.xls", "调整表"),
        ("%E9%99%84%E4%BB%B6.xls", "x"), ("10.xls", "附件"),
    ]  # fmt: skip
    assert attached(*links) == [
        "6.xls", "5.htm", "7.xls", "8.xls", "9.xls", "%E9%99%84%E4%BB%B6.xls", "10.xls", "0.pdf", "1.doc", "2.doc",
        "3.doc", "4.doc",
    ]  # fmt: skip


def test_links_are_listed_once(read):
    """With all that they are called, in links, frames and embedded files; relative to the base of the page."""
    page = read(
        '<base href="../c/"><a href="1.xls">清<b>单</b></a><a title="附件 1" href="1.xls"> 下载 </a><a>x</a>'
        '<iframe src="2.htm"></iframe><a name="y" src="4.xls">z</a><embed src="3.pdf">'
    )
    home = "http://gss.mof.gov.cn/c/"
    assert page.list_links() == (("清单 下载 附件 1", f"{home}1.xls"), ("", f"{home}2.htm"), ("", f"{home}3.pdf"))
    wrong = read('<base href="http://["><a href="1.xls">x</a>')
    assert wrong.list_links() == (("x", "http://gss.mof.gov.cn/a/1.xls"),)


def test_title_and_text(read):
    """The title on one line, and blank without one; the text without scripts, styles and white space."""
    page = read(
        "<title> 公告\n 一 </title><style>a{}</style><noscript>b</noscript><p>第 <i>3</i> 号<script>c()</script>尾 <p>完"
    )
    assert (page.title, page.text) == ("公告 一", "第3号尾完")
    assert read("<p>x").title == ""


@pytest.mark.parametrize(
    ("text", "is_scripts"),
    [
        ("<script src='a.js'></script>", True),
        ("<script>a()</script>", True),
        ("<script> </script>", False),
        ("", False),
        (f"<script>a()</script>{'字' * 59}", True),
        (f"<script>a()</script>{'字' * 60}", False),
    ],
)
def test_a_page_of_scripts(read, text, is_scripts):
    """It has scripts, and fewer than 60 characters."""
    assert read(f"<html><body>{text}").is_scripts_only is is_scripts


CODE = "<table><tr><{0}>04029100</{0}></tr></table>"
MARKS = ("class='a my_doccontent'", "id='UCAP-CONTENT'", "id='zoom'", "class='pages_content'", "class='TRS_Editor b'")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("cell", ["td", "th"])
def test_the_text_of_a_page_is_where_its_codes_are(read, mark, cell):
    """Of elements that sites mark as the text, the first with codes, or else the first; without any, the page."""
    table = CODE.format(cell)
    page = read(f"<div id='zoom'>先</div><div {mark}><i>x</i>{table}</div>")
    assert page.holds_codes
    assert "x04029100" in "".join(page.content.itertext())
    assert "先" not in "".join(page.content.itertext())
    plain = read(f"<p>前<div {mark}>x</div>")
    assert ("".join(plain.content.itertext()), plain.holds_codes) == ("x", False)
    assert "前" in "".join(read(f"<p>前{table}").content.itertext())
    assert "前" in "".join(read("<p>前").content.itertext())


@pytest.mark.parametrize("text", ["下一页", "下页", "后一页", "后页", "下一页>>", "next", "Next Page", "»", ">>"])
def test_a_link_to_the_next_page_is_a_further_page(read, text):
    """However it is called; others are not."""
    escaped = text.replace(">", "&gt;")
    page = read(f"<a href='c.htm'>{escaped}</a><a href='d.htm'>下一页的说明</a><a href='b.htm'>{escaped}</a>")
    assert page.list_parts() == ("http://gss.mof.gov.cn/a/c.htm",)


def test_numbered_addresses_are_further_pages(read):
    """If they differ in the number alone."""
    links = ["b_1.htm", "b_2.htm", "b_3.html", "c_1.htm", "b_100.htm", "b.htm", "b_1.htm"]
    page = read("".join(f"<a href='{link}'>[1]</a>" for link in links))
    home = "http://gss.mof.gov.cn/a/"
    assert page.list_parts() == (f"{home}b_1.htm", f"{home}b_2.htm")
    assert read("<a href='d'>[1]</a>", "http://gss.mof.gov.cn/a").list_parts() == ()


@pytest.mark.parametrize(
    "call",
    ['createPageHTML(3, 0, "b", "htm");', "createPageHTML( 3 ,1 , 'b' , 'htm' )", "x();createPageHTML(3,0,'b','htm')"],
)
def test_a_script_names_further_pages(read, call):
    """As those of official sites do, with the number of the pages."""
    home = "http://gss.mof.gov.cn/a/"
    assert read(f"<script src='a'></script><script>{call}</script>").list_parts() == (
        f"{home}b_1.htm",
        f"{home}b_2.htm",
    )


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("http://a/b.htm", ("http://a/b", 0, ".htm")),
        ("http://a/b_12.htm", ("http://a/b", 12, ".htm")),
        ("http://a/b_123.htm", ("http://a/b_123", 0, ".htm")),
        ("http://a/b", ("http://a/b", 0, "")),
    ],
)
def test_the_number_in_an_address(address, parts):
    """Of one page of several; 0 for the first."""
    assert split_number(address) == parts

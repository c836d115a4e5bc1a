"""Addresses and links, as they are written on official pages."""

import pytest

from pilotzones.annex import AnnexError
from pilotzones.annex.fetching.addresses import (
    check_address,
    follow_link,
    is_allowed,
    keep_printable,
    list_ways,
    read_host,
    read_origin,
)

PAGE = "http://www.mof.gov.cn/a/b.htm"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("c.xls", "http://www.mof.gov.cn/a/c.xls"),
        ("/c.xls", "http://www.mof.gov.cn/c.xls"),
        ("../c.xls", "http://www.mof.gov.cn/c.xls"),
        ("https://www.gov.cn/c.xls", "https://www.gov.cn/c.xls"),
        ("//www.gov.cn:8080/c.xls", "http://www.gov.cn:8080/c.xls"),
        (" \n c.xls \t", "http://www.mof.gov.cn/a/c.xls"),
        ("lo\tng\r\n/na\nme.xls", "http://www.mof.gov.cn/a/long/name.xls"),
        ("c.xls#top", "http://www.mof.gov.cn/a/c.xls"),
        ("?id=3", "http://www.mof.gov.cn/a/b.htm?id=3"),
        ("附件 1.xls", "http://www.mof.gov.cn/a/%E9%99%84%E4%BB%B6%201.xls"),
        ("down?file=附件 1.xls", "http://www.mof.gov.cn/a/down?file=%E9%99%84%E4%BB%B6%201.xls"),
        ("%E9%99%84.xls?a=%20", "http://www.mof.gov.cn/a/%E9%99%84.xls?a=%20"),
        ("/a:b=&~+!$,;'@()*[]|.xls", "http://www.mof.gov.cn/a:b=&~+!$,;'@()*[]|.xls"),
        ("?%/:=&?~+!$,;'@()*[]|", "http://www.mof.gov.cn/a/b.htm?%/:=&?~+!$,;'@()*[]|"),
        ('"<>.xls?"<>', "http://www.mof.gov.cn/a/%22%3C%3E.xls?%22%3C%3E"),
        ("mailto:gss@mof.gov.cn", None),
        ("javascript:void(0)", None),
        ("ftp://www.gov.cn/c.xls", None),
        ("http://[", None),
        ("http://a:b/c", None),
        ("http://a b/c", None),
    ],
)
def test_a_link_leads_to_an_address(link, address):
    """As a browser follows it; what is not on the web is none."""
    assert follow_link(PAGE, link) == address
    assert follow_link(f" {PAGE}\n", link) == address


def test_the_address_of_a_page():
    """It is taken as it is, without what is around it; what is none is shown."""
    assert check_address(f" {PAGE}#top ") == PAGE
    for wrong in ("mof.gov.cn/a", "", None, 3):
        with pytest.raises(AnnexError, match=r"is not the address of a page: write it like https://www\.gov\.cn/"):
            check_address(wrong)


@pytest.mark.parametrize(
    ("address", "ways"),
    [
        ("http://www.gov.cn/a?b=c", ("https://www.gov.cn/a?b=c", "http://www.gov.cn/a?b=c")),
        ("https://www.gov.cn/a", ("https://www.gov.cn/a",)),
        ("http://www.gov.cn:80/a", ("http://www.gov.cn:80/a",)),
    ],
)
def test_https_is_tried_first(address, ways):
    """Unless the address has a port of its own."""
    assert list_ways(address) == ways


def test_the_parts_of_an_address():
    """Its host without the port, in small letters; scheme, host and port together."""
    assert read_host("http://WWW.gov.cn:8080/a") == "www.gov.cn"
    assert read_host("mailto:a@b.cn") == ""
    assert read_origin("https://www.gov.cn:8443/a/b?c") == "https://www.gov.cn:8443"


@pytest.mark.parametrize(
    ("host", "is_one"),
    [("gov.cn", True), ("www.gov.cn", True), ("gss.mof.gov.cn", True), ("mygov.cn", False), ("gov.cn.org", False)],
)
def test_hosts_below_an_allowed_one_are_allowed(host, is_one):
    """A name that only ends alike is another host."""
    assert is_allowed(f"https://{host}/a", ("web.archive.org", "gov.cn")) is is_one
    assert not is_allowed(f"https://{host}/a", ())


def test_the_text_of_a_server_moves_no_cursor():
    """It is on one line, without characters that a terminal obeys."""
    assert keep_printable(" a\x1b[2J\n\tb\u202ec\x00 清单\u200b ") == "a[2J bc 清单"

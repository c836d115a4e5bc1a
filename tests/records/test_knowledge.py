"""Where a source can be opened."""

import pytest

import pilotzones


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("http://ecns.cn/business/2016/04-16/206972.shtml", "http://ecns.cn/business/2016/04-16/206972.shtml"),
        ("https://nikihou.jp/news_list.html?id=1&page=30 (16 zones)", "https://nikihou.jp/news_list.html?id=1&page=30"),
        ("中国政府网（https://www.gov.cn/）", "https://www.gov.cn/"),
        ("a.pdf, from https://www.gov.cn/a.pdf, archived", "https://www.gov.cn/a.pdf"),
        ("a research record; not online", None),
        ("2019.pdf, sha256 f9a2e2e0f4a7", None),
    ],
)
def test_the_address_of_a_source_is_the_one_in_its_text(source, address):
    """As the shipped table, an annex from a page, and a folder of a user write it."""
    assert pilotzones.Source("S1", source).address == address

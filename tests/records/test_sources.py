"""The address of a source is what a browser can open, without the punctuation of the sentence around it."""

import pytest

from pilotzones.records.sources import Source


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://a.example/b.htm", "http://a.example/b.htm"),
        ("The annex (https://a.example/b.htm).", "https://a.example/b.htm"),
        ("公告，见https://a.example/b.htm；附件", "https://a.example/b.htm"),
        ("（http://a.example/b.htm）", "http://a.example/b.htm"),
        ("https://a.example/b_(c)/d, read on a day", "https://a.example/b_(c)/d"),
        ("https://a.example/b; https://c.example/d", "https://a.example/b"),
        ("A gazette on paper", None),
        ("", None),
    ],
)
def test_the_address_ends_where_the_sentence_goes_on(text, address):
    """The first of several; None where there is none."""
    assert Source("S000", text).address == address

"""Every page of the site, in a browser."""

import urllib.parse

import pytest

pytestmark = pytest.mark.long


def wrong(visits, what):
    """Give the pages on which something of a kind is wrong."""
    return {name: seen[what] for name, seen in visits.items() if seen[what]}


def test_no_page_has_an_error(visits):
    """In the browser's console, of a script, or of a file that is not there."""
    assert wrong(visits, "errors") == {}


@pytest.mark.parametrize("what", ["missing", "unnamed"])
def test_pictures_are_there_and_say_what_they_show(visits, what):
    """To those who do not see them too."""
    assert wrong(visits, what) == {}


@pytest.mark.parametrize("what", ["wide", "wide on a desk"])
def test_no_page_is_wider_than_its_window(visits, what):
    """360 pixels on a telephone; what is wider, such as a table, scrolls in its own box."""
    assert wrong(visits, what) == {}


@pytest.mark.parametrize("what", ["pale", "pale in the light"])
def test_all_text_can_be_read(visits, what):
    """In the dark and in the light: a contrast of 4.5, as WCAG 2 asks (1.4.3)."""
    assert wrong(visits, what) == {}


def test_links_inside_the_site_lead_somewhere(visits, address, site):
    """To a file, and to a place on it that is there."""
    lost = []
    for name, seen in visits.items():
        for link in seen["links"]:
            bare, place = urllib.parse.urldefrag(link)
            if not bare.startswith(address):
                continue
            to = urllib.parse.unquote(urllib.parse.urlsplit(bare).path).lstrip("/") or "index.html"
            if not (site / to).is_file() or (
                place and urllib.parse.unquote(place) not in visits.get(to, {"ids": []})["ids"]
            ):
                lost.append((name, link))
    assert lost == []


def test_every_page_can_be_reached_from_the_first(visits, address):
    """By its links alone."""
    reached, rest = set(), ["index.html"]
    while rest:
        name = rest.pop()
        if name in visits and name not in reached:
            reached.add(name)
            rest += [urllib.parse.urldefrag(link)[0].removeprefix(f"{address}/") for link in visits[name]["links"]]
    assert sorted(set(visits) - reached) == ["search.html"]  # which the field of the sidebar opens


def test_chinese_pages_say_that_they_are_chinese(visits):
    """So that they are read out, hyphenated and set as such."""
    assert {name: seen["language"] for name, seen in visits.items() if name.startswith("zh/")}
    assert {seen["language"] for name, seen in visits.items() if name.startswith("zh/")} == {"zh-CN"}
    assert {seen["language"] for name, seen in visits.items() if not name.startswith("zh/")} == {"en"}


def test_what_is_wrong_would_be_seen(page, look):
    """Grey text on grey, a table that leaves the window, a picture that is not there and says nothing."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.set_content(
        "<body style='background: #333'><article><p style='color: #777'>pale</p><div style='width: 500px'>wide</div>"
        "<div style='overflow: auto'><table style='width: 900px'><tr><td>scrolls</table></div>"
        "<img src='/none.png'></article>"
    )
    page.wait_for_load_state()
    seen = look(page)
    assert [text.split(":")[0] for text in seen["pale"]] == ["P ", "DIV ", "TD "]
    assert seen["wide"] == ["DIV : wide", "page: 508"]
    assert len(seen["missing"]) == len(seen["unnamed"]) == 1

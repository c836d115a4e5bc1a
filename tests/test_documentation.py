"""The front page of the documentation: four doors, and behind each its pages with a sentence."""

import pathlib
import re

import pytest

DOCS = pathlib.Path(__file__).parents[1] / "docs"
FRONT = (DOCS / "index.md").read_text("utf-8")
DOORS = ("start", "tasks", "explanation", "reference")


def pages_behind(door):
    """List the pages of a folder; those below it have a page of their own that lists them."""
    pages = {page.relative_to(DOCS).as_posix() for page in (DOCS / door).glob("*.md")}
    return pages | {page.relative_to(DOCS).as_posix() for page in (DOCS / door).glob("*/index.md")}


@pytest.mark.parametrize("door", DOORS)
def test_a_door_names_each_of_its_pages_with_a_sentence(door):
    """A page that nobody is led to is not read."""
    text = re.search(rf"^### {door.title()}\n(.*?)^(?:###|```)", FRONT, re.MULTILINE | re.DOTALL)[1]
    items = re.findall(r"^- \[[^\]]+\]\((\S+)\): \S.*\.$", text, re.MULTILINE)
    assert len(items) == text.count("\n- ")
    assert sorted(items) == sorted(pages_behind(door))


@pytest.mark.parametrize("door", DOORS)
def test_the_sidebar_has_the_same_pages_in_the_same_order(door):
    """As the front page."""
    listed = re.search(rf":caption: {door.title()}\n\n(.*?)```", FRONT, re.DOTALL)[1].split()
    text = re.search(rf"^### {door.title()}\n(.*?)^(?:###|```)", FRONT, re.MULTILINE | re.DOTALL)[1]
    assert [f"{page}.md" for page in listed] == re.findall(r"^- \[[^\]]+\]\((\S+)\)", text, re.MULTILINE)


def test_the_title_of_a_page_is_the_word_that_leads_to_it():
    """On the front page and on the page itself."""
    links = re.findall(r"^- \[([^\]]+)\]\((\S+)\):", FRONT, re.MULTILINE)
    for word, page in links:
        text = (DOCS / page).read_text("utf-8")
        if "<!-- repository-file" not in text:
            assert re.search(r"^# (.*)$", text, re.MULTILINE)[1] == word

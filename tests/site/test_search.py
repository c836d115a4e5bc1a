"""The search of the site: words that people look for, in English and Chinese."""

import pytest

pytestmark = pytest.mark.long

FOUND = {
    "Hangzhou": "all-zones.html",
    "杭州": "all-zones.html",
    "map": "tasks/pictures.html",
    "stata": "tasks/panel.html",
    "timezone": "start/first-steps.html",
    "日志": "zh/first-steps.html",
    "综合试验区": "zh/index.html",
    "备注": "zh/goods.html",
    "1210": "tasks/rules.html",
    "95061100": "start/first-steps.html",
    "综试区": "zh/index.html",
    "限额": "zh/first-steps.html",
    "税率": "tasks/rules.html",
    "import city": "tasks/rules.html",
}


def results(page):
    """Give the pages that were found, once the search is done."""
    page.wait_for_function(
        "document.querySelector('#search-results p')?.textContent.match(/\\d|one page|did not match/)"
    )
    links = page.locator("#search-results li > a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [link.split("?")[0].split("#")[0] for link in links]


@pytest.mark.parametrize("word", FOUND)
def test_the_search_finds(page, word):
    """Each word leads to the page about it, among the first six."""
    page.goto(f"/search.html?q={word}")
    page.wait_for_selector("#search-results li")
    page.wait_for_timeout(200)
    assert FOUND[word] in results(page)[:6]


def test_the_field_beside_every_page_leads_to_the_search(page):
    """By the keyboard alone."""
    page.goto("/tasks/zones.html")
    page.fill(".sidebar-search", "杭州")
    page.press(".sidebar-search", "Enter")
    page.wait_for_selector("#search-results li")
    assert results(page)


def test_a_word_that_is_nowhere_is_not_found(page):
    """Nor is a pair of characters that stand together nowhere."""
    page.goto("/search.html?q=龘龘")
    assert results(page) == []

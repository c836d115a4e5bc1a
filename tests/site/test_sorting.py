"""The table of all zones: sorted and searched by mouse and keyboard."""

import pytest

pytestmark = pytest.mark.long


def column(page, number):
    """Give the cells of a column of the zones that are shown."""
    return page.locator(f"table.data-zones tbody tr:not([hidden]) td:nth-child({number})").all_inner_texts()


@pytest.fixture
def zones(page):
    """Open the table."""
    page.goto("/all-zones.html")
    return page


def test_it_has_every_zone(zones):
    """All 181 that were ever approved, in the order of the replies: Hangzhou was the first."""
    names = column(zones, 1)
    assert (len(names), names[0]) == (181, "Hangzhou")


def test_numbers_sort_as_numbers(zones):
    """By batch, up and then down; the header says which."""
    header = zones.locator("table.data-zones th", has_text="Batch")
    header.locator("button").click()
    assert header.get_attribute("aria-sort") == "ascending"
    batches = [int(text) for text in column(zones, 4)]
    assert batches == sorted(batches)
    header.locator("button").click()
    assert header.get_attribute("aria-sort") == "descending"
    assert [int(text) for text in column(zones, 4)] == batches[::-1]


def test_the_keyboard_sorts_and_blanks_come_last(zones):
    """Three zones were revoked on 25 April 2025; one header at a time is sorted by."""
    zones.locator("table.data-zones th button", has_text="Zone").click()
    zones.locator("table.data-zones th button", has_text="Revoked on").press("Enter")
    assert column(zones, 7)[:4] == ["2025-04-25"] * 3 + [""]
    assert sorted(column(zones, 1)[:3]) == ["Alashankou", "Haikou", "Sanya"]
    assert zones.locator("table.data-zones th[aria-sort]").all_inner_texts() == ["Revoked on"]
    zones.locator("table.data-zones th button", has_text="Revoked on").press("Space")
    assert column(zones, 7)[:4] == ["2025-04-25"] * 3 + [""]


def test_some_rows_can_be_found(zones):
    """The count is said."""
    field = zones.locator(".table-search input").first
    field.fill("海南")
    assert column(zones, 1) == ["Hainan (whole island)"]
    assert zones.locator(".table-search output").first.inner_text() == "1 of 181 rows"
    field.fill("")
    assert len(column(zones, 1)) == 181


def test_a_source_leads_to_its_page_or_to_what_it_is(zones):
    """S001 is a page of the government; S003 is not online."""
    assert (
        zones.locator("table.data-zones a", has_text="S001")
        .first.get_attribute("href")
        .startswith("http://english.www.gov.cn/")
    )
    assert zones.locator("table.data-zones a", has_text="S003").first.get_attribute("href") == "#s003"
    assert "not online" in zones.locator("table.data-sources tr:has(#s003)").inner_text()

"""The map of every year: the days of changes, and what stood for a division."""

import datetime

from pilotzones import Dataset

HISTORY = Dataset.bundled().register.gazetteer.history
DAY = datetime.date(2026, 1, 1)


def test_a_window_of_days_is_as_wide_as_the_year_where_no_page_narrows_it():
    """即墨 became a district in 2017, 简阳 moved in May 2016; what was there in 1981 has always been."""
    begins, ends = HISTORY.get("370282-2017").begins, HISTORY.get("370282-2017").ends
    assert (begins.first, begins.last) == (datetime.date(1990, 1, 1), datetime.date(1990, 12, 31))
    assert (ends.first, ends.last) == (datetime.date(2017, 1, 1), datetime.date(2017, 12, 31))
    assert HISTORY.get("512081-2016").ends == (datetime.date(2016, 5, 1), datetime.date(2016, 5, 31))
    assert HISTORY.get("330100").begins == (datetime.date.min, datetime.date.min)


def test_what_stands_for_a_division():
    """Itself, its successors, or what its area belonged to; each followed as far as the day."""
    assert HISTORY.standing("330100", DAY, late=True) == ("330100",)
    assert set(HISTORY.standing("371200-2018", DAY, late=True)) == {"370116", "370117"}
    assert HISTORY.standing("370215", datetime.date(2016, 1, 1), late=True) == ("370282-2017",)
    assert HISTORY.standing("nowhere", DAY, late=True) == ("nowhere",)
    assert HISTORY.get("nowhere") is None


def test_related_divisions_are_all_that_stood_or_will_stand():
    """莱芜 was a prefecture with two districts; both are Jinan's."""
    assert {division.adcode for division in HISTORY.related("220184")} == {"220184", "220381"}
    assert HISTORY.related("nowhere") == ()

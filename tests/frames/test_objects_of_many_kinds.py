"""Columns of Python objects in pandas: equal values of different kinds are read one by one, whatever comes first."""

import itertools

import numpy as np
import pandas as pd
import pytest

from pilotzones import Dataset
from pilotzones.frames import screen, tag_zones

DATA = Dataset.bundled()
DAY, MONTH = np.datetime64("2021-06-01"), np.datetime64("2021-06")  # equal for numpy
NUMBER, DECIMAL = 330100, 330100.0


class Hostile:
    """A value that nobody can look at."""

    def __hash__(self):
        raise ZeroDivisionError

    def __str__(self):
        raise ZeroDivisionError

    __repr__ = __str__


def objects(values):
    """Make a column of objects."""
    return pd.Series(list(values), dtype=object)


@pytest.mark.parametrize("values", list(itertools.permutations([(DAY, "listed"), (MONTH, "invalid date")])))
def test_a_month_is_not_its_first_day(values):
    """As a single question says."""
    days, status = zip(*values, strict=True)
    found = screen(pd.DataFrame({"hs_code": "93070090", "date": objects(days)}), dataset=DATA)
    assert found["status"].tolist() == list(status)


@pytest.mark.parametrize("values", list(itertools.permutations([(93070090, "listed"), (93070090.0, "invalid code")])))
def test_a_decimal_is_not_a_code(values):
    """Though it equals one."""
    codes, status = zip(*values, strict=True)
    frame = pd.DataFrame({"hs_code": objects(codes)})
    assert screen(frame, date="2021-06-01", lost_zeros=True, dataset=DATA)["status"].tolist() == list(status)


@pytest.mark.parametrize("values", list(itertools.permutations([(NUMBER, "known"), (DECIMAL, "unknown place")])))
def test_a_decimal_is_not_a_place(values):
    """A file of Excel may have both, and nothing."""
    places, status = zip(*values, strict=True)
    found = tag_zones(pd.DataFrame({"place": objects([*places, None])}), "place", date="2021-06-01", dataset=DATA)
    assert found["place_status"].tolist()[:2] == list(status)


@pytest.mark.parametrize(
    "value", [Hostile(), [330100], {}, True, b"330100", "330100\0"], ids=lambda value: type(value).__name__
)
def test_what_is_neither_text_nor_a_number_is_no_place_and_no_code(value):
    """Nothing is asked of it."""
    frame = pd.DataFrame({"place": objects([value, "杭州"])})
    assert tag_zones(frame, "place", date="2021-06-01", dataset=DATA)["place_status"].tolist()[0] == "unknown place"
    frame = pd.DataFrame({"hs_code": objects([value, "93070090"])})
    assert screen(frame, date="2021-06-01", dataset=DATA)["status"].tolist() == ["invalid code", "listed"]

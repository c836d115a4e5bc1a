"""Cells of files: codes, days and amounts, as people and spreadsheets write them."""

import datetime
import math
from decimal import Decimal

import pytest

from pilotzones.frames.files.row_cells import CodeRead, Refused, read_amount, read_code, read_day

DAY = datetime.date(2019, 1, 5)


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "2019-01-05",
            "20190105",
            "2019/1/5",
            "2019/01/05",
            "2019.1.5",
            "2019-1-5",
            " 2019年1月5日 ",
            "2019年01月05日",
        ),
        *("2019/1/5 0:00", "2019/1/5 00:00:00", "2019-01-05T00:00:00", "2019-01-04T16:00:00Z", 20190105, 20190105.0),
        *(Decimal(20190105), DAY, datetime.datetime.combine(DAY, datetime.time())),
    ],
)
def test_a_day_may_be_written_with_the_year_first(cell):
    """As ISO has it, as Chinese spreadsheets write it, or as a number of eight digits."""
    assert read_day(cell) == DAY


@pytest.mark.parametrize(
    ("cell", "status", "reason"),
    [
        *((None, "no date", "no date"), ("  ", "no date", "no date"), (math.nan, "no date", "no date")),
        *(("5/1/2019", "invalid date", "not ISO"), ("01/05/19", "invalid date", "not ISO")),
        *(("2019/2/30", "invalid date", "no such day"), ("2019-02-30", "invalid date", "no such day")),
        *(("2019/1/005", "invalid date", "not ISO"), ("2019/001/5", "invalid date", "not ISO")),
        *(("2019/1-5", "invalid date", "not ISO"), ("1900/1/1", "invalid date", "out of range")),
        *((43470, "invalid date", "not a date"), (43470.5, "invalid date", "not a date")),
        *((True, "invalid date", "not a date"), ("2019/1/5 10:00", "invalid date", "not ISO")),
        ("2019-01-05 10:00", "invalid date", "no time zone"),
        (datetime.time(10), "invalid date", "not a date"),
    ],
)
def test_any_other_day_is_refused_with_its_reason(cell, status, reason):
    """The order of day and month is not guessed, nor what the number of a day counts from."""
    assert read_day(cell) == Refused(status, reason)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (Decimal(95061100), CodeRead("95061100")),
        (Decimal("9.50611E+7"), CodeRead("95061100")),
        (Decimal("95061100.0"), CodeRead("95061100")),
        (Decimal("95061100.5"), Refused("invalid code", "read as a number")),
    ],
)
def test_a_decimal_is_a_code_if_it_is_whole(cell, read):
    """However its digits are written."""
    assert read_code(cell, lost_zeros=False) == read


@pytest.mark.parametrize(
    "cell", ["04029100", "0402.91.00", " 0402 91 00 ", "0402910000", "0402910000123", "０４０２９１００"]
)
def test_a_code_is_read_as_in_a_single_question(cell):
    """Eight, ten or thirteen digits, of which the first eight count."""
    assert read_code(cell, lost_zeros=False) == CodeRead("04029100")


@pytest.mark.parametrize("cell", [95061100, 95061100.0, Decimal(95061100), 9506110090, 9506110090123])
def test_a_whole_number_with_all_its_digits_is_a_code(cell):
    """A number of eight, ten or thirteen digits has lost no zero."""
    assert read_code(cell, lost_zeros=False) == CodeRead("95061100")


@pytest.mark.parametrize("cell", [4029100, "4029100", 402910000, "402910000.", 402910000123])
def test_a_lost_zero_is_put_back_where_that_is_asked_for(cell):
    """Seven, nine or twelve digits; otherwise such a code is refused."""
    assert read_code(cell, lost_zeros=True) == CodeRead("04029100", restored=True)
    assert read_code(cell, lost_zeros=False) == Refused("invalid code", "lost zero")


@pytest.mark.parametrize(
    ("cell", "status", "reason"),
    [
        *((None, "no code", "no code"), (" ", "no code", "no code"), (math.nan, "no code", "no code")),
        *(("milk", "invalid code", "not digits"), ("0402", "invalid code", "heading")),
        *(
            (True, "invalid code", "not text"),
            (4029100.5, "invalid code", "not text"),
            ("4029100.0", "invalid code", "read as a number"),
        ),
        *((402, "invalid code", "wrong length"), (Decimal("1.50"), "invalid code", "wrong length")),
        *(
            (math.inf, "invalid code", "not text"),
            (Decimal("Infinity"), "invalid code", "not digits"),
            (DAY, "invalid code", "not text"),
        ),
    ],
)
@pytest.mark.parametrize("lost_zeros", [False, True])
def test_rubbish_is_refused_with_its_reason(cell, status, reason, lost_zeros):
    """Whatever a cell holds, its row gets a status."""
    assert read_code(cell, lost_zeros=lost_zeros) == Refused(status, reason)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        *(("1,200.50", "1200.50"), ("1200.50", "1200.50"), ("-3", "-3"), ("+3.", "3"), (".5", "0.5"), ("", "0")),
        *((" 7 ", "7"), (None, "0"), (7, "7"), (0.1, "0.1"), (math.nan, "0"), (Decimal("1.10"), "1.10")),
        *(("1,234,567", "1234567"), (1e16, "1E+16")),
    ],
)
def test_an_amount_is_a_number_or_its_text(cell, amount):
    """Commas may stand between thousands; a blank cell is nothing."""
    assert read_amount(cell) == Decimal(amount)


@pytest.mark.parametrize(
    "cell",
    ["n/a", "12,5", "1.234,56", "1,23", "USD 5", "1e5", "NaN", "9" * 41, math.inf, Decimal("NaN"), True, DAY, "."],
)
def test_what_is_not_certainly_an_amount_is_none(cell):
    """A decimal comma could be one between thousands, so it is not read."""
    assert read_amount(cell) is None

"""Rows that are in force from a day to another: which is in force when, over several folders, and what overlaps."""

import datetime

import pytest
from tables import SINGLE

from pilotzones import Dataset
from pilotzones.tables.faults import Faults
from pilotzones.tables.span_rows import read_spans

OVERLAPS = "made_up is in force from 2027-01-01, and in own/tax_parameters.csv, line 2, it is in force until"
BUNDLED = Dataset.bundled().folders[0]


def rate(first, last="", **cells):
    """Make the row of a rate that the bundled tables do not have."""
    spans = {"effective_from": first, "effective_to": last}
    return {
        "parameter": "made_up",
        "value": "0.1",
        "unit": "ratio",
        "document": f"d{first}",
        **spans,
        **SINGLE,
        **cells,
    }


def spans(folders):
    """Read the first and last days of the made-up rate, and what is wrong: the line, the column and the problem."""
    faults = Faults()
    found = read_spans([BUNDLED, *folders], "tax_parameters", faults)["made_up"]
    wrong = [(fault.table, fault.line, fault.column, str(fault).partition(": ")[2]) for fault in faults.found]
    return [tuple(day and day.isoformat() for day in (span.first, span.last)) for span in found], wrong


def test_rows_of_a_name_are_in_the_order_of_their_days(folder):
    """Whatever their order in the table; a row without a first day is the earliest."""
    rows = [rate("2027-01-01"), rate("", "2025-12-31"), rate("2026-01-01", "2026-12-31")]
    in_order = [(None, "2025-12-31"), ("2026-01-01", "2026-12-31"), ("2027-01-01", None)]
    assert spans([folder(tax_parameters=rows)]) == (in_order, [])


def test_a_row_of_a_later_folder_ends_the_one_in_force(folder):
    """On the day before it begins; a row of the same first day takes its place instead."""
    older, newer = (
        folder("older", tax_parameters=[rate("2026-01-01")]),
        folder("newer", tax_parameters=[rate("2027-03-01")]),
    )
    assert spans([older, newer]) == ([("2026-01-01", "2027-02-28"), ("2027-03-01", None)], [])
    again = folder("again", tax_parameters=[rate("2026-01-01", "2026-06-30")])
    assert spans([older, again]) == ([("2026-01-01", "2026-06-30")], [])


def test_a_rule_may_be_in_force_on_one_day(folder):
    """Both days count, so that it begins and ends on the same one, and the next may begin on the day behind."""
    rows = [rate("2027-01-01", "2027-01-01"), rate("2027-01-02")]
    assert spans([folder(tax_parameters=rows)]) == ([("2027-01-01", "2027-01-01"), ("2027-01-02", None)], [])


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (
            [rate("2027-01-01", "2026-12-31")],
            (2, "effective_to", "made_up ends on 2026-12-31, before 2027-01-01."),
        ),
        (
            [rate("2027-01-01"), rate("2027-01-01", document="another")],
            (3, None, "made_up is in force from the same day in own/tax_parameters.csv, line 2."),
        ),
        (
            [rate("2026-01-01"), rate("2027-01-01")],
            (
                3,
                "effective_from",
                f"{OVERLAPS} further notice. Write into effective_to there the day before.",
            ),
        ),
        (
            [rate("2026-01-01", "2027-01-01"), rate("2027-01-01")],
            (
                3,
                "effective_from",
                f"{OVERLAPS} 2027-01-01. Write into effective_to there the day before.",
            ),
        ),
    ],
)
def test_days_that_cannot_be_are_named_with_the_row(folder, rows, wrong):
    """No two rows of a rule are in force on the same day, as the page on the tables' format says."""
    assert spans([folder(tax_parameters=rows)])[1] == [("own/tax_parameters.csv", *wrong)]


def test_names_are_in_the_order_of_their_first_rows(folder):
    """Rules are listed so: those of the bundled table, then the new one."""
    faults = Faults()
    (sole,) = read_spans([BUNDLED], "zone_benefits", faults)["deemed_income_tax"]
    assert sole.begins == sole.first == datetime.date(2020, 1, 1)
    own = folder(tax_parameters=[rate("2027-01-01")])
    before = list(read_spans([BUNDLED], "tax_parameters", faults))
    assert list(read_spans([BUNDLED, own], "tax_parameters", faults)) == [*before, "made_up"]
    assert faults.found == []

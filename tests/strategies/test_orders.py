"""Lines of orders: of every status, and with values at the limits and a cent beside them."""

import csv
import datetime
from decimal import Decimal

import pytest
from draws import draws, simplest
from hypothesis.errors import InvalidArgument

import pilotzones
from pilotzones import strategies
from pilotzones.strategies.orders import _LIMITS
from pilotzones.tables.folders import bundled_folder

CENT = Decimal("0.01")
ORDINARY = (Decimal("9.90"), Decimal(100), CENT, Decimal("1999.99"))


def test_values_are_around_the_limits_of_the_day():
    """One order, and a year's orders: below, at and above."""
    seen, beside = set(), set()
    for line in draws(strategies.order_lines(), 600):
        later = line.date >= datetime.date(2019, 1, 1)
        single, annual = (5000, 26000) if later else (2000, 20000)
        seen |= {
            (later, "one", (line.value - single) / CENT),
            (later, "year", (line.bought_before + line.value - annual) / CENT),
        }
        assert line.value in ORDINARY or abs(line.value - single) <= CENT
        left = annual - line.value
        assert line.bought_before in {0, annual} or abs(line.bought_before - left) <= CENT
        beside |= {(line.bought_before - left) / CENT} if line.value == ORDINARY[1] else set()
    assert {(later, of, cents) for later in (True, False) for of in ("one", "year") for cents in (-1, 0, 1)} <= seen
    assert beside >= {-1, 0, 1}


def test_goods_are_of_every_status():
    """Or of one; both kinds of shipment."""
    drawn = draws(strategies.order_lines(), 200)
    statuses = {pilotzones.eligibility(line.hs_code, line.date).status for line in drawn}
    assert statuses == {"listed", "not listed", "unknown"}
    assert {line.shipment for line in drawn} == {"bonded", "direct"}
    for line in draws(strategies.order_lines(status="listed"), 30):
        assert pilotzones.is_eligible(line.hs_code, line.date)
    with pytest.raises(InvalidArgument, match="status must be"):
        strategies.order_lines(status="yes")


def test_the_simplest_line():
    """One piece, bonded, for little, written with two decimals."""
    expected = ("04029100", datetime.date(2016, 4, 8), "bonded", 1, Decimal("9.90"), 0)
    found = simplest(strategies.order_lines())
    assert found == expected
    assert str(found.value) == "9.90"


def test_a_line_is_of_one_to_a_hundred_pieces():
    """One and a hundred are among them."""
    quantities = {line.quantity for line in draws(strategies.order_lines(), 600)}
    assert (min(quantities), max(quantities)) == (1, 100)


def test_lists_before_the_first_limits_have_these():
    """A drawn list may begin on any day."""
    data = simplest(strategies.datasets())
    assert draws(strategies.order_lines(dataset=data), 5)


def test_goods_are_those_of_the_dataset():
    """Of a list with one line, which has answers about every code."""
    data = simplest(strategies.datasets())
    assert {line.hs_code for line in draws(strategies.order_lines(status="listed", dataset=data), 5)} == {"01010000"}
    for line in draws(strategies.order_lines(status="not listed", dataset=data), 5):
        assert not data.is_eligible(line.hs_code, line.date)


def test_the_limits_are_those_of_the_documents():
    """As the shipped table of tax parameters has them."""
    text = (bundled_folder() / "tax_parameters.csv").read_bytes().decode()
    rows = [
        row
        for row in csv.DictReader(text.splitlines())
        if row["parameter"] in {"single_transaction_limit", "annual_limit"}
    ]
    by_day = {}
    for row in rows:
        by_day.setdefault(datetime.date.fromisoformat(row["effective_from"]), {})[row["parameter"]] = Decimal(
            row["value"]
        )
    assert by_day == {
        day: {"single_transaction_limit": single, "annual_limit": annual} for day, single, annual in _LIMITS
    }

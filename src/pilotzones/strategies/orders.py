"""Draw lines of orders, with values around the limits of retail imports."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import NamedTuple, get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pilotzones.dataset import Dataset
from pilotzones.hscode import HSCode
from pilotzones.records.conditions import Shipment
from pilotzones.records.list_answers import Status
from pilotzones.strategies.cases import EligibilityCase, eligibility_cases

_LIMITS = (
    # 财关税〔2018〕49号, from 1 January 2019; 财关税〔2016〕18号 before.
    (datetime.date(2019, 1, 1), Decimal(5_000), Decimal(26_000)),
    (datetime.date(2016, 4, 8), Decimal(2_000), Decimal(20_000)),
)
"""From which day one order may have which value, and the orders of one buyer in a year, both in CNY."""

_CENT = Decimal("0.01")
_ORDINARY = (Decimal("9.90"), Decimal(100), _CENT, Decimal("1999.99"))


class OrderLine(NamedTuple):
    """A line of an order, as a program holds it before it knows whether the goods may come in.

    ``date`` is the day of the order in China. ``value`` is that of all its pieces, ``bought_before`` what the
    buyer bought this way in that year before the order, both in CNY.
    """

    hs_code: HSCode
    date: datetime.date
    shipment: Shipment
    quantity: int
    value: Decimal
    bought_before: Decimal


def order_lines(*, status: Status | None = None, dataset: Dataset | None = None) -> SearchStrategy[OrderLine]:
    """Draw lines of orders: of goods of every status, around the changes of the list, with values around the limits.

    The value of one order may be at most CNY 5,000, and that of a buyer's orders in a year CNY 26,000; before 2019
    CNY 2,000 and 20,000. Many lines are at a limit, or a cent on either side of it; a line is of 1 to 100 pieces.
    Shrinks to one piece of the lowest code on the first day of the first edition, bonded, for CNY 9.90, by a buyer
    without other orders.

    Args:
        status: the only status that the code has on the day; None for all three.
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for ``OrderLine``.

    Raises:
        StrategyError: as ``eligibility_cases`` does.

    Source:
        财关税〔2016〕18号 and 财关税〔2018〕49号.
    """
    return eligibility_cases(status=status, dataset=dataset).flatmap(_lines_of)


@st.composite
def _lines_of(draw: DrawFn, case: EligibilityCase) -> OrderLine:
    # Before the first limits there is no list either; a drawn list may be earlier.
    single, annual = next((limits[1:] for limits in _LIMITS if case.date >= limits[0]), _LIMITS[-1][1:])
    value = draw(st.sampled_from((*_ORDINARY, single, single + _CENT, single - _CENT)))
    left = annual - value
    return OrderLine(
        hs_code=case.hs_code,
        date=case.date,
        shipment=draw(st.sampled_from(get_args(Shipment))),
        quantity=draw(st.integers(1, 100)),
        value=value,
        bought_before=draw(st.sampled_from((Decimal(0), left, left + _CENT, left - _CENT, annual))),
    )

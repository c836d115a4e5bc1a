"""Strategies for remarks draw texts with their meaning, of every kind."""

import collections
import itertools
from typing import get_args

import pytest
from draws import draws, simplest
from hypothesis.errors import InvalidArgument

from pilotzones import BondedOnly, ExcludedGoods, NamedGoodsOnly, QuantityLimit, UnreadCondition, strategies
from pilotzones.positive_list.remarks import read_remark as read
from pilotzones.records.conditions import Ground

KINDS = (BondedOnly, QuantityLimit, ExcludedGoods, NamedGoodsOnly)


def test_a_condition_is_what_the_library_reads_in_its_text():
    """Every kind, ground and unit occurs; the simplest is bonded shipment only."""
    drawn = draws(strategies.conditions(), 600)
    for condition in drawn:
        assert read(condition.text) == (condition,)
    assert {type(condition) for condition in drawn} == set(KINDS)
    assert {condition.ground for condition in drawn if isinstance(condition, ExcludedGoods)} == set(get_args(Ground))
    limits = [condition for condition in drawn if isinstance(condition, QuantityLimit)]
    assert {condition.together for condition in limits} == {True, False}
    assert {"kg", "g", "L", "ml", "件"} <= {condition.unit for condition in limits}
    assert simplest(strategies.conditions()) == BondedOnly("仅限网购保税商品")


@pytest.mark.parametrize("kind", KINDS)
def test_conditions_of_one_kind(kind):
    """And no other."""
    assert {type(condition) for condition in draws(strategies.conditions(kind), 50)} == {kind}


def test_conditions_of_another_kind_are_refused():
    """There is no wording for a condition that was not understood."""
    with pytest.raises(
        InvalidArgument, match="kind must be one of BondedOnly, QuantityLimit, ExcludedGoods, NamedGoodsO"
    ):
        strategies.conditions(UnreadCondition)


def test_a_remark_means_its_conditions():
    """Blank or up to three clauses, joined and ended in every way; the texts make up the remark."""
    drawn = draws(strategies.remarks(), 600)
    for text, conditions in drawn:
        assert read(text) == conditions
        assert "".join(condition.text for condition in conditions) == text
    assert set(collections.Counter(len(remark.conditions) for remark in drawn)) == {0, 1, 2, 3}
    pairs = {pair for _, found in drawn for pair in itertools.pairwise(map(type, found))}
    assert pairs == set(itertools.product(KINDS, repeat=2))
    assert {"；", "。", "\n", " "} <= {text[-1] for text, _ in drawn if text}
    assert simplest(strategies.remarks()) == ("", ())


def test_the_number_of_conditions_can_be_set():
    """None at all, or many."""
    assert {len(remark.conditions) for remark in draws(strategies.remarks(most=0))} == {0}
    assert max(len(remark.conditions) for remark in draws(strategies.remarks(most=6))) == 6
    with pytest.raises(InvalidArgument, match="most must be a whole number from 0 to 1000, not -1"):
        strategies.remarks(most=-1)

"""Remarks (备注): texts that the library reads, with what they mean."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from pilotzones.hscode import LINE, HSCode
from pilotzones.records.conditions import (
    BondedOnly,
    Condition,
    ExcludedGoods,
    Ground,
    NamedGoodsOnly,
    QuantityLimit,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn, SearchStrategy

_KINDS = (BondedOnly, QuantityLimit, ExcludedGoods, NamedGoodsOnly)
_BONDED = ("仅限网购保税商品", "只限网购保税商品", "限网购保税商品", "仅限网购保税", "仅限于网购保税进口")
_UNITS = {"千克": "kg", "公斤": "kg", "kg": "kg", "克": "g", "升": "L", "毫升": "ml", "件": "件", "瓶": "瓶", "双": "双"}
_LIMITS = ("每人每年{}以内", "每人每年限{}", "每人每年不超过{}", "每年每人限购{}", "每人每年最多{}")
_SHARED = "合计每人每年{}以内"
_GOODS: tuple[tuple[str, Ground], ...] = (
    ("人参", "other"),
    ("鹿茸", "other"),
    ("医疗用途的商品", "other"),
    ("列入《进出口野生动植物种商品目录》的商品", "wildlife catalogue"),
    ("列入《两用物项和技术进出口许可证管理目录》的商品", "dual-use items"),
    ("依法不属于普通食品或依法需要注册备案管理的特殊食品", "special food"),
    ("依法需要执行首次进口许可批件的化妆品", "first-import cosmetics"),
    ("未依法注册的婴幼儿配方乳粉", "unregistered formula"),
)
_NAMED = ("家用打印机墨水", "人参", "食用盐", "儿童图书", "重量不超过2千克的商品")
_SEPARATORS = ("；", ";", "。", "；\n", " ； ", ";  ")
_ENDS = ("", "", "", "。", "；", " ", "\n")


class Remark(NamedTuple):
    """A remark (备注) as an annex prints it, and the conditions that it puts on its line, in order."""

    text: str
    conditions: tuple[Condition, ...]


def conditions(kind: type[Condition] | None = None) -> SearchStrategy[Condition]:
    """Draw what one clause of a remark asks for; its ``text`` is the clause.

    Shrinks to bonded shipment only (仅限网购保税商品), or to the simplest of its kind.

    Args:
        kind: one of ``BondedOnly``, ``QuantityLimit``, ``ExcludedGoods`` and ``NamedGoodsOnly``; None
            for any of them.

    Returns:
        A strategy for conditions as ``pilotzones.remarks.read`` reads their text.

    Raises:
        InvalidArgument: for any other kind.

    Source:
        The wordings of the annexes' remark column and of the notes below the lists.

    >>> from hypothesis import find
    >>> print(find(conditions(), lambda condition: True))
    The line lets in bonded shipments only.
    """
    if kind is None:
        return st.one_of([_OF_A_KIND[each]() for each in _KINDS])
    if kind not in _OF_A_KIND:
        names = ", ".join(each.__name__ for each in _KINDS)
        msg = f"kind is one of {names}, or None for any of them, not {kind!r}."
        raise InvalidArgument(msg)
    return _OF_A_KIND[kind]()


@st.composite
def remarks(draw: DrawFn, *, most: int = 3) -> Remark:
    """Draw a remark with what it means: clauses joined and ended as annexes do; shrinks to a blank one.

    Args:
        most: the most conditions it may have.

    Returns:
        A strategy for ``Remark``, a pair of its text and its conditions, whose texts joined are it.
    """
    clauses = draw(st.lists(conditions(), max_size=most))
    *others, end = [draw(st.sampled_from(_SEPARATORS)) for _ in clauses[1:]] + [draw(st.sampled_from(_ENDS))]
    if not clauses:
        return Remark("", ())
    written = tuple(
        attrs.evolve(clause, text=clause.text + behind)
        for clause, behind in zip(clauses, (*others, end), strict=True)
    )
    return Remark("".join(clause.text for clause in written), written)


def _bonded_only() -> SearchStrategy[Condition]:
    return st.sampled_from(_BONDED).map(BondedOnly)


@st.composite
def _quantity_limit(draw: DrawFn) -> Condition:
    """Write so much a year, for the line alone or for several lines together."""
    number = draw(st.integers(1, 999))
    tenths = draw(st.sampled_from(("", ".5", ".25")))
    written, unit = draw(st.sampled_from(tuple(_UNITS.items())))
    amount = f"{number}{tenths}{written}"
    value = Decimal(f"{number}{tenths}")
    if not draw(st.booleans()):
        text = draw(st.sampled_from(_LIMITS)).format(amount)
        return QuantityLimit(text, value, unit, together=False)
    lines = tuple(draw(st.lists(st.integers(10**6, 10**LINE - 1).map(_code), min_size=1, max_size=3, unique=True)))
    text = f"与{'、'.join(lines)}{_SHARED.format(amount)}"
    return QuantityLimit(text, value, unit, together=True, with_lines=lines)


@st.composite
def _excluded_goods(draw: DrawFn) -> Condition:
    goods, ground = draw(st.sampled_from(_GOODS))
    return ExcludedGoods(draw(st.sampled_from(("{}除外", "不包括{}", "不包含{}"))).format(goods), goods, ground)


@st.composite
def _named_goods_only(draw: DrawFn) -> Condition:
    goods = draw(st.sampled_from(_NAMED))
    return NamedGoodsOnly(draw(st.sampled_from(("仅限{}", "只限{}", "限{}", "仅包括{}"))).format(goods), goods)


_OF_A_KIND: dict[type, Callable[[], SearchStrategy[Condition]]] = {
    BondedOnly: _bonded_only,
    QuantityLimit: _quantity_limit,
    ExcludedGoods: _excluded_goods,
    NamedGoodsOnly: _named_goods_only,
}


def _code(number: int) -> HSCode:
    return HSCode(f"{number:0{LINE}}")

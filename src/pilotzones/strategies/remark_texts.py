"""Draw remarks (备注): texts that the library reads, with what they mean."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pilotzones.arguments import as_number, is_a, quoted
from pilotzones.hscode import LINE, HSCode
from pilotzones.records.conditions import (
    BondedOnly,
    Condition,
    ExcludedGoods,
    Ground,
    NamedGoodsOnly,
    QuantityLimit,
)
from pilotzones.strategies.drawing import refusing
from pilotzones.strategies.errors import StrategyError

_MOST_CONDITIONS = 1000
_BONDED = ("仅限网购保税商品", "只限网购保税商品", "限网购保税商品", "仅限网购保税", "仅限于网购保税进口")
_UNITS = {
    "千克": "kg",
    "公斤": "kg",
    "kg": "kg",
    "克": "g",
    "升": "L",
    "毫升": "ml",
    "件": "件",
    "瓶": "瓶",
    "双": "双",
}
_LIMITS = ("每人每年{}以内", "每人每年限{}", "每人每年不超过{}", "每年每人限购{}", "每人每年最多{}")
_SHARED = "合计每人每年{}以内"
_GOODS: tuple[tuple[str, Ground], ...] = (
    ("人参", "other"),
    ("鹿茸", "other"),
    ("医疗用途的商品", "other"),
    ("列入《进出口野生动植物种商品目录》的商品", "wildlife catalogue"),
    (
        "列入《进出口野生动植物种商品目录》且不能提供《中华人民共和国濒危物种进出口管理办公室非<进出口野生动植物种商品目录>物种证明》的商品",
        "no species certificate",
    ),
    ("列入《禁止进口货物目录(第七批)》的商品", "prohibited imports"),
    ("按照食品安全法应当注册而未注册的", "unregistered food"),
    ("列入《两用物项和技术进出口许可证管理目录》的商品", "dual-use items"),
    ("依法不属于普通食品或依法需要注册备案管理的特殊食品", "special food"),
    ("依法需要执行首次进口许可批件的化妆品", "first-import cosmetics"),
    ("未依法注册的婴幼儿配方乳粉", "unregistered formula"),
)
_NAMED = ("家用打印机墨水", "人参", "食用盐", "儿童图书", "重量不超过2千克的商品")
_SEPARATORS = st.sampled_from(("；", ";", "。", "；\n", " ； ", ";  "))
_ENDS = st.sampled_from(("", "", "", "。", "；", " ", "\n"))


class Remark(NamedTuple):
    """A remark (备注) as an annex prints it, and its conditions for the line, in order."""

    text: str
    conditions: tuple[Condition, ...]


def conditions(kind: type[Condition] | None = None) -> SearchStrategy[Condition]:
    """Draw what one clause of a remark asks for; its ``text`` is the clause.

    Shrinks to bonded shipment only (仅限网购保税商品), or to the simplest of its kind.

    Args:
        kind: one of ``BondedOnly``, ``QuantityLimit``, ``ExcludedGoods`` and ``NamedGoodsOnly``; None
            for any of them.

    Returns:
        A strategy for conditions as ``pilotzones.read_remark`` reads their text.

    Raises:
        StrategyError: for any other kind.

    Source:
        The wordings of the annexes' remark column and of the notes below the lists.

    >>> from hypothesis import find
    >>> print(find(conditions(), lambda condition: True))
    Bonded shipments only.
    """
    if kind is None:
        return _ANY
    if not is_a(kind, type) or kind not in _OF_A_KIND:
        names = ", ".join(each.__name__ for each in _OF_A_KIND)
        msg = f"kind must be one of {names}, or None for any of them, not {quoted(kind)}."
        raise StrategyError(msg)
    return _OF_A_KIND[kind]


def remarks(*, most: int = 3) -> SearchStrategy[Remark]:
    """Draw a remark with what it means, its clauses joined and ended as in annexes; shrinks to a blank one.

    Args:
        most: the largest number of conditions.

    Returns:
        A strategy for ``Remark``, a pair of a text and its conditions; the texts of the conditions
        make up the text of the remark.

    Raises:
        StrategyError: if ``most`` is not a number from 0 to 1,000.
    """
    with refusing():
        most = as_number("most", most, 0, _MOST_CONDITIONS)
    return _remarks(most)


@st.composite
def _remarks(draw: DrawFn, most: int) -> Remark:
    number = draw(st.integers(0, most))
    ends = [_SEPARATORS] * (number - 1) + [_ENDS] * min(number, 1)
    written = tuple(_ended(draw(_ANY), draw(end)) for end in ends)
    return Remark(text="".join(clause.text for clause in written), conditions=written)


def _ended(clause: Condition, end: str) -> Condition:
    return attrs.evolve(clause, text=clause.text + end)


_AMOUNTS = st.tuples(st.integers(1, 999), st.sampled_from(("", ".5", ".25")), st.sampled_from(tuple(_UNITS.items())))
_LINES = st.lists(
    st.integers(10**6, 10**LINE - 1).map(lambda number: HSCode(f"{number:0{LINE}}")), max_size=3, unique=True
)


@st.composite
def _quantity_limits(draw: DrawFn) -> Condition:
    """Draw limits of a quantity a year, for one line alone or for several together."""
    number, part, (written, unit) = draw(_AMOUNTS)
    amount = f"{number}{part}{written}"
    lines = tuple(draw(_LINES))
    shared = f"与{'、'.join(lines)}{_SHARED.format(amount)}"
    return QuantityLimit(
        text=shared if lines else draw(st.sampled_from(_LIMITS)).format(amount),
        amount=Decimal(f"{number}{part}"),
        unit=unit,
        together=bool(lines),
        with_lines=lines,
    )


_OF_A_KIND: dict[type[Condition], SearchStrategy[Condition]] = {
    BondedOnly: st.sampled_from(_BONDED).map(BondedOnly),
    QuantityLimit: _quantity_limits(),
    ExcludedGoods: st.builds(
        lambda how, goods: ExcludedGoods(text=how.format(goods[0]), goods=goods[0], ground=goods[1]),
        st.sampled_from(("{}除外", "不包括{}", "不包含{}")),
        st.sampled_from(_GOODS),
    ),
    NamedGoodsOnly: st.builds(
        lambda how, goods: NamedGoodsOnly(text=how.format(goods), goods=goods),
        st.sampled_from(("仅限{}", "只限{}", "限{}", "仅包括{}")),
        st.sampled_from(_NAMED),
    ),
}
_ANY = st.one_of(list(_OF_A_KIND.values()))

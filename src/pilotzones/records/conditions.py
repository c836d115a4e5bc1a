"""Records of the conditions that a line's remark (备注) puts on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Union

import attrs

if TYPE_CHECKING:
    import decimal

    from pilotzones.hscode import HSCode

Shipment = Literal["bonded", "direct"]
"""How goods come in: ``bonded`` (网购保税) out of a bonded warehouse, or ``direct`` (直购) to the buyer."""

Ground = Literal[
    "wildlife catalogue", "dual-use items", "special food", "first-import cosmetics", "unregistered formula", "other"
]
"""Why goods are left out; ``other`` wherever the clause names more than one ground, or none of these."""


@attrs.frozen
class ExcludedGoods:
    """Goods that the line leaves out (除外), and on what ground.

    ``text`` is what the remark says, to the letter, with the separator behind it.
    ``goods`` is that without 除外 or 不包括, without white space and in half-width signs.
    """

    text: str
    goods: str
    ground: Ground

    def __str__(self) -> str:
        ground = "" if self.ground == "other" else f" ({self.ground})"
        return f"The line leaves out {self.goods}{ground}."


@attrs.frozen
class NamedGoodsOnly:
    """The only goods that the line lets in (仅限).

    ``text`` is what the remark says, to the letter, with the separator behind it.
    ``goods`` is that without 仅限, without white space and in half-width signs.
    """

    text: str
    goods: str

    def __str__(self) -> str:
        return f"The line lets in {self.goods} only."


@attrs.frozen
class BondedOnly:
    """Only bonded shipments may use the line (仅限网购保税商品), never direct ones.

    ``text`` is what the remark says, to the letter, with the separator behind it.
    """

    text: str

    def __str__(self) -> str:
        return "The line lets in bonded shipments only."


@attrs.frozen
class QuantityLimit:
    """The most that one person may buy in a year, that amount included.

    ``text`` is what the remark says, to the letter, with the separator behind it.
    ``amount`` is counted in ``unit``: ``kg``, ``g``, ``L`` or ``ml``, or the Chinese
    measure word of what is counted in pieces, such as 件. ``together`` says that
    several lines share the limit (合计): those in ``with_lines``, in the remark's order,
    and what it describes in words instead, ``goods_with``; both may be empty.
    """

    text: str
    amount: decimal.Decimal
    unit: str
    together: bool
    with_lines: tuple[HSCode, ...] = ()
    goods_with: str = ""

    def __str__(self) -> str:
        shared = " and ".join(filter(None, (", ".join(self.with_lines), self.goods_with))) or "other lines"
        together = f", together with {shared}" if self.together else ""
        return f"One person may buy at most {self.amount:f} {self.unit} a year{together}."


@attrs.frozen
class UnreadCondition:
    """A clause whose wording is not known: it may ask for anything, so read it.

    ``text`` is what the remark says, to the letter, with the separator behind it.
    """

    text: str

    def __str__(self) -> str:
        return f"A condition that was not understood: {self.text.strip()!r}."


Condition = Union[ExcludedGoods, NamedGoodsOnly, BondedOnly, QuantityLimit, UnreadCondition]
"""What one clause of a remark asks for."""

"""Records of the conditions in the remark (备注) of a line."""

from __future__ import annotations

import decimal
from typing import Literal, Union, get_args

import attrs

from pilotzones.arguments import as_word
from pilotzones.hscode import HSCode
from pilotzones.records.record import Record

Shipment = Literal["bonded", "direct"]
"""How goods come in: ``bonded`` (网购保税) out of a bonded warehouse, or ``direct`` (直购) to the buyer."""

Ground = Literal[
    "wildlife catalogue",
    "no species certificate",
    "dual-use items",
    "prohibited imports",
    "special food",
    "unregistered food",
    "first-import cosmetics",
    "unregistered formula",
    "other",
]
"""Why goods are excluded (除外).

- ``wildlife catalogue``: they are in the catalogue of wild animals and plants (进出口野生动植物种商品目录);
- ``no species certificate``: they are in that catalogue and cannot be shown, by the certificate (物种证明), to be of
  another species; with the certificate they are not excluded;
- ``dual-use items``: they are in the catalogue of dual-use items and technologies (两用物项和技术进出口许可证管理目录);
- ``prohibited imports``: they are in a batch of the catalogue of goods that may not be imported (禁止进口货物目录);
- ``special food``: by law they are not ordinary food, or are special food that must be registered or filed;
- ``unregistered food``: the Food Safety Law (食品安全法) asks for a registration that they do not have;
- ``first-import cosmetics``: cosmetics that need a permit for their first import (首次进口许可批件);
- ``unregistered formula``: infant or medical formula without registration;
- ``other``: the clause names another ground, or more than one.
"""


def as_shipment(value: object) -> Shipment | None:
    """Take the kind of shipment that a caller asks about; None is any.

    Raises:
        ArgumentTypeError: if it is another word, or none.
    """
    return None if value is None else as_word("shipment", value, get_args(Shipment))


@attrs.frozen(repr=False)
class ExcludedGoods(Record):
    """Goods that the remark excludes (除外), and on what ground.

    ``text`` is the clause exactly as the remark has it, with the separator behind it.
    ``goods`` is the clause without 除外 or 不包括, without white space, in half-width signs.
    """

    text: str
    goods: str
    ground: Ground

    def __str__(self) -> str:
        ground = "" if self.ground == "other" else f" ({self.ground})"
        return f"Excludes {self.goods}{ground}."


@attrs.frozen(repr=False)
class NamedGoodsOnly(Record):
    """The only goods for which the line may be used (仅限).

    ``text`` is the clause exactly as the remark has it, with the separator behind it.
    ``goods`` is the clause without 仅限, without white space, in half-width signs.
    """

    text: str
    goods: str

    def __str__(self) -> str:
        return f"Only {self.goods}."


@attrs.frozen(repr=False)
class BondedOnly(Record):
    """Only bonded shipments may use the line (仅限网购保税商品), not direct ones.

    ``text`` is the clause exactly as the remark has it, with the separator behind it.
    """

    text: str

    def __str__(self) -> str:
        return "Bonded shipments only."


@attrs.frozen(repr=False)
class QuantityLimit(Record):
    """The most that one person may buy in a year; the amount itself is allowed.

    ``text`` is the clause exactly as the remark has it, with the separator behind it.
    ``amount`` is in ``unit``: ``kg``, ``g``, ``L`` or ``ml``, or the Chinese measure word
    of pieces, such as 件. ``together`` is True where several lines share the limit (合计):
    the lines in ``with_lines``, in the order of the remark, and the goods that it
    describes in words, ``goods_with``; both may be empty.
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
        return f"At most {self.amount:f} {self.unit} for one person in a year{together}."


@attrs.frozen(repr=False)
class UnreadCondition(Record):
    """A clause whose wording is not known: it may be any condition, so read it.

    ``text`` is the clause exactly as the remark has it, with the separator behind it.
    """

    text: str

    def __str__(self) -> str:
        return f"A condition that was not understood: {self.text.strip()!r}."


Condition = Union[ExcludedGoods, NamedGoodsOnly, BondedOnly, QuantityLimit, UnreadCondition]
"""What one clause of a remark means."""

"""Expressions that narwhals has no name for."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import narwhals as nw

if TYPE_CHECKING:
    from collections.abc import Mapping


def first_true(*cases: tuple[nw.Expr, nw.Expr | int], otherwise: nw.Expr) -> nw.Expr:
    """Give the value of the first case whose condition is true."""
    value = otherwise
    for condition, then in reversed(cases):
        value = nw.when(condition).then(then if isinstance(then, nw.Expr) else nw.lit(then)).otherwise(value)
    return value


def replaced(text: nw.Expr, characters: Mapping[str, str]) -> nw.Expr:
    """Put other characters in the place of some, in the texts alone that hold any."""
    holds_any = text.str.contains("[{}]".format("".join(characters)))
    without = functools.reduce(
        lambda text, pair: text.str.replace_all(pair[0], pair[1], literal=True), characters.items(), text
    )
    return nw.when(holds_any).then(without).otherwise(text)

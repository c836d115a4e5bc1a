"""Expressions that narwhals does not have a name for."""

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


def replace_characters(text: nw.Expr, replacements: Mapping[str, str]) -> nw.Expr:
    """Replace characters by others, only in the texts that have any of them."""
    has_any = text.str.contains("[{}]".format("".join(replacements)))
    replaced = functools.reduce(
        lambda text, pair: text.str.replace_all(pair[0], pair[1], literal=True), replacements.items(), text
    )
    return nw.when(has_any).then(replaced).otherwise(text)

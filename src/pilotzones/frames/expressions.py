"""Expressions that narwhals has no name for."""

from __future__ import annotations

import narwhals as nw


def first_true(*cases: tuple[nw.Expr, nw.Expr | int], otherwise: nw.Expr) -> nw.Expr:
    """Give the value of the first case whose condition is true."""
    value = otherwise
    for condition, then in reversed(cases):
        value = nw.when(condition).then(then if isinstance(then, nw.Expr) else nw.lit(then)).otherwise(value)
    return value

"""How well a record is known."""

from __future__ import annotations

from typing import Literal

from pilotzones.arguments import as_word

Evidence = Literal["confirmed", "single", "derived", "unsourced", "assumed"]
"""``confirmed``: two or more pages print it. ``single``: one page does. ``derived``:
it follows from known facts by a stated rule. ``unsourced``: general knowledge that
fits every count, with no page found yet that prints it. ``assumed``: a program
assumes it (``Dataset.assume``); no shipped record has this."""

STRONGEST_FIRST: tuple[Evidence, ...] = ("confirmed", "single", "derived", "unsourced", "assumed")


def as_evidence(value: object) -> Evidence | None:
    """Take the minimum evidence that a caller accepts; None is any.

    Raises:
        ArgumentTypeError: if it is another word, or none.
    """
    if value is None:
        return None
    known: Evidence = as_word("evidence", value, STRONGEST_FIRST)
    return known


def weakest(*evidence: Evidence) -> Evidence:
    """Take the evidence of a chain: that of its weakest link.

    >>> weakest("confirmed", "derived")
    'derived'
    """
    return max(evidence, key=STRONGEST_FIRST.index)

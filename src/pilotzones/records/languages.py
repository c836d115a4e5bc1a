"""The languages in which answers are explained."""

from __future__ import annotations

from typing import Literal, get_args

from pilotzones.arguments import as_word

Language = Literal["en", "zh"]
"""English or Chinese."""


def as_language(value: object) -> Language:
    """Take the language that a caller asks for.

    Raises:
        ArgumentTypeError: if it is not the word for one.
    """
    language: Language = as_word("lang", value, get_args(Language))
    return language

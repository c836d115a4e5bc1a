"""The answer to a question on the command line, before it has a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@attrs.frozen
class Gives:
    """What the call in Python gives that a question stands for.

    ``kind`` is the name of a record's class, such as ``Zone``; ``many`` tells a tuple of them. ``schema``
    describes what is no record of ``pilotzones.records``, and has no kind.
    """

    kind: str = ""
    many: bool = False
    schema: Callable[[], dict[str, object]] | None = None


@attrs.frozen
class ShownColumn:
    """A column of a table of records.

    ``name`` is its title in CSV; the title for people is the label ``column NAME``. ``cell`` takes the value from a
    row: text, a number, a date, True or False, None, or a tuple of texts. ``shown`` tells whether people see it
    too. Where ``words`` is set, people see the label ``WORDS VALUE`` in place of a word.
    """

    name: str
    cell: Callable[[Any], object]
    shown: bool = True
    words: str = ""


@attrs.frozen
class Result:
    """What a question answers.

    ``first`` is the answer in a line, in the language asked for. ``gives`` is what the call in Python gives. The table
    has a row for each of ``rows``. ``notes`` are always shown below it, ``details`` (reasons, sources) with ``-v``.
    ``status`` is the exit status: 0 yes or done, 1 no, 3 cannot tell.
    """

    first: str
    gives: object
    columns: Sequence[ShownColumn] = ()
    rows: Sequence[object] = ()
    notes: Sequence[str] = ()
    details: Sequence[str] = ()
    status: int = 0

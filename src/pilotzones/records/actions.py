"""What an announcement can do to a tariff line: one row an action, with all that follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Action = Literal["list", "add", "delete", "convert_in", "convert_out", "remark", "listed", "not_listed"]


class Meaning:
    """What an action says of its code, and where the announcement counts it.

    ``before`` and ``after`` tell whether the list just before and just after the
    announcement has the code; ``before`` is None where the action does not say. ``field``
    is the field of ``Announcement`` that states how many lines it does this to; None
    where it states no such number. ``words`` completes "the announcement ..."; blank for what is
    stated of the list after it, of which other sentences tell.
    """

    __slots__ = ("after", "before", "field", "words")

    def __init__(self, *, before: bool | None, after: bool, field: str | None, words: str = "") -> None:
        self.before = before
        self.after = after
        self.field = field
        self.words = words


ACTIONS: Mapping[Action, Meaning] = {
    # A supplement alone has a list before it, and 1,142 + 151 = 1,293: no line is on both.
    "list": Meaning(before=False, after=True, field="stated_count", words="lists it"),
    "add": Meaning(before=False, after=True, field="added", words="adds it"),
    "delete": Meaning(before=True, after=False, field="deleted", words="deletes it"),
    "convert_in": Meaning(before=False, after=True, field="converted_in", words="brings it in by tariff conversion"),
    "convert_out": Meaning(before=True, after=False, field="converted_out", words="takes it out by tariff conversion"),
    "remark": Meaning(before=True, after=True, field="remarks_changed", words="changes its remark"),
    "listed": Meaning(before=None, after=True, field=None),
    "not_listed": Meaning(before=None, after=False, field=None),
}

WHOLE_LIST: Action = "list"
"""What an announcement that replaces or supplements the list does with every line of its annex."""

ADJUSTING: Mapping[Action, str] = {
    action: meaning.field for action, meaning in ACTIONS.items() if meaning.field and action != WHOLE_LIST
}
"""What an adjustment does to its lines, in the order in which it counts them, with the field of the count."""

STATEMENTS: frozenset[Action] = frozenset(action for action, meaning in ACTIONS.items() if meaning.field is None)
"""What is stated of the list after an announcement from outside its annex, such as in a customs decision."""

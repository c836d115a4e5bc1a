"""What an answer is based on, as facts of which the sentences are made, and the words for it."""

from __future__ import annotations

from typing import Literal, get_args

import attrs

from pilotzones.records.actions import ACTIONS, Action
from pilotzones.records.announcements import Announcement, Inference
from pilotzones.records.record import Record

_ReasonOfList = Literal[
    "annex line",
    "known range",
    "inferred backwards",
    "kept by a rule",
    "stated outside the annex",
    "consolidated list",
    "assumed",
    "missing annex",
]
Reason = Literal[
    _ReasonOfList,
    "bonded only",
    "remark not known",
    "remark not understood",
    "evidence below minimum",
]
"""What decides an answer, in a word; where several things do, the last that changed the status.

- ``"annex line"``: a line of an annex lists the code, adds it, takes it off or changes its remark;
- ``"known range"``: the annexes are wholly known around the code, and no line of them is about it;
- ``"inferred backwards"``: a later announcement adds the code or takes it off, so the list before lacked it or had it;
- ``"kept by a rule"``: it was on the list, and a rule says that an announcement whose annex is not known left it there;
- ``"stated outside the annex"``: a customs decision or an answer says so of the list after an announcement;
- ``"consolidated list"``: a whole list, as it stood after an announcement, has the code or does not have it;
- ``"assumed"``: the program that asks assumes it (``Dataset.assume``);
- ``"missing annex"``: nothing that is known is about the code: the annexes that would decide are missing;
- ``"bonded only"``: the line is listed, but its remark (备注) allows bonded shipment (网购保税) only;
- ``"remark not known"``: the line is listed, and its remark may allow bonded shipment only;
- ``"remark not understood"``: the line is listed, and it is not clear what its remark says of direct shipment;
- ``"evidence below minimum"``: there is an answer, with weaker evidence than the caller accepts.

Each word is of one status or two: ``STATUSES_OF`` in this module.
"""

STATUSES_OF: dict[Reason, tuple[str, ...]] = {
    "annex line": ("listed", "not listed"),
    "known range": ("not listed",),
    "inferred backwards": ("listed", "not listed"),
    "kept by a rule": ("listed",),
    "stated outside the annex": ("listed", "not listed"),
    "consolidated list": ("listed", "not listed"),
    "assumed": ("listed", "not listed"),
    "missing annex": ("unknown",),
    "bonded only": ("not listed",),
    "remark not known": ("unknown",),
    "remark not understood": ("unknown",),
    "evidence below minimum": ("unknown",),
}
"""The statuses that an answer with each reason can have."""

ABOUT_THE_LIST: tuple[Reason, ...] = get_args(_ReasonOfList)
"""The reasons that the list alone gives, whatever shipment and minimum evidence are asked for."""


@attrs.frozen(repr=False)
class Grounds(Record):
    """What decides whether the list has a code, before shipment and minimum evidence are looked at.

    ``reason`` is one of the words about the list alone. ``announcements`` are the one that
    decides, first, and those after which it still holds; where the code is in no line of any
    annex, all those whose annexes were looked at. ``action``, ``seq`` and ``name_zh`` are those
    of the line or statement that decides; None, None and empty where there is none. ``basis``
    says where a consolidated list is from. ``inferences`` are the rules that kept the line.
    ``lines_known`` are the numbers of known lines in the missing annexes, in their order, where
    nothing decides.
    """

    reason: Reason
    announcements: tuple[Announcement, ...]
    action: Action | None
    seq: int | None
    name_zh: str
    basis: str | None
    inferences: tuple[Inference, ...]
    lines_known: tuple[int, ...]

    @property
    def listed(self) -> bool | None:
        """Whether the list has the code; None if that is not known."""
        if self.reason == "missing annex":
            return None
        if self.action is None:
            return False
        meaning = ACTIONS[self.action]
        return bool(meaning.before) if self.reason == "inferred backwards" else meaning.after

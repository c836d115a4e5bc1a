"""What the arguments of the questions are, for Hypothesis: ``st.builds`` and ``hypothesis write`` read it.

The questions' own annotations name types that are not loaded with them. Where Hypothesis is in use they are replaced by
ones that it can draw from, and the questions go by the name under which the package offers them.
"""

from __future__ import annotations

import inspect
from typing import Annotated, Any, Literal

from hypothesis import strategies as st

import pilotzones
from pilotzones import face

# The text of each function is what ``hypothesis write`` writes; a slot of a record takes its value out of one.
_ARGUMENTS: dict[str, Any] = {
    "batch": st.none().flatmap(lambda _: pilotzones.strategies.batches().map(pilotzones.Batch.number.__get__)),  # type: ignore[attr-defined]
    "city": st.none().flatmap(lambda _: pilotzones.strategies.zone_names()),
    "date": st.none().flatmap(lambda _: pilotzones.strategies.dates_in_force()),
    "hs_code": st.none().flatmap(lambda _: pilotzones.strategies.spelled_hs_codes()),
    "name": st.none().flatmap(lambda _: pilotzones.strategies.zone_names()),
    "newer": st.none().flatmap(lambda _: pilotzones.strategies.dates_in_force(pilotzones.verified_through())),
    "of": st.none().flatmap(lambda _: pilotzones.strategies.zones()),
    "older": st.none().flatmap(lambda _: pilotzones.strategies.editions()),
    "place": st.none().flatmap(lambda _: pilotzones.strategies.zones().map(pilotzones.Zone.adcode.__get__)),  # type: ignore[attr-defined]
}
_PROVINCE = st.none().flatmap(lambda _: pilotzones.strategies.province_names())
_TYPES: dict[str, Any] = {
    "evidence": Literal["confirmed", "single", "derived", "unsourced"] | None,
    "if_unknown": bool,
    "shipment": Literal["bonded", "direct"] | None,
    "status": Literal["listed", "not listed", "unknown"],
    "strict": bool,
    "under": None,
}


def describe() -> None:
    """Give every question arguments that can be drawn, and the name that it is asked by."""
    for name in face.__all__:
        question = getattr(face, name).__func__
        question.__signature__ = inspect.signature(question)  # for human readers it stays as it is written
        for argument in question.__annotations__:
            if argument in _ARGUMENTS:
                question.__annotations__[argument] = Annotated[object, _ARGUMENTS[argument]]
            elif argument in _TYPES:
                question.__annotations__[argument] = _TYPES[argument]
            elif argument == "province":  # beside a place it would have to be that place's own
                alone = name in {"zones", "zones_in"}
                question.__annotations__[argument] = Annotated[object, _PROVINCE] if alone else None
        del question.__annotations__["return"]
        question.__module__, question.__qualname__ = "pilotzones", name

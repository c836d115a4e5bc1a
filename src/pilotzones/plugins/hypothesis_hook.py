"""What Hypothesis loads when it is imported (entry point "hypothesis"): strategies for the package's types.

It must cost those nothing who import Hypothesis for something else. So no type is loaded to be registered: all are when
the first name is taken from the package, and no data is read before a value is drawn.
"""

from __future__ import annotations

import contextlib
import sys
from typing import Any

import pilotzones

_STRATEGIES = {
    "Announcement": "announcements",
    "Batch": "batches",
    "Dataset": "datasets",
    "Edition": "editions",
    "HSCode": "hs_codes",
    "Item": "items",
    "Province": "provinces",
    "Verdict": "verdicts",
    "Zone": "zones",
}
_DONE: list[bool] = []


def register() -> None:
    """Register the types that are loaded already; Hypothesis calls this at the end of its own import."""
    # An older Hypothesis may lack anything, and whoever imports it must not hear of us.
    with contextlib.suppress(Exception):
        for name in _STRATEGIES:
            room = sys.modules.get(_room_of(name))
            if room:
                _register(name, getattr(room, name))


def register_all() -> None:
    """Register all types, and describe the questions' arguments; the package calls this when its first name is used."""
    if _DONE:
        return
    _DONE.append(True)
    with contextlib.suppress(Exception):  # as above
        for name in _STRATEGIES:
            _register(name, getattr(pilotzones, name))
        from pilotzones.plugins.question_arguments import describe  # noqa: PLC0415 - only where Hypothesis is in use

        describe()


def _room_of(name: str) -> str:
    return next(room for room, names in pilotzones._NAMES_IN.items() if name in names)  # noqa: SLF001 - its own


def _register(name: str, kind: Any) -> None:  # noqa: ANN401 - a class or a NewType
    from hypothesis import strategies as st  # noqa: PLC0415 - loaded by now

    def strategy(_: object) -> Any:  # noqa: ANN401 - it depends on the type
        from pilotzones import strategies  # noqa: PLC0415 - only where a value is drawn

        return getattr(strategies, _STRATEGIES[name])()

    st.register_type_strategy(kind, strategy)

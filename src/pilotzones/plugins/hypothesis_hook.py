"""What Hypothesis loads when it is imported (entry point "hypothesis"): strategies for the package's types.

Most who import Hypothesis test something else, so the hook loads no type to register it. It registers those that are
loaded already, and the others when the first name is taken from the package. Data is read when a value is drawn.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable
from typing import Any, Union, get_args, get_origin

from hypothesis import strategies as st

_RECORDS = {
    "announcements": ("Announcement", "Change"),
    "comparisons": ("Comparison", "Event", "RemarkChange", "Undecided"),
    "conditions": ("BondedOnly", "ExcludedGoods", "NamedGoodsOnly", "QuantityLimit", "UnreadCondition"),
    "disagreements": ("Disagreement",),
    "grounds": ("Grounds",),
    "import_answers": ("ImportAnswer", "ImportCity"),
    "knowledge": ("AnnexCoverage", "Coverage", "EditionCoverage"),
    "list_answers": ("Edition", "Item", "Span", "Verdict"),
    "places": ("Place", "Prefecture"),
    "reviews": ("FieldDifference", "Review"),
    "rules": ("Rule",),
    "screened_files": ("AnnexesNeeded", "RejectedRow", "ScreenedFile", "StatusCount"),
    "shipped_tables": ("DataFolder", "ShippedTable"),
    "sources": ("Source",),
    "tariff_lines": ("OffTariff", "TariffLine"),
    "zone_answers": ("ZoneAnswer",),
    "zones": ("Batch", "Province", "Zone"),
}
_UNREGISTERED: dict[tuple[str, str], Callable[[Any, Any], Any]] = {
    ("pilotzones.dataset", "Dataset"): lambda strategies, _: strategies.datasets(),
    ("pilotzones.hscode", "HSCode"): lambda strategies, _: strategies.hs_codes(),
    **{
        (f"pilotzones.records.{module}", name): lambda strategies, kind: strategies.records(kind)
        for module, names in _RECORDS.items()
        for name in names
    },
}
"""The strategies of the types, by module and name, that Hypothesis does not know yet."""


def register() -> None:
    """Register the types that are loaded already; Hypothesis calls this at the end of its own import."""
    # An older Hypothesis may lack what this needs. To import it must not fail because of this package.
    with contextlib.suppress(Exception):
        for module, name in list(_UNREGISTERED):
            if module in sys.modules:
                _register(module, name)


def register_all() -> None:
    """Register the other types as well; the package calls this when a name is first taken from it."""
    with contextlib.suppress(Exception):  # as above
        for module, name in list(_UNREGISTERED):
            _register(module, name)
        if "hypothesis.extra.cli" in sys.modules or "hypothesis.extra.ghostwriter" in sys.modules:
            from pilotzones.plugins import written_tests  # noqa: PLC0415 - only where tests are written

            written_tests.describe_questions()
        _resolve_types()


def _register(module: str, name: str) -> None:
    kind = getattr(importlib.import_module(module), name)
    strategy = _UNREGISTERED.pop((module, name))
    if "__attrs_attrs__" in vars(kind):
        from attrs import resolve_types  # noqa: PLC0415 - loaded with the record

        resolve_types(kind)  # st.builds takes the types of fields from attrs, as they are

    def draw(_: object) -> Any:  # noqa: ANN401 - it depends on the type
        from pilotzones import strategies  # noqa: PLC0415 - only where a value is drawn
        from pilotzones.plugins.shown_strategies import shown_as  # noqa: PLC0415 - as above

        return shown_as(strategy(strategies, kind), f"from_type(pilotzones.{name})")

    st.register_type_strategy(kind, draw)


def _resolve_types() -> None:
    """Let Hypothesis draw a DateLike as a day, and a DayTuple, of any kind of records, as the answer of a question.

    A union cannot be registered: Hypothesis would draw any text of the union's texts. A registered tuple would be
    drawn wherever any tuple or sequence is asked for. Hypothesis asks the parts of its own that know other libraries,
    such as numpy, before it looks at a type itself; this is put beside them.
    """
    from hypothesis.strategies._internal import types  # noqa: PLC0415 - see above

    date_like = frozenset(get_args(importlib.import_module("pilotzones.dates").DateLike))
    day_tuple = importlib.import_module("pilotzones.records.day_tuples").DayTuple

    def resolve(kind: object) -> st.SearchStrategy[Any] | None:
        if day_tuple in (kind, get_origin(kind)):
            return _day_tuples(*get_args(kind))
        others = frozenset(get_args(kind)) - date_like
        # What is written with | is not DateLike, which is one of typing.
        if get_origin(kind) is not Union or not date_like <= {*get_args(kind)}:
            return None
        from pilotzones import strategies  # noqa: PLC0415 - only where a value is drawn
        from pilotzones.plugins.shown_strategies import shown_as  # noqa: PLC0415 - as above

        days = shown_as(strategies.dates_in_force(), "pilotzones.strategies.dates_in_force()")
        return st.one_of(days, *(st.from_type(other) for other in sorted(others, key=repr)))

    types._global_extra_lookup.setdefault("pilotzones", resolve)  # noqa: SLF001 - see above


def _day_tuples(member: object = None) -> st.SearchStrategy[Any]:
    from pilotzones.plugins.shown_strategies import shown_as  # noqa: PLC0415 - only where a value is drawn
    from pilotzones.strategies.drawn_records import day_tuples  # noqa: PLC0415 - as above

    of = f"[pilotzones.{member.__name__}]" if isinstance(member, type) else ""
    return shown_as(day_tuples(member), f"from_type(pilotzones.DayTuple{of})")

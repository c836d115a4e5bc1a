"""What ``hypothesis write`` is told of the questions: how they are named, and how their arguments are drawn.

Hypothesis writes tests from names, annotations and docstrings. A question is a method, its arguments are mostly texts,
and its errors are the package's own, so what it writes of them as they are does not run. In the process that writes
tests, and nowhere else, the questions are described to it.
"""

from __future__ import annotations

import datetime
import functools
from typing import Any, NewType, Union, get_args, get_type_hints

from hypothesis import strategies as st

from pilotzones import face, strategies
from pilotzones.dataset import Dataset
from pilotzones.dates import EARLIEST, LATEST
from pilotzones.plugins.shown_strategies import shown_as
from pilotzones.records.list_answers import Edition
from pilotzones.records.zones import Zone
from pilotzones.strategies.list_histories import FIRST_DAY
from pilotzones.substitution import set_default

_OLDEST = 10_000
_RAISES = "\n:raises LookupError:\n:raises ValueError:\n"
"""Every error of a question is one of these; what Hypothesis writes knows errors of Python alone."""


@functools.cache
def describe_questions() -> None:
    """Describe the questions of the module to what writes tests, once."""
    batches = len(Dataset.bundled().batches())
    kinds = {
        **dict.fromkeys(("name", "city", "place"), _kind(str, _drawn("zone_names"))),
        **dict.fromkeys(("older", "newer"), _kind(Edition, _drawn("editions"))),
        "province": _kind(str, _drawn("province_names")),
        **dict.fromkeys(("vat", "consumption"), _kind(float, st.sampled_from((0.0, 0.09, 0.13)))),
        "hs_code": _kind(str, _drawn("spelled_hs_codes")),
        "date": _kind(datetime.date, _drawn("dates_in_force")),
        "of": _kind(Zone, _drawn("zones")),
        "batch": _kind(int, st.integers(1, batches)),
        "under": _kind(str, st.sampled_from(("04", "0402", "040291", "3304", "95"))),
        "version": _kind(str, st.just(Dataset.bundled().data_version())),
        "max_age": _kind(int, st.integers(0, _OLDEST)),
        "year": _kind(int, st.integers(EARLIEST.year, LATEST.year)),
    }
    names = [rule.name for rule in Dataset.bundled().rules(FIRST_DAY)]
    of_question = {"rule": {"name": _kind(str, st.sampled_from(names))}}
    for name in face.__all__:
        question = getattr(Dataset, name)
        question.__qualname__ = name
        question.__doc__ = (question.__doc__ or "") + _RAISES
        hints = get_type_hints(question)
        of_arguments = {**kinds, **of_question.get(name, {})}
        for argument in of_arguments.keys() & hints.keys():
            may_be_none = type(None) in get_args(hints[argument])
            kind = of_arguments[argument]
            question.__annotations__[argument] = Union[kind, None] if may_be_none else kind
    # A written test must not leave another default dataset to the tests after it.
    set_default.__annotations__["dataset"] = None
    Dataset.__init__.__annotations__["folders"] = _kind(tuple, st.just(()))  # users call Dataset.load instead


def _kind(of: type, strategy: st.SearchStrategy[Any]) -> Any:  # noqa: ANN401 - what NewType makes
    """Make a type that is written like another one, and is drawn by a strategy."""
    make: Any = NewType  # type checkers want to see its name and type written out
    kind = make(of.__name__, of)
    kind.__module__ = of.__module__
    st.register_type_strategy(kind, strategy)
    return kind


def _drawn(name: str) -> st.SearchStrategy[object]:
    return shown_as(getattr(strategies, name)(), f"pilotzones.strategies.{name}()")

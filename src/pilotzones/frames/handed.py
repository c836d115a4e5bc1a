"""The frame that a caller hands in: its kind, and its columns, looked at before anything is done with it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals as nw

from pilotzones.errors import FrameColumnError, FrameTypeError
from pilotzones.frames.engines import ENGINES
from pilotzones.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilotzones.frames.engines import Engine, Frame

TEMPORARY = "__pilotzones_"
"""What the names of columns begin with that are there only while the work is done."""

_TEXTS = (nw.String, nw.Categorical, nw.Enum)
_WITHOUT_TYPE = ("Null", "null")


class Handed(NamedTuple):
    """A frame, what works on its kind, and the types of its columns."""

    frame: Frame
    engine: Engine
    types: dict[str, nw.dtypes.DType]

    def check_new(self, names: Iterable[str]) -> None:
        """Refuse names for new columns that the frame has already.

        Raises:
            FrameColumnError: names the first of them.
        """
        there = {self._folded(name) for name in self.types}
        for name in names:
            if self._folded(name) in there:
                msg = (
                    f"The frame has a column {quoted(name)} already: rename it, or give a prefix for those to be added."
                )
                raise FrameColumnError(msg, column=name)

    def check_text(self, column: str, what: str, *, or_integers: bool = False) -> None:
        """Refuse a column that is missing or holds no texts.

        Raises:
            FrameColumnError: says what it holds.
        """
        held = self.type_of(column)
        if or_integers and held.is_integer():
            return
        if not (held in _TEXTS or held == nw.Object or self.is_null(column)):
            msg = f"The column {quoted(column)} holds {held}, not text: {what}"
            raise FrameColumnError(msg, column=column)

    def type_of(self, column: str) -> nw.dtypes.DType:
        """Give the type of a column.

        Raises:
            FrameColumnError: if there is none of that name; lists those there are.
        """
        if column not in self.types:
            names = ", ".join(map(quoted, self.types)) or "none"
            msg = f"The frame has no column {quoted(column)}: its columns are {names}."
            raise FrameColumnError(msg, column=column)
        return self.types[column]

    def is_null(self, column: str) -> bool:
        """Tell whether a column is of the type that has no value but null."""
        if self.types[column] != nw.Unknown:
            return False
        return str(nw.to_native(self.frame.select(column)).schema).find("ull") > 0

    def _folded(self, name: str) -> str:
        return name.casefold() if self.engine.folds_case else name


def taken(native: Any) -> Handed:  # noqa: ANN401 - any frame
    """Take a frame that a caller hands in.

    Raises:
        FrameTypeError: if it is of no kind that is known.
        FrameColumnError: if two of its columns bear one name.
    """
    try:
        frame = nw.from_native(native, pass_through=True)
    except nw.exceptions.DuplicateError:
        raise _twice(getattr(native, "column_names", None) or native.columns) from None
    engine = (
        ENGINES.get(frame.implementation)
        if isinstance(frame, (nw.DataFrame, nw.LazyFrame)) and frame is not native
        else None
    )
    if engine is None:
        msg = (
            f"A {type(native).__module__}.{type(native).__qualname__} is no frame that can be taken: hand in one of "
            "pandas, Polars (DataFrame or LazyFrame), PyArrow (Table), DuckDB (relation) or PySpark."
        )
        raise FrameTypeError(msg)
    if engine.folds_case:
        folded = [name.casefold() for name in native.columns]
        if len(set(folded)) < len(folded):
            raise _twice(folded)
    return Handed(frame, engine, dict(frame.collect_schema()))


def _twice(names: Iterable[object]) -> FrameColumnError:
    name = Counter(map(str, names)).most_common(1)[0][0]
    return FrameColumnError(f"The frame has several columns {quoted(name)}: rename all but one.", column=name)

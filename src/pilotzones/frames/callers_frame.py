"""The frame that a caller hands in: its kind, and its columns, looked at before anything is done with it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals as nw

from pilotzones.arguments import quoted
from pilotzones.frames.engines import ENGINES
from pilotzones.frames.errors import FrameColumnError, FrameTypeError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from pilotzones.frames.engines import Engine, Frame, Held


class Handed(NamedTuple):
    """A frame, and what works on its kind.

    While the work is done its columns are called by their places, so that no name of the caller's can be in
    the way of ours, or mean something to the engine.
    """

    frame: Frame
    engine: Engine
    names: tuple[str, ...]

    def column(self, name: str) -> str:
        """Give what a column is called while the work is done.

        Raises:
            FrameColumnError: if there is none of that name; lists those there are.
        """
        if name not in self.names:
            names = ", ".join(map(quoted, self.names)) or "none"
            msg = f"The frame has no column {quoted(name)}: its columns are {names}."
            raise FrameColumnError(msg, column=name)
        return _called(self.names.index(name))

    def holding(self, name: str, allowed: Collection[Held], what: str) -> tuple[str, Held]:
        """Give what a column is called while the work is done, and what it holds, if that is what it should.

        Raises:
            FrameColumnError: if there is none of that name, or it holds something else.
        """
        column = self.column(name)
        held = self.engine.held(self.frame, column)
        if held not in allowed:
            msg = f"The column {quoted(name)} holds {self.frame.collect_schema()[column]}, not {what}"
            raise FrameColumnError(msg, column=name)
        return column, held

    def check_new(self, names: Iterable[str]) -> None:
        """Refuse names for new columns that the frame has already.

        Raises:
            FrameColumnError: names the first of them.
        """
        there = set(map(self._folded, self.names))
        for name in names:
            if self._folded(name) in there:
                msg = (
                    f"The frame has a column {quoted(name)} already: rename it, or give a prefix for those to be added."
                )
                raise FrameColumnError(msg, column=name)

    def with_new(self, told: Frame, added: Sequence[str], prefix: str) -> Any:  # noqa: ANN401 - the caller's kind
        """Give a frame back as the caller's, with some new columns behind its own."""
        columns = [*map(_called, range(len(self.names))), *added]
        names = [*self.names, *(f"{prefix}{name}" for name in added)]
        return self.engine.renamed(told.select(*columns).to_native(), names)

    def _folded(self, name: str) -> str:
        return name.casefold() if self.engine.folds_case else name


def taken(native: Any) -> Handed:  # noqa: ANN401 - any frame
    """Take a frame that a caller hands in.

    Raises:
        FrameTypeError: if it is of no kind that is known.
        FrameColumnError: if two of its columns bear one name, or one is no text.
    """
    try:
        frame = nw.from_native(native, pass_through=True)
    except nw.exceptions.DuplicateError:
        raise _twice(getattr(native, "column_names", None) or native.columns) from None
    is_frame = isinstance(frame, (nw.DataFrame, nw.LazyFrame)) and frame is not native
    engine = ENGINES.get(frame.implementation) if is_frame else None
    if engine is None:
        msg = (
            f"A {type(native).__module__}.{type(native).__qualname__} is no frame that can be taken: hand in one of "
            "pandas, Polars (DataFrame or LazyFrame), PyArrow (Table), DuckDB (relation) or PySpark."
        )
        raise FrameTypeError(msg)
    names = tuple(native.columns if engine.folds_case else frame.collect_schema().names())
    for name in names:
        if not isinstance(name, str):
            msg = f"The column name {quoted(name)} is not a text: rename it."
            raise FrameColumnError(msg, column=name)
    if engine.folds_case and len(set(map(str.casefold, names))) < len(names):
        raise _twice(map(str.casefold, names))
    plainly = engine.renamed(native, [_called(place) for place in range(len(names))]) if names else native
    return Handed(nw.from_native(plainly), engine, names)


def _called(place: int) -> str:
    return f"column_{place}"


def _twice(names: Iterable[object]) -> FrameColumnError:
    name = Counter(map(str, names)).most_common(1)[0][0]
    return FrameColumnError(f"The frame has several columns {quoted(name)}: rename all but one.", column=name)

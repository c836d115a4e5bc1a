"""The frame that a caller passes in, checked before anything is done with it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals as nw

from pilotzones.arguments import is_a, plain_text, quoted
from pilotzones.frames.engines import engine_of
from pilotzones.frames.engines.engine import ENGINE_NAMES
from pilotzones.frames.errors import FrameColumnError, FrameTypeError
from pilotzones.frames.evaluation import evaluating

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from pilotzones.frames.engines.engine import Content, Engine, Frame


class CallersFrame(NamedTuple):
    """A frame, its engine and the names of its columns.

    While we work on the frame its columns are called by their index, so that a caller's name
    cannot be one of ours, or mean something to the engine.
    """

    frame: Frame
    engine: Engine
    names: tuple[str, ...]

    def find_column(self, name: str, allowed: Collection[Content], wanted: str) -> tuple[str, Content]:
        """Find out what a column is called while we work, and what it holds.

        Raises:
            FrameColumnError: if there is no such column, or it holds nothing that is allowed.
        """
        wanted_name = plain_text(name)
        if type(wanted_name) is not str or wanted_name not in self.names:
            names = ", ".join(map(quoted, self.names)) or "none"
            msg = f"The frame has no column {quoted(name)}: its columns are {names}."
            raise FrameColumnError(msg, column=name)
        column = _working_name(self.names.index(wanted_name))
        content = self.engine.content_of(self.frame, column)
        if content not in allowed:
            msg = f"The column {quoted(name)} holds {self.frame.collect_schema()[column]}, not {wanted}"
            raise FrameColumnError(msg, column=name)
        return column, content

    def check_new(self, names: Iterable[str]) -> None:
        """Refuse names for new columns that the frame already has.

        Raises:
            FrameColumnError: names the first of them.
        """
        used = set(map(self._comparable, self.names))
        for name in names:
            if self._comparable(name) in used:
                msg = f"The frame already has a column {quoted(name)}: rename it, or give a prefix for the new columns."
                raise FrameColumnError(msg, column=name)

    def with_columns(self, joined: Frame, added: Sequence[str], prefix: str) -> Any:  # noqa: ANN401 - the caller's kind
        """Give the frame back to the caller, with some new columns after its own."""
        columns = [*map(_working_name, range(len(self.names))), *added]
        names = [*self.names, *(f"{prefix}{name}" for name in added)]
        return self.engine.rename(joined.select(*columns).to_native(), names)

    def _comparable(self, name: str) -> str:
        return name.casefold() if self.engine.ignores_case else name


def accept(native: Any) -> CallersFrame:  # noqa: ANN401 - any frame
    """Accept a frame that a caller passes in.

    Raises:
        FrameTypeError: if it is not a frame of one of the engines.
        FrameColumnError: if two of its columns have the same name, or a name is not a text.
        FrameError: if its own library cannot evaluate it.
    """
    try:
        frame = nw.from_native(native, pass_through=True) if _is_of_an_engine(native) else native
    except nw.exceptions.DuplicateError:
        raise _several(getattr(native, "column_names", None) or native.columns) from None
    is_frame = is_a(frame, (nw.DataFrame, nw.LazyFrame)) and frame is not native
    engine = engine_of(frame) if is_frame else None
    if engine is None:
        msg = (
            f"A {type(native).__module__}.{type(native).__qualname__} is not a frame: pass a DataFrame, LazyFrame, "
            f"Table or relation of {', '.join(ENGINE_NAMES[:-1])} or {ENGINE_NAMES[-1]}."
        )
        raise FrameTypeError(msg)
    with evaluating(frame):
        names = tuple(native.columns if engine.ignores_case else frame.collect_schema().names())
    for name in names:
        if not isinstance(name, str):
            msg = f"The column name {quoted(name)} is not a text: rename it."
            raise FrameColumnError(msg, column=name)
    if engine.ignores_case and len(set(map(str.casefold, names))) < len(names):
        raise _several(map(str.casefold, names))
    with evaluating(frame):
        renamed = engine.rename(native, [_working_name(index) for index in range(len(names))]) if names else native
        return CallersFrame(frame=nw.from_native(renamed), engine=engine.at_home(renamed), names=names)


def _is_of_an_engine(native: object) -> bool:
    """Tell whether the type of a value, or one that it is made from, is of an engine's library; it is asked nothing."""
    return any(kind.__module__.partition(".")[0] in _LIBRARIES for kind in type(native).__mro__)


_LIBRARIES = {*ENGINE_NAMES, "_duckdb"}


def _working_name(index: int) -> str:
    return f"column_{index}"


def _several(names: Iterable[object]) -> FrameColumnError:
    name = Counter(map(str, names)).most_common(1)[0][0]
    return FrameColumnError(f"The frame has several columns {quoted(name)}: rename all but one.", column=name)

"""Another dataset as the default one, for tests: in one block, and only in the thread or task that runs the block.

Outside such a block this costs nothing: the default dataset looks for a substitute only while a block runs.
"""

from __future__ import annotations

import contextlib
import contextvars
from _thread import allocate_lock
from typing import TYPE_CHECKING, Any, ClassVar

from pilotzones.arguments import ArgumentTypeError, is_a, quoted
from pilotzones.dataset import Dataset, DefaultDataset
from pilotzones.once import after_fork, once

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUBSTITUTE: contextvars.ContextVar[Dataset | None] = contextvars.ContextVar("pilotzones_default", default=None)


class _Blocks:
    """The blocks that run now, in any thread; a forked child has those of its own thread in the context variable."""

    lock = allocate_lock()
    running: ClassVar[set[object]] = set()

    @classmethod
    def renew_lock(cls) -> None:
        """Take a fresh lock: the thread that holds the old one may not exist in a forked child."""
        cls.lock = allocate_lock()


after_fork(_Blocks.renew_lock)


def default() -> Dataset:
    """Take the dataset that answers the module's questions in this thread or task."""
    return _SUBSTITUTE.get() or Dataset.default()


def answering() -> Dataset | None:
    """Take the dataset whose tables answer the module's questions in this thread or task; None before any was read."""
    loaded: Dataset | None = vars(Dataset.default()).get("_loaded")
    return _SUBSTITUTE.get() or loaded


def asked(dataset: Dataset | None) -> Dataset:
    """Take the dataset that a caller asks: the given one, or the one that answers the module's questions.

    Raises:
        ArgumentTypeError: if it is neither a dataset nor None.
    """
    if dataset is not None and not is_a(dataset, Dataset):
        msg = f"{quoted(dataset)} is not a dataset: give one from Dataset.bundled() or Dataset.load(), or None."
        raise ArgumentTypeError(msg)
    return default() if dataset is None or dataset is Dataset.default() else dataset


@contextlib.contextmanager
def as_default(dataset: Dataset) -> Iterator[Dataset]:
    """Let a dataset answer the module's questions for the length of a block."""
    block = object()
    with _Blocks.lock:
        _Blocks.running.add(block)
        Dataset.default().__class__ = _DefaultWithSubstitute
    before = _SUBSTITUTE.set(None if dataset is Dataset.default() else dataset)
    try:
        yield dataset
    finally:
        # A block that begins in a task and is left outside it cannot be reset, and ended with the task.
        with contextlib.suppress(ValueError):
            _SUBSTITUTE.reset(before)
        with _Blocks.lock:
            _Blocks.running.remove(block)
            if not _Blocks.running:
                Dataset.default().__class__ = DefaultDataset


class _DefaultWithSubstitute(DefaultDataset):
    """The default dataset while a block runs in any thread: it takes what it answers from out of the substitute."""

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - whatever the attribute is
        substitute = _SUBSTITUTE.get()
        if substitute is not None and isinstance(getattr(DefaultDataset, name, None), once):
            return getattr(substitute, name)
        return super().__getattribute__(name)

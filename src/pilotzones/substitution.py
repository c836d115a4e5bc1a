"""Another dataset in the place of the default one, for a while and in one thread or task: for tests.

Nobody pays for it while it is not used: only then does the default dataset look whose turn it is.
"""

from __future__ import annotations

import contextlib
import contextvars
import threading
from typing import TYPE_CHECKING, Any

from pilotzones.arguments import ArgumentTypeError, quoted
from pilotzones.dataset import Dataset, DefaultDataset
from pilotzones.once import once

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUBSTITUTE: contextvars.ContextVar[Dataset | None] = contextvars.ContextVar("pilotzones_default", default=None)
_LOCK = threading.Lock()
_BLOCKS: set[object] = set()
"""The blocks that run now, in any thread."""


def default() -> Dataset:
    """Give the dataset that answers the module's questions here and now."""
    return _SUBSTITUTE.get() or Dataset.default()


def asked(dataset: Dataset | None) -> Dataset:
    """Give the dataset that is asked: the one handed in, or that of the module's questions here and now.

    Raises:
        ArgumentTypeError: for what is no dataset.
    """
    if dataset is not None and not isinstance(dataset, Dataset):
        msg = f"{quoted(dataset)} is no dataset: give one that Dataset.bundled() or Dataset.load() makes, or None."
        raise ArgumentTypeError(msg)
    return default() if dataset is None or dataset is Dataset.default() else dataset


@contextlib.contextmanager
def as_default(dataset: Dataset) -> Iterator[Dataset]:
    """Put a dataset in the place of the default one for the length of a block."""
    block = object()
    with _LOCK:
        _BLOCKS.add(block)
        Dataset.default().__class__ = _Substituted
    before = _SUBSTITUTE.set(None if dataset is Dataset.default() else dataset)
    try:
        yield dataset
    finally:
        # A block that began in a task of its own, and is left outside it, ended with the task.
        with contextlib.suppress(ValueError):
            _SUBSTITUTE.reset(before)
        with _LOCK:
            _BLOCKS.remove(block)
            if not _BLOCKS:
                Dataset.default().__class__ = DefaultDataset


class _Substituted(DefaultDataset):
    """The default dataset while any thread has put another in its place."""


def _of_the_substitute(name: str, of_its_own: once[Any]) -> property:
    def ask(self: DefaultDataset) -> Any:  # noqa: ANN401 - whatever a question is answered from
        substitute = _SUBSTITUTE.get()
        return of_its_own.__get__(self, DefaultDataset) if substitute is None else getattr(substitute, name)

    return property(ask)


for _kind in reversed(DefaultDataset.__mro__):
    for _name, _made in vars(_kind).items():
        if isinstance(_made, once) and _name != "_loaded":
            setattr(_Substituted, _name, _of_the_substitute(_name, _made))

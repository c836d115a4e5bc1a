"""Another dataset as the default one: for the whole process, for one block, or in the workers of a pool.

A block counts only in the thread or task that runs it. Without a block this costs nothing: the default dataset looks
for a substitute only while one runs, and a dataset of the whole process stands where its own tables would.
"""

from __future__ import annotations

import contextlib
import contextvars
import os
import threading
from _thread import allocate_lock
from typing import TYPE_CHECKING, Any, ClassVar, TypedDict

from pilotzones.arguments import ArgumentTypeError, is_a, quoted
from pilotzones.dataset import Dataset, DefaultDataset
from pilotzones.once import after_fork, once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


class WorkerStart(TypedDict):
    """What a pool takes to start its workers: a function, and the arguments that it is called with."""

    initializer: Callable[..., None]
    initargs: tuple[object, ...]


def default() -> Dataset:
    """Take the dataset that answers the module's questions in this thread or task."""
    chosen: Dataset | None = vars(Dataset.default()).get(_CHOSEN)
    return _SUBSTITUTE.get() or chosen or Dataset.default()


def answering() -> Dataset | None:
    """Take the dataset whose tables answer the module's questions in this thread or task; None before any was read."""
    loaded: Dataset | None = vars(Dataset.default()).get(_LOADED)
    return _SUBSTITUTE.get() or loaded


def asked(dataset: Dataset | None) -> Dataset:
    """Take the dataset that a caller asks: the given one, or the one that answers the module's questions.

    Raises:
        ArgumentTypeError: if it is neither a dataset nor None.
    """
    _check(dataset)
    return default() if dataset is None or dataset is Dataset.default() else dataset


def set_default(dataset: Dataset | None) -> None:
    """Make a dataset the default one of the whole process, in all its threads.

    Call it where the program starts, before it asks anything: a question that another thread is asking at that moment
    may be answered from both datasets. A block of ``Dataset.as_default`` still has its own dataset. Another process
    has its own default dataset; ``for_workers`` hands this one on.

    Args:
        dataset: what answers the questions of the module from now on; None for the tables that ``Dataset.default``
            describes, which are then read anew. ``Dataset.default()`` itself changes nothing.

    Raises:
        ArgumentTypeError: if it is neither a dataset nor None.

    >>> import pilotzones
    >>> pilotzones.set_default(Dataset.bundled().assume({"33049900": ""}, after="2022-7"))
    >>> pilotzones.is_eligible("33049900", "2024-06-18")
    True
    >>> pilotzones.set_default(None)
    """
    _check(dataset)
    if dataset is not Dataset.default():
        # A value that another thread is making now is waited for, and is kept where it belongs: with the old tables.
        with once.lock:
            Dataset.default().__dict__ = {} if dataset is None else {_CHOSEN: dataset, _LOADED: dataset}


def for_workers(dataset: Dataset | None = None) -> WorkerStart:
    """Give what starts the workers of a pool with a default dataset.

    For the pools of ``multiprocessing`` and ``concurrent.futures``, whether they start, fork or spawn processes or
    threads: ``ProcessPoolExecutor(**pilotzones.for_workers())``. A process has the dataset until it ends, and reads
    its tables itself; a thread has it until it ends, as if it ran in a block of ``Dataset.as_default``. What
    ``asyncio.to_thread`` runs has the default dataset of its caller, whatever its thread has.

    Args:
        dataset: what answers the questions of the module in the workers; None for what answers them here and now,
            with the same folders, whatever the environment variable PILOTZONES_DATA is there.

    Returns:
        The arguments ``initializer`` and ``initargs`` of the pool.

    Raises:
        ArgumentTypeError: if it is neither a dataset nor None.
        DataIntegrityError: if the tables of the default dataset cannot be loaded.

    >>> import pilotzones
    >>> from concurrent.futures import ThreadPoolExecutor
    >>> with Dataset.bundled().assume({"33049900": ""}, after="2022-7").as_default():
    ...     pool = ThreadPoolExecutor(2, **pilotzones.for_workers())
    >>> with pool:
    ...     pool.submit(pilotzones.is_eligible, "33049900", "2024-06-18").result()
    True
    """
    chosen = asked(dataset)
    # The default dataset itself means another one in another process, so its tables are handed over.
    tables = chosen._loaded if isinstance(chosen, DefaultDataset) else chosen  # noqa: SLF001 - see architecture.md
    return {"initializer": _start_worker, "initargs": (tables, os.getpid())}


def _start_worker(dataset: Dataset, process: int) -> None:
    """Give a worker its default dataset, in a process of its own or in a thread of that process."""
    if os.getpid() == process:
        _IN_THREAD.block = _ThreadsBlock()
        _SUBSTITUTE.set(dataset)
    else:
        _SUBSTITUTE.set(None)  # a forked process is born in the block in which its pool started
        set_default(dataset)


class _ThreadsBlock:
    """A block that ends with its thread: what a thread holds in a ``threading.local`` goes with it."""

    def __init__(self) -> None:
        self._block = _begin_block()

    def __del__(self) -> None:
        _end_block(self._block)


_IN_THREAD = threading.local()
_CHOSEN, _LOADED = "_chosen", "_loaded"
"""Where the default dataset holds what the process chose, and what its tables are; ``once`` keeps the second."""


@contextlib.contextmanager
def as_default(dataset: Dataset) -> Iterator[Dataset]:
    """Let a dataset answer the module's questions for the length of a block."""
    block = _begin_block()
    before = _SUBSTITUTE.set(None if dataset is Dataset.default() else dataset)
    try:
        yield dataset
    finally:
        # A block that begins in a task and is left outside it cannot be reset, and ended with the task.
        with contextlib.suppress(ValueError):
            _SUBSTITUTE.reset(before)
        _end_block(block)


def _begin_block() -> object:
    block = object()
    with _Blocks.lock:
        _Blocks.running.add(block)
        Dataset.default().__class__ = _DefaultWithSubstitute
    return block


def _end_block(block: object) -> None:
    with _Blocks.lock:
        _Blocks.running.remove(block)
        if not _Blocks.running:
            Dataset.default().__class__ = DefaultDataset


def _check(dataset: object) -> None:
    if dataset is not None and not is_a(dataset, Dataset):
        msg = f"{quoted(dataset)} is not a dataset: give one from Dataset.bundled() or Dataset.load(), or None."
        raise ArgumentTypeError(msg)


class _DefaultWithSubstitute(DefaultDataset):
    """The default dataset while a block runs in any thread: it takes what it answers from out of the substitute."""

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - whatever the attribute is
        substitute = _SUBSTITUTE.get()
        if substitute is not None and isinstance(getattr(DefaultDataset, name, None), once):
            return getattr(substitute, name)
        return super().__getattribute__(name)

"""What the logger ``pilotzones`` is told, each once a process: where the default data came from, and that it is old.

Importing logging takes a tenth of the time of a first answer. A program that has not imported it hears nothing of
where the data came from; only a warning is worth the import.
"""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TOLD: dict[str, object] = {}


def tell_once(about: str, text: Callable[[], str]) -> None:
    """Log a text at INFO, if anybody listens; it is made only then."""
    # Asked of the loaded modules first; the import then waits for a thread that is importing it.
    if "logging" not in sys.modules:
        return
    import logging  # noqa: PLC0415

    logger = logging.getLogger("pilotzones")
    if logger.isEnabledFor(logging.INFO) and _is_first(about):
        logger.info("%s", text())


def warn_once(about: str, text: Callable[[], str]) -> None:
    """Log a text at WARNING."""
    if _is_first(about):
        import logging  # noqa: PLC0415

        logging.getLogger("pilotzones").warning("%s", text())


@contextlib.contextmanager
def left_to_caller(about: str) -> Iterator[None]:
    """Log nothing about a subject inside a block, whose answers tell it themselves."""
    mine = object()
    is_mine = _TOLD.setdefault(about, mine) is mine
    try:
        yield
    finally:
        if is_mine:
            del _TOLD[about]


def _is_first(about: str) -> bool:
    """Tell whether nothing was told about it in this process yet; one thread of several is the first."""
    mine = object()
    return _TOLD.setdefault(about, mine) is mine

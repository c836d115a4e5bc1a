"""Libraries that are imported where they are used: an extra brings each."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import types


def import_library(name: str, extra: str = "") -> types.ModuleType:
    """Import a library that an extra brings; one of its own name unless another is given.

    Raises:
        ImportError: names the extra.
    """
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        from pilotzones.messages import Message  # noqa: PLC0415 - most libraries are there

        library = name.partition(".")[0]
        msg = Message(
            "This needs {library}: pip install '{extra}'.", library=library, extra=f"pilotzones[{extra or library}]"
        )
        raise ImportError(msg) from missing

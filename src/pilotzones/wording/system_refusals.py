"""What is said where the system does not allow a file to be read or written."""

from __future__ import annotations

import pathlib

from pilotzones.messages import Message, OwnWord
from pilotzones.paths import reason_of, shown_path


def describe_refusal(fault: OSError, name: str) -> Message:
    """Say what the system does not allow, and what to do.

    Args:
        fault: what the system says.
        name: the path of the file; blank if it is not known.
    """
    file = pathlib.Path(name)
    return Message(
        "{where}{fault}. No file is half written, but a pipe or a device may have a part; name another file."
        if file.is_fifo() or file.is_char_device()
        else "{where}{fault}. No file is half written; name another file or folder.",
        where=f"'{shown_path(name)}': " if name else "",
        fault=OwnWord(reason_of(fault)),
    )

"""What a path argument may be, and how the name of a file is shown and recorded."""

from __future__ import annotations

import os
import pathlib
import re

from pilotzones.arguments import ArgumentTypeError, is_a, quoted, refusal
from pilotzones.errors import PilotZonesError

_WHAT = "a path (a str or pathlib.Path)"
_BREAKING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Control characters and what else ends a line."""


class InvalidPathError(PilotZonesError, ValueError):
    """A text that cannot be the path of a file or folder here, or a path that may not be looked at."""


def as_path(name: str, value: object) -> pathlib.Path:
    """Read an argument as the path of a file or folder, which need not exist.

    Args:
        name: of the argument, for the error.
        value: a ``str``, or an ``os.PathLike`` of one, such as ``pathlib.Path``. A name of a file that is not
            UTF-8 is taken as Python gives it (``os.listdir``): bytes as lone surrogates.

    Returns:
        The path, as it was given. That it can be looked up is certain, not that anything is there.

    Raises:
        ArgumentTypeError: if it is not a path: nothing, a number, bytes, a file descriptor.
        InvalidPathError: if it is empty, as an unset variable of a script is; if the file system cannot have it
            (NUL, half of a character, too long, links in a circle); or if a folder on the way may not be entered.

    >>> as_path("path", "annex.pdf").name
    'annex.pdf'
    """
    text = _text(name, value)
    if not text:
        raise _refusal(name, text, "it is empty")
    try:
        os.stat(text)  # noqa: PTH116 - the operating system alone knows what it takes
    except (FileNotFoundError, NotADirectoryError):
        pass  # whoever opens it says what is missing
    except UnicodeError:
        raise _refusal(name, text, "it has half of a character (a lone surrogate)") from None
    except ValueError:
        raise _refusal(name, text, "it has the character NUL") from None
    except OSError as error:  # too long, links in a circle, no permission to enter a folder on the way ...
        raise _refusal(name, text, reason_of(error).lower()) from None
    return pathlib.Path(text)


def reason_of(fault: Exception) -> str:
    """Give the system's reason for a refusal, or what else an error without one says, on one line.

    >>> reason_of(FileNotFoundError(2, "No such file or directory")), reason_of(OSError("half a picture"))
    ('No such file or directory', 'half a picture')
    """
    own = _escape_breaking(" ".join(str(fault).split()))
    return getattr(fault, "strerror", None) or own or type(fault).__name__


def _text(name: str, value: object) -> str:
    """Take the text of a path."""
    if is_a(value, str):
        return str.__str__(value)  # also that of an Enum
    if not is_a(value, os.PathLike):
        raise refusal(name, value, _WHAT)
    try:
        text = os.fspath(value)
    except Exception as error:
        # The object is the caller's, and so is what it raises: it is kept as the cause.
        msg = f"{name} must be {_WHAT}, and asking it for its path raised {type(error).__name__}."
        raise ArgumentTypeError(msg) from error
    if not is_a(text, str):
        raise refusal(name, value, _WHAT)
    return str.__str__(text)


def _refusal(name: str, text: str, why: str) -> InvalidPathError:
    msg = f"{name} {quoted(text)} cannot be used as a path: {why}. Nothing was read or written; pass another path."
    return InvalidPathError(msg)


def shown_name(path: str | os.PathLike[str]) -> str:
    r"""Give the last part of a path as text that any file in UTF-8 can hold: what is recorded of a file is this.

    Args:
        path: of a file that exists, whatever its name.

    Returns:
        Its name. A byte that is not UTF-8 (a name in GBK, say) is written ``\xb8``, a control character
        ``\x1b``, as Python writes them.

    >>> shown_name("annexes/附件.pdf"), shown_name("\udcb8\udcbd\udcbc\udcfe.pdf")
    ('附件.pdf', '\\xb8\\xbd\\xbc\\xfe.pdf')
    """
    return shown_path(pathlib.PurePath(path).name or path)  # "." has no name


def shown_path(path: str | os.PathLike[str]) -> str:
    """Give a whole path as text that any file or terminal in UTF-8 can hold, as ``shown_name`` does."""
    # On Linux these are the bytes of the name; on Windows os.fsencode writes half a character as three bytes.
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return _escape_breaking(text)


def _escape_breaking(text: str) -> str:
    return _BREAKING.sub(lambda found: ascii(found[0])[1:-1], text)

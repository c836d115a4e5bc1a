"""What a caller passes in: quoting it in an error, and checking words."""

from __future__ import annotations

from pilotzones.errors import PilotZonesError

_LONGEST = 60


class ArgumentTypeError(PilotZonesError, TypeError):
    """An argument of the wrong type, or not one of the words it may be, such as ``if_unknown=None``."""


def quoted(value: object) -> str:
    """Quote any value in one short line, control characters escaped.

    >>> quoted("Hangzhou")
    "'Hangzhou'"
    """
    # A long text is cut before it is quoted: its repr could be of any size.
    if isinstance(value, (str, bytes)) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]!r}... ({len(value):,} long)"
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - a foreign __repr__ may raise anything (int of 5,000 digits)
        text = f"<{type(value).__name__}>"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def check_word(name: str, value: object, allowed: tuple[str, ...]) -> None:
    """Check that an argument is one of a few words.

    Raises:
        ArgumentTypeError: if it is not; names the words.
    """
    if value not in allowed:
        msg = f"{name} must be {' or '.join(map(repr, allowed))}, not {quoted(value)}."
        raise ArgumentTypeError(msg)

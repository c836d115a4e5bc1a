"""How a caller's own value is quoted in an error."""

from __future__ import annotations

_LONGEST = 60


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

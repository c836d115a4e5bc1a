"""The base of every error of the package; each other error is beside its idea."""

from __future__ import annotations

from typing import Any, Literal


class PilotZonesError(Exception):
    """The base of every error of this package.

    The message says what is wrong and what to do; the facts behind it are attributes, so
    that a caller need not read the message. Every subclass is also a builtin error.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)

    def explain(self, lang: Literal["en", "zh"] = "en") -> str:
        """Say what is wrong, and what to do.

        Args:
            lang: ``"en"`` for English, ``"zh"`` for Chinese.

        Returns:
            The sentences; in English those of the message, which are returned too where there is no Chinese for it.

        Raises:
            ArgumentTypeError: if ``lang`` is another word.
        """
        from pilotzones.wording.told import explain_error  # noqa: PLC0415 - only where sentences are asked for

        return explain_error(self, lang)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the facts with the message: a worker's error reaches its parent whole."""
        return _restore, (type(self), self.args, vars(self))


def _restore(kind: type[PilotZonesError], args: tuple[Any, ...], facts: dict[str, Any]) -> PilotZonesError:
    error = kind.__new__(kind)
    error.args = args
    vars(error).update(facts)
    return error

"""What an error tells: its message, in the language asked for, and in the words of Python or of the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.messages import Message
from pilotzones.records.languages import Language, as_language

if TYPE_CHECKING:
    from pilotzones.errors import PilotZonesError


def tell(error: Exception, lang: Language, *, for_command: bool = True) -> str:
    """Say the message of an error; in English where there is no Chinese for it."""
    message = next(iter(error.args), None)
    return message.said(lang, for_command=for_command) if isinstance(message, Message) else str(error)


def explain_error(error: PilotZonesError, lang: Language) -> str:
    """Say the message of an error to those who program.

    Raises:
        ArgumentTypeError: if ``lang`` is not the word for a language.
    """
    return tell(error, as_language(lang), for_command=False)

"""What a person at the command line is told of an error: its message, in the language asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pilotzones.records.languages import Language


def tell(error: Exception, lang: Language) -> str:
    """Write the message of an error for the command line; in English where there is no Chinese for it."""
    message = error.args[0] if error.args else ""
    if not isinstance(message, Message):
        return str(error)
    templates: Mapping[str, str] = {}
    words: Mapping[str, str] = {}
    if lang == "zh":
        from pilotzones.wording.chinese_messages import MESSAGES, WORDS  # noqa: PLC0415 - for those who read it

        if message.template in MESSAGES:
            templates, words = MESSAGES, WORDS
    return message.written(templates.get(message.template, message.template), words, for_command=True)

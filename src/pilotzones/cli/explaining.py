"""What a command says when something goes wrong: what happened, what is safe, what to do."""

from __future__ import annotations

import os
import traceback
from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.dated_rules.errors import BeforeKnownRulesError
from pilotzones.errors import PilotZonesError
from pilotzones.geography.errors import UnknownDayOfChangeError
from pilotzones.wording.told import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotzones.records.languages import Language

DEBUG = "PILOTZONES_DEBUG"
"""The environment variable with which a traceback is shown too."""


def find_language(words: Sequence[object]) -> Language:
    """Find the language that was asked for among words that may be wrong, so that they could not be read."""
    named = " ".join(map(str, words)).replace("--lang=", "--lang ").partition("--lang ")[2]
    return "zh" if named.startswith("zh") else "en"


def explain(fault: Exception, lang: Language = "en") -> str:
    """Say what went wrong, in the words of the command, and in the language asked for where there are words for it."""
    message = _say(fault, lang)
    if lang == "zh":
        from pilotzones.cli.translating import translate  # noqa: PLC0415 - only who asks for Chinese

        return translate(message) or message
    return message


def _say(fault: Exception, lang: Language) -> str:
    if isinstance(fault, PilotZonesError):
        return tell(fault, lang)
    if isinstance(fault, ImportError):  # of an extra, which it names
        return str(fault)
    if isinstance(fault, MemoryError):
        return "There is not enough memory for this; no file is half written. End other programs, and try again."
    if isinstance(fault, OSError):
        where = "" if fault.filename is None else f"{quoted(os.fsdecode(fault.filename))}: "
        return f"{where}{fault.strerror or quoted(str(fault))}. No file is half written; name another file or folder."
    return (
        f"This is a fault of pilotzones itself ({type(fault).__name__}: {quoted(str(fault))}), and no answer. Please "
        f"report it, with the command and what it shows if the environment variable {DEBUG} is 1."
    )


def is_unknown(fault: Exception) -> bool:
    """Tell whether there is no answer because the data cannot tell, and not because the words are wrong."""
    return isinstance(fault, (UnknownDayOfChangeError, BeforeKnownRulesError))


def write_traceback(fault: Exception) -> str:
    """Write the traceback for those who want to see it; nothing for all others."""
    return "".join(traceback.format_exception(fault)) if os.environ.get(DEBUG) else ""

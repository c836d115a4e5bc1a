"""What a command says when something goes wrong: what happened, what is safe, what to do."""

from __future__ import annotations

import os
import traceback
from typing import TYPE_CHECKING

from pilotzones.arguments import is_a, quoted
from pilotzones.dated_rules.errors import BeforeKnownRulesError
from pilotzones.errors import PilotZonesError
from pilotzones.geography.errors import UnknownDayOfChangeError
from pilotzones.messages import Message, OwnWord
from pilotzones.paths import reason_of
from pilotzones.wording.system_refusals import describe_refusal
from pilotzones.wording.told import tell

if TYPE_CHECKING:
    from pilotzones.records.languages import Language

DEBUG = "PILOTZONES_DEBUG"
"""The environment variable with which a traceback is shown too."""


def find_language(words: object) -> Language:
    """Find the language that was asked for among words that may be wrong, so that they could not be read."""
    named = " ".join(word for word in words if is_a(word, str)) if is_a(words, (list, tuple)) else ""
    named = named.replace("--lang=", "--lang ").partition("--lang ")[2]
    return "zh" if named.startswith("zh") else "en"


def explain(fault: Exception, lang: Language = "en") -> str:
    """Say what went wrong, in the words of the command, and in the language asked for where there are words for it."""
    if isinstance(fault, (PilotZonesError, ImportError)):  # an ImportError is of an extra, which it names
        return tell(fault, lang)
    return _write(fault).said(lang, for_command=True)


def explain_interruption(lang: Language) -> str:
    """Say that the user ended the command."""
    return Message("The command was interrupted; no file is half written.").said(lang, for_command=True)


def explain_loss(fault: Exception, lang: Language) -> str:
    """Say that an answer could not be written."""
    message = Message(
        "standard output: the answer could not be written ({fault}). What the command had to do is done; make room "
        "where its output goes, and ask again.",
        fault=OwnWord(reason_of(fault)),
    )
    return message.said(lang, for_command=True)


def _write(fault: Exception) -> Message:
    if isinstance(fault, MemoryError):
        return Message(
            "There is not enough memory for this; no file is half written. End other programs, and try again."
        )
    if isinstance(fault, OSError):
        return describe_refusal(fault, os.fsdecode(fault.filename or ""))
    return Message(
        "This is a fault of pilotzones itself ({kind}: {fault}), and no answer. Please report it, with the command and "
        "what it shows if the environment variable {debug} is 1.",
        kind=type(fault).__name__,
        fault=quoted(str(fault)),
        debug=DEBUG,
    )


def is_unknown(fault: Exception) -> bool:
    """Tell whether there is no answer because the data cannot tell, and not because the words are wrong."""
    return isinstance(fault, (UnknownDayOfChangeError, BeforeKnownRulesError))


def write_traceback(fault: Exception) -> str:
    """Write the traceback for those who want to see it; nothing for all others."""
    return "".join(traceback.format_exception(fault)) if os.environ.get(DEBUG, "0") not in {"", "0"} else ""

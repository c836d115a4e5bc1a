"""What a command says when something goes wrong: what happened, what is safe, what to do."""

from __future__ import annotations

import os
import re
import traceback
from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.errors import PilotZonesError
from pilotzones.positive_list.errors import ExplainedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotzones.records.languages import Language

DEBUG = "PILOTZONES_DEBUG"
"""The environment variable with which a traceback is shown too."""

# What the library says to Python programs, and the command to its users.
_SPOKEN = (
    (re.compile(r"\(province='\.\.\.'\)"), "(--province NAME)"),
    (re.compile(r"\bprovince="), "--province"),
    (re.compile(r"provinces\(\) and zones\(\) list names\."), "'pilotzones zones' lists names."),
    (re.compile(r"with zone\(\) or covering_zone\(\)"), "with 'pilotzones batch CITY'"),
    (re.compile(r"zones_in\((.*?)\) lists"), r"'pilotzones zones PROVINCE' lists"),
    (re.compile(r"covering_zone\(.*?\) finds"), "in Python, covering_zone() finds"),
    (re.compile(r"Name another one, or allow overwriting it\."), "Name another one, or allow that with --overwrite."),
    (re.compile(r"(another prefix for the columns that are added)\."), r"\1, with --prefix."),
    (re.compile(r"\bfirst=(\S+) lies after last=(\S+):"), r"--start \1 lies after --end \2:"),
    (re.compile(r"or pass boundaries='today'\."), "or use --boundaries today."),
    (re.compile(r"items\(date, .*?\) gives"), "in Python, items() gives"),
)


def find_language(words: Sequence[object]) -> Language:
    """Find the language that was asked for among words that may be wrong, so that they could not be read."""
    named = " ".join(map(str, words)).replace("--lang=", "--lang ").partition("--lang ")[2]
    return "zh" if named.startswith("zh") else "en"


def explain(fault: Exception, lang: Language = "en") -> str:
    """Say what went wrong, in the language asked for where there are words for it."""
    if lang == "zh" and isinstance(fault, ExplainedError):
        return _speak(fault.explain(lang))
    if isinstance(fault, PilotZonesError):
        return _speak(str(fault))
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


def write_traceback(fault: Exception) -> str:
    """Write the traceback for those who want to see it; nothing for all others."""
    return "".join(traceback.format_exception(fault)) if os.environ.get(DEBUG) else ""


def _speak(message: str) -> str:
    """Put a message for Python programs into the words of the command."""
    for pattern, spoken in _SPOKEN:
        message = pattern.sub(spoken, message)
    return message

"""The codes that a question is asked about: words after the command, lines of standard input or of a file."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import sys
from typing import IO, TYPE_CHECKING, AnyStr, NamedTuple

from pilotzones.arguments import quoted
from pilotzones.cli.wrong_use import WrongUseError, wrong_use
from pilotzones.dates import InvalidDateError, as_date
from pilotzones.messages import OwnWord
from pilotzones.paths import shown_path

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator, Sequence

STANDARD_INPUT = "-"
"""The word for the lines of standard input."""

LARGEST, MOST = 8 << 20, 100_000
"""The most bytes and codes that a list may have: each code has an answer in memory until all are written."""

_DAY = re.compile(r"[0-9]{4}-[0-9]")
# No code of the tariff begins so: chapter 20 ends with heading 2009.
_DAY_IN_DIGITS = re.compile(r"20[1-9][0-9]{5}")
_COMMENT = "#"


class GivenCode(NamedTuple):
    """A code as it was given: its text, and where, the file with the number of its line; None for a word."""

    text: str
    file: str | None = None
    line: int = 0


def split_day(words: Sequence[str], date: str | None) -> tuple[Sequence[str], str | None]:
    """Take the day off the words, where it is the last of them.

    Raises:
        WrongUseError: if there are two days.
    """
    if not words or not _DAY.match(words[-1].strip()):
        return words, date
    if date is not None:
        raise wrong_use("Two days are given, {date} and {word}: leave one out.", date=date, word=words[-1])
    return words[:-1], words[-1]


def read_codes(words: Sequence[str], file: pathlib.Path | None) -> Iterator[GivenCode]:
    """Go through the codes in their order: those of the words, then those of the file.

    Raises:
        WrongUseError: if there is none at all, or a file is not one of text.
        OSError: if a file cannot be read.
    """
    if not words and file is None:
        raise wrong_use(
            "No code is given. Write codes after the command, such as 'pilotzones eligible 0409.00.00', name a file "
            "with --file, or write - for standard input."
        )
    for word in words:
        if word == STANDARD_INPUT:
            stream = getattr(sys.stdin, "buffer", sys.stdin)  # none at all if it was closed from the start
            yield from _read_lines(_read(stream, STANDARD_INPUT) if stream else "", STANDARD_INPUT)
        else:
            yield GivenCode(word)
    if file is not None:
        if str(file) == STANDARD_INPUT:
            yield from read_codes([STANDARD_INPUT], None)
        else:
            with file.open("rb") as opened:
                content = _read(opened, str(file))
            yield from _read_lines(content, str(file))


def check_no_day(text: str) -> None:
    """Refuse eight digits that are a day, and no code of any tariff.

    Raises:
        WrongUseError: if it is one.
    """
    if not _DAY_IN_DIGITS.fullmatch(text.strip()):
        return
    with contextlib.suppress(InvalidDateError):
        day = as_date(text.strip())
        raise wrong_use(
            "{text} is a day, and not an HS code: chapter 20 ends with heading 2009. Write the day as --date {day}.",
            text=quoted(text),
            day=day,
        )


def is_file(text: str) -> bool:
    """Tell whether a word that is not a code is the path of a file."""
    return os.path.isfile(text)  # noqa: PTH113 - it takes any text, however long


def name_source(file: str) -> str:
    """Name a file with codes, or standard input, for a sentence."""
    return OwnWord("standard input") if file == STANDARD_INPUT else f"'{shown_path(file)}'"


def _read(stream: IO[AnyStr], file: str) -> AnyStr:
    """Read a list of codes as a whole, unless it is one that fills the memory, or has no end."""
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise _too_long(file)
    return content


def _too_long(file: str) -> WrongUseError:
    return wrong_use(
        "{file} is too long: a list has at most {most:,} codes and {size} MiB. Split it, or run 'pilotzones screen "
        "FILE --code COLUMN --date DAY', which reads a table row by row.",
        file=name_source(file),
        most=MOST,
        size=LARGEST >> 20,
    )


def _read_lines(content: bytes | str, file: str) -> Iterator[GivenCode]:
    """Read a code in each line; blank lines, and those that begin with #, have none."""
    text = content if isinstance(content, str) else _decode(content, file)
    count = 0
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        code = line.strip()
        if code and not code.startswith(_COMMENT):
            count += 1
            if count > MOST:
                raise _too_long(file)
            yield GivenCode(code, file, number)


def _decode(content: bytes, file: str) -> str:
    """Decode UTF-8, or UTF-16 with its mark as Excel writes it; codes are digits in any other encoding too."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        raise wrong_use(
            "{file} is not a file of text with a code in each line. For a spreadsheet, run 'pilotzones screen FILE "
            "--code COLUMN'.",
            file=name_source(file),
        )
    return content.decode("utf-8-sig", "replace")

"""Options that several questions share, worded once."""

from __future__ import annotations

import contextlib
import os
import pathlib
from typing import TYPE_CHECKING

from pilotzones.cli.wrong_use import days, wrong_use
from pilotzones.dates import today_in_china
from pilotzones.messages import OwnWord
from pilotzones.paths import reason_of, shown_path

if TYPE_CHECKING:
    import argparse
    import datetime
    from collections.abc import Iterator


def add_nothing(parser: argparse.ArgumentParser) -> None:
    """Add nothing: the command takes no words."""


def add_province(parser: argparse.ArgumentParser) -> None:
    """Add the option that settles which of several places is meant."""
    parser.add_argument("--province", help="the province, if several places have that name")


def add_date(parser: argparse.ArgumentParser, default: str = "today in China") -> None:
    """Add the option for the day that is asked about."""
    parser.add_argument("--date", metavar="DAY", help=f"the day (YYYY-MM-DD, China calendar); by default {default}")


def find_day(date: str | None) -> str | datetime.date:
    """Give the day that is asked about: today in China where none is named."""
    return today_in_china() if date is None else date


@contextlib.contextmanager
def reading(file: pathlib.Path, out: pathlib.Path | None = None) -> Iterator[None]:
    """Say of a file that is read that it cannot be, where the system says so; ``out`` is what is written beside it.

    Raises:
        WrongUseError: if it cannot be read.
    """
    try:
        yield
    except OSError as error:
        # What names no file is about the one that is read, if it is the only one.
        named = file if error.filename is None and out is None else error.filename
        if file == out or named is None or pathlib.Path(os.fsdecode(named)) != file:
            raise
        why = OwnWord(reason_of(error))
        raise wrong_use("{file} cannot be read: {why}.", file=f"'{shown_path(file)}'", why=why) from error


def add_max_age(parser: argparse.ArgumentParser) -> None:
    """Add the option that refuses answers about days long after the last verified one."""
    parser.add_argument(
        "--max-age",
        metavar="DAYS",
        type=days,
        help="refuse a day that is more than so many days after the last verified one; 0 refuses every later day",
    )

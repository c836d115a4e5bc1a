"""Options that several questions share, worded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.cli.wrong_use import days

if TYPE_CHECKING:
    import argparse


def add_nothing(parser: argparse.ArgumentParser) -> None:
    """Add nothing: the command takes no words."""


def add_province(parser: argparse.ArgumentParser) -> None:
    """Add the option that settles which of several places is meant."""
    parser.add_argument("--province", help="the province, if several places have that name")


def add_max_age(parser: argparse.ArgumentParser) -> None:
    """Add the option that refuses answers about days long after the last verified one."""
    parser.add_argument(
        "--max-age",
        metavar="DAYS",
        type=days,
        help="refuse a day that is more than so many days after the last verified one; 0 refuses every later day",
    )

"""Measure starts, answers, memory, reading, drawing, whole columns and the wheel, side by side in one run.

Needs the package installed with its bench extra, not in editable mode: ``pip install '.[bench]'``.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import cold
import columns
import commands
import drawing
import memory
import reading
import warm
from table import goal, markdown, write_between

REPOSITORY = Path(__file__).resolve().parent.parent
WHEEL_GOAL_KIB = 400


class Rounds(NamedTuple):
    """How often everything is measured."""

    cold: int
    commands: int
    warm: int
    memory: int
    reading: int
    drawing: int
    columns: int


FULL = Rounds(cold=40, commands=9, warm=200, memory=9, reading=3, drawing=3, columns=3)
QUICK = Rounds(cold=5, commands=3, warm=20, memory=3, reading=1, drawing=1, columns=1)


def main() -> None:
    """Print the tables, and write them into a page if asked to."""
    parser = argparse.ArgumentParser(
        description="Measure cold start, warm answers, memory and the wheel, side by side."
    )
    parser.add_argument("--quick", action="store_true", help="fewer rounds; the figures are rougher")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables between the markers of this page")
    options = parser.parse_args()
    rounds = QUICK if options.quick else FULL
    text = "\n\n".join(
        (
            _heading(rounds),
            cold.measure(rounds.cold),
            commands.measure(rounds.commands),
            warm.measure(rounds.warm),
            memory.measure(rounds.memory),
            reading.measure(rounds.reading),
            drawing.measure(rounds.drawing),
            columns.measure(rounds.columns),
            _wheel(),
        )
    )
    print(text)
    if options.write:
        write_between(options.write, text)


def _heading(rounds: Rounds) -> str:
    loops = rounds.warm * warm.LOOPS_A_ROUND
    return (
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} CPUs. "
        f"{'With' if find_spec('platformdirs') else 'Without'} the extra `annex`. "
        f"Medians of {rounds.cold} starts, best of {loops:,} loops, median of {rounds.memory} processes."
    )


def _wheel() -> str:
    """Build the wheel of this repository and weigh it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, str(REPOSITORY)]
        subprocess.run(command, check=True)
        size = sum(wheel.stat().st_size for wheel in Path(folder).glob("*.whl")) / 1024
    return markdown(("The wheel", "KiB", "Goal"), [("to download", f"{size:.0f}", goal(size, WHEEL_GOAL_KIB, "KiB"))])


if __name__ == "__main__":
    main()

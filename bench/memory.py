"""Memory: what a process holds after its first answers, and how much of it is the library's own."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile

import psutil
from snippets import ALONE, ATTRS, BARE, BATCH_OF, COVERING_ZONE, IS_ELIGIBLE, STACK, ZONES_IN, environment
from table import goal, markdown

MEBIBYTE = 1 << 20
GOAL_MIB = 8

AFTER = {
    "the bare interpreter": BARE,
    "`import attrs`": ATTRS,
    "`import attrs`, `importlib_resources.files(...)`": STACK,
    "`zones_in`": ZONES_IN,
    "`is_eligible`": IS_ELIGIBLE,
    "`zones_in`, `batch_of`, `is_eligible`": f"{ZONES_IN}; {BATCH_OF}; {IS_ELIGIBLE}",
    "the same three, with `PILOTZONES_DATA=`": f"{ALONE}{ZONES_IN}; {BATCH_OF}; {IS_ELIGIBLE}",
    "`covering_zone`": COVERING_ZONE,
}
FIRST_ANSWERS = tuple(AFTER.values())[3:]

# What is imported before the count starts is the standard library's or a dependency's.
_TRACED = f"""
{STACK}
import bisect, contextlib, csv, datetime, io, json, pathlib, typing, unicodedata
import gc, tracemalloc
tracemalloc.start()
CODE
gc.collect()
print(tracemalloc.get_traced_memory()[0])
"""


def measure(rounds: int) -> str:
    """Start every process once a round, and tabulate the medians."""
    resident: dict[str, list[int]] = {code: [] for code in AFTER.values()}
    for _ in range(rounds):
        for code, sizes in resident.items():
            sizes.append(_resident(code))
    median = {code: statistics.median(sizes) / MEBIBYTE for code, sizes in resident.items()}
    header = ("A fresh process after", "Resident, MiB", "Over bare, MiB", "The library's own, MiB", "Goal")
    rows = [
        (
            label,
            f"{median[code]:.1f}",
            f"{median[code] - median[BARE]:.1f}",
            f"{_traced(code) / MEBIBYTE:.2f}" if code in FIRST_ANSWERS else "",
            goal(median[code] - median[BARE], GOAL_MIB, "MiB over bare") if code in FIRST_ANSWERS else "",
        )
        for label, code in AFTER.items()
    ]
    return markdown(header, rows)


def _resident(code: str) -> int:
    """Look at a process from outside, while it waits for a line, so that looking costs it nothing."""
    with (
        tempfile.TemporaryDirectory() as elsewhere,
        subprocess.Popen(
            [sys.executable, "-c", f"{code}; print(flush=True); input()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=elsewhere,
            env=environment(),
        ) as process,
    ):
        if process.stdout is None or not process.stdout.readline():
            raise subprocess.CalledProcessError(process.wait(), code)
        size: int = psutil.Process(process.pid).memory_info().rss
        process.communicate(b"\n")
    return size


def _traced(code: str) -> int:
    """Count what Python allocates for the code and still holds after it."""
    script = _TRACED.replace("CODE", code)
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, env=environment())
    return int(done.stdout)

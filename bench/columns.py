"""Whole columns: ``frames.screen`` beside the join that somebody would write by hand, on the same tables."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from snippets import environment
from table import goal, markdown

TASKS = Path(__file__).with_name("columns_tasks.py")
MILLION = 1_000_000
GIB = 1 << 30

JOINS = {"polars": ("Polars, lazy", 1.3), "duckdb": ("DuckDB", 1.3), "pandas": ("pandas", 2.0)}
STREAMS = {"stream-polars": "lazy Polars, `sink_parquet`", "stream-duckdb": "DuckDB, `to_parquet`"}
MOST_MEMORY_GIB = 2


def measure(rounds: int, rows: int = 10 * MILLION, streamed: int = 50 * MILLION, spark: int = 20 * MILLION) -> str:
    """Screen on every engine, each in a process of its own, and tabulate it."""
    with tempfile.TemporaryDirectory() as folder:
        return "\n\n".join((_joins(folder, rows, rounds), _streams(folder, streamed), _spark(folder, spark)))


def _joins(folder: str, rows: int, rounds: int) -> str:
    found = {name: _run(name, folder, rows, rounds) for name in JOINS}
    header = (f"{rows // MILLION} million rows", "By hand, s", "`screen`, s", "Times by hand", "Goal")
    return markdown(
        header,
        [
            (
                JOINS[name][0],
                f"{taken['hand']:.2f}",
                f"{taken['screen']:.2f}",
                f"{taken['screen'] / taken['hand']:.2f}",
                goal(taken["screen"] / taken["hand"], JOINS[name][1], "times"),
            )
            for name, taken in found.items()
        ],
    )


def _streams(folder: str, rows: int) -> str:
    found = {name: _run(name, folder, rows, 1) for name in STREAMS}
    header = (f"{rows // MILLION} million rows, Parquet to Parquet", "Seconds", "Resident at most, GiB", "Goal")
    return markdown(
        header,
        [
            (
                STREAMS[name],
                f"{taken['seconds']:.1f}",
                f"{taken['peak'] / GIB:.2f}",
                goal(taken["peak"] / GIB, MOST_MEMORY_GIB, "GiB"),
            )
            for name, taken in found.items()
        ],
    )


def _spark(folder: str, rows: int) -> str:
    header = (f"{rows // MILLION} million rows on Spark", "Seconds", "Times `local[1]`")
    if not shutil.which("java"):
        return markdown(header, [("not measured: there is no Java", "", "")])
    found = {cores: _run("spark", folder, rows, 1, str(cores))["seconds"] for cores in (1, 2)}
    return markdown(
        header, [(f"`local[{cores}]`", f"{taken:.1f}", f"{taken / found[1]:.2f}") for cores, taken in found.items()]
    )


def _run(task: str, folder: str, rows: int, rounds: int, *more: str) -> dict[str, Any]:
    command = [sys.executable, str(TASKS), task, folder, str(rows), str(rounds), *more]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment())
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    print(measure(rounds=3))

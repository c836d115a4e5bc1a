"""How long each command takes to its first answer, as a process of its own: what somebody at a terminal waits."""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from cold import Taken, start
from snippets import environment
from table import goal, markdown

FIRST_ANSWER_GOAL_S = 0.3
ANSWERS = (0, 1, 3)
"""Yes or done, no, and cannot tell."""
FILE = "goods.csv"
COMMANDS = (
    "zones",
    "zones Zhejiang --date 2018-12-31",
    "zones --json",
    "zones --csv",
    "zone Hangzhou",
    "batch Hangzhou",
    "whose 昆山 --date 2026-01-01",
    "place 公主岭 --date 2019-12-31",
    "eligible 9506.11.00 --date 2022-03-01",
    "eligible 9506.11.00 --date 2022-03-01 --lang zh",
    "eligible 9506.11.00 --date 2022-03-01 --json",
    "history 93070090",
    "items --under 0402 --date 2018-12-31",
    "diff 2019-96 2022-7",
    "changes --year 2022",
    "timeline",
    "rules --date 2019-01-01",
    "coverage",
    "sources S040",
    "verify",
    "panel --start 2015 --end 2024",
    f"screen {FILE} --code code --date 2022-03-01 -o marked.csv",
    "--help",
)
"""Annexes and pictures apart: reading a file and drawing take their own time."""


def measure(rounds: int) -> str:
    """Start every command once a round, and tabulate the medians of all rounds."""
    taken: dict[str, list[Taken]] = {words: [] for words in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, FILE).write_text("code\n95061100\n33049900\n", "utf-8")
        for _ in range(rounds + 1):
            for words, times in taken.items():
                Path(folder, "marked.csv").unlink(missing_ok=True)
                times.append(
                    start([sys.executable, "-m", "pilotzones", *words.split()], folder, environment(), ANSWERS)
                )
    rows = []
    for words, times in taken.items():
        wall, cpu = (statistics.median(figures) for figures in zip(*times[1:], strict=True))  # bytecode is compiled
        rows.append((f"`{words}`", f"{wall:.0f}", f"{cpu:.0f}", goal(wall / 1000, FIRST_ANSWER_GOAL_S, "s")))
    return markdown(("The command `pilotzones ...`", "Wall, ms", "CPU, ms", "Goal"), rows)

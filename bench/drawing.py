"""Drawing: what the strategies add to a test of Hypothesis, and what the hook adds to its import."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from snippets import environment
from table import goal, markdown

from pilotzones import strategies

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

EXAMPLES = 1000
DRAWS_GOAL_S = 1
HOOK_GOAL_MS = 3
FLOOR = "`st.integers()`"

DRAWN: dict[str, SearchStrategy[object]] = {
    FLOOR: st.integers(),
    "`zone_names()`": strategies.zone_names(),
    "`non_zone_places()`": strategies.non_zone_places(),
    "`dates_in_force()`": strategies.dates_in_force(),
    "`hs_codes()`": strategies.hs_codes(),
    "`spelled_hs_codes()`": strategies.spelled_hs_codes(),
    "`malformed_hs_codes()`": strategies.malformed_hs_codes(),
    "`remarks()`": strategies.remarks(),
    "`eligibility_cases()`": strategies.eligibility_cases(),
    "`verdicts()`": strategies.verdicts(),
    "`datasets()`": strategies.datasets(),
    "`complete_positive_list(max_size=100)`": strategies.complete_positive_list(max_size=100),
    "`complete_positive_list(min_size=1476)`": strategies.complete_positive_list(min_size=1476),
}

# Hypothesis is loaded without plugins first, so that only the hook is timed.
HOOK = """
import os, time
os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"
import attrs, hypothesis
start = time.perf_counter()
from pilotzones.plugins.hypothesis_hook import register
register()
print((time.perf_counter() - start) * 1000)
"""


def measure(rounds: int) -> str:
    """Draw from every strategy in each round, and tabulate the best of all rounds; then time the hook alone."""
    best = dict.fromkeys(DRAWN, float("inf"))
    for _ in range(rounds):
        for label, strategy in DRAWN.items():
            best[label] = min(best[label], _time(strategy))
    header = (f"{EXAMPLES:,} examples of", "Seconds", f"Times {FLOOR}", f"Less {FLOOR}, s", "Goal")
    rows = [
        (
            label,
            f"{taken:.2f}",
            f"{taken / best[FLOOR]:.1f}",
            f"{taken - best[FLOOR]:.2f}",
            "" if label == FLOOR else goal(taken - best[FLOOR], DRAWS_GOAL_S, "s more"),
        )
        for label, taken in best.items()
    ]
    hook = min(_hook() for _ in range(max(rounds, 5)))
    return "\n\n".join(
        (
            markdown(header, rows),
            markdown(
                ("`import hypothesis`", "ms", "Goal"), [("the hook", f"{hook:.1f}", goal(hook, HOOK_GOAL_MS, "ms"))]
            ),
        )
    )


def _time(strategy: SearchStrategy[object]) -> float:
    """Time so many examples of a test that does nothing with them."""

    @settings(max_examples=EXAMPLES, database=None, deadline=None, derandomize=True, phases=[Phase.generate])
    @given(strategy)
    def nothing(_: object) -> None:
        pass

    start = time.perf_counter()
    nothing()
    return time.perf_counter() - start


def _hook() -> float:
    done = subprocess.run([sys.executable, "-c", HOOK], check=True, capture_output=True, env=environment())
    return float(done.stdout)

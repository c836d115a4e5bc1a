"""Cold start: how long a fresh interpreter takes to its first answer."""

from __future__ import annotations

import pathlib
import subprocess
import sys
import tempfile
import time

import annexes
from snippets import ALONE, ATTRS, BARE, IMPORT, IS_ELIGIBLE, STACK, ZONES_IN, environment
from table import goal, markdown

IMPORT_GOAL_MS = 3
FIRST_ANSWER_GOAL = 1.5
ANNEXES_GOAL_MS = 30
COMPLETE = "`is_eligible`, with five complete annexes in `PILOTZONES_DATA`"

STARTS = {
    "the bare interpreter": BARE,
    "`import pilotzones`": IMPORT,
    '`zones_in("Zhejiang")`': ZONES_IN,
    '`is_eligible("04090000", "2017-01-01")`': IS_ELIGIBLE,
    "`zones_in`, with `PILOTZONES_DATA=`": ALONE + ZONES_IN,
    "`is_eligible`, with `PILOTZONES_DATA=`": ALONE + IS_ELIGIBLE,
    COMPLETE: f"{IS_ELIGIBLE} ",
    "`import attrs`": ATTRS,
    "`import attrs`, `importlib_resources.files(...)`": STACK,
    'pycountry: `countries.get(alpha_2="CN")`': "import pycountry; pycountry.countries.get(alpha_2='CN')",
    'Babel: `Locale("zh").territories["CN"]`': "import babel; babel.Locale('zh').territories['CN']",
    'holidays: `"2026-10-01" in China()`': "import holidays; '2026-10-01' in holidays.China()",
}


def measure(rounds: int) -> str:
    """Start every command once a round, and tabulate the best of all rounds."""
    best = _best(rounds)
    bare, attrs = best[BARE], best[ATTRS]
    header = (
        "A fresh process",
        "Whole, ms",
        "Net of bare, ms",
        "Whole / `import attrs`",
        "Net / `import attrs`",
        "Goal",
    )
    rows = [
        (
            label,
            f"{best[code]:.1f}",
            f"{best[code] - bare:.1f}",
            f"{best[code] / attrs:.2f}",
            f"{(best[code] - bare) / (attrs - bare):.2f}",
            _goal(code, best),
        )
        for label, code in STARTS.items()
    ]
    return markdown(header, rows)


def _best(rounds: int) -> dict[str, float]:
    """Take the shortest wall time of each command, in milliseconds; the first round does not count."""
    times: dict[str, list[float]] = {code: [] for code in STARTS.values()}
    with tempfile.TemporaryDirectory() as elsewhere:
        annexes.write(pathlib.Path(elsewhere))
        for _ in range(rounds + 1):
            for code, taken in times.items():
                folder = {"PILOTZONES_DATA": elsewhere} if code == STARTS[COMPLETE] else {}
                start = time.perf_counter()
                subprocess.run([sys.executable, "-c", code], check=True, cwd=elsewhere, env=environment() | folder)
                taken.append((time.perf_counter() - start) * 1000)
    return {code: min(taken[1:]) for code, taken in times.items()}


def _goal(code: str, best: dict[str, float]) -> str:
    if code == IMPORT:
        return goal(best[code] - best[BARE], IMPORT_GOAL_MS, "ms net")
    if code == STARTS[COMPLETE]:
        return goal(best[code] - best[IS_ELIGIBLE], ANNEXES_GOAL_MS, "ms more")
    if code.removeprefix(ALONE) in (ZONES_IN, IS_ELIGIBLE):
        return goal(best[code] / best[ATTRS], FIRST_ANSWER_GOAL, "times, whole")
    return ""

"""Compare two source trees side by side in one run: first answers, warm questions and memory, as ratios.

    python bench/compare.py BEFORE/src AFTER/src

Both run under this interpreter with the same libraries, turn by turn, so that the machine's speed cancels out.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Literal

from snippets import ALONE, BATCH_OF, COVERING_ZONE, IMPORT, IS_ELIGIBLE, ZONES_IN, environment
from table import markdown

if TYPE_CHECKING:
    from collections.abc import Mapping

Tree = Literal["before", "after"]

_ELIGIBILITY = "import pilotzones; pilotzones.eligibility('33049900', '2022-03-01')"
_RESIDENT = "; import psutil; print(psutil.Process().memory_info().rss)"
_WARM = """
import datetime, time, pilotzones
day = datetime.date(2018, 6, 1)
CALL
best = float("inf")
for _ in range(30):
    start = time.perf_counter()
    for _ in range(2000):
        CALL
    best = min(best, time.perf_counter() - start)
print(best)
"""

COLD = {
    "first: `import pilotzones`": IMPORT,
    "first: `zones_in`": ZONES_IN,
    "first: `batch_of`": BATCH_OF,
    "first: `is_eligible`": IS_ELIGIBLE,
    "first: `covering_zone`": COVERING_ZONE,
    "first: `eligibility`": _ELIGIBILITY,
}
WARM = {
    "warm: `is_eligible`": "pilotzones.is_eligible('04029100', day)",
    "warm: `zones_in`": "pilotzones.zones_in('Zhejiang', day)",
    "warm: `covering_zone`": "pilotzones.covering_zone('昆山市', day)",
}
RESIDENT = {
    "memory: `zones_in`, `batch_of`, `is_eligible`": f"{ZONES_IN}; {BATCH_OF}; {IS_ELIGIBLE}",
    "memory: `covering_zone`": COVERING_ZONE,
}


def main() -> None:
    """Print a table of the best of all rounds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    trees: Mapping[Tree, str] = {"before": options.before, "after": options.after}
    codes = {
        **{label: ALONE + code for label, code in COLD.items()},
        **{label: ALONE + _WARM.replace("CALL", call) for label, call in WARM.items()},
        **{label: ALONE + code + _RESIDENT for label, code in RESIDENT.items()},
    }
    best: dict[tuple[str, Tree], float] = {}
    for round_ in range(options.rounds + 1):
        for label, code in codes.items():
            if label in COLD or round_ <= options.rounds // 5:
                for tree, path in trees.items():
                    taken = _measure(label, code, path)
                    if round_:  # the first round compiles the bytecode
                        best[label, tree] = min(taken, best.get((label, tree), float("inf")))
    header = ("", "Before", "After", "After / before")
    rows = [(label, *_row(label, best[label, "before"], best[label, "after"])) for label in codes]
    print(markdown(header, rows))


def _measure(label: str, code: str, path: str) -> float:
    """Run a snippet on a tree: the wall time of the process in ms, µs a question, or MiB."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        cwd=tempfile.gettempdir(),
        env=environment() | {"PYTHONPATH": os.path.abspath(path)},  # noqa: PTH100 - a text is wanted
    )
    if label in COLD:
        return (time.perf_counter() - start) * 1000
    return float(done.stdout) / (2000 / 1e6 if label in WARM else 1 << 20)


def _row(label: str, before: float, after: float) -> tuple[str, str, str]:
    unit = "ms" if label in COLD else "µs" if label in WARM else "MiB"
    digits = 2 if label in WARM else 1
    return f"{before:.{digits}f} {unit}", f"{after:.{digits}f} {unit}", f"{after / before:.2f}"


if __name__ == "__main__":
    main()

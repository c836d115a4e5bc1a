"""Cold start: how long a fresh interpreter takes to its first answer.

The commands take turns, so that other work on the machine disturbs all of them alike. Goals are held against the
processor's time, which counts no waiting for others; the wall time stands beside it.
"""

from __future__ import annotations

import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, NamedTuple

import annexes
from snippets import ALONE, ATTRS, BARE, IMPORT, IS_ELIGIBLE, STACK, ZONES_IN, environment
from table import goal, markdown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

IMPORT_GOAL_MS = 3
FIRST_ANSWER_GOAL = 1.5
ANNEXES_GOAL_MS = 30
PYCOUNTRY = "import pycountry; pycountry.countries.get(alpha_2='CN')"
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
    'pycountry: `countries.get(alpha_2="CN")`': PYCOUNTRY,
    'Babel: `Locale("zh").territories["CN"]`': "import babel; babel.Locale('zh').territories['CN']",
    'holidays: `"2026-10-01" in China()`': "import holidays; '2026-10-01' in holidays.China()",
}


class Taken(NamedTuple):
    """What a process takes, in milliseconds: on the clock, and of the processor."""

    wall: float
    cpu: float


def measure(rounds: int) -> str:
    """Start every command once a round, and tabulate the medians of all rounds."""
    medians = _medians(rounds)
    bare, attrs = medians[BARE], medians[ATTRS]
    header = (
        "A fresh process",
        "Wall, ms",
        "CPU, ms",
        "Net of bare, CPU ms",
        "Net wall / `import attrs`",
        "Net CPU / `import attrs`",
        "Goal",
    )
    rows = [
        (
            label,
            f"{medians[code].wall:.1f}",
            f"{medians[code].cpu:.1f}",
            f"{medians[code].cpu - bare.cpu:.1f}",
            f"{(medians[code].wall - bare.wall) / (attrs.wall - bare.wall):.2f}",
            f"{(medians[code].cpu - bare.cpu) / (attrs.cpu - bare.cpu):.2f}",
            _goal(code, medians),
        )
        for label, code in STARTS.items()
    ]
    return markdown(header, rows)


def _medians(rounds: int) -> dict[str, Taken]:
    """Take the median times of each command; the first round, which compiles bytecode, does not count."""
    times: dict[str, list[Taken]] = {code: [] for code in STARTS.values()}
    with tempfile.TemporaryDirectory() as elsewhere:
        annexes.write(pathlib.Path(elsewhere))
        for _ in range(rounds + 1):
            for code, taken in times.items():
                folder = {"PILOTZONES_DATA": elsewhere} if code == STARTS[COMPLETE] else {}
                taken.append(start([sys.executable, "-c", code], elsewhere, environment() | folder))
    return {
        code: Taken(*map(statistics.median, zip(*taken[1:], strict=True)))  # wall times apart from CPU times
        for code, taken in times.items()
    }


def start(command: Sequence[str], folder: str, variables: Mapping[str, str], answers: Collection[int] = (0,)) -> Taken:
    """Start one process, and wait for its end.

    Raises:
        RuntimeError: if its exit status is not one of ``answers``; then it did not do what is measured.
    """
    cpu, wall = _cpu_of_children(), time.perf_counter()
    done = subprocess.run(command, check=False, cwd=folder, env=variables, stdout=subprocess.DEVNULL)
    if done.returncode not in answers:
        raise RuntimeError(f"{command} ended with {done.returncode}.")
    return Taken(wall=(time.perf_counter() - wall) * 1000, cpu=(_cpu_of_children() - cpu) * 1000)


def _cpu_of_children() -> float:
    """Take the seconds of processor that all children which ended have had."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _goal(code: str, medians: dict[str, Taken]) -> str:
    cpu = {command: taken.cpu - medians[BARE].cpu for command, taken in medians.items()}
    if code == IMPORT:
        return goal(cpu[code], IMPORT_GOAL_MS, "ms net")
    if code == STARTS[COMPLETE]:
        return goal(cpu[code] - cpu[IS_ELIGIBLE], ANNEXES_GOAL_MS, "ms more")
    if code.removeprefix(ALONE) in (ZONES_IN, IS_ELIGIBLE):
        of_attrs = goal(cpu[code] / cpu[ATTRS], FIRST_ANSWER_GOAL, "times `import attrs`, net")
        return f"{of_attrs}; {goal(cpu[code] / cpu[PYCOUNTRY], 1, 'times pycountry, net')}"
    return ""

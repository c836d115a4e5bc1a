"""Runs pytest again and again without loading it anew: a process of its own for each run, forked from this one.

Each line that is read is a run: a list of two, the words for pytest and the seconds of work after which it is stopped.
Each line that is written is how it ended: the exit status of pytest, or "slow".
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import sys

os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"

from hypothesis import Phase, settings
from hypothesis.entry_points import run as run_hooks

# What many tests load, and what can be forked; nothing of the package itself.
_LOADED = (
    "_pytest.assertion.rewrite",
    "_pytest.doctest",
    "_pytest.fixtures",
    "_pytest.python",
    "_pytest.unraisableexception",
    "attrs",
    "cattrs",
    "docx",
    "duckdb",
    "hypothesis.stateful",
    "lxml.etree",
    "matplotlib.figure",
    "numpy",
    "openpyxl",
    "pandas",
    "pdfplumber",
    "polars",
    "pydantic",
    "pyspark",
    "pytest",
    "reportlab.platypus",
    "xlwt",
)


_STOPPED_BY = (signal.SIGPROF, signal.SIGALRM)
_TIMES_AS_LONG = 10


class _LateHooks:
    """Lets Hypothesis load what extends it, the package with it, once pytest has begun: not in the process above."""

    @staticmethod
    def pytest_configure() -> None:
        del os.environ["HYPOTHESIS_NO_PLUGINS"]
        run_hooks()

    @staticmethod
    def pytest_collection() -> None:
        """Have a failing example found, and not made small: nobody sees it."""
        current = settings.get_profile(settings.get_current_profile_name())
        phases = [phase for phase in current.phases if phase not in (Phase.shrink, Phase.explain)]
        settings.register_profile("found is enough", current, phases=phases)
        settings.load_profile("found is enough")


def _run(words: list[str], seconds: float) -> str:
    child = os.fork()
    if child == 0:
        os.setsid()
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 - it is never closed
        os.dup2(sys.stdout.fileno(), 1)
        os.dup2(sys.stdout.fileno(), 2)
        # Seconds of work, however busy the machine is; a run that waits for ever does not work.
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.alarm(_TIMES_AS_LONG * int(seconds))
        for number in (*_STOPPED_BY, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        import pytest  # noqa: PLC0415 - loaded before, if it is there at all

        os._exit(pytest.main(words, plugins=[_LateHooks()]))
    try:
        _, status = os.waitpid(child, 0)
    finally:  # also if this program is stopped meanwhile
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    if os.WIFSIGNALED(status):
        return "slow" if os.WTERMSIG(status) in _STOPPED_BY else f"signal {os.WTERMSIG(status)}"
    return str(os.WEXITSTATUS(status))


for name in _LOADED:
    with contextlib.suppress(ImportError):
        importlib.import_module(name)


def main() -> None:
    """Run what is asked for until no more is."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        words, seconds = json.loads(line)
        print(_run(words, seconds), file=answers, flush=True)


if __name__ == "__main__":
    main()

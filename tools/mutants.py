"""Do the tests notice faults? Draw mutants of files of ``src/pilotzones`` and run the tests against each.

    pip install -e '.[dev,mutants]'
    python tools/mutants.py dates.py positive_list/replay.py  # 30 mutants of each
    python tools/mutants.py --jobs 2                          # of every file: hours

Each mutant meets the nearest tests, which are those of the same name, and then the wider ones, which are those of the
subject. A mutant that no test fails on survives; ``mutants_explained.csv`` says why those that are there change no
answer. Ends with status 1 if on any file the tests kill, and the table explains, less than 95% together.
All runs are in copies of the working tree, in a temporary folder: an interruption leaves nothing behind.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import os
import pathlib
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from mutators import Mutant, draw_mutants
from nearest_tests import nearest_tests, wider_tests

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = pathlib.Path(__file__).parent.parent
SOURCE = ROOT / "src" / "pilotzones"
EXPLAINED = ROOT / "tools" / "mutants_explained.csv"

AT_LEAST = 0.95

# A mutant may loop for ever: tests that take so many times as long as without it, and these seconds more, have failed.
_TIMES_AS_LONG, _SECONDS_MORE = 5, 20.0


class Outcome(NamedTuple):
    """What became of a mutant: ``killed_by`` is "nearest", "wider", or blank if it survived."""

    mutant: Mutant
    killed_by: str
    explanation: str


class Copy:
    """A copy of the working tree, in which one file may hold a mutant."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self._running: subprocess.Popen[bytes] | None = None
        names = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - wherever git is
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout.decode()
        for name in filter(None, names.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)

    @contextlib.contextmanager
    def holding(self, file: str, text: str) -> Iterator[None]:
        """Hold another text in a file of the package."""
        path = self.folder / "src" / "pilotzones" / file
        original = path.read_bytes()
        path.write_text(text, "utf-8")
        self._forget_compiled(path)
        try:
            yield
        finally:
            path.write_bytes(original)
            self._forget_compiled(path)

    def passes(self, tests: Sequence[str], limit: float | None = None) -> bool:
        """Run tests until one fails; a run that takes longer than ``limit`` seconds has failed."""
        environment = os.environ | {"PYTHONPATH": str(self.folder / "src"), "PILOTZONES_DATA": ""}
        # See _forget_compiled: what is compiled stays in the copy.
        environment.pop("PYTHONPYCACHEPREFIX", None)
        options = ["-x", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0"]
        self._running = running = subprocess.Popen(  # noqa: S603 - this interpreter runs our tests
            [sys.executable, "-m", "pytest", *options, *tests],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return running.wait(limit) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            self.stop()
            running.wait()

    def stop(self) -> None:
        """Stop the tests that run, with all processes that they started."""
        if self._running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._running.pid, signal.SIGKILL)

    @staticmethod
    def _forget_compiled(path: pathlib.Path) -> None:
        """Delete what was compiled of a file: Python would take it for the new text if both are of one second."""
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*"):
            compiled.unlink()


class Trial:
    """The tests of one file: how long they take, and whether they notice a mutant."""

    def __init__(self, copy: Copy, file: str, *, nearest_only: bool) -> None:
        self.file = file
        self.rounds = {"nearest": nearest_tests(ROOT, file)}
        if not nearest_only:
            self.rounds["wider"] = wider_tests(ROOT, file)
        self.limits = {name: self._measure(copy, tests) for name, tests in self.rounds.items()}

    def _measure(self, copy: Copy, tests: Sequence[str]) -> float:
        """Give the seconds after which tests have failed; they must not fail without a mutant."""
        begun = time.monotonic()
        if tests and not copy.passes(tests):
            sys.exit(f"Tests of {self.file} fail without a mutant. Correct them first: {' '.join(tests)}")
        return (time.monotonic() - begun) * _TIMES_AS_LONG + _SECONDS_MORE

    def try_mutant(self, copy: Copy, mutant: Mutant) -> str:
        """Give the name of the round that kills a mutant; blank if none does."""
        with copy.holding(self.file, mutant.text):
            for name, tests in self.rounds.items():
                if tests and not copy.passes(tests, self.limits[name]):
                    return name
        return ""


def read_explanations() -> dict[tuple[str, str, str], str]:
    """Read why survivors change no answer, by file, line and what the mutant has instead."""
    with EXPLAINED.open(encoding="utf-8", newline="") as opened:
        return {(row["file"], row["line"], row["instead"]): row["why"] for row in csv.DictReader(opened, strict=True)}


def try_file(file: str, copies: Sequence[Copy], options: argparse.Namespace) -> list[Outcome]:
    """Try the mutants of a file, as many at once as there are copies."""
    explanations = read_explanations()
    trial = Trial(copies[0], file, nearest_only=options.nearest_only)
    free: queue.SimpleQueue[Copy] = queue.SimpleQueue()
    for copy in copies:
        free.put(copy)

    def try_one(mutant: Mutant) -> Outcome:
        copy = free.get()
        try:
            killed_by = trial.try_mutant(copy, mutant)
        finally:
            free.put(copy)
        return Outcome(mutant, killed_by, explanations.get((file, mutant.line, mutant.instead), ""))

    mutants = draw_mutants((SOURCE / file).read_text("utf-8"), options.count, options.seed)
    with ThreadPoolExecutor(len(copies)) as pool:
        try:
            return list(pool.map(try_one, mutants))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for copy in copies:
                copy.stop()
            raise


def report(file: str, outcomes: Sequence[Outcome]) -> bool:
    """Print the row of a file and its survivors; tell whether it has enough killed and explained."""
    survivors = [outcome for outcome in outcomes if not outcome.killed_by]
    nearest = sum(outcome.killed_by == "nearest" for outcome in outcomes)
    explained = sum(bool(outcome.explanation) for outcome in survivors)
    killed = len(outcomes) - len(survivors)
    enough = killed + explained >= AT_LEAST * len(outcomes)
    print(f"{file:40} {len(outcomes):7} {nearest:7} {killed:7} {explained:9}  {'' if enough else 'TOO FEW'}".rstrip())
    for mutant, _, explanation in survivors:
        print(f"    {file}:{mutant.number}\n      - {mutant.line}\n      + {mutant.instead}")
        print(f"      {explanation or 'NOT EXPLAINED'}", flush=True)
    return enough


def list_files() -> list[str]:
    """List the files of the package that hold more than a docstring and imports."""
    files = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))
    return [file for file in files if draw_mutants((SOURCE / file).read_text("utf-8"), 1, 0)]


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", help="paths inside src/pilotzones; all if none is given")
    parser.add_argument("--count", type=int, default=30, help="mutants of each file (default: 30)")
    parser.add_argument("--seed", type=int, default=0, help="another seed draws other mutants (default: 0)")
    parser.add_argument("--jobs", type=int, default=1, help="how many mutants at once (default: 1)")
    parser.add_argument("--nearest-only", action="store_true", help="leave out the wider tests")
    options = parser.parse_args()
    files = [file.removeprefix("src/pilotzones/") for file in options.files] or list_files()
    unknown = [file for file in files if not (SOURCE / file).is_file()]
    if unknown:
        parser.error(f"src/pilotzones has no file {', '.join(unknown)}.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped; the working tree is as it was."))
    all_enough = True
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies = [Copy(pathlib.Path(folder) / str(number)) for number in range(options.jobs)]
        print(f"{'file':40} mutants nearest   wider explained", flush=True)
        for file in files:
            all_enough &= report(file, try_file(file, copies, options))
    return 0 if all_enough else 1


if __name__ == "__main__":
    sys.exit(main())

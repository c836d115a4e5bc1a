"""Do the tests notice faults? Draw mutants of files of ``src/pilotzones`` and run the tests against each.

    pip install -e '.[dev,mutants]'
    python tools/mutants.py dates.py positive_list/replay.py  # 30 mutants of each
    python tools/mutants.py --jobs 2                          # of every file: hours

The first run notes which test runs which line: a run of all tests, a quarter of an hour. What it noted stays in the
folder ``.covering_tests`` and is used until somebody deletes it; ``--tests`` names tests that are newer.

Each mutant meets the nearest tests, which are those that run its line and more of its file than of others, and then
the wider ones, which are those named like the module or its folder and the others that run its line. A mutant that no
test fails on survives; ``mutants_explained.csv`` says why those that are there change no answer. Ends with status 1 if
on any file the tests kill, and the table explains, less than 95% together.
All runs are in copies of the working tree, in a temporary folder: an interruption leaves nothing behind.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import csv
import json
import os
import pathlib
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from mutators import Mutant, draw_mutants
from tests_of_lines import TestsOfLines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = pathlib.Path(__file__).parent.parent
SOURCE = ROOT / "src" / "pilotzones"
EXPLAINED = ROOT / "tools" / "mutants_explained.csv"
NOTED = ROOT / ".covering_tests"

AT_LEAST = 0.95

_MEASURED = ("-m", "not long and not unmeasured")

# Without rewritten assertions: what is loaded before pytest cannot be rewritten, and nobody reads what they would say.
_OPTIONS = ("-x", "-q", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0", *_MEASURED)

# The exit statuses of pytest that say that no test failed: all passed, or none is here.
_PASSED = ("0", "5")
# The one that says that some did.
_SOME_FAILED = 1

# What is run once in a process is noted for few tests, though it serves others: those beside them meet the mutant too.
_FEW = 5

# Where tables are of words alone: no test can say that a word is the right one, unless it has a copy of it.
_WORDS = ("cli/labels/", "wording/chinese_messages.py")

# A mutant may loop for ever: tests that take so many times as long as they did, and these seconds more, have failed.
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

    def passes(self, tests: Sequence[str], limit: float) -> bool:
        """Run tests until one fails; a run that takes longer than ``limit`` seconds has failed."""
        runner = self._runner
        print(json.dumps([[*_OPTIONS, *tests], limit]), file=runner.stdin, flush=True)
        return runner.stdout.readline().strip() in _PASSED  # type: ignore[union-attr]  # both are pipes

    @cached_property
    def _runner(self) -> subprocess.Popen[str]:
        environment = os.environ | {"PYTHONPATH": str(self.folder / "src"), "PILOTZONES_DATA": ""}
        # See _forget_compiled: what is compiled stays in the copy.
        environment.pop("PYTHONPYCACHEPREFIX", None)
        return subprocess.Popen(  # noqa: S603 - this interpreter runs our program
            [sys.executable, self.folder / "tools" / "warm_pytest.py"],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def stop(self) -> None:
        """Stop the tests that run, with all processes that they started."""
        self._runner.terminate()

    @staticmethod
    def _forget_compiled(path: pathlib.Path) -> None:
        """Delete what was compiled of a file: Python would take it for the new text if both are of one second."""
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*"):
            compiled.unlink()


class Sound:
    """Which tests pass without a mutant: the others show nothing. Each is run once, for all files."""

    def __init__(self, noted: TestsOfLines) -> None:
        self._noted = noted
        self._sound: set[str] = set()
        self._failing: set[str] = set()

    def among(self, tests: Iterable[str]) -> list[str]:
        """Leave out what is known to fail."""
        return [test for test in dict.fromkeys(tests) if test not in self._failing]

    def some_fail(self, copy: Copy, tests: Iterable[str]) -> bool:
        """Tell whether tests fail without a mutant; those that do are left out from then on."""
        names = [test for test in tests if test not in self._sound]
        if not names or copy.passes(names, self.limit(names)):
            self._sound |= set(names)
            return False
        failing = set(self._find_failing(copy, names)) or set(names)
        self._failing |= failing
        print(f"Left out, as they fail without a mutant: {' '.join(sorted(failing))}", flush=True)
        return True

    def _find_failing(self, copy: Copy, tests: Sequence[str]) -> Iterator[str]:
        """Find those that fail among tests of which one does: half by half."""
        middle = len(tests) // 2
        for half in (tests[:middle], tests[middle:]):
            if half and not copy.passes(half, self.limit(half)):
                yield from half if len(half) == 1 else self._find_failing(copy, half)

    def limit(self, tests: Iterable[str]) -> float:
        """Give the seconds after which tests have failed."""
        return self._noted.seconds(tests) * _TIMES_AS_LONG + _SECONDS_MORE


class Trial:
    """The tests of one file, by line, and whether they notice a mutant."""

    def __init__(self, file: str, noted: TestsOfLines, sound: Sound, newer: Sequence[str]) -> None:
        self.file = file
        self._noted = noted
        self._sound = sound
        self._newer = newer
        self._by_line = noted.of_file(file)
        self._tree = ast.parse((SOURCE / file).read_text("utf-8"))
        self._own_lines = Counter(test for tests in self._by_line.values() for test in tests)
        self._named = noted.within(_named_like(file, is_table=not self._by_line))

    def rounds(self, number: int) -> dict[str, list[str]]:
        """Give the tests that a mutant of a line meets, by the name of the round."""
        noted = self._run_line(number)
        nearest, wider = self._noted.choose(noted, self._own_lines)
        beside = self._noted.within({test.partition("::")[0] for test in noted}) if len(noted) < _FEW else ()
        rounds = {"nearest": [*self._newer, *nearest], "wider": [*self._named, *beside, *wider]}
        return {name: self._sound.among(tests) for name, tests in rounds.items()}

    def _run_line(self, number: int) -> set[str]:
        """Give the tests that run any line of the statement that a line is part of.

        A line that is run when the module is loaded is noted for one test alone: of such a line those that run what
        uses its names, or else those of the whole file.
        """
        if number in self._lines_in_functions:
            return self._run_any(self._lines_of_statement(number))
        return self._run_any(self._lines_in_functions & self._lines_using(number)) or self._run_any(self._by_line)

    def _run_any(self, lines: Iterable[int]) -> set[str]:
        return set().union(*(self._by_line.get(line, ()) for line in lines))

    @cached_property
    def _lines_in_functions(self) -> set[int]:
        functions = (node for node in ast.walk(self._tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
        return {line for node in functions for line in range(node.body[0].lineno, (node.end_lineno or 0) + 1)}

    def _lines_of_statement(self, number: int) -> range:
        """Give the lines of the innermost statement around a line, without those of the statements in it."""
        statements = [node for node in ast.walk(self._tree) if isinstance(node, ast.stmt)]
        around = [node for node in statements if node.lineno <= number <= (node.end_lineno or 0)]
        innermost = max(around, key=lambda node: node.lineno)
        body: list[ast.stmt] = getattr(innermost, "body", [])
        return range(innermost.lineno, body[0].lineno if body else (innermost.end_lineno or 0) + 1)

    def _lines_using(self, number: int) -> set[int]:
        """Give the lines that use what a statement of the module assigns to."""
        found = [node for node in self._tree.body if node.lineno <= number <= (node.end_lineno or 0)]
        names = [node for node in ast.walk(ast.Module(found, [])) if isinstance(node, ast.Name)]
        assigned = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        every = (node for node in ast.walk(self._tree) if isinstance(node, ast.Name))
        return {node.lineno for node in every if node.id in assigned and isinstance(node.ctx, ast.Load)}

    def leave_out_what_fails(self, copy: Copy, numbers: Iterable[int]) -> None:
        """Leave out those of the nearest tests that fail without a mutant."""
        self._sound.some_fail(
            copy, dict.fromkeys(test for number in numbers for test in self.rounds(number)["nearest"])
        )

    def try_mutant(self, copy: Copy, mutant: Mutant) -> str:
        """Give the name of the round that kills a mutant; blank if none does."""
        for name, tests in self.rounds(mutant.number).items():
            if tests and not self._survives(copy, mutant, tests):
                if name == "wider" and self._sound.some_fail(copy, tests):
                    return self.try_mutant(copy, mutant)
                return name
        return ""

    def _survives(self, copy: Copy, mutant: Mutant, tests: Sequence[str]) -> bool:
        with copy.holding(self.file, mutant.text):
            return copy.passes(tests, self._sound.limit(tests))


def _named_like(file: str, *, is_table: bool) -> list[str]:
    """List the files of tests that are named like a module, or like its folder, and the folder if it is a table alone.

    What is run once in a process is noted for few tests, though it serves others: these run it too.
    """
    path = pathlib.PurePosixPath(file)
    tests = ROOT / "tests"
    files = sorted(tests.rglob("test_*.py"))
    if path.stem == "__init__":  # it lists public names
        found = [test for test in files if "__all__" in test.read_text("utf-8")]
    elif is_table and path.parent.name:
        folder = tests / path.parent
        found = [folder] if folder.is_dir() else [test for test in files if test.stem == f"test_{path.parent.name}"]
    else:
        beside = {f"test_{path.parent.name}", f"test_{path.parent.name.removesuffix('s')}"}
        found = [
            test
            for test in files
            if test.stem in {f"test_{path.stem}", f"test_{path.stem}s"}
            or (test.parent == tests / path.parent and test.stem in beside)
        ]
    return [test.relative_to(ROOT).as_posix() for test in found]


def read_explanations() -> dict[tuple[str, str, str], str]:
    """Read why survivors change no answer, by file, line and what the mutant has instead."""
    with EXPLAINED.open(encoding="utf-8", newline="") as opened:
        return {(row["file"], row["line"], row["instead"]): row["why"] for row in csv.DictReader(opened, strict=True)}


def try_file(trial: Trial, copies: Sequence[Copy], options: argparse.Namespace) -> list[Outcome]:
    """Try the mutants of a file, as many at once as there are copies."""
    explanations = read_explanations()
    file = trial.file
    mutants = draw_mutants((SOURCE / file).read_text("utf-8"), options.count, options.seed)
    trial.leave_out_what_fails(copies[0], [mutant.number for mutant in mutants])
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


def note_tests(jobs: int) -> None:
    """Run all tests but the long ones, and note which of them runs which line, also if one fails: it kills nothing."""
    print("Noting which test runs which line: a quarter of an hour.", flush=True)
    with tempfile.TemporaryDirectory(prefix="covering-") as folder:
        try:
            run_tests(["-n", str(jobs), "-p", "covering_tests"], COVERING_TESTS=folder)
        except subprocess.CalledProcessError as error:
            if error.returncode != _SOME_FAILED:
                raise
        shutil.copytree(folder, NOTED)


def list_tests() -> set[str]:
    """List the tests that there are, by the names that pytest gives them."""
    return set(run_tests(["--collect-only", "-p", "no:xdist"], stdout=subprocess.PIPE).splitlines())


def run_tests(words: Sequence[str], stdout: int | None = None, **environment: str) -> str:
    """Run the tests that are measured, in the working tree as it is, and give what is printed, if it is not shown."""
    paths = os.pathsep.join((str(SOURCE.parent), str(ROOT / "tools")))
    return subprocess.run(  # noqa: S603 - this interpreter runs our tests
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *_MEASURED, *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": paths, "PILOTZONES_DATA": "", **environment},
        check=True,
        stdout=stdout,
        text=True,
    ).stdout


def list_files() -> list[str]:
    """List the files of the package that hold more than a docstring and imports, and more than words."""
    files = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))
    code = {file: (SOURCE / file).read_text("utf-8") for file in files}
    return [file for file in files if draw_mutants(code[file], 1, 0) and not _is_of_words(file, code[file])]


def _is_of_words(file: str, code: str) -> bool:
    return file.startswith(_WORDS) and not any(isinstance(node, ast.FunctionDef) for node in ast.walk(ast.parse(code)))


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", help="paths inside src/pilotzones; all if none is given")
    parser.add_argument("--count", type=int, default=30, help="mutants of each file (default: 30)")
    parser.add_argument("--seed", type=int, default=0, help="another seed draws other mutants (default: 0)")
    parser.add_argument("--jobs", type=int, default=1, help="how many mutants at once (default: 1)")
    parser.add_argument("--tests", nargs="*", default=[], help="files of tests that are newer than what is noted")
    options = parser.parse_args()
    files = [file.removeprefix("src/pilotzones/") for file in options.files] or list_files()
    unknown = [file for file in files if not (SOURCE / file).is_file()]
    if unknown:
        parser.error(f"src/pilotzones has no file {', '.join(unknown)}.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped; the working tree is as it was."))
    if not NOTED.is_dir():
        note_tests(options.jobs)
    noted = TestsOfLines(NOTED, list_tests())
    sound = Sound(noted)
    all_enough = True
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies = [Copy(pathlib.Path(folder) / str(number)) for number in range(options.jobs)]
        print(f"{'file':40} mutants nearest   wider explained", flush=True)
        for file in files:
            all_enough &= report(file, try_file(Trial(file, noted, sound, options.tests), copies, options))
    return 0 if all_enough else 1


if __name__ == "__main__":
    sys.exit(main())

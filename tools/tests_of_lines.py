"""Which tests run a line of ``src/pilotzones``: what the plugin ``covering_tests`` noted, read again."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coverage.numbits import numbits_to_nums

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Container, Iterable, Iterator, Mapping

# The nearest tests of a line are so many functions, one case of each: those with the largest share of its file.
_NEAREST = 20
# A test that takes longer is none of the nearest.
_QUICK_SECONDS = 1.5
# The wider ones are others, as long as they take so many seconds together.
_MOST_SECONDS = 20.0

_QUERY = """
    select context.context, line_bits.numbits from line_bits
    join context on context.id = line_bits.context_id join file on file.id = line_bits.file_id
    where file.path like ?
"""


class TestsOfLines:
    """The tests that run each line of each file."""

    def __init__(self, folder: pathlib.Path, tests: Container[str]) -> None:
        """Read what was noted of those tests that there still are."""
        self._databases = sorted(folder.glob(".coverage.*"))
        noted = {name: _read(folder, name) for name in ("seconds", "fixtures", "fixture_seconds")}
        self._seconds: dict[str, float] = {test: spent for test, spent in noted["seconds"].items() if test in tests}
        self._fixtures: dict[str, list[str]] = noted["fixtures"]
        self._fixture_seconds: dict[str, float] = noted["fixture_seconds"]
        self._using: dict[str, list[str]] = defaultdict(list)
        for test in self._fixtures.keys() & self._seconds.keys():
            for fixture in self._fixtures[test]:
                self._using[fixture].append(test)

    @cached_property
    def _spread(self) -> dict[str, int]:
        """How many lines of the package each test runs."""
        spread: dict[str, int] = defaultdict(int)
        for test, numbits in self._rows("%"):
            spread[test] += int.from_bytes(numbits, "little").bit_count()
        return spread

    def of_file(self, file: str) -> dict[int, set[str]]:
        """Give the tests that run each line of a file, by the number of the line."""
        tests: dict[int, set[str]] = defaultdict(set)
        for test, numbits in self._rows(f"%/src/pilotzones/{file}"):
            for number in numbits_to_nums(numbits):
                tests[number].add(test)
        return tests

    def _rows(self, path: str) -> Iterator[tuple[str, bytes]]:
        """Read the lines that each test runs, of the files of a path; see "Coverage.py database schema"."""
        for database in self._databases:
            with contextlib.closing(sqlite3.connect(database)) as connection:
                for context, numbits in connection.execute(_QUERY, (path,)):
                    for test in [context] if context in self._seconds else self._using.get(context, ()):
                        yield test, numbits

    def seconds(self, tests: Iterable[str]) -> float:
        """Add up how long tests took, also all of files and folders, and what they use, each of which is made once."""
        named = set(tests)
        within = tuple(f"{name}{end}" for name in named if "::" not in name for end in ("::", "/"))
        chosen = [test for test in self._seconds if test in named or test.startswith(within)]
        return sum(map(self._seconds.__getitem__, chosen)) + self._making(chosen, ())

    def _alone(self, test: str, made: Container[str] = ()) -> float:
        return self._seconds[test] + self._making([test], made)

    def _making(self, tests: Iterable[str], made: Container[str]) -> float:
        """Add up how long it took to make the fixtures that tests use, without those that are made."""
        used = {fixture for test in tests for fixture in self._fixtures.get(test, ()) if fixture not in made}
        return sum(self._fixture_seconds.get(fixture, 0.0) for fixture in used)

    def choose(self, tests: Iterable[str], own: Mapping[str, int]) -> tuple[list[str], list[str]]:
        """Choose the nearest and the wider ones among tests that run a line.

        The nearest are those of whose lines the largest share is in its file, of which they run ``own`` lines.
        """
        by_share = sorted(tests, key=lambda test: (-own[test] / self._spread[test], test))
        nearest: dict[str, str] = {}
        for test in by_share:
            function = test.partition("[")[0]
            if len(nearest) < _NEAREST and self._alone(test) < _QUICK_SECONDS:
                nearest.setdefault(function, test)
        chosen = list(nearest.values())
        return chosen, self._fill((test for test in by_share if test not in set(chosen)), nearest)

    def within(self, paths: Iterable[str]) -> list[str]:
        """Take tests of files and folders."""
        beginnings = tuple(f"{path}{end}" for path in paths for end in ("::", "/"))
        return self._fill((test for test in sorted(self._seconds) if test.startswith(beginnings)), ())

    def _fill(self, tests: Iterable[str], nearest: Container[str]) -> list[str]:
        """Take tests, the quick ones first, until time is spent: of other functions than the nearest one case each.

        What time is left for has a second case of each function, then a third.
        """
        turns: dict[str, int] = defaultdict(int)
        ordered: list[tuple[int, float, str]] = []
        for test in tests:
            function = test.partition("[")[0]
            ordered.append((turns[function], self._alone(test), test))
            turns[function] += function not in nearest
        wider: list[str] = []
        made: set[str] = set()
        left = _MOST_SECONDS
        for _, _, test in sorted(ordered):
            spent = self._alone(test, made)
            if spent <= left:
                left -= spent
                made.update(self._fixtures.get(test, ()))
                wider.append(test)
        return wider


def _read(folder: pathlib.Path, name: str) -> dict[str, Any]:
    """Read one kind of note of all processes that ran tests."""
    found: dict[str, Any] = {}
    for path in folder.glob(f"{name}.*.json"):
        found |= json.loads(path.read_text("utf-8"))
    return found

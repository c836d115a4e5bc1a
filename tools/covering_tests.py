"""A plugin of pytest that notes which test that passes runs which line of the package, and how long it takes.

    PYTHONPATH=src:tools python -m pytest -n 2 -p covering_tests -m "not long and not unmeasured"

What was noted lies in the folder that ``COVERING_TESTS`` names; ``tests_of_lines`` reads it. What a fixture of several
tests runs is noted for each of them, and so is what their file runs while it is loaded. What a test runs in another
process is not noted.
"""

from __future__ import annotations

import json
import os
import pathlib
import time
from typing import TYPE_CHECKING

import coverage
import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

    from _pytest.fixtures import FixtureDef

_FOLDER = pathlib.Path(os.environ.get("COVERING_TESTS") or "covering_tests")
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")

# The package is loaded before, by its own plugin of pytest; the process that only hands out tests runs none.
_EXPECTED = ("already-imported", "module-not-measured", "no-data-collected")


class Recorder:
    """Notes of one process of pytest."""

    def __init__(self) -> None:
        _FOLDER.mkdir(parents=True, exist_ok=True)
        self.coverage = coverage.Coverage(
            data_file=_FOLDER / f".coverage.{_WORKER or 'main'}", source_pkgs=["pilotzones"], config_file=False
        )
        self.coverage.set_option("run:disable_warnings", list(_EXPECTED))
        self.seconds: dict[str, float] = {}
        self.fixtures: dict[str, list[str]] = {}
        self.fixture_seconds: dict[str, float] = {}
        self.not_passed: set[str] = set()
        self.context = ""
        self.coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """What a file of tests runs while it is loaded, as examples that it draws, is run for all of its tests."""
        self._switch(_loading(collector.nodeid) if isinstance(collector, pytest.Module) else "")
        try:
            return (yield)
        finally:
            self._switch("")

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """What is run from here on is run by a test."""
        self._switch(nodeid)

    def pytest_runtest_setup(self, item: pytest.Function) -> None:
        """Note which fixtures of several tests a test uses, and its file."""
        used = getattr(item, "_fixtureinfo", None)
        definitions = [found[-1] for found in used.name2fixturedefs.values()] if used else []
        shared = [_context(fixture) for fixture in definitions if fixture.scope != "function"]
        self.fixtures[item.nodeid] = [_loading(item.nodeid.partition("::")[0]), *shared]

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: FixtureDef[object]) -> Generator[None, object, object]:
        """What a fixture of several tests runs is not only run by the test that is the first to use it."""
        if fixturedef.scope == "function":
            return (yield)
        before, begun = self.context, time.monotonic()
        self._switch(_context(fixturedef))
        try:
            return (yield)
        finally:
            spent = self.fixture_seconds[self.context] = time.monotonic() - begun
            self.seconds[before] = self.seconds.get(before, 0.0) - spent  # the report of its first test has it, too
            self._switch(before)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test takes the time of its own fixtures too; those that others use are counted apart."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        if not report.passed:
            self.not_passed.add(report.nodeid)

    def pytest_runtest_logfinish(self) -> None:
        """What is run between two tests is run by none."""
        self._switch("")

    def _switch(self, context: str) -> None:
        self.context = context
        self.coverage.switch_context(context)

    def pytest_sessionfinish(self) -> None:
        """Write what was noted."""
        self.coverage.stop()
        self.coverage.save()
        passed = {test: seconds for test, seconds in self.seconds.items() if test not in self.not_passed}
        notes = {"seconds": passed, "fixtures": self.fixtures, "fixture_seconds": self.fixture_seconds}
        for name, noted in notes.items():
            (_FOLDER / f"{name}.{_WORKER or 'main'}.json").write_text(json.dumps(noted), "utf-8")


def _context(fixture: FixtureDef[object]) -> str:
    return f"{fixture.baseid}::fixture {fixture.argname}"


def _loading(file: str) -> str:
    return f"{file}::loading"


def pytest_configure(config: pytest.Config) -> None:
    """Begin to note, in each process that runs tests."""
    config.pluginmanager.register(Recorder())

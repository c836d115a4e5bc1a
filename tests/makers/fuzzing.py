"""Fuzzing: how many inputs an entry point gets, in parts, and what became of them.

``HYPOTHESIS_PROFILE=fuzz`` gives each entry point a million inputs and each format of annexes 5,000 files;
``FUZZ_INPUTS``, ``FUZZ_LISTS`` and ``FUZZ_FILES`` give other numbers. A run of many inputs is cut into parts, each a test of its own:
Hypothesis remembers all that it drew in a test, and parts can be spread over processes.
"""

from __future__ import annotations

import collections
import copy
import functools
import os
import pickle
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from examples import FUZZ, QUICK
from hypothesis import HealthCheck, given, settings

from pilotzones import PilotZonesError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

Answer = TypeVar("Answer")

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == FUZZ
tally: collections.Counter[str] = collections.Counter()
"""What became of the inputs of the test that runs."""
TRIED = "tried"


class Amount(NamedTuple):
    """How many inputs a test gets: in a part, and in how many parts."""

    part: int
    parts: int


def _amount(variable: str, quick: int, long: int, part: int) -> Amount:
    """Take a number of inputs from the environment, the profile "fuzz", or the other profiles."""
    given_number = os.environ.get(variable)
    scaled = quick * settings.default.max_examples // QUICK
    number = int(given_number) if given_number else long if IS_LONG else scaled
    return Amount(min(number, part), max(1, -(-number // part)))


INPUTS = _amount("FUZZ_INPUTS", 60, 1_000_000, 20_000)
"""For entry points that answer in far less than a millisecond."""
LISTS = _amount("FUZZ_LISTS", 20, 50_000, 5_000)
"""For questions that answer in some milliseconds, with thousands of records."""
FILES = _amount("FUZZ_FILES", 20, 5_000, 500)
"""For files that are read."""


_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def fuzzed(amount: Amount, **drawn: SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a test of so many inputs; each is counted."""

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def counted(**values: object) -> None:
            tally[TRIED] += 1
            test(**values)

        often = settings(max_examples=amount.part, deadline=None, suppress_health_check=_SLOW)
        made = often(given(**drawn)(counted))
        made.fuzz_parts = amount.parts
        return made

    return decorate


def attempt(
    question: Callable[..., Answer], *arguments: object, **named: object
) -> tuple[Answer | None, PilotZonesError | None]:
    """Ask a question that may refuse its input; give its answer and its error, one of them None.

    Any other exception than a PilotZonesError ends the test.
    """
    try:
        answer = question(*arguments, **named)
    except PilotZonesError as error:
        check_error(error)
        tally[type(error).__name__] += 1
        return None, error
    tally["answered"] += 1
    return answer, None


def check_error(error: PilotZonesError) -> None:
    """Check that an error can be shown, sent to another process and copied, and says something."""
    message = str(error)
    assert len(message.split()) >= 3
    assert "\n" not in {message[0], message[-1]}
    assert {unicodedata.category(sign) for sign in set(message) - {"\n"}}.isdisjoint({"Cc", "Cs"})
    twin = pickle.loads(pickle.dumps(error))  # noqa: S301 - what was just written
    assert (type(twin), str(twin)) == (type(error), message) == (type(copy.copy(error)), message)

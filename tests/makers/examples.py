"""How many examples Hypothesis draws: so many under the profile "thorough", about a third under "quick"."""

from __future__ import annotations

import os

from hypothesis import settings

LONG = 100
QUICK = 33
FEWEST = 10
FUZZ = "fuzz"


def load_profile() -> None:
    """Load the profile that the variable HYPOTHESIS_PROFILE names: "quick", "thorough" or "fuzz"; "quick" if none.

    All else in them, such as ``derandomize`` under CI, is as Hypothesis has it. Under "fuzz" each run draws other
    inputs, also under CI; ``fuzzing.py`` says how many.
    """
    settings.register_profile("quick", settings.default, max_examples=QUICK, deadline=None)
    settings.register_profile("thorough", settings.default, max_examples=LONG, deadline=None)
    settings.register_profile(FUZZ, settings.default, max_examples=LONG, deadline=None, derandomize=False)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "quick")


def examples(thorough: int) -> settings:
    """Set the number of examples of a test: the one given under "thorough", a third but at least ten under "quick"."""
    scaled = thorough * settings.default.max_examples // LONG
    return settings(max_examples=min(thorough, max(scaled, FEWEST)))

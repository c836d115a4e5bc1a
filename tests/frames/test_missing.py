"""Without narwhals, whole columns are refused with the name of the extra, and all else works."""

import subprocess
import sys

import pytest

from pilotzones import frames

WITHOUT = "import sys; sys.modules['narwhals'] = None; "


def run(code):
    """Run code in a process of its own that has no narwhals."""
    done = subprocess.run([sys.executable, "-c", WITHOUT + code], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_the_error_names_the_extra():
    """Where a name is first used that needs it."""
    for code in ("from pilotzones.frames import screen", "import pilotzones.frames; pilotzones.frames.screen"):
        assert run(code)[2].splitlines()[-1] == (
            "ImportError: pilotzones.frames.screen needs narwhals: pip install 'pilotzones[frames]'."
        )


def test_another_module_that_is_missing_is_said_as_it_is():
    """Not everything that fails to be imported is narwhals."""
    missing = "sys.modules['pilotzones.frames.matching'] = None; from pilotzones.frames import match"
    assert (
        run(missing)[2].splitlines()[-1].startswith("ModuleNotFoundError: import of pilotzones.frames.matching halted")
    )


def test_there_is_no_other_name():
    """The public names are listed, loaded or not."""
    assert set(dir(frames)) == set(frames.__all__)
    with pytest.raises(AttributeError, match=r"module 'pilotzones\.frames' has no attribute 'exports'"):
        frames.exports  # noqa: B018 - it is the question


def test_the_rest_needs_no_narwhals():
    """Single questions are answered as ever."""
    assert run("import pilotzones; print(pilotzones.is_eligible('95061100', '2022-03-01'))")[1] == "True\n"

"""Without narwhals, whole columns are refused with the name of the extra, and all else works."""

import subprocess
import sys

WITHOUT = "import sys; sys.modules['narwhals'] = None; "


def run(code):
    """Run code in a process of its own that has no narwhals."""
    done = subprocess.run([sys.executable, "-c", WITHOUT + code], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_the_error_names_the_extra():
    """At the import, and on the command line in one line."""
    assert run("import pilotzones.frames")[2].splitlines()[-1] == (
        "ImportError: pilotzones.frames needs narwhals: pip install 'pilotzones[frames]'."
    )
    status, _, shown = run("from pilotzones.cli import main; sys.exit(main(['export', 'nowhere']))")
    assert (status, shown) == (2, "pilotzones: pilotzones.frames needs narwhals: pip install 'pilotzones[frames]'.\n")


def test_the_rest_needs_no_narwhals():
    """Single questions are answered as ever."""
    assert run("import pilotzones; print(pilotzones.is_eligible('95061100', '2022-03-01'))")[1] == "True\n"

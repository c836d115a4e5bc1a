"""What ``pilotzones.pictures`` is from outside: loaded when it is used, without pyplot, and clear where it cannot draw."""

import subprocess
import sys
import textwrap

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pictured import DATA

from pilotzones import pictures
from pilotzones.arguments import ArgumentTypeError

KINDS = ("zone_map", "growth", "coverage")


def in_python(code):
    """Run a program; give what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, check=False, encoding="utf-8"
    )
    assert done.stderr == ""
    return done.stdout


def test_without_matplotlib_the_extra_is_named():
    """By every function; the errors are there all the same."""
    told = in_python("""
        import sys
        sys.modules["matplotlib"] = None
        from pilotzones import pictures
        for name in pictures.__all__:
            try:
                getattr(pictures, name)
            except ImportError as error:
                print(error)
        print(pictures.MissingFontError.__name__)
    """)
    assert told.splitlines() == [
        *["This needs matplotlib: pip install 'pilotzones[plot]'."] * 4,
        "MissingFontError",
    ]


def test_another_module_that_is_missing_is_not_taken_for_matplotlib():
    """A broken installation shows what it lacks."""
    told = in_python("""
        import sys
        sys.modules["numpy.typing"] = None
        from pilotzones import pictures
        try:
            pictures.growth
        except ModuleNotFoundError as error:
            print(error.name)
    """)
    assert told == "numpy.typing\n"


def test_pyplot_is_never_imported_and_nothing_before_it_is_used():
    """A figure of pyplot would stay in memory, and could open a window."""
    told = in_python("""
        import sys
        from pilotzones import pictures
        print("matplotlib" in sys.modules)
        pictures.growth(), pictures.coverage()
        print("matplotlib.pyplot" in sys.modules)
    """)
    assert told == "False\nFalse\n"


def test_the_names_are_listed_and_no_others_are_there():
    """Loaded or not."""
    assert set(dir(pictures)) == {"MissingFontError", "PictureFileError", "coverage", "growth", "save", "zone_map"}
    with pytest.raises(AttributeError, match="no attribute 'pie'"):
        _ = pictures.pie


@pytest.mark.parametrize("kind", KINDS)
def test_each_gives_an_axes_in_a_figure_of_its_own(drawn, kind):
    """Of matplotlib, and each time a new one."""
    ax = drawn(kind, "en")
    assert isinstance(ax, Axes)
    assert isinstance(ax.figure, Figure)
    assert ax.figure.axes == [ax]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"ax": Figure()}, "ax must be an Axes of matplotlib, or None"),
        ({"lang": "de"}, "lang must be 'en' or 'zh'"),
        ({"dataset": "data"}, "is not a dataset"),
    ],
)
def test_a_wrong_argument_is_one_clear_error(kind, wrong, problem):
    """Before anything is drawn."""
    with pytest.raises(ArgumentTypeError, match=problem):
        getattr(pictures, kind)(**{"dataset": DATA, **wrong})

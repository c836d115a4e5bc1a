"""Hypothesis knows the package's types: in any order of imports, for nothing, and never to anybody's harm."""

import inspect
import os
import subprocess
import sys
import warnings

import pytest
from draws import draws
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import ghostwriter

import pilotzones
from pilotzones import face
from pilotzones.hscode import parse

TYPES = ("Announcement", "Batch", "Dataset", "Edition", "HSCode", "Item", "Province", "Verdict", "Zone")


def run(code, **environment):
    """Run code in a process of its own, warnings being errors."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PILOTZONES_DATA": ""} | environment,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("name", TYPES)
def test_every_type_is_drawn(name):
    """Of the type itself, in more ways than one."""
    kind = getattr(pilotzones, name)
    drawn = draws(st.from_type(kind), 50)
    if name == "HSCode":
        assert all(parse(code) == code for code in drawn)
    else:
        assert {type(value) for value in drawn} == {kind}
    assert len({repr(value) for value in drawn}) >= 5


@settings(max_examples=20, deadline=None)
@given(...)
def test_annotations_are_enough(zone: pilotzones.Zone, code: pilotzones.HSCode, data: pilotzones.Dataset):
    """As in a project's own tests."""
    assert zone in pilotzones.zones()
    for edition in data.editions():
        assert data.eligibility(code, edition.effective_from).status in {"listed", "not listed", "unknown"}


DRAW = "from hypothesis import find, strategies as st; print(find(st.from_type({}), lambda _: True))"
HANGZHOU = "Hangzhou 杭州市 (Zhejiang), batch 1, since 2015-03-07\n"


@pytest.mark.parametrize(
    "imports",
    [
        "import hypothesis; from pilotzones import Zone",
        "from pilotzones import Zone; import hypothesis",
        "import pilotzones, hypothesis; Zone = pilotzones.Zone",
        "import pilotzones; zone = pilotzones.zone('Hangzhou'); import hypothesis; Zone = type(zone)",
        "import hypothesis, pilotzones; Zone = type(pilotzones.zone('Hangzhou'))",
        "from pilotzones import strategies; from pilotzones import Zone",
        "import pilotzones.strategies; Zone = pilotzones.Zone",
        "from pilotzones.records.zones import Zone; import hypothesis",
    ],
)
def test_any_order_of_imports_will_do(imports):
    """The type is known however it was come by."""
    assert run(f"{imports}\n{DRAW.format('Zone')}", PYTHONIOENCODING="utf-8") == HANGZHOU


def test_plugins_can_be_switched_off():
    """Then the types are not registered; the strategies are there for whoever asks for them."""
    code = (
        "import hypothesis, sys, pilotzones; from pilotzones import Zone, strategies; from hypothesis import find\n"
        "print('pilotzones.plugins.hypothesis_hook' in sys.modules, find(strategies.zones(), lambda _: True))"
    )
    assert run(code, HYPOTHESIS_NO_PLUGINS="1", PYTHONIOENCODING="utf-8") == f"False {HANGZHOU}"


def test_without_hypothesis_the_error_names_the_extra():
    """Everything else goes on."""
    code = "import sys; sys.modules['hypothesis'] = None\nimport pilotzones\nprint(len(pilotzones.zones()))\n"
    shown = run(f"{code}import pilotzones.strategies")
    assert shown.startswith("181\n")
    assert "ImportError: pilotzones.strategies needs Hypothesis: pip install 'pilotzones[hypothesis]'." in shown
    assert "needs Hypothesis" in run(f"{code}pilotzones.strategies")


def test_an_older_hypothesis_is_left_alone():
    """Where it lacks what the registration needs, importing it and using the package raise nothing."""
    code = (
        "import hypothesis.strategies as st, pilotzones.plugins.hypothesis_hook as hook\n"
        "from pilotzones.records import zones\n"
        "del st.register_type_strategy\n"
        "hook.register()\n"
        "import pilotzones\nprint(len(pilotzones.zones()), pilotzones.Zone.__name__)"
    )
    assert run(code) == "181 Zone\n"


def test_importing_hypothesis_loads_nothing_of_the_package():
    """But for the hook itself; neither a type nor a table."""
    code = "import sys, hypothesis; print(sorted(name for name in sys.modules if name.startswith('pilotzones')))"
    assert run(code) == "['pilotzones', 'pilotzones.plugins', 'pilotzones.plugins.hypothesis_hook']\n"


def test_registering_reads_no_table():
    """Types are loaded with the first name of the package; data is read when a value is drawn."""
    code = (
        "import builtins, io, pathlib, hypothesis\n"
        "opened = []\n"
        "read = pathlib.Path.read_bytes\n"
        "pathlib.Path.read_bytes = lambda path: (opened.append(path.name), read(path))[1]\n"
        "from pilotzones import Zone; print(opened)\n"
        "from hypothesis import find, strategies as st; find(st.from_type(Zone), lambda _: True); print('zones.csv' in opened)"
    )
    assert run(code) == "[]\nTrue\n"


QUESTIONS = [name for name in face.__all__ if inspect.signature(getattr(pilotzones, name)).parameters]


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_the_ghostwriter_writes_runs(name):
    """For every question that has an argument, as it stands, with nothing to fill in."""
    with warnings.catch_warnings():
        warnings.simplefilter("default")  # black's own
        written = ghostwriter.magic(getattr(pilotzones, name))
    assert f"pilotzones.{name}(" in written
    assert "nothing()" not in written
    namespace = {}
    exec(written, namespace)  # noqa: S102 - what it is written for
    (test,) = [value for key, value in namespace.items() if key.startswith("test_")]
    settings(max_examples=20, deadline=None, database=None, derandomize=True)(test)()


def test_builds_draws_what_a_question_takes():
    """Answers can be drawn by the question's own signature."""
    statuses = {verdict.status for verdict in draws(st.builds(pilotzones.eligibility, hs_code=..., date=...), 60)}
    assert statuses == {"listed", "not listed", "unknown"}


def test_a_question_still_shows_what_it_takes():
    """Its signature reads as it is written."""
    shown = str(inspect.signature(pilotzones.is_eligible))
    assert "hs_code: 'str', date: 'DateLike', *, shipment: 'Shipment | None' = None" in shown

"""Hypothesis knows the package's types, in any order of imports; nobody else pays for it, and no question changes."""

import datetime
import json
import os
import subprocess
import sys
import typing

import pytest
from draws import draws
from hypothesis import given, settings
from hypothesis import strategies as st

import pilotzones
from pilotzones import face
from pilotzones.hscode import parse
from pilotzones.strategies import StrategyError

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
    """With several values of exactly the type."""
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


@pytest.mark.parametrize("kind", [pilotzones.DateLike, typing.Optional[pilotzones.DateLike]])  # noqa: UP045 - as read
def test_a_date_argument_is_drawn_as_a_day(kind):
    """Not as any text; other unions are drawn as before."""
    drawn = draws(st.from_type(kind), 60)
    days = {day for day in drawn if day is not None}
    assert {type(day) for day in days} == {datetime.date}
    assert min(days) == datetime.date(2016, 4, 8)
    assert (None in drawn) is (kind is not pilotzones.DateLike)
    assert {type(value) for value in draws(st.from_type(datetime.date | str), 60)} == {datetime.date, str}


OF_A_DAY = (pilotzones.Zone, pilotzones.Place, pilotzones.Item, pilotzones.Rule)


@pytest.mark.parametrize("member", OF_A_DAY)
def test_the_tuple_of_an_answer_is_drawn(member):
    """As the questions give it, on days before and after the last verified one, and printed so that it builds again."""
    strategy = st.from_type(pilotzones.DayTuple[member])
    assert repr(strategy) == f"from_type(pilotzones.DayTuple[pilotzones.{member.__name__}])"
    drawn = draws(strategy, 30)
    assert {type(answer) for answer in drawn} == {pilotzones.DayTuple}
    assert {type(record) for answer in drawn for record in answer} == {member}
    assert {answer.is_beyond_verified for answer in drawn} == {True, False}
    for answer in drawn:
        again = eval(repr(answer), {"pilotzones": pilotzones})  # noqa: S307 - as a person would type it in
        assert (again, again.date, again.verified_through) == (answer, answer.date, answer.verified_through)


def test_the_tuple_of_any_answer_is_drawn():
    """Where its members are not named, in a union too; with members of no answer it is refused."""
    drawn = draws(st.from_type(pilotzones.DayTuple | None), 100)
    assert {type(answer) for answer in drawn} == {pilotzones.DayTuple, type(None)}
    assert {type(record) for answer in drawn for record in answer or ()} == {*OF_A_DAY}
    assert draws(st.from_type(pilotzones.DayTuple[typing.Any]), 3)
    for member in (int, pilotzones.Batch, pilotzones.Zone | None):
        with pytest.raises(StrategyError, match="answer with a DayTuple of Zone, Place, Item, Rule; not of"):
            draws(st.from_type(pilotzones.DayTuple[member]), 1)


@pytest.mark.parametrize("kind", [tuple[int, ...], typing.Sequence[int], typing.Collection[int]])
def test_other_tuples_and_sequences_are_drawn_as_before(kind):
    """None of them as that of an answer."""
    assert pilotzones.DayTuple not in {type(value) for value in draws(st.from_type(kind), 60)}


def test_the_strategies_of_types_print_as_what_a_person_writes():
    """In a union too, where Hypothesis shows the branches."""
    assert repr(st.from_type(pilotzones.Zone)) == "from_type(pilotzones.Zone)"
    both = st.from_type(pilotzones.Zone | None)
    assert draws(both, 30)
    assert "from_type(pilotzones.Zone)" in repr(both.branches)


DRAW = "from hypothesis import find, strategies as st; print(find(st.from_type({}), lambda _: True))"
HANGZHOU = "Hangzhou 杭州市 (Zhejiang), batch 1, since 2015-03-07\n"


def test_a_strategy_of_ones_own_stays():
    """Once a type is registered, the first use of the package does not register it again."""
    code = (
        "from pilotzones.records.zones import Zone\n"
        "from hypothesis import find, strategies as st\n"
        "st.register_type_strategy(Zone, st.just('our own zone'))\n"
        "import pilotzones; pilotzones.zones()\n"
    )
    assert run(code + DRAW.format("Zone")) == "our own zone\n"


@pytest.mark.long
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
    """Hypothesis knows the type, wherever it was taken from."""
    assert run(f"{imports}\n{DRAW.format('Zone')}", PYTHONIOENCODING="utf-8") == HANGZHOU


def test_plugins_can_be_switched_off():
    """Then the types are not registered; the strategies can still be used."""
    code = (
        "import hypothesis, sys, pilotzones; from pilotzones import Zone, strategies; from hypothesis import find\n"
        "print('pilotzones.plugins.hypothesis_hook' in sys.modules, find(strategies.zones(), lambda _: True))"
    )
    assert run(code, HYPOTHESIS_NO_PLUGINS="1", PYTHONIOENCODING="utf-8") == f"False {HANGZHOU}"


def test_without_hypothesis_the_error_names_the_extra():
    """Everything else works."""
    code = "import sys; sys.modules['hypothesis'] = None\nimport pilotzones\nprint(len(pilotzones.zones()))\n"
    shown = run(f"{code}import pilotzones.strategies")
    assert shown.startswith("181\n")
    assert "ImportError: pilotzones.strategies needs Hypothesis: pip install 'pilotzones[hypothesis]'." in shown
    assert "needs Hypothesis" in run(f"{code}pilotzones.strategies")


def test_an_older_hypothesis_causes_no_error():
    """If it lacks what the registration needs, it can be imported, and the package can be used."""
    code = (
        "import hypothesis.strategies as st, pilotzones.plugins.hypothesis_hook as hook\n"
        "from pilotzones.records import zones\n"
        "del st.register_type_strategy\n"
        "hook.register()\n"
        "import pilotzones\nprint(len(pilotzones.zones()), pilotzones.Zone.__name__)"
    )
    assert run(code) == "181 Zone\n"


def test_importing_hypothesis_loads_nothing_of_the_package():
    """Except the hook itself: no type and no table."""
    code = "import sys, hypothesis; print(sorted(name for name in sys.modules if name.startswith('pilotzones')))"
    assert run(code) == "['pilotzones', 'pilotzones.plugins', 'pilotzones.plugins.hypothesis_hook']\n"


def test_registering_reads_no_table():
    """Types are loaded with the first name of the package; data is read when a value is drawn."""
    code = (
        "import os, sys, hypothesis\n"
        "opened = []\n"
        "def note(event, found):\n"
        "    if event == 'open' and str(found[0]).endswith('.csv'):\n"
        "        opened.append(os.path.basename(found[0]))\n"
        "sys.addaudithook(note)\n"
        "from pilotzones import Zone; print(opened)\n"
        "from hypothesis import find, strategies as st; find(st.from_type(Zone), lambda _: True); print('zones.csv' in opened)"
    )
    assert run(code) == "[]\nTrue\n"


DESCRIBE = """
import inspect, json, pickle, pydoc, sys, typing
import pilotzones
from pilotzones import face

def hints(question):
    try:
        return str(typing.get_type_hints(question))
    except NameError as error:
        return str(error)

def describe(question):
    return {
        "signature": str(inspect.signature(question)),
        "annotations": str(question.__annotations__),
        "hints": hints(question),
        "module": question.__module__,
        "qualname": question.__qualname__,
        "help": pydoc.render_doc(question, renderer=pydoc.plaintext),
        "pickled": pickle.dumps(question).hex(),
    }

print(json.dumps({name: describe(getattr(pilotzones, name)) for name in face.__all__}))
print("hypothesis" in sys.modules)
"""


def test_hypothesis_changes_nothing_of_the_questions():
    """Signature, type hints, names, help and pickle are the same with and without it."""
    without, loaded_without, _ = run(DESCRIBE, PYTHONIOENCODING="utf-8").split("\n")
    with_it, loaded_with_it, _ = run(f"import hypothesis\n{DESCRIBE}", PYTHONIOENCODING="utf-8").split("\n")
    assert (loaded_without, loaded_with_it) == ("False", "True")
    assert set(json.loads(without)) == set(face.__all__)
    assert json.loads(with_it) == json.loads(without)

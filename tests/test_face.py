"""The public face: lazy, sorted, and nothing but the default dataset's questions."""

import importlib
import pickle
import pkgutil
import subprocess
import sys

import pytest

import pilotzones
from pilotzones import face


def test_the_public_names_are_sorted_and_all_there():
    """Each name of ``__all__`` can be had, and ``dir`` lists them."""
    assert sorted(pilotzones.__all__) == pilotzones.__all__
    assert dir(pilotzones) == pilotzones.__all__
    assert all(getattr(pilotzones, name) is not None for name in pilotzones.__all__)


def test_an_unknown_name_is_an_attribute_error():
    """As for any module."""
    with pytest.raises(AttributeError, match="no attribute 'zonez'"):
        _ = pilotzones.zonez


@pytest.mark.parametrize("name", face.__all__)
def test_a_question_is_the_default_dataset_s_method_of_its_name(name):
    """Nothing more."""
    assert getattr(pilotzones, name) == getattr(pilotzones.Dataset.default(), name)


def test_a_question_can_be_sent_to_another_process():
    """By name, not with all that the dataset has read."""
    pilotzones.zones()
    sent = pickle.dumps(pilotzones.is_eligible)
    assert len(sent) < 200
    assert pickle.loads(sent) == pilotzones.is_eligible  # noqa: S301 - just dumped
    loaded = pickle.loads(pickle.dumps(pilotzones.Dataset.bundled()))  # noqa: S301 - just dumped
    assert loaded.zones() == pilotzones.zones()


ANSWERS = {
    "announcements": lambda ask: ask()[0].id,
    "batch_of": lambda ask: ask("杭州").number,
    "batches": lambda ask: len(ask()),
    "changes": lambda ask: [change.hs_code for change in ask(2022) if change.action == "convert_in"],
    "composite_rate": lambda ask: str(ask("0.13", date="2019-04-01")),
    "coverage": lambda ask: ask().annexes[0].known,
    "covering_zone": lambda ask: ask("320583", "2020-01-01").id,
    "data_version": lambda ask: ask(),
    "diff": lambda ask: [item.hs_code for item in ask("2019-96", "2022-7").converted_in],
    "edition_on": lambda ask: ask("2020-01-01").id,
    "editions": lambda ask: len(ask()),
    "eligibility": lambda ask: ask("04090000", "2018-12-31").status,
    "history": lambda ask: [span.status for span in ask("95061100")],
    "import_city": lambda ask: ask("320583", "2019-06-01").status,
    "is_eligible": lambda ask: ask("04090000", "2018-12-31"),
    "is_zone": lambda ask: ask("杭州", "2020-01-01"),
    "items": lambda ask: len(ask("2016-04-10", under="04")),
    "place": lambda ask: ask("莱芜市", "2017-01-01").adcode,
    "places": lambda ask: len(ask(level="prefecture", date="2014-12-31")),
    "provinces": lambda ask: len(ask()),
    "require_data": lambda ask: ask("2026.2"),
    "rule": lambda ask: ask("annual_limit", "2018-12-31").document,
    "rules": lambda ask: len(ask("2026-01-01")),
    "sources": lambda ask: len(ask()),
    "timeline": lambda ask: ask()[-1].document_no,
    "verified_through": lambda ask: str(ask()),
    "verify": lambda ask: len(ask()) > 0,
    "zone": lambda ask: ask("杭州").adcode,
    "zone_answer": lambda ask: ask("昆山", "2020-01-01").zone.adcode,
    "zones": lambda ask: len(ask(batch=2)),
    "zones_in": lambda ask: len(ask("海南省")),
}
EXPECTED = {
    "announcements": "2016-40",
    "batch_of": 1,
    "batches": 8,
    "changes": ["95045020", "95045030", "95045080"],
    "composite_rate": "0.091",
    "coverage": 69,
    "covering_zone": "suzhou-jiangsu",
    "data_version": "2026.2",
    "diff": ["95045020", "95045030", "95045080"],
    "edition_on": "2019-96",
    "editions": 5,
    "eligibility": "listed",
    "history": ["unknown", "unknown", "unknown", "not listed", "listed"],
    "import_city": "open",
    "is_eligible": True,
    "is_zone": True,
    "items": 20,
    "place": "371200",
    "places": 333,
    "provinces": 31,
    "require_data": None,
    "rule": "财关税〔2016〕18号",
    "rules": 13,
    "sources": 158,
    "timeline": "国函〔2025〕40号",
    "verified_through": "2026-11-25",
    "verify": True,
    "zone": "330100",
    "zone_answer": "320500",
    "zones": 12,
    "zones_in": 1,
}


def test_every_question_is_answered_here():
    """The questions of the module are those of which an answer is known, in order."""
    assert face.__all__ == sorted(ANSWERS) == sorted(EXPECTED)
    assert set(face.__all__) <= set(pilotzones.__all__)


@pytest.mark.parametrize("name", face.__all__)
def test_a_question_is_answered_from_the_bundled_tables(name):
    """One known answer each, from the tables' README and the announcements."""
    assert ANSWERS[name](getattr(pilotzones, name)) == EXPECTED[name]


def test_importing_the_package_loads_nothing_of_it():
    """None of its modules, and no module of the standard library but ``__future__``."""
    code = "import sys; before = set(sys.modules)\nimport pilotzones\nprint(sorted(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-S", "-c", _with_path(code)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['__future__', 'pilotzones']"


def _with_path(code):
    return f"import sys; sys.path[:] = {sys.path!r}\n{code}"


def test_no_module_hides_a_public_name():
    """Importing ``pilotzones.x`` sets the attribute ``x``, which must not replace a question."""
    modules = {module.name for module in pkgutil.iter_modules(pilotzones.__path__)}
    assert modules.isdisjoint(pilotzones.__all__)
    for module in sorted(modules - {"__main__"}):
        importlib.import_module(f"pilotzones.{module}")
    assert all(callable(getattr(pilotzones, name)) for name in face.__all__)

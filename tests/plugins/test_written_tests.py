"""``hypothesis write`` writes tests that run: of a program's own functions with the package's types, and of the package."""

import os
import re
import subprocess
import sys

import pytest

SHOP = """
import pilotzones


def may_sell(
    code: pilotzones.HSCode, day: pilotzones.DateLike, zone: pilotzones.Zone, how: pilotzones.Shipment | None = None
) -> pilotzones.Verdict:
    assert zone.official_name
    return pilotzones.eligibility(code, day, shipment=how)


def describe(verdict: pilotzones.Verdict, when: pilotzones.DateLike | None, places: list[pilotzones.Place]) -> str:
    return " ".join((str(verdict), str(when), *map(str, places)))
"""
# Hypothesis leaves to be filled in what a DayTuple holds, and what a NewType takes on Python 3.10.
LEFT = [f"--deselect=test_pilotzones.py::test_fuzz_{name}" for name in ("DayTuple", "HSCode")]
FEW = """
from hypothesis import settings
settings.register_profile("few", max_examples=3, deadline=None, database=None, derandomize=True)
settings.load_profile("few")
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Write the tests of both, into a folder of their own, and run them."""
    folder = tmp_path_factory.mktemp("written")
    (folder / "conftest.py").write_text(FEW, "utf-8")
    (folder / "shop.py").write_text(SHOP, "utf-8")
    environment = os.environ | {"PILOTZONES_DATA": "", "PYTHONPATH": os.pathsep.join([*sys.path[1:], str(folder)])}

    def run(*words):
        done = subprocess.run(
            [sys.executable, "-X", "utf8", *words],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.stdout, done.stderr

    for what in ("pilotzones", "shop", "pilotzones.is_eligible"):
        text, errors = run("-c", "from hypothesis.extra.cli import main; main()", "write", what)
        assert errors == ""
        (folder / f"test_{what.replace('.', '_')}.py").write_text(text, "utf-8")
    return folder, run("-m", "pytest", "-q", "-p", "no:cacheprovider", *LEFT, ".")[0]


def test_they_all_run(written):
    """And pass: what they draw can be asked, and the errors that the questions may raise are expected."""
    passed = re.search(r"(\d+) passed", written[1])
    assert int(passed[1]) > 70
    assert not re.search("failed|error", written[1])


def test_the_questions_are_asked_with_sensible_arguments(written):
    """By their public names; each argument is drawn by the strategy that is meant for it."""
    text = (written[0] / "test_pilotzones.py").read_text("utf-8")
    eligible = text[text.index("def test_fuzz_is_eligible") - 600 :]
    assert "hs_code=pilotzones.strategies.spelled_hs_codes()" in eligible
    assert "date=pilotzones.strategies.dates_in_force()" in eligible
    assert "pilotzones.is_eligible(\n" in text
    assert "province=st.one_of(st.none(), pilotzones.strategies.province_names())" in text
    assert "dataset=st.none()" in text[text.index("def test_fuzz_set_default") - 60 :]


def test_a_question_that_is_named_alone_is_written_as_one_of_the_package(written):
    """What writes tests is loaded after it."""
    text = (written[0] / "test_pilotzones_is_eligible.py").read_text("utf-8")
    assert "hs_code=pilotzones.strategies.spelled_hs_codes()" in text
    assert "pilotzones.is_eligible(\n" in text


@pytest.mark.parametrize(
    ("question", "arguments"),
    [
        ("diff", {"older=pilotzones.strategies.editions()", "newer=pilotzones.strategies.editions()"}),
        ("zones", {"batch=st.one_of(st.none(), st.integers(min_value=1, max_value=8))"}),
        ("items", {'under=st.one_of(st.none(), st.sampled_from(("04", "0402", "040291", "3304", "95")))'}),
        ("sources", {"of=st.one_of(st.none(), pilotzones.strategies.zones())"}),
        (
            "composite_rate",
            {"vat=st.sampled_from((0.0, 0.09, 0.13))", "consumption=st.sampled_from((0.0, 0.09, 0.13))"},
        ),
        ("changes", {"year=st.one_of(st.none(), st.integers(min_value=1949, max_value=2099))"}),
        ("zone", {"name=pilotzones.strategies.zone_names()"}),
        ("zone_answer", {"max_age=st.one_of(st.none(), st.integers(min_value=0, max_value=10000))"}),
        ("Dataset", {"folders=st.just(())"}),
    ],
)
def test_an_argument_is_drawn_from_what_the_question_takes(written, question, arguments):
    """Batches that there are, prefixes of codes, editions, and so on; a dataset only from the bundled tables."""
    text = (written[0] / "test_pilotzones.py").read_text("utf-8")
    before = text.partition(f"\ndef test_fuzz_{question}(")[0]
    drawn = " ".join(before.rpartition("@given(")[2].split())
    assert [argument for argument in sorted(arguments) if argument not in drawn] == []


def test_a_program_s_own_functions_are_drawn_by_type(written):
    """Records, codes, and days where the annotation is DateLike."""
    text = (written[0] / "test_shop.py").read_text("utf-8")
    assert "zone=st.from_type(pilotzones.Zone)" in text
    assert "day=pilotzones.strategies.dates_in_force()" in text
    assert "when=st.one_of(pilotzones.strategies.dates_in_force(), st.none())" in text

"""The page "Testing": its tests find the faults that it names, and print what it shows."""

import os
import pathlib
import re
import subprocess
import sys

import pytest

PAGE = (pathlib.Path(__file__).parents[1] / "docs" / "tasks" / "testing.md").read_text("utf-8")
WRONG, RIGHT = re.findall(r"```python\n# shop\.py\n(.*?)```", PAGE, re.DOTALL)
(TESTS,) = re.findall(r"```python\n# test_shop\.py\n(.*?)```", PAGE, re.DOTALL)
FOUND = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)


def run(folder, rule):
    """Run the page's tests on a rule, as the page says."""
    (folder / "shop.py").write_text(rule, "utf-8")
    (folder / "test_shop.py").write_text(TESTS, "utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "pytest", "-p", "no:cacheprovider", "test_shop.py"],
        cwd=folder,
        env=os.environ | {"PILOTZONES_DATA": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def bare(text):
    """Drop what versions of Hypothesis print differently: blanks, pytest's margin, comments, commas, the first words.

    Also which of several codes it ends with.
    """
    text = re.sub(r"hs_code='[0-9]{8}'", "hs_code='...'", text)
    text = re.sub(r"^E  |#.*$", "", text, flags=re.MULTILINE)
    return re.sub(r"[\s,]", "", text.replace("Falsifying example:", "Failing test case:"))


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Run the tests on the rule with the three faults, once."""
    return run(tmp_path_factory.mktemp("shop"), WRONG)


@pytest.mark.long
def test_all_three_faults_are_found(printed):
    """By one test each."""
    assert "3 failed" in printed
    assert len(FOUND) == 3


@pytest.mark.parametrize("example", FOUND, ids=["the day", "unknown", "the remark"])
def test_the_examples_are_what_is_printed(printed, example):
    """Word for word."""
    assert bare(example) in bare(printed)


@pytest.mark.long
def test_the_corrected_rule_passes(tmp_path):
    """All three tests."""
    assert "3 passed" in run(tmp_path, RIGHT)

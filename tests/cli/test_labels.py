"""The command line's own words: the same facts in both languages."""

import ast
import importlib
import pathlib
import pkgutil
import re
import string

import pytest

from pilotzones import cli
from pilotzones.cli import labels
from pilotzones.cli.labels import all_labels


def facts_of(label):
    """List the facts that a label takes."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(label) if name is not None)


def test_no_label_has_two_wordings():
    """Each is in one table, or the same in both."""
    found = {}
    for module in pkgutil.iter_modules(labels.__path__):
        for key, wordings in importlib.import_module(f"pilotzones.cli.labels.{module.name}").LABELS.items():
            assert found.setdefault(key, wordings) == wordings, key
    assert found == all_labels()


@pytest.mark.parametrize("key", all_labels())
def test_a_label_takes_the_same_facts_in_both_languages(key):
    """Numbers and codes are among them, never in the words of one language alone."""
    english, chinese = all_labels()[key]
    assert facts_of(english) == facts_of(chinese)
    assert re.findall(r"[0-9]+", english) == re.findall(r"[0-9]+", chinese)


def said_in_the_code():
    """Gather the texts of the command line, and patterns of those that are put together; with the keys that are said."""
    plain, patterns, keys = set(), set(), set()
    files = [file for file in pathlib.Path(cli.__file__).parent.rglob("*.py") if file.parent.name != "labels"]
    for node in (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            plain.add(node.value)
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            patterns.add(
                "".join(re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in node.values)
            )
        elif isinstance(node, ast.keyword) and node.arg == "words" and isinstance(node.value, ast.Constant):
            patterns.add(f"{re.escape(node.value.value)} .+")  # a column shows the label of each of its words
        elif (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) == "asked.say"
            and isinstance(node.args[0], ast.Constant)
        ):
            keys.add(node.args[0].value)
    return plain, patterns, keys


def test_every_label_is_said_and_what_is_said_has_a_label():
    """A label that nobody says is one that was written wrong, or is left over."""
    plain, patterns, keys = said_in_the_code()
    assert keys - all_labels().keys() == set()
    unsaid = [key for key in all_labels() if key not in plain and not any(re.fullmatch(one, key) for one in patterns)]
    assert unsaid == []

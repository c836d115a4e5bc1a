"""The command line's own words: the same facts in both languages."""

import importlib
import pkgutil
import re
import string

import pytest

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

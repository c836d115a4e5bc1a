"""The command line's own words: the same facts in both languages."""

import re
import string

import pytest

from pilotzones.cli.labels import all_labels


def facts_of(label):
    """List the facts that a label takes."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(label) if name is not None)


@pytest.mark.parametrize("key", all_labels())
def test_a_label_takes_the_same_facts_in_both_languages(key):
    """Numbers and codes are among them, never in the words of one language alone."""
    english, chinese = all_labels()[key]
    assert facts_of(english) == facts_of(chinese)
    assert re.findall(r"[0-9]+", english) == re.findall(r"[0-9]+", chinese)

"""The formats of the tables of dated rules are those that the shipped datapackage.json describes."""

import pytest
from described_formats import RESOURCES, as_described, described

from pilotzones.tables.formats import RULE_TABLES
from pilotzones.tables.rule_formats import RULE_FORMATS


def test_the_tables_of_rules_are_described_last():
    """In the order in which rules are listed."""
    assert list(RESOURCES)[-len(RULE_TABLES) :] == list(RULE_FORMATS)
    assert sorted(RULE_FORMATS) == sorted(RULE_TABLES)


@pytest.mark.parametrize("name", RULE_TABLES)
def test_a_table_of_rules_has_the_format_that_is_described(name):
    """Its columns in their order, what each may hold and means, what makes a record unique, what it refers to."""
    assert as_described(RULE_FORMATS[name]) == described(name)

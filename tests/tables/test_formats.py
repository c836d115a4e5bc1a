"""The formats of the tables are those that the shipped datapackage.json describes."""

from typing import get_args

import pytest
from described_formats import PACKAGE, RESOURCES, as_described, described

from pilotzones.tables.formats import FORMAT_VERSION, FORMATS, RULE_TABLES, TableName


def test_every_table_is_described():
    """In the order of the formats, those of dated rules last."""
    assert list(RESOURCES)[: len(FORMATS)] == list(FORMATS)
    assert (sorted(get_args(TableName)), sorted(RULE_TABLES)) == (
        sorted(FORMATS),
        sorted(RESOURCES.keys() - FORMATS.keys()),
    )
    assert PACKAGE["format_version"] == FORMAT_VERSION


@pytest.mark.parametrize("name", FORMATS)
def test_a_table_has_the_format_that_is_described(name):
    """Its columns in their order, what each may hold and means, what makes a record unique, what it refers to."""
    assert as_described(FORMATS[name]) == described(name)

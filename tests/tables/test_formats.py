"""The formats of the tables are those that the shipped datapackage.json describes."""

import json
from typing import get_args

import pytest

from pilotzones import Dataset
from pilotzones.tables.data_package import LICENCES, ORIGINS, licences_of, reference
from pilotzones.tables.formats import FORMAT_VERSION, FORMATS, RULE_TABLES, TableName
from pilotzones.tables.reading import format_of
from pilotzones.tables.rule_formats import RULE_FORMATS

PACKAGE = json.loads((Dataset.bundled().folders[0] / "datapackage.json").read_bytes())
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}


def test_every_table_is_described():
    """In the order of the formats, those of dated rules last."""
    assert [*FORMATS, *RULE_FORMATS] == list(RESOURCES)
    assert (sorted(get_args(TableName)), sorted(RULE_TABLES)) == (sorted(FORMATS), sorted(RULE_FORMATS))
    assert PACKAGE["format_version"] == FORMAT_VERSION


@pytest.mark.parametrize("name", RESOURCES)
def test_a_table_has_the_format_that_is_described(name):
    """Its columns in their order, what each may hold and means, what makes a record unique, what it refers to."""
    form, schema = format_of(name), RESOURCES[name]["schema"]
    fields = [
        {
            "name": column,
            "type": about.cell.type,
            "description": about.about,
            **({"constraints": dict(about.cell.constraints)} if about.cell.constraints else {}),
        }
        for column, about in form.columns.items()
    ]
    assert fields == schema["fields"]
    assert (form.about, list(form.key)) == (RESOURCES[name]["description"], schema["primaryKey"])
    keys = [
        (key["fields"], key["reference"]["resource"] or name, key["reference"]["fields"])
        for key in schema.get("foreignKeys", ())
    ]
    references = [(column, about.refers_to) for column, about in form.columns.items() if about.refers_to]
    assert [([column], table, [key]) for column, (table, key) in references] == keys


def test_the_licences_and_origins_are_those_that_are_described():
    """Of the tables together, and of each table that has others than the MIT License alone, as NOTICE says."""
    assert ([*LICENCES], [*ORIGINS]) == (PACKAGE["licenses"], PACKAGE["sources"])
    described = {
        name: {key: resource[key] for key in ("licenses",) if key in resource} for name, resource in RESOURCES.items()
    }
    assert {name: licences_of(name) for name in RESOURCES} == described
    # The crosswalk, which is exported, has the divisions through time and what the package makes of them.
    assert [licence["name"] for licence in licences_of("crosswalk")["licenses"]] == ["MIT", "CC0-1.0"]


def test_a_reference_is_written_as_a_frictionless_foreign_key():
    """As the Table Schema has it: a table that refers to itself is called by an empty name."""
    assert reference("zones", "batch", "batches", "number") == {
        "fields": ["batch"],
        "reference": {"resource": "batches", "fields": ["number"]},
    }
    assert reference("announcements", "amends", "announcements", "id") == {
        "fields": ["amends"],
        "reference": {"resource": "", "fields": ["id"]},
    }

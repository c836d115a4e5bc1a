"""What a Frictionless package of the tables says beside their columns."""

from described_formats import PACKAGE, RESOURCES

from pilotzones.tables.data_package import LICENCES, ORIGINS, licences_of, reference


def test_the_licences_and_origins_are_those_that_are_described():
    """Of the tables together, and of each table that has others than the MIT License alone, as NOTICE says."""
    assert ([*LICENCES], [*ORIGINS]) == (PACKAGE["licenses"], PACKAGE["sources"])
    stated = {name: resource["licenses"] for name, resource in RESOURCES.items() if "licenses" in resource}
    assert {name: licences_of(name) for name in RESOURCES} == {
        name: {"licenses": stated[name]} if name in stated else {} for name in RESOURCES
    }
    assert {name: [licence["name"] for licence in licences] for name, licences in stated.items()} == {
        "zones": ["MIT", "CC-BY-4.0"],
        "divisions_history": ["CC0-1.0"],
    }
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
